"""El modo interno: exacto y marcado. El publicable está en `publicable`."""

from __future__ import annotations

from typing import Literal

import numpy as np

from generador.metodos.hogares.avisos import Avisos
from generador.metodos.privaciones import Medida
from generador.metodos.supresion import MINIMO
from generador.metodos.tipos import Logicos

Modo = Literal["interno", "publicable"]
INTERNO = "INTERNO: no publicar"


def pocos_hogares(medida: Medida, minimo: int = MINIMO) -> Logicos:
    """Los territorios con algún hogar y menos de `minimo`, (T,)."""
    return np.asarray((medida.registros > 0) & (medida.registros < minimo))


def avisar(medida: Medida, modo: Modo, minimo: int, avisos: Avisos) -> None:
    """Dice, en interno, en cuántos territorios se puede reconocer a alguien."""
    if modo == "interno":
        cuantos = int(np.count_nonzero(pocos_hogares(medida, minimo)))
        avisos.anotar("pocos_hogares", cuantos, minimo=minimo)
