"""Los lugares por debajo del municipio: sus tablas y capas de `datos/`, leídas y comprobadas."""
