"""Propiedades: lo completo, igual al oráculo; lo decidido, cierto con cualquier respuesta."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metodos.recodificacion import oraculo
from tests.metodos.recodificacion.bases import hogar, privados, recodificados

Persona = dict[str, Any]
DE_HOGAR = {
    "zona": (1, 2, 3), "paredes": range(8), "pisos": range(1, 7), "acueducto": (1, 2),
    "alcantarillado": (1, 2), "sanitario": (1, 2, 3, 5), "agua": range(1, 10),
    "cuartos_dormir": range(1, 5),
}  # fmt: skip
# Lo que cada respuesta puede ser, según la edad y lo demás: así un hogar completo es coherente.
SIEMPRE = {"seguridad_social": (0, 1, 2, 3, 9), "enfermo_30": (1, 2)}


def posibles(persona: Persona) -> dict[str, tuple[int, ...]]:
    """Las respuestas posibles de una persona de esa edad, {variable: códigos}."""
    edad = persona["edad"]
    return {
        **SIEMPRE,
        "acudio_salud": (1, 2) if persona["enfermo_30"] == 1 else (9,),
        "cuidado": tuple(range(1, 9)) if edad < 5 else (9,),
        "recibe_comida": (1, 2) if edad < 5 else (9,),
        "lee": (1, 2) if edad >= 5 else (9,),
        "estudia": (1, 2) if edad >= 5 else (9,),
        "nivel": tuple(range(8)) if edad >= 5 else (9,),
        "grado": tuple(range(14)) if edad >= 5 else (99,),
        "pension": (1, 2, 3) if edad >= 14 else (9,),
        "actividad": tuple(range(8)) if edad >= 8 else (9,),
        "semanas": (0, 51, 52, 300) if persona["actividad"] == 2 else (999,),
    }


@st.composite
def personas(dibujar: st.DrawFn) -> Persona:
    edades = st.sampled_from([0, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 40, 70])
    hecha: Persona = {"parentesco": 3, "edad": dibujar(edades), "enfermo_30": 2, "actividad": 9}
    for variable in ("seguridad_social", "enfermo_30", "actividad"):
        hecha[variable] = dibujar(st.sampled_from(posibles(hecha)[variable]))
    for variable, cuales in posibles(hecha).items():
        hecha.setdefault(variable, dibujar(st.sampled_from(cuales)))
    return hecha


@st.composite
def completos(dibujar: st.DrawFn) -> list[Persona]:
    vivienda = {v: dibujar(st.sampled_from(list(c))) for v, c in DE_HOGAR.items()}
    suyas = dibujar(st.lists(personas(), min_size=1, max_size=4))
    suyas[0]["parentesco"] = 1
    return hogar(*suyas, **vivienda)


@given(st.lists(completos(), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_con_todos_los_datos_es_el_oraculo(hogares: list[list[Persona]]) -> None:
    hecha = recodificados(hogares)
    assert [tuple(h.values()) for h in privados(hecha)] == [oraculo.marcas(h) for h in hogares]


BORRABLES = tuple(v for v in (*posibles({"edad": 40, "enfermo_30": 2, "actividad": 1}), "edad"))


@given(completos(), st.data())
@settings(max_examples=120, deadline=None)
def test_lo_decidido_es_cierto_con_cualquier_respuesta(
    completo: list[Persona], datos: st.DataObject
) -> None:
    """Se borran hasta dos respuestas y se prueban todas las que pudieron ser."""
    celdas = [(i, v) for i, p in enumerate(completo) for v in BORRABLES if v != "edad"
              if len(posibles(p)[v]) > 1 and v not in ("enfermo_30", "actividad")]  # fmt: skip
    if not celdas:
        return
    borradas = datos.draw(st.lists(st.sampled_from(celdas), min_size=1, max_size=2, unique=True))
    con_huecos = [dict(p) for p in completo]
    for i, v in borradas:
        con_huecos[i][v] = None
    (hecho,) = privados(recodificados([con_huecos]))
    vistas: list[tuple[int, ...]] = []
    for valores in itertools.product(*(posibles(completo[i])[v] for i, v in borradas)):
        otro = [dict(p) for p in completo]
        for (i, v), valor in zip(borradas, valores, strict=True):
            otro[i][v] = valor
        vistas.append(oraculo.marcas(otro))
    for j, decidida in enumerate(hecho.values()):
        if decidida >= 0:
            assert {m[j] for m in vistas} == {decidida}


@given(st.lists(completos(), min_size=1, max_size=5), st.data())
@settings(max_examples=120, deadline=None)
def test_con_menos_datos_se_decide_menos_y_nada_cambia(
    hogares: list[list[Persona]], datos: st.DataObject
) -> None:
    """Monotonía: lo decidido con más huecos es parte de lo decidido con menos."""
    celdas = [(h, i, v) for h, suyas in enumerate(hogares) for i in range(len(suyas))
              for v in (*BORRABLES, *DE_HOGAR)]  # fmt: skip
    borradas = datos.draw(st.lists(st.sampled_from(celdas), max_size=12))
    antes = recodificados(hogares).de_hogares
    for hasta in range(len(borradas) + 1):
        propios = [[dict(p) for p in suyas] for suyas in hogares]
        for h, i, v in borradas[:hasta]:
            propios[h][i][v] = None
        ahora = recodificados(propios).de_hogares
        decididas = ahora >= 0
        assert np.array_equal(ahora[decididas], antes[decididas])
        assert not (decididas & (antes < 0)).any()
        antes = ahora


@given(st.lists(completos(), min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_el_orden_de_los_hogares_no_cambia_nada(hogares: list[list[Persona]], azar: Any) -> None:
    orden = list(range(len(hogares)))
    azar.shuffle(orden)
    hechos = privados(recodificados(hogares))
    assert privados(recodificados([hogares[i] for i in orden])) == [hechos[i] for i in orden]
