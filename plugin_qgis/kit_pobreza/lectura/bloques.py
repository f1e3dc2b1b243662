"""Los bloques que entregan los dos caminos de lectura, y cómo se vuelven números o códigos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa

SIN_TEXTO = -1


@dataclass
class Diccionario:
    """Los textos distintos de una columna, en orden de aparición; el vacío es «sin dato» (−1)."""

    codigos: dict[str, int] = field(default_factory=dict)

    @property
    def textos(self) -> list[str]:
        """El texto de cada código."""
        return list(self.codigos)

    def codificar(self, textos: Iterable[str]) -> np.ndarray:
        """Código de cada texto, (n,); sin espacios a los lados."""
        codigos = self.codigos
        vistos: dict[str, int] = {}

        def codigo(texto: str) -> int:
            limpio = texto.strip()
            hallado = codigos.setdefault(limpio, len(codigos)) if limpio else SIN_TEXTO
            vistos[texto] = hallado
            return hallado

        return np.array([vistos[t] if t in vistos else codigo(t) for t in textos], dtype=np.int32)

    def escribir(self, codigos: np.ndarray) -> np.ndarray:
        """El texto de cada código, (n,) de numpy; «» donde no hay dato."""
        return np.array([*self.textos, ""], dtype=np.str_)[codigos]


@dataclass
class Bloque:
    """Un tramo de filas de la capa.

    `columnas` {campo: (n,)}: los números, con NaN sin dato; los textos, como códigos de su
    `Diccionario`. `x`, `y` (n,) en el sistema pedido, NaN sin coordenada, o None si no se pidieron.
    `desde`: número de la primera fila, desde 1. `ids`: identificador de cada entidad, si se pidió.
    """

    desde: int
    filas: int
    columnas: dict[str, np.ndarray]
    x: np.ndarray | None = None
    y: np.ndarray | None = None
    ids: np.ndarray | None = None


def juntar(bloques: Sequence[Bloque], campos: Iterable[str]) -> Bloque:
    """Un solo bloque con todas las filas."""

    def unir(partes: list[Any]) -> Any:
        return np.concatenate(partes) if partes and partes[0] is not None else None

    return Bloque(
        desde=1,
        filas=sum(b.filas for b in bloques),
        columnas={
            c: np.concatenate([np.empty(0), *(b.columnas[c] for b in bloques)])
            if not bloques
            else np.concatenate([b.columnas[c] for b in bloques])
            for c in campos
        },
        x=unir([b.x for b in bloques]),
        y=unir([b.y for b in bloques]),
        ids=unir([b.ids for b in bloques]),
    )


class Numeros:
    """Convierte en números una columna de texto, recordando los textos ya vistos."""

    def __init__(self, campo: str) -> None:
        self.campo = campo
        self.diccionario = Diccionario()
        self.valores: list[float] = []

    def convertir(self, textos: Sequence[str], desde: int) -> np.ndarray:
        """Los números del bloque; error con campo, fila y valor si alguno no lo es."""
        codigos = self.diccionario.codificar(textos)
        for texto in self.diccionario.textos[len(self.valores) :]:
            try:
                self.valores.append(float(texto))
            except ValueError:
                fila = desde + int(np.argmax(codigos == self.diccionario.codigos[texto]))
                raise ErrorDeCapa(
                    f"el campo «{self.campo}» es texto y en la fila {fila} trae «{texto}», "
                    "que no es un número",
                    que_hacer="corrija el valor, elija otro campo o cargue la base con «Cargar "
                    "base Sisbén», que entiende la coma decimal",
                ) from None
        return np.array([*self.valores, np.nan])[codigos]


def escribir_numero(valor: float) -> str:
    """Un código numérico como texto: 5045.0 → «5045»."""
    return str(int(valor)) if float(valor).is_integer() else repr(float(valor))
