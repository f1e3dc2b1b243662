"""De los archivos oficiales a `datos/`: descargar, importar, comparar y reemplazar."""
