"""Puesto, percentil, brechas y participación, contra su definición escrita."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.grupos import Agrupacion
from generador.metodos.posiciones import (
    brecha,
    diferencia,
    participacion,
    posicion,
)

VALORES = hnp.arrays(
    np.float64,
    st.integers(0, 30),
    elements=st.sampled_from([0.0, 4.5, 12.8, 12.8, 90.6, 92.2, np.nan]),
)


@given(VALORES, st.data())
def test_posicion_es_contar_mayores_y_menores_en_su_grupo(
    valores: np.ndarray, datos: st.DataObject
) -> None:
    grupos = datos.draw(hnp.arrays(np.int64, len(valores), elements=st.integers(-1, 2)))
    hallada = posicion(valores, Agrupacion(grupos, 3))
    for i, (valor, grupo) in enumerate(zip(valores, grupos, strict=True)):
        suyos = valores[(grupos == grupo) & ~np.isnan(valores)]
        if grupo == -1:
            assert (hallada.puesto[i], hallada.de[i]) == (0, 0)
        elif np.isnan(valor):
            assert (hallada.puesto[i], hallada.de[i]) == (0, len(suyos))
            assert np.isnan(hallada.percentil[i])
        else:
            assert hallada.puesto[i] == (suyos > valor).sum() + 1
            assert hallada.de[i] == len(suyos)
            assert hallada.percentil[i] == 100 * (suyos < valor).sum() / len(suyos)


@given(VALORES)
def test_el_puesto_es_el_rango_minimo_de_pandas(valores: np.ndarray) -> None:
    rango = pd.Series(valores).rank(method="min", ascending=False).fillna(0)
    assert posicion(valores).puesto.tolist() == rango.astype(int).tolist()


def test_los_empatados_comparten_el_mejor_puesto() -> None:
    hallada = posicion([10.0, 30.0, 20.0, 20.0, np.nan])
    assert hallada.puesto.tolist() == [4, 1, 2, 2, 0]
    assert hallada.de.tolist() == [4, 4, 4, 4, 4]
    assert hallada.percentil[:4].tolist() == [0, 75, 25, 25]


def test_diferencia_y_brecha_en_puntos() -> None:
    assert diferencia([92.2, 4.5, np.nan], 19.6)[:2] == pytest.approx([72.6, -15.1])
    assert brecha([50.0, np.nan], [20.0, 3.0])[0] == 30
    assert np.isnan(brecha([50.0, np.nan], [20.0, 3.0])[1])


@given(VALORES, st.data())
def test_las_participaciones_de_cada_grupo_suman_100(
    cantidades: np.ndarray, datos: st.DataObject
) -> None:
    grupos = Agrupacion(
        datos.draw(hnp.arrays(np.int64, len(cantidades), elements=st.integers(-1, 2))), 3
    )
    partes = participacion(cantidades, grupos)
    assert np.isnan(partes[np.isnan(cantidades) | ~grupos.tiene]).all()
    for g in range(3):
        suyas = partes[(grupos.grupo == g) & ~np.isnan(partes)]
        if suyas.size:
            assert suyas.sum() == pytest.approx(100)


def test_un_grupo_que_suma_cero_no_tiene_participacion() -> None:
    assert np.isnan(participacion([0.0, 0.0])).all()
