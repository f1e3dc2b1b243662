"""Lo que se pierde al convertir se cuenta y se nombra; si cambia el resultado, detiene.

Cada columna se interpreta por texto distinto: la función dice un número, NaN si allí no hay dato,
o `ILEGIBLE` si hay algo que no se entiende. Lo ilegible queda sin dato y anotado como pérdida, con
cuántas filas, los primeros valores y la fila de cada uno.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..errores import ErrorDeMetodo
from ..tablas import documento
from ..tipos import Enteros, Logicos, Reales
from .avisos import ejemplos, escribir, frase
from .columna import EJEMPLOS, Columna
from .textos import es_error_de_hoja, limpiar

ILEGIBLE = float("inf")
ACEPTAR = "acepte seguir"


@dataclass(frozen=True)
class Perdida:
    """Filas de una columna que no se pudieron leer.

    `motivo` es el id de su frase; `ejemplos`, los primeros valores distintos y su fila; `detiene`,
    si sin ellas cambia el resultado pedido.
    """

    columna: str
    motivo: str
    filas: int
    ejemplos: tuple[tuple[str, int], ...]
    detiene: bool

    @property
    def texto(self) -> str:
        """La pérdida en una frase."""
        tabla = documento("avisos")
        return escribir(
            tabla["frases"]["perdida"],
            self.filas,
            columna=self.columna,
            motivo=tabla["perdidas"][self.motivo],
            ejemplos=ejemplos(self.ejemplos),
        )


@dataclass
class Perdidas:
    """Las pérdidas de una lectura. `filas` (n,): el número de cada fila en la base."""

    filas: Enteros
    lista: list[Perdida] = field(default_factory=list)

    def de(self, filas: Enteros) -> Perdidas:
        """Las mismas pérdidas, para leer columnas que solo tienen esas filas (posiciones)."""
        return Perdidas(self.filas[filas], self.lista)

    def leer(
        self,
        columna: Columna,
        motivo: str,
        interpretar: Callable[[str], float],
        *,
        detiene: bool = False,
    ) -> Reales:
        """Un número por fila, (n,); NaN sin dato o ilegible, y lo ilegible queda anotado.

        `interpretar` recibe el texto limpio de cada valor distinto; «» nunca le llega.
        """
        valores = columna.numeros(lambda t: _valor(t, interpretar))
        self.anotar(columna, motivo, np.isinf(valores), detiene=detiene)
        return np.where(np.isinf(valores), np.nan, valores)

    def anotar(self, columna: Columna, motivo: str, malas: Logicos, *, detiene: bool) -> None:
        """Suma una pérdida con las filas malas, si hay alguna."""
        cuales = np.flatnonzero(malas)
        if cuales.size:
            vistos = _primeros(columna, cuales, self.filas)
            self.lista.append(Perdida(columna.nombre, motivo, int(cuales.size), vistos, detiene))

    def comprobar(self, *, aceptadas: bool, aceptar: str = ACEPTAR) -> None:
        """Error si alguna cambia el resultado y quien usa no las aceptó.

        `aceptar` es cómo se acepta en cada motor: una opción, una casilla o un botón.
        """
        graves = [p.texto for p in self.lista if p.detiene]
        if graves and not aceptadas:
            raise ErrorDeMetodo(
                frase("detiene", perdidas="; ".join(graves)),
                que_hacer=frase("detiene_que_hacer", aceptar=aceptar),
            )


def _valor(texto: str, interpretar: Callable[[str], float]) -> float:
    limpio = limpiar(texto)
    if limpio:
        return interpretar(limpio)
    return ILEGIBLE if es_error_de_hoja(texto) else float("nan")


def _primeros(columna: Columna, cuales: Enteros, filas: Enteros) -> tuple[tuple[str, int], ...]:
    """Los primeros valores distintos, en el orden de las filas de la base, con su fila."""
    en_orden = cuales[np.argsort(filas[cuales], kind="stable")]
    _, primeras = np.unique(columna.codigos[en_orden], return_index=True)
    elegidas = en_orden[np.sort(primeras)[:EJEMPLOS]]
    return tuple(
        (columna.textos[c] if c >= 0 else "", int(f))
        for c, f in zip(columna.codigos[elegidas].tolist(), filas[elegidas].tolist())
    )
