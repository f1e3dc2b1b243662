"""Códigos y nombres de territorio: lo mismo escrito de varias formas es lo mismo."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.codigos import (
    TerritorioDeCadaFila,
    comparable,
    digitos,
    municipio,
    municipios,
    territorio,
    unir,
)
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.perdidas import Perdidas


def leer(nombre: str, *valores: str | None) -> tuple[TerritorioDeCadaFila, Avisos, Perdidas]:
    avisos, perdidas = Avisos(), Perdidas(np.arange(2, len(valores) + 2))
    return territorio(Columna.de_lista(nombre, valores), perdidas, avisos), avisos, perdidas


@pytest.mark.parametrize(
    "escrito", ["05001", "5001", "5001.0", "5001,00", '="05001"', "5.001", " 05001 ", "5 001"]
)
def test_un_municipio_en_todas_sus_escrituras(escrito: str) -> None:
    assert municipio(escrito) == "05001"


@pytest.mark.parametrize("escrito", ["5.000", "ABC", "123456", "5,0E+03", "-5001", "5.1"])
def test_lo_que_no_es_un_municipio_no_se_adivina(escrito: str) -> None:
    assert municipio(escrito) is None


def test_el_municipio_corto_se_completa_con_su_departamento() -> None:
    assert municipio("1", "5") == "05001"
    assert municipio("045", "05.0") == "05045"
    assert municipio("45") is None


@given(st.integers(1001, 99999))
def test_cualquier_municipio_se_lee_igual(codigo: int) -> None:
    formas = {f"{codigo:05d}", str(codigo), f"{codigo}.0", f'="{codigo:05d}"'}
    assert {municipio(f) for f in formas} == {f"{codigo:05d}"}


def test_los_ilegibles_quedan_sin_municipio_y_nombrados() -> None:
    avisos, perdidas = Avisos(), Perdidas(np.arange(2, 6))
    leido = municipios(
        Columna.de_lista("cod_mpio", ["05001", "5.001", "x", None]), None, perdidas, avisos
    )
    assert [leido.etiquetas[c] if c >= 0 else None for c in leido.codigos] == [
        "05001",
        "05001",
        None,
        None,
    ]
    (perdida,) = perdidas.lista
    assert (perdida.columna, perdida.filas, perdida.ejemplos) == ("cod_mpio", 1, (("x", 4),))
    assert "«5.001»" in avisos.textos[0]


def test_un_nombre_en_nfd_con_espacios_o_sin_tilde_es_el_mismo() -> None:
    leido, avisos, _ = leer(
        "nom_vereda", "LA PEÑA", unicodedata.normalize("NFD", "La Peña"), " la pena ", "V0", " V0"
    )
    assert leido.etiquetas == ("LA PEÑA", "V0")
    assert leido.codigos.tolist() == [0, 0, 0, 1, 1]
    assert avisos.lista[0].n == 1


def test_un_codigo_con_y_sin_ceros_es_el_mismo_y_se_muestra_entero() -> None:
    leido, _, _ = leer("cod_vereda", "5001001", "05001001", "05001001.0")
    assert leido.etiquetas == ("05001001",)


def test_un_nombre_que_parece_codigo_no_pierde_nada() -> None:
    leido, _, _ = leer("nom_barrio", "20 DE JULIO", "7 DE AGOSTO", "5.1")
    assert leido.etiquetas == ("20 DE JULIO", "5.1", "7 DE AGOSTO")


def test_un_error_de_la_hoja_es_sin_territorio_y_se_nombra() -> None:
    leido, _, perdidas = leer("nom_vereda", "A", "#N/D", "", None)
    assert leido.codigos.tolist() == [0, -1, -1, -1]
    assert perdidas.lista[0].ejemplos == (("#N/D", 3),)


def test_la_etiqueta_no_depende_del_orden_de_las_filas() -> None:
    uno, _, _ = leer("nom_vereda", "La Peña", "LA PENA", "LA PEÑA")
    otro, _, _ = leer("nom_vereda", "LA PENA", "LA PEÑA", "La Peña")
    assert uno.etiquetas == otro.etiquetas == ("LA PEÑA",)


def test_unir_dos_columnas_deja_sin_territorio_a_la_que_le_falta_una() -> None:
    a, _, _ = leer("cod_mpio", "05001", "05001", "05002", "")
    b, _, _ = leer("cod_vereda", "V1", None, "V1", "V1")
    junto = unir([a, b])
    assert junto.etiquetas == ("05001-V1", "05002-V1")
    assert junto.codigos.tolist() == [0, -1, 1, -1]


@pytest.mark.parametrize(
    ("texto", "cifras"),
    [("1.234.567", "1234567"), ("5.001", "5001"), ("5.0", "5"), ("5.000", None), ("0.5", None)],
)
def test_digitos(texto: str, cifras: str | None) -> None:
    assert digitos(texto) == cifras


def test_comparable_junta_la_base_y_la_capa() -> None:
    assert comparable("05001") == comparable("5001.0") == "5001"
    assert comparable("LA PEÑA") == comparable("la pena")
