"""Las cifras de un territorio como objeto JSON: zona, año e indicador.

    {"total": {"<año>": {"poblacion": [9120, 9300, …]}, "<otro>": {"ipm_censal": 71.9}}}

Una serie de años seguidos va como lista en el primero, y cada zona y cada año se escriben una vez:
con su año en cada cifra, los de todos los territorios pesarían 12 MB más.

Lo que va entre una cifra y la siguiente depende solo de qué celdas hay: se arma una vez por molde.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

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
    tramos = sorted(_tramos(llaves), key=lambda t: (t.zona, t.desde))
    antes: list[str] = []
    previo = "{"
    for zona, de_zona in groupby(tramos, key=lambda t: t.zona):
        previo += f'"{DOMINIOS[zona]}":{{'
        for desde, suyos in groupby(de_zona, key=lambda t: t.desde):
            previo += f'"{desde}":{{'
            for tramo in suyos:
                seguidos = len(tramo.puestos) - 1
                abre, cierra = ("[", "]") if seguidos else ("", "")
                antes += [f'{previo}"{tramo.indicador}":{abre}', *[","] * seguidos]
                previo = f"{cierra},"
            previo = f"{previo[:-1]}}},"
        previo = f"{previo[:-1]}}},"
    orden = [puesto for tramo in tramos for puesto in tramo.puestos]
    return MoldeDeObjeto(np.array(orden, np.intp), np.array(antes, object), f"{previo[:-1]}}}")


class _Tramo(NamedTuple):
    """Las celdas de una serie de años seguidos: su zona, el primer año y dónde están."""

    zona: int
    desde: int
    indicador: str
    puestos: list[int]


def _tramos(llaves: Sequence[Llave]) -> list[_Tramo]:
    """Las celdas, en su orden, partidas donde un año no sigue al otro."""
    tramos: list[_Tramo] = []
    for puesto, (indicador, dominio, periodo) in enumerate(llaves):
        zona, anio = _PUESTO[dominio], int(periodo)
        ultimo = tramos[-1] if tramos else None
        sigue = ultimo and (ultimo.indicador, ultimo.zona) == (indicador, zona)
        if ultimo and sigue and ultimo.desde + len(ultimo.puestos) == anio:
            ultimo.puestos.append(puesto)
        else:
            tramos.append(_Tramo(zona, anio, indicador, [puesto]))
    return tramos
