"""Los trazos de los gráficos: clases, barras y líneas dentro de su lienzo."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios import graficos


@pytest.mark.parametrize(
    ("valor", "clase"),
    [(0, 0), (19.9, 0), (20, 1), (34.9, 1), (35, 2), (50, 3), (69.9, 3), (70, 4), (100, 4)],
)
def test_clase_ipm(valor: float, clase: int) -> None:
    assert graficos.clase_ipm(valor) == clase


def test_los_rotulos_nombran_los_cortes() -> None:
    rotulos = graficos.rotulos_de_clase()
    assert rotulos == ["menos de 20", "20 a 35", "35 a 50", "50 a 70", "70 o más"]


def _barras(trazos: list[str]) -> dict[int, int]:
    """Posición y alto de cada barra; solo la primera de un trazo dice dónde va."""
    barras, x = {}, 0
    for orden, paso, alto in re.findall(r"([Mm])(\d+) \d+v-(\d+)h19V60z", "".join(trazos)):
        x = int(paso) + (x if orden == "m" else 0)
        barras[x] = int(alto)
    return barras


def test_histograma_a_mano() -> None:
    trazos = graficos.histograma(np.array([1, 2, 3, 4, 22, 22, 99, 100, np.nan]), alto=60)
    assert _barras(trazos) == {0: 60, 80: 30, 380: 30}
    assert [bool(t) for t in trazos] == [True, True, False, False, True]


def test_histograma_de_los_municipios(acervo: DatosDelSitio) -> None:
    valores = acervo.municipal("ipm_censal", "total", "2018")
    barras = _barras(graficos.histograma(valores, alto=60))
    assert max(barras.values()) == 60
    cuantos = int(((valores >= 30) & (valores < 35)).sum())
    mayor = max(int(((valores >= b) & (valores < b + 5)).sum()) for b in range(0, 100, 5))
    assert barras[120] == round(60 * cuantos / mayor)


@given(st.floats(1e-6, 1e9))
def test_el_tope_cubre_sin_desperdiciar(valor: float) -> None:
    tope = graficos.tope(valor)
    assert valor <= tope <= 2 * valor


def test_el_tope_de_nada() -> None:
    assert graficos.tope(0) == 1
