"""En qué polígono cae cada punto, sin más que numpy: regla par-impar sobre una malla de celdas.

Un polígono es la lista de todos sus anillos (exteriores, huecos y partes de un multipolígono): un
punto está dentro si una semirrecta desde él cruza un número impar de lados. Regla de borde: el
punto que cae en un lado o un vértice se mira un infinitésimo al este y otro, mucho menor, al norte.
Así, en una cobertura sin huecos ni solapes cada punto queda en un solo polígono, también los de
los linderos; solo el borde exterior este y norte queda afuera.

Las coordenadas van todas en el mismo sistema. Contrastado con GEOS (shapely) en las pruebas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .celdas import CENTRO, Lados, Malla, construir, repetir
from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales

FUERA = -1
# Parejas (punto, lado) que se comparan a la vez: acota la memoria.
PAREJAS_POR_BLOQUE = 400_000
PUNTOS_POR_BLOQUE = 100_000
CELDAS_MINIMAS, CELDAS_MAXIMAS = 256, 1 << 21


@dataclass(frozen=True)
class Ubicacion:
    """Polígono de cada punto, (n,), −1 si está fuera de todos; si hay varios, el de menor número.

    `solapados` (n,): en cuántos polígonos cae; más de 1 es un solape de la capa que hay que
    informar. `sin_coordenada`: puntos con NaN.
    """

    poligono: Enteros
    solapados: Enteros
    sin_coordenada: int

    @property
    def fuera(self) -> int:
        """Puntos con coordenada que no están en ningún polígono."""
        return int(np.count_nonzero(self.poligono == FUERA)) - self.sin_coordenada


@dataclass(frozen=True)
class Territorios:
    """Los polígonos preparados; se arman una vez y se ubican puntos por bloques."""

    lados: Lados
    malla: Malla

    @classmethod
    def de_anillos(cls, poligonos: Sequence[Sequence[Numeros]]) -> Territorios:
        """Prepara los polígonos, cada uno como la lista de sus anillos (k, 2), cerrados o no."""
        lados = _lados(poligonos)
        celdas = int(np.clip(4 * len(lados.x1), CELDAS_MINIMAS, CELDAS_MAXIMAS))
        return cls(lados, construir(lados, celdas))

    def ubicar(self, x: Numeros, y: Numeros) -> Ubicacion:
        """Polígono de cada punto."""
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        poligono = np.full(len(xs), FUERA, dtype=np.int64)
        solapados = np.zeros(len(xs), dtype=np.int64)
        for inicio in range(0, len(xs), PUNTOS_POR_BLOQUE):
            bloque = slice(inicio, inicio + PUNTOS_POR_BLOQUE)
            poligono[bloque], solapados[bloque] = self._bloque(xs[bloque], ys[bloque])
        return Ubicacion(poligono, solapados, int(np.count_nonzero(np.isnan(xs) | np.isnan(ys))))

    def _bloque(self, x: Reales, y: Reales) -> tuple[Enteros, Enteros]:
        malla = self.malla
        celda = malla.celda(x, y)
        poligono = np.where(celda < 0, FUERA, malla.directo[celda]).astype(np.int64)
        solapados = np.where(celda < 0, 0, malla.encima[celda]).astype(np.int64)
        elementos = np.where(celda < 0, 0, malla.desde[celda + 1] - malla.desde[celda])
        dudosos = np.flatnonzero(elementos)
        acumulado = np.cumsum(elementos[dudosos])
        cortes = np.searchsorted(
            acumulado, np.arange(PAREJAS_POR_BLOQUE, elementos.sum(), PAREJAS_POR_BLOQUE)
        )
        for puntos in np.split(dudosos, cortes):
            if puntos.size:
                hallado = self._dudosos(x[puntos], y[puntos], celda[puntos])
                poligono[puntos], solapados[puntos] = hallado
        return poligono, solapados

    def _dudosos(self, x: Reales, y: Reales, celda: Enteros) -> tuple[Enteros, Enteros]:
        """Los puntos de celdas con lados, uno por uno contra los elementos de su celda."""
        malla = self.malla
        desde = malla.desde[celda].astype(np.int64)
        punto, elemento = repetir(desde, malla.desde[celda + 1] - desde)
        lado = malla.lado[elemento].astype(np.int64)
        cambia = self._cambia_al_ir_al_centro(x, y, celda, punto, lado)
        poligono = malla.poligono[elemento].astype(np.int64)

        nuevo = np.ones(len(punto), dtype=np.bool_)
        nuevo[1:] = (punto[1:] != punto[:-1]) | (poligono[1:] != poligono[:-1])
        parejas = np.flatnonzero(nuevo)
        dentro = np.bitwise_xor.reduceat(cambia.astype(np.uint8), parejas).astype(np.bool_)
        suyo, cual = punto[parejas][dentro], poligono[parejas][dentro]
        hallado = np.full(len(x), FUERA, dtype=np.int64)
        hallado[suyo[::-1]] = cual[::-1]  # vienen por polígono: queda el menor
        return hallado, np.bincount(suyo, minlength=len(x)).astype(np.int64)

    def _cambia_al_ir_al_centro(
        self, x: Reales, y: Reales, celda: Enteros, punto: Enteros, lado: Enteros
    ) -> Logicos:
        """Por pareja: si el camino punto → (centro x, punto y) → centro cruza el lado.

        El elemento `CENTRO` cambia siempre: aporta que el centro está dentro de su polígono.
        """
        lados = self.lados
        centro_x, centro_y = (c[punto] for c in self.malla.centro(celda))
        px, py = x[punto], y[punto]
        inicio, esquina, final = (
            lados.a_la_izquierda(lado, px, py),
            lados.a_la_izquierda(lado, centro_x, py),
            lados.a_la_izquierda(lado, centro_x, centro_y),
        )
        abarca_y = (lados.y1[lado] > py) != (lados.y2[lado] > py)
        abarca_x = (lados.x1[lado] > centro_x) != (lados.x2[lado] > centro_x)
        cruza = (abarca_y & (inicio != esquina)) ^ (abarca_x & (esquina != final))
        return np.where(lado == CENTRO, True, cruza)


def _lados(poligonos: Sequence[Sequence[Numeros]]) -> Lados:
    duenos = [i for i, poligono in enumerate(poligonos) for _ in poligono]
    anillos = [_anillo(anillo, i) for i, poligono in enumerate(poligonos) for anillo in poligono]
    vertices = np.concatenate([np.empty((0, 2)), *anillos])
    siguientes = np.concatenate([np.empty((0, 2)), *(np.roll(a, -1, axis=0) for a in anillos)])
    de_quien = np.repeat(np.array(duenos, dtype=np.int32), [len(a) for a in anillos])
    (x, y), (xs, ys) = vertices.T, siguientes.T
    sirven = (x != xs) | (y != ys)
    if not sirven.any():
        raise ErrorDeMetodo(
            "la capa no tiene polígonos", que_hacer="elija una capa de polígonos que no esté vacía"
        )
    baja = (y > ys) | ((y == ys) & (x > xs))
    return Lados(
        x1=np.where(baja, xs, x)[sirven],
        y1=np.where(baja, ys, y)[sirven],
        x2=np.where(baja, x, xs)[sirven],
        y2=np.where(baja, y, ys)[sirven],
        poligono=de_quien[sirven],
    )


def _anillo(puntos: Numeros, poligono: int) -> Reales:
    anillo = np.asarray(puntos, dtype=np.float64)
    if anillo.ndim != 2 or anillo.shape[1] != 2 or not np.isfinite(anillo).all():
        raise ErrorDeMetodo(
            f"el polígono {poligono} tiene un anillo que no son parejas x, y finitas",
            que_hacer="repare la geometría y use solo dos dimensiones",
        )
    return anillo
