"""Los bloques que entregan los dos caminos de lectura, y cómo se vuelven números o códigos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..metodos.hogares.columna import SIN_TEXTO, Columna, escribir
from ..metodos.hogares.textos import limpiar


class Diccionario:
    """Los textos distintos de una columna, tal como vienen, en orden de aparición.

    Una celda que no existe es −1. Los octetos se decodifican (UTF-8) una vez por texto distinto.
    """

    def __init__(self) -> None:
        self._codigos: dict[Any, int] = defaultdict(self._siguiente)
        self._codigos[None] = SIN_TEXTO

    def _siguiente(self) -> int:
        return len(self._codigos) - 1

    @property
    def textos(self) -> tuple[str, ...]:
        """El texto de cada código."""
        return tuple(_decodificar(t) for t in self._codigos if t is not None)

    def codificar(self, textos: Sequence[Any]) -> np.ndarray:
        """Código de cada texto, (n,)."""
        return np.fromiter(map(self._codigos.__getitem__, textos), np.int32, len(textos))

    def codificar_numeros(self, valores: np.ndarray, nulos: np.ndarray) -> np.ndarray:
        """Código de cada número, escrito como en un CSV: 5045.0 es «5045»; NaN es −1."""
        distintos, vuelta = np.unique(valores, return_inverse=True)
        escritos = [None if np.isnan(v) else escribir(v) for v in distintos.tolist()]
        codigos = self.codificar(escritos)[vuelta.reshape(-1)]
        return np.where(nulos, SIN_TEXTO, codigos).astype(np.int32)

    def columna(self, nombre: str, codigos: np.ndarray) -> Columna:
        """La columna que se entrega al método."""
        return Columna(nombre, self.textos, codigos.astype(np.int32, copy=False))

    def escribir(self, codigos: np.ndarray) -> np.ndarray:
        """El texto limpio de cada código, (n,) de objetos; «» donde no hay dato."""
        limpios = np.array([*map(limpiar, self.textos), ""], dtype=object)
        return limpios.take(codigos)


@dataclass
class Bloque:
    """Un tramo de filas de la capa.

    `columnas` {campo: (n,)}: los números, con NaN sin dato; los textos, como códigos de su
    `Diccionario`; los octetos, en UTF-8 y vacíos sin dato; lo que se copia, tal como viene
    (números, códigos o una lista). `x`, `y` (n,) en
    el sistema pedido, NaN sin coordenada, o None si no se pidieron. `desde`: número de la primera
    fila, desde 1. `ids`: identificador de cada entidad, si se pidió.
    """

    desde: int
    filas: int
    columnas: dict[str, Any]
    x: np.ndarray | None = None
    y: np.ndarray | None = None
    ids: np.ndarray | None = None
    copias: dict[str, Any] = field(default_factory=dict)

    @property
    def punto(self) -> tuple[np.ndarray, np.ndarray]:
        """`x` y `y`, si se pidieron al leer."""
        if self.x is None or self.y is None:
            raise ErrorDeCapa("faltan las coordenadas de la capa", que_hacer="repita la corrida")
        return self.x, self.y

    @property
    def identificadores(self) -> list[int]:
        """El de cada entidad, si se pidieron al leer."""
        if self.ids is None:
            raise ErrorDeCapa("faltan los identificadores", que_hacer="repita la corrida")
        lista: list[int] = self.ids.tolist()
        return lista


def juntar(bloques: Sequence[Bloque], campos: Iterable[str], copias: Iterable[str] = ()) -> Bloque:
    """Un solo bloque con todas las filas."""

    def unir(partes: list[Any]) -> Any:
        if not partes:
            return np.empty(0)
        if isinstance(partes[0], list):
            return [valor for parte in partes for valor in parte]
        juntas: Any = np  # lo enmascarado de numpy no trae tipos
        if any(isinstance(p, np.ma.MaskedArray) for p in partes):
            juntas = np.ma
        return juntas.concatenate(partes)

    def lugar(partes: list[Any]) -> Any:
        return unir(partes) if partes and partes[0] is not None else None

    return Bloque(
        desde=1,
        filas=sum(b.filas for b in bloques),
        columnas={c: unir([b.columnas[c] for b in bloques]) for c in campos},
        x=lugar([b.x for b in bloques]),
        y=lugar([b.y for b in bloques]),
        ids=lugar([b.ids for b in bloques]),
        copias={c: unir([b.copias[c] for b in bloques]) for c in copias},
    )


class Numeros:
    """Convierte en números una columna de texto, recordando los textos ya vistos."""

    def __init__(self, campo: str) -> None:
        self.campo = campo
        self.diccionario = Diccionario()
        self.valores: list[float] = []

    def convertir(self, codigos: np.ndarray, desde: int) -> np.ndarray:
        """Los números del bloque; error con campo, fila y valor si alguno no lo es."""
        for i, texto in enumerate(self.diccionario.textos[len(self.valores) :], len(self.valores)):
            limpio = limpiar(texto)
            try:
                self.valores.append(float(limpio) if limpio else np.nan)
            except ValueError:
                fila = desde + int(np.argmax(codigos == i))
                raise ErrorDeCapa(
                    f"el campo «{self.campo}» es texto y en la fila {fila} trae «{texto}», "
                    "que no es un número",
                    que_hacer="corrija el valor, elija otro campo o cargue la base con «Cargar "
                    "base Sisbén», que entiende la coma decimal",
                ) from None
        return np.array([*self.valores, np.nan]).take(codigos)


def _decodificar(texto: Any) -> str:
    return texto.decode("utf-8", "replace") if isinstance(texto, bytes) else str(texto)
