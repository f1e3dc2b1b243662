"""Carpetas del proyecto, desde la raíz del clon."""

from __future__ import annotations

from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
DATOS = RAIZ / "datos"
PUBLICO = RAIZ / "publico"
DESCARGAS = RAIZ / "descargas"
PLANTILLAS = RAIZ / "plantillas"
SITIO = RAIZ / "sitio"
TEMPORAL = RAIZ / ".tmp"
GENERADOR = RAIZ / "generador"
METODOS = GENERADOR / "metodos"
CUBO = GENERADOR / "cubo"
CATALOGO = CUBO / "catalogo"
LUGARES = CUBO / "lugares"
OFICIALES = GENERADOR / "fuentes" / "oficiales"
PRACTICA = GENERADOR / "practica"
