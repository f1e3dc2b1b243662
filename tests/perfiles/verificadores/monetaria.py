"""Pobreza monetaria: el intervalo, la cautela y de qué lado queda, y las NBI."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from tests.perfiles.registro import CENSAL, Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, redondo

PM = "pm_municipal_2024"
MONETARIA = (PM, "2024")
DOS_MEDIDAS = r"Dos medidas, dos años y dos métodos: censo en 2018, modelo experimental en 2024"
PAIS, SIN_CALIDAD, CON_CAUTELA = 31.8, 30.0, 17.5
LADO = {"por encima": 1, "por debajo": -1, "no se distingue": 0}


def _intervalo(f: Frase) -> tuple[float, float]:
    """Logit de 95 %, en porcentaje, con la raíz del error cuadrático medio."""
    p, s = (f.tablas.valor(i, f.codigo) / 100 for i in (PM, f"{PM}_ee"))
    logit, ancho = math.log(p / (1 - p)), 1.959963984540054 * s / (p * (1 - p))
    bajo, alto = (100 / (1 + math.exp(-(logit + signo * ancho))) for signo in (-1, 1))
    return bajo, alto


def _cifra(f: Frase) -> str:
    con_cautela = f.tablas.valor(f"{PM}_cv", f.codigo) > CON_CAUTELA
    return f"{es_co(f.tablas.valor(PM, f.codigo), 0 if con_cautela else 1)} %"


@verifica("monetaria", r"{pct} de las personas con ingresos por debajo de la línea de pobreza en "
                       r"{anio}, (?P<clase>precisión suficiente|con cautela)\.",
          compara=[MONETARIA])  # fmt: skip
def cifra(f: Frase) -> None:
    assert f["pct"] == _cifra(f)
    assert f["anio"] == f.tablas.vigente(PM)
    con_cautela = f.tablas.valor(f"{PM}_cv", f.codigo) > CON_CAUTELA
    assert (f["clase"] == "con cautela") == con_cautela


@verifica("monetaria", r"(?P<orden>Orden de magnitud: )?[Ee]ntre {n} y {m} de cada 100 personas "
                       r"\({pct}; intervalo de 95 %\)\.")  # fmt: skip
def intervalo(f: Frase) -> None:
    bajo, alto = _intervalo(f)
    assert [f["n"], f["m"]] == [es_co(math.floor(bajo)), es_co(math.ceil(alto))]
    assert f["pct"] == _cifra(f)
    assert bool(f["orden"]) == (f.tablas.valor(f"{PM}_cv", f.codigo) > CON_CAUTELA)


@verifica("monetaria", r"Entre {n} y {m} de cada 100 personas\.")
def intervalo_en_el_titulo(f: Frase) -> None:
    bajo, alto = _intervalo(f)
    assert [f["n"], f["m"]] == [es_co(math.floor(bajo)), es_co(math.ceil(alto))]


@verifica("monetaria", r"(?P<que>Es más alta que|Es más baja que|No se distingue de) la del país "
                       r"\({pct}, según la prensa\)\.", compara=[MONETARIA])  # fmt: skip
def frente_al_pais(f: Frase) -> None:
    bajo, alto = _intervalo(f)
    lado = (bajo > PAIS) - (alto < PAIS)
    assert f["que"] == ("No se distingue de", "Es más alta que", "Es más baja que")[lado]
    assert f["pct"] == f"{es_co(PAIS, 1)} %"


@verifica("monetaria", r"(?:En (?P<juntas>las dos medidas está (?P<a>por encima|por debajo)|ninguna de "
                       r"las dos medidas se distingue) de la mitad de los municipios)\.",
          compara=[CENSAL, MONETARIA], rotulo=DOS_MEDIDAS)  # fmt: skip
def las_dos_igual(f: Frase) -> None:
    lado = LADO[f["a"] or "no se distingue"]
    assert _lados(f) == (lado, lado)


@verifica("monetaria", r"En pobreza multidimensional (?:está )?(?P<a>por encima|por debajo|no se "
                       r"distingue) de la mitad de los municipios; en pobreza monetaria (?:está )?"
                       r"(?P<b>por encima|por debajo|no se distingue)\.",
          compara=[CENSAL, MONETARIA], rotulo=DOS_MEDIDAS)  # fmt: skip
def cada_una_por_su_lado(f: Frase) -> None:
    assert _lados(f) == (LADO[f["a"]], LADO[f["b"]])


def _lados(f: Frase) -> tuple[int, int]:
    """De qué lado de la mediana quedan las cotas de la censal y el intervalo de la monetaria."""
    censal, monetaria = _medianas(f.tablas)
    h, o = f.tablas.incidencia(f.codigo) / 100, max(f.tablas.omision(f.codigo), 0)
    cotas = [100 * ((1 - o) * h + o * d * h / (1 - h + d * h)) for d in (0.5, 2)]
    bajo, alto = _intervalo(f)
    return (
        (cotas[0] > censal) - (cotas[1] < censal),
        (bajo > monetaria) - (alto < monetaria),
    )


@cache
def _medianas(t: Tablas) -> tuple[float, float]:
    return (
        float(np.nanmedian(t.columna("ipm_censal"))),
        float(np.nanmedian(t.columna(PM))),
    )


@verifica("monetaria", r"{nombre} es una de las {n} ciudades con cifra oficial de la encuesta de "
                       r"hogares del DANE \(GEIH\)\.")  # fmt: skip
def ciudad(f: Frase) -> None:
    """Las de la encuesta traen la cifra redonda a décimas de punto."""
    assert f["nombre"] == f.nombre
    assert f["n"] == "23"
    valor = f.tablas.valor(PM, f.codigo)
    assert abs(valor - float(redondo(valor, 1))) < 1e-3


@verifica("monetaria", r"Cite esa y no esta; el kit no trae la de {anio}\.")
def cite_la_oficial(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente(PM)


@verifica("monetaria", r"Cifra del país: DANE, pobreza monetaria \(GEIH\), publicada en julio de "
                       r"2025; consta en prensa, no se leyó el boletín\.|Dos medidas, dos años y dos métodos: censo en {anio}, modelo "
                       r"experimental en {otro_anio}\.|Los municipios: a la derecha, más pobreza "
                       r"multidimensional \((?P<b>\d{4})\); arriba, más monetaria \((?P<c>\d{4})\)\.")  # fmt: skip
def los_anios(f: Frase) -> None:
    t = f.tablas
    for pieza, indicador in (
        ("anio", "ipm_censal"),
        ("otro_anio", PM),
        ("b", "ipm_censal"),
        ("c", PM),
    ):
        assert f[pieza] in ("", t.vigente(indicador))


@verifica("monetaria", r"Marcado, {nombre}; la franja es su intervalo de 95 %, y los demás tienen el "
                       r"suyo\.")  # fmt: skip
def marcado(f: Frase) -> None:
    assert f["nombre"] == f.nombre


@verifica("monetaria", r"La estimación no se publica: su coeficiente logarítmico \(cvlog {pct}\) pasa "
                       r"de 30 %, y el DANE la declara sin calidad\.")  # fmt: skip
def no_se_publica(f: Frase) -> None:
    cv = f.tablas.valor(f"{PM}_cv", f.codigo)
    assert cv > SIN_CALIDAD
    assert f["pct"] == f"{es_co(cv, 1)} %"


@verifica("monetaria", r"El DANE no publica esta estimación para el territorio\.")
def sin_estimacion(f: Frase) -> None:
    assert math.isnan(f.tablas.valor(PM, f.codigo))
    assert math.isnan(f.tablas.valor(f"{PM}_cv", f.codigo))
