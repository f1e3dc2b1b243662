"""El mapa de dos indicadores: sus nueve colores, y el cuadro de 3 × 3 que va sobre el mapa."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from qgis.core import QgsProject, QgsSvgAnnotation
from qgis.PyQt.QtCore import QPointF, QSizeF

from .estilo import GRIS, Leyenda, Regla
from .metodos.bivariado import CLASES, Bivariado, color, nombre

CUADRO, MARGEN, TOPE = 84, 92, 22
ANCHO, ALTO = MARGEN + CLASES * CUADRO + TOPE, TOPE + CLASES * CUADRO + 76
TINTA = "#1f2a2e"
LARGO_DE_NOMBRE = 46
# Lugar en la ventana del mapa (fracción) y tamaño del cuadro sobre él.
ESQUINA, ANCHO_MM = (0.012, 0.02), 50.0


def leyenda(ejes: Sequence[str], hecho: Bivariado) -> Leyenda:
    """Una regla por pareja que tenga territorios, con cuántos son, y lo que no tiene dato."""
    cuantos = hecho.recuento()
    reglas = [
        Regla(
            f'"biv" = {codigo(i, j)}',
            f"{nombre(i).capitalize()} × {nombre(j)} ({cuantos[j, i]})",
            color(i, j),
        )
        for j in reversed(range(CLASES))
        for i in reversed(range(CLASES))
        if cuantos[j, i]
    ]
    sin = int((hecho.una < 0).sum())
    if sin:
        reglas.append(Regla('"biv" IS NULL', f"Sin alguno de los dos ({sin})", GRIS, trama=True))
    return Leyenda(f"{_corto(ejes[0])} × {_corto(ejes[1])}", reglas)


def codigo(una: int, otra: int) -> int:
    """El número de una pareja: 11 es bajo × bajo, 31 alto × bajo, 33 alto × alto."""
    return 10 * (una + 1) + otra + 1


def cuadro_svg(ejes: Sequence[str], hecho: Bivariado, limites: Sequence[Sequence[str]]) -> str:
    """El cuadro de 3 × 3 en SVG, con el nombre de cada eje, sus límites y cuántos hay.

    `limites`: los cortes de cada eje, ya escritos.
    """
    base, cuantos = TOPE + CLASES * CUADRO, hecho.recuento()
    partes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ANCHO} {ALTO}" width="{ANCHO}" '
        f'height="{ALTO}" font-family="sans-serif" fill="{TINTA}">',
        f'<rect width="{ANCHO}" height="{ALTO}" fill="#ffffff"/>',
    ]
    for j in range(CLASES):
        for i in range(CLASES):
            x, y = MARGEN + i * CUADRO, base - (j + 1) * CUADRO
            tinta = "#ffffff" if _es_oscuro(color(i, j)) else TINTA
            partes.append(
                f'<rect x="{x}" y="{y}" width="{CUADRO}" height="{CUADRO}" fill="{color(i, j)}" '
                f'stroke="#ffffff" stroke-width="2"/>'
                f'<text x="{x + CUADRO / 2}" y="{y + CUADRO / 2 + 7}" font-size="20" '
                f'text-anchor="middle" fill="{tinta}">{cuantos[j, i]}'
                "</text>"
            )
    for k, texto in enumerate(limites[0], start=1):
        partes.append(_texto(MARGEN + k * CUADRO, base + 22, texto, 16))
    for k, texto in enumerate(limites[1], start=1):
        partes.append(_texto(MARGEN - 8, base - k * CUADRO + 6, texto, 16, "end"))
    partes.append(_texto(MARGEN + 1.5 * CUADRO, base + 56, f"{_corto(ejes[0])} →", 19, fuerte=True))
    medio = base - 1.5 * CUADRO
    partes.append(
        f'<g transform="rotate(-90 24 {medio})">'
        f"{_texto(24, medio, f'{_corto(ejes[1])} →', 19, fuerte=True)}</g>"
    )
    return "".join([*partes, "</svg>"])


def poner_en_el_mapa(capa: Any, ruta: str) -> None:
    """Deja el cuadro sobre el mapa, atado a la capa: si ella no se ve, él tampoco."""
    cuadro = QgsSvgAnnotation()
    cuadro.setHasFixedMapPosition(False)
    cuadro.setRelativePosition(QPointF(*ESQUINA))
    cuadro.setFrameOffsetFromReferencePointMm(QPointF(0, 0))
    cuadro.setFrameSizeMm(QSizeF(ANCHO_MM, ANCHO_MM * ALTO / ANCHO))
    cuadro.setFilePath(ruta)
    cuadro.setMapLayer(capa)
    QgsProject.instance().annotationManager().addAnnotation(cuadro)


def _texto(
    x: float, y: float, texto: str, cuerpo: int, ancla: str = "middle", *, fuerte: bool = False
) -> str:
    peso = ' font-weight="bold"' if fuerte else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{cuerpo}" text-anchor="{ancla}"{peso}>'
        f"{escape(texto)}</text>"
    )


def _es_oscuro(hexadecimal: str) -> bool:
    """Si el blanco se lee mejor que la tinta sobre ese color (claridad relativa de sRGB)."""
    partes = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineal = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in partes]
    claridad = sum(peso * p for peso, p in zip((0.2126, 0.7152, 0.0722), lineal))
    # Donde (1,05) / (L + 0,05) iguala a (L + 0,05) / 0,07, la claridad de la tinta más 0,05.
    return bool(claridad < 0.22)


def _corto(texto: str) -> str:
    return texto if len(texto) <= LARGO_DE_NOMBRE else f"{texto[: LARGO_DE_NOMBRE - 1]}…"
