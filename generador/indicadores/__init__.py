"""Catálogo de indicadores (dato) y cálculo de la tabla municipal."""
