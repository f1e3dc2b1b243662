"""Las cifras de un territorio como objeto JSON: zona, indicador y años seguidos.

    {"total": {"ipm_censal": {"2018": 71.9}, "poblacion": {"1985": [9120, 9300, …]}}}

Una serie de años seguidos va como lista desde el primero, y cada zona se escribe una vez: con un
nombre por cifra, los de todos los territorios pesarían 8 MB más.

Lo que va entre una cifra y la siguiente depende solo de qué celdas hay: se arma una vez por molde.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import Llave

VACIO = "{}"
_PUESTO = {dominio: n for n, dominio in enumerate(DOMINIOS)}


@dataclass(frozen=True)
class MoldeDeObjeto:
    """Lo que comparten los territorios con las mismas celdas.

    `orden` (n,) son los puestos de las celdas como se escriben; `antes` (n,), el texto que precede
    a cada una, y `cierre`, el que va al final.
    """

    orden: NDArray[np.intp]
    antes: NDArray[np.object_]
    cierre: str

    def escribir(self, valores: NDArray[np.object_]) -> str:
        """El objeto; `valores` (n,) ya son JSON y van en el orden de las celdas."""
        if not self.orden.size:
            return VACIO
        intercalados = np.stack([self.antes, valores[self.orden]], axis=1)
        return "".join(intercalados.ravel().tolist()) + self.cierre


def molde(llaves: Sequence[Llave]) -> MoldeDeObjeto:
    """El de unas celdas, que llegan por indicador, zona y año."""
    orden = sorted(range(len(llaves)), key=lambda n: _PUESTO[llaves[n][1]])
    antes: list[str] = []
    previo = "{"
    for dominio, de_zona in groupby((llaves[n] for n in orden), key=lambda llave: llave[1]):
        previo += f'"{dominio}":{{'
        for indicador, suyas in groupby(de_zona, key=lambda llave: llave[0]):
            previo += f'"{indicador}":{{'
            for tramo in _tramos([int(periodo) for *_, periodo in suyas]):
                abre, cierra = ("[", "]") if len(tramo) > 1 else ("", "")
                antes += [f'{previo}"{tramo[0]}":{abre}', *[","] * (len(tramo) - 1)]
                previo = f"{cierra},"
            previo = f"{previo[:-1]}}},"
        previo = f"{previo[:-1]}}},"
    return MoldeDeObjeto(np.array(orden, np.intp), np.array(antes, object), f"{previo[:-1]}}}")


def _tramos(anios: Sequence[int]) -> list[list[int]]:
    """Los años, en orden, partidos donde no siguen uno a otro."""
    tramos: list[list[int]] = []
    for anio in anios:
        if tramos and tramos[-1][-1] + 1 == anio:
            tramos[-1].append(anio)
        else:
            tramos.append([anio])
    return tramos
