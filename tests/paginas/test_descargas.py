"""Los rótulos en un CSV: ninguno se lee como fórmula ni parte una fila."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.paginas.descargas import _celda


@pytest.mark.parametrize(
    ("valor", "celda"),
    [
        ("Sexta", "Sexta"),
        ("G5 (capacidades bajas)", "G5 (capacidades bajas)"),
        ("Grupo B, medio", '"Grupo B, medio"'),
        ('Dicho "así"', '"Dicho ""así"""'),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("a\r\nb", '"a\r\nb"'),
        ("", ""),
    ],
)  # fmt: skip
def test_celda(valor: str, celda: str) -> None:
    assert _celda(valor) == celda


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_una_celda_es_una_celda(valor: str) -> None:
    ((leido, final),) = csv.reader(io.StringIO(f"{_celda(valor)},fin\n", newline=""), strict=True)
    assert (leido.removeprefix("'"), final) == (valor.removeprefix("'"), "fin")
    assert not leido.startswith(("=", "+", "-", "@", "\t", "\r"))
