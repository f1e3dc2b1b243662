"""Grupos y niveles: los 51 del Sisbén IV, su orden total y la vigencia."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.instrumento import Instrumento, rehacer, vigentes
from tests.metodos.datos import paquete

SISBEN, RUI = (Instrumento.de_datos(d) for d in paquete("instrumentos")["instrumentos"])
VALIDO = re.compile(r"^(A[1-5]|B[1-7]|C([1-9]|1[0-8])|D([1-9]|1[0-9]|2[01]))$")


def test_son_51_niveles_en_orden() -> None:
    assert len(SISBEN.codigos) == 51
    assert all(VALIDO.match(codigo) for codigo in SISBEN.codigos)
    assert (SISBEN.codigos[0], SISBEN.codigos[5], SISBEN.codigos[-1]) == ("A1", "B1", "D21")
    assert SISBEN.orden_de("C16") == 5 + 7 + 16


@given(st.lists(st.text(alphabet="ABCDabcd0123456789 ", max_size=4)))
def test_leer_acepta_exactamente_los_codigos_del_patron(textos: list[str]) -> None:
    validos = [bool(VALIDO.match(t.strip().upper())) for t in textos]
    assert (SISBEN.leer(textos) > 0).tolist() == validos


def test_grupo_y_nivel_dan_el_mismo_orden_que_el_codigo() -> None:
    grupos, niveles = [c[0] for c in SISBEN.codigos], [int(c[1:]) for c in SISBEN.codigos]
    orden = SISBEN.ordenar(grupos, niveles)
    assert orden.tolist() == list(range(1, 52))
    assert SISBEN.rotular(orden) == SISBEN.codigos
    assert SISBEN.leer(SISBEN.codigos).tolist() == orden.tolist()
    assert np.bincount(SISBEN.grupo_de(orden)).tolist() == [5, 7, 18, 21]


def test_lo_que_no_existe_no_tiene_orden() -> None:
    orden = SISBEN.ordenar(["A", "B", "E", "", "a", "C"], [6, 0, 1, 1, 2, np.nan])
    assert orden.tolist() == [0, 0, 0, 0, 2, 0]
    assert SISBEN.rotular(orden)[0] == ""
    assert SISBEN.grupo_de(orden).tolist() == [-1, -1, -1, -1, 0, -1]
    with pytest.raises(ErrorDeMetodo, match="«E1»"):
        SISBEN.orden_de("E1")


def test_rehacer_distingue_truncada_contradictoria_y_sin_dato() -> None:
    rehecha = rehacer(
        SISBEN,
        ["C1", "C16", "B2", "", "A3", ""],
        ["C", "C", "C", "C", "", ""],
        [16, 16, 16, 16, np.nan, np.nan],
    )
    assert SISBEN.rotular(rehecha.orden) == ("C16", "C16", "C16", "C16", "A3", "")
    assert rehecha.truncadas.tolist() == [True, False, False, False, False, False]
    assert rehecha.contradictorias.tolist() == [False, False, True, False, False, False]
    assert rehecha.sin_dato.tolist() == [False] * 5 + [True]


def test_el_registro_universal_queda_por_verificar_y_no_rige() -> None:
    assert not RUI.verificado
    assert "no oficiales" in RUI.advertencia
    assert RUI.codigos[0] == "A01"
    assert vigentes((SISBEN, RUI), "2026-01-01") == (SISBEN,)
    assert vigentes((SISBEN, RUI), "2021-01-01") == ()
