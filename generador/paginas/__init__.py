"""De los indicadores a cada página del sitio y a lo que se descarga."""
