"""La tabla ancha: cómo se escriben números, marcas y categorías, y en qué orden."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.cubo import forma
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import valores
from generador.importacion.tabla_ancha import numero, texto_csv
from tests.importacion import falsas


@pytest.mark.parametrize(
    ("valor", "cifras", "texto"),
    [
        (5.0, 4, "5"),
        (-0.0, 4, "0"),
        (-0.00001, 4, "0"),
        (90.6, 4, "90.6"),
        (0.1 + 0.2, 4, "0.3"),
        (0.00001, 5, "0.00001"),
        (1 / 3, 4, "0.3333"),
        (52695952.0, 3, "52695952"),
        (49_612_345_678_901.0, 3, "49612345678901"),
        (1e17, 3, "100000000000000000"),
    ],
)
def test_numero_lo_mas_corto_posible(valor: float, cifras: int, texto: str) -> None:
    assert numero(valor, cifras) == texto


@given(st.floats(-1e15, 1e15), st.integers(3, 8))
def test_numero_vuelve_al_mismo_valor_y_no_usa_exponente(valor: float, cifras: int) -> None:
    texto = numero(valor, cifras)
    assert float(texto) == round(valor, cifras)
    assert set(texto) <= set("-0123456789.")
    assert not texto.endswith((".", ".0"))
    assert texto != "-0"


def test_columnas_de_catalogo_filas_ordenadas_y_marcas() -> None:
    filas = list(falsas.FILAS)
    random.Random(3).shuffle(filas)
    assert texto_csv(falsas.larga_de(filas), "uno", falsas.catalogo()) == falsas.CSV_UNO


def test_llave_repetida_es_error() -> None:
    tabla = falsas.larga_de([*falsas.FILAS, falsas.FILAS[0]])
    with pytest.raises(ErrorDeDatos, match=r"uno\.csv.*mismo territorio"):
        texto_csv(tabla, "uno", falsas.catalogo())


def test_categoria_sin_rotulo_dice_cual() -> None:
    sin_rotulo = ("05002", "total", "2018", "uno_grupo", 7.0, "dato")
    with pytest.raises(ErrorDeDatos, match=r"«uno_grupo».*valor «7\.0»"):
        texto_csv(falsas.larga_de([*falsas.FILAS, sin_rotulo]), "uno", falsas.catalogo())


def test_indicador_fuera_del_catalogo_y_al_reves() -> None:
    catalogo = falsas.catalogo()
    otro = ("05002", "total", "2018", "otro", 7.0, "dato")
    with pytest.raises(ErrorDeDatos, match="no están en el catálogo con esa fuente: otro"):
        texto_csv(falsas.larga_de([*falsas.FILAS, otro]), "uno", catalogo)
    catalogo["falta"] = falsas.indicador("falta", "uno")
    with pytest.raises(ErrorDeDatos, match="la tabla no los trae: falta"):
        texto_csv(falsas.larga_de(falsas.FILAS), "uno", catalogo)


def test_las_constantes_ligeras_son_las_de_las_fuentes() -> None:
    assert forma.DOMINIOS == valores.DOMINIOS
    assert {"dato", *forma.MARCAS} == set(valores.ESTADOS)
