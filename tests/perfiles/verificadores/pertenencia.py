"""Población: pertenencia étnica, saltos de la serie y de qué revisión es cada una."""

from __future__ import annotations

import math
import re

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, redondo

GRUPOS = {
    "indígenas": ("poblacion_indigena", "nbi_indigena"),
    "negras, afrocolombianas, raizales o palenqueras": ("poblacion_narp", "nbi_narp"),
}
PESA, SALTO, CUANTOS = 5, 0.2, 3


def _parte(t: Tablas, indicador: str, codigo: str) -> float:
    anio = t.vigente(indicador)
    return (
        100
        * t.valor(indicador, codigo, "total", anio)
        / t.valor("poblacion", codigo, "total", anio)
    )


@verifica("poblacion", r"En {anio}, el {pct} de las personas (?P<grupo>indígenas|negras, afro.+?) vivía en hogares "
                       r"con NBI; en todo el municipio, el {pct2}\.",
          compara=[("nbi_indigena o nbi_narp", "2018"), ("nbi", "2018")],
          rotulo="El NBI es de personas en hogares particulares que respondieron el censo")  # fmt: skip
def nbi_del_grupo(f: Frase) -> None:
    t = f.tablas
    gente, nbi = GRUPOS[f["grupo"]]
    assert f["anio"] == t.vigente(nbi) == "2018"
    propio, de_todos = (t.valor(i, f.codigo, "total", f["anio"]) for i in (nbi, "nbi"))
    assert [f["pct"], f["pct2"]] == [f"{es_co(v, 1)} %" for v in (propio, de_todos)]
    assert _parte(t, gente, f.codigo) >= PESA


@verifica(
    "poblacion", r"El porcentaje es de la población proyectada, de la misma serie de esta página\."
)
def de_la_proyectada(f: Frase) -> None:
    assert max(_parte(f.tablas, g, f.codigo) for g, _ in GRUPOS.values()) >= 1


@verifica("poblacion", r"El NBI es de personas en hogares particulares que respondieron el censo\.")
def de_quienes_respondieron(f: Frase) -> None:
    assert "con NBI; en todo el municipio" in f.seccion


def _poblacion(f: Frase) -> dict[str, float]:
    """La serie del territorio, solo los años con cifra."""
    t = f.tablas
    if len(f.codigo) == 5:
        todos = ((a, t.valor("poblacion", f.codigo, "total", a)) for a in t.periodos("poblacion"))
        return {a: v for a, v in todos if not math.isnan(v)}
    return {a: t.suma("poblacion", f.codigo, "total", a) for a in t.periodos("poblacion")}


@verifica("poblacion", r"{anio}: {n}\.")
def extremos(f: Frase) -> None:
    serie = _poblacion(f)
    assert f["anio"] in (min(serie), max(serie))
    assert f["n"] == es_co(serie[f["anio"]])


@verifica("poblacion", r"(?P<que>Población|Hogares): serie {anio}-{otro_anio}, revisada en "
                       r"(?P<mes>[a-z]+) de (?P<revisada>\d{4})\.")  # fmt: skip
def serie(f: Frase) -> None:
    anios = f.tablas.periodos("poblacion" if f["que"] == "Población" else "hogares")
    assert [f["anio"], f["otro_anio"]] == [anios[0], anios[-1]]
    assert [f["mes"], f["revisada"]] == (
        ["marzo", "2023"] if f["que"] == "Población" else ["diciembre", "2025"]
    )


@verifica(
    "poblacion", r"Su serie empieza en {anio}: antes, su población estaba en otro municipio\."
)
def empieza(f: Frase) -> None:
    assert f["anio"] == min(_poblacion(f)) > f.tablas.periodos("poblacion")[0]


def _nacen(f: Frase) -> list[str]:
    """Nombres de los municipios de su departamento cuya serie empieza en el año del salto."""
    t = f.tablas
    antes = t.numeros["poblacion", "total", f["anio"]]
    despues = t.numeros["poblacion", "total", f["otro_anio"]]
    suyos = [m for m in t.municipios if m[:2] == f.codigo[:2]]
    return [t.territorios[m]["nombre"] for m in suyos if m in despues and m not in antes]


@verifica("poblacion", r"De {anio} a {otro_anio} la serie (?P<verbo>sube|baja) {pct}: (?:ese año empieza la de "
                       r"(?P<quienes>.+), en su departamento; es un cambio de límites|un salto así puede ser "
                       r"de límites o de la estimación, no de gente)\.",
          compara=[("poblacion", "un año"), ("poblacion", "el siguiente")],
          rotulo="de límites")  # fmt: skip
def salto(f: Frase) -> None:
    serie = _poblacion(f)
    assert int(f["otro_anio"]) == int(f["anio"]) + 1
    cambio = serie[f["otro_anio"]] / serie[f["anio"]] - 1
    assert (f["verbo"] == "baja") == (cambio < 0)
    assert abs(cambio) > SALTO
    assert f["pct"] == f"{es_co(abs(100 * cambio))} %"
    nuevos = _nacen(f) if cambio < 0 else []
    if len(nuevos) > CUANTOS:
        assert f["quienes"] == f"{redondo(len(nuevos))} municipios"
    else:
        assert re.split(r", | [ye] ", f["quienes"]) == (nuevos or [""])
