"""Cuántos hogares trae la base de práctica y cómo se llaman sus archivos, sin cargar lo demás."""

from __future__ import annotations

HOGARES = 2500
SEMILLA = 1
BASE = "hogares_de_practica.csv"
TERRITORIOS = "territorios_de_practica.geojson"
