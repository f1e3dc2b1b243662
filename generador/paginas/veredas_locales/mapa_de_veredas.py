"""El mapa de las veredas por su incidencia, sobre el contorno del municipio."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from generador.lugares import dibujo
from generador.lugares.dibujo import PASO, Lienzo
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.paginas.veredas_locales.filas_de_veredas import SIN_CLASE, Vereda

TRAMA = Markup(
    '<defs><pattern id="trama-magnitud" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v6"/></pattern></defs>'
)


def dibujar(
    local: PaqueteLocal, mapa: MapaMunicipal, filas: Sequence[Vereda], nombre: str
) -> Markup:
    """El SVG: cada vereda enlaza a su ficha; lo que es orden de magnitud lleva trama encima."""
    lienzo = Lienzo(mapa.ancho, mapa.alto, mapa.marco[:2], mapa.marco[2:])
    trazos = dibujo.trazos(local.capa, list(local.capa.anillos), lienzo)
    hechas = [(v, trazos[v.codigo]) for v in filas if v.codigo in trazos]
    rotulo = f"{nombre}: incidencia por vereda. La tabla trae las mismas cifras."
    return Markup(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}">{}<path class="contorno" d="{}"/>'
        '<g transform="scale({})">{}</g></svg>'
    ).format(
        mapa.ancho,
        mapa.alto,
        rotulo,
        TRAMA,
        mapa.d,
        PASO,
        Markup("").join(_vereda(v, d) for v, d in hechas),
    )


def _vereda(v: Vereda, d: str) -> Markup:
    """Con cifras es un enlace a su ficha; sin ellas no hay adónde ir, y solo dice por qué."""
    clase = "sin-cifra" if v.clase == SIN_CLASE else f"clase-{v.clase}"
    dicho = v.motivo if v.clase == SIN_CLASE else f"{v.h} de los hogares ({v.rango})"
    titulo = f"{v.nombre}: {dicho}{', orden de magnitud' if v.magnitud else ''}"
    trama = f'<path class="magnitud" d="{d}"/>' if v.magnitud else ""
    trazo = f'<path class="{clase}" d="{d}"/>{trama}<title>{escape(titulo)}</title>'
    if v.clase == SIN_CLASE:
        return Markup(f"<g>{trazo}</g>")  # noqa: S704 - lo que viene de datos ya va escapado
    # Del mapa con el teclado se pasa por la tabla, que lleva los mismos enlaces.
    return Markup(f'<a href="#{v.ancla}" tabindex="-1">{trazo}</a>')  # noqa: S704
