"""Estados, balance por territorio y dos pasos: de mano y por propiedad."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.acceso.cobertura import (
    ESTADOS,
    balance,
    estados,
    leer_cortes,
    nombre_de_corte,
)  # fmt: skip
from generador.metodos.acceso.dos_pasos import dos_pasos
from generador.metodos.acceso.medir import Oferta, Puntos, en_linea_recta, por_el_terreno
from generador.metodos.acceso.salida import columnas_del_balance, descritas
from generador.metodos.acceso.terreno import Terreno
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.rejilla import Rejilla

NAN = float("nan")


def test_los_cinco_estados() -> None:
    costo = np.array([1, 2, 2.1, NAN, NAN, NAN])
    hallados = estados(
        costo, 2, np.array([0, 0, 0, 0, 0, 1], bool), np.array([0, 0, 0, 0, 1, 0], bool)
    )
    assert [ESTADOS[e] for e in hallados] == [
        "con servicio", "con servicio", "lejos", "sin conexión", "fuera del terreno",
        "sin coordenada",
    ]  # fmt: skip


def test_balance_de_mano() -> None:
    """Dos veredas y un hogar sin vereda; uno no dice cuántas personas son."""
    costo = np.array([1, 3, NAN, NAN, 2, 5])
    sin = np.array([0, 0, 0, 1, 0, 0], bool)
    hecho = balance(
        estados(costo, 2, sin), costo, [4, 2, 6, 3, NAN, 1],
        Agrupacion(np.array([0, 0, 0, 0, 1, -1]), 2), (1, 3),
    )  # fmt: skip
    tabla = columnas_del_balance(hecho, (1, 3))
    # De la segunda vereda no se sabe cuántas personas son: no es cero.
    assert tabla["personas"] == [15, None]
    assert (tabla["con_serv"], tabla["lejos"], tabla["sin_conex"]) == (
        [4, None],
        [2, None],
        [6, None],
    )
    assert (tabla["sin_coord"], tabla["sin_serv"]) == ([3, None], [8, None])
    assert tabla["parte_sin"] == [pytest.approx(8 / 12), None]
    assert tabla["costo"] == [pytest.approx((4 * 1 + 2 * 3) / 6), None]
    assert (tabla["hasta_1"], tabla["hasta_3"], tabla["sin_pers"]) == ([4, None], [6, None], [0, 1])
    assert set(tabla) == {n for n, _, _ in descritas((1, 3), "km")}
    total = columnas_del_balance(hecho.total(), (1, 3))
    assert (total["puntos"], total["personas"], total["costo"]) == (
        [5],
        [15],
        [pytest.approx(10 / 6)],
    )


def test_las_personas_negativas_son_un_error() -> None:
    with pytest.raises(ErrorDeMetodo, match="-2 personas"):
        balance(np.zeros(1, np.int8), np.ones(1), [-2], Agrupacion.unica(1))


@pytest.mark.parametrize(
    ("texto", "cortes"),
    [("15; 30;60", (15, 30, 60)), ("60,15,15", (15, 60)), ("0,5; 1", (0.5, 1)), ("", ())],
)
def test_los_cortes_se_leen(texto: str, cortes: tuple[float, ...]) -> None:
    assert leer_cortes(texto) == cortes


@pytest.mark.parametrize("texto", ["x", "0; 3", "-1", "1; nan", "inf"])
def test_los_cortes_que_no_se_entienden(texto: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="no se entienden"):
        leer_cortes(texto)


def test_el_nombre_de_un_corte_cabe_en_un_shapefile() -> None:
    assert [nombre_de_corte(c) for c in (15, 2.5)] == ["hasta_15", "hasta_2_5"]


def test_dos_pasos_de_mano() -> None:
    """Dos sedes y tres puntos: el del medio alcanza las dos; el último, ninguna.

    Sede 0: 10 cupos entre 100 + 100; sede 1: 30 cupos entre 100 + 50.
    """

    def alcance() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        yield np.array([0, 1]), np.array([0, 0])
        yield np.array([1, 2]), np.array([1, 1])

    hecho = dos_pasos(alcance, [100, 100, 50, 70], [10, 30])
    assert hecho.demanda.tolist() == [200, 150]
    assert hecho.razon.tolist() == [0.05, 0.2]
    assert hecho.acceso.tolist() == [0.05, pytest.approx(0.25), 0.2, 0]


@given(st.data())
def test_lo_que_reciben_es_lo_que_ofrecen(data: st.DataObject) -> None:
    """Σ población · acceso = Σ capacidad de las sedes que alguien alcanza."""
    n, s = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 10))
    lugar = st.floats(0, 1e5)
    puntos = Puntos(*data.draw(hnp.arrays(float, (2, n), elements=lugar)))
    sedes = Puntos(*data.draw(hnp.arrays(float, (2, s), elements=lugar)))
    gente = data.draw(hnp.arrays(float, n, elements=st.integers(0, 500).map(float)))
    cupos = data.draw(hnp.arrays(float, s, elements=st.integers(0, 90).map(float)))
    medido, pasos = en_linea_recta(puntos, sedes, 20, Oferta(gente, cupos))
    assert pasos is not None
    assert medido.acceso is not None
    alcanzadas = pasos.demanda > 0
    assert (gente * medido.acceso).sum() == pytest.approx(cupos[alcanzadas].sum())
    cuadrado = (puntos.x[:, None] - sedes.x) ** 2 + (puntos.y[:, None] - sedes.y) ** 2
    assert np.allclose(pasos.demanda, ((cuadrado <= 20_000.0**2) * gente[:, None]).sum(axis=0))


def test_dos_pasos_por_el_terreno_tambien_conserva() -> None:
    azar = np.random.default_rng(3)
    altura = np.cumsum(azar.normal(0, 5, (20, 20)), axis=0)
    altura[:, 10] = np.nan  # a un lado y otro de un río
    terreno = Terreno.armar(Rejilla(0, 2000, 100, 100, 20, 20), altura)
    puntos, sedes = (Puntos(*azar.uniform(0, 2000, (2, k))) for k in (60, 5))
    gente, cupos = azar.integers(1, 9, 60).astype(float), np.full(5, 40.0)
    medido, pasos, sin_usar = por_el_terreno(terreno, puntos, sedes, 30, Oferta(gente, cupos))
    assert pasos is not None
    alcanzadas = pasos.demanda > 0
    assert alcanzadas.sum() > 0
    assert not alcanzadas[sin_usar].any()
    assert (gente * pasos.acceso).sum() == pytest.approx(cupos[alcanzadas].sum())
    con_servicio = medido.minutos <= 30
    assert np.array_equal(pasos.acceso > 0, con_servicio)


@pytest.mark.parametrize(
    ("gente", "cupos", "dice"),
    [([-1], [3], "población -1"), ([1], [-3], "capacidad -3"), ([1], [NAN], "capacidad vacía")],
)
def test_lo_que_no_se_reparte(gente: list[float], cupos: list[float], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        dos_pasos(list, gente, cupos)
