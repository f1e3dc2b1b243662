"""Con qué recursos cuenta: de qué depende, en qué se va y cuánto margen tiene."""

from __future__ import annotations

import math
import re
from statistics import median

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, leido

SECTORES = {
    "educación": "sgp_educacion",
    "salud": "sgp_salud",
    "propósito general": "sgp_proposito_general",
    "agua": "sgp_agua",
    "resguardos indígenas": "sgp_resguardos",
}
PARTE = re.compile(r"(?P<que>[^(),]+?) \((?P<n>\d+) %\)")
CREIBLE = (10, 100)


def _veces(t: Tablas, codigo: str, anio: str) -> float:
    """SGP, sin la prestación educativa, por cada peso de impuestos propios."""
    propios = t.valor("ingresos_tributarios", codigo, "total", anio)
    if not propios > 0:
        return math.nan
    total, prestacion = (
        t.valor(i, codigo, "total", anio) for i in ("sgp_total", "sgp_educacion_prestacion")
    )
    return (total - prestacion) / propios


def _pares(f: Frase) -> list[str]:
    return [c for _, c in f.tablas.comparables()[f.codigo]]


@verifica("recursos", r"En {anio}, por cada peso de impuestos propios recibió {n} del Sistema General "
                      r"de Participaciones \(SGP\), sin la prestación educativa"
                      r"(?: \(mediana de comparables: {m}\))?\.",
          compara=[("sgp_total / ingresos_tributarios", "el mismo")])  # fmt: skip
def dependencia(f: Frase) -> None:
    t = f.tablas
    assert f["n"] == es_co(_veces(t, f.codigo, f["anio"]), 1)
    siguientes = [a for a in t.periodos("sgp_total") if a > f["anio"]]
    assert all(math.isnan(_veces(t, f.codigo, a)) for a in siguientes)
    otros = [v for c in _pares(f) if not math.isnan(v := _veces(t, c, f["anio"]))]
    assert f["m"] == (es_co(median(otros), 1) if otros else "")


@verifica("recursos", r"De {anio} a {otro_anio} no hay recaudo refrendado: no se puede decir cuánto "
                      r"depende del Sistema General de Participaciones \(SGP\)\.")  # fmt: skip
def sin_recaudo(f: Frase) -> None:
    anios = f.tablas.periodos("sgp_total")
    assert [f["anio"], f["otro_anio"]] == [anios[0], anios[-1]]
    assert all(math.isnan(_veces(f.tablas, f.codigo, a)) for a in anios)


@verifica("recursos", r"El DNP marca «{texto}» su recaudo de {anio} y no lo publica\.")
def sin_refrendar(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("tributarios_observacion")
    assert f["texto"] == f.tablas.texto("tributarios_observacion", f.codigo)
    assert math.isnan(f.tablas.valor("ingresos_tributarios", f.codigo, "total", f["anio"]))


@verifica("recursos", r"Su SGP de {anio} se reparte en (?P<lista>.+)\.")
def reparto(f: Frase) -> None:
    t = f.tablas
    anio, total = t.ultimo("sgp_total", f.codigo)
    assert f["anio"] == anio
    partes = {n: 100 * t.valor(i, f.codigo, "total", anio) / total for n, i in SECTORES.items()}
    esperadas = {n: p for n, p in partes.items() if p >= 1}
    dichas = [(m["que"].removeprefix(" y ").strip().removeprefix("y ").removeprefix("e "), m["n"])
              for m in PARTE.finditer(f["lista"])]  # fmt: skip
    resto = 100 - sum(esperadas.values())
    if resto >= 1:
        nombre, cuanto = dichas.pop()
        assert (nombre, cuanto) == ("lo demás", es_co(resto))
    assert dict(dichas) == {n: es_co(p) for n, p in esperadas.items()}
    orden = [partes[n] for n, _ in dichas]
    assert orden == sorted(orden, reverse=True)


@verifica("recursos", r"En {anio}, de cada 100 pesos de libre destinación gastó {n} en funcionar"
                      r"(?: \(sus comparables, {m}\))?(?P<paso>; el límite de la Ley 617 es| y pasó el "
                      r"límite de la Ley 617, que es) {k}\.",
          compara=[("ley617_razon", "el mismo")])  # fmt: skip
def margen(f: Frase) -> None:
    t = f.tablas
    anio, holgura = t.ultimo("ley617_holgura", f.codigo)
    assert f["anio"] == anio
    razon, limite = (t.valor(i, f.codigo, "total", anio) for i in ("ley617_razon", "ley617_limite"))
    assert CREIBLE[0] <= razon <= CREIBLE[1]
    assert [f["n"], f["k"]] == [es_co(razon), es_co(limite)]
    assert ("pasó" in f["paso"]) == (holgura < 0) == (razon > limite)
    otros = [v for c in _pares(f) if not math.isnan(v := t.valor("ley617_razon", c, "total", anio))]
    assert f["m"] == (es_co(median(otros)) if otros else "")


@verifica("recursos", r"La razón de gasto de {anio} \({pct}\) es atípica: revise la serie antes de "
                      r"usarla\.")  # fmt: skip
def razon_atipica(f: Frase) -> None:
    anio, _ = f.tablas.ultimo("ley617_holgura", f.codigo)
    razon = f.tablas.valor("ley617_razon", f.codigo, "total", anio)
    assert [f["anio"], f["pct"]] == [anio, f"{es_co(razon)} %"]
    assert not CREIBLE[0] <= razon <= CREIBLE[1]


@verifica("recursos produccion servicios", r"Estas fuentes no publican cifras de {nombre}\.")
def sin_cifras(f: Frase) -> None:
    assert f["nombre"] == f.nombre.rstrip(".")
    tema = "recursos" if "DNP" in f.seccion else "produccion"
    for indicador, ficha in f.tablas.fichas.items():
        if ficha["tema"] == tema and ficha.get("perfil") == "resumen":
            assert math.isnan(f.tablas.ultimo(indicador, f.codigo)[1]), indicador


@verifica("recursos", r"Más cifras(?P<pares> y la mediana de sus comparables)?",
          compara=[("cada indicador de la tabla", "el suyo")])  # fmt: skip
def mas_cifras(f: Frase) -> None:
    assert bool(f["pares"]) <= bool(f.tablas.comparables()[f.codigo])


@verifica("recursos servicios capacidades poblacion", r"Fuera de lo usual: {texto} \({anio}\), {n} ?"
                                                      r"(?P<unidad>.*); se espera de {a} a {b}\.")  # fmt: skip
def fuera_de_lo_usual(f: Frase) -> None:
    t = f.tablas
    nombres = {i: x["corto"] for i, x in t.fichas.items() if "plausible" in x}
    indicador = next(i for i, n in nombres.items() if n.lower() == f["texto"].lower())
    desde, hasta = t.fichas[indicador]["plausible"]
    assert [leido(f["a"]), leido(f["b"])] == [desde, hasta]
    valor = leido(f["n"])
    assert not desde <= valor <= hasta
    assert t.fichas[indicador]["atipico"] in f.parrafo
    if "cociente" not in t.fichas[indicador]:
        assert t.ultimo(indicador, f.codigo)[0] == f["anio"]
        propio = t.valor(indicador, f.codigo, "total", f["anio"])
        assert f["n"] == es_co(propio, int(t.fichas[indicador]["decimales"]))
    else:
        _cociente(f, t.fichas[indicador])


def _cociente(f: Frase, ficha: dict[str, object]) -> None:
    partes = ficha["cociente"]
    assert isinstance(partes, dict)
    arriba, abajo = (
        f.tablas.valor(partes[p], f.codigo, "total", f["anio"])
        for p in ("numerador", "denominador")
    )
    assert f["n"] == es_co(partes["escala"] * arriba / abajo, int(str(ficha["decimales"])))
