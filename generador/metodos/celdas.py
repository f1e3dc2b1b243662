"""La malla de celdas que hace rápido el punto en polígono.

De cada celda se sabe qué polígonos contienen su centro y qué lados la tocan. En una celda sin lados
todos sus puntos están donde está el centro. En una con lados se va del punto al centro por dos
segmentos que no salen de la celda, uno horizontal y otro vertical, y cada lado que se cruza cambia
el estar dentro o fuera de su polígono (regla par-impar): basta mirar los lados de la celda.

Las comparaciones de posición salen todas de `a_la_izquierda`, con los lados siempre de abajo hacia
arriba: dos polígonos vecinos ven su lado común con la misma aritmética y no dejan rendijas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .tipos import Enteros, Logicos, Reales

Cortos = npt.NDArray[np.int32]

CENTRO = -1
# Holgura con que se reparten los lados, en anchos de celda: mucho más que el redondeo.
HOLGURA = 1e-6
# El borde de la malla se corre para que sus centros no caigan en coordenadas redondas.
MARGEN = 0.0137


@dataclass(frozen=True)
class Lados:
    """Lados dirigidos hacia arriba (o al este si son horizontales) y el polígono de cada uno."""

    x1: Reales
    y1: Reales
    x2: Reales
    y2: Reales
    poligono: Cortos

    def a_la_izquierda(self, lado: Enteros, x: Reales, y: Reales) -> Logicos:
        """Si cada punto está a la izquierda de su lado, con la regla de borde del empate.

        El punto que cae en el lado se mira un infinitésimo al este y otro, mucho menor, al norte.
        """
        dx, dy = self.x2[lado] - self.x1[lado], self.y2[lado] - self.y1[lado]
        giro = dx * (y - self.y1[lado]) - dy * (x - self.x1[lado])
        return np.asarray((giro > 0) | ((giro == 0) & (dy == 0)), dtype=np.bool_)


@dataclass(frozen=True)
class Malla:
    """Malla de `columnas` × `filas` celdas.

    `directo` (celdas,): menor polígono que contiene el centro, −1 ninguno; `encima` (celdas,):
    cuántos lo contienen. Los elementos de la celda c son los de `desde[c]` a `desde[c + 1]`,
    ordenados por polígono: `lado` dice cuál es, o `CENTRO` si el elemento dice que ese polígono
    contiene el centro. Solo las celdas con lados tienen elementos.
    """

    x0: float
    y0: float
    ancho: float
    alto: float
    columnas: int
    filas: int
    directo: Cortos
    encima: Cortos
    desde: Cortos
    lado: Cortos
    poligono: Cortos

    def celda(self, x: Reales, y: Reales) -> Enteros:
        """Celda de cada punto; −1 si está fuera de la malla o no tiene coordenada."""
        with np.errstate(invalid="ignore"):
            columna = np.floor((x - self.x0) / self.ancho)
            fila = np.floor((y - self.y0) / self.alto)
            dentro = (columna >= 0) & (columna < self.columnas) & (fila >= 0) & (fila < self.filas)
        celda = np.where(dentro, fila * self.columnas + columna, -1)
        return celda.astype(np.int64)

    def centro(self, celda: Enteros) -> tuple[Reales, Reales]:
        """Coordenadas del centro de cada celda."""
        fila, columna = np.divmod(celda, self.columnas)
        return self.x0 + (columna + 0.5) * self.ancho, self.y0 + (fila + 0.5) * self.alto


def construir(lados: Lados, celdas: int) -> Malla:
    """Reparte los lados en una malla de cerca de `celdas` celdas."""
    x0, x1 = float(min(lados.x1.min(), lados.x2.min())), float(max(lados.x1.max(), lados.x2.max()))
    y0, y1 = float(lados.y1.min()), float(lados.y2.max())
    largo_x = max(x1 - x0, 1e-9 * max(1.0, abs(x0)))
    largo_y = max(y1 - y0, 1e-9 * max(1.0, abs(y0)))
    columnas = int(np.clip(np.sqrt(celdas * largo_x / largo_y), 1, celdas))
    filas = max(1, celdas // columnas)
    vacia = np.zeros(0, dtype=np.int32)
    malla = Malla(
        x0=x0 - MARGEN * largo_x / columnas,
        y0=y0 - MARGEN * largo_y / filas,
        ancho=largo_x * (1 + 3 * MARGEN / columnas) / columnas,
        alto=largo_y * (1 + 3 * MARGEN / filas) / filas,
        columnas=columnas,
        filas=filas,
        directo=vacia, encima=vacia, desde=vacia, lado=vacia, poligono=vacia,
    )  # fmt: skip
    lado, fila = _filas_de_cada_lado(malla, lados)
    celda_lado, cual = _celdas_de_cada_lado(malla, lados, lado, fila)
    celda_centro, poligono_centro = _centros_contenidos(malla, lados, lado, fila)
    return _llenar(malla, lados, (celda_lado, cual), (celda_centro, poligono_centro))


def repetir(desde: Enteros, cuantos: Enteros) -> tuple[Enteros, Enteros]:
    """Desarrolla los tramos [desde, desde + cuantos): de qué tramo es cada elemento y cuál es."""
    tramo = np.repeat(np.arange(len(cuantos)), cuantos)
    inicio = np.cumsum(cuantos) - cuantos
    valor = np.arange(len(tramo)) + np.repeat(desde - inicio, cuantos)
    return tramo, valor.astype(np.int64)


def _indice(valor: Reales, maximo: int) -> Enteros:
    return np.clip(np.floor(valor), 0, maximo - 1).astype(np.int64)


def _filas_de_cada_lado(malla: Malla, lados: Lados) -> tuple[Enteros, Enteros]:
    """Parejas (lado, fila de la malla) de las filas que toca cada lado."""
    primera = _indice((lados.y1 - malla.y0) / malla.alto - HOLGURA, malla.filas)
    ultima = _indice((lados.y2 - malla.y0) / malla.alto + HOLGURA, malla.filas)
    return repetir(primera, ultima - primera + 1)


def _celdas_de_cada_lado(
    malla: Malla, lados: Lados, lado: Enteros, fila: Enteros
) -> tuple[Enteros, Enteros]:
    """Parejas (celda, lado) de las celdas que toca cada lado, con holgura."""
    x1, y1, x2, y2 = lados.x1[lado], lados.y1[lado], lados.x2[lado], lados.y2[lado]
    alto = y2 - y1
    pendiente = np.divide(x2 - x1, alto, out=np.zeros_like(alto), where=alto > 0)
    abajo = malla.y0 + (fila - HOLGURA) * malla.alto
    arriba = malla.y0 + (fila + 1 + HOLGURA) * malla.alto
    entra = np.where(abajo > y1, x1 + (abajo - y1) * pendiente, x1)
    sale = np.where(arriba < y2, x1 + (arriba - y1) * pendiente, x2)
    izquierda = (np.minimum(entra, sale) - malla.x0) / malla.ancho - HOLGURA
    derecha = (np.maximum(entra, sale) - malla.x0) / malla.ancho + HOLGURA
    primera = _indice(izquierda, malla.columnas)
    tramo, columna = repetir(primera, _indice(derecha, malla.columnas) - primera + 1)
    return fila[tramo] * malla.columnas + columna, lado[tramo]


def _centros_contenidos(
    malla: Malla, lados: Lados, lado: Enteros, fila: Enteros
) -> tuple[Enteros, Enteros]:
    """Parejas (celda, polígono) de los polígonos que contienen el centro de cada celda.

    Por cada fila, la línea de los centros corta los lados un número par de veces por polígono: los
    centros entre un corte y el siguiente están dentro.
    """
    _, altura = malla.centro(fila * malla.columnas)
    corta = (lados.y1[lado] <= altura) & (altura < lados.y2[lado])
    lado, fila, altura = lado[corta], fila[corta], altura[corta]
    x1, y1, x2, y2 = lados.x1[lado], lados.y1[lado], lados.x2[lado], lados.y2[lado]
    x = x1 + (altura - y1) * (x2 - x1) / (y2 - y1)
    estimada = np.clip(np.ceil((x - malla.x0) / malla.ancho - 0.5), 0, malla.columnas)

    def a_la_izquierda(columna: Reales) -> Logicos:
        return lados.a_la_izquierda(lado, malla.x0 + (columna + 0.5) * malla.ancho, altura)

    # El redondeo de x se corrige con la misma comparación que después decide los puntos.
    pasa = estimada + a_la_izquierda(estimada) - ~a_la_izquierda(estimada - 1)
    primera = np.clip(pasa, 0, malla.columnas).astype(np.int64)
    orden = np.lexsort((primera, fila, lados.poligono[lado]))
    abre, cierra = orden[0::2], orden[1::2]
    tramo, columna = repetir(primera[abre], primera[cierra] - primera[abre])
    celda = fila[abre][tramo] * malla.columnas + columna
    return celda, lados.poligono[lado[abre]][tramo].astype(np.int64)


def _llenar(
    malla: Malla,
    lados: Lados,
    con_lado: tuple[Enteros, Enteros],
    con_centro: tuple[Enteros, Enteros],
) -> Malla:
    celdas = malla.columnas * malla.filas
    celda_lado, lado = con_lado
    celda_centro, poligono_centro = con_centro
    encima = np.bincount(celda_centro, minlength=celdas).astype(np.int32)
    directo = np.full(celdas, -1, dtype=np.int32)
    directo[celda_centro[::-1]] = poligono_centro[::-1]  # vienen por polígono: gana el menor

    tiene_lados = np.zeros(celdas, dtype=np.bool_)
    tiene_lados[celda_lado] = True
    mixta = tiene_lados[celda_centro]
    celda = np.concatenate([celda_lado, celda_centro[mixta]])
    poligono = np.concatenate([lados.poligono[lado], poligono_centro[mixta]])
    cual = np.concatenate([lado, np.full(int(mixta.sum()), CENTRO)])
    orden = np.lexsort((poligono, celda))
    cuantos = np.bincount(celda, minlength=celdas)
    return replace(
        malla,
        directo=directo,
        encima=encima,
        desde=np.append(0, np.cumsum(cuantos)).astype(np.int32),
        lado=cual[orden].astype(np.int32),
        poligono=poligono[orden].astype(np.int32),
    )
