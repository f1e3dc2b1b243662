"""De columnas a hogares: limpia, ensuciada y barajada, la misma base da los mismos hogares."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from tests.metodos.hogares.bases import Tabla, barajar, hacer, iguales, nominal, sin_filas

Ensuciar = Callable[[Tabla], Tabla]


def con(tabla: Tabla, columna: str, cambiar: Callable[[Any], Any]) -> Tabla:
    return {**tabla, columna: [cambiar(v) for v in tabla[columna]]}


SUCIEDADES: dict[str, Ensuciar] = {
    "jefe con etiqueta": lambda t: con(
        t, "tip_parentesco", lambda v: "Jefe(a)" if v == 1 else "Hijo(a)"
    ),
    "jefe con número y etiqueta": lambda t: con(
        t, "tip_parentesco", lambda v: f"{v}. {'Jefe' if v == 1 else 'Otro'}"
    ),
    "ficha sin ceros": lambda t: con(t, "ide_ficha_origen", lambda v: str(int(v))),
    "ficha como decimal": lambda t: con(t, "ide_ficha_origen", float),
    "municipio con punto de miles": lambda t: con(
        t, "cod_mpio", lambda v: f"{int(v):,}".replace(",", ".")
    ),
    "municipio de tres cifras": lambda t: con(t, "cod_mpio", lambda v: v[2:]),
    "municipio con fórmula": lambda t: con(t, "cod_mpio", lambda v: f'="{v}"'),
    "nivel con cero": lambda t: con(
        con(t, "clasificacion", lambda v: f"{v[0]}{int(v[1:]):02d}"), "nivel", lambda v: f"{v:02d}"
    ),
    "grupo largo": lambda t: con(t, "grupo", lambda v: f"1. SISBEN IV - {v}"),
    "solo la clasificación": lambda t: con(con(t, "grupo", lambda v: ""), "nivel", lambda v: None),
    "sin clasificación": lambda t: con(t, "clasificacion", lambda v: "NA"),
    "clase con letras": lambda t: con(
        t, "cod_clase", lambda v: ("", "Cabecera", "Centro poblado", "Rural disperso")[v]
    ),
    "marcas sí y no": lambda t: con(t, "i3", lambda v: ("No", "Sí")[v]),
    "marcas como decimal": lambda t: con(t, "i4", lambda v: f"{v},0"),
    "espacios y NFD": lambda t: con(t, "grupo", lambda v: unicodedata.normalize("NFD", f" {v} ")),
    "nombres en mayúsculas": lambda t: {n.upper(): v for n, v in t.items()},
    "archivo pegado dos veces": lambda t: {n: [*v, *v] for n, v in t.items()},
}


@pytest.mark.parametrize("cual", SUCIEDADES)
def test_una_base_ensuciada_da_los_mismos_hogares(cual: str) -> None:
    limpia = nominal()
    iguales(hacer(limpia), hacer(SUCIEDADES[cual](limpia)))
    iguales(hacer(limpia), hacer(barajar(SUCIEDADES[cual](limpia), 7)))


@settings(deadline=None, max_examples=40)
@given(
    st.integers(0, 10_000),
    st.lists(
        st.sampled_from([c for c in SUCIEDADES if c != "nombres en mayúsculas"]),
        max_size=4,
        unique=True,
    ),
    st.integers(0, 100),
)
def test_varias_suciedades_a_la_vez_y_barajada(semilla: int, cuales: list[str], orden: int) -> None:
    juntas = {"municipio con punto de miles", "municipio de tres cifras", "municipio con fórmula"}
    elegidas = [c for i, c in enumerate(cuales) if c not in juntas or not juntas & set(cuales[:i])]
    niveles = {
        "nivel con cero",
        "grupo largo",
        "solo la clasificación",
        "sin clasificación",
        "espacios y NFD",
    }
    elegidas = [
        c for i, c in enumerate(elegidas) if c not in niveles or not niveles & set(elegidas[:i])
    ]
    fichas = {"ficha sin ceros", "ficha como decimal"}
    elegidas = [
        c for i, c in enumerate(elegidas) if c not in fichas or not fichas & set(elegidas[:i])
    ]
    jefes = {"jefe con etiqueta", "jefe con número y etiqueta"}
    elegidas = [
        c for i, c in enumerate(elegidas) if c not in jefes or not jefes & set(elegidas[:i])
    ]
    limpia = nominal(12, semilla)
    sucia = limpia
    for cual in elegidas:
        sucia = SUCIEDADES[cual](sucia)
    iguales(hacer(limpia), hacer(barajar(sucia, orden)))


def test_dos_jefes_es_un_hogar_y_no_depende_del_orden() -> None:
    tabla = con(nominal(), "tip_parentesco", lambda v: 1)
    tabla["i1"] = [i % 2 for i in range(len(tabla["i1"]))]
    unos, otros = hacer(tabla, filas="personas"), hacer(barajar(tabla, 3), filas="personas")
    iguales(unos, otros)
    assert len(unos.jefe) == 30
    assert {a.id: a.n for a in unos.avisos.lista}["varios_jefes"] > 0
    assert unos.textos == otros.textos


def test_sin_jefe_habla_la_misma_persona_sin_importar_el_orden() -> None:
    tabla = con(nominal(), "tip_parentesco", lambda v: 3)
    tabla["i1"] = [i % 2 for i in range(len(tabla["i1"]))]
    iguales(hacer(tabla), hacer(barajar(tabla, 5)))
    assert hacer(tabla).avisos.lista[0].id == "sin_jefe"


def test_sin_ficha_se_cuentan_jefes_y_no_hay_sorteo() -> None:
    tabla = sin_filas(nominal(), "ide_ficha_origen")
    hechos = hacer(tabla)
    assert (len(hechos.jefe), hechos.identidades, hechos.hogar) == (30, None, None)
    assert "se cuentan por su jefe" in hechos.textos[0]
    with pytest.raises(ErrorDeMetodo, match="no dice qué personas son de un mismo hogar"):
        hacer(tabla, sorteo=True)


def test_ficha_en_notacion_cientifica_cuenta_jefes_o_para() -> None:
    tabla = con(nominal(), "ide_ficha_origen", lambda v: "5,04501E+12")
    hechos = hacer(tabla)
    assert len(hechos.jefe) == 30
    assert "notación científica" in hechos.textos[0]
    with pytest.raises(ErrorDeMetodo, match="ide_ficha_origen"):
        hacer(tabla, sorteo=True)


def test_la_fila_sin_ficha_detiene_y_aceptada_se_aparta() -> None:
    tabla = nominal()
    tabla["ide_ficha_origen"][0] = ""
    with pytest.raises(ErrorDeMetodo, match=r"«ide_ficha_origen»: 1 fila; no dice a qué hogar"):
        hacer(tabla)
    aceptada = hacer(tabla, aceptar=True)
    assert aceptada.personas.sum() == len(tabla["i1"]) - 1
    assert "«ide_ficha_origen»" in aceptada.textos[-1]


@pytest.mark.parametrize(
    ("columna", "valor", "motivo"),
    [
        ("tip_parentesco", "Padrino", "no se entiende el parentesco"),
        ("i1", "9", "no es 0 ni 1"),
        ("i1", "#N/D", "no es 0 ni 1"),
        ("h_5", "tal vez", "no es 0 ni 1"),
        ("cod_mpio", "Apartadó", "no es un código de municipio"),
    ],
)
def test_lo_que_cambia_el_resultado_detiene_con_columna_valor_y_fila(
    columna: str, valor: str, motivo: str
) -> None:
    tabla = nominal()
    tabla[columna][0] = valor
    with pytest.raises(ErrorDeMetodo) as error:
        hacer(tabla)
    assert f"«{columna}»: 1 fila; {motivo}: «{valor}» (fila 2)" in str(error.value)
    assert "acepte seguir" in error.value.que_hacer
    assert any(f"«{valor}»" in t for t in hacer(tabla, aceptar=True).textos)


def test_lo_que_no_se_usa_no_detiene_pero_se_nombra() -> None:
    tabla = con(nominal(), "nivel", lambda v: "?")
    tabla = con(tabla, "clasificacion", lambda v: "")
    assert any("no se entiende el grupo o el nivel" in t for t in hacer(tabla).textos)
    with pytest.raises(ErrorDeMetodo, match="no se entiende el grupo o el nivel"):
        hacer(tabla, usados=frozenset({"orden"}))


def test_las_edades_imposibles_quedan_en_duda_y_no_cuentan_como_menores() -> None:
    tabla = con(nominal(), "edad_calculada", lambda v: 40)
    tabla["edad_calculada"][0], tabla["edad_calculada"][1] = -1, 999
    hechos = hacer(tabla)
    cuenta = hechos.edades["menores_6"]
    assert (int(cuenta.seguras.sum()), int(cuenta.dudosas.sum())) == (0, 2)
    assert any("«-1» (fila 2), «999» (fila 3)" in t for t in hechos.textos)


def test_el_factor_se_usa_y_se_dice_y_lo_ambiguo_para() -> None:
    muestra = {
        "cod_mpio": ["05001"] * 3, "llave": ["1", "2", "3"], "hogar": ["1"] * 3, "orden": ["1"] * 3,
        "per003": ["1"] * 3, "fex": ["1.234", "812", "1.234"],
        **{f"i{j}": ["0"] * 3 for j in range(1, 16)},
    }  # fmt: skip
    with pytest.raises(ErrorDeMetodo, match=r"puede ser 1234 o 1,234"):
        hacer(muestra)
    assert hacer(muestra, decimal=",").factor.tolist() == [1234, 812, 1234]
    assert hacer(muestra, decimal=".").factor.tolist() == [1.234, 812, 1.234]
    assert "factor de expansión («fex») y se usó" in hacer(muestra, decimal=",").textos[0]
    sin = hacer(muestra, con_factor=False)
    assert sin.factor.tolist() == [1, 1, 1]
    assert "no representan a la población" in sin.textos[0]


def test_una_base_de_hogares_dice_su_tamano() -> None:
    hogares = sin_filas(nominal(), "tip_parentesco")
    jefes = [i for i, p in enumerate(hogares["ide_persona"]) if p == 1]
    hogares = {n: [v[i] for i in jefes] for n, v in hogares.items()}
    hechos = hacer(hogares)
    assert hechos.unidad == "hogares"
    assert hechos.personas.tolist() == hacer(nominal()).personas.tolist()
    hogares["num_personas_hogar"][0] = ""
    with pytest.raises(ErrorDeMetodo, match="no es un número de personas"):
        hacer(hogares)


@pytest.mark.parametrize(
    ("municipio", "hogares"),
    [("11001_Bogota", 1338), ("15759_Sogamoso", 1577), ("76113_Bugalagrande", 1545)],
)
def test_las_muestras_reales(fuentes: Path, municipio: str, hogares: int) -> None:
    from tests.hogares.datos import leer_csv

    tabla: Tabla = {**leer_csv(fuentes / "sisben" / f"SIV2022_personas_{municipio}.csv")}
    hechos = hacer(tabla)
    assert len(hechos.jefe) == hogares
    iguales(hechos, hacer(barajar(tabla, 1)))
    sin_llave = hacer(sin_filas(tabla, "llave"))
    assert len(sin_llave.jefe) == hogares
    assert sin_llave.identidades is None
    pesos = np.array([10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4])
    assert (((hechos.privaciones @ pesos) >= 34) == hechos.h_5).all()
