"""Pruebas del complemento con el QGIS de verdad, sobre el zip descomprimido."""
