"""Lecturas en palabras de los bloques: de qué depende, cuánto margen tiene, frente a quién."""

from __future__ import annotations

import math
from statistics import median

from generador.paginas.acervo import Acervo
from generador.paginas.cifras import Cifra
from generador.paginas.formato import numero, porcentaje
from generador.paginas.secciones.bloques import ultima

# Fuera de este rango (% de gasto sobre ingresos libres) el dato del origen no es creíble.
ATIPICA = (10.0, 100.0)
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
    """SGP por cada peso de impuestos propios, en el último año en que se conocen los dos.

    Sin la prestación educativa: solo la reciben las entidades certificadas y no se compararían.
    """
    for periodo in reversed(acervo.cubo.periodos("sgp_total")):
        propia = _veces(acervo, codigo, periodo)
        if math.isnan(propia):
            continue
        otras = [_veces(acervo, c, periodo) for c in acervo.parecidos[codigo].codigos]
        otras = [v for v in otras if not math.isnan(v)]
        mediana = f" (mediana de sus comparables: {numero(median(otras), 1)})" if otras else ""
        return (
            f"En {periodo}, por cada peso de impuestos propios recibió {numero(propia, 1)} del "
            f"Sistema General de Participaciones, sin contar la prestación educativa{mediana}."
        )
    return ""


def _veces(acervo: Acervo, codigo: str, periodo: str) -> float:
    def del_anio(indicador: str) -> float:
        return acervo.cubo.valor(indicador, codigo, "total", periodo)

    propios = del_anio("ingresos_tributarios")
    if not propios > 0:
        return math.nan
    return (del_anio("sgp_total") - del_anio("sgp_educacion_prestacion")) / propios


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
    razon = acervo.cubo.valor("ley617_razon", codigo, "total", holgura.periodo)
    if not ATIPICA[0] <= razon <= ATIPICA[1]:
        return (
            f"La razón de gasto de {holgura.periodo} ({porcentaje(razon, 0)}) es atípica: revise "
            "la serie antes de usarla."
        )
    if holgura.crudo < 0:
        return (
            f"En {holgura.periodo} su gasto de funcionamiento pasó el límite de la Ley 617 en "
            f"{numero(-holgura.crudo, 1)} puntos."
        )
    return (
        f"En {holgura.periodo}, de cada 100 pesos de libre destinación gastó "
        f"{numero(razon)} en funcionar; el límite de la Ley 617 es "
        f"{numero(razon + holgura.crudo)}."
    )
