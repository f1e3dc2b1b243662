"""Copias del sitio para llevar sin internet: qué trae cada una y cuál es su huella."""
