"""El terreno de costo de una corrida: su rejilla, su relieve, sus vías y sus ríos."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
)

from .. import raster
from ..compat import es_nulo
from ..errores import Cancelado, ErrorDeCapa
from ..metodos.acceso.medir import Puntos
from ..metodos.acceso.terreno import FUERA_DE_CAMINO, Terreno
from ..metodos.acceso.vias import (
    celdas_con_rio,
    cerca_de_la_via,
    kmh_de_lineas,
    kmh_en_celdas,
)
from ..metodos.rejilla import Rejilla, rejilla_de
from .pedido import Pedido

METRICO = "EPSG:9377"


def armar_terreno(pedido: Pedido, puntos: Puntos, sedes: Puntos) -> Terreno:
    """El terreno alrededor de los puntos, en EPSG:9377."""
    margen = 1000 * (pedido.real("MARGEN") or 0.0)
    rejilla = rejilla_de(puntos.x, puntos.y, pedido.real("CELDA") or 100.0, margen)
    altura = kmh = paso = None
    if raster.existe(pedido, "RELIEVE"):
        altura = raster.abrir(pedido, "RELIEVE").en_la_rejilla(
            rejilla, pedido.contexto.transformContext()
        )
        if np.isnan(altura).all():
            raise ErrorDeCapa(
                "el relieve no tiene ningún dato donde están los hogares o los territorios",
                que_hacer="use el de ese municipio",
            )
    else:
        pedido.avisar("Sin relieve se camina como en lo plano.")
    if "VIAS" in pedido.fuentes:
        kmh = _kmh(pedido, rejilla)
        if np.isnan(kmh).all():
            pedido.avisar("Ninguna vía pasa cerca.")
        hasta = pedido.real("HASTA_LA_VIA")
        if hasta is not None:
            paso = cerca_de_la_via(rejilla, kmh, hasta, *sedes)
    rio = None
    if "RIOS" in pedido.fuentes:
        rio = celdas_con_rio(rejilla, [linea for linea, _ in _lineas(pedido, "RIOS", "")])
        if not rio.any():
            pedido.avisar("Ningún río pasa cerca.")
    fuera = pedido.real("FUERA") or FUERA_DE_CAMINO
    return Terreno.armar(rejilla, altura, kmh, paso, fuera, rio)


def _kmh(pedido: Pedido, rejilla: Rejilla) -> np.ndarray:
    """La velocidad de cada celda con vía, (celdas,)."""
    campo = pedido.texto("CAMPO_VELOCIDAD")
    if campo:
        pedido.fuente("VIAS").exigir((campo,))
    lineas = _lineas(pedido, "VIAS", campo)
    escritas = np.array([kmh for _, kmh in lineas])
    kmh_de_cada = kmh_de_lineas(escritas, pedido.real("VELOCIDAD"))
    return kmh_en_celdas(rejilla, [linea for linea, _ in lineas], kmh_de_cada)


def _lineas(pedido: Pedido, capa: str, campo: str) -> list[tuple[np.ndarray, float]]:
    """Cada línea de una capa en EPSG:9377, (k, 2), y lo que dice su `campo` (0 si nada)."""
    fuente = pedido.fuente(capa)
    fuente.camino, fuente.motivo = "entidad por entidad", "geometría de líneas"
    transformacion = fuente.transformacion(QgsCoordinateReferenceSystem(METRICO))
    bandera = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    lineas: list[tuple[np.ndarray, float]] = []
    for entidad in fuente.fuente.getFeatures(QgsFeatureRequest(), bandera):
        if pedido.avance.isCanceled():
            raise Cancelado
        geometria = QgsGeometry(entidad.geometry())
        if geometria.isNull() or geometria.isEmpty():
            continue
        if transformacion is not None:
            geometria.transform(transformacion)
        propia: Any = entidad[campo] if campo else None
        kmh = 0.0 if es_nulo(propia) else float(propia)
        for parte in geometria.parts():
            vertices = np.array([(v.x(), v.y()) for v in parte.vertices()], dtype=np.float64)
            lineas.append((vertices.reshape(-1, 2), kmh))
    return lineas
