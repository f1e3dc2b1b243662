"""Las respuestas tal como vienen: el estado de cada celda y cuánto hay de lo que no se sabe."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..hogares.columna import EJEMPLOS, Columna
from ..hogares.textos import es_error_de_hoja, recortar
from ..tipos import Enteros, Logicos
from .receta import Variable
from .textos import codigo, numero_entero

OK, NO_APLICA, SIN_DATO, DESCONOCIDO, FUERA_DE_RANGO = range(5)
Estados = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Raro:
    """Un texto que no está en la receta: cuántas celdas lo traen y la primera fila."""

    texto: str
    n: int
    fila: int


@dataclass(frozen=True)
class Cruda:
    """n celdas de una variable: `estado` (n,) y `valor` (n,), la categoría o el número."""

    estado: Estados
    valor: Enteros

    @classmethod
    def ausente(cls, n: int) -> Cruda:
        """La de una columna que la base no trae."""
        return cls(np.full(n, SIN_DATO, dtype=np.uint8), np.zeros(n, dtype=np.int64))

    @classmethod
    def callada(cls, n: int) -> Cruda:
        """La de una pregunta que no se hizo a nadie."""
        return cls(np.full(n, NO_APLICA, dtype=np.uint8), np.zeros(n, dtype=np.int64))

    def es(self, *estados: int) -> Logicos:
        """Las celdas en alguno de esos estados, (n,)."""
        return np.asarray(np.isin(self.estado, estados))


@dataclass(frozen=True)
class CuentaDeVariable:
    """Qué se leyó de una variable, en celdas de las personas que cuentan.

    `desconocidos` y `fuera_de_rango`, con sus textos; `incoherentes`: «no aplica» a quien sí se le
    pregunta; `discrepan`: unidades cuyas personas no dicen lo mismo de su hogar. `columna` es «» si
    la base no la trae.
    """

    variable: str
    columna: str
    con_dato: int = 0
    no_aplica: int = 0
    sin_dato: int = 0
    desconocidos: tuple[Raro, ...] = ()
    fuera_de_rango: tuple[Raro, ...] = ()
    incoherentes: int = 0
    discrepan: int = 0


def leer_cruda(columna: Columna, variable: Variable, esquema: str) -> Cruda:
    """El estado y el valor de cada celda: se decide una vez por texto distinto."""
    codigos = variable.de(esquema)
    lugar = {c: i for i, c in enumerate(variable.categorias)}
    estados, valores = [], []
    for texto in columna.textos:
        propio, estado, valor = codigo(texto), DESCONOCIDO, 0
        if not propio:
            estado = DESCONOCIDO if es_error_de_hoja(texto) else SIN_DATO
        elif propio in codigos.no_aplica:
            estado = NO_APLICA
        elif propio in codigos.falta:
            estado = SIN_DATO
        elif propio in codigos.codigos:
            estado, valor = OK, lugar[codigos.codigos[propio]]
        elif variable.es_numero:
            numero = numero_entero(texto)
            if numero is not None:
                dentro = variable.minimo <= numero <= variable.maximo
                estado, valor = (OK, numero) if dentro else (FUERA_DE_RANGO, 0)
        estados.append(estado)
        valores.append(valor)
    de_estado = np.array([*estados, SIN_DATO], dtype=np.uint8)
    de_valor = np.array([*valores, 0], dtype=np.int64)
    return Cruda(de_estado[columna.codigos], de_valor[columna.codigos])


def contar(variable: str, columna: Columna, cruda: Cruda, filas: Enteros) -> CuentaDeVariable:
    """La cuenta de una variable; `filas` (n,): el número de cada celda en la base."""
    cuantas = np.bincount(cruda.estado, minlength=5).tolist()
    cuenta = CuentaDeVariable(
        variable, columna.nombre, cuantas[OK], cuantas[NO_APLICA], cuantas[SIN_DATO]
    )
    return replace(
        cuenta,
        desconocidos=_raros(columna, cruda.estado == DESCONOCIDO, filas),
        fuera_de_rango=_raros(columna, cruda.estado == FUERA_DE_RANGO, filas),
    )


def _raros(columna: Columna, cuales: Logicos, filas: Enteros) -> tuple[Raro, ...]:
    """Los textos distintos de esas celdas, los más frecuentes primero."""
    celdas = np.flatnonzero(cuales)
    if not celdas.size:
        return ()
    en_orden = celdas[np.argsort(filas[celdas], kind="stable")]
    distintos, primera, veces = np.unique(
        columna.codigos[en_orden], return_index=True, return_counts=True
    )
    raros = [
        Raro(columna.textos[c], int(n), int(filas[en_orden[i]]))
        for c, i, n in zip(distintos.tolist(), primera.tolist(), veces.tolist())
    ]
    return tuple(sorted(raros, key=lambda r: (-r.n, r.fila)))


def resumir(raros: tuple[Raro, ...]) -> str:
    """«7» (12 filas; la primera, la 45), y los que sigan, hasta tres."""
    dichos = [
        f"«{recortar(r.texto)}» ({r.n} {'fila' if r.n == 1 else 'filas'}; la {r.fila})"
        for r in raros[:EJEMPLOS]
    ]
    resto = len(raros) - EJEMPLOS
    return ", ".join(dichos) + (f" y {resto} más" if resto > 0 else "")
