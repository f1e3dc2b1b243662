"""El camino que siempre sirve: entidad por entidad, solo con los campos pedidos."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
)
from qgis.PyQt.QtCore import Qt

from ..compat import es_nulo
from ..metodos.hogares.columna import escribir
from .bloques import Bloque, Numeros
from .puntos import punto_de, transformar

FILAS_POR_BLOQUE = 25_000


def leer(
    fuente: Any, pedido: Any, _plan: Any, transformacion: QgsCoordinateTransform | None
) -> Iterator[Bloque]:
    """Los bloques de la capa."""
    posiciones = {campo: fuente.campos.lookupField(campo) for campo in pedido.campos}
    numericos = {c: fuente.campos.at(p).isNumeric() for c, p in posiciones.items()}
    numeros = {campo: Numeros(campo) for campo in pedido.numeros}
    entidades = fuente.fuente.getFeatures(
        peticion(list(posiciones.values()), geometria=pedido.crs is not None),
        QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks,
    )
    desde = 1
    while tramo := list(islice(entidades, FILAS_POR_BLOQUE)):
        crudas = {c: [entidad[p] for entidad in tramo] for c, p in posiciones.items()}
        columnas = {}
        for campo in pedido.numeros:
            if numericos[campo]:
                columnas[campo] = _reales(crudas[campo])
            else:
                codigos = numeros[campo].diccionario.codificar(_textos(crudas[campo]))
                columnas[campo] = numeros[campo].convertir(codigos, desde)
        for campo, diccionario in fuente.diccionarios.items():
            columnas[campo] = diccionario.codificar(_textos(crudas[campo]))
        bloque = Bloque(desde, len(tramo), columnas)
        bloque.copias = {
            c: columnas[c] if c in fuente.diccionarios else _sin_nulos(crudas[c])
            for c in pedido.copias
        }
        if pedido.crs is not None:
            puntos = [punto_de(entidad.geometry()) for entidad in tramo]
            x, y = np.array(puntos, dtype=np.float64).reshape(-1, 2).T
            bloque.x, bloque.y, malos = transformar(x, y, transformacion)
            fuente.sin_transformar += malos
        if pedido.ids:
            bloque.ids = np.array([entidad.id() for entidad in tramo], dtype=np.int64)
        desde += len(tramo)
        yield bloque


def peticion(posiciones: list[int], *, geometria: bool) -> QgsFeatureRequest:
    """Pide solo esos campos, con geometría o sin ella."""
    pedida = QgsFeatureRequest().setSubsetOfAttributes(posiciones)
    return pedida if geometria else pedida.setFlags(QgsFeatureRequest.Flag.NoGeometry)


def _sin_nulos(valores: list[Any]) -> list[Any]:
    return [None if es_nulo(v) else v for v in valores]


def _reales(valores: list[Any]) -> np.ndarray:
    return np.array([np.nan if es_nulo(v) else v for v in valores], dtype=np.float64)


def _textos(valores: list[Any]) -> list[str | None]:
    return [None if es_nulo(v) else v if isinstance(v, str) else _escribir(v) for v in valores]


def _escribir(valor: Any) -> str:
    # Las fechas de Qt se escriben como en un CSV (2024-01-31).
    return (
        str(valor.toString(Qt.DateFormat.ISODate))
        if hasattr(valor, "toString")
        else escribir(valor)
    )
