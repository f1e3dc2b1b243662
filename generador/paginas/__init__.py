"""De los indicadores al contexto de cada página del sitio."""
