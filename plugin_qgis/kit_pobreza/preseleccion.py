"""Cuál de las capas del proyecto va en cada parámetro: por sus campos, no por el alfabeto."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes

from .junto_al_proyecto import en_el_hilo_principal

# Lo que AlCargar anota en cada capa que deja el kit: con qué algoritmo se hizo.
HECHA_CON = "kit_pobreza/algoritmo"
PUNTO, POLIGONO, SIN_GEOMETRIA = "punto", "polígono", "sin geometría"
_GEOMETRIAS = {
    PUNTO: QgsWkbTypes.GeometryType.PointGeometry,
    POLIGONO: QgsWkbTypes.GeometryType.PolygonGeometry,
    SIN_GEOMETRIA: QgsWkbTypes.GeometryType.NullGeometry,
}


@dataclass(frozen=True)
class Busca:
    """Qué capa se propone: de una de esas `geometrias`, y mejor si trae esos campos.

    `con`: un grupo de campos por cada cosa que la distingue; cuenta el grupo con alguno. `ajena`:
    que no la haya hecho el kit.
    """

    geometrias: tuple[str, ...]
    con: tuple[tuple[str, ...], ...] = ()
    ajena: bool = False


TABLA_O_PUNTOS = (PUNTO, SIN_GEOMETRIA)
HOGARES = Busca(TABLA_O_PUNTOS, (("hogar", "ide_hogar"), ("i1", "priv_01"), ("i15", "priv_15")))
ELEGIBLES = Busca(TABLA_O_PUNTOS, (*HOGARES.con, ("elegible",)))
TERRITORIOS = Busca((POLIGONO,), ajena=True)
MEDIDOS = Busca((POLIGONO, SIN_GEOMETRIA), (("h",), ("pobres",), ("poblacion",)))
# Con qué se busca según el nombre del parámetro, si el algoritmo no dice otra cosa.
BUSCA_POR_NOMBRE: Mapping[str, Busca] = {"HOGARES": HOGARES, "TERRITORIOS": TERRITORIOS}


def proponer(busca: Busca) -> str | None:
    """El id de la capa del proyecto que mejor responde, o None si ninguna o no hay ventana."""
    if not en_el_hilo_principal():
        return None
    # Las de arriba del panel de capas son las más nuevas: ganan el empate.
    proyecto = QgsProject.instance()
    # Las tablas no están en el orden de dibujo; una rama puede haber perdido su capa.
    ramas = (*proyecto.layerTreeRoot().layerOrder(), *proyecto.mapLayers().values())
    todas = {capa.id(): capa for capa in ramas if isinstance(capa, QgsVectorLayer)}
    return elegir(busca, todas.values())


def elegir(busca: Busca, capas: Iterable[QgsVectorLayer]) -> str | None:
    """El id de la capa que mejor responde; None si ninguna tiene la geometría y lo que se pide."""
    puntos = [(_puntaje(busca, capa), capa.id()) for capa in capas]
    mejores = [par for par in puntos if par[0] > 0]
    return max(mejores, key=lambda par: par[0])[1] if mejores else None


def _puntaje(busca: Busca, capa: Any) -> int:
    """Cuántas cosas la distinguen; 0 si no sirve."""
    if not capa.isValid() or capa.geometryType() not in map(_GEOMETRIAS.get, busca.geometrias):
        return 0
    if busca.ajena:
        return 0 if capa.customProperty(HECHA_CON) else 1
    campos = {campo.name().lower() for campo in capa.fields()}
    hallados = sum(any(nombre in campos for nombre in grupo) for grupo in busca.con)
    return hallados if hallados or not busca.con else 0
