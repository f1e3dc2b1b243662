"""SplitMix64 contra su serie publicada, y barajas que de verdad barajan."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.azar import barajas, palabras

# Primeras salidas de la implementación de referencia con semilla 1234567.
REFERENCIA = [
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
    16408922859458223821,
]  # fmt: skip


def test_la_serie_de_referencia() -> None:
    assert palabras(1234567, 5).tolist() == REFERENCIA


@given(st.integers(0, 2**64), st.integers(1, 30), st.integers(1, 30))
def test_cada_baraja_trae_cartas_distintas(semilla: int, cartas: int, primeras: int) -> None:
    primeras = min(primeras, cartas)
    suertes = barajas(semilla, 7, cartas, primeras)
    assert suertes.shape == (7, primeras)
    assert all(len(set(fila)) == primeras for fila in suertes.tolist())
    assert suertes.min() >= 0
    assert suertes.max() < cartas


def test_ninguna_carta_sale_mas_de_lo_que_toca() -> None:
    suertes = barajas(1, 20_000, 10, 3)
    for lugar in range(3):
        veces = np.bincount(suertes[:, lugar], minlength=10)
        assert (abs(veces - 2000) < 5 * np.sqrt(2000)).all()


def test_pedir_menos_da_el_comienzo_de_lo_mismo() -> None:
    np.testing.assert_array_equal(barajas(5, 50, 40, 40)[:, :6], barajas(5, 50, 40, 6))


def test_con_mazos_o_con_intercambios_salen_las_mismas() -> None:
    """Hasta 64 cartas se recuerdan los intercambios; con más se baraja el mazo entero."""
    np.testing.assert_array_equal(barajas(5, 50, 200, 150)[:, :64], barajas(5, 50, 200, 64))


def test_por_tandas_salen_las_mismas() -> None:
    juntas = barajas(9, 30, 100, 7)
    tandas = [barajas(9, 10, 100, 7, desde) for desde in (0, 10, 20)]
    np.testing.assert_array_equal(np.concatenate(tandas), juntas)


def test_todas_las_barajas_de_cuatro_salen_lo_mismo() -> None:
    """Las 24 maneras de barajar cuatro cartas, por los dos caminos."""
    veces = 48_000
    suertes = barajas(3, veces, 4, 4) @ [64, 16, 4, 1]
    cuentas = np.unique(suertes, return_counts=True)[1]
    assert len(cuentas) == 24
    assert (abs(cuentas - veces / 24) < 5 * np.sqrt(veces / 24)).all()
