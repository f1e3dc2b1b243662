"""Lo que entra a recodificar, medir acceso, resumir un raster y publicar veredas, dañado."""
