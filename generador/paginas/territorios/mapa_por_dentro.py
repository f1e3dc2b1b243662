"""El mapa de un municipio por dentro, como SVG con los nombres encima en HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from generador.formato import numero
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.nbi_por_dentro import CABECERA, DISPERSO, OCULTA, Nbi

RADIOS = ((10_000.0, 11), (1_000.0, 8), (200.0, 6), (0.0, 4))
"""Desde cuántas personas, y cuántos píxeles mide el radio."""
RADIO_SIN_TASA = 4
CELULAR = 328
"""Ancho en píxeles de la columna en un celular de 360: los nombres no deben chocar ni ahí."""
LETRA, ALTO_DE_LETRA = 6.6, 17.0
NOMBRES = 6
LARGO = 22

Caja = tuple[float, float, float, float]
SIN_CAPAS = Markup()


def radio(personas: float) -> int:
    """El del punto de un lugar, en píxeles del lienzo."""
    return next(r for desde, r in RADIOS if personas >= desde)


def rotulos() -> list[tuple[int, str]]:
    """(radio, «de 200 a 999 personas») de cada tamaño, del menor al mayor."""
    desdes = [int(desde) for desde, _ in reversed(RADIOS)]
    textos = [f"de {numero(a)} a {numero(b - 1)}" for a, b in pairwise(desdes)]
    textos[0] = f"menos de {numero(desdes[1])}"
    textos.append(f"{numero(desdes[-1])} o más personas")
    return [(r, texto) for (_, r), texto in zip(reversed(RADIOS), textos, strict=True)]


def dibujar(
    lugares: Nbi, mapa: MapaMunicipal, suyas: Sequence[int], nombre: str, capas: Markup = SIN_CAPAS
) -> Markup:
    """Fondo con la clase del rural disperso, un círculo por lugar con punto, y unos nombres.

    `capas` son grupos de SVG que van entre el fondo y los círculos.
    Los círculos van en el orden de `suyas`: el guion de la página los empareja con la tabla.
    """
    disperso = next(fila for fila in suyas if lugares.clases[fila] == DISPERSO)
    puntos = [fila for fila in suyas if fila in mapa.puntos]
    circulos = "".join(_circulo(lugares, mapa, fila) for fila in puntos)
    escritos = "".join(_texto(lugares, mapa, *n) for n in nombres(lugares, mapa, puntos))
    rotulo = f"{nombre}: NBI de cada lugar. La tabla trae las mismas cifras."
    return Markup(  # noqa: S704 - lo que viene de datos ya va escapado
        f'<div class="lienzo"><svg viewBox="0 0 {mapa.ancho} {mapa.alto}" role="img" '
        f'aria-label="{escape(rotulo)}">'
        f'<path class="{_clase(lugares.color[disperso])}" d="{mapa.d}"/>{capas}{circulos}</svg>'
        f'<div aria-hidden="true">{escritos}</div></div>'
    )


def _clase(color: int) -> str:
    return "sin-tasa" if color == OCULTA else f"clase-{color}"


def _circulo(lugares: Nbi, mapa: MapaMunicipal, fila: int) -> str:
    x, y = mapa.puntos[fila]
    color = lugares.color[fila]
    es_cabecera = " cabecera" if lugares.clases[fila] == CABECERA else ""
    r = RADIO_SIN_TASA if color == OCULTA else radio(float(lugares.personas[fila]))
    return f'<circle class="{_clase(color)}{es_cabecera}" cx="{x}" cy="{y}" r="{r}"/>'


class NombrePuesto(NamedTuple):
    """El nombre de un lugar y de qué lado de su punto cabe."""

    fila: int
    texto: str
    a_la_izquierda: bool


def nombres(lugares: Nbi, mapa: MapaMunicipal, puntos: Sequence[int]) -> list[NombrePuesto]:
    """Los de la cabecera, el lugar con la NBI más alta y los más poblados que quepan sin chocar."""
    con_tasa = [fila for fila in puntos if lugares.se_muestra[fila]]
    tasas = lugares.publicadas["nbi"]
    alta = max(con_tasa, key=lambda fila: float(tasas[fila]), default=None)
    primeros = [fila for fila in puntos[:1] if lugares.clases[fila] == CABECERA]
    candidatos = [*primeros, *([] if alta is None else [alta]), *con_tasa[: 3 * NOMBRES]]
    escala = min(1.0, CELULAR / mapa.ancho)
    ocupadas: list[Caja] = []
    puestos: list[NombrePuesto] = []
    for fila in dict.fromkeys(candidatos):
        texto = lugares.nombres[fila]
        sitio = None if len(texto) > LARGO else _sitio(mapa, fila, len(texto), escala, ocupadas)
        if sitio is not None and len(puestos) < NOMBRES:
            caja, a_la_izquierda = sitio
            ocupadas.append(caja)
            puestos.append(NombrePuesto(fila, texto, a_la_izquierda))
    return puestos


def _sitio(
    mapa: MapaMunicipal, fila: int, letras: int, escala: float, ocupadas: Sequence[Caja]
) -> tuple[Caja, bool] | None:
    """Dónde cabe un nombre junto a su punto, en píxeles del celular: a un lado o al otro."""
    x, y = mapa.puntos[fila][0] * escala, mapa.puntos[fila][1] * escala
    largo, aire = letras * LETRA, 12 * escala
    for a_la_izquierda in (False, True):
        x0 = x - aire - largo if a_la_izquierda else x + aire
        caja = (x0, y - ALTO_DE_LETRA / 2, x0 + largo, y + ALTO_DE_LETRA / 2)
        cabe = x0 >= -4 and x0 + largo <= mapa.ancho * escala + 4
        if cabe and not any(_chocan(caja, otra) for otra in ocupadas):
            return caja, a_la_izquierda
    return None


def _chocan(a: Caja, b: Caja) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _texto(lugares: Nbi, mapa: MapaMunicipal, fila: int, texto: str, a_la_izquierda: bool) -> str:
    x, y = mapa.puntos[fila]
    izquierda, arriba = 100 * x / mapa.ancho, 100 * y / mapa.alto
    donde = f"right:{100 - izquierda:.1f}%" if a_la_izquierda else f"left:{izquierda:.1f}%"
    fuerte = "b" if lugares.clases[fila] == CABECERA else "span"
    return f'<{fuerte} style="{donde};top:{arriba:.1f}%">{escape(texto)}</{fuerte}>'
