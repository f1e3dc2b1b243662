"""Por debajo de Bogotá, Medellín y Cali: la medida que trae cada una, con su nombre y su límite."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from generador.formato import lista, numero, porcentaje
from generador.lugares.ciudades import BOGOTA, CALI, CAPAS, MEDELLIN
from generador.lugares.tabla_en_memoria import Lugares
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios import mapa_de_ciudad
from generador.paginas.territorios.mapa_de_ciudad import CORTES

A_LA_VISTA = 10
"""Cortes de las cinco clases del mapa: jóvenes en A y B, en % de los registrados."""
MIL = 1_000


class Upz(NamedTuple):
    """Una UPZ que se publica; `clase` es la de su color."""

    nombre: str
    localidad: str
    jovenes: str
    grupo_a: str
    grupo_b: str
    parte: str
    clase: int


class Upl(NamedTuple):
    """Una UPL con su ingreso medio por hogar, en pesos redondeados a miles."""

    nombre: str
    sector: str
    ingreso: str
    personas: str


def ciudad(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Lo que la sección dice de la ciudad; `hay` es falso en los demás municipios."""
    if codigo not in CAPAS:
        return {"hay": False}
    propias = {BOGOTA: _bogota, MEDELLIN: _medellin, CALI: _cali}[codigo](acervo)
    descargas = [
        (archivo, numero(len(acervo.ciudades.capas[fuente].propiedades)), fuente)
        for archivo, fuente in CAPAS[codigo].items()
    ]
    return {"hay": True, "descargas": descargas, "upz": [], "corregimientos": "", **propias}


def rotulos_de_clase() -> list[str]:
    """«menos de 10», «10 a 25»… «55 o más» (porcentaje)."""
    medios = [f"{a:.0f} a {b:.0f}" for a, b in pairwise(CORTES)]
    return [f"menos de {CORTES[0]:.0f}", *medios, f"{CORTES[-1]:.0f} o más"]


def _bogota(acervo: DatosDelSitio) -> dict[str, Any]:
    upz = _upz(acervo)
    upl = _upl(acervo.ciudades.tablas["bogota_upl"])
    callada = len(acervo.ciudades.jovenes_ab) - len(upz)
    return {
        "mapa": mapa_de_ciudad.de_bogota(acervo.ciudades),
        "clases": rotulos_de_clase(),
        "upz": upz[:A_LA_VISTA],
        "mas_upz": upz[A_LA_VISTA:],
        "calladas": numero(callada),
        "upl": upl[:A_LA_VISTA],
        "mas_upl": upl[A_LA_VISTA:],
        "menor": upl[0],
        "mayor": upl[-1],
    }


def _upz(acervo: DatosDelSitio) -> list[Upz]:
    """Las que se publican, de más a menos jóvenes registrados en A y B."""
    tabla, parte = acervo.ciudades.tablas["bogota_upz"], acervo.ciudades.jovenes_ab
    numeros = tabla.numeros
    en_a_y_b = numeros["grupo_a"] + numeros["grupo_b"]
    clases = np.searchsorted(CORTES, parte, side="right")
    filas = sorted(np.flatnonzero(np.isfinite(parte)).tolist(), key=lambda i: -en_a_y_b[i])
    return [
        Upz(
            nombre=tabla.textos["nombre"][i],
            localidad=tabla.textos["localidad"][i],
            jovenes=numero(numeros["jovenes"][i]),
            grupo_a=numero(numeros["grupo_a"][i]),
            grupo_b=numero(numeros["grupo_b"][i]),
            parte=porcentaje(parte[i]),
            clase=int(clases[i]),
        )
        for i in filas
    ]


def _upl(tabla: Lugares) -> list[Upl]:
    """De menor a mayor ingreso."""
    ingreso = tabla.numeros["ingreso_hogar"]
    return [
        Upl(
            tabla.textos["nombre"][i],
            tabla.textos["sector"][i],
            numero(MIL * round(ingreso[i] / MIL)),
            numero(tabla.numeros["personas_hogar"][i], 1),
        )
        for i in np.argsort(ingreso, kind="stable").tolist()
    ]


def _medellin(acervo: DatosDelSitio) -> dict[str, Any]:
    propias = acervo.ciudades.capas["medellin_comunas"].propiedades.values()
    comunas = sum(p["clase"] == "comuna" for p in propias)
    nombres = [f"{int(p['codigo'])} {p['nombre']}" for p in propias]
    return {
        "nombres": lista(nombres),
        "mapa": mapa_de_ciudad.de_medellin(acervo.ciudades),
        "comunas": numero(comunas),
        "corregimientos": numero(len(propias) - comunas),
    }


def _cali(acervo: DatosDelSitio) -> dict[str, Any]:
    propias = acervo.ciudades.capas["cali_barrios"].propiedades.values()
    return {
        "mapa": mapa_de_ciudad.de_cali(acervo.ciudades),
        "comunas": numero(len({p["comuna"] for p in propias})),
    }
