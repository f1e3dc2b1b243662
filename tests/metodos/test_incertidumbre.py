"""Estimación municipal, omisión censal y rangos de puestos contra `oraculos/incertidumbre.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos import omision, posiciones, precision
from generador.metodos.grupos import Agrupacion

CASOS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "oraculos" / "incertidumbre.json").read_text("utf-8")
)
SAE = CASOS["sae"]["filas"]
CON_ERROR = CASOS["puestos_sae"]
REGLAS = {"manski": omision.sin_supuestos, "delta2": omision.por_momios}
PROPORCION = st.floats(0.001, 0.999)


def columna(filas: list[dict[str, Any]], nombre: str) -> np.ndarray:
    return np.array([f[nombre] for f in filas], dtype=np.float64)


def test_el_intervalo_municipal_es_el_del_oraculo() -> None:
    s = np.sqrt(columna(SAE, "columna_error_estandar"))
    assert s == pytest.approx(columna(SAE, "s"), rel=1e-12)
    bajo, alto = precision.intervalo_normal(columna(SAE, "p"), s)
    assert bajo == pytest.approx(columna(SAE, "logit_bajo"), abs=1e-6)
    assert alto == pytest.approx(columna(SAE, "logit_alto"), abs=1e-6)
    assert precision.cvlog(columna(SAE, "p"), s) == pytest.approx(
        columna(SAE, "cvlog_recalculado"), rel=1e-9
    )


@given(PROPORCION, st.floats(0, 2))
def test_el_intervalo_normal_es_el_de_la_t_con_infinitos_grados(p: float, ee: float) -> None:
    normal, t = precision.intervalo_normal(p, ee), precision.intervalo(p, ee, 10**9)
    assert [float(v) for v in normal] == pytest.approx([float(v) for v in t], abs=1e-6)


def test_sin_error_o_en_los_extremos_no_hay_intervalo_y_no_se_distingue() -> None:
    bajo, alto = precision.intervalo_normal([0.0, 1.0, 0.5, np.nan], [0.1, 0.1, np.nan, 0.1])
    assert np.isnan(bajo).all()
    assert np.isnan(alto).all()
    assert precision.frente_a(bajo, alto, 0.3).tolist() == [0, 0, 0, 0]


def test_frente_al_pais_manda_el_intervalo_entero() -> None:
    bajo, alto = np.array([0.32, 0.318, 0.10, 0.10]), np.array([0.40, 0.40, 0.318, 0.30])
    assert precision.frente_a(bajo, alto, 0.318).tolist() == [1, 0, 0, -1]


@given(PROPORCION, st.floats(0, 0.5))
def test_redondear_hacia_afuera_no_estrecha(p: float, ee: float) -> None:
    bajo, alto = precision.intervalo_normal(p, ee)
    piso, techo = precision.hacia_afuera(bajo, alto)
    assert 0 <= piso <= 100 * bajo < piso + 1
    assert techo - 1 < 100 * alto <= techo <= 100


def test_la_clase_sale_del_coeficiente_con_los_cortes_incluidos() -> None:
    clases = precision.clase_de_cvlog([0.175, 0.1750001, 0.30, 0.3000001, np.nan])
    assert clases.tolist() == ["suficiente", "cautela", "cautela", "no_publicar", "no_publicar"]


def test_la_omision_es_la_de_las_dos_poblaciones() -> None:
    filas = CASOS["omision"]["datos"]
    hallada = omision.omision(columna(filas, "censo_personas"), columna(filas, "poblacion_2018"))
    esperada = [f["omision"] for f in CASOS["omision"]["municipios_10"][: len(filas)]]
    assert hallada == pytest.approx(np.array(esperada), abs=1e-6)
    assert np.isnan(omision.omision([10.0, np.nan], [0.0, 5.0])).all()


def test_las_clases_de_omision_y_sus_bordes() -> None:
    casos = [-0.01, 0.0499, 0.05, 0.0999, 0.10, 0.1999, 0.20, 0.50, 0.5001, 1.0, np.nan]
    assert omision.clase(casos).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, -1]


@pytest.mark.parametrize("regla", REGLAS)
def test_los_diez_municipios_con_su_regla(regla: str) -> None:
    filas = [f for f in CASOS["omision"]["municipios_10"] if f["regla"] == regla]
    bajo, alto = REGLAS[regla](columna(filas, "H"), columna(filas, "omision"))
    assert bajo == pytest.approx(columna(filas, "bajo"), abs=2e-6)
    assert alto == pytest.approx(columna(filas, "alto"), abs=2e-6)
    hallado = posiciones.rango(bajo, alto)
    assert hallado.mejor.tolist() == columna(filas, "mejor").tolist()
    assert hallado.peor.tolist() == columna(filas, "peor").tolist()
    puesto = posiciones.posicion(columna(filas, "H")).puesto
    assert puesto.tolist() == columna(filas, "puesto").tolist()


@given(PROPORCION, st.floats(0, 0.9))
def test_las_cotas_por_momios_estan_dentro_de_las_que_no_suponen_nada(h: float, o: float) -> None:
    bajo, alto = omision.por_momios(h, o)
    minimo, maximo = omision.sin_supuestos(h, o)
    holgura = 1e-12
    assert minimo - holgura <= bajo <= h + holgura
    assert h - holgura <= alto <= maximo + holgura
    assert maximo - minimo == pytest.approx(o)


def test_contar_de_mas_no_mueve_la_incidencia() -> None:
    assert [float(v) for v in omision.por_momios(0.4, -0.1)] == [0.4, 0.4]
    assert [float(v) for v in omision.por_momios(0.0, 0.5)] == [0.0, 0.0]
    assert [float(v) for v in omision.por_momios(1.0, 0.5)] == [1.0, 1.0]


INTERVALOS = hnp.arrays(
    np.float64, st.integers(0, 25), elements=st.sampled_from([0.0, 0.1, 0.2, 0.35, 0.5, np.nan])
)


@given(INTERVALOS, st.data())
def test_el_rango_es_contar_intervalos_en_el_grupo(bajo: np.ndarray, datos: st.DataObject) -> None:
    ancho = datos.draw(hnp.arrays(np.float64, len(bajo), elements=st.sampled_from([0, 0.1, 0.3])))
    grupo = datos.draw(hnp.arrays(np.int64, len(bajo), elements=st.integers(-1, 1)))
    alto = bajo + ancho
    hallado = posiciones.rango(bajo, alto, Agrupacion(grupo, 2))
    puesto = posiciones.posicion((bajo + alto) / 2, Agrupacion(grupo, 2)).puesto
    for i in range(len(bajo)):
        if grupo[i] < 0 or np.isnan(bajo[i]):
            assert (hallado.mejor[i], hallado.peor[i]) == (0, 0)
            continue
        suyos = [j for j in range(len(bajo)) if grupo[j] == grupo[i]]
        assert hallado.mejor[i] == 1 + sum(bajo[j] > alto[i] for j in suyos)
        assert hallado.peor[i] == sum(alto[j] >= bajo[i] for j in suyos)
        assert hallado.mejor[i] <= puesto[i] <= hallado.peor[i]


def test_los_puestos_con_error_son_los_de_bonferroni() -> None:
    filas = CON_ERROR["tabla"]
    assert posiciones.z_de_bonferroni(len(filas)) == pytest.approx(CON_ERROR["z_bonferroni"])
    assert posiciones.z_de_bonferroni(CON_ERROR["nacional"]["n"]) == pytest.approx(
        CON_ERROR["nacional"]["z_bonferroni"]
    )
    hallado = posiciones.rango_con_error(columna(filas, "p"), columna(filas, "s"))
    assert np.column_stack([hallado.mejor, hallado.peor]).tolist() == [f["bonf"] for f in filas]
    distintos = [f["municipio"] for f in filas if f["bonf"] != f["marginal"]]
    assert distintos == ["76113"]
    assert all(f["bonf"][0] <= f["puesto"] <= f["bonf"][1] for f in filas)


def test_lo_que_no_tiene_dato_no_ocupa_puesto_con_error() -> None:
    hallado = posiciones.rango_con_error([0.9, np.nan, 0.1, 0.5], [0.01, 0.01, 0.01, np.nan])
    assert hallado.mejor.tolist() == [1, 0, 2, 0]
    assert hallado.peor.tolist() == [1, 0, 2, 0]
    solo = posiciones.rango_con_error([0.9], [0.01])
    assert (solo.mejor[0], solo.peor[0]) == (1, 1)
