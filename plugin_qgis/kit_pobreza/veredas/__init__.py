"""Lo que se hace con una incidencia ya publicable: el paquete para el sitio y las fichas."""
