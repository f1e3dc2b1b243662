"""Las cifras de un territorio en JSON: una lista por serie, en el orden de `datos/series.json`.

    datos/series.json    {"municipio": [{"indicador": "nbi", "zona": "total", "anios": […]}, …
    datos.json           {"cifras": [[48.703, 27.602], …

Una serie es un indicador en una zona, con sus años. Se nombran una vez por nivel, porque los
territorios de un nivel traen casi las mismas: con sus nombres en cada uno, el sitio pesaría 11 MB
más. Donde la fuente no trae la celda va `null`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo.leer import SIN_FILA, Cubo, Llave
from generador.paginas.datos_del_sitio import NACION

RUTA = "datos/series.json"
NIVELES = ("municipio", "departamento", "nacion")
AUSENTE = "null"


@dataclass(frozen=True)
class Series:
    """Las de un nivel: sus celdas, de qué columna es cada una y el texto que las rodea.

    `llaves` (m,), en el orden en que se escriben; `lugar` (columnas,), dónde va la celda de cada
    columna, o -1 si ningún territorio del nivel la trae; `antes` (m,), el texto que la precede.
    """

    llaves: tuple[Llave, ...]
    lugar: NDArray[np.intp]
    antes: NDArray[np.object_]

    def escribir(self, columnas: NDArray[np.intp], valores: NDArray[np.object_]) -> str:
        """La lista de listas; `valores` (n,) ya son JSON, y `columnas` (n,) dice de cuál es."""
        if not self.llaves:
            return "[]"
        celdas = np.full(len(self.llaves), AUSENTE, object)
        celdas[self.lugar[columnas]] = valores
        return "".join(np.stack([self.antes, celdas], axis=1).ravel().tolist()) + "]]"

    def descritas(self) -> list[dict[str, Any]]:
        """Qué es cada lista: su indicador, su zona y sus años."""
        return [
            {"indicador": indicador, "zona": zona, "anios": [llave[2] for llave in suyas]}
            for (indicador, zona), suyas in groupby(self.llaves, _serie)
        ]


def nivel_de(codigo: str) -> str:
    """El del territorio con ese código DANE."""
    if codigo == NACION:
        return "nacion"
    return "departamento" if len(codigo) == len(NACION) else "municipio"


def por_nivel(cubo: Cubo, llaves: Sequence[Llave]) -> dict[str, Series]:
    """Las de cada nivel; `llaves` son las columnas del cubo, con cada serie seguida.

    Salen del cubo entero: no dependen de qué territorios se publiquen.
    """
    niveles = np.array([nivel_de(codigo) for codigo in cubo.territorios])
    hay = np.array([cubo.estados[llave] != SIN_FILA for llave in llaves])
    return {n: _de(llaves, np.flatnonzero(hay[:, niveles == n].any(axis=1))) for n in NIVELES}


def _de(llaves: Sequence[Llave], columnas: NDArray[np.intp]) -> Series:
    suyas = tuple(llaves[c] for c in columnas.tolist())
    lugar = np.full(len(llaves), -1, np.intp)
    lugar[columnas] = np.arange(len(columnas))
    antes = [
        "," if n and _serie(suyas[n - 1]) == _serie(llave) else "],[" if n else "[["
        for n, llave in enumerate(suyas)
    ]
    return Series(suyas, lugar, np.array(antes, object))


def _serie(llave: Llave) -> tuple[str, str]:
    return llave[:2]


def en_bytes(series: Mapping[str, Series], esquema: str) -> bytes:
    """`series.json`: las de cada nivel, con la huella que repite el JSON de cada territorio."""
    dichas = {nivel: suyas.descritas() for nivel, suyas in series.items()}
    return orjson.dumps({"esquema": esquema, "huella": huella(series), **dichas})


def huella(series: Mapping[str, Series]) -> str:
    """La de qué series hay y en qué orden: unas cifras se leen solo con las de su misma huella."""
    dichas = orjson.dumps({nivel: suyas.descritas() for nivel, suyas in series.items()})
    return hashlib.sha256(dichas).hexdigest()[:16]
