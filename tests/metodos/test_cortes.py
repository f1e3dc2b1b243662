"""Dos cortes: casos de mano, la traspuesta al invertirlos y un oráculo con pandas."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.hogares.dominio import instrumento
from generador.metodos.cortes import (
    Corte,
    cambios_de_ficha,
    casar_cortes,
    comparar,
    comparar_territorios,
    cruzar,
)
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.codigos import TerritorioDeCadaFila
from generador.metodos.hogares.partes import Llaves
from generador.metodos.metodo import IPM

SISBEN = instrumento()


def llaves(*fichas: str, municipio: str | None = None) -> Llaves:
    """«F1.2» es el hogar 2 de la ficha F1."""
    partes = [f.split(".") for f in fichas]
    return Llaves(
        tuple(p[0] for p in partes),
        tuple(p[1] for p in partes),
        None if municipio is None else (municipio,) * len(partes),
    )


def corte(de: Llaves, orden: list[int], pobres: list[float], donde: list[str]) -> Corte:
    """Pobre es privado en todo; NaN, sin la primera privación."""
    privaciones = np.repeat(np.array(pobres, dtype=np.float64)[:, None], 15, axis=1)
    privaciones[:, 1:] = np.nan_to_num(privaciones[:, 1:])
    etiquetas = tuple(sorted(set(donde) - {""}))
    codigos = np.array([etiquetas.index(d) if d else -1 for d in donde], dtype=np.int32)
    return Corte(
        de, np.array(orden, dtype=np.int64), privaciones, TerritorioDeCadaFila(etiquetas, codigos)
    )


ANTES = corte(
    llaves("F1.1", "F2.1", "F3.1", "F4.1", "F5.1"),
    [1, 6, 13, 0, 51],
    [1, 1, 0, 0, np.nan],
    ["El Río", "El Río", "La Peña", "", "La Peña"],
)
DESPUES = corte(
    llaves("F5.1", "F9.1", "F3.1", "F2.1", "F1.1"),
    [30, 1, 13, 2, 2],
    [0, 1, 1, 0, 1],
    ["LA PENA", "La Peña", "El Río", "El Río", "El Río"],
)


def test_casos_de_mano() -> None:
    casados = casar_cortes(ANTES.llaves, DESPUES.llaves)
    assert casados.antes.tolist() == [0, 1, 2, 4]
    assert casados.despues.tolist() == [4, 3, 2, 0]
    assert (casados.salen.tolist(), casados.entran.tolist()) == ([3], [1])
    hecha = comparar(ANTES, DESPUES, casados, SISBEN, IPM)
    assert hecha.pobreza.tolist() == [[0, 1, 0], [1, 1, 0], [1, 0, 0]]
    assert hecha.grupos[0, 0] == 1  # F1: A1 → A2
    assert hecha.nivel == {"bajan": 2, "igual": 1, "suben": 1, "sin dato": 0}
    assert hecha.privaciones[0].tolist() == [[0, 1, 0], [1, 1, 0], [1, 0, 0]]
    assert hecha.privaciones[1].tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]


def test_por_territorio_con_sus_escrituras_juntas() -> None:
    casados = casar_cortes(ANTES.llaves, DESPUES.llaves)
    por = comparar_territorios(ANTES, DESPUES, casados, SISBEN, IPM)
    assert por.etiquetas == ("El Río", "La Peña")
    hallado = {c.name: getattr(por, c.name).tolist() for c in fields(por) if c.name != "etiquetas"}
    assert hallado == {
        "antes": [2, 2],
        "despues": [3, 2],
        "entran": [0, 1],
        "salen": [0, 0],  # F4 no tenía territorio
        "llegan": [1, 0],
        "se_van": [0, 1],
        "siguen": [2, 1],
        "suben_de_grupo": [0, 0],
        "bajan_de_grupo": [1, 1],
        "entran_en_pobreza": [0, 0],
        "salen_de_pobreza": [1, 0],
    }


def test_una_ficha_que_se_divide_se_junta_o_se_renumera_se_nombra() -> None:
    antes = llaves("D.1", "J.1", "J.2", "R.1", "I.1", "X.1", municipio="5001")
    despues = llaves("D.1", "D.2", "J.1", "R.2", "I.1", municipio="5001")
    mudada = Llaves(
        (*despues.ficha, "X"), (*(despues.hogar or ()), "1"), (*(despues.municipio or ()), "5002")
    )
    casados = casar_cortes(antes, mudada)
    fichas = cambios_de_ficha(antes, mudada, casados)
    assert (fichas.divididas, fichas.juntadas, fichas.renumeradas) == (("D",), ("J",), ("R",))
    assert fichas.de_otro_municipio == ("X",)
    assert len(casados.antes) == 3


def test_el_municipio_en_un_solo_corte_se_deja_de_lado() -> None:
    casados = casar_cortes(llaves("F1.1", municipio="5001"), llaves("F1.1"))
    assert (casados.partes, len(casados.antes)) == (("ficha", "hogar"), 1)
    dos = Llaves(("F1", "F1"), ("1", "1"), ("5001", "5002"))
    with pytest.raises(ErrorDeMetodo, match="corte anterior hay 1 llaves"):
        casar_cortes(dos, llaves("F1.1"))
    with pytest.raises(ErrorDeMetodo, match="corte posterior"):
        casar_cortes(llaves("F1.1"), dos)


def test_sin_dato_va_al_final() -> None:
    assert cruzar(np.array([-1, 0, 1]), np.array([0, -1, 1]), 2).tolist() == [
        [0, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
    ]


hogares = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(1, 3),
        st.integers(0, 51),
        st.sampled_from([0.0, 1.0, float("nan")]),
        st.sampled_from(["", "V1", "V2", "V3"]),
    ),
    max_size=25,
    unique_by=lambda h: h[:2],
)


def armar(filas: list[tuple[int, int, int, float, str]]) -> Corte:
    return corte(
        llaves(*(f"F{f}.{h}" for f, h, *_ in filas)) if filas else Llaves((), ()),
        [f[2] for f in filas],
        [f[3] for f in filas],
        [f[4] for f in filas],
    )


@settings(max_examples=80, deadline=None)
@given(hogares, hogares)
def test_al_invertir_los_cortes_es_la_traspuesta(
    una: list[tuple[int, int, int, float, str]], otra: list[tuple[int, int, int, float, str]]
) -> None:
    antes, despues = armar(una), armar(otra)
    ida, vuelta = (
        casar_cortes(antes.llaves, despues.llaves),
        casar_cortes(despues.llaves, antes.llaves),
    )
    uno = comparar(antes, despues, ida, SISBEN, IPM)
    dos = comparar(despues, antes, vuelta, SISBEN, IPM)
    assert (uno.grupos == dos.grupos.T).all()
    assert (uno.niveles == dos.niveles.T).all()
    assert (uno.pobreza == dos.pobreza.T).all()
    assert (uno.privaciones == dos.privaciones.transpose(0, 2, 1)).all()
    por = comparar_territorios(antes, despues, ida, SISBEN, IPM)
    rop = comparar_territorios(despues, antes, vuelta, SISBEN, IPM)
    for aqui, alla in (
        ("antes", "despues"),
        ("entran", "salen"),
        ("llegan", "se_van"),
        ("siguen", "siguen"),
        ("suben_de_grupo", "bajan_de_grupo"),
        ("entran_en_pobreza", "salen_de_pobreza"),
    ):
        assert getattr(por, aqui).tolist() == getattr(rop, alla).tolist()
    assert (por.siguen + por.entran + por.llegan == por.despues).all()
    fichas, sahcif = (
        cambios_de_ficha(antes.llaves, despues.llaves, ida),
        cambios_de_ficha(despues.llaves, antes.llaves, vuelta),
    )
    assert (fichas.divididas, fichas.juntadas) == (sahcif.juntadas, sahcif.divididas)
    assert fichas.renumeradas == sahcif.renumeradas


@settings(max_examples=80, deadline=None)
@given(hogares, hogares)
def test_es_lo_que_cuenta_pandas(
    una: list[tuple[int, int, int, float, str]], otra: list[tuple[int, int, int, float, str]]
) -> None:
    antes, despues = armar(una), armar(otra)
    casados = casar_cortes(antes.llaves, despues.llaves)
    hecha = comparar(antes, despues, casados, SISBEN, IPM)
    columnas = ["f", "h", "o", "p", "v"]
    juntas = pd.DataFrame(una, columns=columnas).merge(
        pd.DataFrame(otra, columns=columnas), on=["f", "h"], how="outer", indicator=True
    )
    veces = juntas["_merge"].value_counts()
    assert len(casados.antes) == veces["both"]
    assert (len(casados.salen), len(casados.entran)) == (veces["left_only"], veces["right_only"])
    siguen = juntas[juntas["_merge"] == "both"].fillna({"p_x": 2.0, "p_y": 2.0})
    pares = Counter(zip(siguen.p_x.astype(int), siguen.p_y.astype(int), strict=True))
    assert {lugar: n for lugar, n in np.ndenumerate(hecha.pobreza) if n} == pares
    con_nivel = siguen[(siguen.o_x > 0) & (siguen.o_y > 0)]
    assert hecha.nivel["suben"] == (con_nivel.o_y > con_nivel.o_x).sum()
    assert hecha.nivel["sin dato"] == len(siguen) - len(con_nivel)
