"""Hogares desde personas, números escritos como texto y ejes de las coordenadas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.agrupar import (
    identificar,
    resumir_hogares,
)
from generador.metodos.hogares.coordenadas import detectar_ejes
from generador.metodos.hogares.marcas import desarmar, rearmar, sin_dato
from generador.metodos.hogares.numeros import Separadores, convertir, detectar_separadores

LLAVES = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=1, max_size=30)


@given(LLAVES)
def test_identificar_separa_justo_las_llaves_distintas(llaves: list[tuple[str, int]]) -> None:
    numeros = identificar([a for a, _ in llaves], [b for _, b in llaves])
    pareja = set(zip(llaves, numeros.tolist(), strict=True))
    assert len(pareja) == len(set(llaves)) == len(set(numeros.tolist()))
    assert numeros.max() == len(set(llaves)) - 1


def test_sin_llaves_no_hay_hogar() -> None:
    with pytest.raises(ErrorDeMetodo, match="identifiquen el hogar"):
        identificar()


def test_el_hogar_se_resume_por_su_jefe() -> None:
    hogar = np.array([1, 0, 1, 2, 2, 0])
    resumen = resumir_hogares(hogar, [3, 1, 1, 2, 3, 1])
    assert resumen.personas.tolist() == [2, 2, 2]
    assert resumen.jefe.tolist() == [1, 2, 3]
    assert resumen.varios_jefes.tolist() == [0]
    assert resumen.sin_jefe.tolist() == [2]


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3), st.integers(1, 2)), min_size=1))
def test_de_cada_persona_del_hogar_cuenta_una_fila(filas: list[tuple[int, int, int]]) -> None:
    hogar, persona, parentesco = np.array(filas, dtype=np.int64).T
    cuenta = resumir_hogares(hogar, parentesco, persona=persona).cuenta
    for h, p in set(zip(hogar.tolist(), persona.tolist(), strict=True)):
        suyas = (hogar == h) & (persona == p)
        quedan = 0 if h < 0 else int(suyas.sum()) if p < 0 else 1
        assert cuenta[suyas].sum() == quedan
        # Entre las repetidas, la del jefe.
        if quedan == 1 and (parentesco[suyas] == 1).any():
            assert parentesco[suyas & cuenta].tolist() == [1]


MARCAS_POSIBLES = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, np.nan]), min_size=4, max_size=4), min_size=1
)


@given(MARCAS_POSIBLES)
def test_las_marcas_van_en_un_entero_y_vuelven(filas: list[list[float]]) -> None:
    matriz = np.array(filas)
    marcas = rearmar(matriz)
    assert np.array_equal(desarmar(marcas, 4), matriz, equal_nan=True)
    assert (rearmar(matriz[:, :3]) + rearmar(matriz[:, 3:], desde=3) == marcas).all()
    for cuantas in range(5):
        assert (sin_dato(marcas, cuantas) == np.isnan(matriz[:, :cuantas]).any(axis=1)).all()


@pytest.mark.parametrize(
    ("textos", "esperado"),
    [
        (["1.842,66", "10,6"], Separadores(",", ".")),
        (["1,842.66", "10.6"], Separadores(".", ",")),
        (["10,656695157"], Separadores(",", "")),
        (["-75.571", "6.25"], Separadores(".", "")),
        (["1.234.567", "12"], Separadores(",", ".")),
        (["1.234", "5.678"], Separadores(".", "", ambiguo=True)),
        (["12", ""], Separadores(".", "")),
    ],
)
def test_separadores(textos: list[str], esperado: Separadores) -> None:
    assert detectar_separadores(textos) == esperado


@given(st.lists(st.floats(-1e9, 1e9).map(lambda v: round(v, 4)), min_size=1))
def test_lo_escrito_a_la_colombiana_se_lee_igual(numeros: list[float]) -> None:
    cambio = str.maketrans(",.", ".,")
    textos = [f"{n:,.4f}".translate(cambio) for n in numeros]
    assert convertir(textos, Separadores(",", ".")).tolist() == numeros


@pytest.mark.parametrize("texto", ["", "  ", "NA", "12.34.5", "1,2,3", "1.23,4"])
def test_lo_que_no_es_numero_es_nulo(texto: str) -> None:
    assert np.isnan(convertir([texto], Separadores(",", ".")))[0]


def test_cada_punto_dice_como_trae_sus_ejes() -> None:
    #      directa  invertida  nula     cero  otro sistema  San Andrés
    x = [-75.5, 6.2, np.nan, 0, 4_700_000, -81.7]
    y = [6.2, -75.5, 6.2, 0, 2_200_000, 12.5]
    hallado = detectar_ejes(x, y)
    assert hallado.longitud[[0, 1, 5]].tolist() == [-75.5, -75.5, -81.7]
    assert hallado.latitud[[0, 1, 5]].tolist() == [6.2, 6.2, 12.5]
    assert np.isnan(hallado.longitud[2:5]).all()
    cuentas = (hallado.directas, hallado.invertidas, hallado.sin_coordenada, hallado.fuera)
    assert cuentas == (2, 1, 2, 1)
