"""Los polígonos de una capa: sus anillos en numpy, sus códigos y los que no eran válidos."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from .compat import texto_de
from .errores import Cancelado, ErrorDeCapa
from .lectura import Fuente

NOMBRADOS = 10


@dataclass
class Poligonos:
    """Los polígonos de la capa, en su orden.

    `entidades` tal como están en la capa; `anillos` para el punto en polígono; `reparados`: filas
    con geometría inválida que se reparó; `vacios`: filas sin polígono, donde no cae ningún punto.
    """

    entidades: list[QgsFeature] = field(default_factory=list)
    anillos: list[list[np.ndarray]] = field(default_factory=list)
    reparados: list[int] = field(default_factory=list)
    vacios: list[int] = field(default_factory=list)

    def codigos(self, campo: str) -> list[str]:
        """El código de cada polígono, como texto; «» sin dato."""
        return [texto_de(entidad[campo]) for entidad in self.entidades]

    def que_distingue(self, campos: Iterable[str]) -> str:
        """El primero de esos campos con un código distinto en cada polígono; «» si ninguno."""
        for campo in campos:
            codigos = self.codigos(campo)
            if "" not in codigos and len(set(codigos)) == len(codigos):
                return campo
        return ""

    def nombrar(self, filas: list[int], campo: str) -> str:
        """Los primeros de la lista, con su fila o su nombre."""
        codigos = self.codigos(campo) if campo else []
        dichos = [f"{codigos[i]} (fila {i + 1})" if codigos else f"fila {i + 1}" for i in filas]
        return ", ".join(dichos[:NOMBRADOS]) + ("…" if len(dichos) > NOMBRADOS else "")


def leer_poligonos(fuente: Fuente, avance: Any, crs: Any = None) -> Poligonos:
    """Los polígonos de la capa; repara los inválidos y los cuenta. Error si no hay ninguno.

    Los anillos van en `crs` si se da, y si no en el de la capa; las entidades, siempre en el suyo.
    """
    tipo = QgsWkbTypes.geometryType(fuente.fuente.wkbType())
    if tipo != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no es de polígonos",
            que_hacer="elija la capa de veredas, barrios o manzanas",
        )
    leidos = Poligonos()
    transformacion = fuente.transformacion(crs)
    bandera = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for i, entidad in enumerate(fuente.fuente.getFeatures(QgsFeatureRequest(), bandera)):
        if avance.isCanceled():
            raise Cancelado
        geometria = entidad.geometry()
        if not geometria.isNull() and not geometria.isGeosValid():
            leidos.reparados.append(i)
            geometria = geometria.makeValid()
        if transformacion is not None:
            geometria.transform(transformacion)
        anillos = anillos_de(geometria)
        if not anillos:
            leidos.vacios.append(i)
        leidos.entidades.append(entidad)
        leidos.anillos.append(anillos)
    if len(leidos.vacios) == len(leidos.entidades):
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no tiene ningún polígono",
            que_hacer="revise su filtro y su selección, o elija otra capa",
        )
    return leidos


def anillos_de(geometria: QgsGeometry) -> list[np.ndarray]:
    """Todos los anillos de un polígono o multipolígono, cada uno (k, 2), con curvas segmentadas."""
    if geometria.isNull() or geometria.isEmpty():
        return []
    plana = QgsGeometry(geometria.constGet().segmentize())
    if QgsWkbTypes.flatType(plana.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        return [anillo for parte in plana.asGeometryCollection() for anillo in anillos_de(parte)]
    if plana.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return []
    plana.get().dropZValue()
    plana.get().dropMValue()
    wkb = bytes(plana.asWkb())
    if QgsWkbTypes.isMultiType(plana.wkbType()):
        partes, posicion = struct.unpack_from("<I", wkb, 5)[0], 9
    else:
        partes, posicion = 1, 0
    anillos = []
    for _ in range(partes):
        cuantos = struct.unpack_from("<I", wkb, posicion + 5)[0]
        posicion += 9
        for _anillo in range(cuantos):
            vertices = struct.unpack_from("<I", wkb, posicion)[0]
            datos = np.frombuffer(wkb, "<f8", 2 * vertices, posicion + 4)
            anillos.append(datos.reshape(-1, 2))
            posicion += 4 + 16 * vertices
    return [anillo for anillo in anillos if len(anillo)]
