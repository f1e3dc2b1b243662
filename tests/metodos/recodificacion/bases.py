"""Hogares de la base completa del Sisbén, hechos a mano, y su recodificación."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from generador.metodos.hogares.columna import Columna
from generador.metodos.recodificacion.receta import Receta
from generador.metodos.recodificacion.recetas import del_kit
from generador.metodos.recodificacion.recodificar import Recodificada, recodificar

Persona = dict[str, Any]
# Una persona adulta sin ninguna privación y su vivienda, con los códigos del diccionario del DNP.
ADULTA: Persona = {
    "parentesco": 1, "edad": 40, "seguridad_social": 1, "enfermo_30": 2, "acudio_salud": 9,
    "cuidado": 9, "recibe_comida": 9, "lee": 1, "estudia": 2, "nivel": 5, "grado": 2, "pension": 1,
    "actividad": 1, "semanas": 999,
}  # fmt: skip
VIVIENDA: Persona = {
    "zona": 1, "paredes": 1, "pisos": 3, "acueducto": 1, "alcantarillado": 1, "sanitario": 1,
    "agua": 1, "cuartos_dormir": 2,
}  # fmt: skip


def nina(edad: int, **otros: Any) -> Persona:
    """Una niña que estudia al día, con lo que no se le pregunta en su código."""
    chica = edad < 5
    propia = {
        "parentesco": 3, "edad": edad, "pension": 2 if edad >= 14 else 9,
        "actividad": 3 if edad >= 8 else 9,
        "cuidado": 1 if chica else 9, "recibe_comida": 1 if chica else 9,
        "lee": 9 if chica else 1, "estudia": 9 if chica else 1,
        "nivel": 9 if chica else 1 if edad < 7 else 2 if edad < 12 else 3 if edad < 16 else 4,
        "grado": 99 if chica or edad < 7 else edad - 6,
    }  # fmt: skip
    return {**ADULTA, **propia, **otros}


def hogar(*personas: Persona, **vivienda: Any) -> list[Persona]:
    """Las personas con su vivienda."""
    return [{**p, **VIVIENDA, **vivienda} for p in personas]


def recodificados(
    hogares: Sequence[Sequence[Persona]], receta: Receta | None = None, esquema: str = ""
) -> Recodificada:
    """Los hogares recodificados; None en una celda es «no hay dato». El jefe va primero."""
    propia = del_kit("sisben_iv") if receta is None else receta
    filas = [p for h in hogares for p in h]
    columnas = {
        c: Columna.de_lista(c, [f.get(c) for f in filas])
        for c in dict.fromkeys(c for f in filas for c in f)
    }
    tamanos = [len(h) for h in hogares]
    de = np.repeat(np.arange(len(hogares)), tamanos).astype(np.int64)
    jefe = np.cumsum([0, *tamanos[:-1]]).astype(np.int64)
    return recodificar(
        propia, esquema or "base_completa", columnas, de, jefe, np.arange(len(filas)) + 2
    )


def privados(hecha: Recodificada) -> list[dict[str, int]]:
    """Por hogar, {indicador: 1, 0 o −1}."""
    return [dict(zip(hecha.receta.ids, fila, strict=True)) for fila in hecha.de_hogares.tolist()]
