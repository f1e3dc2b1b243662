"""Qué hacer ahora: de las privaciones principales al módulo que corresponde."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from generador import texto_yaml
from generador.paginas.territorios.secciones.quince_privaciones import PrivacionDelTerritorio

RUTA = Path(__file__).with_name("acciones.yaml")


# Herramientas que reciben el municipio en la dirección (`#m=código`). Nombres cortos: van en los
# 1.122 perfiles y cada uno tiene un tope de peso.
HERRAMIENTAS = {
    "priorizador": "priorizador",
    "simulador": "simulador",
    "sisben": "Sisbén",
    "privaciones": "privaciones",
    "fuentes": "fuentes",
    "diagnostico": "diagnóstico",
    "ruta": "ruta productiva",
    "preparador": "preparador de sesión",
    "compromisos": "compromisos",
    "documentos": "documentos",
}


@cache
def tabla() -> dict[str, Any]:
    """`acciones.yaml`: módulos del kit y la acción que sugiere cada privación."""
    contenido: dict[str, Any] = texto_yaml.leer(RUTA.read_text(encoding="utf-8"))
    return contenido


def acciones(filas: list[PrivacionDelTerritorio]) -> list[dict[str, Any]]:
    """Una acción por privación de `filas` (las de la sección de privaciones), con su módulo."""
    return [
        {
            "privacion": fila.nombre,
            "valor": fila.valor,
            "accion": (accion := tabla()["privaciones"][fila.id])["accion"],
            "modulo": tabla()["modulos"][accion["modulo"]],
        }
        for fila in filas
    ]
