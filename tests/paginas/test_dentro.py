"""La sección «Dentro del municipio»: frases ciertas con los datos, y lo callado no se publica."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import orjson
import pytest

from generador.disco.arbol import Arbol
from generador.formato import numero, porcentaje
from generador.lugares import estilo_qgis, nbi_por_dentro
from generador.lugares.nbi_por_dentro import CABECERA, DISPERSO
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.hojas_de_estilo import unida
from generador.paginas.publicacion import capas_de_lugares as descargas
from generador.paginas.territorios import mapa_por_dentro
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.secciones import dentro
from generador.rutas import DATOS, SITIO

CASOS = ("27025", "52835", "27495", "91430", "05001", "11001", "88001", "47030")
Archivo = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def archivo() -> Archivo:
    """Las filas de `datos/` por municipio, leídas sin pasar por el kit."""
    salida: Archivo = defaultdict(list)
    with (DATOS / "nbi_centros_poblados.csv").open(encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada):
            salida[fila["territorio"]].append(fila)
    return salida


@pytest.fixture(scope="module")
def comun(acervo: DatosDelSitio) -> Comun:
    return Comun(acervo, "")


def de_lugares(html: str) -> str:
    """Solo las tablas de lugares: Bogotá trae además las de sus UPZ y UPL."""
    tablas = re.findall(r"<table class=\"[^\"]*tabla-lugares.*?</table>", html, re.DOTALL)
    return "".join(tablas)


def seccion(comun: Comun, codigo: str) -> str:
    html = pintar("municipio.html", contexto_municipio(comun, codigo))
    propia = html[html.index('id="dentro"') : html.index('id="campo"')]
    # La medida propia de Bogotá, Cali y Medellín va después, con su tabla y su mapa.
    return re.split("mapa-ciudad|tabla-ciudad", propia)[0]


def test_toda_frase_es_cierta_con_el_archivo(acervo: DatosDelSitio, archivo: Archivo) -> None:
    lugares = acervo.nbi_por_lugar
    visibles = {c for c, se in zip(lugares.codigos, lugares.se_muestra, strict=True) if se}
    vistas = 0
    for municipio, filas in archivo.items():
        dichas = dentro.frases(lugares, lugares.orden[municipio], "2018")
        propias = [fila for fila in filas if fila["codigo"] in visibles]
        if len(filas) == 1 or not propias:
            assert dichas == []
            continue
        vistas += 1
        gente = {f["codigo"]: round(float(f["nbi"]) * int(f["personas"]) / 100) for f in propias}
        tasa, mas = max(float(f["nbi"]) for f in propias), max(gente.values())
        texto = "".join("".join(partes) for partes in dichas)
        assert texto.startswith("En 2018, ")
        if mas == 0:
            assert "ninguno" in texto
            continue
        assert porcentaje(tasa) in texto
        frecuentes = [f for f in propias if float(f["nbi"]) == tasa]
        numerosos = [f for f in propias if gente[f["codigo"]] == mas]
        nombradas = [donde for _, donde, _ in dichas]
        assert len(dichas) == (1 if frecuentes == numerosos else 2)
        for fila in frecuentes[: 3 if len(frecuentes) <= 3 else 0]:
            assert _como_se_nombra(fila) in nombradas[0]
        for fila in numerosos[: 3 if len(numerosos) <= 3 else 0]:
            assert _como_se_nombra(fila) in nombradas[-1]
        assert f"{numero(mas)} de {numero(max(int(f['personas']) for f in numerosos))}" in texto
    assert vistas > 1000


def _como_se_nombra(fila: dict[str, str]) -> str:
    zonas = {CABECERA: "la cabecera", DISPERSO: "el rural disperso"}
    return zonas.get(fila["clase"], fila["nombre"])


@pytest.mark.parametrize("codigo", CASOS)
def test_la_tabla_trae_todos_los_lugares_y_calla_los_pequenos(
    comun: Comun, archivo: Archivo, codigo: str
) -> None:
    html = seccion(comun, codigo)
    una = re.compile(r"<tr[^>]*>\s*<th scope=\"row\">(.*?)(?=<tr|</table)", re.DOTALL)
    filas = una.findall(de_lugares(html))
    assert len(filas) == len(archivo[codigo])
    calladas = [fila for fila in filas if "no se muestra" in fila]
    pequenas = [fila for fila in archivo[codigo] if int(fila["personas"]) < 30]
    assert len(calladas) >= len(pequenas)
    assert all(len(re.findall(r"<td", fila)) == 2 for fila in calladas)
    assert "No es pobreza multidimensional" in html
    assert f"censo {comun.acervo.fuentes[nbi_por_dentro.FUENTE].anio}" in html
    assert ("<details>" in html) == (len(filas) > 11)


def test_los_circulos_van_en_el_orden_de_las_filas_con_punto(comun: Comun) -> None:
    for codigo in CASOS:
        html = seccion(comun, codigo)
        filas = re.findall(
            r"<tr( class=\"clase-\d\")?( data-sin-punto)?><th scope=\"row\">", de_lugares(html)
        )
        con_punto = [clase for clase, sin in filas if not sin]
        mapa = html[html.index("<svg") : html.index("</svg>")]
        circulos = re.findall(r"<circle class=\"(clase-\d|sin-tasa)", mapa)
        assert [c if "clase" in c else "sin-tasa" for c in circulos] == [
            re.sub(r" class=\"|\"", "", clase) or "sin-tasa" for clase in con_punto
        ]


def test_los_casos_raros_se_dicen(comun: Comun) -> None:
    assert "No tiene cabecera municipal" in seccion(comun, "91430")
    assert "no delimitó centros poblados" in seccion(comun, "91430")
    assert "Sin coordenadas oficiales: Los Angeles" in seccion(comun, "52001")
    assert "Ver los otros 102" in seccion(comun, "52835")
    assert "cae fuera del límite" in seccion(comun, "27025")


def test_los_municipios_sin_centros_y_sin_cabecera_son_los_del_archivo(
    acervo: DatosDelSitio,
) -> None:
    contadas = [dentro.dentro(acervo, codigo) for codigo in acervo.municipios]
    assert sum(not d["hay_centros"] for d in contadas) == 192
    assert sum(d["sin_cabecera"] for d in contadas) == 20


def test_un_nombre_con_signos_se_escapa(acervo: DatosDelSitio) -> None:
    lugares = acervo.nbi_por_lugar
    filas = lugares.orden["27025"]
    nombres = list(lugares.nombres)
    nombres[filas[2]] = "<b>&"
    textos = {**lugares.tabla.textos, "nombre": tuple(nombres)}
    tabla = type(lugares.tabla)(lugares.tabla.declarada, textos, lugares.tabla.numeros)
    raro = nbi_por_dentro.Nbi(tabla, lugares.se_muestra)
    html = mapa_por_dentro.dibujar(raro, acervo.mapas_por_dentro["27025"], filas, "<i>")
    assert "<b>&" not in html
    assert "&lt;b&gt;&amp;" in html
    assert "&lt;i&gt;" in html


def test_las_descargas_traen_todo_y_callan_lo_mismo(
    acervo: DatosDelSitio, archivo: Archivo
) -> None:
    filas = descargas.tabla(acervo)
    assert len(filas) == 8558
    nombres = [nombre for nombre, _ in descargas.CAMPOS]
    por_codigo = {str(fila[0]): dict(zip(nombres, fila, strict=True)) for fila in filas}
    for fila in (f for lista in archivo.values() for f in lista):
        publicada = por_codigo[fila["codigo"]]
        assert publicada["personas"] == int(fila["personas"])
        tasas = [publicada[corta] for corta in descargas.TASAS]
        if int(fila["personas"]) < 30:
            assert tasas == [None] * 7
            assert publicada["pesa_mas"] is None
        if tasas[0] is not None:
            for tasa, larga in zip(tasas, descargas.TASAS.values(), strict=True):
                assert isinstance(tasa, float)
                assert abs(tasa - float(fila[larga])) <= 0.005 + 1e-9


def test_cada_municipio_descarga_lo_suyo(
    acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory
) -> None:
    publico = tmp_path_factory.mktemp("publico")
    descargas.de_territorios(acervo, Arbol(publico), ("00", "52", "52835", "91430"))
    descargas.comunes(acervo, Arbol(publico))
    tumaco = orjson.loads((publico / "territorio/52835/lugares.geojson").read_bytes())
    assert len(tumaco["features"]) == 112
    assert (
        sum(f["geometry"] is None for f in tumaco["features"]) == 1 + 4
    )  # el disperso y sin punto
    assert {f["properties"]["codigo"][:5] for f in tumaco["features"]} == {"52835"}
    pais = orjson.loads((publico / "datos/lugares.geojson").read_bytes())
    assert len(pais["features"]) == 8558
    assert "No es pobreza multidimensional" in pais["nota"]
    assert (publico / "datos/lugares.qml").read_text("utf-8") == estilo_qgis.qml()


def test_los_colores_de_qgis_son_los_de_la_pagina() -> None:
    css = unida(SITIO / "recursos/kit.css")
    clara = css[css.index("#dentro {") :]
    clara = clara[: clara.index("}")]
    assert tuple(re.findall(r"--color-clase-\d: (#\w+)", clara)) == estilo_qgis.RAMPA


def test_los_tamanos_se_leen_en_la_leyenda() -> None:
    assert [texto for _, texto in mapa_por_dentro.rotulos()] == [
        "menos de 200", "de 200 a 999", "de 1.000 a 9.999", "10.000 o más personas",
    ]  # fmt: skip
    assert [mapa_por_dentro.radio(p) for p in (1, 199, 200, 1000, 9999, 10_000)] == [
        4, 4, 6, 8, 8, 11,
    ]  # fmt: skip
