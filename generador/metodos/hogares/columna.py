"""Una columna leída: sus textos distintos y cuál trae cada fila.

Es lo único que entrega un lector (DuckDB, Arrow, entidad por entidad o el navegador). Qué vale
cada texto se decide una vez por texto distinto, no por fila, y por eso es barato y siempre igual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..tipos import Enteros, Reales
from .textos import limpiar

SIN_TEXTO = -1
EJEMPLOS = 3
ENTEROS_CHICOS = (np.int8, np.int16)
Codigos = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Columna:
    """n filas de una columna.

    `nombre` como viene en el archivo; `textos` (d,) los distintos, tal como se leyeron; `codigos`
    (n,) la posición de cada fila en `textos`, −1 si la celda no existe (NULL).
    """

    nombre: str
    textos: tuple[str, ...]
    codigos: Codigos

    @classmethod
    def de_lista(cls, nombre: str, valores: Sequence[object]) -> Columna:
        """Una columna desde la lista de sus celdas; None es «no hay celda»."""
        distintos: dict[str, int] = {}
        codigos = [
            SIN_TEXTO if v is None else distintos.setdefault(escribir(v), len(distintos))
            for v in valores
        ]
        return cls(nombre, tuple(distintos), np.array(codigos, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.codigos)

    def tomar(self, filas: Enteros | npt.NDArray[np.bool_]) -> Columna:
        """La columna con solo esas filas (posiciones o máscara)."""
        return Columna(self.nombre, self.textos, self.codigos[filas])

    def recortar(self) -> Columna:
        """La misma columna sin los textos que ninguna fila trae."""
        presentes, codigos = np.unique(self.codigos, return_inverse=True)
        propios = [self.textos[i] for i in presentes.tolist() if i >= 0]
        corrida = codigos.reshape(-1).astype(np.int32) - (len(presentes) - len(propios))
        return Columna(self.nombre, tuple(propios), corrida)

    def seguida_de(self, otra: Columna) -> Columna:
        """Las filas de esta columna y después las de otra, con los textos en una sola lista."""
        lugar = {t: i for i, t in enumerate(self.textos)}
        propios = [lugar.setdefault(t, len(lugar)) for t in otra.textos]
        tabla = np.array([*propios, SIN_TEXTO], dtype=np.int32)
        codigos = np.concatenate([self.codigos, tabla[otra.codigos]])
        return Columna(self.nombre, tuple(lugar), codigos)

    def encogida(self) -> Columna:
        """La misma, con los códigos en el entero más chico: hay uno por celda de la base.

        La mitad de lo que cabe: a un código se le puede sumar 1, y −1 es sin celda.
        """
        tipos = (t for t in ENTEROS_CHICOS if len(self.textos) <= np.iinfo(t).max // 2)
        menor: Any = next(tipos, np.int32)
        return Columna(self.nombre, self.textos, self.codigos.astype(menor, copy=False))

    def usados(self) -> tuple[str, ...]:
        """Los textos que alguna fila trae: un filtro puede dejar distintos sin filas."""
        veces = np.bincount(self.codigos + 1, minlength=len(self.textos) + 1)[1:]
        return tuple(t for t, n in zip(self.textos, veces.tolist()) if n)

    def numeros(self, valor: Callable[[str], float]) -> Reales:
        """Un número por fila, (n,), según lo que vale cada texto distinto; NaN si no hay celda."""
        tabla = np.array([valor(t) for t in self.textos] + [np.nan], dtype=np.float64)
        return np.asarray(tabla[self.codigos])

    def enteros(self, valor: Callable[[str], int], nulo: int = -1) -> Enteros:
        """Un entero por fila, (n,); `nulo` si no hay celda."""
        tabla = np.array([valor(t) for t in self.textos] + [nulo], dtype=np.int64)
        return np.asarray(tabla[self.codigos])

    def limpios(self) -> tuple[tuple[str, ...], Codigos]:
        """Los textos limpios distintos, en orden alfabético, y el código (n,) de cada fila.

        Dos escrituras del mismo texto (espacios, NFC y NFD) quedan con un solo código; lo que no
        tiene dato queda en −1.
        """
        propios = [limpiar(t) for t in self.textos]
        unicos = sorted({t for t in propios if t})
        lugar = {t: i for i, t in enumerate(unicos)}
        tabla = [lugar.get(t, SIN_TEXTO) for t in propios]
        return tuple(unicos), np.array([*tabla, SIN_TEXTO], dtype=np.int32)[self.codigos]


def escribir(valor: Any) -> str:
    """El texto de una celda que llega tipada: 5.0 es «5»; sí y no, «1» y «0».

    Así una base en Parquet o GeoPackage se lee como la misma base en CSV.
    """
    if isinstance(valor, (bool, np.bool_)):
        return "1" if valor else "0"
    if isinstance(valor, (float, np.floating)):
        return str(int(valor)) if float(valor).is_integer() else repr(float(valor))
    return str(valor)
