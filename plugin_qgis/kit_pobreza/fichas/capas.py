"""Las capas de la composición: las veredas por su incidencia y el localizador."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsFillSymbol,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsRuleBasedRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..compat import campo
from ..metodos.cobertura import DECIMALES, METROS_POR_GRADO, Cobertura
from .barras import svg
from .datos import SIN_CLASE, FichaDeVereda

RAMPA = ("#f6e7db", "#e8bea3", "#d28877", "#a84a5f", "#611239")
COLOR, NULO, PAPEL, TINTA = "#8c1f4f", "#c9cfd3", "#f2f5f6", "#10161c"
# La vereda de la hoja que se está componiendo.
ES_ESTA = "\"ficha\" = attribute(@atlas_feature, 'ficha')"
CAMPOS = ("codigo", "nombre", "titulo", "frase", "nota_propia", "archivo", "barras")
CIFRAS = 4
LETRA = "Open Sans"
FINO = 0.25
"""Milímetros en papel que mide lo más pequeño que se dibuja."""


def capa_de_fichas(fichas: Sequence[FichaDeVereda], milimetros: float = 0.0) -> QgsVectorLayer:
    """Una fila por ficha con todo lo que la composición escribe; en memoria y en grados.

    `milimetros`: el ancho en que se dibujarán todas juntas; sin él, no se simplifica nada.
    """
    dibujadas = _simplificadas(fichas, milimetros) if milimetros else [f.poligonos for f in fichas]
    capa = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", "Fichas", "memory")
    proveedor = capa.dataProvider()
    cifras = [
        f"{que}{i}" for i in range(CIFRAS) for que in ("rotulo", "valor", "detalle", "frente")
    ]
    proveedor.addAttributes([campo("ficha", "entero"), campo("clase", "entero"),
                             campo("magnitud", "entero"),
                             *(campo(c, "texto") for c in (*CAMPOS, *cifras))])  # fmt: skip
    capa.updateFields()
    filas = [_fila(capa.fields(), f, suyos) for f, suyos in zip(fichas, dibujadas)]
    proveedor.addFeatures(filas)
    capa.updateExtents()
    return capa


def _simplificadas(fichas: Sequence[FichaDeVereda], milimetros: float) -> list[Any]:
    """Los polígonos sin lo que a ese ancho no se ve, con las fronteras compartidas."""
    cobertura = Cobertura.de_poligonos([f.poligonos for f in fichas])
    if not len(cobertura.puntos):
        return [f.poligonos for f in fichas]
    lado = np.ptp(cobertura.puntos, axis=0).max() / 10**DECIMALES * METROS_POR_GRADO
    simple = cobertura.simplificada((FINO * float(lado) / milimetros) ** 2)
    return [
        [[anillo / 10**DECIMALES for anillo in poligono] for poligono in simple.poligonos(i)]
        for i in range(len(fichas))
    ]


def _fila(campos: QgsFields, ficha: FichaDeVereda, poligonos: Any) -> QgsFeature:
    fila = QgsFeature(campos)
    cifras: list[str] = []
    for cifra in ficha.cifras:
        frente = f"Municipio: {cifra.municipio}" if cifra.municipio else ""
        cifras += [cifra.rotulo, cifra.valor, cifra.detalle, frente]
    cifras += [""] * (4 * CIFRAS - len(cifras))
    # El dibujo viaja en la fila: la composición no depende de archivos sueltos.
    dibujo = base64.b64encode(svg(ficha.barras).encode("utf-8")).decode("ascii")
    nota = "Orden de magnitud: tiene menos de 30 hogares." if ficha.magnitud else ""
    fila.setAttributes(
        [ficha.numero, ficha.clase, int(ficha.magnitud), ficha.codigo, ficha.nombre, ficha.titulo,
         ficha.frase, nota, nombre_de_archivo(ficha),
         f"base64:{dibujo}" if ficha.barras else "", *cifras]
    )  # fmt: skip
    partes = [[[QgsPointXY(x, y) for x, y in anillo.tolist()] for anillo in poligono]
              for poligono in poligonos]  # fmt: skip
    fila.setGeometry(QgsGeometry.fromMultiPolygonXY(partes))
    return fila


def nombre_de_archivo(ficha: FichaDeVereda) -> str:
    """«012-el-tigre»: sin tildes ni signos, y distinto aunque el nombre se repita."""
    sin_tildes = ficha.nombre.lower().translate(str.maketrans("áéíóúüñ", "aeiouun"))
    letras = "".join(c if c.isascii() and c.isalnum() else "-" for c in sin_tildes)
    corto = "-".join(p for p in letras.split("-") if p)[:40].strip("-")
    return f"{ficha.numero:03d}-{corto}" if corto else f"{ficha.numero:03d}"


def vestir_mapa(capa: QgsVectorLayer) -> None:
    """Cada vereda en su clase, con trama si es orden de magnitud, y la de la hoja resaltada."""
    raiz = QgsRuleBasedRenderer.Rule(None)
    for clase, color in enumerate(RAMPA):
        _regla(raiz, f'"clase" = {clase}', _relleno(color, "#ffffff", 0.25))
    _regla(raiz, f'"clase" = {SIN_CLASE}', _relleno(NULO, "#ffffff", 0.25))
    _regla(raiz, '"magnitud" = 1', _trama())
    _regla(raiz, ES_ESTA, _relleno("#00000000", TINTA, 1.0))
    capa.setRenderer(QgsRuleBasedRenderer(raiz))
    capa.setLabeling(QgsVectorLayerSimpleLabeling(_rotulos()))
    capa.setLabelsEnabled(True)


def vestir_localizador(capa: QgsVectorLayer) -> None:
    """Todo en claro y la vereda de la hoja en el color de la medida."""
    raiz = QgsRuleBasedRenderer.Rule(None)
    _regla(raiz, f"NOT ({ES_ESTA})", _relleno("#e4eaec", "#ffffff", 0.15))
    _regla(raiz, ES_ESTA, _relleno(COLOR, COLOR, 0.3))
    capa.setRenderer(QgsRuleBasedRenderer(raiz))


def _regla(raiz: Any, expresion: str, simbolo: QgsFillSymbol) -> None:
    regla = QgsRuleBasedRenderer.Rule(simbolo)
    regla.setFilterExpression(expresion)
    raiz.appendChild(regla)


def _relleno(color: str, borde: str, grueso: float) -> QgsFillSymbol:
    simbolo = QgsFillSymbol.createSimple(
        {"color": color, "outline_color": borde, "outline_width": str(grueso)}
    )
    if color == "#00000000":
        simbolo.symbolLayer(0).setFillColor(QColor(0, 0, 0, 0))
    return simbolo


def _trama() -> QgsFillSymbol:
    simbolo = QgsFillSymbol()
    rayas = QgsLinePatternFillSymbolLayer()
    rayas.setLineAngle(45)
    rayas.setDistance(1.6)
    rayas.subSymbol().setColor(QColor(TINTA))
    rayas.subSymbol().setWidth(0.15)
    simbolo.changeSymbolLayer(0, rayas)
    return simbolo


def _rotulos() -> QgsPalLayerSettings:
    formato = QgsTextFormat()
    formato.setFont(QFont(LETRA))
    formato.setSize(6.5)
    formato.setColor(QColor(TINTA))
    funda = QgsTextBufferSettings()
    funda.setEnabled(True)
    funda.setSize(0.7)
    funda.setColor(QColor("#ffffff"))
    formato.setBuffer(funda)
    rotulos = QgsPalLayerSettings()
    # Un nombre larguísimo taparía el mapa: entero va en el título.
    rotulos.isExpression = True
    rotulos.fieldName = (
        'CASE WHEN length("nombre") > 36 THEN substr("nombre", 1, 34) || \'…\' ELSE "nombre" END'
    )
    rotulos.setFormat(formato)
    rotulos.wrapChar = ""
    rotulos.autoWrapLength = 16
    return rotulos
