"""La ficha como composición de QGIS con atlas: una hoja carta por vereda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFillSymbol,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutObject,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsProperty,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

from .capas import CIFRAS, COLOR, LETRA, NULO, RAMPA
from .encabezado import Encabezado

NOMBRE = "Ficha por vereda"
PLANO = "EPSG:9377"
MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
HOJA = (215.9, 279.4)
MARGEN = 15.0
ANCHO = HOJA[0] - 2 * MARGEN
TINTA, SUAVE = "#14202b", "#46535f"
LARGO_DEL_TITULO = 34


@dataclass(frozen=True)
class Caja:
    """Dónde va algo en la hoja, en milímetros."""

    x: float
    y: float
    ancho: float
    alto: float


def componer(
    proyecto: QgsProject, fichas: QgsVectorLayer, localizador: QgsVectorLayer, textos: Encabezado
) -> QgsPrintLayout:
    """La composición con su atlas sobre `fichas`; las dos capas deben estar en el proyecto."""
    hoja = QgsPrintLayout(proyecto)
    hoja.initializeDefaults()
    hoja.setName(NOMBRE)
    pagina = hoja.pageCollection().page(0)
    pagina.setPageSize("Letter", QgsLayoutItemPage.Orientation.Portrait)
    atlas = hoja.atlas()
    atlas.setCoverageLayer(fichas)
    atlas.setEnabled(True)
    atlas.setHideCoverage(False)
    atlas.setPageNameExpression('"titulo"')
    atlas.setFilenameExpression('"archivo"')
    atlas.setSortFeatures(True)
    atlas.setSortExpression('"ficha"')
    _cabeza(hoja, textos)
    _cifras(hoja)
    _mapas(hoja, fichas, localizador)
    _barras(hoja)
    _pie(hoja, textos)
    return hoja


def _cabeza(hoja: QgsPrintLayout, textos: Encabezado) -> None:
    _rectangulo(hoja, Caja(0, 0, HOJA[0], 3), COLOR)
    if textos.marca:
        _texto(hoja, textos.marca, Caja(MARGEN, 5, ANCHO, 5), 9, negrita=True,
               color="#b30000")  # fmt: skip
    _texto(hoja, f"{textos.municipio} · Ficha por vereda", Caja(MARGEN, 11, ANCHO, 5), 9,
           color=SUAVE)  # fmt: skip
    # El tamaño de la letra no se puede hacer depender del dato: un nombre largo va en otro rótulo.
    corto = f'length("titulo") <= {LARGO_DEL_TITULO}'
    _texto(hoja, f"[% CASE WHEN {corto} THEN \"titulo\" ELSE '' END %]",
           Caja(MARGEN, 17, ANCHO, 16), 22, negrita=True)  # fmt: skip
    _texto(hoja, f"[% CASE WHEN {corto} THEN '' ELSE \"titulo\" END %]",
           Caja(MARGEN, 16.5, ANCHO, 17), 12, negrita=True)  # fmt: skip
    _texto(hoja, textos.sello, Caja(MARGEN, 33.5, ANCHO, 5), 9, negrita=True, color=COLOR)
    _texto(hoja, '[% "frase" %]', Caja(MARGEN, 39, ANCHO, 11), 11)


def _cifras(hoja: QgsPrintLayout) -> None:
    ancho = ANCHO / CIFRAS
    _rectangulo(hoja, Caja(MARGEN, 51, ANCHO, 0.3), "#cdd6da")
    for i in range(CIFRAS):
        x = MARGEN + i * ancho
        _texto(hoja, f'[% "rotulo{i}" %]', Caja(x, 53, ancho, 4.5), 8, color=SUAVE)
        _texto(hoja, f'[% "valor{i}" %]', Caja(x, 57, ancho, 8), 17, negrita=True)
        _texto(hoja, f'[% "detalle{i}" %]', Caja(x, 65, ancho, 4.5), 8, color=SUAVE)
        _texto(hoja, f'[% "frente{i}" %]', Caja(x, 69, ancho, 4.5), 8)
    _rectangulo(hoja, Caja(MARGEN, 75, ANCHO, 0.3), "#cdd6da")


def _mapas(hoja: QgsPrintLayout, fichas: QgsVectorLayer, localizador: QgsVectorLayer) -> None:
    grande = _mapa(hoja, fichas, Caja(MARGEN, 78, 118, 78))
    grande.setAtlasDriven(True)
    grande.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
    grande.setAtlasMargin(0.35)
    hoja.setReferenceMap(grande)
    _mapa(hoja, localizador, Caja(MARGEN + 122, 78, ANCHO - 122, 50))
    escala = QgsLayoutItemScaleBar(hoja)
    escala.setStyle("Line Ticks Up")
    escala.setLinkedMap(grande)
    escala.applyDefaultSize()
    escala.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    escala.setUnitLabel("km")
    letra = escala.textFormat()
    letra.setFont(QFont(LETRA))
    letra.setSize(7)
    escala.setTextFormat(letra)
    escala.setNumberOfSegments(1)
    escala.setNumberOfSegmentsLeft(0)
    escala.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    escala.setMinimumBarWidth(12)
    escala.setMaximumBarWidth(28)
    escala.setHeight(1.5)
    escala.setBackgroundEnabled(True)
    escala.setBackgroundColor(QColor(255, 255, 255, 215))
    hoja.addLayoutItem(escala)
    escala.attemptMove(QgsLayoutPoint(MARGEN + 2, 146, MM))
    _leyenda(hoja, Caja(MARGEN + 122, 130, ANCHO - 122, 26))


def _leyenda(hoja: QgsPrintLayout, caja: Caja) -> None:
    """Las clases de H, dibujadas: la leyenda nativa diría las reglas."""
    _texto(hoja, "Hogares pobres de cada 100 (H)", Caja(caja.x, caja.y, caja.ancho, 4), 7.5,
           color=SUAVE)  # fmt: skip
    rotulos = ("menos de 20", "20 a 35", "35 a 50", "50 a 70", "70 o más", "no se muestra")
    for i, (rotulo, color) in enumerate(zip(rotulos, (*RAMPA, NULO))):
        x = caja.x + (caja.ancho / 2) * (i % 2)
        y = caja.y + 5 + 5 * (i // 2)
        _rectangulo(hoja, Caja(x, y + 0.5, 5, 3.2), color)
        _texto(hoja, rotulo, Caja(x + 6.5, y, caja.ancho / 2 - 6.5, 4.5), 7.5)
    _texto(hoja, "Con rayas, orden de magnitud: menos de 30 hogares.",
           Caja(caja.x, caja.y + 20.5, caja.ancho, 7), 7, color=SUAVE)  # fmt: skip


def _barras(hoja: QgsPrintLayout) -> None:
    _texto(hoja, _si_hay("Hogares con cada privación"), Caja(MARGEN, 159, 90, 6), 12, negrita=True)
    clave = _si_hay("Barra: la vereda. Raya: el municipio.")
    _texto(hoja, clave, Caja(MARGEN + 90, 160, ANCHO - 90, 5), 8, color=SUAVE, derecha=True)
    dibujo = QgsLayoutItemPicture(hoja)
    dibujo.setMode(QgsLayoutItemPicture.Format.FormatSVG)
    dibujo.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
    hoja.addLayoutItem(dibujo)
    _poner(dibujo, Caja(MARGEN, 166, ANCHO, 82))
    propiedad = QgsLayoutObject.DataDefinedProperty.PictureSource
    dibujo.dataDefinedProperties().setProperty(propiedad, QgsProperty.fromField("barras"))


def _si_hay(texto: str) -> str:
    """El texto, solo en las fichas que tienen barras."""
    return f"[% CASE WHEN \"barras\" <> '' THEN '{texto}' ELSE '' END %]"


def _pie(hoja: QgsPrintLayout, textos: Encabezado) -> None:
    _rectangulo(hoja, Caja(MARGEN, 249.5, ANCHO, 0.3), "#cdd6da")
    _texto(hoja, '[% "nota_propia" %]', Caja(MARGEN, 250.5, ANCHO, 4), 7.5, negrita=True)
    _texto(hoja, textos.nota, Caja(MARGEN, 254.5, ANCHO, 12.5), 7, color=SUAVE)
    _texto(hoja, textos.procedencia, Caja(MARGEN, 267.5, ANCHO - 22, 7), 7.5)
    _texto(hoja, "[% @atlas_featurenumber %] de [% @atlas_totalfeatures %]",
           Caja(MARGEN + ANCHO - 20, 267.5, 20, 4), 7.5, derecha=True)  # fmt: skip


def _mapa(hoja: QgsPrintLayout, capa: QgsVectorLayer, caja: Caja) -> QgsLayoutItemMap:
    mapa = QgsLayoutItemMap(hoja)
    hoja.addLayoutItem(mapa)
    mapa.setCrs(QgsCoordinateReferenceSystem(PLANO))
    mapa.setLayers([capa])
    # Un mapa sin tamaño no acepta extensión, y la primera que recibe le cambia la forma.
    _poner(mapa, caja)
    mapa.setExtent(_extension(capa))
    _poner(mapa, caja)
    mapa.zoomToExtent(_extension(capa))
    mapa.setKeepLayerSet(True)
    mapa.setKeepLayerStyles(False)
    mapa.setBackgroundColor(QColor("#ffffff"))
    mapa.setFrameEnabled(True)
    mapa.setFrameStrokeColor(QColor("#cdd6da"))
    return mapa


def _extension(capa: QgsVectorLayer) -> QgsRectangle:
    giro = QgsCoordinateTransform(
        capa.crs(), QgsCoordinateReferenceSystem(PLANO), QgsCoordinateTransformContext()
    )
    extension = giro.transformBoundingBox(capa.extent())
    extension.scale(1.06)
    return extension


def _texto(
    hoja: QgsPrintLayout, texto: str, caja: Caja, tamano: float, *, negrita: bool = False,
    color: str = TINTA, derecha: bool = False,
) -> QgsLayoutItemLabel:  # fmt: skip
    """Un rótulo sin HTML: un nombre con «<b>» se lee tal cual."""
    rotulo = QgsLayoutItemLabel(hoja)
    rotulo.setMode(QgsLayoutItemLabel.Mode.ModeFont)
    letra = QFont(LETRA)
    letra.setPointSizeF(tamano)
    letra.setBold(negrita)
    rotulo.setFont(letra)
    rotulo.setFontColor(QColor(color))
    rotulo.setMarginX(0)
    rotulo.setMarginY(0)
    rotulo.setText(texto)
    rotulo.setHAlign(Qt.AlignmentFlag.AlignRight if derecha else Qt.AlignmentFlag.AlignLeft)
    hoja.addLayoutItem(rotulo)
    _poner(rotulo, caja)
    return rotulo


def _rectangulo(hoja: QgsPrintLayout, caja: Caja, color: str) -> None:
    forma = QgsLayoutItemShape(hoja)
    forma.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    forma.setSymbol(QgsFillSymbol.createSimple({"color": color, "outline_style": "no"}))
    hoja.addLayoutItem(forma)
    _poner(forma, caja)


def _poner(cosa: Any, caja: Caja) -> None:
    cosa.attemptMove(QgsLayoutPoint(caja.x, caja.y, MM))
    cosa.attemptResize(QgsLayoutSize(caja.ancho, caja.alto, MM))
