"""Que ningún renglón publicado tenga menos de 3 hogares ni de 10 personas, sin perder lo conjunto.

Una celda es (zona, grupo, patrón de 15 privaciones). Lo que se protege es el hogar: diez personas
pueden ser uno solo. Dentro de cada estrato (zona × grupo × pobre o no pobre con k = 1/3) las celdas
con menos de 3 hogares o de 10 personas se juntan con las de patrón más parecido hasta llegar a las
dos cosas, y el conjunto se publica con uno de sus patrones: el que menos aleja, acumulado en el
estrato, a cada privación de su número verdadero de hogares privados. Los hogares y las personas de
cada estrato quedan exactos, y con ellos H. Una celda que ya llega conserva los suyos; puede
recibir, además, un conjunto que eligió su patrón.

Nadie que mire una celda sabe cuántos hogares tenían de verdad ese patrón.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generador.errores import ErrorDeDatos
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.patrones import descodificar
from generador.metodos.tipos import Reales

HOGARES_MINIMOS, PERSONAS_MINIMAS = 3, 10
BITS = len(PRIVACIONES)


@dataclass(frozen=True)
class Celda:
    """Hogares y personas con un mismo patrón (bit j = privación j)."""

    patron: int
    hogares: int
    personas: int


def llega(celdas: Sequence[Celda]) -> bool:
    """Si juntas tienen los hogares y las personas mínimos para publicarse."""
    hogares, personas = sum(c.hogares for c in celdas), sum(c.personas for c in celdas)
    return hogares >= HOGARES_MINIMOS and personas >= PERSONAS_MINIMAS


def proteger(celdas: Sequence[Celda]) -> list[Celda]:
    """Las celdas de un estrato, ya protegidas y por patrón; ErrorDeDatos si no llega al mínimo."""
    if not llega(celdas):
        raise ErrorDeDatos(
            f"un estrato de la muestra tiene menos de {HOGARES_MINIMOS} hogares o de "
            f"{PERSONAS_MINIMAS} personas y no se puede proteger",
            que_hacer="use una muestra mayor, o junte ese estrato con otro",
        )
    firmes = [c for c in celdas if llega([c])]
    grupos, sobra = _agrupar([c for c in celdas if not llega([c])])
    if sobra and grupos:
        grupos[_mas_parecido(sobra[0].patron, [g[0] for g in grupos])].extend(sobra)
    elif sobra:
        # No llegan a un conjunto propio: se suman a la celda firme más parecida.
        cual = _mas_parecido(sobra[0].patron, firmes)
        firmes[cual] = _sumar(firmes[cual].patron, [firmes[cual], *sobra])
    return _reunir([*firmes, *_elegir_patrones(grupos)])


def _agrupar(raras: Sequence[Celda]) -> tuple[list[list[Celda]], list[Celda]]:
    """Conjuntos de celdas parecidas que llegan al mínimo, y lo que sobra al final."""
    pendientes = sorted(raras, key=lambda c: (-c.personas, c.patron))
    grupos: list[list[Celda]] = []
    while pendientes:
        grupo = [pendientes.pop(0)]
        while not llega(grupo) and pendientes:
            grupo.append(pendientes.pop(_mas_parecido(grupo[0].patron, pendientes)))
        if not llega(grupo):
            return grupos, grupo
        grupos.append(grupo)
    return grupos, []


def _elegir_patrones(grupos: Sequence[Sequence[Celda]]) -> list[Celda]:
    """Un patrón por conjunto, repartiendo el error de cada privación en vez de acumularlo."""
    desvio: Reales = np.zeros(BITS)
    elegidas = []
    for grupo in grupos:
        total = _sumar(grupo[0].patron, grupo)
        verdaderos = sum(c.hogares * _bits(c.patron) for c in grupo)
        opciones = sorted({c.patron for c in grupo})
        desvios = [desvio + total.hogares * _bits(p) - verdaderos for p in opciones]
        mejor = min(range(len(opciones)), key=lambda i: (float((desvios[i] ** 2).sum()), i))
        desvio = desvios[mejor]
        elegidas.append(replace(total, patron=opciones[mejor]))
    return elegidas


def _reunir(celdas: Sequence[Celda]) -> list[Celda]:
    patrones = sorted({c.patron for c in celdas})
    return [_sumar(p, [c for c in celdas if c.patron == p]) for p in patrones]


def _sumar(patron: int, celdas: Sequence[Celda]) -> Celda:
    return Celda(patron, sum(c.hogares for c in celdas), sum(c.personas for c in celdas))


def _mas_parecido(patron: int, celdas: Sequence[Celda]) -> int:
    """Posición de la celda con menos privaciones distintas; en empate, la primera."""
    return min(range(len(celdas)), key=lambda i: ((celdas[i].patron ^ patron).bit_count(), i))


def _bits(patron: int) -> Reales:
    return np.asarray(descodificar(np.array([patron], dtype=np.int64), BITS)[0], dtype=np.float64)
