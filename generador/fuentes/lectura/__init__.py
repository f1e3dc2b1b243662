"""Ayudas para leer archivos oficiales: rejillas, valores, nombres, cuadros con notas."""
