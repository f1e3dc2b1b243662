"""El estilo y la leyenda de cada salida: reglas con su rótulo y su color."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRuleBasedRenderer,
    QgsWkbTypes,
)

# ColorBrewer «OrRd» por número de clases: se distinguen en gris y con daltonismo.
SECUENCIA = ("#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33", "#b30000")
GRIS, BLANCO = "#bdbdbd", "#f7f7f7"
# Cuadrantes de `metodos.clasificacion.CUADRANTES`, en su orden.
CRUCE = ("#e8e8e8", "#e4acac", "#b0d5df", "#ad2e5b")


@dataclass(frozen=True)
class Regla:
    """Las entidades que cumplen `expresion` se pintan de `color` y se llaman `rotulo`."""

    expresion: str
    rotulo: str
    color: str


def colores(clases: int) -> list[str]:
    """Colores para ese número de clases, de claro a oscuro."""
    if clases <= 1:
        return [SECUENCIA[2]][:clases]
    paso = (len(SECUENCIA) - 1) / (clases - 1)
    return [SECUENCIA[round(i * paso)] if clases <= 5 else _mezcla(i * paso) for i in range(clases)]


def por_reglas(tipo_de_geometria: Any, reglas: Sequence[Regla]) -> QgsFeatureRenderer:
    """Un renderizador con una regla por clase."""
    raiz = QgsRuleBasedRenderer.Rule(None)
    for regla in reglas:
        if tipo_de_geometria == QgsWkbTypes.GeometryType.PointGeometry:
            propiedades = {"color": regla.color, "outline_color": "#4d4d4d", "size": "1.8"}
            simbolo: Any = QgsMarkerSymbol.createSimple(propiedades)
        else:
            simbolo = QgsFillSymbol.createSimple(
                {"color": regla.color, "outline_color": "#737373", "outline_width": "0.12"}
            )
        hija = QgsRuleBasedRenderer.Rule(simbolo)
        hija.setFilterExpression(regla.expresion)
        hija.setLabel(regla.rotulo)
        raiz.appendChild(hija)
    return QgsRuleBasedRenderer(raiz)


class AlCargar(QgsProcessingLayerPostProcessorInterface):
    """Pone el estilo y los rótulos de los campos cuando la capa llega al proyecto."""

    # QGIS no se queda con el objeto: sin esta referencia Python lo destruye antes de usarlo.
    _vivos: dict[str, AlCargar] = {}  # noqa: RUF012

    def __init__(
        self,
        reglas: Sequence[Regla],
        alias: Sequence[tuple[str, str]],
        despues: Callable[[QgsMapLayer], None] | None = None,
    ) -> None:
        super().__init__()
        self._reglas = reglas
        self._alias = alias
        self._despues = despues

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
        for nombre, alias in self._alias:
            posicion = layer.fields().lookupField(nombre)
            if posicion >= 0:
                layer.setFieldAlias(posicion, alias)
        if self._reglas and layer.isSpatial():
            layer.setRenderer(por_reglas(layer.geometryType(), self._reglas))
        if self._despues is not None:
            self._despues(layer)
        layer.triggerRepaint()


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


def porcentaje(proporcion: float) -> str:
    """«23,3 %»."""
    return f"{100 * proporcion:.1f} %".replace(".", ",")
