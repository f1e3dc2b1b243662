"""Lo que se lleva quien trabaja con los datos: libros, Parquet y capas; aparte del sitio."""
