"""La primera pantalla de los 1.156 perfiles, celda por celda, hecha otra vez con `datos/`.

Las oraciones tienen su verificador; aquí van los pares, las marcas dibujadas y las tablas.
"""

from __future__ import annotations

import math
import re
from functools import cache

import pytest
import yaml
from lxml import html  # type: ignore[import-untyped]

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.cuerpos import Paginas
from generador.rutas import RAIZ
from tests.perfiles.tablas import CENSO, Tablas, es_co, redondo
from tests.sitio.comparado import (
    CON_CAUTELA,
    MAYORIA,
    PM,
    SIN_CALIDAD,
    cantidad,
    intervalo,
    por_habitante,
    tablas,
)

ENCUESTA = "pm_2021_2023"
VISIBLE = 0.1
"""Desde 10 de cada 100 sin contar, el número va junto a la cifra."""
SIN_CIFRA = ("sin dato", "no aplica", "no disponible")


@pytest.fixture(scope="module")
def pantallas(acervo: DatosDelSitio) -> dict[str, html.HtmlElement]:
    """La cabecera de cada página, por código."""
    paginas = Paginas(acervo, "")
    return {c: html.fromstring(paginas.cuerpo(c)) for c in acervo.territorios}


def texto(nodo: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", nodo.text_content()).strip()


def uno(nodo: html.HtmlElement, camino: str) -> html.HtmlElement:
    (hallado,) = nodo.xpath(camino)
    return hallado


def pares(nodo: html.HtmlElement, clase: str) -> list[tuple[str, html.HtmlElement]]:
    caja = uno(nodo, f".//dl[@class='{clase}']")
    return [(texto(d.find("dt")), d.find("dd")) for d in caja.findall("div")]


def marcas(dd: html.HtmlElement) -> list[tuple[str, float]]:
    """(marca, lugar en el riel) de la franja."""
    usos = dd.xpath(".//div[@class='franja' or @class='franja sin-barras']//use")
    return [(u.get("href")[1:], float(u.get("x").rstrip("%"))) for u in usos]


def referencias(codigo: str) -> list[str]:
    """Departamento y país; a Bogotá y a los departamentos les basta el país."""
    if codigo == "00":
        return []
    return ["00"] if len(codigo) == 2 or codigo[:2] == "11" else [codigo[:2], "00"]


@cache
def del_pais() -> float:
    """La pobreza monetaria del país que publica la entidad para el año del modelo."""
    ruta = RAIZ / "generador" / "indicadores" / "cifras_nacionales.yaml"
    dichas = yaml.safe_load(ruta.read_text("utf-8"))
    assert str(dichas[PM]["anio"]) == tablas().vigente(PM)
    return float(dichas[PM]["valor"])


def test_son_todas(pantallas: dict[str, html.HtmlElement]) -> None:
    assert len(pantallas) == 1156


def test_ningun_atributo_lleva_sus_comillas_escapadas(acervo: DatosDelSitio) -> None:
    """«class=&#34;x&#34;» es otra clase: el estilo no llega y nadie lo nota."""
    paginas = Paginas(acervo, "")
    rotos = {c for c in acervo.territorios if re.search(r"<[^>]+=&#3[49];", paginas.cuerpo(c))}
    assert rotos == set()


def test_quien_es_y_cuanta_gente(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    for codigo in t.municipios:
        ficha = texto(uno(pantallas[codigo], ".//p[@class='ficha-corta']"))
        assert texto(uno(pantallas[codigo], ".//h1")) == t.territorios[codigo]["nombre"]
        gente = t.valor("poblacion", codigo)
        dicho = (
            "" if math.isnan(gente) else f" · {es_co(gente)} habitantes en {t.vigente('poblacion')}"
        )
        assert ficha == t.territorios[codigo[:2]]["nombre"].partition(", Providencia")[0] + dicho, (
            codigo
        )


def test_la_pobreza_multidimensional(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    for codigo, pantalla in pantallas.items():
        rotulo, dd = pares(pantalla, "dos-pobrezas")[0]
        assert rotulo.endswith(f"censo {CENSO}")
        propia = t.incidencia(codigo)
        assert texto(dd.find("b")) == f"{es_co(propia, 1)} %", codigo
        parte = t.omision(codigo)
        dicho = [texto(s) for s in dd.findall("small")]
        assert dicho == (
            [f"{es_co(100 * parte)} de cada 100 sin contar"] if parte >= VISIBLE else []
        )
        frente = [] if parte > MAYORIA else referencias(codigo)
        lugares = {"m-propio": propia}
        lugares |= {"m-pais" if c == "00" else "m-depto": t.incidencia(c) for c in frente}
        dibujadas = marcas(dd)
        assert {m for m, _ in dibujadas} == set(lugares), codigo
        for marca, x in dibujadas:
            assert x == pytest.approx(lugares[marca], abs=0.051), codigo
        esperados = [(t.territorios[c]["nombre"], f"{es_co(t.incidencia(c), 1)} %") for c in frente]
        vistos = [(texto(s.find("a")), s.find("a").tail.replace("\xa0", " ").strip())
                  for s in dd.findall("span")]  # fmt: skip
        assert [v for _, v in vistos] == [v for _, v in esperados], codigo
        for (visto, _), (nombre, _) in zip(vistos, esperados, strict=True):
            assert visto.split(",")[0].split()[0] in nombre
        assert [s.find("a").get("href") for s in dd.findall("span")] == [
            f"../{c}/index.html" for c in frente
        ]


def test_la_pobreza_monetaria_municipal(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    sin_cifra = 0
    for codigo in t.municipios:
        rotulo, dd = pares(pantallas[codigo], "dos-pobrezas")[1]
        assert rotulo == f"Pobreza monetaria, modelo {t.vigente(PM)}"
        dibujadas = dict(marcas(dd))
        assert dibujadas["m-pais"] == pytest.approx(del_pais(), abs=0.051)
        assert texto(dd.findall("span")[-1]) == f"Colombia {es_co(del_pais(), 1)} %"
        valor = t.valor(PM, codigo)
        imprecisa = t.valor(f"{PM}_cv", codigo) > SIN_CALIDAD
        if math.isnan(valor) or imprecisa:
            sin_cifra += 1
            assert texto(dd.find("b")) in (["no se publica"] if imprecisa else SIN_CIFRA), codigo
            assert dd.find("b").get("class") == "sin-cifra"
            assert "m-propio" not in dibujadas
            assert dd.findall("small") == []
            continue
        cautela = t.valor(f"{PM}_cv", codigo) > CON_CAUTELA
        bajo, alto = intervalo(codigo)
        assert texto(dd.find("b")) == f"{es_co(valor, 0 if cautela else 1)} %", codigo
        assert (dd.find("b").get("class") == "con-cautela") is cautela, codigo
        assert texto(dd.find("small")) == f"entre {bajo} y {alto} %", codigo
        assert dibujadas["m-propio"] == pytest.approx(valor, abs=0.051)
        caja = uno(dd, ".//rect[@class='franja']")
        desde, ancho = (float(caja.get(a).rstrip("%")) for a in ("x", "width"))
        assert bajo - 0.06 <= desde <= bajo + 1.06
        assert alto - 1.06 <= desde + ancho <= alto + 0.11
    assert 0 < sin_cifra < 40


def test_la_pobreza_monetaria_de_la_encuesta(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    anio = t.periodos(ENCUESTA)[-1]
    con_cifra = 0
    for codigo in (*t.departamentos, "00"):
        rotulo, dd = pares(pantallas[codigo], "dos-pobrezas")[1]
        assert rotulo == f"Pobreza monetaria, encuesta {anio}"
        valor = t.valor(ENCUESTA, codigo, "total", anio)
        if math.isnan(valor):
            assert texto(dd.find("b")) in SIN_CIFRA
            continue
        con_cifra += 1
        assert texto(dd.find("b")) == f"{es_co(valor, 1)} %", codigo
        vistas = dict(marcas(dd))
        assert vistas["m-propio"] == pytest.approx(valor, abs=0.051)
        pais = t.valor(ENCUESTA, "00", "total", anio)
        assert [texto(s) for s in dd.findall("span")] == (
            [] if codigo == "00" else [f"Colombia {es_co(pais, 1)} %"]
        )
        extremos = [t.valor(f"{ENCUESTA}_{f}", codigo, "total", anio) for f in ("li", "ls")]
        hay = not any(map(math.isnan, extremos))
        esperado = [f"entre {es_co(extremos[0], 1)} y {es_co(extremos[1], 1)} %"] if hay else []
        assert [texto(s) for s in dd.findall("small")] == esperado, codigo
    assert con_cifra >= 24


def _tres(t: Tablas, codigo: str) -> tuple[str, list[list[str]]]:
    """El referente («» si no se compara) y las tres filas que se deben ver."""
    anio = t.vigente("priv_agua")
    assert anio == CENSO
    ids = [i for i in t.fichas if i.startswith("priv_")]
    propias = {i: t.privacion(i, codigo) for i in ids}
    frente = [] if t.omision(codigo) > MAYORIA else referencias(codigo)
    if frente:
        lejos = {i: propias[i] - t.privacion(i, frente[0]) for i in ids}
        peores = sorted((i for i in ids if redondo(lejos[i], 1) > 0), key=lambda i: -lejos[i])
        if peores:
            filas = [
                [t.fichas[i]["corto"], f"+{es_co(lejos[i], 1)} puntos", f"{es_co(propias[i], 1)} %"]
                for i in peores[:3]
            ]
            return frente[0], filas
    mayores = sorted(ids, key=lambda i: -propias[i])[:3]
    return "", [[t.fichas[i]["corto"], f"{es_co(propias[i], 1)} %"] for i in mayores]


def test_las_tres_privaciones(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    for codigo, pantalla in pantallas.items():
        tabla = uno(pantalla, ".//table[@class='tres-privaciones']")
        frente, esperadas = _tres(t, codigo)
        filas = [[texto(c) for c in f.xpath("./th|./td")] for f in tabla.xpath(".//tr")]
        assert filas == esperadas, codigo
        titulo = texto(tabla.find("caption"))
        if not frente:
            assert titulo == f"Las privaciones más frecuentes, {CENSO}", codigo
        elif frente == "00":
            assert titulo == f"Lo que más se aparta del país, {CENSO}", codigo
        else:
            nombre = t.territorios[frente]["nombre"]
            assert titulo.startswith("Lo que más se aparta de")
            assert nombre.split(",")[0].split()[-1] in titulo, codigo


def _pesos(anio: str, valor: float) -> str:
    return f"${es_co(valor)} {anio}"


def test_los_tres_recursos(pantallas: dict[str, html.HtmlElement]) -> None:
    t = tablas()
    cocientes = {
        "SGP por habitante": por_habitante("sgp_total", 1e6),
        "Impuestos propios por habitante": por_habitante("ingresos_tributarios", 1e6),
    }
    vistos = dict.fromkeys((*cocientes, "Regalías proyectadas, millones"), 0)
    for codigo in t.municipios:
        dichos = {r: texto(dd) for r, dd in pares(pantallas[codigo], "tres-recursos")}
        assert list(dichos) == list(vistos)
        for rotulo, dicho in dichos.items():
            if rotulo in cocientes:
                anio, valor = cocientes[rotulo](codigo)
            else:
                anio, valor = t.ultimo("sgr_inversion", codigo)
            if not anio or not cantidad("poblacion", codigo, "total", anio) > 0:
                assert dicho in SIN_CIFRA, (codigo, rotulo, dicho)
                continue
            vistos[rotulo] += 1
            assert dicho == _pesos(anio, valor), (codigo, rotulo)
    assert min(vistos.values()) > 1000


def test_comparar_lleva_al_territorio_con_sus_referencias(
    pantallas: dict[str, html.HtmlElement],
) -> None:
    for codigo, pantalla in pantallas.items():
        enlace = uno(pantalla, ".//nav[@class='acciones']//a[text()='Comparar']").get("href")
        juntos = ",".join([codigo, *referencias(codigo)])
        assert enlace == f"../../comparar/index.html?t={juntos}"
