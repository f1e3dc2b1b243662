"""Resumir en patrones: se codifica y descodifica igual, y los bloques suman la base entera."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.azar import palabras
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM
from generador.metodos.patrones import (
    TablaDePatrones,
    codificar,
    descodificar,
    medir_patrones,
    resumir,
    unir,
)
from generador.metodos.privaciones import medir

CAMPOS = ("territorio", "patron", "registros", "hogares", "personas")


@st.composite
def hogares(dibujar: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    filas = dibujar(st.integers(1, 40))
    return (
        dibujar(hnp.arrays(np.uint8, (filas, 15), elements=st.integers(0, 1))),
        dibujar(hnp.arrays(np.int64, filas, elements=st.integers(-1, 3))),
        dibujar(hnp.arrays(np.int64, filas, elements=st.integers(1, 9))),
    )


def tabla(base: tuple[np.ndarray, np.ndarray, np.ndarray]) -> TablaDePatrones:
    privado, territorio, personas = base
    return resumir(privado, Agrupacion(territorio, 4), personas=personas)


@given(hogares())
def test_codificar_tiene_vuelta(base: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    assert np.array_equal(descodificar(codificar(base[0]), 15), base[0])


def test_el_bit_j_es_la_privacion_j() -> None:
    assert codificar(np.eye(15, dtype=np.uint8)).tolist() == [2**j for j in range(15)]


@given(hogares(), st.integers(1, 100))
def test_la_medida_no_cambia_ni_en_personas_ni_en_hogares(
    base: tuple[np.ndarray, np.ndarray, np.ndarray], corte: int
) -> None:
    privado, territorio, personas = base
    metodo, grupos = IPM.con_corte(Fraction(corte, 100)), Agrupacion(territorio, 4)
    for unidad, ponderador in (("personas", personas), ("hogares", None)):
        directa = medir(privado, metodo, ponderador=ponderador, agrupacion=grupos)
        resumida = medir_patrones(tabla(base), metodo, unidad)  # type: ignore[arg-type]
        for campo in ("registros", "poblacion", "pobres", "privados", "privados_pobres"):
            assert np.array_equal(getattr(directa, campo), getattr(resumida, campo)), campo


@given(hogares(), st.integers(0, 40))
def test_los_bloques_suman_la_base(
    base: tuple[np.ndarray, np.ndarray, np.ndarray], donde: int
) -> None:
    antes, despues = (tuple(a[s] for a in base) for s in (slice(donde), slice(donde, None)))
    junta, unida = tabla(base), unir([tabla(antes), tabla(despues)])  # type: ignore[arg-type]
    for campo in CAMPOS:
        assert np.array_equal(getattr(junta, campo), getattr(unida, campo)), campo


@given(hogares(), st.integers(0, 40))
def test_las_llaves_se_suman_por_fila_y_por_bloques(
    base: tuple[np.ndarray, np.ndarray, np.ndarray], donde: int
) -> None:
    """La suma modular y los hogares de cada pareja, contra enteros de Python."""
    privado, territorio, personas = base
    llaves = palabras(3, len(privado))
    esperadas: dict[tuple[int, int], list[int]] = {}
    for t, p, llave in zip(territorio, codificar(privado), llaves, strict=True):
        if t >= 0:
            esperadas.setdefault((int(t), int(p)), []).append(int(llave))

    def con_llaves(filas: slice) -> TablaDePatrones:
        grupos = Agrupacion(territorio[filas], 4)
        return resumir(privado[filas], grupos, personas=personas[filas], llaves=llaves[filas])

    unida = unir([con_llaves(slice(donde)), con_llaves(slice(donde, None))])
    for hecha in (con_llaves(slice(None)), unida):
        assert hecha.llaves is not None
        assert hecha.distintos is not None
        parejas = list(zip(hecha.territorio.tolist(), hecha.patron.tolist(), strict=True))
        assert parejas == sorted(esperadas)
        assert hecha.llaves.tolist() == [sum(esperadas[p]) % 2**64 for p in parejas]
        assert hecha.distintos.tolist() == [len(esperadas[p]) for p in parejas]


def test_las_filas_de_un_mismo_hogar_cuentan_una_vez() -> None:
    privado = np.zeros((3, 15), np.uint8)
    llaves = np.array([7, 7, 9], dtype=np.uint64)
    hecha = resumir(privado, Agrupacion.unica(3), personas=[1, 1, 1], llaves=llaves)
    assert hecha.distintos is not None
    assert hecha.llaves is not None
    assert hecha.distintos.tolist() == [2]
    assert hecha.llaves.tolist() == [16]
    assert hecha.personas.tolist() == [3]
    with pytest.raises(ErrorDeMetodo, match="3 hogares"):
        resumir(privado, Agrupacion.unica(3), personas=[1, 1, 1], llaves=llaves[:2])
    privado[1, 0] = 1
    with pytest.raises(ErrorDeMetodo, match="1 filas repiten un hogar"):
        resumir(privado, Agrupacion.unica(3), personas=[1, 1, 1], llaves=llaves)


def test_no_se_unen_tablas_con_llaves_y_sin_ellas() -> None:
    privado, llaves = np.zeros((1, 15), np.uint8), np.array([7], dtype=np.uint64)
    sin = resumir(privado, Agrupacion.unica(1), personas=[1])
    con = resumir(privado, Agrupacion.unica(1), personas=[1], llaves=llaves)
    assert sin.llaves is None
    with pytest.raises(ErrorDeMetodo, match="1 de 2 tablas traen las llaves"):
        unir([sin, con])


def test_tablas_de_otros_territorios_no_se_unen() -> None:
    vacia = np.zeros((0, 15), np.uint8)
    nadie = np.zeros(0, np.int64)
    tablas = [resumir(vacia, Agrupacion(nadie, n), personas=nadie) for n in (1, 2)]
    with pytest.raises(ErrorDeMetodo, match="mismos territorios"):
        unir(tablas)


def test_unir_no_copia_las_tablas_mas_de_una_vez() -> None:
    azar, cuantos = np.random.default_rng(1), 4_000
    tablas = [
        resumir(
            azar.integers(0, 2, (cuantos, 15), dtype=np.uint8),
            Agrupacion(azar.integers(0, 2_000, cuantos), 2_000),
            personas=azar.integers(1, 9, cuantos),
        )
        for _ in range(20)
    ]
    ocupan = sum(getattr(t, campo).nbytes for t in tablas for campo in CAMPOS)
    tracemalloc.start()
    unida = unir(tablas)
    _, maximo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert unida.registros.sum() == 20 * cuantos
    # Casi nada se repite: la salida pesa como la entrada, y lo demás es ordenar las parejas.
    assert maximo < 2 * ocupan


@pytest.mark.parametrize("personas", [[np.nan], [-1.0], [np.inf]])
def test_personas_imposibles(personas: list[float]) -> None:
    with pytest.raises(ErrorDeMetodo, match="número de personas es nulo, negativo"):
        resumir(np.zeros((1, 15), np.uint8), Agrupacion.unica(1), personas=personas)


def test_demasiadas_privaciones() -> None:
    with pytest.raises(ErrorDeMetodo, match="31 privaciones"):
        codificar(np.zeros((1, 31), np.uint8))
