"""La clave y la bitácora de publicación en el disco: las mismas para la orden y para QGIS."""
