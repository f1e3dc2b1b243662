"""Una entrada del corpus y lo que se dice de ella al correrla."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SEMILLA = 9


class Clase(StrEnum):
    """Qué pasó: las cuatro primeras están bien, las demás son fallos del kit."""

    IGUAL = "igual"  # da lo mismo que el limpio
    DICHO = "dicho"  # paró, o avisó, diciendo dónde y qué hacer
    CORRECTO = "correcto"  # otro resultado, y es el del oráculo
    DECLARADO = "declarado"  # otro resultado, que nadie podría haber sospechado: con su razón
    TRAZA = "traza"
    CALLADA = "cifra mala callada"
    A_MEDIAS = "salida a medias"
    SIN_LUGAR = "error sin lugar"
    RECHAZO = "rechazo de lo que está bien"


FALLOS = (Clase.TRAZA, Clase.CALLADA, Clase.A_MEDIAS, Clase.SIN_LUGAR, Clase.RECHAZO)


@dataclass(frozen=True)
class Veredicto:
    """La clase y, en una línea, por qué."""

    clase: Clase
    detalle: str = ""

    @property
    def falla(self) -> bool:
        """Si el kit hizo lo que no debía."""
        return self.clase in FALLOS


@dataclass(frozen=True)
class Entrada:
    """Un operador sobre un sujeto; `numero` distingue las repeticiones.

    El identificador no depende de las demás entradas, y de él sale el azar de esta: agregar un
    operador no cambia lo que hacen los otros.
    """

    familia: str
    sujeto: str
    operador: str
    numero: int = 1

    @property
    def id(self) -> str:
        """Estable: sirve para repetir una sola."""
        return f"{self.familia}/{self.sujeto}/{self.operador}/{self.numero}"

    @property
    def azar(self) -> random.Random:
        """El suyo, siempre el mismo."""
        return random.Random(f"{SEMILLA}/{self.id}")


Corredor = Callable[[Entrada, Path], Veredicto]
"""Corre una entrada en una carpeta vacía y la juzga."""
