"""Departamento y nación: sumas y promedios ponderados, con lo que falta dicho."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.cubo.catalogo import UNIDADES, indicadores
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE
from generador.fuentes.lectura.nbi_2018 import COMPONENTES
from generador.indicadores.agregados import UNIDADES_QUE_SE_SUMAN, Agregador
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.indicadores.cubos import AGREGADOS, MUNICIPIOS, Celda, cubo, total

CATALOGO = indicadores()
GENTE, IPM, AGUA = map(total, ("poblacion", "ipm_censal", "priv_agua"))
CONTADAS, HOGARES = "censo_personas_hogares", "hogares_censados"
poblaciones = st.lists(st.integers(1, 10**7), min_size=4, max_size=4)
incidencias = st.lists(st.floats(0, 100), min_size=4, max_size=4)


def agregado(llave: tuple[str, str, str], **columnas: list[Celda]) -> tuple[list[float], list[int]]:
    """Valores y estados de nación y los dos departamentos."""
    nuevo = cubo({total(indicador): celdas for indicador, celdas in columnas.items()})
    Agregador(nuevo).completar(CATALOGO)
    valores, estados = nuevo.columna(llave)
    return [valores[i] for i in AGREGADOS], [estados[i] for i in AGREGADOS]


def test_suma_a_mano() -> None:
    assert agregado(GENTE, poblacion=[100, 300, 50, 50]) == ([500, 400, 100], [DATO] * 3)


def test_promedio_ponderado_a_mano() -> None:
    valores, _ = agregado(
        IPM,
        ipm_censal=[10, 50, 20, 40],
        censo_personas_hogares=[100, 300, 50, 150],
        poblacion=[9, 9, 1, 2],  # la proyectada incluye a quienes el censo no contó: no pesa
    )
    assert valores == pytest.approx([(10 + 150 + 10 + 60) / 6, 40, 35])


def test_las_privaciones_se_ponderan_por_hogares() -> None:
    valores, _ = agregado(
        AGUA,
        priv_agua=[0, 100, 0, 100],
        censo_personas_hogares=[1, 1, 1, 1],
        hogares_censados=[30, 10, 1, 3],
    )
    assert valores == pytest.approx([100 * 13 / 44, 25, 75])


def test_lo_que_no_aplica_no_pesa() -> None:
    valores, estados = agregado(
        IPM, ipm_censal=[10, "NA", 20, 40], censo_personas_hogares=[1, 99, 1, 1]
    )
    assert valores == pytest.approx([70 / 3, 10, 30])
    assert estados == [DATO] * 3


def test_si_no_aplica_a_ninguno_no_aplica_al_departamento() -> None:
    valores, estados = agregado(GENTE, poblacion=["NA", "NA", 1, 2])
    assert estados == [DATO, NO_APLICA, DATO]
    assert (valores[0], np.isnan(valores[1]), valores[2]) == (3, True, 3)


def test_si_falta_uno_no_se_inventa_la_suma() -> None:
    valores, estados = agregado(GENTE, poblacion=[1, "ND", 1, 2])
    assert estados == [NO_DISPONIBLE, NO_DISPONIBLE, DATO]
    assert np.isnan(valores[:2]).all()


def test_lo_que_publica_la_entidad_no_se_toca() -> None:
    publicado: list[float | str] = [1000, "ND", "NA", 100, 300, 50, 50]
    valores, estados = agregado(GENTE, poblacion=publicado)
    assert valores[0] == 1000
    assert estados == [DATO, NO_DISPONIBLE, NO_APLICA]


def test_un_porcentaje_de_otra_fuente_no_se_promedia() -> None:
    valores, estados = agregado(total("nbi"), nbi=[1, 2, 3, 4], censo_personas_hogares=[1, 1, 1, 1])
    assert np.isnan(valores).all()
    assert estados == [0, 0, 0]


@given(poblaciones)
def test_la_nacion_es_la_suma_de_sus_departamentos(gente: list[int]) -> None:
    (nacion, uno, otro), _ = agregado(GENTE, poblacion=list(gente))
    assert nacion == uno + otro == sum(gente)


@given(incidencias, poblaciones)
def test_el_promedio_queda_entre_el_minimo_y_el_maximo(
    valores: list[float], gente: list[int]
) -> None:
    (nacion, uno, otro), _ = agregado(
        IPM, ipm_censal=list(valores), censo_personas_hogares=list(gente)
    )
    holgura = 1e-9 * 100
    assert min(valores) - holgura <= nacion <= max(valores) + holgura
    assert min(valores[:2]) - holgura <= uno <= max(valores[:2]) + holgura
    assert min(uno, otro) - holgura <= nacion <= max(uno, otro) + holgura


@given(incidencias)
def test_con_pesos_iguales_es_el_promedio_simple(valores: list[float]) -> None:
    (nacion, *_), _ = agregado(IPM, ipm_censal=list(valores), censo_personas_hogares=[7, 7, 7, 7])
    assert nacion == pytest.approx(sum(valores) / len(MUNICIPIOS), abs=1e-9)


def test_las_unidades_existen_y_lo_medido_pesa_con_quienes_se_midio() -> None:
    assert set(UNIDADES) >= UNIDADES_QUE_SE_SUMAN
    for ficha in CATALOGO.values():
        if ficha.fuente == "medida_censal_2018":
            esperado = CONTADAS if ficha.denominador == "personas" else HOGARES
            assert ficha.pondera == esperado, ficha.id
        elif ficha.pondera:
            assert ficha.unidad not in UNIDADES_QUE_SE_SUMAN, ficha.id


@pytest.mark.parametrize("dominio", ["total", "cabecera", "rural"])
def test_con_ese_peso_sale_lo_que_el_dane_si_publica(acervo: DatosDelSitio, dominio: str) -> None:
    """Las NBI son del mismo censo y el DANE sí las da por departamento: el peso las reproduce.

    Con la población proyectada, en cambio, el país se aparta 0,3 puntos y un departamento, 5.
    """
    cubo_ = acervo.cubo
    columnas = list(COMPONENTES)
    assert len(columnas) == 7
    for peso, reproduce in ((CONTADAS, True), ("poblacion", False)):
        lejania = []
        for indicador in columnas:
            publicada = cubo_.columnas[indicador, dominio, "2018"]
            agregador = Agregador(cubo_)
            pesos = cubo_.columnas[peso, dominio, "2018"][agregador.municipios]
            valores = publicada[agregador.municipios]
            pesos = np.where(np.isnan(valores), np.nan, pesos)
            promedio = agregador.sumar(valores * pesos) / agregador.sumar(pesos)
            lejania.append(np.abs(promedio - publicada[agregador.agregados]))
        # Publicadas con dos decimales: la mitad del último es todo lo que pueden diferir.
        assert (np.max(lejania) < 0.0055) == reproduce, (peso, np.max(lejania))


def test_el_promedio_nacional_es_el_de_los_contados(acervo: DatosDelSitio) -> None:
    assert acervo.cubo.valor("ipm_censal", "00", "total", "2018") == pytest.approx(25.6, abs=0.05)
    assert acervo.cubo.valor(CONTADAS, "00", "total", "2018") == 43_835_324


def test_sobre_los_datos_la_nacion_es_la_suma(acervo: DatosDelSitio) -> None:
    sumadas = [
        llave
        for llave in acervo.agregadas
        if acervo.catalogo[llave[0]].unidad in UNIDADES_QUE_SE_SUMAN
    ]
    assert len(sumadas) > 50
    cubo_ = acervo.cubo
    deptos = [cubo_.indice[d] for d in acervo.departamentos]
    for llave in sumadas:
        columna, estados = cubo_.columnas[llave], cubo_.estados[llave]
        if estados[cubo_.indice["00"]] == DATO:
            esperado = np.nansum(columna[acervo.filas_municipales])
            assert columna[cubo_.indice["00"]] == pytest.approx(esperado, rel=1e-9), llave
            assert np.nansum(columna[deptos]) == pytest.approx(esperado, rel=1e-9), llave


def test_sobre_los_datos_los_promedios_caben_en_su_rango(acervo: DatosDelSitio) -> None:
    ponderadas = [
        llave for llave in acervo.agregadas if acervo.catalogo[llave[0]].unidad == "porcentaje"
    ]
    assert len(ponderadas) == 16 * 3
    for llave in ponderadas:
        columna = acervo.cubo.columnas[llave]
        for d in acervo.departamentos:
            suyos = columna[[acervo.cubo.indice[m] for m in acervo.municipios_de(d)]]
            promedio = columna[acervo.cubo.indice[d]]
            assert np.nanmin(suyos) - 1e-9 <= promedio <= np.nanmax(suyos) + 1e-9, (llave, d)


def test_sumas_de_control_publicadas(acervo: DatosDelSitio) -> None:
    assert acervo.cubo.valor("poblacion", "00", "total", "2018") == 48_258_494
    assert acervo.cubo.valor("poblacion", "00", "total", "2024") == 52_695_952
