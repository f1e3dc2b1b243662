"""Los pesos constantes del kit: cuentas de mano con el archivo y lo que no se lleva."""

from __future__ import annotations

import numpy as np
import pytest

from generador.cubo.catalogo import indicadores
from generador.cubo.leer import DATO
from generador.paginas.datos_del_sitio import DatosDelSitio

CATALOGO = indicadores()
CONSTANTES = [i for i in CATALOGO.values() if i.constante_de]
# Suma de los doce meses del libro, hecha aparte.
SUMAS = {"2013": 950.38, "2025": 1802.00}


@pytest.mark.parametrize("anio", SUMAS)
def test_el_promedio_es_la_suma_del_libro_entre_doce(acervo: DatosDelSitio, anio: str) -> None:
    promedio = acervo.cubo.valor("ipc_promedio", "00", periodo=anio)
    assert promedio == pytest.approx(SUMAS[anio] / 12, abs=1e-9)


def test_la_base_es_el_ultimo_ano_con_doce_meses(acervo: DatosDelSitio) -> None:
    assert acervo.cubo.periodos("ipc_enero")[-1] == "2026"
    assert acervo.vigente("ipc_promedio") == "2025"
    assert "pesos de 2025" in acervo.catalogo["sgp_total_constante"].largo


def test_las_cinco_series_del_encargo_y_el_reparto_por_criterios() -> None:
    assert {i.constante_de for i in CONSTANTES} == {
        "sgp_total", "sgp_pg_total", "ingresos_tributarios", "ley617_icld", "sgr_total",
        "valor_agregado",
    }  # fmt: skip
    for ficha in CONSTANTES:
        original = CATALOGO[ficha.constante_de]
        assert (ficha.unidad, ficha.decimales) == (original.unidad, original.decimales)
        assert ficha.derivado_de == (original.id, "ipc_promedio")
        assert any("Son pesos de {ipc_promedio}" in a for a in ficha.advertencias)


def test_de_valor_agregado_se_dice_que_es_poder_de_compra() -> None:
    textos = " ".join(CATALOGO["valor_agregado_constante"].advertencias)
    assert "poder de compra, no cantidad producida" in textos


@pytest.mark.parametrize("ficha", CONSTANTES, ids=lambda i: i.id)
def test_cada_cifra_es_la_corriente_por_la_razon_de_indices(
    acervo: DatosDelSitio, ficha: object
) -> None:
    cubo, id_, corriente = acervo.cubo, ficha.id, ficha.constante_de  # type: ignore[attr-defined]
    base = cubo.valor("ipc_promedio", "00", periodo="2025")
    for anio in cubo.periodos(id_):
        razon = base / cubo.valor("ipc_promedio", "00", periodo=anio)
        esperada = cubo.columnas[corriente, "total", anio] * razon
        propia = cubo.columnas[id_, "total", anio]
        assert np.allclose(propia, esperada, rtol=1e-12, equal_nan=True)
        estados = cubo.estados[corriente, "total", anio] == DATO
        assert np.array_equal(cubo.estados[id_, "total", anio] == DATO, estados)
    if "2025" in cubo.periodos(corriente):
        uno, otro = (cubo.columnas[i, "total", "2025"] for i in (id_, corriente))
        assert np.allclose(uno, otro, rtol=1e-15, equal_nan=True)


def test_un_ano_sin_ipc_completo_no_se_lleva(acervo: DatosDelSitio) -> None:
    assert acervo.cubo.periodos("sgr_total") == ("2025", "2026")
    assert acervo.cubo.periodos("sgr_total_constante") == ("2025",)


def test_a_mano(acervo: DatosDelSitio) -> None:
    """Alto Baudó, propósito general de 2018: 3.773 millones; 1.802,00 / 1.188,82 = 1,5158."""
    corriente = acervo.cubo.valor("sgp_pg_total", "27025", periodo="2018")
    propio = acervo.cubo.valor("sgp_pg_total_constante", "27025", periodo="2018")
    assert round(corriente) == 3773
    assert propio == pytest.approx(corriente * 1802.00 / 1188.82, rel=1e-9)
