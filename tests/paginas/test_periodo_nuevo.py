"""Llega un censo nuevo: las páginas salen con sus valores y rotuladas con su año."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from generador.cubo import catalogo, forma, leer
from generador.cubo.cubo_guardado import leer_guardado
from generador.cubo.leer import DATO, SIN_FILA, Cubo
from generador.errores import ErrorDeDatos
from generador.formato import numero, porcentaje
from generador.mapas import topologia
from generador.paginas import portada_y_listas
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio, completar
from generador.paginas.guias import cuadernillo
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.metodologia import Metodologia
from generador.paginas.guias.tablas_de_lectura import Lecturas
from generador.paginas.herramientas import priorizador, referencia
from generador.paginas.publicacion.texto_de_celda import celdas
from generador.paginas.territorios import graficos
from generador.paginas.territorios.cuerpos import Paginas
from generador.paginas.territorios.departamento import COLUMNAS, contexto_departamento
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.secciones import puestos
from generador.rutas import DATOS
from tests.sitio.paginas import seccion

ZONAS = ("total", "cabecera", "rural")
VIEJO, NUEVO = "2018", "2028"
MUNICIPIO, DEPARTAMENTO = "27025", "27"  # Alto Baudó, que pasa de los primeros a los últimos


def crudo() -> Cubo:
    """Las tablas de `datos/`, sin lo que calcula el kit."""
    return leer_guardado(DATOS, catalogo.indicadores())


def con_censo(
    zonas: Iterable[str], anio: str = NUEVO, *, privaciones: bool = True
) -> DatosDelSitio:
    """El acervo con una medida censal más: cada porcentaje municipal pasa a 100 menos el viejo."""
    cubo = crudo()
    ids = ["ipm_censal"]
    if privaciones:
        ids += [i for i in catalogo.indicadores() if i.startswith("priv_")]
    municipal = np.array([len(c) == 5 for c in cubo.territorios])
    for indicador in ids:
        for zona in zonas:
            vieja = (indicador, zona, VIEJO)
            cubo.agregar(
                (indicador, zona, anio),
                np.where(municipal, 100 - cubo.columnas[vieja], np.nan),
                np.where(municipal, cubo.estados[vieja], SIN_FILA).astype(np.int8),
            )
    # Con la medida llegan las personas y los hogares a los que se refiere, que la promedian.
    pesos = [("censo_personas_hogares", zona) for zona in zonas]
    for indicador, zona in [*pesos, *([("censo_hogares", "total")] if privaciones else [])]:
        vieja = (indicador, zona, VIEJO)
        cubo.agregar((indicador, zona, anio), cubo.columnas[vieja], cubo.estados[vieja])
    geometria = topologia.cargar(DATOS / forma.GEOMETRIA)
    return completar(cubo, geometria, leer.leer_territorios(DATOS))


@pytest.fixture(scope="module")
def nuevo() -> DatosDelSitio:
    """Las tres zonas y las quince privaciones traen el año nuevo; la fuente dice el suyo."""
    hecho = con_censo(ZONAS)
    censal = replace(hecho.fuentes["medida_censal_2018"], anio=NUEVO)
    return replace(hecho, fuentes={**hecho.fuentes, censal.id: censal})


@pytest.fixture(scope="module")
def paginas(nuevo: DatosDelSitio) -> Paginas:
    return Paginas(nuevo, "https://kit.example/")


@cache
def publicado() -> Cubo:
    """El mismo, para preguntarle: nadie lo cambia."""
    return crudo()


def valor_nuevo(codigo: str, zona: str = "total") -> float:
    return 100 - publicado().valor("ipm_censal", codigo, zona, VIEJO)


def llano(html: str) -> str:
    """Con un solo espacio donde la plantilla cambia de renglón."""
    return re.sub("[ \n]+", " ", html)


def test_el_perfil_lee_y_rotula_el_censo_nuevo(paginas: Paginas) -> None:
    html = llano(paginas.cuerpo(MUNICIPIO))
    pobreza = seccion(html, "pobreza")
    assert f"Pobreza multidimensional, {NUEVO}" in pobreza
    assert f"<b>{porcentaje(valor_nuevo(MUNICIPIO))}</b>" in pobreza
    assert f"En {NUEVO}, " in pobreza
    assert f"población DANE {NUEVO}" in pobreza
    viejo = porcentaje(100 - valor_nuevo(MUNICIPIO))
    assert f"Medidas anteriores: {VIEJO}: {viejo}." in seccion(html, "comparacion")
    # Fuera de esa frase, nada de lo que sale del censo nuevo dice el año viejo.
    for id_ in ("pobreza", "comparacion", "privaciones", "campo"):
        propia = seccion(html, id_).split('<section id="necesidades">')[0]
        sin_serie = propia.replace(f"Medidas anteriores: {VIEJO}", "")
        assert VIEJO not in re.sub(r"medida_censal_2018", "", sin_serie), id_
    assert f"Pobreza multidimensional de Alto Baudó y sus vecinos, {NUEVO} (%)" in html
    assert f"cada privación en {NUEVO}" in html
    assert f"censo en {NUEVO}, modelo experimental en 2024" in html
    assert f"medida censal de {NUEVO}" in seccion(html, "contexto")


def test_el_departamento_el_pais_y_la_portada(paginas: Paginas, nuevo: DatosDelSitio) -> None:
    for codigo in (DEPARTAMENTO, "00"):
        html = llano(paginas.cuerpo(codigo))
        assert f">Pobreza multidimensional {NUEVO}, %<" in html
        assert f">Personas en pobreza {NUEVO}" in html
        assert f"Pobreza multidimensional, promedio del kit, censo {NUEVO}" in html
        assert f"el censo de {NUEVO} contó en hogares" in html
        assert f"multidimensional (%), {NUEVO}" in html
    portada = llano(portada_y_listas.portada(paginas.comun))
    assert f"En {NUEVO}, <strong>{porcentaje(nuevo.valor('ipm_censal', '00'))}" in portada
    assert f"por departamento, {NUEVO} (%)" in portada
    assert VIEJO not in portada


def test_el_puesto_y_el_histograma_son_los_del_censo_nuevo(
    paginas: Paginas, nuevo: DatosDelSitio
) -> None:
    todos = np.array([valor_nuevo(c) for c in nuevo.municipios])
    puesto = 1 + int((todos > valor_nuevo(MUNICIPIO)).sum())
    assert puesto > 1000
    lugares = puestos.puestos(nuevo).pais
    i = nuevo.posicion_municipal[MUNICIPIO]
    assert lugares.posicion.puesto[i] == puesto
    # De un censo cuya omisión no se conoce no hay rango que dar.
    assert (lugares.rango.mejor[i], lugares.rango.peor[i]) == (0, 0)
    assert f"puesto {numero(puesto)} " in seccion(paginas.cuerpo(MUNICIPIO), "comparacion")
    histograma = graficos.histograma(todos)
    assert paginas.comun.fijo["histograma"] == histograma
    assert histograma != graficos.histograma(100 - todos)


def test_la_cita(paginas: Paginas) -> None:
    cita = contexto_municipio(paginas.comun, MUNICIPIO)["cita"]
    cifra_nueva = numero(valor_nuevo(MUNICIPIO), 1)
    assert f"{cifra_nueva} % de pobreza multidimensional en {NUEVO}" in cita["corta"]
    assert f"de fuente censal, {NUEVO}." in cita["larga"]
    assert f"medida censal {NUEVO}</a>" in paginas.comun.fijo["F"]["medida_censal_2018"]


def test_los_derivados_son_del_mismo_anio_que_la_medida(nuevo: DatosDelSitio) -> None:
    gente = nuevo.cubo.valor("poblacion", MUNICIPIO, "total", NUEVO)
    pobres = sum(
        valor_nuevo(MUNICIPIO, zona) / 100 * nuevo.cubo.valor("poblacion", MUNICIPIO, zona, NUEVO)
        for zona in ZONAS[1:]
    )
    assert pobres <= gente
    assert nuevo.valor("personas_pobreza", MUNICIPIO) == pytest.approx(pobres)
    brecha = valor_nuevo(MUNICIPIO, "rural") - valor_nuevo(MUNICIPIO, "cabecera")
    assert nuevo.valor("brecha_rural_cabecera", MUNICIPIO) == pytest.approx(brecha)
    vecinos = [v.codigo for v in nuevo.topologia.vecinos[MUNICIPIO]]
    de_vecinos = np.mean([valor_nuevo(c) for c in vecinos])
    assert nuevo.valor("ipm_vecinos", MUNICIPIO) == pytest.approx(de_vecinos)
    del_censo = {i.id for i in nuevo.catalogo.values() if "ipm_censal" in i.derivado_de}
    assert len(del_censo) >= 5
    for indicador in {*del_censo, "participacion_pobres_departamento"}:
        assert nuevo.vigente(indicador) == NUEVO, indicador
        assert cifra(nuevo, indicador, MUNICIPIO).periodo == NUEVO
        assert nuevo.cubo.periodos(indicador) == (VIEJO, NUEVO), indicador
    assert NUEVO in nuevo.catalogo["personas_pobreza"].largo
    # «Hoy» sigue siendo el año de referencia de la población, y el cambio, desde el censo anterior.
    referencia_ = nuevo.catalogo["poblacion"].periodo_de_referencia
    assert {nuevo.vigente(i) for i in ("densidad", "hogares", "poblacion")} == {referencia_}
    assert nuevo.catalogo["poblacion_cambio"].corto.endswith(f"{VIEJO}-{referencia_}")


def test_la_serie_y_las_descargas_muestran_los_dos(nuevo: DatosDelSitio, paginas: Paginas) -> None:
    serie = nuevo.cubo.serie("ipm_censal", MUNICIPIO)
    assert [p for p, _ in serie] == [VIEJO, NUEVO]
    descarga = celdas(nuevo).de(MUNICIPIO).csv
    for anio, valor in serie:
        assert f"{MUNICIPIO},total,{anio},ipm_censal,{valor:.1f},dato" in descarga
    anios = contexto_municipio(paginas.comun, MUNICIPIO)["poblacion"]["anios"]
    assert {VIEJO, NUEVO} < set(anios)
    assert list(anios) == sorted(anios)


def test_las_herramientas_y_las_guias(nuevo: DatosDelSitio) -> None:
    fichas = {f["id"]: f for f in priorizador(nuevo)["indicadores"]}
    assert fichas["ipm_censal"]["periodo"] == NUEVO
    assert fichas["ipm_censal"]["largo"].endswith(f"(medida censal {NUEVO})")
    periodos = referencia(nuevo)["periodos"]
    assert periodos["ipm_censal"] == periodos["privaciones"] == NUEVO
    columnas = cuadernillo.cuadernillo(nuevo)["columnas"]
    assert {columnas[i]["p"] for i in ("ipm_censal", "personas_pobreza", "priv_agua")} == {NUEVO}
    numeros = Numeros(nuevo)
    enlaces = Enlaces(nuevo, lambda: "modulos/1-focalizacion/index.html")
    assert numeros.anio("ipm_censal") == NUEVO
    assert numeros.cifra("ipm_censal", MUNICIPIO).startswith(numero(valor_nuevo(MUNICIPIO), 1))
    for tabla in ("tabla_vecinos", "tabla_cuadrantes"):
        codigo = MUNICIPIO if tabla == "tabla_vecinos" else DEPARTAMENTO
        assert f", {NUEVO}<" in getattr(Lecturas(numeros, enlaces), tabla)(codigo)
    assert "(MDM 2021)" in Metodologia(nuevo, enlaces).criterio_de_comparables()


@pytest.mark.parametrize("zona", ["rural", "cabecera"])
def test_un_dominio_solo_no_mueve_el_anio_ni_se_mezcla(zona: str) -> None:
    hecho = con_censo([zona], privaciones=False)
    comun = Paginas(hecho, "").comun
    campo = contexto_municipio(comun, MUNICIPIO)["campo"]
    assert campo["anio"] == hecho.vigente("ipm_censal") == VIEJO
    for fila, dominio in zip(campo["filas"], ZONAS, strict=True):
        assert fila.ipm.periodo == VIEJO
        assert fila.ipm.crudo == hecho.cubo.valor("ipm_censal", MUNICIPIO, dominio, VIEJO)
    assert NUEVO not in campo["frase"]
    assert hecho.cubo.periodos("brecha_rural_cabecera") == (VIEJO,)
    # Lo nuevo no se pierde: está en las descargas, con su año.
    assert f"{MUNICIPIO},{zona},{NUEVO},ipm_censal," in celdas(hecho).de(MUNICIPIO).csv


def test_si_solo_viene_el_total_las_zonas_se_comparan_en_el_anio_que_las_trae() -> None:
    hecho = con_censo(["total"], privaciones=False)
    paginas = Paginas(hecho, "")
    html = paginas.cuerpo(MUNICIPIO)
    assert f"Pobreza multidimensional, {NUEVO}" in html
    campo = seccion(html, "campo")
    assert f"Son cifras de {VIEJO}, el último año que trae las zonas." in campo
    assert f">Habitantes {VIEJO}" in campo
    assert NUEVO not in campo
    assert f"cada privación en {VIEJO}" in html
    filas = contexto_municipio(paginas.comun, MUNICIPIO)["campo"]["filas"]
    assert {f.ipm.periodo for f in filas} == {VIEJO}
    columnas = contexto_departamento(paginas.comun, DEPARTAMENTO)["columnas"]
    brecha = columnas[list(COLUMNAS).index("brecha_rural_cabecera")]
    assert brecha == f"Brecha entre campo y cabecera {VIEJO}, p. p."


def test_sin_poblacion_del_mismo_anio_se_detiene_y_lo_dice() -> None:
    with pytest.raises(ErrorDeDatos) as error:
        con_censo(["total"], "2049", privaciones=False)
    for pedazo in ("2049", "poblacion", "Qué hacer"):
        assert pedazo in str(error.value)


def test_con_los_datos_de_hoy_no_hay_serie_que_mostrar(acervo: DatosDelSitio) -> None:
    html = Paginas(acervo, "").cuerpo(MUNICIPIO)
    assert "Medidas anteriores" not in html
    assert (acervo.cubo.estados["ipm_censal", "total", VIEJO] == DATO).any()
