"""Entran columnas, sale el hogar: lo que vale cada texto de una base se decide solo aquí."""
