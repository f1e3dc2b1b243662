"""Una rejilla de celdas con el norte arriba, y cómo se parten en ella líneas y lados de polígonos.

Es la de un raster o la de un terreno de costo. La fila 0 es la del norte; la celda (fila, columna)
se numera fila · columnas + columna.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales

# fila, columna, filas, columnas → valores (filas, columnas), NaN donde no hay dato
Ventana = Callable[[int, int, int, int], Reales]
CELDAS_MAXIMAS = 4_000_000
"""Las de un terreno que cabe en la memoria de un equipo de oficina; con más, celdas más grandes."""


@dataclass(frozen=True)
class Rejilla:
    """`filas` × `columnas` celdas de `ancho` × `alto` (> 0) desde la esquina noroeste (x0, y0)."""

    x0: float
    y0: float
    ancho: float
    alto: float
    filas: int
    columnas: int

    def __post_init__(self) -> None:
        medidas = (self.x0, self.y0, self.ancho, self.alto)
        buenas = all(np.isfinite(medidas)) and self.ancho > 0 and self.alto > 0
        if not buenas or self.filas < 1 or self.columnas < 1:
            raise ErrorDeMetodo(
                f"la rejilla es de {self.filas} × {self.columnas} celdas de {self.ancho:g} × "
                f"{self.alto:g}",
                que_hacer="use un raster con celdas y con el norte arriba",
            )

    @classmethod
    def de_afin(cls, afin: Sequence[float], filas: int, columnas: int) -> Rejilla:
        """De los seis números de GDAL (x0, ancho, giro, y0, giro, −alto).

        ErrorDeMetodo si está girado o con el sur arriba.
        """
        x0, ancho, giro_x, y0, giro_y, menos_alto = afin
        if giro_x or giro_y or ancho <= 0 or menos_alto >= 0:
            raise ErrorDeMetodo(
                "el raster está girado o no tiene el norte arriba",
                que_hacer="guárdelo derecho: en QGIS, Ráster → Proyecciones → Combar (reproyectar)",
            )
        return cls(x0, y0, ancho, -menos_alto, filas, columnas)

    @property
    def celdas(self) -> int:
        """Cuántas celdas tiene."""
        return self.filas * self.columnas

    def celda(self, x: Numeros, y: Numeros) -> Enteros:
        """La celda de cada punto, (n,); −1 fuera de la rejilla o sin coordenada.

        El punto en un borde es de la celda del este y del sur.
        """
        u, v = self.en_celdas(x, y)
        with np.errstate(invalid="ignore"):
            dentro = (u >= 0) & (u < self.columnas) & (v >= 0) & (v < self.filas)
        columna = np.where(dentro, np.floor(u), 0).astype(np.int64)
        fila = np.where(dentro, np.floor(v), 0).astype(np.int64)
        return np.where(dentro, fila * self.columnas + columna, -1)

    def centro(self, celda: Enteros) -> tuple[Reales, Reales]:
        """Coordenadas del centro de cada celda."""
        fila, columna = np.divmod(celda, self.columnas)
        return self.x0 + (columna + 0.5) * self.ancho, self.y0 - (fila + 0.5) * self.alto

    def en_celdas(self, x: Numeros, y: Numeros) -> tuple[Reales, Reales]:
        """Columna y fila, con decimales, de cada punto."""
        u = (np.asarray(x, dtype=np.float64) - self.x0) / self.ancho
        v = (self.y0 - np.asarray(y, dtype=np.float64)) / self.alto
        return u, v


class Tramos(NamedTuple):
    """Pedazos de lados, cada uno dentro de una sola celda, en columnas y filas con decimales.

    `lado`: de cuál es cada pedazo. Lo que está más allá del borde queda en pedazos enteros.
    """

    lado: Enteros
    u1: Reales
    v1: Reales
    u2: Reales
    v2: Reales

    @property
    def columna(self) -> Enteros:
        """La columna de cada pedazo; fuera de la rejilla, la que seguiría."""
        return np.floor((self.u1 + self.u2) / 2).astype(np.int64)

    @property
    def fila(self) -> Enteros:
        """La fila de cada pedazo."""
        return np.floor((self.v1 + self.v2) / 2).astype(np.int64)

    def tomar(self, cuales: Logicos) -> Tramos:
        """Solo esos pedazos."""
        return Tramos(
            self.lado[cuales], self.u1[cuales], self.v1[cuales], self.u2[cuales], self.v2[cuales]
        )


def partir(rejilla: Rejilla, desde: Reales, hasta: Reales) -> Tramos:
    """Los lados `desde` → `hasta`, (n, 2) en las coordenadas de la rejilla, partidos por celdas."""
    u1, v1 = rejilla.en_celdas(desde[:, 0], desde[:, 1])
    u2, v2 = rejilla.en_celdas(hasta[:, 0], hasta[:, 1])
    lado_u, en_u = _cruces(u1, u2, rejilla.columnas)
    lado_v, en_v = _cruces(v1, v2, rejilla.filas)
    n = len(u1)
    lado = np.concatenate([np.arange(n), lado_u, lado_v, np.arange(n)])
    parte = np.concatenate([
        np.zeros(n),
        (en_u - u1[lado_u]) / (u2 - u1)[lado_u],
        (en_v - v1[lado_v]) / (v2 - v1)[lado_v],
        np.ones(n),
    ])  # fmt: skip
    u, v = (a[lado] + parte * (b - a)[lado] for a, b in ((u1, u2), (v1, v2)))
    # En el cruce se pone el borde exacto: el redondeo no saca un pedazo de su celda.
    u[n : n + len(en_u)] = en_u
    v[n + len(en_u) : -n or None] = en_v
    u[-n:], v[-n:] = u2, v2
    orden = np.lexsort((parte, lado))
    lado, u, v = lado[orden], u[orden], v[orden]
    mismo = lado[1:] == lado[:-1]
    return Tramos(lado[:-1][mismo], u[:-1][mismo], v[:-1][mismo], u[1:][mismo], v[1:][mismo])


def _cruces(a: Reales, b: Reales, ultimo: int) -> tuple[Enteros, Reales]:
    """Los bordes 0…`ultimo` que cada lado cruza: de qué lado es cada cruce, y en cuál borde."""
    bajo, alto = np.minimum(a, b), np.maximum(a, b)
    primero = np.clip(np.floor(bajo) + 1, 0, ultimo + 1)
    final = np.clip(np.ceil(alto) - 1, -1, ultimo)
    cuantos = np.maximum(final - primero + 1, 0).astype(np.int64)
    lado = np.repeat(np.arange(len(a)), cuantos)
    inicio = np.cumsum(cuantos) - cuantos
    return lado, primero[lado] + np.arange(len(lado)) - inicio[lado]


def celdas_de_lineas(rejilla: Rejilla, lineas: Sequence[Numeros]) -> tuple[Enteros, Enteros]:
    """Parejas (línea, celda), sin repetir, de las celdas que toca cada línea, (k, 2) cada una."""
    vertices = [np.asarray(linea, dtype=np.float64).reshape(-1, 2) for linea in lineas]
    lados = [np.stack([v[:-1], v[1:]], axis=1) for v in vertices]
    if not sum(map(len, lados)):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    de_linea = np.repeat(np.arange(len(lados)), [len(lado) for lado in lados])
    todos = np.concatenate(lados)
    tramos = partir(rejilla, todos[:, 0], todos[:, 1])
    fila, columna = tramos.fila, tramos.columna
    dentro = (fila >= 0) & (fila < rejilla.filas) & (columna >= 0) & (columna < rejilla.columnas)
    celda = (fila * rejilla.columnas + columna)[dentro]
    pareja = np.unique(de_linea[tramos.lado[dentro]] * rejilla.celdas + celda)
    return pareja // rejilla.celdas, pareja % rejilla.celdas


def rejilla_de(x: Numeros, y: Numeros, lado: float, margen: float) -> Rejilla:
    """La rejilla de celdas de `lado` metros que contiene los puntos y `margen` metros alrededor.

    Sus bordes son múltiplos del lado: los mismos puntos dan siempre la misma. ErrorDeMetodo si no
    hay puntos o si pasa de `CELDAS_MAXIMAS`.
    """
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    con = np.isfinite(xs) & np.isfinite(ys)
    if not con.any():
        raise ErrorDeMetodo("ningún punto tiene coordenadas", que_hacer="revise la capa y su SRC")
    oeste, norte = xs[con].min() - margen, ys[con].max() + margen
    este, sur = xs[con].max() + margen, ys[con].min() - margen
    x0, y0 = float(np.floor(oeste / lado) * lado), float(np.ceil(norte / lado) * lado)
    columnas, filas = int((este - x0) // lado) + 1, int((y0 - sur) // lado) + 1
    if columnas * filas > CELDAS_MAXIMAS:
        alcanza = float(np.ceil(lado * np.sqrt(columnas * filas / CELDAS_MAXIMAS) / 10) * 10)
        raise ErrorDeMetodo(
            f"con celdas de {lado:g} m el terreno tiene {columnas} × {filas} celdas, y se admiten "
            f"{CELDAS_MAXIMAS}",
            que_hacer=f"use celdas de {alcanza:g} m o más, o quite las sedes y los puntos lejanos",
        )
    return Rejilla(x0, y0, lado, lado, filas, columnas)


def interpolar(rejilla: Rejilla, ventana: Ventana, x: Numeros, y: Numeros) -> Reales:
    """El valor en cada punto, (n,), entre los centros de las cuatro celdas que lo rodean.

    `ventana` lee un pedazo; solo se lee el que hace falta. NaN fuera de la rejilla, o si la celda
    del punto no tiene dato; una vecina sin dato no cuenta y las demás se reparten su peso.
    """
    u, v = rejilla.en_celdas(x, y)
    valores = np.full(len(u), np.nan)
    dentro = np.flatnonzero(rejilla.celda(x, y) >= 0)
    if not dentro.size:
        return valores
    u, v = u[dentro], v[dentro]
    filas = int(np.floor(v.min() - 0.5)), int(np.floor(v.max() + 0.5))
    columnas = int(np.floor(u.min() - 0.5)), int(np.floor(u.max() + 0.5))
    arriba, izquierda = max(filas[0], 0), max(columnas[0], 0)
    alto = min(filas[1], rejilla.filas - 1) - arriba + 1
    ancho = min(columnas[1], rejilla.columnas - 1) - izquierda + 1
    leidos = ventana(arriba, izquierda, alto, ancho)
    suma, pesos = np.zeros(len(u)), np.zeros(len(u))
    for df in (0, 1):
        for dc in (0, 1):
            fila, columna = np.floor(v - 0.5) + df, np.floor(u - 0.5) + dc
            peso = (1 - np.abs(v - 0.5 - fila)) * (1 - np.abs(u - 0.5 - columna))
            f = np.clip(fila, 0, rejilla.filas - 1).astype(np.int64) - arriba
            c = np.clip(columna, 0, rejilla.columnas - 1).astype(np.int64) - izquierda
            vecino = leidos[f, c]
            cuenta = np.isfinite(vecino)
            suma += np.where(cuenta, vecino, 0) * peso * cuenta
            pesos += peso * cuenta
    propio = leidos[np.floor(v).astype(np.int64) - arriba, np.floor(u).astype(np.int64) - izquierda]
    con = np.isfinite(propio) & (pesos > 0)
    valores[dentro[con]] = suma[con] / pesos[con]
    return valores
