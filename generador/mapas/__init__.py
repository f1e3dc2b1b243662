"""De la geometría versionada a trazos SVG."""
