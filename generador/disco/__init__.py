"""Escribir en el disco sin dejar nada a medias ni pisar lo ajeno."""
