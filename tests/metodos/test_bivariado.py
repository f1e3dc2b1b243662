"""Las parejas de clases, contra mapclassify, y que los colores se distingan con daltonismo."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.bivariado import CLASES, bivariar, color, nombre
from generador.metodos.clasificacion import cuantiles
from generador.metodos.errores import ErrorDeMetodo
from generador.rutas import SITIO

# Machado, Oliveira y Fernandes (2009), severidad 1, sobre RGB lineal.
VISIONES: dict[str, Any] = {
    "común": np.eye(3),
    "protanopía": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopía": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopía": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
A_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def cielab(hexadecimal: str, vision: Any) -> np.ndarray:
    """El color como lo ve esa persona, en CIELAB."""
    partes = np.array([int(hexadecimal[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    lineal = np.where(partes <= 0.04045, partes / 12.92, ((partes + 0.055) / 1.055) ** 2.4)
    visto = np.clip(np.asarray(vision) @ lineal, 0, 1)
    f = (A_XYZ @ visto) / (A_XYZ @ np.ones(3))
    f = np.where(f > 0.008856, np.cbrt(f), 7.787 * f + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISIONES)
def test_los_nueve_colores_se_distinguen(vision: str) -> None:
    todos = [color(i, j) for j in range(CLASES) for i in range(CLASES)]
    vistos = [cielab(c, VISIONES[vision]) for c in todos]
    assert min(np.linalg.norm(a - b) for a, b in combinations(vistos, 2)) > 18


def test_son_los_colores_y_los_nombres_del_mapa_del_sitio() -> None:
    """En el sitio, «b23» es la clase 2 del primero y la 3 del segundo, y van en papel claro."""
    estilo = (SITIO / "recursos/estilos/mapa/colores-de-clase.css").read_text("utf-8")
    claro = estilo.split("@media")[0]
    for i in range(CLASES):
        for j in range(CLASES):
            assert f"--b{i + 1}{j + 1}: {color(i, j)};" in claro
    leyenda = (SITIO / "recursos/mapa/partes/leyenda.js").read_text("utf-8")
    nombres = ", ".join(f'"{nombre(c)}"' for c in range(CLASES))
    assert f"[{nombres}]" in leyenda


def test_a_mano() -> None:
    hecho = bivariar([1, 2, 3, np.nan, 2], [9, 5, 1, 5, np.nan], ([1, 2], [3, 6]))
    assert hecho.una.tolist() == [0, 1, 2, -1, -1]
    assert hecho.otra.tolist() == [2, 1, 0, -1, -1]
    assert hecho.recuento().tolist() == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    assert [nombre(c) for c in range(CLASES)] == ["bajo", "medio", "alto"]


@given(hnp.arrays(np.float64, (2, 30), elements=st.integers(-20, 20).map(float)))
def test_cada_eje_es_el_de_mapclassify(valores: np.ndarray) -> None:
    una, otra = valores
    hecho = bivariar(una, otra, (cuantiles(una, 3), cuantiles(otra, 3)))
    for clases, eje in ((hecho.una, una), (hecho.otra, otra)):
        cortes = [*cuantiles(eje, 3).tolist(), eje.max()]
        suyas = mapclassify.UserDefined(eje, cortes).yb
        np.testing.assert_array_equal(clases, suyas)
    assert hecho.recuento().sum() == 30


def test_mas_de_dos_cortes_no() -> None:
    with pytest.raises(ErrorDeMetodo, match="3 cortes"):
        bivariar([1], [1], ([1, 2, 3], [1]))
