"""Recursos: la inversión PDET, los resguardos en el SGP y el puntaje fiscal sin reporte."""

from __future__ import annotations

import math

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import es_co

COMPONENTES = (
    "transferencias", "capital", "deuda_total", "ahorro", "balance", "holgura",
    "ejecucion_ingresos", "ejecucion_inversion",
)  # fmt: skip
PILARES = ("1", "2", "3", "4", "5", "6", "7", "8", "varios")


def _pdet(f: Frase, indicador: str) -> float:
    return f.tablas.valor(f"pdet_{indicador}", f.codigo)


@verifica(
    "recursos", r"A comienzos de {anio} la lista oficial traía {n} proyectos? solo de {nombre}\."
)
def proyectos_propios(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("pdet_proyectos_propios")
    assert f["n"] == es_co(_pdet(f, "proyectos_propios"))
    assert f["nombre"] == f.nombre.rstrip(".")


@verifica(
    "recursos", r"Suman {n} millones de pesos terminados, {m} en ejecución y {k} por empezar\."
)
def suman(f: Frase) -> None:
    escritos = [es_co(_pdet(f, e)) for e in ("terminado", "ejecucion", "estructurado")]
    assert [f["n"], f["m"], f["k"]] == escritos
    for estado in ("terminado", "ejecucion"):
        partes = sum(_pdet(f, f"{estado}_{p}") for p in PILARES)
        assert abs(partes - _pdet(f, estado)) < 0.5


@verifica("recursos", r"Otros {n} proyectos? abarcan? también otros municipios; su valor no se puede repartir y no "
                      r"está aquí\.")  # fmt: skip
def compartidos(f: Frase) -> None:
    assert f["n"] == es_co(_pdet(f, "proyectos_compartidos"))


@verifica("recursos", r"En {anio} el SGP asignó {n} (?:millón|millones) de pesos a (?P<cuantos>un|[\d.]+) resguardos? "
                      r"indígenas? \({m} personas? en el reparto\)\.")  # fmt: skip
def resguardos(f: Frase) -> None:
    t = f.tablas
    anio, pesos = t.ultimo("resguardos_sgp_recursos", f.codigo)
    hay, gente = (
        t.valor(i, f.codigo, "total", anio) for i in ("resguardos_sgp", "resguardos_sgp_poblacion")
    )
    assert [f["anio"], f["n"], f["m"]] == [anio, es_co(pesos), es_co(gente)]
    assert f["cuantos"] == ("un" if hay == 1 else es_co(hay))


@verifica(
    "recursos",
    r"A su desempeño fiscal de {anio} le (?P<verbo>falta|faltan) {n} de {m} componentes\.",
)
def sin_reporte(f: Frase) -> None:
    t = f.tablas
    assert f["anio"] == t.vigente("idf")
    faltan = sum(math.isnan(t.valor(f"idf_{c}", f.codigo, "total", f["anio"])) for c in COMPONENTES)
    assert [f["n"], f["m"]] == [str(faltan), str(len(COMPONENTES))]
    assert (f["verbo"] == "falta") == (faltan == 1)
    assert not math.isnan(t.valor("idf", f.codigo))
