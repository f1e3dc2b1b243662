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
from generador.mapas.topojson import Anillo

LADO = 480
SIN_CIFRA = "sin cifra publicada"

Trazo = tuple[str, str, str]
"""Clase de CSS, `d` y lo que se dice al tocarlo."""


def de_bogota(ciudades: Ciudades, cortes: Sequence[float]) -> Markup:
    """Las UPZ por la parte de sus jóvenes registrados que está en los grupos A y B."""
    capa, parte = ciudades.capas["bogota_upz"], ciudades.jovenes_ab
    codigos = ciudades.tablas["bogota_upz"].textos["codigo"]
    cifras = dict(zip(codigos, parte.tolist(), strict=True))
    lienzo = dibujo.lienzo_de(capa, codigos, LADO)
    trazos = [
        _con_cifra(capa.propiedades[c]["nombre"], d, cifras[c], cortes)
        for c, d in dibujo.trazos(capa, codigos, lienzo).items()
    ]
    rotulo = "Bogotá: jóvenes registrados en los grupos A y B, por UPZ. La tabla trae las cifras."
    return _svg(lienzo, trazos, rotulo)


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


def _con_cifra(nombre: str, d: str, parte: float, cortes: Sequence[float]) -> Trazo:
    if np.isnan(parte):
        return "sin-tasa", d, f"{nombre}: {SIN_CIFRA}"
    clase = int(np.searchsorted(cortes, parte, side="right"))
    return f"clase-{clase}", d, f"{nombre}: {porcentaje(parte)}"


def _svg(lienzo: Lienzo, trazos: Iterable[Trazo], rotulo: str) -> Markup:
    partes = (
        Markup('<path class="{}" d="{}"><title>{}</title></path>').format(*trazo)
        for trazo in trazos
    )
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><g transform="scale({})">{}</g></svg>'
    ).format(lienzo.ancho, lienzo.alto, rotulo, PASO, Markup("").join(partes))
