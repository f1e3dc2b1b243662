"""Qué veredas y qué áreas de contexto tiene el kit de un municipio, y cómo pedir las que no."""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple

from markupsafe import Markup

from generador.formato import lista, numero, porcentaje
from generador.lugares.contexto import PARQUE, RESERVA, RESGUARDO
from generador.lugares.veredas import CON_CODIGO, CoberturaDeVeredas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.capas_del_mapa import ARCHIVO, muestra

TITULOS = {
    RESGUARDO: ("un resguardo indígena", "resguardos indígenas"),
    PARQUE: ("un parque nacional", "parques nacionales"),
    RESERVA: ("una zona de reserva campesina", "zonas de reserva campesina"),
}
FUERA_SE_DICE = 5.0
"""Porcentaje del área de las veredas por fuera del límite desde el que se avisa."""


class ClaseDeAreas(NamedTuple):
    """Las áreas de una clase: «3 resguardos indígenas», de dónde y de cuándo, y sus nombres.

    `titulo` y `muestra` son su entrada en la leyenda.
    """

    titulo: str
    muestra: Markup
    cuantas: str
    origen: str
    nombres: str


def veredas(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Lo que la sección dice de las veredas y del contexto; los nombres van sin escapar."""
    propias = acervo.veredas
    cobertura = propias.coberturas.get(codigo)
    return {
        **(
            _dibujadas(acervo, codigo, cobertura)
            if cobertura and cobertura.basta
            else {"hay": False}
        ),
        "pocas": _pocas(cobertura) if cobertura and not cobertura.basta else "",
        "a_quien": "la gobernación" if acervo.territorios[codigo].es_area else "la alcaldía",
        "contexto": _contexto(acervo, codigo),
    }


def _dibujadas(acervo: DatosDelSitio, codigo: str, cobertura: CoberturaDeVeredas) -> dict[str, Any]:
    capa, codigos = acervo.veredas.de(codigo)
    nombres = [capa.propiedades[c]["nombre"] for c in codigos]
    sin_nombre = nombres.count("")
    return {
        "hay": True,
        "cuantas": numero(cobertura.veredas),
        "fuente": cobertura.fuente,
        "cubierto": porcentaje(cobertura.cubierto),
        "fuera": porcentaje(cobertura.fuera, 0) if cobertura.fuera >= FUERA_SE_DICE else "",
        "sin_nombre": numero(sin_nombre) if sin_nombre else "",
        "nombres": sorted(filter(None, nombres), key=sin_tildes),
        "aparte": ARCHIVO if acervo.veredas.van_aparte(codigo) else "",
        "con_codigo": cobertura.fuente == CON_CODIGO,
    }


def sin_tildes(nombre: str) -> str:
    """Para ordenar: «Águila» va entre la «a», no después de la «z»."""
    return unicodedata.normalize("NFKD", nombre).encode("ascii", "ignore").decode().lower()


def _pocas(cobertura: CoberturaDeVeredas) -> str:
    """«3 veredas, que miden el 11,5 % del municipio»."""
    una = cobertura.veredas == 1
    cuantas = "una vereda, que mide" if una else f"{numero(cobertura.veredas)} veredas, que miden"
    return f"{cuantas} el {porcentaje(cobertura.suma)} del municipio"


def _contexto(acervo: DatosDelSitio, codigo: str) -> list[ClaseDeAreas]:
    areas = acervo.contexto.por_municipio.get(codigo, [])
    grupos = []
    for clase, (uno, varios) in TITULOS.items():
        suyas = [area for area in areas if area.clase == clase]
        if suyas:
            fuentes = [acervo.fuentes[f] for f in dict.fromkeys(area.fuente for area in suyas)]
            origen = "; ".join(f"{f.productor}, {f.corte[0].lower()}{f.corte[1:]}" for f in fuentes)
            cuantas = uno if len(suyas) == 1 else f"{numero(len(suyas))} {varios}"
            nombres = lista([area.nombre for area in suyas])
            grupos.append(ClaseDeAreas(varios, muestra(clase), cuantas, origen, nombres))
    return grupos
