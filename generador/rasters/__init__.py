"""Rasters por territorio: leerlos, resumirlos y compararlos con la base."""
