"""Cada privación en hogares hechos a mano: quién la tiene y quién, por poco, no."""

from __future__ import annotations

from typing import Any

import pytest

from generador.metodos.recodificacion.recetas import del_kit
from generador.metodos.recodificacion.recodificar import puntajes
from tests.metodos.recodificacion.bases import (
    ADULTA,
    Persona,
    hogar,
    nina,
    privados,
    recodificados,
)

BUSCA = {"actividad": 2, "pension": 2}
PENSIONADA = {"actividad": 6, "pension": 3}
CASOS: tuple[tuple[str, list[Persona], str], ...] = (
    ("sin privaciones", hogar(ADULTA), ""),
    ("ocho años de estudio", hogar({**ADULTA, "nivel": 3, "grado": 8}), "I1"),
    ("nueve años justos", hogar({**ADULTA, "nivel": 3, "grado": 9}), ""),
    ("nadie de 15 y más", hogar(nina(14, parentesco=1)), "I1 I2 I7 I8"),
    ("no lee", hogar({**ADULTA, "lee": 2}), "I2"),
    ("no lee, con 14", hogar(ADULTA, nina(14, lee=2)), ""),
    ("16 y no estudia", hogar(ADULTA, nina(16, estudia=2)), "I3"),
    ("17 y no estudia", hogar(ADULTA, nina(17, estudia=2)), ""),
    ("un año atrás, con 10", hogar(ADULTA, nina(10, grado=3)), "I4"),
    ("sin grado, con 7", hogar(ADULTA, nina(7, nivel=1, grado=99)), "I4"),
    ("bebé sin afiliar", hogar(ADULTA, nina(2, seguridad_social=0)), "I5"),
    ("bebé con su padre en el trabajo", hogar(ADULTA, nina(2, cuidado=3)), "I5"),
    ("jardín sin comida", hogar(ADULTA, nina(2, recibe_comida=2)), "I5"),
    ("abuelo que no sabe si está afiliado", hogar({**ADULTA, "seguridad_social": 9}), "I5 I9"),
    ("cinco años sin afiliar", hogar(ADULTA, nina(5, seguridad_social=0)), "I5 I9"),
    ("cinco años y no estudia", hogar(ADULTA, nina(5, estudia=2)), "I5"),
    ("trabaja a los 12", hogar(ADULTA, nina(12, actividad=1)), "I6 I8"),
    ("busca hace un año", hogar({**ADULTA, **BUSCA, "semanas": 52}), "I7 I8"),
    ("busca hace poco", hogar({**ADULTA, **BUSCA, "semanas": 51}), ""),
    ("nadie trabaja ni busca", hogar({**ADULTA, "actividad": 4, "pension": 2}), "I7 I8"),
    ("solo pensionadas", hogar({**ADULTA, **PENSIONADA}), ""),
    ("pensionada con su nieta", hogar({**ADULTA, **PENSIONADA}, nina(10)), "I7 I8"),
    ("trabaja y no cotiza", hogar({**ADULTA, "pension": 2}), "I8"),
    ("trabaja y ya es pensionada", hogar({**ADULTA, "pension": 3}), ""),
    ("enferma y no acudió", hogar({**ADULTA, "enfermo_30": 1, "acudio_salud": 2}), "I10"),
    ("enferma y acudió", hogar({**ADULTA, "enfermo_30": 1, "acudio_salud": 1}), ""),
    ("sin acueducto en la cabecera", hogar(ADULTA, acueducto=2), "I11"),
    ("sin acueducto en el resto, con pozo", hogar(ADULTA, zona=2, acueducto=2, agua=2), ""),
    ("de río, en el resto", hogar(ADULTA, zona=3, agua=5), "I11"),
    ("sin alcantarillado", hogar(ADULTA, alcantarillado=2), "I12"),
    ("inodoro sin conexión en el resto", hogar(ADULTA, zona=2, sanitario=3), "I12"),
    ("tierra", hogar(ADULTA, pisos=5), "I13"),
    ("madera burda en la cabecera", hogar(ADULTA, paredes=5), "I14"),
    ("madera burda en el resto", hogar(ADULTA, zona=3, paredes=5), ""),
    ("sin paredes, escrito 8", hogar(ADULTA, zona=3, paredes=8), "I14"),
    ("tres por cuarto en cabecera", hogar(*[ADULTA] * 3, cuartos_dormir=1), "I15"),
    ("tres por cuarto en el resto", hogar(*[ADULTA] * 3, zona=2, cuartos_dormir=1), ""),
)


@pytest.fixture(scope="module")
def todos() -> list[dict[str, int]]:
    return privados(recodificados([personas for _, personas, _ in CASOS]))


@pytest.mark.parametrize("i", range(len(CASOS)), ids=[c[0] for c in CASOS])
def test_las_quince_de_cada_hogar(todos: list[dict[str, int]], i: int) -> None:
    esperadas = set(CASOS[i][2].split())
    assert todos[i] == {p: int(p in esperadas) for p in todos[i]}


@pytest.mark.parametrize(
    ("cambio", "indicador"),
    [
        ({"lee": None}, "I2"),
        ({"seguridad_social": 7}, "I9"),
        ({"pension": None}, "I8"),
        ({"acudio_salud": 9, "enfermo_30": 1}, "I10"),
        ({"edad": None}, "I2"),
        ({"edad": 300, "lee": 2}, "I2"),
    ],
)
def test_lo_que_falta_nunca_es_no_privado(cambio: dict[str, Any], indicador: str) -> None:
    (hecho,) = privados(recodificados([hogar({**ADULTA, **cambio})]))
    assert hecho[indicador] == -1


def test_una_persona_decide_aunque_falte_otra() -> None:
    (hecho,) = privados(recodificados([hogar(ADULTA, nina(10, estudia=2), nina(12, estudia=None))]))
    assert hecho["I3"] == 1
    (otro,) = privados(recodificados([hogar(ADULTA, nina(10), nina(12, estudia=None))]))
    assert otro["I3"] == -1


def test_letrina_y_bajamar_comparten_codigo_y_no_se_decide() -> None:
    resto, cabecera = privados(
        recodificados([hogar(ADULTA, zona=3, sanitario=4), hogar(ADULTA, sanitario=4)])
    )
    assert (resto["I12"], cabecera["I12"]) == (-1, 0)


def test_no_aplica_a_quien_si_se_le_pregunta_es_incoherente_y_se_cuenta() -> None:
    hecha = recodificados([hogar({**ADULTA, "actividad": 9})])
    assert hecha.cuentas["actividad"].incoherentes == 1
    assert privados(hecha)[0]["I7"] == -1


def test_en_blanco_a_quien_no_se_le_pregunta_no_es_un_faltante() -> None:
    blanca = nina(3, lee=None, estudia=None, nivel=None, grado=None, pension=None, actividad=None)
    assert privados(recodificados([hogar(ADULTA, blanca)])) == privados(
        recodificados([hogar(ADULTA, nina(3))])
    )


def test_codigos_desconocidos_y_fuera_de_rango_se_nombran_con_su_fila() -> None:
    hecha = recodificados([hogar(ADULTA, {**ADULTA, "lee": 7, "edad": 400}), hogar(ADULTA)])
    (desconocido,) = hecha.cuentas["lee"].desconocidos
    (fuera,) = hecha.cuentas["edad"].fuera_de_rango
    assert (desconocido.texto, desconocido.n, desconocido.fila) == ("7", 1, 3)
    assert (fuera.texto, fuera.n, fuera.fila) == ("400", 1, 3)


def test_las_personas_que_discrepan_de_su_vivienda_no_deciden() -> None:
    personas = hogar(ADULTA, {**ADULTA, "parentesco": 2})
    personas[1]["pisos"] = 5
    hecha = recodificados([personas])
    assert hecha.cuentas["pisos"].discrepan == 1
    assert privados(hecha)[0]["I13"] == -1


def test_un_pensionista_forma_unidad_propia_y_el_hogar_sigue_siendo_uno() -> None:
    pensionista = {**ADULTA, "parentesco": 17, "lee": 2, "seguridad_social": 0}
    hecha = recodificados([hogar(ADULTA, pensionista), hogar(ADULTA)])
    assert (len(hecha.unidades), hecha.unidades.separadas, hecha.unidades.hogares_tocados) == (
        3,
        1,
        1,
    )
    assert len(hecha.de_hogares) == 2
    assert privados(hecha)[0] == dict.fromkeys(hecha.receta.ids, 0)
    j2, j9 = (hecha.receta.ids.index(i) for i in ("I2", "I9"))
    assert hecha.de_personas[:, [j2, j9]].tolist() == [[0, 0], [1, 1], [0, 0]]


def test_el_puntaje_tiene_dos_cotas_y_la_pobreza_tres_valores() -> None:
    hecha = recodificados(
        [
            hogar({**ADULTA, "lee": None}),
            hogar(
                {**ADULTA, "lee": 2, "nivel": 0, "grado": 0, "pension": 2, "seguridad_social": 0}
            ),
            hogar({**ADULTA, "lee": 2, "nivel": 0, "grado": 0, "pension": None}, pisos=None),
        ]
    )
    hechos = puntajes(hecha.de_hogares, del_kit("sisben_iv"))
    assert hechos.minimo.tolist() == [0, 45, 20]
    assert hechos.maximo.tolist() == [10, 45, 34]
    assert hechos.pobre.tolist() == [0, 1, -1]
    assert hechos.sin.tolist() == [1, 0, 2]
