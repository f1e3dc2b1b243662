"""El cambio de las NBI: cuentas de mano, lo que no se compara y lo que dicen los 1.122."""

from __future__ import annotations

import numpy as np
import pytest

from generador.cubo.catalogo import indicadores
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE
from generador.indicadores import cambio_de_las_nbi
from generador.metodos import cambio
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.indicadores.cubos import Celda, cubo

CATALOGO = indicadores()


def calculado(
    nbi_antes: Celda, cv: Celda, nbi: Celda, contadas: Celda = 900, gente: Celda = 1000
) -> dict[str, tuple[float, int]]:
    """Cambio, margen y lectura de un municipio, cada uno con su estado."""
    vacias: list[Celda] = [""] * 3
    propio = cubo(
        {
            ("nbi", "total", "2005"): [nbi_antes, 20, *vacias[:2]],
            ("nbi_cv", "total", "2005"): [cv, 2, *vacias[:2]],
            ("nbi", "total", "2018"): [nbi, 10, *vacias[:2]],
            ("censo_personas", "total", "2018"): [contadas, 900, *vacias[:2]],
            ("poblacion", "total", "2018"): [gente, 1000, *vacias[:2]],
            **{
                (indicador, dominio, periodo): ["NA"] * 4
                for dominio in ("cabecera", "rural")
                for indicador, periodo in (("nbi", "2005"), ("nbi_cv", "2005"), ("nbi", "2018"))
            },
        }
    )
    cambio_de_las_nbi.calcular(propio, CATALOGO)
    salida = {}
    for nombre in ("nbi_cambio", "nbi_cambio_margen", "nbi_cambio_lectura"):
        valor = propio.valor(nombre, "05001", "total", "2018")
        salida[nombre] = (valor, propio.estado(nombre, "05001", "total", "2018"))
    return salida


def test_a_mano() -> None:
    hallado = calculado(40, 2.5, 30)
    assert hallado["nbi_cambio"] == (-10, DATO)
    assert hallado["nbi_cambio_margen"][0] == pytest.approx(1.96, abs=5e-5)
    assert hallado["nbi_cambio_lectura"] == (cambio.BAJO, DATO)


def test_dentro_del_margen_no_se_distingue() -> None:
    assert calculado(40, 2.5, 38.5)["nbi_cambio_lectura"][0] == cambio.NO_SE_DISTINGUE
    assert calculado(40, 2.5, 41.5)["nbi_cambio_lectura"][0] == cambio.NO_SE_DISTINGUE


def test_censado_entero_el_margen_es_cero() -> None:
    hallado = calculado(40, "NA", 40.1)
    assert hallado["nbi_cambio_margen"] == (0, DATO)
    assert hallado["nbi_cambio_lectura"][0] == cambio.SUBIO


@pytest.mark.parametrize(
    "caso", [("ND", "ND", 30), (40, "NA", 30, 499), (40, "NA", 30, "ND"), (40, "ND", 30)]
)
def test_lo_que_no_se_puede_comparar_no_se_calcula(caso: tuple[Celda, ...]) -> None:
    for valor, estado in calculado(*caso).values():
        assert np.isnan(valor)
        assert estado == NO_DISPONIBLE


def test_sin_cabecera_el_cambio_no_aplica(acervo: DatosDelSitio) -> None:
    assert acervo.cubo.estado("nbi_cambio", "91405", "cabecera", "2018") == NO_APLICA


def test_cuantos_bajaron_y_subieron(acervo: DatosDelSitio) -> None:
    """Los mismos conteos con una cuenta aparte, sobre las columnas del cubo."""
    columnas, municipios = acervo.cubo.columnas, acervo.filas_municipales
    antes, cv, despues = (
        columnas[llave][municipios]
        for llave in (
            ("nbi", "total", "2005"),
            ("nbi_cv", "total", "2005"),
            ("nbi", "total", "2018"),
        )
    )
    contadas = columnas["censo_personas", "total", "2018"][municipios]
    poblacion = columnas["poblacion", "total", "2018"][municipios]
    puntos = np.where(2 * contadas < poblacion, np.nan, despues - antes)
    margen = 1.959963984540054 * antes * np.nan_to_num(cv) / 100
    claros = np.abs(puntos) > np.maximum(margen, 0.05)
    lectura = columnas["nbi_cambio_lectura", "total", "2018"][municipios]
    assert np.array_equal(lectura == cambio.BAJO, claros & (puntos < 0))
    assert np.array_equal(lectura == cambio.SUBIO, claros & (puntos > 0))
    assert [int((lectura == c).sum()) for c in (1, 2, 3)] == [1064, 17, 3]
    assert np.isnan(lectura).sum() == 38


def test_no_se_compara_donde_no_se_midio_ni_donde_no_se_conto(acervo: DatosDelSitio) -> None:
    sin = {
        codigo
        for codigo in acervo.municipios
        if acervo.cubo.estado("nbi_cambio", codigo) == NO_DISPONIBLE
    }
    sin_2005 = {
        c for c in acervo.municipios if np.isnan(acervo.cubo.valor("nbi", c, periodo="2005"))
    }
    assert len(sin_2005) == 37
    assert sin - sin_2005 == {"27495"}
    assert {"91430", "86571"} <= sin_2005
