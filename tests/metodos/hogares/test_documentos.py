"""El documento en una forma que se compara, y que no sale en ningún mensaje."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.documentos import (
    ILEGIBLE,
    leer_documentos,
    numero_de_documento,
    tipo_de_documento,
)


@pytest.mark.parametrize(
    ("texto", "numero"),
    [
        ("12345678", "12345678"),
        ("0012345678", "12345678"),
        (" 12 345 678 ", "12345678"),
        ("12.345.678", "12345678"),
        ("12.345.000", "12345000"),
        ("1,012,345,000", "1012345000"),
        ("12345678.0", "12345678"),
        ('="0012345678"', "12345678"),
        ("12\u00a0345\u200b678", "12345678"),
        ("345.678", "345678"),
        ("345.000", ILEGIBLE),
        ("12.345,678", ILEGIBLE),
        ("1,0123E+09", ILEGIBLE),
        ("CC 12345678", ILEGIBLE),
        ("C.C.12.345.678", ILEGIBLE),
        ("0", ILEGIBLE),
        ("ap-123456", "AP123456"),
        ("no tiene", ILEGIBLE),
        ("", ""),
        ("N/A", ""),
        ("#N/D", ""),
    ],
)
def test_el_numero(texto: str, numero: str) -> None:
    assert numero_de_documento(texto) == numero


@given(st.integers(1_000_000, 9_999_999_999), st.sampled_from(".,"))
def test_con_puntos_de_miles_es_el_mismo(cedula: int, signo: str) -> None:
    con_miles = f"{cedula:,}".replace(",", signo)
    assert numero_de_documento(con_miles) == numero_de_documento(str(cedula)) == str(cedula)


@pytest.mark.parametrize(
    ("texto", "tipo"),
    [
        ("CC", "CC"),
        ("c.c.", "CC"),
        ("Cédula de ciudadanía", "CC"),
        ("TARJETA DE IDENTIDAD", "TI"),
        ("03", "3"),
        ("", ""),
    ],
)
def test_el_tipo(texto: str, tipo: str) -> None:
    assert tipo_de_documento(texto) == tipo


def test_la_notacion_cientifica_dice_las_filas_y_no_el_valor() -> None:
    columna = Columna.de_lista("doc", ["1234567", "1,23456789E+09", "9,87E+08", "1,23456789E+09"])
    with pytest.raises(ErrorDeMetodo) as error:
        leer_documentos(columna, None, np.array([2, 3, 4, 5]))
    assert "«doc» trae 3 documentos" in str(error.value)
    assert "filas 3, 4, 5" in str(error.value)
    assert "E+0" not in str(error.value)


def test_no_se_imprimen() -> None:
    leidos = leer_documentos(Columna.de_lista("d", ["1234567"]), None, np.array([2]))
    assert leidos.numeros == ("1234567",)
    assert "1234567" not in repr(leidos)
