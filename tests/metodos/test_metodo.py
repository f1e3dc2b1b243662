"""Pesos y corte racionales: los casos de `oraculos/pesos.json` y la misma cuenta con fracciones."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.metodo import (
    DENOMINADOR_MAXIMO,
    IPM,
    Metodo,
    escribir_proporcion,
    leer_pesos,
    leer_proporcion,
)
from generador.metodos.privaciones import en_centesimas, es_pobre, medir, puntajes
from tests.metodos.datos import DOMINIO
from tests.metodos.test_privaciones import patrones

CASOS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "oraculos" / "pesos.json").read_text("utf-8")
)
INDICES = ("girela5", "ipm_mundial", "ipm_colombia", "siete_iguales")
MUNDIAL = ["1/6"] * 4 + ["1/18"] * 6


def nombres(cuantos: int) -> tuple[str, ...]:
    return tuple(f"p{j}" for j in range(1, cuantos + 1))


def fracciones(textos: list[str]) -> list[Fraction]:
    return [Fraction(t) for t in textos]


def reales(textos: list[str]) -> list[float]:
    return [float(f) for f in fracciones(textos)]


def test_los_casos_propios_son_los_de_dominio() -> None:
    original = DOMINIO / "incertidumbre_casos.json"
    if not original.exists():
        pytest.skip(f"no está {original}; las demás pruebas usan la copia propia")
    assert json.loads(original.read_text("utf-8"))["pesos"] == CASOS


@pytest.mark.parametrize("caso", INDICES)
def test_cada_indice_publicado_sale_exacto(caso: str) -> None:
    entrada, salida = CASOS[caso]["entrada"], CASOS[caso]["salida"]
    metodo = Metodo.declarar(nombres(len(entrada["pesos"])), entrada["pesos"], entrada["k"])
    privado = np.array(entrada["g0"], dtype=np.uint8)
    assert metodo.resumen() == {letra: salida[letra] for letra in "DWK"}
    puntos = puntajes(privado, metodo).tolist()
    assert [Fraction(p, metodo.denominador) for p in puntos] == fracciones(salida["c"])
    assert es_pobre(privado, metodo).astype(int).tolist() == salida["pobre"]
    medida = medir(privado, metodo)
    assert medida.incidencia[0] == float(Fraction(salida["H"]))
    assert medida.intensidad[0] == float(Fraction(salida["A"]))
    assert medida.m0[0] == float(Fraction(salida["M0"]))
    assert medida.tasas_censuradas[0].tolist() == [
        float(f) for f in fracciones(salida["censuradas"])
    ]
    assert medida.contribuciones[0].tolist() == [
        float(f) for f in fracciones(salida["contribuciones"])
    ]


def test_en_centesimas_girela5_pierde_a_la_persona_2() -> None:
    """El control: con los pesos redondeados el resultado es otro, el que dice el caso."""
    redondeado = Metodo(nombres(4), (33, 33, 17, 17), 100, 34)
    privado = np.array(CASOS["girela5"]["entrada"]["g0"], dtype=np.uint8)
    assert es_pobre(privado, redondeado).tolist() == [True, False, False, True, False]
    assert medir(privado, redondeado).m0[0] == 133 / 500


@pytest.mark.parametrize("falla", CASOS["fallas"], ids=lambda f: f"{f['indice']}, {f['k']}")
def test_cuantos_patrones_saldrian_mal_en_centesimas(falla: dict[str, Any]) -> None:
    """El método coincide con `Fraction` en todos; las centésimas fallan en los que se dice."""
    pesos = MUNDIAL if falla["indice"] == "IPM mundial" else list(IPM.proporciones)
    exacto = Metodo.declarar(nombres(len(pesos)), pesos, falla["k"])
    redondos = [Fraction(p, 100) for p in falla["pesos_en_centesimas"]]
    todos = patrones(len(pesos))
    k = Fraction(falla["k"])
    de_mano = [
        sum((exacto.proporciones[j] for j in np.flatnonzero(fila)), Fraction(0)) >= k
        for fila in todos
    ]
    assert es_pobre(todos, exacto).tolist() == de_mano
    en_cien = es_pobre(todos, Metodo.declarar(exacto.nombres, redondos, falla["k"]))
    assert (en_cien != np.array(de_mano)).sum() == falla["mal_en_centesimas"]


@pytest.mark.parametrize("caso", [c for c in CASOS["lectura_de_k"] if "k" in c])
def test_k_se_lee_como_se_escribe(caso: dict[str, str]) -> None:
    assert leer_proporcion(caso["texto"]) == Fraction(caso["k"])
    assert IPM.con_corte(caso["texto"]).k == Fraction(caso["k"])


def test_los_errores_de_lectura_de_dominio() -> None:
    flotante, cero, pesos = (c for c in CASOS["lectura_de_k"] if "error" in c)
    with pytest.raises(ErrorDeMetodo, match=flotante["error"]):
        IPM.con_corte(0.3333333333333333)  # type: ignore[arg-type]
    with pytest.raises(ErrorDeMetodo, match="k = 0 no es mayor que 0 y hasta 1"):
        IPM.con_corte(cero["texto"])
    with pytest.raises(ErrorDeMetodo, match=pesos["error"]):
        Metodo.declarar(nombres(4), pesos["pesos"])


@pytest.mark.parametrize(
    ("valor", "dice"),
    [
        *((t, "no es una proporción") for t in ("", "x", "un tercio", "1/0", "1/", "-1/3", "1e-1")),
        *((t, "no es una proporción") for t in ("1.234,5", "1 2/3", "1/3 %", "3/0,1", "½", "٣")),
        ("1" * 5000, "no es una proporción"),
        *((v, "coma flotante") for v in (0.5, np.float64(0.5), np.float32(0.5), None, True)),
        *((t, "no es mayor que 0 y hasta 1") for t in ("0", "0 %", "2", "101 %", 3)),
        *((t, "denominador común") for t in ("0,33333333333", "1/1000000007")),
    ],
)
def test_un_k_que_no_sirve_siempre_es_error_de_metodo(valor: Any, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        IPM.con_corte(valor)


@pytest.mark.parametrize(
    ("texto", "pesos"),
    [
        ("10,40,50", ["1/10", "2/5", "1/2"]),
        ("12.5,37.5,50", ["1/8", "3/8", "1/2"]),
        ("12,5; 37,5; 50", ["1/8", "3/8", "1/2"]),
        ("1/6; 1/3; 0,5", ["1/6", "1/3", "1/2"]),
        ("1/6,1/3,0.5", ["1/6", "1/3", "1/2"]),
        ("10 %;40%; 50 %", ["1/10", "2/5", "1/2"]),
        ("0,0,1", ["0", "0", "1"]),
        ("1/7;2/7;4/7", ["1/7", "2/7", "4/7"]),
    ],
)
def test_los_pesos_se_escriben_en_centesimas_o_en_fracciones(texto: str, pesos: list[str]) -> None:
    assert list(leer_pesos(texto)) == fracciones(pesos)
    assert Metodo.declarar(nombres(3), leer_pesos(texto)).proporciones == tuple(fracciones(pesos))


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("10,40,49", "los pesos suman 99 y deben sumar 1"),
        ("0,05,0,45,0,5", "3 privaciones y 6 pesos"),
        ("0,33;0,33;0,33", "los pesos suman 99/100 y deben sumar 1"),
        ("10,a,50", "el peso 2 «a» no es una proporción"),
        ("10,,90", "el peso 2 «» no es una proporción"),
    ],
)
def test_una_lista_de_pesos_que_no_sirve(texto: str, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        Metodo.declarar(nombres(3), leer_pesos(texto))


@pytest.mark.parametrize(
    ("partes", "dice"),
    [
        (((50, 40), 100, 34), "suman 9/10"),
        (((110, -10), 100, 34), "«p2» tiene un peso negativo, -10/100"),
        (((33.5, 66.5), 100, 34), "no son todos enteros"),
        (((True, 99), 100, 34), "no son todos enteros"),
        (((100,), 100, 34), "2 privaciones y 1 pesos"),
        (((50, 50), 100, 0), "k = 0 no es mayor"),
        (((50, 50), 100, 101), "k = 101/100 no es mayor"),
        (((0, 0), 0, 0), "el denominador común de los pesos y de k es 0"),
        (((1, DENOMINADOR_MAXIMO), DENOMINADOR_MAXIMO + 1, 1), "el máximo es 1000000000"),
    ],
)
def test_un_metodo_imposible_se_rechaza(partes: tuple[Any, ...], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        Metodo(nombres(2), *partes)


def test_el_ipm_es_el_de_siempre_y_se_muestra_como_un_tercio() -> None:
    de_antes = Metodo(IPM.nombres, (10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4), 100, 34)
    todos = patrones(15)
    assert (IPM.denominador, IPM.corte) == (300, 100)
    assert IPM.resumen() == {"D": 300, "W": [30] * 2 + [15] * 4 + [30] * 4 + [12] * 5, "K": 100}
    assert np.array_equal(es_pobre(todos, IPM), es_pobre(todos, de_antes))
    assert np.array_equal(
        en_centesimas(puntajes(todos, IPM), IPM), puntajes(todos, de_antes).astype(np.int64)
    )
    ahora, antes = (medir(todos, m, ponderador=np.arange(len(todos)) % 9) for m in (IPM, de_antes))
    for campo in ("incidencia", "intensidad", "m0", "tasas", "tasas_censuradas", "contribuciones"):
        assert np.array_equal(getattr(ahora, campo), getattr(antes, campo)), campo


@pytest.mark.parametrize(
    ("k", "texto"),
    [
        ("1/3", "1/3"),
        ("33 %", "0,33"),
        ("1/2", "0,5"),
        ("1", "1"),
        ("3/7", "3/7"),
        ("333/1000", "0,333"),
    ],
)
def test_k_se_muestra_legible_y_se_vuelve_a_leer(k: str, texto: str) -> None:
    assert escribir_proporcion(leer_proporcion(k)) == texto
    assert leer_proporcion(texto) == leer_proporcion(k)


@st.composite
def racionales(dibujar: st.DrawFn) -> tuple[list[Fraction], Fraction]:
    """De 1 a 8 pesos que suman 1 exacto, con denominadores cualesquiera, y un k."""
    partes = dibujar(st.lists(st.integers(0, 40), min_size=1, max_size=8).filter(any))
    pesos = [Fraction(p, sum(partes)) for p in partes]
    abajo = dibujar(st.integers(1, 60))
    suelto = Fraction(dibujar(st.integers(1, abajo)), abajo)
    alcanzable = sum(pesos[: dibujar(st.integers(1, len(pesos)))], Fraction(0))
    return pesos, dibujar(st.sampled_from([suelto, alcanzable or suelto]))


@given(racionales(), st.integers(2, 1000))
def test_pobre_es_lo_mismo_que_con_fracciones_y_multiplicar_d_no_cambia_nada(
    declarado: tuple[list[Fraction], Fraction], veces: int
) -> None:
    pesos, k = declarado
    metodo = Metodo.declarar(nombres(len(pesos)), pesos, k)
    todos = patrones(len(pesos))
    puntos = [
        sum((p for p, g in zip(pesos, fila, strict=True) if g), Fraction(0)) for fila in todos
    ]
    assert es_pobre(todos, metodo).tolist() == [c >= k for c in puntos]
    assert [Fraction(c, metodo.denominador) for c in puntajes(todos, metodo).tolist()] == puntos
    mayor = Metodo(
        metodo.nombres,
        tuple(p * veces for p in metodo.pesos),
        metodo.denominador * veces,
        metodo.corte * veces,
    )
    una, otra = medir(todos, metodo), medir(todos, mayor)
    for campo in ("incidencia", "intensidad", "m0", "tasas_censuradas", "contribuciones"):
        assert np.array_equal(getattr(una, campo), getattr(otra, campo), equal_nan=True), campo
    pobres = [c for c in puntos if c >= k]
    assert una.incidencia[0] == float(Fraction(len(pobres), len(todos)))
    assert una.m0[0] == float(sum(pobres, Fraction(0)) / len(todos))
