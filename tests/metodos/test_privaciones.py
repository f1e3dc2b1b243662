"""Alkire-Foster: casos publicados, identidades del método y entradas que no sirven."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.depuracion import depurar
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM, K_033, Metodo
from generador.metodos.privaciones import en_centesimas, es_pobre, medir, puntajes

AQUI = Path(__file__).parent
DOMINIO = AQUI.parent.parent.parent / "shared" / "dominio"
CASOS: dict[str, Any] = json.loads((AQUI / "casos_af.json").read_text("utf-8"))
AF2011 = CASOS["af2011"]


def patrones(privaciones: int) -> np.ndarray:
    """Todos los patrones posibles, uno por fila."""
    codigos = np.arange(2**privaciones)[:, None]
    return (codigos >> np.arange(privaciones) & 1).astype(np.uint8)


@st.composite
def bases(dibujar: st.DrawFn) -> tuple[np.ndarray, Metodo, np.ndarray, Agrupacion]:
    """Una base con de 1 a 8 privaciones, pesos que suman 1, corte, personas y grupos."""
    privaciones = dibujar(st.integers(1, 8))
    total = dibujar(st.sampled_from((1, 7, 18, 60, 100, 300)))
    marcas = dibujar(
        st.lists(st.integers(0, total), min_size=privaciones - 1, max_size=privaciones - 1).map(
            sorted
        )
    )
    pesos = tuple(int(p) for p in np.diff([0, *marcas, total]))
    filas = dibujar(st.integers(1, 40))
    grupos = dibujar(st.integers(1, 5))
    return (
        dibujar(hnp.arrays(np.uint8, (filas, privaciones), elements=st.integers(0, 1))),
        Metodo(
            tuple(f"p{j}" for j in range(privaciones)),
            pesos,
            total,
            dibujar(st.integers(1, total)),
        ),
        dibujar(hnp.arrays(np.int64, filas, elements=st.integers(0, 12))),
        Agrupacion(
            dibujar(hnp.arrays(np.int64, filas, elements=st.integers(0, grupos - 1))), grupos
        ),
    )


def test_los_casos_propios_son_los_de_la_tabla_de_dominio() -> None:
    original = DOMINIO / "casos_prueba_af.json"
    if not original.exists():
        pytest.skip(f"no está {original}; las demás pruebas usan la copia propia")
    assert json.loads(original.read_text("utf-8")) == CASOS


@pytest.mark.parametrize(("caso", "k"), [("k1", "1/4"), ("k2", "0,5"), ("k3", "75 %")])
def test_ejemplo_de_alkire_y_foster(caso: str, k: str) -> None:
    g0 = (np.array(AF2011["X"]) < np.array(AF2011["z"])).astype(np.uint8)
    metodo = Metodo.declarar(("ingreso", "educacion", "salud", "servicios"), ["1/4"] * 4, k)
    medida = medir(g0, metodo)
    assert g0.tolist() == AF2011["g0"]
    assert (puntajes(g0, metodo) * 4 / metodo.denominador).tolist() == AF2011["c"]
    assert medida.incidencia[0] == AF2011[caso]["H"]
    assert medida.intensidad[0] == pytest.approx(AF2011[caso]["A"], abs=1e-15)
    assert medida.m0[0] == AF2011[caso]["M0"]
    if caso == "k2":
        assert medida.tasas[0].tolist() == AF2011[caso]["hj"]
        assert medida.tasas_censuradas[0].tolist() == AF2011[caso]["hjk"]


def test_el_corte_entero_parte_los_32768_patrones_donde_debe() -> None:
    casos = CASOS["ipm_k"]
    todos = patrones(15)
    puntos = en_centesimas(puntajes(todos, IPM), IPM)
    assert puntos.dtype == np.int64
    assert [100 * p for p in IPM.proporciones] == casos["pesos_centesimas"]
    assert len(todos) == casos["patrones"]
    assert es_pobre(todos, IPM).sum() == casos["pobres_k_un_tercio"]
    assert es_pobre(todos, IPM.con_corte(K_033)).sum() == casos["pobres_k_033"]
    assert (puntos == 33).sum() == casos["patrones_con_puntaje_033"]
    assert todos.sum(axis=1)[puntos >= 34].min() == casos["min_privaciones_pobre"]
    assert todos.sum(axis=1)[puntos < 34].max() == casos["max_privaciones_no_pobre"]


@given(bases())
def test_identidades_del_metodo(base: tuple[np.ndarray, Metodo, np.ndarray, Agrupacion]) -> None:
    privado, metodo, personas, grupos = base
    m = medir(privado, metodo, ponderador=personas, agrupacion=grupos)
    con_poblacion, con_pobres = m.poblacion > 0, m.pobres > 0
    pesos = np.array(metodo.pesos) / metodo.denominador
    np.testing.assert_allclose(
        m.m0[con_pobres], (m.incidencia * m.intensidad)[con_pobres], rtol=1e-12
    )
    np.testing.assert_allclose(
        m.m0[con_poblacion], (m.tasas_censuradas @ pesos)[con_poblacion], rtol=1e-12
    )
    np.testing.assert_allclose(m.contribuciones[con_pobres].sum(axis=1), 1, rtol=1e-12)
    assert (m.privados_pobres <= m.privados).all()
    assert (m.privados_pobres <= m.pobres[:, None]).all()
    assert (m.intensidad[con_pobres] >= metodo.corte / metodo.denominador - 1e-12).all()
    assert np.isnan(m.incidencia[~con_poblacion]).all()
    assert np.isnan(m.intensidad[~con_pobres]).all()
    assert (m.m0[con_poblacion & ~con_pobres] == 0).all()
    assert ((m.privacion_principal == -1) == ~con_pobres).all()


@given(bases())
def test_los_grupos_suman_el_total(
    base: tuple[np.ndarray, Metodo, np.ndarray, Agrupacion],
) -> None:
    privado, metodo, personas, grupos = base
    por_grupo = medir(privado, metodo, ponderador=personas, agrupacion=grupos)
    junto, sumado = medir(privado, metodo, ponderador=personas), por_grupo.total()
    for campo in ("registros", "poblacion", "pobres", "privados", "privados_pobres"):
        assert np.array_equal(getattr(junto, campo), getattr(sumado, campo)), campo
    if junto.poblacion[0] > 0:
        con_dato = por_grupo.poblacion > 0
        media = np.average(por_grupo.m0[con_dato], weights=por_grupo.poblacion[con_dato])
        assert media == pytest.approx(junto.m0[0])
    if junto.pobres[0] > 0:
        con_pobres = por_grupo.pobres > 0
        media = np.average(por_grupo.intensidad[con_pobres], weights=por_grupo.pobres[con_pobres])
        assert media == pytest.approx(junto.intensidad[0])


@given(bases())
def test_ponderar_por_personas_es_repetir_la_fila(
    base: tuple[np.ndarray, Metodo, np.ndarray, Agrupacion],
) -> None:
    privado, metodo, personas, grupos = base
    ponderada = medir(privado, metodo, ponderador=personas, agrupacion=grupos)
    repetida = medir(
        np.repeat(privado, personas, axis=0),
        metodo,
        agrupacion=Agrupacion(np.repeat(grupos.grupo, personas), grupos.numero),
    )
    for campo in ("poblacion", "pobres", "privados", "privados_pobres"):
        assert np.array_equal(getattr(ponderada, campo), getattr(repetida, campo)), campo


@given(bases())
def test_el_corte_minimo_es_union_y_k_uno_interseccion(
    base: tuple[np.ndarray, Metodo, np.ndarray, Agrupacion],
) -> None:
    privado, metodo, _, _ = base
    pesan = privado[:, np.array(metodo.pesos) > 0].astype(bool)
    assert np.array_equal(
        es_pobre(privado, metodo.con_corte(Fraction(1, metodo.denominador))), pesan.any(axis=1)
    )
    assert np.array_equal(es_pobre(privado, metodo.con_corte("1")), pesan.all(axis=1))


def test_las_filas_sin_grupo_no_cuentan_y_se_pueden_contar() -> None:
    grupos = Agrupacion(np.array([0, -1, 1, 1]), 3)
    medida = medir(np.ones((4, 15), np.uint8), IPM, agrupacion=grupos)
    assert grupos.sin_grupo == 1
    assert medida.registros.tolist() == [1, 2, 0]
    assert np.isnan(medida.incidencia[2])


def test_agrupar_codigos_deja_sin_grupo_el_vacio() -> None:
    grupos, codigos = Agrupacion.de_codigos(["0502", "", "0501", "0502"])
    assert codigos == ("0501", "0502")
    assert grupos.grupo.tolist() == [1, -1, 0, 1]


COLUMNAS_CON_NULOS = (np.array([1, 0, -1, 1]), np.array([1.0, np.nan, np.nan, 0.0]))


def test_por_omision_los_nulos_fallan_con_su_recuento() -> None:
    with pytest.raises(ErrorDeMetodo, match=r"2 de 4 filas .* \(I1: 1, I2: 2\)"):
        depurar(COLUMNAS_CON_NULOS, ("I1", "I2"))


def test_excluir_y_no_privado_cuentan_lo_mismo_y_deciden_distinto() -> None:
    excluidas = depurar(COLUMNAS_CON_NULOS, ("I1", "I2"), "excluir")
    asumidas = depurar(COLUMNAS_CON_NULOS, ("I1", "I2"), "no_privado")
    assert excluidas.privado.tolist() == [[1, 1], [1, 0]]
    assert excluidas.conservadas.tolist() == [True, False, False, True]
    assert asumidas.privado.tolist() == [[1, 1], [0, 0], [0, 0], [1, 0]]
    assert asumidas.conservadas.all()
    for depuradas in (excluidas, asumidas):
        assert depuradas.nulos.tolist() == [1, 2]
        assert depuradas.filas_con_nulos == 2


@pytest.mark.parametrize(
    ("columna", "mensaje"),
    [
        (np.array([0, 9, 1]), "«I1» tiene 1 valores que no son 0 ni 1; el primero, 9"),
        (np.array([0, 0.5, 1]), "0.5, en la posición 1"),
        (np.array(["0", "1"]), "«I1» no es numérica"),
    ],
)
def test_un_valor_que_no_es_privacion_nunca_pasa(columna: np.ndarray, mensaje: str) -> None:
    for regla in ("fallar", "excluir", "no_privado"):
        with pytest.raises(ErrorDeMetodo, match=mensaje):
            depurar([columna], ["I1"], regla)


@pytest.mark.parametrize(
    ("ponderador", "mensaje"),
    [([1, np.nan], "posición 1"), ([-1, 2], r"-1.0, en la posición 0"), ([1], r"forma \(1,\)")],
)
def test_un_ponderador_imposible_se_rechaza(ponderador: list[float], mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        medir(np.ones((2, 15), np.uint8), IPM, ponderador=ponderador)


def test_una_matriz_de_otro_metodo_se_rechaza() -> None:
    with pytest.raises(ErrorDeMetodo, match="14 privaciones y el método 15"):
        medir(np.ones((2, 14), np.uint8), IPM)


def test_un_grupo_imposible_se_rechaza() -> None:
    with pytest.raises(ErrorDeMetodo, match="fuera de −1…1"):
        Agrupacion(np.array([0, 2]), 2)


@pytest.mark.parametrize(
    ("privado", "mensaje"),
    [
        (np.full((2, 15), 255, np.uint8), "«I1» vale 255 en la posición 0"),
        (np.where(np.eye(2, 15) == 1, 2, 0), "«I1» vale 2 en la posición 0"),
        (np.where(np.eye(2, 15)[::-1] == 1, -1, 0), "«I2» vale -1 en la posición 0"),
        (np.where(np.eye(2, 15) == 1, np.nan, 1.0), "«I1» vale nan en la posición 0"),
        (np.ones(15, np.uint8), r"de forma \(15,\)"),
        (np.full((2, 15), "1"), "<U1 de forma"),
    ],
)
def test_medir_solo_acepta_ceros_y_unos(privado: np.ndarray, mensaje: str) -> None:
    for cuenta in (medir, es_pobre, puntajes):
        with pytest.raises(ErrorDeMetodo, match=mensaje):
            cuenta(privado, IPM)


@pytest.mark.parametrize("tipo", [np.bool_, np.uint8, np.int8, np.int64, np.float64])
def test_el_tipo_de_los_ceros_y_unos_no_importa(tipo: type) -> None:
    medida = medir(np.eye(15)[:, ::-1].astype(tipo), IPM.con_corte("1/10"), ponderador=range(15))
    esperada = medir(
        np.eye(15, dtype=np.uint8)[:, ::-1], IPM.con_corte("1/10"), ponderador=range(15)
    )
    assert medida.privados.tolist() == esperada.privados.tolist()
    assert medida.m0.tolist() == esperada.m0.tolist()
