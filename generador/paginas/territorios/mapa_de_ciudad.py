"""Los mapas livianos de las tres ciudades: un polígono por UPZ o comuna, con su nombre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from markupsafe import Markup

from generador.formato import porcentaje
from generador.lugares import dibujo
from generador.lugares.capa import Capa
from generador.lugares.ciudades import Ciudades
from generador.lugares.dibujo import PASO, Lienzo
from generador.lugares.estilo_qgis import RAMPA
from generador.mapas.topojson import Anillo
from generador.paginas.territorios import dibujo_aparte

LADO = 480
UPZ = "upz"
CORTES = (10.0, 25.0, 40.0, 55.0)
"""Clases de la parte de los jóvenes registrados que está en los grupos A y B (%)."""
ESTILO = Markup(
    "path{stroke:#10161c;stroke-width:.8;vector-effect:non-scaling-stroke}"
    ".sin-tasa{fill:#fff;stroke-dasharray:2 1.5}"
) + Markup("").join(
    Markup(".clase-{}{{fill:{}}}").format(i, color) for i, color in enumerate(RAMPA)
)
"""El de la página no llega a un archivo aparte: lo mismo, con los colores del tema claro."""
SIN_CIFRA = "sin cifra publicada"

Trazo = tuple[str, str, str]
"""Clase de CSS, `d` y lo que se dice al tocarlo."""


def de_bogota(ciudades: Ciudades) -> Markup:
    """El marco del mapa de las UPZ: sus 112 trazos van aparte (ver `archivos_de_bogota`)."""
    lienzo = _lienzo_de_bogota(ciudades)
    rotulo = "Bogotá: jóvenes registrados en los grupos A y B, por UPZ. La tabla trae las cifras."
    return _marco(lienzo, rotulo, dibujo_aparte.imagen(UPZ, lienzo.ancho, lienzo.alto))


def archivos_de_bogota(ciudades: Ciudades) -> dict[str, bytes]:
    """Las UPZ por la parte de sus jóvenes registrados que está en los grupos A y B."""
    capa, parte = ciudades.capas["bogota_upz"], ciudades.jovenes_ab
    codigos = ciudades.tablas["bogota_upz"].textos["codigo"]
    cifras = dict(zip(codigos, parte.tolist(), strict=True))
    lienzo = _lienzo_de_bogota(ciudades)
    trazos = [
        _con_cifra(capa.propiedades[c]["nombre"], d, cifras[c])
        for c, d in dibujo.trazos(capa, codigos, lienzo).items()
    ]
    return dibujo_aparte.archivos(UPZ, lienzo.ancho, lienzo.alto, ESTILO, _grupo(trazos))


def _lienzo_de_bogota(ciudades: Ciudades) -> Lienzo:
    codigos = ciudades.tablas["bogota_upz"].textos["codigo"]
    return dibujo.lienzo_de(ciudades.capas["bogota_upz"], codigos, LADO)


def de_medellin(ciudades: Ciudades) -> Markup:
    """Las comunas y los corregimientos, sin color: no traen medida."""
    capa = ciudades.capas["medellin_comunas"]
    codigos = list(capa.propiedades)
    lienzo = dibujo.lienzo_de(capa, codigos, LADO)
    trazos = [
        (
            capa.propiedades[c]["clase"],
            d,
            f"{capa.propiedades[c]['clase'].capitalize()} {c}, {capa.propiedades[c]['nombre']}",
        )
        for c, d in dibujo.trazos(capa, codigos, lienzo).items()
    ]
    return _svg(lienzo, trazos, "Medellín: comunas y corregimientos, sin medida de pobreza.")


def de_cali(ciudades: Ciudades) -> Markup:
    """Las comunas, hechas de sus barrios, sin color: no traen medida."""
    capa = ciudades.capas["cali_barrios"]
    por_comuna = _por_comuna(capa)
    lienzo = dibujo.lienzo_de(capa, capa.propiedades, LADO)
    anillos: dict[str, Sequence[Anillo]] = {
        comuna: dibujo.disolver(capa, barrios) for comuna, barrios in por_comuna.items()
    }
    trazos = [
        ("comuna", d, f"Comuna {int(comuna)}: {len(por_comuna[comuna])} barrios")
        for comuna, d in dibujo.trazos(capa, list(anillos), lienzo, anillos=anillos).items()
    ]
    return _svg(lienzo, trazos, "Cali: comunas de la zona urbana, sin medida de pobreza.")


def _por_comuna(capa: Capa) -> dict[str, list[str]]:
    salida: dict[str, list[str]] = {}
    for codigo, propias in capa.propiedades.items():
        salida.setdefault(propias["comuna"], []).append(codigo)
    return dict(sorted(salida.items()))


def _con_cifra(nombre: str, d: str, parte: float) -> Trazo:
    if np.isnan(parte):
        return "sin-tasa", d, f"{nombre}: {SIN_CIFRA}"
    clase = int(np.searchsorted(CORTES, parte, side="right"))
    return f"clase-{clase}", d, f"{nombre}: {porcentaje(parte)}"


def _svg(lienzo: Lienzo, trazos: Iterable[Trazo], rotulo: str) -> Markup:
    return _marco(lienzo, rotulo, _grupo(trazos))


def _marco(lienzo: Lienzo, rotulo: str, adentro: Markup) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        lienzo.ancho, lienzo.alto, rotulo, adentro
    )


def _grupo(trazos: Iterable[Trazo]) -> Markup:
    partes = (
        Markup('<path class="{}" d="{}"><title>{}</title></path>').format(*trazo)
        for trazo in trazos
    )
    return Markup('<g transform="scale({})">{}</g>').format(PASO, Markup("").join(partes))
