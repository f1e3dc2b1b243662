"""La clave de publicación y la bitácora en el disco: leer y escribir; las reglas son del método."""
