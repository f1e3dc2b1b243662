"""Los estilos con que QGIS abre los polígonos: los colores y los cortes de los mapas del sitio."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from generador.cubo.catalogo import Indicador
from generador.formato import numero

RAMPAS = {
    "ipm": ("#f6e7db", "#e8bea3", "#d28877", "#a84a5f", "#611239"),
    "mon": ("#f8eed8", "#e8cc93", "#c99a4b", "#956316", "#523400"),
    "nbi": ("#e2f1ec", "#aed6cd", "#66aba8", "#27757e", "#0a3f4f"),
}
"""Los del tema claro del sitio, de menos a más."""
BORDE, SIN_DATO, TINTA, PAPEL = "#ffffff", "#e4e4e0", "#0c2b31", "#ffffff"
ESCALA_DE_NOMBRES = 1_500_000
"""Hasta este denominador se rotula cada municipio; más lejos no caben."""


class Estilo(NamedTuple):
    """Cómo se pinta una capa por un indicador: `cortes` separa sus clases, de menos a más."""

    nombre: str
    campo: str
    unidad: str
    decimales: int
    cortes: Sequence[float]
    rampa: str


def qml(estilo: Estilo, alias: Sequence[Indicador]) -> str:
    """El documento de QGIS; `alias` son los campos que se nombran en palabras."""
    reglas, simbolos = [], []
    for i, (rotulo, filtro, color) in enumerate(_clases(estilo)):
        reglas.append(
            f'<rule key="r{i}" symbol="{i}" label={quoteattr(rotulo)} filter={quoteattr(filtro)}/>'
        )
        simbolos.append(_simbolo(i, color))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields" labelsEnabled="1">\n'
        '<renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">'
        f'<rules key="raiz">{"".join(reglas)}</rules><symbols>{"".join(simbolos)}</symbols>'
        f"</renderer-v2>\n{_nombres()}\n{_alias(alias)}\n"
        "<layerGeometryType>2</layerGeometryType>\n</qgis>\n"
    )


def _clases(estilo: Estilo) -> list[tuple[str, str, str]]:
    """(rótulo, filtro, color) de cada clase, y la de quienes no tienen la cifra."""
    textos = [numero(c, estilo.decimales) for c in estilo.cortes]
    cerca = f" {estilo.unidad}" if estilo.unidad else ""
    rotulos = [
        f"Menos de {textos[0]}{cerca}",
        *(f"De {a} a {b}{cerca}" for a, b in pairwise(textos)),
        f"{textos[-1]}{cerca} o más",
    ]
    campo, bordes = f'"{estilo.campo}"', [None, *estilo.cortes, None]
    filtros = [
        " AND ".join(
            [
                *([f"{campo} >= {desde!r}"] if desde is not None else []),
                *([f"{campo} < {hasta!r}"] if hasta is not None else []),
            ]
        )
        for desde, hasta in pairwise(bordes)
    ]
    con_dato = list(zip(rotulos, filtros, RAMPAS[estilo.rampa], strict=True))
    return [*con_dato, ("Sin dato", f"{campo} IS NULL", SIN_DATO)]


def _simbolo(numero_: int, color: str) -> str:
    opciones = {
        "color": _rgb(color),
        "outline_color": _rgb(BORDE),
        "outline_style": "solid",
        "outline_width": "0.1",
        "outline_width_unit": "MM",
        "style": "solid",
        "joinstyle": "bevel",
    }
    propias = "".join(
        f'<Option name="{nombre}" type="QString" value={quoteattr(valor)}/>'
        for nombre, valor in opciones.items()
    )
    return (
        f'<symbol type="fill" name="{numero_}" alpha="1" clip_to_extent="1" force_rhr="0">'
        '<layer class="SimpleFill" enabled="1" pass="0" locked="0">'
        f'<Option type="Map">{propias}</Option></layer></symbol>'
    )


def _nombres() -> str:
    nombre = quoteattr(f'CASE WHEN @map_scale <= {ESCALA_DE_NOMBRES} THEN "nombre" END')
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName={nombre} isExpression="1" fontSize="8" fontSizeUnit="Point" '
        f'textColor="{_rgb(TINTA)}"><text-buffer bufferDraw="1" bufferSize="0.8" '
        f'bufferSizeUnits="MM" bufferColor="{_rgb(PAPEL)}"/></text-style>'
        '<placement placement="1" centroidInside="1"/></settings></labeling>'
    )


def _alias(fichas: Sequence[Indicador]) -> str:
    """El nombre de cada campo en la tabla de atributos: el código no dice qué mide."""
    propios = "".join(
        f'<alias field="{f.id}" name={quoteattr(f"{f.largo} ({f.unidad_publicada})")} index="{i}"/>'
        for i, f in enumerate(fichas)
    )
    return f"<aliases>{propios}</aliases>"


def _rgb(hexadecimal: str) -> str:
    numeros = [int(hexadecimal[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(map(str, [*numeros, 255]))
