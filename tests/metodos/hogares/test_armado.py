"""Armar una condición eligiendo: dice lo mismo que escribirla, y unirla no cambia lo que había."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.reglas import (
    Contexto,
    armar,
    comparaciones_de,
    escribir,
    leer_regla,
    unir,
)
from generador.metodos.identificacion import Regla, evaluar
from generador.metodos.instrumento import Instrumento
from generador.metodos.tablas import documento

SISBEN = Instrumento.de_datos(documento("instrumentos")["instrumentos"][0])
CAPA = Contexto.de_capa(SISBEN, ["x", "z", "orden", "Año Base", "nom_vereda"], ["nom_vereda"])
NUMEROS = st.integers(-9_999, 9_999).map(lambda n: n / 100)
DATOS = {
    "x": np.array([0.0, 0.5, 1.0, 2.5, -3.0, np.nan]),
    "z": np.array([1.0, 2.0, 3.0, np.nan, 2.0, 1.0]),
}
TEXTOS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12
).filter(lambda t: t.strip())


@pytest.mark.parametrize(
    ("campo", "comparacion", "valores", "tipo", "escrito", "condicion"),
    [
        ("orden", "hasta", ["B7"], "numero", "orden <= B7",
         {"campo": "orden", "entre": [None, 12]}),
        ("x", "es", ["0,5"], "numero", "x = 0,5", {"campo": "x", "en": [0.5]}),
        ("x", "es", ["0,5", "1"], "numero", "x en (0,5; 1)", {"campo": "x", "en": [0.5, 1]}),
        ("z", "no_es", ["1", "2"], "numero", "z no en (1; 2)",
         {"ninguna": [{"campo": "z", "en": [1, 2]}]}),
        ("z", "no_es", ["1"], "numero", "z != 1", {"ninguna": [{"campo": "z", "en": [1]}]}),
        ("x", "mas", ["1"], "numero", "x > 1", {"ninguna": [{"campo": "x", "entre": [None, 1]}]}),
        ("x", "menos", ["1"], "numero", "x < 1", {"ninguna": [{"campo": "x", "entre": [1, None]}]}),
        ("x", "entre", ["1", "2,5"], "numero", "x entre 1 y 2,5",
         {"campo": "x", "entre": [1, 2.5]}),
        ("Año Base", "desde", ["2020"], "numero", '"Año Base" >= 2020',
         {"campo": "Año Base", "entre": [2020, None]}),
        ("nom_vereda", "es", ["D'Arcy"], "texto", "nom_vereda = 'D''Arcy'",
         {"campo": "nom_vereda", "en": ["D'Arcy"]}),
    ],
)  # fmt: skip
def test_lo_elegido_es_lo_escrito(
    campo: str, comparacion: str, valores: list[str], tipo: Any, escrito: str, condicion: Any
) -> None:
    assert armar(campo, comparacion, valores, tipo) == escrito
    assert leer_regla(escrito, CAPA).condicion == condicion


@given(st.lists(TEXTOS, min_size=1, max_size=4), st.booleans())
def test_cualquier_texto_de_la_base_se_puede_elegir(valores: list[str], niega: bool) -> None:
    escrito = armar("nom_vereda", "no_es" if niega else "es", valores, "texto")
    condicion: Any = leer_regla(f"R: {escrito}", CAPA).condicion
    if niega:
        (condicion,) = condicion["ninguna"]
    assert condicion["en"] == [" ".join(v.split()) for v in valores]


@given(st.lists(NUMEROS, min_size=1, max_size=4))
def test_cualquier_numero_se_puede_elegir(valores: list[float]) -> None:
    escritos = [f"{v:.2f}".replace(".", ",") for v in valores]
    assert leer_regla(armar("x", "es", escritos, "numero"), CAPA).condicion == {
        "campo": "x", "en": valores,
    }  # fmt: skip


@st.composite
def condiciones(dibujar: Any, hondo: int = 2) -> dict[str, Any]:
    if hondo == 0 or dibujar(st.booleans()):
        campo = dibujar(st.sampled_from(["x", "z"]))
        return {"campo": campo, "en": [float(dibujar(st.integers(0, 3)))]}
    partes = [dibujar(condiciones(hondo - 1)) for _ in range(dibujar(st.integers(1, 3)))]
    clave = dibujar(st.sampled_from(["todas", "alguna", "ninguna"]))
    return {clave: partes}


@given(condiciones(), st.sampled_from(["y", "o"]), st.booleans(), st.booleans())
def test_unir_es_la_conjuncion_o_la_disyuncion(
    antes: dict[str, Any], union: Any, excluye: bool, con_nombre: bool
) -> None:
    """Con la lógica de tres valores: lo que ya había sigue diciendo lo mismo."""
    escrita = escribir(Regla("Con: nombre", antes, excluye))
    if not con_nombre:
        cuerpo = escrita.split(": ", 2)[2]
        escrita = f"salvo {cuerpo}" if excluye else cuerpo
    unida = leer_regla(unir(escrita, "z = 2", union, CAPA), CAPA)
    esperada = evaluar(
        DATOS, {"todas" if union == "y" else "alguna": [antes, {"campo": "z", "en": [2.0]}]}
    )
    hallada = evaluar(DATOS, unida.condicion)
    np.testing.assert_array_equal(hallada.si, esperada.si)
    np.testing.assert_array_equal(hallada.no, esperada.no)
    assert unida.excluye is excluye
    assert not con_nombre or unida.nombre == "Con: nombre"


@pytest.mark.parametrize(
    ("comparacion", "valores", "dice"),
    [
        ("es", [], "le falta el valor.*al menos un valor"),
        ("es", [" ", ""], "al menos un valor"),
        ("entre", ["1"], "los dos valores"),
        ("desde", [""], "elija un valor"),
        ("parece", ["1"], "«parece» no es una comparación"),
    ],
)
def test_lo_que_falta_se_dice(comparacion: str, valores: list[str], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=f"(?s){dice}"):
        armar("x", comparacion, valores, "numero")


def test_un_texto_no_tiene_orden() -> None:
    assert [c.id for c in comparaciones_de("texto")] == ["es", "no_es"]
    assert {c.id for c in comparaciones_de(None)} > {"es", "no_es", "desde", "entre"}
