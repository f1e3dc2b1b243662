"""Selección: orden declarado, límites, lista de espera y sorteo que cualquiera puede repetir."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.seleccion import (
    Candidatos,
    Criterio,
    LimitesDeSeleccion,
    Seleccion,
    seleccionar,
)

UNO_DE_MIL = Agrupacion.unica(1000)
CRITERIOS = (Criterio("orden", "menor"), Criterio("privaciones", "mayor"))


@st.composite
def bases(dibujar: st.DrawFn) -> tuple[Candidatos, dict[str, np.ndarray]]:
    n = dibujar(st.integers(1, 25))
    return (
        Candidatos(
            dibujar(hnp.arrays(np.bool_, n)),
            [f"h{i}" for i in range(n)],
            Agrupacion(dibujar(hnp.arrays(np.int64, n, elements=st.integers(-1, 2))), 3),
        ),
        {
            "orden": dibujar(hnp.arrays(np.float64, n, elements=st.sampled_from([1.0, 2, 3]))),
            "privaciones": dibujar(hnp.arrays(np.float64, n, elements=st.sampled_from([0.0, 5]))),
            "costo": dibujar(hnp.arrays(np.int64, n, elements=st.integers(1, 4))),
        },
    )


def ingenua(
    candidatos: Candidatos, datos: dict[str, np.ndarray], limites: LimitesDeSeleccion, semilla: str
) -> tuple[list[int], set[int]]:
    """El mismo acto, hogar por hogar: el orden de prioridad y los seleccionados."""

    def llave(i: int) -> tuple[float, float, str]:
        boleta = hashlib.sha256(f"{semilla}:{candidatos.identificadores[i]}".encode()).hexdigest()
        return datos["orden"][i], -datos["privaciones"][i], boleta

    orden = sorted(np.flatnonzero(candidatos.elegible).tolist(), key=llave)
    quedan = None if limites.por_territorio is None else [*np.array(limites.por_territorio), 0]
    cupo = len(orden) if limites.cupo is None else limites.cupo
    dinero, entran = limites.presupuesto, []
    for i in orden:
        territorio = candidatos.agrupacion.grupo[i]
        if quedan is not None:
            if quedan[territorio] == 0:
                continue
            quedan[territorio] -= 1
        if cupo == 0:
            break
        cupo -= 1
        if dinero is not None:
            if datos["costo"][i] > dinero:
                break
            dinero -= datos["costo"][i]
        entran.append(i)
    return orden, set(entran)


@given(bases(), st.data(), st.text(max_size=5))
def test_es_lo_mismo_que_ir_hogar_por_hogar(
    base: tuple[Candidatos, dict[str, np.ndarray]], dibujo: st.DataObject, semilla: str
) -> None:
    candidatos, datos = base
    limites = LimitesDeSeleccion(
        cupo=dibujo.draw(st.integers(0, 12)),
        por_territorio=dibujo.draw(st.none() | st.lists(st.integers(0, 4), min_size=3, max_size=3)),
        presupuesto=dibujo.draw(st.none() | st.integers(0, 30)),
        costos=datos["costo"],
    )
    orden, entran = ingenua(candidatos, datos, limites, semilla)
    hallada = seleccionar(candidatos, datos, CRITERIOS, limites, semilla)
    assert (
        np.argsort(hallada.puesto, kind="stable")[len(hallada.puesto) - len(orden) :].tolist()
        == orden
    )
    assert set(np.flatnonzero(hallada.estado == 1).tolist()) == entran
    en_espera = [i for i in orden if i not in entran]
    assert hallada.espera[en_espera].tolist() == list(range(1, len(en_espera) + 1))
    assert ((hallada.corte > 0) == (hallada.estado == 2)).all()
    assert (hallada.puesto[~candidatos.elegible] == 0).all()
    if limites.presupuesto is not None:
        assert hallada.costo == datos["costo"][list(entran)].sum() <= limites.presupuesto


@given(bases(), st.permutations(range(25)))
def test_el_orden_de_las_filas_no_cambia_la_suerte_de_nadie(
    base: tuple[Candidatos, dict[str, np.ndarray]], permutacion: list[int]
) -> None:
    candidatos, datos = base
    filas = np.array([i for i in permutacion if i < len(candidatos.elegible)])
    revueltos = Candidatos(
        candidatos.elegible[filas],
        [candidatos.identificadores[i] for i in filas],
        Agrupacion(candidatos.agrupacion.grupo[filas], 3),
    )
    otros = {campo: valores[filas] for campo, valores in datos.items()}
    antes = seleccionar(candidatos, datos, CRITERIOS, LimitesDeSeleccion(cupo=5), "acta 12")
    despues = seleccionar(revueltos, otros, CRITERIOS, LimitesDeSeleccion(cupo=5), "acta 12")
    for campo in ("puesto", "estado", "espera", "corte", "sorteado"):
        assert np.array_equal(getattr(antes, campo)[filas], getattr(despues, campo)), campo


def seis(limites: LimitesDeSeleccion, semilla: str = "1") -> Seleccion:
    """Seis hogares: los cuatro del medio empatan en todo."""
    candidatos = Candidatos(
        np.ones(6, np.bool_), list("abcdef"), Agrupacion(np.array([0, 0, 0, 1, 1, 1]), 2)
    )
    return seleccionar(
        candidatos, {"orden": np.array([1, 2, 2, 2, 2, 3])}, [Criterio("orden", "menor")],
        limites, semilla,
    )  # fmt: skip


def test_se_dice_a_quien_le_decidio_el_sorteo() -> None:
    assert seis(LimitesDeSeleccion(cupo=3)).sorteado.tolist() == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert not seis(LimitesDeSeleccion(cupo=5)).sorteado.any()
    # Con un cupo de 2 en cada territorio, en el 1 los empatados caben todos: no hay sorteo.
    por_territorio = seis(LimitesDeSeleccion(por_territorio=[2, 2])).sorteado
    assert por_territorio.tolist() == [False, True, True, False, False, False]


def test_otra_semilla_es_otro_sorteo() -> None:
    suertes = {tuple(seis(LimitesDeSeleccion(cupo=3), str(s)).estado.tolist()) for s in range(30)}
    assert len(suertes) == 6  # los 6 pares que pueden salir de 4 empatados


def test_la_razon_se_lee_sin_codigos() -> None:
    razones = seis(LimitesDeSeleccion(por_territorio=[3, 1], cupo=3)).razones()
    assert razones[0] == "seleccionado, puesto 1"
    assert "en espera" in razones[5]
    assert "se agotó el cupo de su territorio" in razones[5]


def test_el_presupuesto_se_detiene_en_el_primero_que_no_cabe() -> None:
    hallada = seis(LimitesDeSeleccion(presupuesto=100, costos=[60, 50, 50, 50, 50, 10]))
    assert hallada.estado.tolist() == [1, 2, 2, 2, 2, 2]
    assert hallada.costo == 60


def test_un_costo_de_menos_de_un_peso_no_es_gratis() -> None:
    """Presupuesto 10 y 100 hogares de 0,9: alcanza para 11, que suman 9,90."""
    candidatos = Candidatos(np.ones(100, np.bool_), [*map(str, range(100))], Agrupacion.unica(100))
    for costos in (np.full(100, 0.9), ["0,9"] * 100, [Decimal("0.90")] * 100):
        limites = LimitesDeSeleccion(presupuesto="10", costos=costos)
        hallada = seleccionar(candidatos, {}, [], limites, "1")
        assert (int((hallada.estado == 1).sum()), hallada.costo) == (11, 9.9)


def test_diez_centavos_sumados_mil_veces_no_se_desvian() -> None:
    candidatos = Candidatos(np.ones(1000, np.bool_), [*map(str, range(1000))], UNO_DE_MIL)
    limites = LimitesDeSeleccion(presupuesto=100, costos=np.full(1000, 0.1))
    hallada = seleccionar(candidatos, {}, [], limites, "1")
    assert (int((hallada.estado == 1).sum()), hallada.costo) == (1000, 100)


def test_costos_enormes_no_se_desbordan() -> None:
    candidatos = Candidatos(np.ones(1000, np.bool_), [*map(str, range(1000))], UNO_DE_MIL)
    limites = LimitesDeSeleccion(presupuesto=10**15, costos=np.full(1000, 10**15))
    hallada = seleccionar(candidatos, {}, [], limites, "1")
    assert (int((hallada.estado == 1).sum()), hallada.costo) == (1, 10**15)


def test_un_costo_nulo_solo_importa_en_un_elegible() -> None:
    candidatos = Candidatos(np.array([True, False]), ["a", "b"], Agrupacion.unica(2))
    limites = LimitesDeSeleccion(presupuesto=5, costos=[3.5, np.nan])
    assert seleccionar(candidatos, {}, [], limites, "1").costo == 3.5
    otros = Candidatos(np.array([True, True]), ["a", "b"], Agrupacion.unica(2))
    with pytest.raises(ErrorDeMetodo, match="la fila 2, «sin dato»"):
        seleccionar(otros, {}, [], limites, "1")


def test_sin_dato_de_prioridad_falla_o_va_al_final_si_se_declara() -> None:
    candidatos = Candidatos(np.ones(2, np.bool_), ["a", "b"], Agrupacion.unica(2))
    datos = {"orden": np.array([np.nan, 7.0])}
    with pytest.raises(ErrorDeMetodo, match="1 elegibles no tienen dato en «orden»"):
        seleccionar(
            candidatos, datos, [Criterio("orden", "mayor")], LimitesDeSeleccion(cupo=1), "x"
        )
    declarado = [Criterio("orden", "mayor", nulos_al_final=True)]
    hallada = seleccionar(candidatos, datos, declarado, LimitesDeSeleccion(cupo=1), "x")
    assert hallada.puesto.tolist() == [2, 1]


@pytest.mark.parametrize(
    ("limites", "mensaje"),
    [
        (LimitesDeSeleccion(), "no hay cupo ni presupuesto"),
        (LimitesDeSeleccion(presupuesto=5), "no hay costos"),
        (LimitesDeSeleccion(por_territorio=[1, 2, 3]), "cupo por territorio tiene forma"),
        (LimitesDeSeleccion(por_territorio=[1, 2.5]), "un cupo por territorio de 2.5"),
        (LimitesDeSeleccion(presupuesto=0.001, costos=[1] * 6), "presupuesto «0.001»"),
        (LimitesDeSeleccion(presupuesto=5, costos=[1, 1, 1, 1, 1, 0.125]), "la fila 6, «0.125»"),
        (LimitesDeSeleccion(presupuesto=5, costos=[1, 2]), "tiene forma"),
    ],
)
def test_limites_imposibles(limites: LimitesDeSeleccion, mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        seis(limites)


def test_identificadores_repetidos() -> None:
    candidatos = Candidatos(np.ones(2, np.bool_), ["a", "a"], Agrupacion.unica(2))
    with pytest.raises(ErrorDeMetodo, match="repetidos"):
        seleccionar(candidatos, {}, [], LimitesDeSeleccion(cupo=1), "x")


def test_campo_que_no_esta() -> None:
    candidatos = Candidatos(np.ones(1, np.bool_), ["a"], Agrupacion.unica(1))
    with pytest.raises(ErrorDeMetodo, match="«orden» y la capa no lo trae"):
        seleccionar(candidatos, {}, CRITERIOS, LimitesDeSeleccion(cupo=1), "x")
