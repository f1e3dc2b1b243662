"""Qué servicios llegan y qué se cultiva."""

from __future__ import annotations

import re
from math import isnan

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co

SALTO, SEPARACION, APARTE = 50, 20, 0.3
COBERTURAS = ("cobertura_acueducto", "cobertura_alcantarillado", "cobertura_aseo")
PRIVADOS = ("cobertura_educacion", "cobertura_educacion_media", "cobertura_educacion_transicion",
            "afiliacion_salud")  # fmt: skip


def _afiliacion(t: Tablas, regimen: str, codigo: str, anio: str) -> float:
    gente = t.valor("poblacion", codigo, "total", anio)
    return 100 * t.valor(f"afiliados_{regimen}", codigo, "total", anio) / gente


@verifica("servicios", r"En diciembre de {anio}, por cada 100 habitantes había {n} afiliados a salud "
                       r"en el régimen subsidiado y {m} en el contributivo\.")  # fmt: skip
def afiliacion(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("afiliados_salud")
    dichos = [("subsidiado", f["n"]), ("contributivo", f["m"])]
    for regimen, dicho in dichos:
        assert dicho == es_co(_afiliacion(f.tablas, regimen, f.codigo, f["anio"]), 1)


@verifica("servicios", r"Puede pasar de 100 %: cuenta a quien estudia o se afilia aquí aunque viva en "
                       r"otro municipio, y divide por una población proyectada\.")  # fmt: skip
def pasa_de_cien(f: Frase) -> None:
    t = f.tablas
    valores = [t.ultimo(i, f.codigo)[1] for i in PRIVADOS[:3]]
    anio = t.vigente("afiliados_salud")
    valores.append(_afiliacion(t, "salud", f.codigo, anio))
    assert max(v for v in valores if not isnan(v)) > 100


def _zonas(t: Tablas, indicador: str, codigo: str, anio: str) -> list[float]:
    return [t.valor(indicador, codigo, d, anio) for d in ("total", "cabecera", "rural")]


@verifica("servicios", r"Por zona, {anio} → {otro_anio}")
def por_zona(f: Frase) -> None:
    anios = f.tablas.periodos(COBERTURAS[0])
    assert [f["anio"], f["otro_anio"]] == [anios[0], anios[-1]]


@verifica("servicios", r"Un cambio de {n} puntos o más puede ser del registro: verifíquelo con el "
                       r"prestador\.")  # fmt: skip
def salto(f: Frase) -> None:
    t = f.tablas
    anios = t.periodos(COBERTURAS[0])
    cambios = [
        abs(a - b)
        for i in COBERTURAS
        for a, b in zip(*(_zonas(t, i, f.codigo, x) for x in (anios[0], anios[-1])), strict=True)
    ]
    assert max(c for c in cambios if not isnan(c)) >= SALTO
    assert f["n"] == str(SALTO)


def _indicadores(f: Frase) -> list[str]:
    """Los que nombra la frase: «Cobertura de alcantarillado y cobertura de aseo»."""
    nombres = re.split(", | y ", f["nombre"])
    cortos = {f.tablas.fichas[i]["corto"].lower(): i for i in COBERTURAS}
    return [cortos[nombre.lower()] for nombre in nombres]


@verifica("servicios", r"{nombre}, {anio}: el total es solo el de la zona (?P<cual>urbana|rural); de "
                       r"la otra no hay dato\.")  # fmt: skip
def de_una_sola_zona(f: Frase) -> None:
    for indicador in _indicadores(f):
        total, urbana, rural = _zonas(f.tablas, indicador, f.codigo, f["anio"])
        propia, otra = (urbana, rural) if f["cual"] == "urbana" else (rural, urbana)
        assert total == propia
        assert isnan(otra)


@verifica("servicios", r"{nombre}, {anio}: para dar ese total la zona urbana pesa {n} de cada 100, y "
                       r"allí están {m} de cada 100 habitantes\.")  # fmt: skip
def con_otro_peso(f: Frase) -> None:
    t = f.tablas
    cabecera, todos = (t.valor("poblacion", f.codigo, d, f["anio"]) for d in ("cabecera", "total"))
    for indicador in _indicadores(f):
        total, urbana, rural = _zonas(t, indicador, f.codigo, f["anio"])
        pesa = (total - rural) / (urbana - rural)
        assert abs(urbana - rural) >= SEPARACION
        assert abs(pesa - cabecera / todos) > APARTE
        assert [f["n"], f["m"]] == [es_co(100 * pesa), es_co(100 * cabecera / todos)]


@verifica("servicios", r"No lo lea como promedio de la población\.")
def no_es_promedio(f: Frase) -> None:
    assert "la zona urbana pesa" in f.parrafo


@verifica("produccion", r"De lo sembrado en {anio}, el {pct} fue {texto}\.")
def lo_sembrado(f: Frase) -> None:
    t = f.tablas
    anio = t.vigente("cultivo_1")
    assert f["anio"] == anio
    assert f["texto"].lower() == t.texto("cultivo_1", f.codigo).lower()
    parte = t.valor("cultivo_1_area", f.codigo) / t.valor("area_sembrada", f.codigo, "total", anio)
    assert f["pct"] == f"{es_co(100 * parte)} %"
    areas = [t.valor(f"cultivo_{n}_area", f.codigo) for n in range(1, 6)]
    assert areas[0] == max(a for a in areas if not isnan(a))
