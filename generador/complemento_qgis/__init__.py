"""Empaquetar el complemento de QGIS: el zip y el repositorio desde el que se instala."""
