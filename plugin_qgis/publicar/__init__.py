"""Lo que se toma de QGIS para la página del sitio: las ayudas y las capturas.

Corre con el Python de QGIS, no viaja en el zip y construir el sitio no lo necesita.
"""
