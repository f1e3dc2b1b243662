"""El estilo y la leyenda de cada salida: un título y reglas con su rótulo y su color."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRuleBasedRenderer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QTimer

from .junto_al_proyecto import nombre_propuesto
from .marcas import con_marca
from .numeros import porcentaje
from .preseleccion import HECHA_CON

ESTILOS = Path(__file__).resolve().parent / "estilos"
# Claridad que baja de clase en clase: se distinguen en gris, en papel y con daltonismo. La primera
# no llega a confundirse con el blanco de los límites.
SECUENCIA = ("#fee8c8", "#fdbb84", "#fc8d59", "#d7301f", "#7f0000")
# Los puntos de los hogares llevan otro tono, para no leerse como parte del mapa de territorios.
GRUPOS = ("#3f007d", "#6a51a3", "#9e9ac8", "#dadaeb")
SI, ESPERA, GRIS, BLANCO = "#1d525b", "#e08214", "#bdbdbd", "#f7f7f7"
VACIO = "#e4e4e4"
LIMITE, TINTA = "#ffffff", "#4d4d4d"
# Cuadrantes de `metodos.clasificacion.CUADRANTES`, en su orden.
CRUCE = ("#e8e8e8", "#e4acac", "#b0d5df", "#ad2e5b")


@dataclass(frozen=True)
class Regla:
    """Las entidades que cumplen `expresion` se pintan de `color` y se llaman `rotulo`.

    `trama`: rayado en vez de relleno, para lo que no tiene un valor que mostrar; `encima`: solo el
    rayado, sobre el color de otra regla.
    """

    expresion: str
    rotulo: str
    color: str
    trama: bool = False
    encima: bool = False


@dataclass(frozen=True)
class Leyenda:
    """Las reglas de una capa y el título que dice qué se está viendo.

    `archivo`: en vez de reglas, el .qml de la carpeta `estilos` que trae el zip.
    """

    titulo: str = ""
    reglas: Sequence[Regla] = ()
    archivo: str = ""


def colores(clases: int) -> list[str]:
    """Colores para ese número de clases, de claro a oscuro."""
    if clases <= 1:
        return [SECUENCIA[2]][:clases]
    paso = (len(SECUENCIA) - 1) / (clases - 1)
    return [SECUENCIA[round(i * paso)] if clases <= 5 else _mezcla(i * paso) for i in range(clases)]


def por_reglas(tipo_de_geometria: Any, leyenda: Leyenda) -> QgsFeatureRenderer:
    """Un renderizador con una regla por clase, dentro del grupo que lleva el título.

    El grupo no filtra ni pinta: cada regla dice la verdad de lo que cubre. QGIS pliega los grupos;
    `desplegar` lo abre.
    """
    raiz = QgsRuleBasedRenderer.Rule(None)
    grupo = raiz
    if leyenda.titulo:
        grupo = QgsRuleBasedRenderer.Rule(None)
        grupo.setLabel(leyenda.titulo)
        raiz.appendChild(grupo)
    puntos = tipo_de_geometria == QgsWkbTypes.GeometryType.PointGeometry
    for regla in leyenda.reglas:
        hija = QgsRuleBasedRenderer.Rule(_punto(regla) if puntos else _relleno(regla))
        hija.setFilterExpression(regla.expresion)
        hija.setLabel(regla.rotulo)
        grupo.appendChild(hija)
    return QgsRuleBasedRenderer(raiz)


def _punto(regla: Regla) -> QgsMarkerSymbol:
    # Lo gris es lo que no entra: se ve, pero no tapa a lo demás.
    de_fondo = regla.color == GRIS
    return QgsMarkerSymbol.createSimple(
        {
            "color": regla.color,
            "outline_color": GRIS if de_fondo else TINTA,
            "outline_width": "0.1",
            "size": "0.9" if de_fondo else "1.6",
        }
    )


def _relleno(regla: Regla) -> QgsFillSymbol:
    if not (regla.trama or regla.encima):
        return QgsFillSymbol.createSimple(
            {"color": regla.color, "outline_color": LIMITE, "outline_width": "0.2"}
        )
    rayas = QgsLinePatternFillSymbolLayer()
    rayas.setLineAngle(45)
    rayas.setDistance(1.6)
    rayas.setSubSymbol(QgsLineSymbol.createSimple({"color": regla.color, "width": "0.3"}))
    fondo = {"style": "no"} if regla.encima else {"color": BLANCO}
    simbolo = QgsFillSymbol.createSimple(
        {**fondo, "outline_color": regla.color, "outline_width": "0.2"}
    )
    simbolo.appendSymbolLayer(rayas)
    return simbolo


class AlCargar(QgsProcessingLayerPostProcessorInterface):
    """Pone el estilo y los rótulos de los campos cuando la capa llega al proyecto."""

    # QGIS no se queda con el objeto: sin esta referencia Python lo destruye antes de usarlo.
    _vivos: dict[str, AlCargar] = {}  # noqa: RUF012

    def __init__(
        self,
        leyenda: Leyenda,
        alias: Sequence[tuple[str, str]],
        despues: Callable[[QgsMapLayer], None] | None = None,
        marca: str = "",
        algoritmo: str = "",
        rotulo: str = "",
    ) -> None:
        super().__init__()
        self._rotulo = rotulo
        self._algoritmo = algoritmo
        self._leyenda = leyenda
        self._alias = alias
        self._despues = despues
        self._marca = marca

    @classmethod
    def programar(cls, contexto: QgsProcessingContext, capa_id: str, *resto: Any) -> None:
        """Deja el estilo listo para esa salida, si se va a cargar en el proyecto."""
        if contexto.willLoadLayerOnCompletion(capa_id):
            cls._vivos[capa_id] = cls(*resto)
            detalles = contexto.layerToLoadOnCompletionDetails(capa_id)
            detalles.setPostProcessor(cls._vivos[capa_id])

    @classmethod
    def soltar(cls) -> None:
        """Olvida las referencias, al descargar el complemento."""
        cls._vivos.clear()

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Aplica el estilo; corre en el hilo principal."""
        del context, feedback
        layer.setName(nombre_propuesto(layer.source(), self._rotulo) or layer.name())
        marcar(layer, self._marca)
        layer.setCustomProperty(HECHA_CON, self._algoritmo)
        if self._leyenda.archivo:
            layer.loadNamedStyle(str(ESTILOS / self._leyenda.archivo))
        for nombre, alias in self._alias:
            posicion = layer.fields().lookupField(nombre)
            if posicion >= 0:
                layer.setFieldAlias(posicion, alias)
        if self._leyenda.reglas and layer.isSpatial():
            layer.setRenderer(por_reglas(layer.geometryType(), self._leyenda))
        if self._despues is not None:
            # Se llama una vez, y conoce el pedido: con él durarían sus capas.
            despues, self._despues = self._despues, None
            despues(layer)
        layer.triggerRepaint()
        desplegar(layer.id())


def marcar(capa: QgsMapLayer, marca: str) -> None:
    """Pone la marca delante del nombre de la capa."""
    capa.setName(con_marca(capa.name(), marca))


def desplegar(capa_id: str) -> None:
    """Abre la leyenda de la capa en el panel de capas: sin ella los colores no dicen nada."""

    def abrir() -> None:
        rama = QgsProject.instance().layerTreeRoot().findLayer(capa_id)
        if rama is None:
            return
        rama.setExpanded(False)
        rama.setExpanded(True)
        pintor = getattr(rama.layer(), "renderer", lambda: None)()
        if isinstance(pintor, QgsRuleBasedRenderer):
            grupos = [regla.ruleKey() for regla in pintor.rootRule().children() if regla.children()]
            rama.setCustomProperty("expandedLegendNodes", grupos)

    # Al volver al ciclo de eventos, cuando QGIS ya puso los renglones de la leyenda.
    QTimer.singleShot(0, abrir)


def _mezcla(lugar: float) -> str:
    """Color entre dos de la secuencia."""
    i = min(int(lugar), len(SECUENCIA) - 2)
    pares = zip(_partes(SECUENCIA[i]), _partes(SECUENCIA[i + 1]))
    return "#" + "".join(f"{round(a + (b - a) * (lugar - i)):02x}" for a, b in pares)


def _partes(color: str) -> tuple[int, ...]:
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def por_clases(campo: str, cortes: Sequence[float], rotular: Callable[[float], str]) -> list[Regla]:
    """Una regla por clase, con la convención de `metodos.clasificacion`: el límite es de abajo."""
    limites = [None, *map(float, cortes), None]
    pintura = colores(len(limites) - 1)
    reglas = []
    for color, desde, hasta in zip(pintura, limites, limites[1:]):
        partes = [f'"{campo}" IS NOT NULL']
        partes += [f'"{campo}" > {desde!r}'] if desde is not None else []
        partes += [f'"{campo}" <= {hasta!r}'] if hasta is not None else []
        reglas.append(Regla(" AND ".join(partes), _rango(desde, hasta, rotular), color))
    return reglas


def _rango(desde: Any, hasta: Any, rotular: Callable[[float], str]) -> str:
    if desde is None and hasta is None:
        return "Todos"
    if desde is None:
        return f"Hasta {rotular(hasta)}"
    if hasta is None:
        return f"Más de {rotular(desde)}"
    return f"De {rotular(desde)} a {rotular(hasta)}"


def de_incidencia(unidad: str, cortes: Sequence[float]) -> Leyenda:
    """La leyenda de H en el campo «h», con lo vacío."""
    return Leyenda(
        f"H: {unidad} en pobreza",
        [*por_clases("h", cortes, porcentaje), Regla('"h" IS NULL', "Sin hogares", VACIO)],
    )


DE_LO_PUBLICABLE = (
    Regla('"orden_magn" = 1', "Orden de magnitud: 12 a 29 hogares", TINTA, encima=True),
    Regla('"supresion" IN (1, 2)', "No se muestra: pocos hogares", GRIS, trama=True),
    Regla('"supresion" = 3', "Sin registros", VACIO),
)


def de_incidencia_publicable(cortes: Sequence[float]) -> Leyenda:
    """La leyenda de H redondeada, con lo que no se muestra y, rayado, lo que es una idea."""
    return Leyenda(
        "H: hogares en pobreza, redondeado",
        [
            *por_clases("h", cortes, porcentaje),
            *DE_LO_PUBLICABLE,
        ],
    )
