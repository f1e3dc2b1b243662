"""Mover k y los pesos sobre los conteos ya hechos, con el mapa al lado y sin releer la base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from qgis.core import QgsFeature, QgsProject, QgsVectorLayer, QgsWkbTypes

from .. import estilo
from ..algoritmos.nombres import PRIVACIONES
from ..compat import campo
from ..marcas import con_marca
from ..memoria import Exploracion
from ..metodos.asignacion import repartir
from ..metodos.hogares.auditoria import INTERNO
from ..metodos.metodo import CENTESIMAS, IPM, Metodo, Proporcion, escribir_proporcion
from ..metodos.privaciones import Medida, medir
from ..salida import o_nada

# Cortes fijos: al mover k, un color quiere decir siempre lo mismo.
CORTES = (0.2, 0.4, 0.6, 0.8)
CAMPOS = (
    ("h", "real", "H, incidencia"),
    ("a", "real", "A, intensidad"),
    ("m0", "real", "M0, incidencia ajustada"),
    ("principal", "texto", "Privación que más contribuye"),
)


def metodo_con(k: Proporcion, deslizadores: Sequence[int]) -> Metodo:
    """El método con esos pesos llevados a 100 centésimas exactas, por restos mayores."""
    centesimas = repartir(CENTESIMAS, deslizadores).tolist()
    return Metodo.declarar(IPM.nombres, [Fraction(c, CENTESIMAS) for c in centesimas], k)


class Explorador:
    """Una capa en memoria con los territorios del resultado, que se recalcula."""

    def __init__(self, origen: QgsVectorLayer, exploracion: Exploracion) -> None:
        tabla = exploracion.tabla
        self._privado = tabla.privado
        self._agrupacion = tabla.agrupacion
        por_personas = exploracion.unidad == "personas"
        self._ponderador = tabla.personas if por_personas else tabla.hogares
        self.capa, self._territorios = _copiar(origen, exploracion)
        self._capa_id = self.capa.id()
        self._primero = self.capa.fields().lookupField("h")

    @property
    def sin_reconocer(self) -> int:
        """Cuántas entidades de la capa no son ninguno de los territorios medidos."""
        return sum(territorio is None for territorio in self._territorios.values())

    def mostrar(self, metodo: Metodo) -> Medida:
        """Recalcula, actualiza la capa y devuelve la medida."""
        medida = medir(
            self._privado, metodo, ponderador=self._ponderador, agrupacion=self._agrupacion
        )
        columnas: list[list[Any]] = [
            list(map(o_nada, valores))
            for valores in (medida.incidencia, medida.intensidad, medida.m0)
        ]
        principal = [
            PRIVACIONES[p] if p >= 0 else None for p in medida.privacion_principal.tolist()
        ]
        filas = list(zip(*columnas, principal))
        if self.viva():
            cambios = {
                fid: {self._primero + i: valor for i, valor in enumerate(filas[territorio])}
                for fid, territorio in self._territorios.items()
                if territorio is not None
            }
            self.capa.dataProvider().changeAttributeValues(cambios)
            nombre = f"Exploración, k = {escribir_proporcion(metodo.k)}"
            self.capa.setName(con_marca(nombre, INTERNO))
            self.capa.triggerRepaint()
        return medida

    def viva(self) -> bool:
        """Si la capa sigue en el proyecto."""
        return QgsProject.instance().mapLayer(self._capa_id) is not None


def _copiar(
    origen: QgsVectorLayer, exploracion: Exploracion
) -> tuple[QgsVectorLayer, dict[int, int | None]]:
    """Los territorios y sus campos de texto en una capa en memoria del proyecto.

    Con ella, {id de la copia: su territorio en la tabla, o None si no se reconoce}.
    """
    tipo = QgsWkbTypes.displayString(origen.wkbType())
    capa = QgsVectorLayer(f"{tipo}?crs={origen.crs().authid()}", "Exploración", "memory")
    reservados = {nombre for nombre, _, _ in CAMPOS}
    textos = [
        (i, c)
        for i, c in enumerate(origen.fields())
        if not c.isNumeric() and c.name() not in reservados
    ]
    datos = capa.dataProvider()
    datos.addAttributes([*(c for _, c in textos), *(campo(*c) for c in CAMPOS)])
    capa.updateFields()
    copias, territorios = [], []
    for entidad in origen.getFeatures():
        copia = QgsFeature(capa.fields())
        copia.setAttributes([*(entidad[i] for i, _ in textos), *[None] * len(CAMPOS)])
        copia.setGeometry(entidad.geometry())
        copias.append(copia)
        territorios.append(exploracion.territorio(entidad))
    _, agregadas = datos.addFeatures(copias)
    capa.updateExtents()
    if capa.isSpatial():
        propia = estilo.de_incidencia(exploracion.unidad, CORTES)
        # Son cifras exactas de la base: se explora solo lo interno, y se dice.
        leyenda = replace(propia, titulo=con_marca(propia.titulo, INTERNO))
        capa.setRenderer(estilo.por_reglas(capa.geometryType(), leyenda))
    QgsProject.instance().addMapLayer(capa)
    estilo.desplegar(capa.id())
    return capa, {copia.id(): uno for copia, uno in zip(agregadas, territorios)}
