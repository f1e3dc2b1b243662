"""Los indicadores propios del kit, calculados a mano sobre un país de cuatro municipios."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from generador.cubo.catalogo import indicadores
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.indicadores import derivados
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.indicadores.cubos import Celda, cubo, total

CATALOGO = indicadores()
PARTES = ("total", "cabecera", "rural")
# Nación, departamentos 05 y 08, y sus municipios. El 05002 no tiene cabecera; al 08002 le falta
# la población de 2026.
COLUMNAS: dict[Llave, list[Celda]] = {
    ("ipm_censal", "total", "2018"): [30.0, 40.0, 20.0, 20.0, 60.0, 20.0, 20.0],
    ("ipm_censal", "cabecera", "2018"): [25.0, 15.0, 18.0, 15.0, "NA", 18.0, 18.0],
    ("ipm_censal", "rural", "2018"): [45.0, 55.0, 30.0, 40.0, 60.0, 30.0, 12.5],
    ("poblacion", "total", "2018"): [1000, 500, 500, 250, 250, 400, 100],
    ("poblacion", "cabecera", "2018"): [500, 200, 300, 200, "NA", 250, 50],
    ("poblacion", "rural", "2018"): [500, 300, 200, 50, 250, 150, 50],
    ("poblacion", "total", "2026"): ["ND", 600, "ND", 300, 300, 380, "ND"],
    ("poblacion", "cabecera", "2026"): ["ND", 250, "ND", 250, "NA", 240, "ND"],
    ("poblacion", "rural", "2026"): ["ND", 350, "ND", 50, 300, 140, "ND"],
    total("area_km2"): [100, 50, 50, 25, 25, 40, 10],
}


@pytest.fixture(scope="module")
def pequeno() -> Cubo:
    nuevo = cubo(COLUMNAS)
    derivados.calcular(nuevo, CATALOGO)
    return nuevo


@pytest.mark.parametrize(
    ("indicador", "territorio", "dominio", "periodo", "esperado"),
    [
        ("personas_pobreza", "05001", "total", "2018", 50),
        ("personas_pobreza", "05002", "rural", "2018", 150),
        # 08001: 18 % de 250 y 30 % de 150; 08002: 18 % y 12,5 % de 50. No es el 20 % de su total.
        ("personas_pobreza", "08001", "total", "2018", 90),
        ("personas_pobreza", "08002", "total", "2018", 15.25),
        ("personas_pobreza", "08", "total", "2018", 105.25),
        ("personas_pobreza", "00", "total", "2018", 305.25),
        ("personas_pobreza", "00", "cabecera", "2018", 30 + 45 + 9),
        ("participacion_pobres_departamento", "05002", "total", "2018", 75),
        ("participacion_pobres_departamento", "05", "total", "2018", 100),
        ("participacion_pobres_pais", "05002", "total", "2018", 100 * 150 / 305.25),
        ("participacion_pobres_pais", "00", "total", "2018", 100),
        ("brecha_rural_cabecera", "05001", "total", "2018", 25),
        ("brecha_rural_cabecera", "08002", "total", "2018", -5.5),
        ("poblacion_cambio", "05001", "total", "2026", 20),
        ("poblacion_cambio", "08001", "total", "2026", -5),
        ("poblacion_rural", "05001", "total", "2018", 20),
        ("poblacion_rural", "05002", "total", "2026", 100),
        ("densidad", "05001", "total", "2018", 10),
        ("densidad", "08001", "total", "2026", 9.5),
    ],
)
def test_a_mano(
    pequeno: Cubo, indicador: str, territorio: str, dominio: str, periodo: str, esperado: float
) -> None:
    assert pequeno.valor(indicador, territorio, dominio, periodo) == pytest.approx(esperado)
    assert pequeno.estado(indicador, territorio, dominio, periodo) == DATO


# Incidencia del país, 30; promedio de personas en pobreza, (50 + 150 + 90 + 15,25) / 4 = 76,3.
@pytest.mark.parametrize(
    ("territorio", "rotulo"),
    [
        ("05001", "Incidencia baja y concentración baja"),
        ("05002", "Incidencia alta y concentración alta"),
        ("08001", "Incidencia baja y concentración alta"),
        ("08002", "Incidencia baja y concentración baja"),
    ],
)
def test_cuadrante_a_mano(pequeno: Cubo, territorio: str, rotulo: str) -> None:
    codigo = pequeno.valor("cuadrante", territorio)
    assert CATALOGO["cuadrante"].categorias[int(codigo)] == rotulo


@pytest.mark.parametrize(
    ("indicador", "territorio", "dominio", "periodo", "estado"),
    [
        ("personas_pobreza", "05002", "cabecera", "2018", NO_APLICA),
        ("brecha_rural_cabecera", "05002", "total", "2018", NO_APLICA),
        ("poblacion_cambio", "08002", "total", "2026", NO_DISPONIBLE),
        ("poblacion_cambio", "05002", "cabecera", "2026", NO_APLICA),
        ("densidad", "08002", "total", "2026", NO_DISPONIBLE),
        ("cuadrante", "05", "total", "2018", NO_APLICA),
        ("cuadrante", "00", "total", "2018", NO_APLICA),
    ],
)
def test_sin_insumo_hereda_su_estado(
    pequeno: Cubo, indicador: str, territorio: str, dominio: str, periodo: str, estado: int
) -> None:
    assert pequeno.estado(indicador, territorio, dominio, periodo) == estado
    assert isnan(pequeno.valor(indicador, territorio, dominio, periodo))


def test_la_poblacion_rural_no_pasa_de_cien_ni_baja_de_cero(acervo: DatosDelSitio) -> None:
    rural = acervo.cubo.columnas[total("poblacion_rural", "2026")]
    assert np.nanmin(rural) >= 0
    assert np.nanmax(rural) <= 100


def test_sobre_los_datos_las_participaciones_suman_cien(acervo: DatosDelSitio) -> None:
    partes = acervo.municipal("participacion_pobres_departamento", "total", "2018")
    for d in acervo.departamentos:
        suyas = partes[[acervo.posicion_municipal[m] for m in acervo.municipios_de(d)]]
        assert np.nansum(suyas) == pytest.approx(100, abs=0.01), d
    assert np.nansum(acervo.municipal("participacion_pobres_pais", "total", "2018")) == (
        pytest.approx(100, abs=0.01)
    )


def test_en_los_1122_las_zonas_suman_el_total(acervo: DatosDelSitio) -> None:
    """También en los departamentos y el país; y cada zona es su incidencia por su población."""
    total_, cabecera, rural = (acervo.cubo.columnas["personas_pobreza", d, "2018"] for d in PARTES)
    assert np.isfinite(total_).all()
    np.testing.assert_allclose(np.nansum([cabecera, rural], axis=0), total_, rtol=1e-12)
    for dominio in PARTES[1:]:
        gente = acervo.municipal("poblacion", dominio, "2018")
        suya = acervo.municipal("ipm_censal", dominio) / 100 * gente
        np.testing.assert_allclose(acervo.municipal("personas_pobreza", dominio), suya, rtol=1e-12)
    por_el_total = (
        acervo.municipal("ipm_censal") / 100 * acervo.municipal("poblacion", "total", "2018")
    )
    aparte = np.abs(acervo.municipal("personas_pobreza") / por_el_total - 1) > 0.05
    assert aparte.sum() == 31  # los que la advertencia del catálogo cuenta


def test_todo_derivado_tiene_datos_y_nada_infinito(acervo: DatosDelSitio) -> None:
    for llave in acervo.derivadas:
        columna, estados = acervo.cubo.columnas[llave], acervo.cubo.estados[llave]
        assert not np.isinf(columna).any(), llave
        assert (np.isfinite(columna) == (estados == DATO)).all(), llave
        assert (estados == DATO).any(), llave


def test_los_cocientes_del_catalogo_son_lo_que_dicen(acervo: DatosDelSitio) -> None:
    con_cociente = [i for i in acervo.catalogo.values() if i.cociente]
    assert con_cociente
    for indicador in con_cociente:
        cociente = indicador.cociente
        assert cociente is not None
        assert set(indicador.derivado_de) == {cociente.numerador, cociente.denominador}
        periodo = acervo.cubo.ultimo(indicador.id)
        arriba, abajo = (
            acervo.cubo.valor(i, "05001", "total", periodo)
            for i in (cociente.numerador, cociente.denominador)
        )
        valor = acervo.cubo.valor(indicador.id, "05001", "total", periodo)
        assert valor == pytest.approx(cociente.escala * arriba / abajo, nan_ok=True), indicador.id


def test_un_cociente_de_muy_pocos_no_se_publica(acervo: DatosDelSitio) -> None:
    cociente = acervo.catalogo["cna_asistencia"].cociente
    assert cociente is not None
    cubo, periodo = acervo.cubo, acervo.vigente("cna_asistencia")
    for codigo in acervo.municipios:
        publicado = cubo.valor("cna_asistencia", codigo, "total", periodo)
        unidades = cubo.valor(cociente.denominador, codigo, "total", periodo)
        assert np.isnan(publicado) == (unidades < cociente.minimo), codigo
