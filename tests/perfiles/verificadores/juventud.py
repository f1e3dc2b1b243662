"""Juventud y primera infancia: tasas de los registros de nacimientos y muertes."""

from __future__ import annotations

import math

from scipy.stats import t as student  # type: ignore[import-untyped]

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import es_co, leido

JOVENES, NINAS, PESO = "madres_15_19", "madres_10_14", "bajo_peso"
BASES = {
    JOVENES: "nacimientos_con_edad",
    NINAS: "nacimientos_con_edad",
    PESO: "nacimientos_con_peso",
}
NACIMIENTOS, MUERTES = "nacimientos", "defunciones_menores_de_un_anio"
FRENTE = (
    r"(?P<frente>más que en el país|menos que en el país|no se distingue del país|en el país,) "
)
CIEN, POCOS, CELDA_MINIMA = 100, 12, 5


def _exigir_tasa(f: Frase, indicador: str) -> None:
    """La cifra, la del país y de qué lado queda el intervalo logit de 95 %."""
    t = f.tablas
    tasa, pais = (t.valor(indicador, c) for c in (f.codigo, "00"))
    base = t.valor(BASES[indicador], f.codigo)
    decimales = len(f["n"].partition(",")[2])
    assert decimales >= (0 if min(tasa, pais) >= 10 else 1)
    assert [f["n"], f["m"]] == [es_co(tasa, decimales), es_co(pais, decimales)]
    assert f["n"] != f["m"] or decimales == 2
    p = round(tasa * base / 100) / base
    if p in (0, 1):
        assert f["frente"] == "en el país,"
        return
    ancho = student.ppf(0.975, base - 1) / math.sqrt(base * p * (1 - p))
    bajo, alto = (1 / (1 + math.exp(-(math.log(p / (1 - p)) + s * ancho))) for s in (-1, 1))
    esperado = (
        "más que en el país"
        if bajo > pais / 100
        else "menos que en el país"
        if alto < pais / 100
        else "no se distingue del país"
    )
    assert f["frente"] == esperado, (bajo, alto, pais)


def _anios(f: Frase, indicador: str) -> None:
    hasta = f.tablas.vigente(indicador)
    assert [f["anio"], f["otro_anio"]] == [str(int(hasta) - 3), hasta]


@verifica("juventud", r"De cada 100 nacimientos registrados en {anio}-{otro_anio}, {n} fueron de madres "
                      r"de 15 a 19 años: " + FRENTE + r"\(?{m}\)?\.",
          compara=[(JOVENES, "los mismos cuatro")])  # fmt: skip
def madres_jovenes(f: Frase) -> None:
    _anios(f, JOVENES)
    _exigir_tasa(f, JOVENES)


@verifica("juventud", r"De madres de 10 a 14 años fueron {n}: " + FRENTE + r"\(?{m}\)?\.",
          compara=[(NINAS, "los mismos cuatro")])  # fmt: skip
def madres_ninas(f: Frase) -> None:
    _exigir_tasa(f, NINAS)
    casos = f.tablas.valor(NINAS, f.codigo) * f.tablas.valor(BASES[NINAS], f.codigo) / 100
    assert round(casos) >= POCOS


@verifica("juventud", r"De cada 100 nacimientos con el peso en {anio}-{otro_anio}, {n} pesaron menos de "
                      r"2\.500 gramos: " + FRENTE + r"\(?{m}\)?\.",
          compara=[(PESO, "los mismos cuatro")])  # fmt: skip
def bajo_peso(f: Frase) -> None:
    _anios(f, PESO)
    _exigir_tasa(f, PESO)


@verifica("juventud", r"A {n} de {m} nacimientos les falta la edad de la madre; con ella el porcentaje "
                      r"podría ser otro, y no se publica\.")  # fmt: skip
def falta_la_edad(f: Frase) -> None:
    todos, con = (f.tablas.valor(i, f.codigo) for i in (NACIMIENTOS, BASES[JOVENES]))
    assert [f["n"], f["m"]] == [es_co(todos - con), es_co(todos)]
    assert math.isnan(f.tablas.valor(JOVENES, f.codigo))
    assert todos - con > todos / 10


@verifica(
    "juventud", r"A más de la décima parte de los nacimientos les falta el peso, y no se publica\."
)
def falta_el_peso(f: Frase) -> None:
    """El archivo del peso trae los que lo tienen; los demás son de los mismos años sin publicar."""
    assert math.isnan(f.tablas.valor(PESO, f.codigo))
    assert f.tablas.valor(BASES[PESO], f.codigo) >= CIEN


@verifica("juventud", r"Con (?:{n} nacimientos?|(?P<texto>menos de 5) nacimientos) en cuatro años, unos pocos casos cambian el porcentaje, y no "
                      r"se publica\.")  # fmt: skip
def pocos_nacimientos(f: Frase) -> None:
    posibles = [i for i in (JOVENES, PESO) if math.isnan(f.tablas.valor(i, f.codigo))]
    bases = [f.tablas.valor(BASES[i], f.codigo) for i in posibles]
    if f["texto"]:
        assert min(bases) < CELDA_MINIMA
        return
    assert leido(f["n"]) in bases
    assert CELDA_MINIMA <= leido(f["n"]) < CIEN


@verifica("juventud", r"Los de madres de 10 a 14 años fueron menos de {n} y no se publican, para no señalar "
                      r"a nadie; puede no haber ninguno\.")  # fmt: skip
def pocas_ninas(f: Frase) -> None:
    assert leido(f["n"]) == POCOS
    assert math.isnan(f.tablas.valor(NINAS, f.codigo))
    assert not math.isnan(f.tablas.valor(JOVENES, f.codigo))


@verifica("juventud", r"A esa edad, cada caso pide revisar si hubo violencia sexual\.")
def cada_caso(f: Frase) -> None:
    assert f.tablas.valor(NINAS, f.codigo) > 0


@verifica(
    "juventud",
    r"Es una parte de los nacimientos \((?:{n}|(?P<texto>menos de 5)) en cuatro años\), no de las jóvenes\.",
)
def cuantos_nacimientos(f: Frase) -> None:
    todos = f.tablas.valor(NACIMIENTOS, f.codigo)
    assert bool(f["texto"]) == (todos < CELDA_MINIMA)
    assert f["n"] == ("" if f["texto"] else es_co(todos))


@verifica("juventud", r"En {anio} (?:se registraron {n} muertes|se registró (?P<una>la muerte de un menor)|"
                      r"no se registró ninguna muerte)(?: de menores)? de un año\.")  # fmt: skip
def muertes(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente(MUERTES)
    dichas = "1" if f["una"] else f["n"] or "0"
    assert dichas == es_co(f.tablas.valor(MUERTES, f.codigo))


@verifica("juventud", r"En {anio} no se registró ninguna muerte, de ninguna edad; no quiere decir que no "
                      r"hubo\.")  # fmt: skip
def sin_registro(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente(MUERTES)
    assert math.isnan(f.tablas.valor(MUERTES, f.codigo))


@verifica("juventud", r"El bajo peso al nacer tampoco se publica, por lo mismo\.")
def tampoco_el_peso(f: Frase) -> None:
    for tasa in (JOVENES, PESO):
        assert math.isnan(f.tablas.valor(tasa, f.codigo))
        assert f.tablas.valor(BASES[tasa], f.codigo) < CIEN
