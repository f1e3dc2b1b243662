"""Escribir una capa con los campos de otra y columnas nuevas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from .. import estilo
from ..compat import es_nulo
from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..lectura.bucle import peticion
from ..metodos.hogares.auditoria import INTERNO
from ..salida import Capa, Columna
from .pedido import Pedido

# La columna con que una salida del kit dice si se puede publicar.
USO = "uso"


@dataclass(frozen=True)
class Copia:
    """De qué capa sale, qué columnas se agregan y qué se conserva.

    `conservar`: los campos de la capa que pasan (None, todos). Un campo propio que se llame como
    una columna nueva se reemplaza, y se avisa. `ubicacion`: si lleva la geometría.
    """

    fuente: Fuente
    columnas: Sequence[Columna]
    leyenda: estilo.Leyenda = field(default_factory=estilo.Leyenda)
    conservar: Sequence[str] | None = None
    ubicacion: bool = True
    despues: Any = None


def copiar(
    pedido: Pedido, nombre: str, copia: Copia, pares: Iterable[tuple[QgsFeature, Sequence[Any]]]
) -> None:
    """Escribe la salida; cada par es una entidad de la capa y sus valores nuevos.

    Lo que sale de una capa interna queda interno.
    """
    fuente = copia.fuente
    uso = fuente.campos.lookupField(USO)
    propios = propios_de(pedido, copia)
    tipo = fuente.fuente.wkbType() if copia.ubicacion else QgsWkbTypes.Type.NoGeometry
    poligonos = QgsWkbTypes.geometryType(tipo) == QgsWkbTypes.GeometryType.PolygonGeometry
    if poligonos:
        tipo = QgsWkbTypes.multiType(tipo)
    campos = [*(c for _, c in propios), *(c.campo() for c in copia.columnas)]

    def filas() -> Iterator[tuple[QgsGeometry | None, list[Any]]]:
        for entidad, valores in pares:
            if uso >= 0 and pedido.modo is None and entidad[uso] == INTERNO:
                pedido.modo = "interno"
            suyos = [None if es_nulo(entidad[i]) else entidad[i] for i, _ in propios]
            geometria = QgsGeometry(entidad.geometry()) if copia.ubicacion else None
            if geometria is not None and poligonos and not geometria.isNull():
                geometria.convertToMultiType()
            yield geometria, [*suyos, *valores]

    capa = Capa(campos, tipo, fuente.crs if copia.ubicacion else None)
    pedido.escribir(nombre, capa, filas(), copia.leyenda, copia.despues)


def propios_de(pedido: Pedido, copia: Copia) -> list[tuple[int, QgsField]]:
    """La posición y el campo de cada uno de los que pasan, sin los que se reemplazan."""
    fuente, nuevas = copia.fuente, {c.nombre for c in copia.columnas}
    propios = [
        (i, c)
        for i, c in enumerate(fuente.campos)
        if copia.conservar is None or c.name() in copia.conservar
    ]
    reemplazados = [c.name() for _, c in propios if c.name().lower() in nuevas]
    if reemplazados:
        pedido.avisar(
            f"Se reemplazan campos de «{fuente.nombre}»: {', '.join(reemplazados)}.",
            sin_conteos=True,
        )
    # «fid» es la llave del GeoPackage: la pone quien escribe.
    return [(i, c) for i, c in propios if c.name().lower() not in nuevas | {"fid"}]


def entidades(
    fuente: Fuente, ids: Sequence[int] | None, campos: Sequence[str] | None = None, *,
    ubicacion: bool = True, cuantas: int | None = None,
) -> Iterator[QgsFeature]:  # fmt: skip
    """Las entidades de la capa en el orden en que se leyeron; error si la capa cambió.

    `ids`: los que se leyeron; None si se leyó sin ellos, y entonces `cuantas` filas. `campos` None:
    todos. Una geometría inválida pasa como está: aquí no se calcula con ella.
    """
    posiciones = [fuente.campos.lookupField(c) for c in campos or ()]
    leidas = fuente.fuente.getFeatures(
        QgsFeatureRequest() if campos is None else peticion(posiciones, geometria=ubicacion),
        QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks,
    )
    esperadas = len(ids) if ids is not None else cuantas
    vistas = 0
    for entidad in leidas:
        if vistas == esperadas or (ids is not None and entidad.id() != ids[vistas]):
            vistas = -1
            break
        vistas += 1
        yield entidad
    if vistas != esperadas:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» cambió mientras se leía",
            que_hacer="repita cuando nadie la esté editando",
        )
