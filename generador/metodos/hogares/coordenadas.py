"""Coordenadas de la base: cuál eje es cuál, decidido punto por punto con los rangos de Colombia.

Unas bases traen x = longitud y otras x = latitud. Los dos rangos no se tocan, así que cada punto
dice por sí mismo cómo viene. Rangos en grados (EPSG:4326 o 4686): longitud de −82 a −66, latitud
de −4,5 a 14, con San Andrés y Providencia adentro. Una longitud sin su signo (75,6) se corrige: en
Colombia no puede ser otra cosa. Los metros y los puntos de miles no se adivinan: se cuentan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from ..tipos import Logicos, Numeros, Reales
from .avisos import Avisos
from .columna import Columna
from .perdidas import ILEGIBLE, Perdidas

LONGITUD = (-82.0, -66.0)
SIN_SIGNO = (66.0, 82.0)
LATITUD = (-4.5, 14.0)
# Ningún sistema de coordenadas de Colombia da menos de diez kilómetros en los dos ejes.
MENOR_METRO = 10_000.0
NUMERO = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*)?(?:[eE][+-]?[0-9]+)?")
# «-75.599.500»: Excel tomó el punto decimal por punto de miles.
CON_MILES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}")
METROS_CON_MILES = re.compile(
    r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
)


@dataclass(frozen=True)
class Coordenadas:
    """Puntos con los ejes en su lugar.

    `longitud` y `latitud` (n,), NaN donde no sirven; cuántos venían `directas` e `invertidas`,
    cuántos `sin_coordenada` (nulo, o 0 en los dos) y cuántos `fuera` de Colombia o en otro
    sistema. Las cuatro cuentas suman n. De los que sirven, `sin_signo` son los que se corrigieron;
    de los de `fuera`, `en_metros` y `con_miles` son los que no vienen en grados.
    """

    longitud: Reales
    latitud: Reales
    directas: int
    invertidas: int
    sin_coordenada: int
    fuera: int
    sin_signo: int = 0
    en_metros: int = 0
    con_miles: int = 0

    @property
    def sirven(self) -> int:
        """Cuántos puntos se pueden ubicar."""
        return self.directas + self.invertidas

    def avisar(self, avisos: Avisos) -> None:
        """Dice qué se corrigió, qué no sirve y por qué."""
        avisos.anotar("ejes_invertidos", self.invertidas)
        avisos.anotar("longitud_sin_signo", self.sin_signo)
        avisos.anotar("coordenadas_en_metros", self.en_metros)
        avisos.anotar("coordenadas_con_miles", self.con_miles)
        avisos.anotar("fuera_de_colombia", self.fuera - self.en_metros - self.con_miles)
        avisos.anotar("sin_coordenada", self.sin_coordenada)


def detectar_ejes(x: Numeros, y: Numeros, con_miles: Logicos | None = None) -> Coordenadas:
    """Pone cada punto en (longitud, latitud) y cuenta cómo venían.

    `con_miles` (n,): los que no se pudieron leer porque traen puntos de miles.
    """
    primero, segundo = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    miles = np.zeros(primero.shape, dtype=np.bool_) if con_miles is None else con_miles
    vacias = np.isnan(primero) | np.isnan(segundo) | ((primero == 0) & (segundo == 0))
    vacias &= ~miles
    directas = ~vacias & _es_longitud(primero) & _entre(segundo, LATITUD)
    invertidas = ~vacias & _es_longitud(segundo) & _entre(primero, LATITUD)
    sirven = directas | invertidas
    longitud = np.where(sirven, np.where(invertidas, segundo, primero), np.nan)
    metros = np.maximum(np.abs(primero), np.abs(segundo)) >= MENOR_METRO
    return Coordenadas(
        longitud=-np.abs(longitud),
        latitud=np.where(sirven, np.where(invertidas, primero, segundo), np.nan),
        directas=int(np.count_nonzero(directas)),
        invertidas=int(np.count_nonzero(invertidas)),
        sin_coordenada=int(np.count_nonzero(vacias)),
        fuera=int(np.count_nonzero(~vacias & ~sirven)),
        sin_signo=int(np.count_nonzero(longitud > 0)),
        en_metros=int(np.count_nonzero(metros & ~vacias & ~miles)),
        con_miles=int(np.count_nonzero(miles)),
    )


def leer_puntos(x: Columna, y: Columna, perdidas: Perdidas) -> tuple[Reales, Reales, Logicos]:
    """Los números de las dos columnas, (n,) cada una, y cuáles traen puntos de miles, (n,).

    Lo que no es un número queda sin coordenada y anotado.
    """
    miles = np.zeros(len(x), dtype=np.bool_)
    ejes = []
    for columna in (x, y):
        miles |= columna.numeros(lambda t: float(bool(CON_MILES.fullmatch(t.strip())))) == 1
        ejes.append(perdidas.leer(columna, "coordenada", _coordenada))
    return ejes[0], ejes[1], miles


def _coordenada(texto: str) -> float:
    if METROS_CON_MILES.fullmatch(texto):
        decimal = max(".", ",", key=texto.rfind)
        return float(texto.replace("." if decimal == "," else ",", "").replace(",", "."))
    if NUMERO.fullmatch(texto):
        return float(texto.replace(",", "."))
    return float("nan") if CON_MILES.fullmatch(texto) else ILEGIBLE


def _es_longitud(valores: Reales) -> Logicos:
    return _entre(valores, LONGITUD) | _entre(valores, SIN_SIGNO)


def _entre(valores: Reales, rango: tuple[float, float]) -> Logicos:
    return np.logical_and(valores >= rango[0], valores <= rango[1])
