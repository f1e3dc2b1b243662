"""La cadena que entra al sorteo y a la llave de publicación."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.identidad import canonica, identificar

CASOS = [
    (["05045", "000123", "1"], "5045|123|1"),
    (["5045", "123", "1"], "5045|123|1"),
    (["5045", " 123.0", "01"], "5045|123|1"),
    (["05045", "ficticia  000001", "1"], "5045|FICTICIA 000001|1"),
]


@pytest.mark.parametrize(("partes", "esperada"), CASOS)
def test_oraculo(partes: list[str], esperada: str) -> None:
    columnas = [Columna.de_lista(f"c{i}", [p]) for i, p in enumerate(partes)]
    assert identificar(columnas, np.array([2])).textos == (esperada,)


def test_la_notacion_cientifica_es_un_error_que_dice_columna_y_fila() -> None:
    columnas = [Columna.de_lista("ficha", ["1", "1,23E+11"]), Columna.de_lista("hogar", ["1", "1"])]
    with pytest.raises(ErrorDeMetodo, match=r"«ficha».*«1,23E\+11» \(fila 3\)"):
        identificar(columnas, np.array([2, 3]))


def test_lo_vacio_no_tiene_hogar() -> None:
    columnas = [Columna.de_lista("ficha", ["2", "", None, "1"]), Columna.de_lista("h", ["1"] * 4)]
    hecha = identificar(columnas, np.arange(2, 6))
    assert hecha.textos == ("1|1", "2|1")
    assert hecha.hogar.tolist() == [1, -1, -1, 0]
    assert hecha.vacias.tolist() == [False, True, True, False]


def test_el_separador_dentro_de_una_parte_no_junta_hogares() -> None:
    columnas = [Columna.de_lista("f", ["a|b", "a"]), Columna.de_lista("h", ["c", "b|c"])]
    assert len(identificar(columnas, np.arange(2)).textos) == 2


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3)), min_size=1), st.randoms())
def test_no_depende_del_formato_ni_del_orden(filas: list[tuple[int, int]], azar: Random) -> None:
    def textos(escribir: Callable[[int], str]) -> tuple[str, ...]:
        revueltas = list(filas)
        azar.shuffle(revueltas)
        partes = zip(*((escribir(f), str(h)) for f, h in revueltas), strict=True)
        columnas = [Columna.de_lista(n, list(v)) for n, v in zip("fh", partes, strict=True)]
        return identificar(columnas, np.arange(len(filas))).textos

    assert textos(str) == textos(lambda f: f"{f:08d}") == textos(lambda f: f" {f}.0 ")


def test_canonica_de_un_texto_cualquiera() -> None:
    assert canonica(" ab  1 ") == "AB 1"
    assert canonica("NA") == ""
    assert canonica("000") == "0"


def test_los_casos_son_los_de_la_especificacion() -> None:
    ruta = Path(__file__).parents[4] / "shared/dominio/supresion_casos.json"
    if ruta.exists():
        oraculo = [c for c in json.loads(ruta.read_text("utf-8"))["identidad"] if "canonica" in c]
        assert [(c["partes"], c["canonica"]) for c in oraculo] == CASOS
