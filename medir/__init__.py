"""Mediciones de velocidad y peso: `make medir`. Informan; nunca hacen fallar nada por tiempo."""
