"""Armar reglas y prioridad en el diálogo, con los valores de la base y los hogares que cumplen."""
