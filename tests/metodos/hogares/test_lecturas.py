"""Cada texto vale lo mismo en todas partes: parentesco, zona, niveles, edades y números."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.campos import leer_campo
from generador.metodos.hogares.categorias import lector, zona_de_clase
from generador.metodos.hogares.clasificacion import Escrito, clasificar, leer_codigo
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.edades import contar_por_edad, leer_edades
from generador.metodos.hogares.numeros import Separadores, detectar_separadores, leer_reales
from generador.metodos.hogares.perdidas import ILEGIBLE, Perdidas
from tests.metodos.hogares.bases import SISBEN


def sueltas(n: int) -> Perdidas:
    return Perdidas(np.arange(2, n + 2))


@pytest.mark.parametrize(
    "texto",
    [
        "1",
        "01",
        "1.0",
        "1,0",
        "Jefe",
        "JEFE(A)",
        "jefa de hogar",
        "1. Jefe(a)",
        "1 - Jefe",
        "1=Jefe",
    ],
)
def test_jefe_en_todas_sus_escrituras(texto: str) -> None:
    assert lector("parentesco")(texto) == 1


@pytest.mark.parametrize(
    "texto", ["2", "Cónyuge", "Hijo(a)", "3. Hijo", "Otro no pariente", "Abuelo(a)"]
)
def test_quien_no_es_jefe(texto: str) -> None:
    valor = lector("parentesco")(texto)
    assert valor > 1
    assert math.isfinite(valor)


@pytest.mark.parametrize("texto", ["Padrino", "0", "99", "1,5", "jefe?", "-1"])
def test_un_parentesco_que_no_existe_es_ilegible(texto: str) -> None:
    assert lector("parentesco")(texto) == ILEGIBLE


@pytest.mark.parametrize(
    ("texto", "clase", "zona"),
    [
        ("1", 1, 1),
        ("Cabecera", 1, 1),
        ("Centro poblado", 2, 2),
        ("Rural disperso", 3, 2),
        ("3. Rural disperso", 3, 2),
    ],
)
def test_la_zona_sale_de_la_clase(texto: str, clase: int, zona: int) -> None:
    assert lector("clase")(texto) == clase
    assert zona_de_clase(lector("clase")(texto)) == zona


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        ("A3", ("A", 3)), ("a03", ("A", 3)), ("A-3", ("A", 3)), ("A 3", ("A", 3)),
        ("Grupo A", ("A", 0)), ("1. SISBEN IV - A", ("A", 0)), ("SISBÉN IV - C16", ("C", 16)),
        ("D21", ("D", 21)), ("A3 Pobreza extrema", ("A", 3)), ("A - Pobreza extrema", ("A", 0)),
        ("Nivel 3", ("", 3)), ("03", ("", 3)), ("3.0", ("", 3)),
    ],
)  # fmt: skip
def test_un_nivel_en_todas_sus_escrituras(texto: str, leido: tuple[str, int]) -> None:
    assert leer_codigo(texto) == Escrito(*leido)


@pytest.mark.parametrize("texto", ["A3B", "AA", "tres", "A-B", "A3.5", "20 DE JULIO"])
def test_un_nivel_que_no_se_entiende(texto: str) -> None:
    assert leer_codigo(texto) is None


def niveles(grupo: list[str], nivel: list[str], escrita: list[str]) -> tuple[list[str], Perdidas]:
    perdidas = sueltas(len(grupo))
    uno, dos, tres = (
        Columna.de_lista("grupo", grupo),
        Columna.de_lista("nivel", nivel),
        Columna.de_lista("clasificacion", escrita),
    )
    hecha = clasificar(SISBEN, uno, dos, tres, perdidas, detiene=True)
    return list(SISBEN.rotular(hecha.orden)), perdidas


def test_clasificar_desde_lo_que_haya() -> None:
    hechos, perdidas = niveles(
        ["A", "", "C3", "B", "", "C"],
        ["3", "", "", "", "2", "16"],
        ["", "A03", "", "B7", "D2", "C1"],
    )
    assert hechos == ["A3", "A3", "C3", "B7", "D2", "C16"]
    assert not perdidas.lista


def test_lo_que_no_existe_en_el_instrumento_se_nombra() -> None:
    hechos, perdidas = niveles(["A", "Z", "", "A"], ["9", "1", "", "3"], ["", "", "D40", "A3"])
    assert hechos == ["", "", "", "A3"]
    assert [(p.columna, p.ejemplos) for p in perdidas.lista] == [
        ("grupo", (("Z", 3),)),
        ("clasificacion", (("D40", 4),)),
        ("nivel", (("9", 2),)),
    ]


def test_edades() -> None:
    perdidas = sueltas(7)
    columna = Columna.de_lista("edad", ["0", "5", "6", "-1", "999", "", "cinco"])
    edades = leer_edades(columna, perdidas)
    np.testing.assert_array_equal(edades, [0, 5, 6, np.nan, np.nan, np.nan, np.nan])
    assert perdidas.lista[0].filas == 3
    hogar = np.array([0, 0, 0, 1, 1, 2, -1])
    cuenta = contar_por_edad(edades, hogar, np.ones(7, dtype=bool), 3)["menores_6"]
    assert cuenta.seguras.tolist() == [2, 0, 0]
    assert cuenta.dudosas.tolist() == [0, 2, 1]


@pytest.mark.parametrize(
    ("textos", "separadores"),
    [
        (["1.842,6678201", "10,65"], Separadores(",", ".")),
        (["1,842.66"], Separadores(".", ",")),
        (["1.234.567"], Separadores(",", ".")),
        (["10,656695157", "812"], Separadores(",", "")),
        (["0,5", "1.234"], Separadores(",", ".")),
        (["0.123", "0.456"], Separadores(".", "")),
        (["1.234", "812"], Separadores(".", "", ambiguo=True)),
        (["1,234"], Separadores(",", "", ambiguo=True)),
        (["812", "5"], Separadores(".", "")),
    ],
)  # fmt: skip
def test_que_signo_es_el_decimal(textos: list[str], separadores: Separadores) -> None:
    assert detectar_separadores(textos) == separadores
    assert detectar_separadores(reversed(textos)) == separadores


def test_lo_ambiguo_para_y_declarado_se_lee() -> None:
    columna = Columna.de_lista("fex", ["1.234", "812"])
    with pytest.raises(ErrorDeMetodo, match=r"«1\.234» puede ser 1234 o 1,234"):
        leer_reales(columna, "factor", sueltas(2))
    assert leer_reales(columna, "factor", sueltas(2), decimal=",").tolist() == [1234, 812]
    assert leer_reales(columna, "factor", sueltas(2), decimal=".").tolist() == [1.234, 812]
    with pytest.raises(ErrorDeMetodo, match="signo decimal"):
        leer_reales(columna, "factor", sueltas(2), decimal=";")


@given(st.lists(st.decimals(0, 5000, places=4).filter(lambda d: d % 1 != 0), min_size=1))
def test_con_cuatro_decimales_nunca_es_ambiguo(valores: list[object]) -> None:
    textos = [f"{v:,.4f}".replace(",", "_").replace(".", ",").replace("_", ".") for v in valores]
    columna = Columna.de_lista("fex", textos)
    leidos = leer_reales(columna, "factor", sueltas(len(textos)))
    np.testing.assert_allclose(leidos, [float(v) for v in valores])  # type: ignore[arg-type]


def test_una_perdida_cuenta_filas_y_nombra_los_primeros_valores_con_su_fila() -> None:
    perdidas = Perdidas(np.array([12, 2, 7, 5, 9]))
    columna = Columna.de_lista("zona", ["x", "y", "1", "y", "z"])
    leidos = perdidas.leer(columna, "zona", lector("zona"), detiene=True)
    np.testing.assert_array_equal(leidos, [np.nan, np.nan, 1, np.nan, np.nan])
    (perdida,) = perdidas.lista
    assert perdida.filas == 4
    assert perdida.ejemplos == (("y", 2), ("z", 9), ("x", 12))
    assert (
        perdida.texto
        == "«zona»: 4 filas; no se entiende la zona: «y» (fila 2), «z» (fila 9), «x» (fila 12)"
    )
    with pytest.raises(ErrorDeMetodo, match="no se pudieron leer y cambian el resultado"):
        perdidas.comprobar(aceptadas=False)
    perdidas.comprobar(aceptadas=True)


def test_un_campo_con_no_aplica_queda_sin_dato() -> None:
    columna = Columna.de_lista("niv_educativo", ["5", "9", "2", None])
    np.testing.assert_array_equal(
        leer_campo(columna, "niv_educativo", sueltas(4)), [5, np.nan, 2, np.nan]
    )


def test_un_campo_casi_todo_numerico_no_se_vuelve_texto() -> None:
    perdidas = sueltas(4)
    leidos = leer_campo(
        Columna.de_lista("tip_vivienda", ["1", "2", "casa", "1"]), "tip_vivienda", perdidas
    )
    np.testing.assert_array_equal(leidos, [1, 2, np.nan, 1])
    assert perdidas.lista[0].detiene
    assert perdidas.lista[0].ejemplos == (("casa", 4),)


def test_un_campo_de_texto_se_limpia() -> None:
    leidos = leer_campo(Columna.de_lista("sector", [" La  Hoz", "NA", None]), "sector", sueltas(3))
    assert leidos.tolist() == ["La Hoz", "", ""]


@pytest.mark.parametrize("texto", ["１２", "٣", "A３"])
def test_solo_las_cifras_del_teclado_son_cifras(texto: str) -> None:
    assert lector("parentesco")(texto) == ILEGIBLE
    assert leer_codigo(texto) is None
