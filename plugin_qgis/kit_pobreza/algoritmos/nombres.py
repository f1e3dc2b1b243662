"""Cómo se llaman los módulos, las privaciones y las cosas que se repiten en los algoritmos."""

from __future__ import annotations

G_CARGAR = "1. Cargar y revisar"
G_MEDIR = "2. Medir la incidencia"
G_CLASIFICAR = "3. Clasificar territorios"
G_FOCALIZAR = "4. Focalizar"
G_ACCESO = "5. Acceso y entorno"

# En el orden de I1…I15; el nombre corto de la medida del DNP y el DANE.
PRIVACIONES = (
    "Bajo logro educativo",
    "Analfabetismo",
    "Inasistencia escolar",
    "Rezago escolar",
    "Barreras a servicios para cuidado de la primera infancia",
    "Trabajo infantil",
    "Desempleo de larga duración",
    "Trabajo informal",
    "Sin aseguramiento en salud",
    "Barreras de acceso a servicios de salud",
    "Sin acceso a fuente de agua mejorada",
    "Inadecuada eliminación de excretas",
    "Material inadecuado de pisos",
    "Material inadecuado de paredes exteriores",
    "Hacinamiento crítico",
)

# Cuántas privaciones seguidas hay en cada dimensión, en el mismo orden.
DIMENSIONES = (
    ("Condiciones educativas", 2),
    ("Niñez y juventud", 4),
    ("Trabajo", 2),
    ("Salud", 2),
    ("Vivienda y servicios públicos", 5),
)
