"""Pruebas de lo que está por debajo del municipio."""
