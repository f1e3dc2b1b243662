"""Lecturas en palabras de los bloques: de qué depende, cuánto margen tiene, frente a quién."""

from __future__ import annotations

import math

import numpy as np

from generador.paginas.acervo import Acervo
from generador.paginas.cifras import Cifra
from generador.paginas.formato import numero, porcentaje
from generador.paginas.secciones.bloques import ultima

# Participaciones del SGP que se nombran cuando dominan el reparto.
SECTORES = {
    "sgp_educacion": "educación",
    "sgp_salud": "salud",
    "sgp_agua": "agua potable y saneamiento",
    "sgp_proposito_general": "propósito general",
}


def lecturas(acervo: Acervo, codigo: str) -> dict[str, str]:
    """Una frase por bloque; el que no tiene con qué decirla no lleva."""
    frases = {"recursos": recursos(acervo, codigo)}
    return {bloque: frase for bloque, frase in frases.items() if frase}


def recursos(acervo: Acervo, codigo: str) -> str:
    """De qué depende (SGP frente a tributarios), en qué se va el SGP y la holgura de Ley 617."""
    if "sgp_total" not in acervo.catalogo:
        return ""
    frases = [_dependencia(acervo, codigo), _sector(acervo, codigo), _margen(acervo, codigo)]
    return " ".join(f for f in frases if f)


def _dependencia(acervo: Acervo, codigo: str) -> str:
    sgp = ultima(acervo, "sgp_total", codigo)
    propios = _del_anio(acervo, "ingresos_tributarios", codigo, sgp.periodo)
    if not sgp.hay or math.isnan(propios) or propios <= 0:
        return ""
    veces = sgp.crudo / propios
    comparables = [
        acervo.cubo.valor("sgp_total", c, "total", sgp.periodo) / otro
        for c in acervo.parecidos[codigo].codigos
        if (otro := _del_anio(acervo, "ingresos_tributarios", c, sgp.periodo)) > 0
    ]
    frase = (
        f"En {sgp.periodo}, por cada peso de impuestos propios recibió {numero(veces, 1)} del "
        "Sistema General de Participaciones"
    )
    if comparables:
        frase += f" (mediana de sus comparables: {numero(float(np.nanmedian(comparables)), 1)})"
    return frase + "."


def _del_anio(acervo: Acervo, indicador: str, codigo: str, periodo: str) -> float:
    return acervo.cubo.valor(indicador, codigo, "total", periodo)


def _sector(acervo: Acervo, codigo: str) -> str:
    total = ultima(acervo, "sgp_total", codigo)
    partes = [
        (acervo.cubo.valor(s, codigo, "total", total.periodo), nombre)
        for s, nombre in SECTORES.items()
        if s in acervo.catalogo
    ]
    partes = [p for p in partes if not math.isnan(p[0])]
    if not total.hay or not total.crudo or not partes:
        return ""
    mayor, nombre = max(partes)
    parte = porcentaje(100 * mayor / total.crudo, 0)
    return f"La participación más grande es la de {nombre}: {parte} del total."


def _margen(acervo: Acervo, codigo: str) -> str:
    holgura: Cifra = ultima(acervo, "ley617_holgura", codigo)
    if not holgura.hay:
        return ""
    if holgura.crudo < 0:
        return (
            f"En {holgura.periodo} su gasto de funcionamiento pasó el límite de la Ley 617 en "
            f"{numero(-holgura.crudo, 1)} puntos."
        )
    return (
        f"En {holgura.periodo} su gasto de funcionamiento quedó {numero(holgura.crudo, 1)} puntos "
        "por debajo del límite de la Ley 617."
    )
