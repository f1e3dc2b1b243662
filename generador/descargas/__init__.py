"""Lo que se lleva quien trabaja con los datos: libros de Excel, Parquet y capas; aparte del sitio."""
