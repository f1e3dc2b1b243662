"""Los iconos de la aplicación instalada, hechos de `sitio/recursos/icono.svg`."""
