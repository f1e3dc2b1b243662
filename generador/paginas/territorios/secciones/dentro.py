"""Dentro del municipio: dónde era más frecuente la NBI, dónde había más gente, y cada lugar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from generador.cubo import codigos
from generador.formato import lista, numero, numeros, porcentaje
from generador.lugares import nbi_por_dentro
from generador.lugares.cortes_de_nbi import CORTES
from generador.lugares.nbi_por_dentro import CABECERA, CENTRO, DISPERSO, Nbi
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios import capas_guardadas
from generador.paginas.territorios.mapa_por_dentro import dibujar

A_LA_VISTA = 10
ZONAS = {CABECERA: "la cabecera", DISPERSO: "el rural disperso"}


class LugarEnLaTabla(NamedTuple):
    """Un lugar en la tabla. `color` es su clase (0 a 4), o -1 si la tasa no se muestra."""

    nombre: str
    zona: str
    personas: str
    color: int
    nbi: str
    miseria: str
    pesa_mas: str
    sin_punto: bool


def dentro(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Lo que la sección dice de un municipio, con su mapa; los nombres van sin escapar."""
    anio = acervo.fuentes[nbi_por_dentro.FUENTE].anio
    lugares, mapa = acervo.nbi_por_lugar, acervo.mapas_por_dentro[codigo]
    capas = capas_guardadas.de_municipio(acervo, codigo)
    suyas = lugares.orden[codigo]
    filas = [_filas(acervo)[fila] for fila in suyas]
    centros = sum(lugares.clases[fila] == CENTRO for fila in suyas)
    sin_punto = [
        lugares.nombres[f] for f in suyas if f not in mapa.puntos and _es(lugares, f, CENTRO)
    ]
    ocultas = [fila for fila in suyas if not lugares.se_muestra[fila]]
    pequenas = sum(float(lugares.personas[fila]) < nbi_por_dentro.MINIMO for fila in ocultas)
    return {
        "anio": anio,
        "frases": frases(lugares, suyas, anio),
        "mapa": dibujar(lugares, mapa, suyas, acervo.territorios[codigo].nombre, capas),
        "ancho": mapa.ancho,
        "filas": filas[:A_LA_VISTA] if len(filas) > A_LA_VISTA + 1 else filas,
        "resto": filas[A_LA_VISTA:] if len(filas) > A_LA_VISTA + 1 else [],
        "hay_centros": centros > 0,
        "sin_cabecera": not any(_es(lugares, fila, CABECERA) for fila in suyas),
        "sin_punto": lista(sin_punto[:5]) if len(sin_punto) < 6 else numero(len(sin_punto)),
        "fuera": lista([lugares.nombres[fila] for fila in mapa.fuera]),
        "pequenas": numero(pequenas) if pequenas else "",
        "ademas": _ademas(len(ocultas) - pequenas),
        "minimo": numero(nbi_por_dentro.MINIMO),
        "km": numero(mapa.km),
        "regla": f"{100 * mapa.regla / mapa.ancho:.1f}",
        "hay_puntos": bool(mapa.puntos),
    }


def rotulos_de_clase() -> list[str]:
    """«menos de 10», «10 a 25»… «75 o más» (porcentaje)."""
    enteros = [f"{corte:.0f}" for corte in CORTES]
    medios = [f"{a} a {b}" for a, b in pairwise(enteros)]
    return [f"menos de {enteros[0]}", *medios, f"{enteros[-1]} o más"]


def frases(lugares: Nbi, suyas: Sequence[int], anio: str) -> list[tuple[str, str, str]]:
    """Dónde era más frecuente y dónde había más gente: (antes del nombre, nombre, después)."""
    vistas = [fila for fila in suyas if lugares.se_muestra[fila]]
    if len(suyas) == 1 or not vistas:
        return []
    tasa, gente = lugares.publicadas["nbi"], lugares.con_nbi
    mayor_tasa = max(float(tasa[fila]) for fila in vistas)
    mayor_gente = max(float(gente[fila]) for fila in vistas)
    if mayor_gente == 0:
        return [
            (f"En {anio}, ninguno de los lugares que se muestran tenía personas con NBI", "", ".")
        ]
    frecuentes = [fila for fila in vistas if float(tasa[fila]) == mayor_tasa]
    numerosos = [fila for fila in vistas if float(gente[fila]) == mayor_gente]
    cuantas = f"{numero(mayor_gente)} de {_de(lugares, numerosos)}"
    if frecuentes == numerosos:
        antes = f"En {anio}, la NBI era más frecuente, y la tenían más personas, en "
        return [(antes, _nombrar(lugares, frecuentes), f": {porcentaje(mayor_tasa)} ({cuantas}).")]
    de_cuantas = "" if len(frecuentes) > 1 else f" de sus {_de(lugares, frecuentes)} personas"
    return [
        (f"En {anio}, la NBI era más frecuente en ", _nombrar(lugares, frecuentes),
         f": {porcentaje(mayor_tasa)}{de_cuantas}."),
        ("La tenían más personas en ", _nombrar(lugares, numerosos), f": {cuantas}."),
    ]  # fmt: skip


def _de(lugares: Nbi, filas: Sequence[int]) -> str:
    """De cuántas personas: las del lugar; si empatan varios con distinta gente, las del mayor."""
    return numero(max(float(lugares.personas[fila]) for fila in filas))


def _nombrar(lugares: Nbi, filas: Sequence[int]) -> str:
    nombres = [con_su_zona(lugares, fila) for fila in filas]
    if len(nombres) <= 3:
        return lista(nombres)
    return f"{numero(len(nombres))} lugares (el más poblado, {nombres[0]})"


def con_su_zona(lugares: Nbi, fila: int) -> str:
    """«la cabecera (El Bordo)», «el rural disperso» o el nombre del centro poblado."""
    nombre, clase = lugares.nombres[fila], lugares.clases[fila]
    if clase == CABECERA and nombre != codigos.nombres()[lugares.tabla.territorios[fila]]:
        return f"{ZONAS[clase]} ({nombre})"
    return ZONAS.get(clase, nombre)


def rotulo(lugares: Nbi, fila: int) -> str:
    """El nombre como encabeza su renglón: «Cabecera (El Bordo)», «Rural disperso»."""
    if lugares.clases[fila] == CENTRO:
        return lugares.nombres[fila]
    sin_articulo = con_su_zona(lugares, fila).split(" ", 1)[1]
    return sin_articulo[0].upper() + sin_articulo[1:]


def _es(lugares: Nbi, fila: int, clase: str) -> bool:
    return lugares.clases[fila] == clase


def _ademas(cuantos: int) -> str:
    """Las que se callan para que no salgan otras restando de la cifra rural del municipio."""
    if not cuantos:
        return ""
    de_quien = "otro lugar" if cuantos == 1 else f"otros {numero(cuantos)}"
    return f", ni la de {de_quien}: con ella se deduciría"


@cache
def _filas(acervo: DatosDelSitio) -> list[LugarEnLaTabla]:
    """Todas las filas del país con su formato: por columna cuesta menos que por celda."""
    lugares = acervo.nbi_por_lugar
    personas = numeros(lugares.personas, 0)
    tasas = [
        numeros(np.where(lugares.se_muestra, lugares.publicadas[t], 0.0), 1)
        for t in ("nbi", "nbi_miseria")
    ]
    return [
        LugarEnLaTabla(rotulo(lugares, i), clase, suyas, color, tasa, miseria, pesa, not punto)
        for i, (clase, suyas, color, tasa, miseria, pesa, punto) in enumerate(
            zip(
                lugares.clases,
                personas,
                lugares.color,
                *tasas,
                lugares.pesa_mas,
                lugares.con_punto.tolist(),
                strict=True,
            )
        )
    ]
