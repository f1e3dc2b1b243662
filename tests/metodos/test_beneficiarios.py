"""El cruce de una lista y sus medidas: casos de mano, propiedades y un oráculo con pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.metodos.beneficiarios import (
    AMBIGUO,
    CRUZADO,
    ILEGIBLE,
    NO_ESTA,
    OTRO_TIPO,
    REPETIDO,
    Cruce,
    cruzar_documentos,
    cruzar_llaves,
    exigir_nominal,
    medir,
    medir_por,
    puesto_de_los_que_faltan,
)
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.documentos import Documentos, leer_documentos
from generador.metodos.hogares.partes import Llaves, llaves_de_columnas
from generador.metodos.seleccion import Criterio

BASE = Llaves(ficha=("F1", "F1", "F2", "F3"), hogar=("1", "2", "1", "1"), municipio=("5045",) * 4)


def resultados(cruce: Cruce) -> list[tuple[int, int]]:
    return list(zip(cruce.resultado.tolist(), cruce.hogar.tolist(), strict=True))


def test_por_ficha_y_hogar() -> None:
    lista = llaves_de_columnas(
        Columna.de_lista("f", ["F1", "F1", "F2", "F2", "F9", "F9", "", "F3"]),
        Columna.de_lista("h", ["2", "02.0", "1", "7", "1", "1", "1", None]),
    )
    assert resultados(cruzar_llaves(lista, BASE)) == [
        (CRUZADO, 1),
        (REPETIDO, -1),
        (CRUZADO, 2),
        (NO_ESTA, -1),
        (NO_ESTA, -1),
        (REPETIDO, -1),
        (ILEGIBLE, -1),
        (ILEGIBLE, -1),
    ]


def test_sin_la_columna_hogar_una_ficha_con_varios_es_ambigua() -> None:
    lista = llaves_de_columnas(Columna.de_lista("f", ["F1", "F1", "f2"]))
    assert resultados(cruzar_llaves(lista, BASE)) == [(AMBIGUO, -1), (AMBIGUO, -1), (CRUZADO, 2)]


def test_la_misma_ficha_de_otro_municipio_no_esta() -> None:
    ficha, mpio = (
        Columna.de_lista(c, v) for c, v in (("f", ["F2", "F2"]), ("m", ["5001", "05045"]))
    )
    cruce = cruzar_llaves(llaves_de_columnas(ficha, municipio=mpio), BASE)
    assert resultados(cruce) == [(NO_ESTA, -1), (CRUZADO, 2)]


def test_la_ficha_en_notacion_cientifica_detiene_sin_copiarla() -> None:
    with pytest.raises(ErrorDeMetodo, match="notación científica") as error:
        llaves_de_columnas(Columna.de_lista("f", ["1,1001E+11"]))
    assert "1,1001" not in str(error.value)


PERSONAS = Documentos(
    numeros=("111", "222", "222", "333", "444", "444", "", "555"),
    tipos=("CC", "CC", "TI", "CC", "CC", "CC", "CC", "CC"),
)
HOGAR = np.array([0, 0, 1, 1, 1, 2, 2, -1])


def test_el_tipo_y_el_numero_son_estrictos() -> None:
    lista = Documentos(
        ("111", "111", "222", "222", "333", "444", "999", "?", "555"),
        ("CC", "CC", "CC", "TI", "RC", "CC", "CC", "CC", "CC"),
    )
    assert resultados(cruzar_documentos(lista, PERSONAS, HOGAR)) == [
        (CRUZADO, 0),
        (REPETIDO, -1),
        (CRUZADO, 0),
        (CRUZADO, 1),
        (OTRO_TIPO, -1),
        (AMBIGUO, -1),  # el mismo documento en dos hogares
        (NO_ESTA, -1),
        (ILEGIBLE, -1),
        (NO_ESTA, -1),  # la persona no dice de qué hogar es
    ]


def test_sin_tipo_solo_vale_el_numero_unico() -> None:
    lista = Documentos(("111", "222", "333", "333", "444"))
    assert resultados(cruzar_documentos(lista, PERSONAS, HOGAR)) == [
        (CRUZADO, 0),
        (AMBIGUO, -1),
        (CRUZADO, 1),
        (REPETIDO, -1),
        (AMBIGUO, -1),
    ]


def test_con_y_sin_tipo_la_misma_persona_es_un_solo_beneficiario() -> None:
    cruce = cruzar_documentos(Documentos(("111", "111"), ("CC", "")), PERSONAS, HOGAR)
    assert resultados(cruce) == [(CRUZADO, 0), (REPETIDO, -1)]


def test_los_tipos_escritos_de_otra_manera_detienen_sin_copiarlos() -> None:
    with pytest.raises(ErrorDeMetodo, match="de otra en la base") as error:
        cruzar_documentos(Documentos(("111",), ("3",)), PERSONAS, HOGAR)
    assert "111" not in str(error.value)


def test_una_muestra_no_se_cruza() -> None:
    exigir_nominal(np.ones(3))
    with pytest.raises(ErrorDeMetodo, match="es una muestra: 1 hogares"):
        exigir_nominal(np.array([1.0, 3.8]))


def test_las_medidas_de_mano() -> None:
    estado = np.array([1, 1, 1, 0, 0, 2, 2])
    medida = medir(estado, np.array([2, 0, 1, 3, 0, 1, 0]), np.array([4, 2, 1, 5, 1, 3, 2.0]))
    hogares, personas = medida.en_hogares, medida.en_personas
    assert personas is not None
    assert (hogares.cobertura.numerador, hogares.cobertura.denominador) == (2, 3)
    assert (hogares.exclusion.numerador, hogares.inclusion.numerador) == (1, 1)
    assert (hogares.inclusion.denominador, personas.inclusion.denominador) == (3, 10)
    assert (personas.cobertura.numerador, personas.cobertura.denominador) == (5, 7)
    assert (medida.filtracion.numerador, medida.filtracion.denominador) == (3, 6)
    assert (medida.hogares, medida.con_beneficio, medida.beneficiarios) == (7, 4, 7)
    assert (medida.sin_dato, medida.sin_dato_con_beneficio, medida.beneficiarios_sin_dato) == (
        2,
        1,
        1,
    )


def test_sin_saber_cuantos_viven_no_hay_medida_en_personas() -> None:
    assert medir(np.array([1]), np.array([1]), np.array([np.nan])).en_personas is None
    ignorado = medir(np.array([1, 2]), np.array([1, 0]), np.array([2, np.nan]))
    assert ignorado.en_personas is not None


hogares = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 9), st.integers(-1, 3)),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(hogares)
def test_los_grupos_suman_el_total_y_son_los_de_pandas(filas: list[tuple[int, ...]]) -> None:
    estado, dados, personas, grupo = (np.array(c) for c in zip(*filas, strict=True))
    *medidas, sin_grupo = medir_por(Agrupacion(grupo, 4), estado, dados, personas.astype(float))
    total = medir(estado, dados, personas.astype(float))
    tabla = pd.DataFrame({"e": estado, "b": dados, "p": personas, "g": grupo})
    for g, medida in zip((*range(4), -1), (*medidas, sin_grupo), strict=True):
        propias = tabla[tabla.g == g]
        objetivo, otros = propias[propias.e == 1], propias[propias.e == 0]
        assert medida.hogares == len(propias)
        assert medida.en_hogares.cobertura.numerador == (objetivo.b > 0).sum()
        assert medida.en_hogares.exclusion.denominador == len(objetivo)
        assert medida.en_hogares.inclusion.numerador == (otros.b > 0).sum()
        assert medida.filtracion.numerador == otros.b.sum()
        assert medida.en_personas is not None
        assert medida.en_personas.cobertura.numerador == objetivo.p[objetivo.b > 0].sum()
    for que in ("hogares", "con_beneficio", "beneficiarios", "sin_dato", "beneficiarios_sin_dato"):
        assert sum(getattr(m, que) for m in (*medidas, sin_grupo)) == getattr(total, que)


lugares = st.integers(0, 12).map(str)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(lugares, st.sampled_from(["CC", "TI"]), st.integers(-1, 5)), max_size=30),
    st.lists(st.tuples(lugares, st.sampled_from(["CC", "TI"])), max_size=30),
)
def test_el_cruce_es_el_de_pandas(
    base: list[tuple[str, str, int]], lista: list[tuple[str, str]]
) -> None:
    base = [("77", "CC", 0), ("78", "TI", 0), *base]
    lista = [("77", "CC"), ("78", "TI"), *lista]
    propios, suyos = (
        leer_documentos(
            Columna.de_lista("n", [f[0] for f in filas]),
            Columna.de_lista("t", [f[1] for f in filas]),
            np.arange(len(filas)),
        )
        for filas in (lista, [b[:2] for b in base])
    )
    cruce = cruzar_documentos(propios, suyos, np.array([b[2] for b in base]))
    con_hogar = pd.DataFrame(base, columns=["n", "t", "h"]).query("h >= 0 and n != '0'")
    unicos = con_hogar.groupby(["n", "t"]).h.agg(["nunique", "first"])
    solo = unicos[unicos["nunique"] == 1]["first"]
    esperados = pd.DataFrame(lista, columns=["n", "t"]).drop_duplicates()
    hallados = esperados.join(solo, on=["n", "t"]).dropna()
    assert cruce.recuento()["cruzado"] == len(hallados)
    assert sum(cruce.recuento().values()) == len(lista)
    esperado = hallados["first"].astype(int).value_counts().to_dict()
    dados = cruce.por_hogar(6).tolist()
    assert {h: n for h, n in enumerate(dados) if n} == esperado


def test_los_que_faltan_van_en_el_orden_de_la_seleccion() -> None:
    puesto = puesto_de_los_que_faltan(
        np.array([True, False, True, True]),
        ["a", "b", "c", "d"],
        {"orden": np.array([9.0, 1.0, 3.0, 5.0])},
        [Criterio("orden", "menor")],
        "1",
    )
    assert puesto.tolist() == [3, 0, 1, 2]
