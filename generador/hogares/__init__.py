"""Bases de hogares propias: incidencia, focalización y base de práctica, sin abrir QGIS."""
