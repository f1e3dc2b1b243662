"""El estilo de la capa de lugares para QGIS (.qml): color por NBI, tamaño por personas, nombres."""

from __future__ import annotations

from itertools import pairwise
from xml.sax.saxutils import quoteattr

from generador.lugares.cortes_de_nbi import CORTES

RAMPA = ("#e2f1ec", "#aed6cd", "#66aba8", "#27757e", "#0a3f4f")
"""Un color por clase, del más claro al más oscuro: los de la página en el tema claro."""
TINTA, PAPEL, SIN_TASA = "#0c2b31", "#ffffff", "#ffffff"
TAMANO = (
    'CASE WHEN "personas" >= 10000 THEN 5 WHEN "personas" >= 1000 THEN 3.6 '
    'WHEN "personas" >= 200 THEN 2.7 ELSE 1.9 END'
)
"""Milímetros; los mismos cuatro tamaños de la página."""
BORDE = "CASE WHEN \"clase\" = 'cabecera' THEN 0.9 ELSE 0.25 END"
ESCALA_DE_NOMBRES = 500_000
"""Hasta este denominador se rotulan todos, y un municipio cabe en la ventana; más lejos, solo las
cabeceras."""
DEL_TAMANO = "Más grande: más personas"


def qml() -> str:
    """El documento entero; QGIS lo toma solo si se llama como la capa y está junto a ella."""
    clases = list(_clases())
    reglas = "".join(
        f'<rule key="r{i}" symbol="{i}" label={quoteattr(rotulo)} filter={quoteattr(filtro)}/>'
        for i, (rotulo, filtro, _, _) in enumerate(clases)
    )
    # Un renglón sin símbolo: la leyenda de QGIS no dice qué es el tamaño.
    reglas += f'<rule key="tamano" label={quoteattr(DEL_TAMANO)} filter="FALSE"/>'
    simbolos = "".join(
        _simbolo(i, relleno, borde) for i, (_, _, relleno, borde) in enumerate(clases)
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">\n'
        f'<renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="1">'
        f'<rules key="raiz">{reglas}</rules><symbols>{simbolos}</symbols>'
        '<orderby><orderByClause asc="0" nullsFirst="0">"personas"</orderByClause></orderby>'
        f"</renderer-v2>\n{_nombres()}\n<layerGeometryType>0</layerGeometryType>\n</qgis>\n"
    )


def _clases() -> list[tuple[str, str, str, str]]:
    """(rótulo, filtro, relleno, borde) de cada clase, y la de la tasa que no se muestra."""
    bordes = [0.0, *CORTES, 100.0]
    salida = []
    for i, (desde, hasta) in enumerate(pairwise(bordes)):
        ultima = i == len(CORTES)
        filtro = f'"nbi" >= {desde:g} AND "nbi" {"<=" if ultima else "<"} {hasta:g}'
        rotulo = f"NBI de {desde:g} a {hasta:g} %"
        if i == 0:
            rotulo = f"NBI de menos de {hasta:g} %"
        elif ultima:
            rotulo = f"NBI de {desde:g} % o más"
        salida.append((rotulo, filtro, RAMPA[i], TINTA if i < 2 else PAPEL))
    salida.append(("No se muestra la tasa", '"nbi" IS NULL', SIN_TASA, TINTA))
    return salida


def _simbolo(numero: int, relleno: str, borde: str) -> str:
    definidas = _mapa(
        _opcion("name", ""),
        f'<Option name="properties" type="Map">{_definida("size", TAMANO)}'
        f"{_definida('outlineWidth', BORDE)}"
        f"{_definida('outlineColor', _color_del_borde(borde))}</Option>",
        _opcion("type", "collection"),
    )
    propias = _mapa(
        _opcion("name", "circle"),
        _opcion("color", _rgb(relleno)),
        _opcion("outline_color", _rgb(borde)),
        _opcion("outline_width", "0.25"),
        _opcion("outline_width_unit", "MM"),
        _opcion("size", "2"),
        _opcion("size_unit", "MM"),
    )
    return (
        f'<symbol type="marker" name="{numero}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="SimpleMarker" enabled="1" pass="0" locked="0">{propias}'
        f"<data_defined_properties>{definidas}</data_defined_properties></layer></symbol>"
    )


def _color_del_borde(borde: str) -> str:
    return f"CASE WHEN \"clase\" = 'cabecera' THEN '{TINTA}' ELSE '{borde}' END"


def _nombres() -> str:
    """Los nombres, con halo del color del papel."""
    cuales = f"\"clase\" = 'cabecera' OR @map_scale <= {ESCALA_DE_NOMBRES}"
    nombre = quoteattr(f'CASE WHEN {cuales} THEN "nombre" END')
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName={nombre} isExpression="1" fontSize="8" fontSizeUnit="Point" '
        f'textColor="{_rgb(TINTA)}"><text-buffer bufferDraw="1" bufferSize="0.8" '
        f'bufferSizeUnits="MM" bufferColor="{_rgb(PAPEL)}"/></text-style>'
        '<placement placement="6" dist="1" distUnits="MM"/>'
        "</settings></labeling>"
    )


def _mapa(*opciones: str) -> str:
    return f'<Option type="Map">{"".join(opciones)}</Option>'


def _opcion(nombre: str, valor: str) -> str:
    return f'<Option name="{nombre}" type="QString" value={quoteattr(valor)}/>'


def _definida(nombre: str, expresion: str) -> str:
    return (
        f'<Option name="{nombre}" type="Map"><Option name="active" type="bool" value="true"/>'
        f'<Option name="expression" type="QString" value={quoteattr(expresion)}/>'
        '<Option name="type" type="int" value="3"/></Option>'
    )


def _rgb(hexadecimal: str) -> str:
    numeros = [int(hexadecimal[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(map(str, [*numeros, 255]))
