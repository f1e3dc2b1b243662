"""La tabla ancha: cómo se escriben números, marcas y categorías, y en qué orden."""

from __future__ import annotations

import random

import pytest

from generador.cubo import forma
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import valores_de_celdas
from generador.importacion.tabla_ancha import texto_csv
from tests.importacion import falsas


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
    assert forma.DOMINIOS == valores_de_celdas.DOMINIOS
    assert {"dato", *forma.MARCAS} == set(valores_de_celdas.ESTADOS)
