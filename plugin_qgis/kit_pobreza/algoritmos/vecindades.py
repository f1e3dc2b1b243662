"""Quiénes son vecinos en una capa de polígonos, según se elija: parámetros y lectura."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry

from .. import vecinos
from ..errores import ErrorDeCapa
from ..metodos.hogares.avisos import con_miles
from ..metodos.vecindad import Vecindad
from .parametros import lista, numero
from .pedido import Pedido

REINA, TORRE, CERCANOS, DISTANCIA = range(4)
TIPOS = (
    "Contiguos: comparten un borde o un punto",
    "Contiguos: comparten un tramo de borde",
    "Los k más cercanos",
    "Los que están a una distancia",
)
PARAMETROS = (
    lista("VECINDAD", "Quiénes son vecinos", TIPOS,
          ayuda="Con veredas o barrios bien dibujados, los contiguos. Con polígonos sueltos, los k "
          "más cercanos."),
    numero("K", "Cuántos vecinos (si son los k más cercanos)", 6, minimo=1, maximo=500,
           ayuda="De centroide a centroide, en metros."),
    numero("DISTANCIA", "Distancia, en metros (si es por distancia)", None, real=True,
           opcional=True, ayuda="De centroide a centroide. Quien no tenga a nadie queda sin "
           "vecinos, y se dice."),
    numero("HOLGURA", "Holgura entre contiguos, en metros", 0.0, real=True, maximo=1000.0,
           avanzado=True, ayuda="Para capas con huecos: también son contiguos los que quedan a esa "
           "distancia o menos. 0: se tienen que tocar."),
)  # fmt: skip


@dataclass(frozen=True)
class Vecinos:
    """La vecindad de los N polígonos, y cuáles eran inválidos (se repararon) o no tenían forma."""

    red: Vecindad
    reparados: int
    vacios: int


def revisar(pedido: Pedido) -> None:
    """La distancia, si hace falta."""
    if pedido.opcion("VECINDAD") == DISTANCIA and not pedido.real("DISTANCIA"):
        raise ErrorDeCapa(
            f"«{pedido.algoritmo.etiqueta('DISTANCIA')}» está vacía o es 0",
            que_hacer="escriba los metros hasta donde alguien es vecino, por ejemplo 5000",
        )


def vecinos_de(pedido: Pedido, nombre: str, entidades: Sequence[QgsFeature]) -> Vecinos:
    """Los vecinos de cada entidad de la capa `nombre`, en su orden."""
    tipo, holgura = pedido.opcion("VECINDAD"), pedido.real("HOLGURA") or 0.0
    en_metros = tipo in (CERCANOS, DISTANCIA) or holgura > 0
    crs = QgsCoordinateReferenceSystem(vecinos.METROS) if en_metros else None
    cambio = pedido.fuente(nombre).transformacion(crs)
    geometrias, reparados = [], 0
    for entidad in entidades:
        geometria = QgsGeometry(entidad.geometry())
        if not geometria.isEmpty() and not geometria.isGeosValid():
            geometria, reparados = geometria.makeValid(), reparados + 1
        if cambio is not None and not geometria.isEmpty():
            geometria.transform(cambio)
        geometrias.append(geometria)
    vacios = sum(g.isEmpty() for g in geometrias)
    if vacios == len(geometrias):
        raise ErrorDeCapa(
            f"la capa «{pedido.fuente(nombre).nombre}» no tiene ningún polígono",
            que_hacer="revise su filtro y su selección, o elija otra capa",
        )
    if tipo in (REINA, TORRE):
        por_lado = tipo == TORRE
        red = vecinos.contiguos(geometrias, pedido.avance, por_lado=por_lado, holgura=holgura)
    else:
        x, y = _centroides(geometrias)
        if tipo == CERCANOS:
            red = vecinos.mas_cercanos(x, y, pedido.entero("K") or 1, pedido.avance)
        else:
            red = vecinos.a_distancia(x, y, pedido.real("DISTANCIA") or 0.0, pedido.avance)
    return Vecinos(red, reparados, vacios)


def del_mapa(entidades: Sequence[QgsFeature]) -> np.ndarray:
    """En qué orden van por su lugar en el mapa, (N,): de sur a norte y de oeste a este.

    El sorteo reparte por posición: así no depende de cómo venga ordenada la capa. Por su marco, que
    son coordenadas tal como vienen: un centroide cambia en la última cifra con la versión de GEOS.
    """
    marcos = [entidad.geometry().boundingBox() for entidad in entidades]
    lados = [(m.xMaximum(), m.yMaximum(), m.xMinimum(), m.yMinimum()) for m in marcos]
    return np.lexsort(np.array(lados).T)


def avisar(pedido: Pedido, hallados: Vecinos, nombres: Sequence[str]) -> None:
    """Dice las islas, lo reparado y lo que no tenía forma. `nombres` (N,) de cada territorio."""
    islas = np.flatnonzero(hallados.red.cuantos == 0).tolist()
    if islas:
        dichas = ", ".join(nombres[i] for i in islas[:10]) + ("…" if len(islas) > 10 else "")
        pedido.avisar(
            f"{con_miles(len(islas))} territorios no tienen vecinos y no se evalúan: {dichas}. "
            "Si la capa tiene huecos entre polígonos, use «Holgura», o los k más cercanos.",
            sin_conteos=True,
        )
    if hallados.reparados:
        pedido.avisar(
            f"{con_miles(hallados.reparados)} polígonos no eran válidos y se repararon para buscar "
            "sus vecinos; la salida los lleva como estaban.",
            sin_conteos=True,
        )
    cuantos = hallados.red.cuantos
    pedido.contar(
        islas=len(islas),
        sin_geometria=hallados.vacios,
        reparados=hallados.reparados,
        vecinos_en_promedio=round(float(cuantos.mean()), 2) if len(cuantos) else None,
        vecinos_como_maximo=int(cuantos.max(initial=0)),
    )


def _centroides(geometrias: Sequence[QgsGeometry]) -> tuple[np.ndarray, np.ndarray]:
    """El centroide de cada una, (N,) y (N,); NaN si no tiene forma."""
    puntos = np.full((len(geometrias), 2), np.nan)
    for i, geometria in enumerate(geometrias):
        if not geometria.isEmpty():
            centro = geometria.centroid().asPoint()
            puntos[i] = centro.x(), centro.y()
    return puntos[:, 0], puntos[:, 1]
