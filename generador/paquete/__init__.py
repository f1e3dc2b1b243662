"""El paquete de datos curado de `datos/`: importar, verificar, descargar y leer."""
