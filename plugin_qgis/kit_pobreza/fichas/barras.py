"""Las quince barras como SVG: las mismas en la composición y en el HTML. Nunca una página web."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan

from .datos import Barra, pct

ANCHO, RENGLON, ARRIBA = 876, 24, 24
DESDE, LARGO = 430, 370
TINTA, SUAVE, FONDO, COLOR = "#14202b", "#46535f", "#e4eaec", "#8c1f4f"
LETRA = "Open Sans, DejaVu Sans, Arial, sans-serif"


def alto_de(barras: Sequence[Barra]) -> int:
    """Cuánto mide el dibujo, en sus unidades."""
    return ARRIBA + RENGLON * len(barras)


def svg(barras: Sequence[Barra]) -> str:
    """Un renglón por privación; la raya oscura es el municipio."""
    partes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ANCHO}" height="{alto_de(barras)}" '
        f'viewBox="0 0 {ANCHO} {alto_de(barras)}" font-family="{LETRA}" font-size="15" '
        f'fill="{TINTA}" role="img"><title>Hogares con cada privación, en porcentaje</title>',
        *_eje(len(barras)),
        *(_renglon(i, barra) for i, barra in enumerate(barras)),
        "</svg>",
    ]
    return "".join(partes)


def _eje(cuantas: int) -> list[str]:
    abajo = ARRIBA + RENGLON * cuantas
    return [
        f'<path d="M{_x(p)} {ARRIBA - 4}V{abajo}" stroke="{FONDO}" stroke-width="1"/>'
        f'<text x="{_x(p)}" y="14" text-anchor="middle" font-size="12" fill="{SUAVE}">'
        f"{100 * p:.0f}{' %' if p == 1 else ''}</text>"
        for p in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]


def _renglon(i: int, barra: Barra) -> str:
    y = ARRIBA + RENGLON * i
    medio = y + RENGLON / 2
    hay = not isnan(barra.tasa)
    dibujo = f'<rect x="{DESDE}" y="{y + 5}" width="{LARGO}" height="14" fill="{FONDO}"/>'
    if hay:
        ancho = LARGO * barra.tasa
        dibujo += f'<rect x="{DESDE}" y="{y + 5}" width="{ancho:.1f}" height="14" fill="{COLOR}"/>'
    if not isnan(barra.municipio):
        x = _x(barra.municipio)
        dibujo += f'<path d="M{x} {y + 2}v20" stroke="#ffffff" stroke-width="5"/>'
        dibujo += f'<path d="M{x} {y + 2}v20" stroke="{TINTA}" stroke-width="2.5"/>'
    cifra = f'<text x="{DESDE + LARGO + 12}" y="{medio + 5}" font-weight="bold">'
    return (
        f'<text x="{DESDE - 12}" y="{medio + 5}" text-anchor="end" font-size="13">'
        f"{escape(barra.nombre)}</text>{dibujo}"
        f"{cifra}{pct(barra.tasa)}</text>"
    )


def _x(proporcion: float) -> str:
    return f"{DESDE + LARGO * proporcion:.1f}".removesuffix(".0")
