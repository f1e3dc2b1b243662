"""Lo que el mapa por dentro dibuja debajo de los puntos: áreas de contexto con trama y veredas."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from generador.lugares import dibujo
from generador.lugares.contexto import PARQUE, RESERVA, RESGUARDO, AreasDeContexto
from generador.lugares.dibujo import PASO, Lienzo
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.veredas import Veredas
from generador.paginas.territorios import dibujo_aparte

TRAMAS = {RESGUARDO: "M0 0v6", PARQUE: "M0 0v6M3 0v6", RESERVA: "M0 3h.01M3 0h.01"}
"""Un cuadro de la trama de cada clase: rayas, rayas dobles y puntos; el giro lo pone el patrón."""
GIROS = {RESGUARDO: 45, PARQUE: -45, RESERVA: 0}
UMBRAL_DE_CONTEXTO = 4.0
APARTE = "veredas"
ARCHIVO = f"{APARTE}.svg"
ESTILO = Markup(
    "path{fill:transparent;stroke:var(--trazo,#0c2b31);stroke-width:var(--grueso,.6);"
    "vector-effect:non-scaling-stroke}"
    ".funda{--trazo:#fff;--grueso:2;opacity:.6;pointer-events:none}"
    "path:hover{fill:#27757e;fill-opacity:.25}"
)
"""El de la página no llega a un archivo aparte: lo mismo, con los colores del tema claro."""
SIN_NOMBRE = "Vereda sin nombre en la fuente"


def dibujar(
    veredas: Veredas, contexto: AreasDeContexto, mapa: MapaMunicipal, municipio: str
) -> Markup:
    """Los grupos de SVG del municipio, o nada si el kit no tiene ninguna capa suya."""
    lienzo = _lienzo(mapa)
    return Markup("").join(
        [*_contexto(contexto, lienzo, municipio, mapa.d), *_veredas(veredas, lienzo, municipio)]
    )


def _lienzo(mapa: MapaMunicipal) -> Lienzo:
    return Lienzo(mapa.ancho, mapa.alto, mapa.marco[:2], mapa.marco[2:])


def muestra(clase: str) -> Markup:
    """El cuadro de la leyenda, con la misma trama del mapa."""
    return Markup('<svg viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(
        Markup('<rect class="area-{}" width="24" height="24"/>').format(clase)
    )


def _contexto(
    contexto: AreasDeContexto, lienzo: Lienzo, municipio: str, contorno: str
) -> Iterator[Markup]:
    """Lo que cae dentro del municipio: el resto de un parque enorme no es de este mapa."""
    areas = contexto.por_municipio.get(municipio, [])
    trazos = [
        (area, d)
        for area in areas
        for d in dibujo.trazos(
            contexto.capas[area.fuente], [area.codigo], lienzo, UMBRAL_DE_CONTEXTO
        ).values()
    ]
    if not trazos:
        return
    yield Markup('<defs><clipPath id="limite"><path d="{}"/></clipPath>{}</defs>').format(
        contorno,
        Markup("").join(_trama(clase) for clase in sorted({area.clase for area, _ in trazos})),
    )
    dibujadas = (
        Markup('<path class="area-{}" d="{}"><title>{}</title></path>').format(
            area.clase, d, area.nombre
        )
        for area, d in trazos
    )
    yield Markup('<g clip-path="url(#limite)">{}</g>').format(_grupo("contexto", dibujadas))


def _trama(clase: str) -> Markup:
    return Markup(
        '<pattern id="trama-{0}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate({1})"><path d="{2}"/></pattern>'
    ).format(clase, GIROS[clase], TRAMAS[clase])


def _veredas(veredas: Veredas, lienzo: Lienzo, municipio: str) -> Iterator[Markup]:
    if veredas.van_aparte(municipio):
        yield dibujo_aparte.imagen(APARTE, lienzo.ancho, lienzo.alto)
    elif veredas.se_dibujan(municipio):
        yield _lineas(veredas, lienzo, municipio)


def archivos_de_veredas(veredas: Veredas, mapa: MapaMunicipal, municipio: str) -> dict[str, bytes]:
    """El dibujo de las que van aparte, por nombre de archivo (ver `dibujo_aparte`)."""
    lineas = _lineas(veredas, _lienzo(mapa), municipio)
    return dibujo_aparte.archivos(APARTE, mapa.ancho, mapa.alto, ESTILO, lineas)


def _lineas(veredas: Veredas, lienzo: Lienzo, municipio: str) -> Markup:
    capa, codigos = veredas.de(municipio)
    trazos = dibujo.trazos(capa, codigos, lienzo)
    propias = (_vereda(capa.propiedades[c]["nombre"], d) for c, d in trazos.items())
    # La misma línea dos veces, clara y oscura encima: se ve sobre cualquier clase.
    return Markup('<use href="#lineas" class="funda"/><g id="lineas">{}</g>').format(
        _grupo("veredas", propias)
    )


def _vereda(nombre: str, d: str) -> Markup:
    # Cientos por municipio: unir textos ya escapados cuesta la mitad que darles formato.
    return Markup(f'<path d="{d}"><title>{escape(nombre or SIN_NOMBRE)}</title></path>')  # noqa: S704


def _grupo(clase: str, partes: Iterator[Markup]) -> Markup:
    return Markup('<g class="{}" transform="scale({})">{}</g>').format(
        clase, PASO, Markup("").join(partes)
    )
