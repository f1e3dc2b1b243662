"""Identificación: reglas compuestas, datos que faltan y la razón de cada hogar."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.identificacion import Regla, evaluar, identificar_hogares

DATOS: dict[str, Any] = {
    "orden": np.array([1.0, 16, 17, np.nan, 40]),
    "zona": np.array([1, 2, 3, 2, 1]),
    "vereda": np.array(["La Unión", "", "El Tres", "La Unión", ""]),
    "I9": np.array([1, 0, 1, 1, 0]),
}


def tres(condicion: dict[str, Any], datos: dict[str, Any] = DATOS) -> str:
    """Resultado por fila: S, N o ? (desconocido)."""
    valor = evaluar(datos, condicion)
    return "".join(
        "S" if si else "N" if no else "?" for si, no in zip(valor.si, valor.no, strict=True)
    )


@pytest.mark.parametrize(
    ("condicion", "esperado"),
    [
        ({"campo": "orden", "entre": [1, 16]}, "SSN?N"),
        ({"campo": "orden", "entre": [17, None]}, "NNS?S"),
        ({"campo": "zona", "en": [2, 3]}, "NSSSN"),
        ({"campo": "vereda", "en": ["La Unión"]}, "S?NS?"),
        ({"todas": [{"campo": "orden", "entre": [1, 16]}, {"campo": "zona", "en": [1]}]}, "SNNNN"),
        ({"alguna": [{"campo": "orden", "entre": [1, 1]}, {"campo": "I9", "en": [1]}]}, "SNSSN"),
        ({"ninguna": [{"campo": "orden", "entre": [1, 16]}]}, "NNS?S"),
    ],
)
def test_cada_forma_de_condicion(condicion: dict[str, Any], esperado: str) -> None:
    assert tres(condicion) == esperado


@given(st.integers(1, 4), st.integers(1, 4))
def test_al_menos_es_seguro_solo_si_lo_es_de_cualquier_modo(cuantas: int, de: int) -> None:
    """Lógica de Kleene: vale lo que valdría rellenando los nulos de todas las maneras."""
    if cuantas > de:
        return
    filas = list(product([0.0, 1.0, np.nan], repeat=de))
    datos = {f"c{j}": np.array([fila[j] for fila in filas]) for j in range(de)}
    condiciones = [{"campo": f"c{j}", "en": [1]} for j in range(de)]
    hallado = tres({"al_menos": cuantas, "de": condiciones}, datos)
    for fila, valor in zip(filas, hallado, strict=True):
        rellenos = product(*([0, 1] if np.isnan(v) else [v] for v in fila))
        posibles = {sum(relleno) >= cuantas for relleno in rellenos}
        assert valor == ("?" if len(posibles) == 2 else "S" if posibles == {True} else "N")


REGLAS = (
    Regla("Sisbén A1 a B4 y rural", {"todas": [{"campo": "orden", "entre": [1, 9]},
                                              {"campo": "zona", "en": [2, 3]}]}),
    Regla("sin aseguramiento", {"campo": "I9", "en": [1]}),
    Regla("ya es beneficiario", {"campo": "ya", "en": [1]}, excluye=True),
)  # fmt: skip


def test_cada_hogar_tiene_su_razon() -> None:
    datos = {
        "orden": np.array([3.0, 3, np.nan, 30, 3, np.nan]),
        "zona": np.array([2, 1, 2, 1, 2, 2]),
        "I9": np.array([1, 1, 0, 0, 1, 0]),
        "ya": np.array([0.0, 0, 0, 0, 1, 1]),
    }
    hallado = identificar_hogares(datos, REGLAS)
    assert hallado.estado.tolist() == [1, 1, 2, 0, 0, 0]
    assert hallado.regla.tolist() == [0, 1, -1, -1, 2, 2]
    assert hallado.razones() == (
        "cumple: Sisbén A1 a B4 y rural",
        "cumple: sin aseguramiento",
        "faltan datos para decidir: Sisbén A1 a B4 y rural",
        "no cumple ninguna regla de entrada",
        "excluido por: ya es beneficiario",
        "excluido por: ya es beneficiario",
    )
    assert hallado.recuento()[1] == {
        "regla": "sin aseguramiento", "excluye": False, "cumplen": 3, "deciden": 1, "sin_dato": 0,
    }  # fmt: skip


def test_si_la_exclusion_no_se_conoce_no_se_decide() -> None:
    datos = {"I9": np.array([1, 0]), "orden": np.array([40.0, 40]), "zona": np.array([1, 1]),
             "ya": np.array([np.nan, np.nan])}  # fmt: skip
    assert identificar_hogares(datos, REGLAS).estado.tolist() == [2, 0]


@pytest.mark.parametrize(
    ("condicion", "mensaje"),
    [
        ({"campo": "edad", "entre": [0, 5]}, "«edad» y la capa no lo trae"),
        ({"campo": "orden", "igual": 3}, "no se entiende"),
        ({"campo": "zona", "en": ["2"]}, "no se puede comparar"),
        ({"campo": "vereda", "entre": [1, 2]}, "no se puede comparar"),
        ({"alguna": []}, "lista de 0"),
        ({"al_menos": 3, "de": [{"campo": "I9", "en": [1]}]}, "se piden 3"),
    ],
)
def test_una_condicion_imposible_dice_que_hacer(condicion: dict[str, Any], mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        evaluar(DATOS, condicion)


def test_sin_reglas_de_entrada_no_hay_elegibles() -> None:
    with pytest.raises(ErrorDeMetodo, match="ninguna regla de entrada"):
        identificar_hogares(DATOS, [Regla("fuera", {"campo": "zona", "en": [1]}, excluye=True)])
