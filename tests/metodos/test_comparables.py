"""Comparables: contra una búsqueda ingenua, empates por código y territorios sin comparables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.comparables import comparables, tipificar
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion


def ingenuos(
    variables: np.ndarray, grupos: np.ndarray, codigos: list[str], n: int
) -> list[list[int]]:
    """Lo mismo, escrito como se explica en la página: uno por uno y ordenando pares."""
    z = (variables - np.nanmean(variables, axis=0)) / np.nanstd(variables, axis=0)
    salida = []
    for a in range(len(codigos)):
        candidatos = [
            (round(float(np.sqrt(((z[a] - z[b]) ** 2).sum())), 9), codigos[b], b)
            for b in range(len(codigos))
            if b != a and grupos[b] == grupos[a] != -1 and not np.isnan(z[[a, b]]).any()
        ]
        salida.append([b for _, _, b in sorted(candidatos)[:n]])
    return salida


@st.composite
def casos(dibujar: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[str]]:
    filas = dibujar(st.integers(3, 25))
    enteros = dibujar(hnp.arrays(np.int64, (filas, 2), elements=st.integers(0, 6)))
    variables = enteros.astype(float)
    variables[:2] = [[0, 0], [6, 6]]  # ninguna variable es constante
    huecos = dibujar(
        hnp.arrays(np.bool_, (filas, 2), elements=st.sampled_from([False] * 9 + [True]))
    )
    huecos[:2] = False
    variables[huecos] = np.nan
    grupos = dibujar(hnp.arrays(np.int64, filas, elements=st.integers(-1, 2)))
    codigos = dibujar(st.permutations([f"{c:05d}" for c in range(filas)]))
    return variables, grupos, codigos


@given(casos(), st.integers(1, 5))
def test_coincide_con_la_busqueda_uno_por_uno(
    caso: tuple[np.ndarray, np.ndarray, list[str]], n: int
) -> None:
    variables, grupos, codigos = caso
    hallados = comparables(variables, Agrupacion(grupos, 3), codigos, n=n)
    esperados = ingenuos(variables, grupos, codigos, n)
    assert [[i for i in fila if i >= 0] for fila in hallados.indices.tolist()] == esperados
    assert np.array_equal(hallados.indices < 0, np.isnan(hallados.distancias))
    for fila in hallados.distancias:
        assert (np.diff(fila[~np.isnan(fila)]) >= 0).all()


@given(casos(), st.data())
def test_el_orden_de_las_filas_no_importa(
    caso: tuple[np.ndarray, np.ndarray, list[str]], datos: st.DataObject
) -> None:
    variables, grupos, codigos = caso
    orden = np.array(datos.draw(st.permutations(range(len(codigos)))))

    def por_codigo(posiciones: np.ndarray) -> dict[str, list[str]]:
        suyos = [codigos[p] for p in posiciones]
        hallados = comparables(
            variables[posiciones], Agrupacion(grupos[posiciones], 3), suyos, n=4
        ).indices
        return {c: [suyos[i] for i in f if i >= 0] for c, f in zip(suyos, hallados, strict=True)}

    assert por_codigo(np.arange(len(codigos))) == por_codigo(orden)


def test_cada_territorio_dice_por_que_le_faltan_comparables() -> None:
    variables = np.array([[0.0, 1], [1, 1], [2, 3], [np.nan, 1], [4, 4], [5, 5]])
    grupos = Agrupacion(np.array([0, 0, 0, 0, -1, 1]), 2)
    hallados = comparables(variables, grupos, list("abcdef"), n=2)
    assert hallados.motivos == (
        "completo", "completo", "completo", "sin_dato", "sin_grupo", "grupo_pequeno",
    )  # fmt: skip
    assert hallados.indices[3:].tolist() == [[-1, -1]] * 3
    assert hallados.faltantes[3].tolist() == [True, False]


def test_grupo_pequeno_trae_a_todos_los_de_su_grupo_y_a_nadie_mas() -> None:
    variables = np.array([[0.0], [1], [5], [0.1]])
    hallados = comparables(variables, Agrupacion(np.array([0, 0, 0, 1]), 2), list("abcd"), n=10)
    assert hallados.indices[0, :3].tolist() == [1, 2, -1]
    assert hallados.motivos[0] == "grupo_pequeno"


def test_los_empates_los_ordena_el_codigo() -> None:
    variables = np.array([[0.0], [1], [-1], [1]])
    hallados = comparables(variables, Agrupacion.unica(4), ["05001", "99", "10", "50"], n=3)
    assert hallados.indices[0].tolist() == [2, 3, 1]


def test_la_media_y_la_desviacion_son_de_todos_los_que_tienen_dato() -> None:
    z = tipificar(np.array([[1.0, 7.1], [3, 7.1], [np.nan, 7.1], [5, np.nan]]))
    assert z[[0, 1, 3], 0] == pytest.approx(np.array([-2, 0, 2]) / np.sqrt(8 / 3))
    assert np.isnan(z[2, 0])
    assert z[:3, 1].tolist() == [0, 0, 0]  # constante: no distingue a nadie
    assert np.isnan(z[3, 1])


@pytest.mark.parametrize(
    ("variables", "codigos", "mensaje"),
    [
        (np.zeros((2, 1)), ["a", "b", "c"], "3 códigos"),
        (np.zeros(3), ["a", "b", "c"], "forma"),
        (np.zeros((3, 1)), ["a", "b", "a"], "repetidos"),
    ],
)
def test_entradas_que_no_cuadran(variables: np.ndarray, codigos: list[str], mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        comparables(variables, Agrupacion.unica(3), codigos)
