"""Los dos modos de una salida: interno, exacto y marcado; publicable, con lo que se oculta."""

from __future__ import annotations

from typing import Literal

import numpy as np

from generador.metodos.hogares.avisos import Avisos
from generador.metodos.privaciones import Medida
from generador.metodos.supresion import MINIMO, PUBLICADO, Supresion, suprimir
from generador.metodos.tipos import Logicos

Modo = Literal["interno", "publicable"]
INTERNO = "INTERNO: no publicar"
PUBLICABLE = "publicable"


def proteger(medida: Medida, modo: Modo, minimo: int = MINIMO) -> Supresion:
    """Qué se oculta al escribir: nada en interno, que es exacto."""
    if modo == "publicable":
        return suprimir(medida.registros, minimo=minimo)
    ninguno = np.full(len(medida.registros), PUBLICADO, dtype=np.int64)
    return Supresion(ninguno, (), PUBLICADO)


def pocos_hogares(medida: Medida, minimo: int = MINIMO) -> Logicos:
    """Los territorios con algún hogar y menos de `minimo`, (T,)."""
    return np.asarray((medida.registros > 0) & (medida.registros < minimo))


def avisar(medida: Medida, modo: Modo, minimo: int, avisos: Avisos) -> None:
    """Dice, en interno, en cuántos territorios se puede reconocer a alguien."""
    if modo == "interno":
        cuantos = int(np.count_nonzero(pocos_hogares(medida, minimo)))
        avisos.anotar("pocos_hogares", cuantos, minimo=minimo)


def uso(modo: Modo) -> str:
    """Lo que lleva la columna `uso` de cada fila."""
    return INTERNO if modo == "interno" else PUBLICABLE
