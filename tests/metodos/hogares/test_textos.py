"""Una sola forma de cada texto."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.hogares.columna import Columna, escribir
from generador.metodos.hogares.textos import componer, es_error_de_hoja, limpiar, llave


@pytest.mark.parametrize(
    ("escrito", "limpio"),
    [
        ("  LA   PEÑA ", "LA PEÑA"),
        (unicodedata.normalize("NFD", "LA PEÑA"), "LA PEÑA"),
        ("\ufeffV0", "V0"),
        (" V0", "V0"),
        ("V\u200b0", "V0"),
        ("V\u00a00", "V 0"),
        ("LA\r\nHOZ", "LA HOZ"),
        ('="05001"', "05001"),
        ("#N/D", ""),
        ("#¡VALOR!", ""),
        ("NA", ""),
        ("null", ""),
        (".", ""),
        ("0", "0"),
        ("Nariño", "Nariño"),
    ],
)
def test_limpiar(escrito: str, limpio: str) -> None:
    assert limpiar(escrito) == limpio


def test_solo_los_errores_de_la_hoja_se_nombran_aparte() -> None:
    assert es_error_de_hoja(" #n/d ")
    assert not es_error_de_hoja("NA")
    assert not es_error_de_hoja("")


@given(st.text())
def test_limpiar_dos_veces_es_limpiar_una(texto: str) -> None:
    assert componer(componer(texto)) == componer(texto)
    assert limpiar(unicodedata.normalize("NFD", texto)) == limpiar(texto)


@given(st.text(alphabet="aeiouñÑáÉü LPs"))
def test_la_llave_no_ve_tildes_ni_mayusculas(texto: str) -> None:
    assert llave(texto) == llave(texto.upper()) == llave(unicodedata.normalize("NFD", texto))


@pytest.mark.parametrize(
    ("valor", "texto"), [(5.0, "5"), (5, "5"), (0.25, "0.25"), (True, "1"), ("05", "05")]
)
def test_una_celda_tipada_se_escribe_como_en_el_csv(valor: object, texto: str) -> None:
    assert escribir(valor) == texto


def test_los_textos_limpios_juntan_escrituras() -> None:
    columna = Columna.de_lista("c", ["LA PEÑA", " LA  PEÑA", None, "NA", "B"])
    textos, codigos = columna.limpios()
    assert textos == ("B", "LA PEÑA")
    assert codigos.tolist() == [1, 1, -1, -1, 0]
