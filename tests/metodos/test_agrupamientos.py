"""Moran local y tasa de falsos descubrimientos, contra su definición y contra esda."""

from __future__ import annotations

import json
import tracemalloc
import warnings
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from esda import G_Local, Moran, Moran_Local, fdr
from esda.significance import calculate_significance
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from libpysal.weights import W, lat2W

from generador.metodos import agrupamientos as metodo
from generador.metodos.agrupamientos import (
    ALTO_ALTO,
    ALTO_BAJO,
    BAJO_ALTO,
    BAJO_BAJO,
    CALIENTE,
    FRIO,
    NO_SIGNIFICATIVO,
    SIN_VECINOS,
    agrupamientos,
    descubrimientos,
)
from generador.metodos.azar import barajas
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.vecindad import Vecindad
from generador.paginas.datos_del_sitio import DatosDelSitio

ORACULO: dict[str, Any] = json.loads(
    (Path(__file__).parent / "oraculos/moran_local.json").read_text(encoding="utf-8")
)


def cuadricula(lado: int) -> list[list[int]]:
    pesos = lat2W(lado, lado)
    return [list(pesos.neighbors[i]) for i in range(lado * lado)]


def tablero(lado: int, ruido: float, semilla: int = 1) -> np.ndarray:
    """Mitad alta y mitad baja, con ruido."""
    azar = np.random.default_rng(semilla)
    return np.repeat(np.arange(lado) < lado / 2, lado) * 50.0 + azar.normal(0, ruido, lado * lado)


def test_caso_de_mano() -> None:
    """Cuatro en fila, 1-2-3-4: media 2,5, m2 = 5/3, y el primero solo ve al segundo."""
    hallado = agrupamientos([1, 2, 3, 4], [[1], [0, 2], [1, 3], [2]])
    np.testing.assert_allclose(hallado.moran, np.array([0.75, 0.25, 0.25, 0.75]) / (5 / 3))
    np.testing.assert_allclose(hallado.retraso, [2, 2, 3, 3])


@pytest.mark.parametrize("semilla", range(4))
def test_igual_que_esda(semilla: int) -> None:
    lado = 14
    vecinos, x = cuadricula(lado), tablero(lado, 30, semilla)
    pesos = W(dict(enumerate(vecinos)))
    pesos.transform = "r"
    nuestro = agrupamientos(x, vecinos, permutaciones=999, semilla=semilla)
    suyo = Moran_Local(x, pesos, permutations=999, seed=semilla, keep_simulations=True)
    np.testing.assert_allclose(nuestro.moran, suyo.Is, atol=1e-12)
    assert nuestro.global_ == pytest.approx(Moran(x, pesos, permutations=0).I)
    # Los valores p salen de otro sorteo: deben parecerse, no coincidir. El que esda publica es de
    # una cola («directed», la mitad); el de dos colas lo da su módulo de significancia.
    dos_colas = calculate_significance(suyo.Is, suyo.rlisas, alternative="two-sided")
    np.testing.assert_allclose(dos_colas, np.minimum(1, 2 * suyo.p_sim), atol=2e-3)
    diferencia = np.abs(nuestro.p - dos_colas)
    assert diferencia.max() < 0.15
    assert diferencia.mean() < 0.03
    marcados = nuestro.clase > 0
    np.testing.assert_array_equal(nuestro.clase[marcados], suyo.q[marcados])


@pytest.mark.parametrize("semilla", range(3))
def test_gi_igual_que_esda(semilla: int) -> None:
    lado = 14
    vecinos, x = reina(lado), tablero(lado, 30, semilla)
    suyo = G_Local(x, W(dict(enumerate(vecinos))), transform="B", star=True, permutations=99)
    nuestro = agrupamientos(x, vecinos, permutaciones=999, semilla=semilla)
    np.testing.assert_allclose(nuestro.gi, suyo.Zs, atol=1e-9)


def test_el_foco_dice_si_el_conjunto_es_alto_o_bajo() -> None:
    lado = 16
    hallado = agrupamientos(tablero(lado, 10), reina(lado))
    foco, marcado = hallado.foco, hallado.clase > 0
    assert (foco[marcado & (hallado.gi > 0)] == CALIENTE).all()
    assert (foco[marcado & (hallado.gi < 0)] == FRIO).all()
    assert (foco[~marcado] == NO_SIGNIFICATIVO).all()
    assert {CALIENTE, FRIO} <= set(foco.tolist())


@pytest.mark.parametrize("signo", [1, -1])
def test_si_el_solo_cambia_el_signo_no_es_foco(signo: int) -> None:
    """Uno muy bajo con cuatro vecinos altos: sus vecinos lo señalan, y el conjunto es bajo."""
    lado = 15
    x = np.random.default_rng(5).normal(40, 15, lado * lado)
    centro = lado * (lado // 2) + lado // 2
    vecinos = cuadricula(lado)
    x[vecinos[centro]] = [190, 191, 192, 193]
    x[centro] = -2000
    hallado = agrupamientos(signo * x, vecinos)
    assert hallado.clase[centro] == {1: BAJO_ALTO, -1: ALTO_BAJO}[signo]
    assert signo * hallado.gi[centro] < 0
    assert hallado.foco[centro] == NO_SIGNIFICATIVO


@given(
    hnp.arrays(np.float64, st.integers(4, 9), elements=st.integers(-3, 3).map(float)),
    st.integers(0, 2**32),
)
def test_las_colas_son_las_de_contar_una_por_una(x: np.ndarray, semilla: int) -> None:
    """Con empates y con i entre los primeros: lo mismo que quitar a i de cada baraja y contar."""
    assume(len(np.unique(x)) > 1)
    azar = np.random.default_rng(semilla)
    vecinos = [
        [int(j) for j in azar.permutation(len(x)) if j != i][: azar.integers(0, len(x))]
        for i in range(len(x))
    ]
    hallado = agrupamientos(x, vecinos, permutaciones=60, semilla=semilla)
    primeras = min(max(map(len, vecinos)) + 1, len(x))
    sorteos = barajas(semilla, 60, len(x), primeras).tolist()
    for i, suyos in enumerate(vecinos):
        if not suyos:
            continue
        observada = sum(x[j] for j in suyos)
        sumas = [sum(x[j] for j in [c for c in fila if c != i][: len(suyos)]) for fila in sorteos]
        colas = sum(s >= observada for s in sumas), sum(s <= observada for s in sumas)
        assert hallado.p[i] == min(1.0, 2 * (min(colas) + 1) / 61)


def test_el_tamano_de_las_unidades_no_cambia_nada() -> None:
    x, vecinos = np.round(tablero(8, 20)), cuadricula(8)
    uno, otro = agrupamientos(x, vecinos), agrupamientos(1e9 * x + 3e11, vecinos)
    np.testing.assert_array_equal(uno.p, otro.p)
    np.testing.assert_array_equal(uno.foco, otro.foco)


def test_un_valor_infinito_se_dice() -> None:
    with pytest.raises(ErrorDeMetodo, match="1 valores infinitos; el primero, en el lugar 2"):
        agrupamientos([1, np.inf, 3], [[1], [0], []])


def test_treinta_mil_caben_en_poca_memoria() -> None:
    """La regla de antes pedía un mazo de 30.000 cartas por permutación."""
    lado = 173
    filas, columnas = np.divmod(np.arange(lado * lado), lado)
    derecha = np.flatnonzero(columnas < lado - 1)
    arriba = np.flatnonzero(filas < lado - 1)
    uno = np.concatenate([derecha, derecha + 1, arriba, arriba + lado])
    otro = np.concatenate([derecha + 1, derecha, arriba + lado, arriba])
    red = Vecindad.de_parejas(uno, otro, lado * lado)
    manchas = (abs(filas - 60) < 10) & (abs(columnas - 60) < 10)
    x = np.random.default_rng(1).normal(0, 1, lado * lado) + 5 * manchas
    tracemalloc.start()
    hallado = agrupamientos(x, red)
    memoria = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert memoria < 150e6
    assert (hallado.clase[manchas] == ALTO_ALTO).mean() > 0.8


@given(hnp.arrays(np.float64, st.integers(1, 200), elements=st.floats(0.001, 1)))
def test_el_corte_es_el_de_esda(p: np.ndarray) -> None:
    # En el corte exacto el artículo dice «menor o igual» y esda, «menor».
    assume(not np.isclose(np.sort(p), 0.05 * np.arange(1, len(p) + 1) / len(p)).any())
    np.testing.assert_array_equal(descubrimientos(p, 0.05), p <= fdr(p, 0.05))


def test_en_el_corte_exacto_si_es_un_hallazgo() -> None:
    assert descubrimientos(np.array([0.05, 0.05])).all()
    assert descubrimientos(np.array([0.025, 0.9])).tolist() == [True, False]
    assert not descubrimientos(np.array([0.06, np.nan])).any()


def reina(lado: int) -> list[list[int]]:
    pesos = lat2W(lado, lado, rook=False)
    return [list(pesos.neighbors[i]) for i in range(lado * lado)]


def test_la_tabla_exacta_es_la_enumeracion_entera() -> None:
    """El oráculo, rehecho: se cuentan todos los grupos de vecinos que podían salir."""
    y, vecinos = ORACULO["malla"]["y"], reina(4)
    for i, esperado in enumerate(ORACULO["malla"]["exacto"]):
        if len(vecinos[i]) == 8:  # 6.435 grupos cada uno: basta con los demás
            continue
        observada = sum(y[j] for j in vecinos[i])
        otros = [valor for j, valor in enumerate(y) if j != i]
        sumas = [sum(grupo) for grupo in combinations(otros, len(vecinos[i]))]
        assert Fraction(esperado["mayor"]) == Fraction(
            sum(s >= observada for s in sumas), len(sumas)
        )
        assert Fraction(esperado["menor"]) == Fraction(
            sum(s <= observada for s in sumas), len(sumas)
        )


@pytest.mark.parametrize("semilla", range(3))
def test_el_p_es_el_exacto_dentro_del_error_del_sorteo(semilla: int) -> None:
    hallado = agrupamientos(ORACULO["malla"]["y"], reina(4), semilla=semilla)
    for p, esperado in zip(hallado.p, ORACULO["malla"]["exacto"], strict=True):
        cola = float(min(Fraction(esperado["mayor"]), Fraction(esperado["menor"])))
        # Los empates cuentan en las dos colas, y por eso las dos juntas pueden pasar de uno.
        holgura = 4 * 2 * np.sqrt(cola * (1 - cola) / 9999) + 2 / 10000
        assert abs(p - min(1.0, 2 * cola)) <= holgura


def test_los_que_declara_en_la_malla_exacta() -> None:
    colas = [min(Fraction(e["mayor"]), Fraction(e["menor"])) for e in ORACULO["malla"]["exacto"]]
    p = np.array([min(1.0, float(2 * cola)) for cola in colas])
    assert np.flatnonzero(descubrimientos(p, 0.05)).tolist() == ORACULO["malla"]["bh_5"]
    assert np.flatnonzero(descubrimientos(p, 0.10)).tolist() == ORACULO["malla"]["bh_10"]


def test_el_corte_de_mano() -> None:
    caso = ORACULO["bh_mano"]
    hallados = np.flatnonzero(descubrimientos(np.array(caso["p"]), caso["q"]))
    assert hallados.tolist() == caso["significativos"]


def test_el_p_de_dos_colas_no_depende_del_signo() -> None:
    x, vecinos = tablero(6, 20), cuadricula(6)
    uno, otro = agrupamientos(x, vecinos), agrupamientos(-x, vecinos)
    np.testing.assert_array_equal(uno.p, otro.p)
    np.testing.assert_array_equal(uno.en_el_limite, otro.en_el_limite)


def test_los_empates_cuentan_en_las_dos_colas() -> None:
    """Todos iguales menos uno: la media de los vecinos casi siempre empata, y p es 1."""
    x = np.full(25, 0.1)
    x[24] = 0.3
    hallado = agrupamientos(x, cuadricula(5), permutaciones=199)
    assert (hallado.p[:15] == 1).all()


def test_lo_que_cambia_con_la_semilla_estaba_en_el_limite(acervo: DatosDelSitio) -> None:
    """Sobre los datos: seis sorteos, y todo el que cambia de clase ya estaba marcado.

    Con 2,576 errores, lo que basta para un solo sorteo, seis de los que cambian no lo estarían.
    """
    puesto = acervo.posicion_municipal
    vecinos = [[puesto[v.codigo] for v in acervo.topologia.vecinos[c]] for c in acervo.municipios]
    valores = acervo.municipal("ipm_censal")
    corridas = [agrupamientos(valores, vecinos, semilla=s) for s in range(6)]
    clases = np.array([c.clase for c in corridas])
    cambian, marcados = (clases != clases[0]).any(axis=0), corridas[0].en_el_limite
    assert (cambian.sum(), marcados.sum()) == (25, 61)
    assert marcados[cambian].all()
    with mock.patch.object(metodo, "MARGEN", 2.576):
        de_uno_solo = agrupamientos(valores, vecinos).en_el_limite
    assert (de_uno_solo.sum(), (cambian & ~de_uno_solo).sum()) == (46, 6)
    # El corte va sobre los que tienen vecinos: las dos islas no son pruebas.
    assert np.count_nonzero(~np.isnan(corridas[0].p)) == len(acervo.municipios) - 2


def test_encuentra_lo_que_se_puso_y_nada_mas() -> None:
    lado = 16
    x = np.random.default_rng(2).normal(20, 5, (lado, lado))
    x[4:9, 4:9] += 60
    clase = agrupamientos(x.ravel(), cuadricula(lado)).clase.reshape(lado, lado)
    assert (clase[5:8, 5:8] == ALTO_ALTO).all()
    assert (clase[10:] != ALTO_ALTO).all()
    azar = np.random.default_rng(3).permutation(x.ravel())
    assert (agrupamientos(azar, cuadricula(lado)).clase != NO_SIGNIFICATIVO).mean() < 0.05


def test_uno_alto_entre_bajos() -> None:
    """Un caso aislado pide más permutaciones: su p debe bajar de 0,05 entre 225."""
    lado = 15
    x = np.random.default_rng(5).normal(40, 15, lado * lado)
    centro = lado * (lado // 2) + lado // 2
    vecinos = cuadricula(lado)
    x[vecinos[centro]] = [-90, -91, -92, -93]
    x[centro] = 200
    clase = agrupamientos(x, vecinos, permutaciones=9999).clase
    assert clase[centro] == ALTO_BAJO
    assert (clase[vecinos[centro]] != BAJO_BAJO).all()


def test_sin_vecinos_o_sin_dato_no_se_evalua() -> None:
    x = np.array([1.0, 2.0, np.nan, 5.0, 9.0])
    hallado = agrupamientos(x, [[1], [0, 2], [1], [2], []])
    assert hallado.clase[[2, 3, 4]].tolist() == [SIN_VECINOS] * 3
    assert np.isnan(hallado.p[[2, 3, 4]]).all()
    assert hallado.retraso[1] == 1  # el vecino sin dato no cuenta


def test_todos_iguales_no_hay_que_agrupar() -> None:
    hallado = agrupamientos(np.full(9, 3.0), cuadricula(3))
    assert (hallado.clase == NO_SIGNIFICATIVO).all()
    assert np.isnan(hallado.moran).all()


@given(st.integers(0, 2**32 - 1))
def test_la_misma_semilla_da_lo_mismo(semilla: int) -> None:
    x, vecinos = tablero(6, 20), cuadricula(6)
    uno, otro = (agrupamientos(x, vecinos, permutaciones=49, semilla=semilla) for _ in range(2))
    np.testing.assert_array_equal(uno.p, otro.p)


def test_una_lista_de_vecinos_por_valor() -> None:
    with pytest.raises(ErrorDeMetodo, match="3 valores y 2 listas"):
        agrupamientos([1, 2, 3], [[1], [0]])


def test_no_avisa_de_nada() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        agrupamientos([np.nan, np.nan], [[1], [0]])


@given(st.integers(0, 2**32 - 1))
def test_en_otro_orden_y_de_vuelta_es_el_mismo(semilla: int) -> None:
    """Reordenar la vecindad y el resultado no cambia de quién es cada cosa."""
    red = Vecindad.de_listas(cuadricula(4))
    orden = np.random.default_rng(semilla).permutation(16)
    otra = red.en_orden(orden)
    for lugar, era in enumerate(orden.tolist()):
        suyos = otra.vecinos[otra.desde[lugar] : otra.desde[lugar + 1]]
        assert sorted(orden[suyos].tolist()) == sorted(cuadricula(4)[era])
    x = tablero(4, 20)
    derecho = agrupamientos(x, red, permutaciones=49)
    vuelto = agrupamientos(x[orden], otra, permutaciones=49).en_orden(np.argsort(orden))
    np.testing.assert_allclose(vuelto.moran, derecho.moran, atol=1e-12)
    np.testing.assert_allclose(vuelto.retraso, derecho.retraso, atol=1e-12)
    assert vuelto.global_ == pytest.approx(derecho.global_, abs=1e-12)
