"""Una sola gramática: todo lo que aceptaban la orden y el complemento, y la ida y vuelta."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.reglas import (
    Contexto,
    campos_de,
    catalogo,
    escribir,
    escribir_prioridad,
    escribir_reglas,
    leer_json,
    leer_prioridad,
    leer_regla,
    leer_reglas,
)
from generador.metodos.hogares.reglas.numeros import escribir_numero, leer_numero
from generador.metodos.identificacion import Regla, evaluar
from generador.metodos.instrumento import Instrumento
from generador.metodos.seleccion import Criterio
from tests.metodos.datos import dominio, paquete

SISBEN, RUI = (Instrumento.de_datos(d) for d in paquete("instrumentos")["instrumentos"])
KIT = Contexto.del_kit(SISBEN)
CAPA = Contexto.de_capa(
    SISBEN, ["orden", "clase", "I11", "cod_mpio", "grupo", "personas", "Año Base", "y"],
    ["cod_mpio", "grupo"],
)  # fmt: skip


def en(campo: str, *valores: Any) -> dict[str, Any]:
    return {"campo": campo, "en": list(valores)}


def entre(campo: str, desde: Any, hasta: Any) -> dict[str, Any]:
    return {"campo": campo, "entre": [desde, hasta]}


@pytest.mark.parametrize(
    ("texto", "nombre", "condicion"),
    [
        # Como se escribían en la orden.
        ("A1..B7", "A1..B7", entre("orden", 1, 12)),
        ("R: A1..B7", "R", entre("orden", 1, 12)),
        ("a01..c16", "a01..c16", entre("orden", 1, 28)),
        ("puntaje>=34", "puntaje>=34", entre("puntaje", 34, None)),
        ("puntaje>=34,5", "puntaje>=34,5", entre("puntaje", 34.5, None)),
        ("puntaje >= 34.5", "puntaje >= 34.5", entre("puntaje", 34.5, None)),
        ("edad_calculada<=5", "edad_calculada<=5", entre("edad_calculada", None, 5)),
        ("campo=0..17", "campo=0..17", entre("campo", 0, 17)),
        ("puntaje=0,5..1,5", "puntaje=0,5..1,5", entre("puntaje", 0.5, 1.5)),
        ("grupo=A|B", "grupo=A|B", en("grupo", "A", "B")),
        ("zona=1|2", "zona=1|2", en("zona", 1, 2)),
        ("codigo=1|2", "codigo=1|2", en("codigo", 1, 2)),
        ("codigo='001'", "codigo='001'", en("codigo", "001")),
        ("nom_vereda=La Peña|El Alto", "nom_vereda=La Peña|El Alto",
         en("nom_vereda", "La Peña", "El Alto")),
        ("rural: zona=2 y pobre=1", "rural", {"todas": [en("zona", 2), en("pobre", 1)]}),
        ("Ruta 1: etapa 2: zona=2", "Ruta 1: etapa 2", en("zona", 2)),
        # Como se escribían en QGIS.
        ("Uno: orden <= B7 y menores_6 >= 1", "Uno",
         {"todas": [entre("orden", None, 12), entre("menores_6", 1, None)]}),
        ("Uno: clase en (2, 3) y I11 = 1", "Uno", {"todas": [en("clase", 2, 3), en("I11", 1)]}),
        ("Uno: clase en (1,2,3)", "Uno", en("clase", 1, 2, 3)),
        ("Uno: clase en (2;3)", "Uno", en("clase", 2, 3)),
        ("Uno: puntaje en (0,5; 1)", "Uno", en("puntaje", 0.5, 1)),
        ("Uno: puntaje en (0.5)", "Uno", en("puntaje", 0.5)),
        ("Uno: cod_mpio en (05001,05045)", "Uno", en("cod_mpio", "05001", "05045")),
        ("Uno: personas entre 2 y 4", "Uno", entre("personas", 2, 4)),
        ("Uno: al menos 2 de (I13 = 1, I14 = 1, I15 = 1)", "Uno",
         {"al_menos": 2, "de": [en("I13", 1), en("I14", 1), en("I15", 1)]}),
        ("Uno: no zona = 1", "Uno", {"ninguna": [en("zona", 1)]}),
        ("Uno: zona = 1 o pobre = 1 y h_5 = 1", "Uno",
         {"alguna": [en("zona", 1), {"todas": [en("pobre", 1), en("h_5", 1)]}]}),
        ("Uno: (zona = 1 o pobre = 1) y h_5 = 1", "Uno",
         {"todas": [{"alguna": [en("zona", 1), en("pobre", 1)]}, en("h_5", 1)]}),
        ("Uno: cod_mpio != '05045'", "Uno", {"ninguna": [en("cod_mpio", "05045")]}),
        ("Uno: cod_mpio <> 05045", "Uno", {"ninguna": [en("cod_mpio", "05045")]}),
        ("Uno: puntaje < 34", "Uno", {"ninguna": [entre("puntaje", 34, None)]}),
        ("Uno: puntaje > -1", "Uno", {"ninguna": [entre("puntaje", None, -1)]}),
        ("Uno: grupo = \"A\"", "Uno", en("grupo", "A")),
        # Lo que ninguna de las dos aceptaba.
        ("MENORES_6>=1", "MENORES_6>=1", entre("menores_6", 1, None)),
        ("Clasificación=A1", "Clasificación=A1", en("clasificacion", "A1")),
        ("orden=B7", "orden=B7", en("orden", 12)),
        ("zona ≥ 2", "zona ≥ 2", entre("zona", 2, None)),
        ("grupo = “A”", "grupo = “A”", en("grupo", "A")),
        ("zona no en (1, 2)", "zona no en (1, 2)", {"ninguna": [en("zona", 1, 2)]}),
        ("codigo en (1,5; 2,5)", "codigo en (1,5; 2,5)", en("codigo", 1.5, 2.5)),
        ("al menos 1 de (puntaje>=34,5, I1=1)", "al menos 1 de (puntaje>=34,5, I1=1)",
         {"al_menos": 1, "de": [entre("puntaje", 34.5, None), en("I1", 1)]}),
        ("nom_vereda=San Juan y San José y zona=2", "nom_vereda=San Juan y San José y zona=2",
         {"todas": [en("nom_vereda", "San Juan y San José"), en("zona", 2)]}),
        ("nom_vereda=La Y", "nom_vereda=La Y", en("nom_vereda", "La Y")),
        ("nom_vereda='D''Arcy: km 5'", "nom_vereda='D''Arcy: km 5'",
         en("nom_vereda", "D'Arcy: km 5")),
    ],
)  # fmt: skip
def test_lo_que_se_escribe_es_lo_que_se_entiende(texto: str, nombre: str, condicion: Any) -> None:
    assert leer_regla(texto, KIT) == Regla(nombre, condicion, False)
    assert leer_regla(escribir(Regla(nombre, condicion)), KIT) == Regla(nombre, condicion)


def test_los_campos_de_la_capa_mandan() -> None:
    assert leer_regla("cod_mpio=5045", CAPA).condicion == en("cod_mpio", "5045")
    assert leer_regla('"año base" = 2023', CAPA).condicion == en("Año Base", 2023)
    assert leer_regla("y >= 2 y y <= 3", CAPA).condicion == {
        "todas": [entre("y", 2, None), entre("y", None, 3)]
    }
    assert leer_regla("orden <= B07", Contexto.del_kit(RUI)).condicion == entre("orden", None, 12)


def test_varias_reglas_por_renglones_o_en_lista() -> None:
    texto = "Uno: A1..B7\n\n  zona=2 \nsalvo Otro: cod_mpio != '05045'\nsalvo pobre=0\n"
    reglas = leer_reglas(texto, KIT)
    assert [(r.nombre, r.excluye) for r in reglas] == [
        ("Uno", False), ("zona=2", False), ("Otro", True), ("pobre=0", True),
    ]  # fmt: skip
    assert leer_reglas(texto.splitlines(), KIT) == reglas
    assert leer_reglas(escribir_reglas(reglas), KIT) == reglas
    assert all(r.excluye for r in leer_reglas(["zona=2"], KIT, excluye=True))
    assert campos_de(reglas[0].condicion) == ("orden",)
    assert campos_de({"todas": [en("a", 1), {"al_menos": 1, "de": [en("b", 1), en("a", 2)]}]}) == (
        "a", "b",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("texto", "posicion", "dice"),
    [
        ("", None, "no hay ninguna regla"),
        ("  \n ", None, "no hay ninguna regla"),
        ("A1", 3, "está incompleta"),
        ("zona", 5, "está incompleta"),
        ("zona =", 7, "está incompleta"),
        ("zona=2 y", 9, "está incompleta"),
        ("Uno: zona=2 o", 14, "está incompleta"),
        ("puntaje>=mucho", 10, "«puntaje» es un número y «mucho» no lo es"),
        ("E1..E3", 1, "«E1» no es un código"),
        ("C1..C19", 5, "«C19» no es un código"),
        ("B7..A1", 1, "al revés"),
        ("personas entre 5 y 2", 1, "al revés"),
        ("personas=5..2", 1, "al revés"),
        ("grupo <= B", 10, "es texto y no tiene orden"),
        ("Uno: (orden <= B7", 18, "falta «)» al final"),
        ("orden <= B7 edad", 13, "sobra «edad»"),
        ("al menos 3 de (I1 = 1, I2 = 1)", 10, "se piden 3 condiciones de 2"),
        ("al menos 0 de (I1 = 1)", 10, "se piden 0"),
        ("al menos dos de (I1 = 1)", 10, "va un entero"),
        ("nom_vereda='La Peña", 12, "faltan las comillas"),
        ("puntaje >= 1.234", 12, "puede ser 1234 o 1,234"),
        ("vlr_total_gastos >= 1.000.000", 21, "separador de miles"),
        ("zona = ", 7, "está incompleta"),
        ("zona=2 pobre=1", 6, "no lo es"),
        ("zona ~ 2", 6, "va una comparación y hay «~»"),
        ("= 2", 1, "se esperaba un campo"),
        ("zona en (1", 11, "falta «)»"),
        ("zona en 1", 9, "falta «(»"),
        ("zona en ()", 10, "se esperaba un valor"),
        ("puntaje en (0,5)", 13, "«0,5» puede ser dos valores o un decimal: escriba (0; 5)"),
        ("puntaje en (1,2,3,4)", 13, "«1,2» puede ser dos valores"),
        ("puntaje en (1, 2,5)", 16, "«2,5» puede ser dos valores o un decimal"),
        ("(" * 60 + "zona=2" + ")" * 60, 41, "anidados"),
        ("no " * 100_000 + "zona=2", 121, "anidados"),
    ],
)
def test_un_error_dice_donde_y_por_que(texto: str, posicion: int | None, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="Qué hacer") as error:
        leer_reglas(texto, KIT)
    assert dice in error.value.problema
    if posicion is not None:
        assert f"en la posición {posicion}:" in error.value.problema


def test_el_error_dice_el_renglon_y_los_campos_que_hay() -> None:
    with pytest.raises(ErrorDeMetodo, match=r"renglón 3 .*posición 6: «ordem» no es un campo"):
        leer_reglas("Uno: orden <= B7\n\nDos: ordem <= B7", CAPA)
    with pytest.raises(ErrorDeMetodo, match="use uno de: orden, "):
        leer_regla("ordem <= B7", CAPA)
    with pytest.raises(ErrorDeMetodo, match="puede ser «Zona» o «ZONA»"):
        leer_regla("zona=1", Contexto.de_capa(SISBEN, ["Zona", "ZONA"], []))
    with pytest.raises(ErrorDeMetodo, match="una sola regla"):
        leer_regla("zona=1\nzona=2", KIT)


@given(st.text(alphabet="AB17zona=<>()|.,;:'\"y o no en al menos entre\n-", max_size=40))
def test_ningun_texto_da_una_traza(texto: str) -> None:
    try:
        reglas = leer_reglas(texto, KIT)
    except ErrorDeMetodo as error:
        assert error.que_hacer
    else:
        assert leer_reglas(escribir_reglas(reglas), KIT) == reglas


VISIBLES = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
CON_ESPACIOS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"))
NUMEROS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.sampled_from([1.234, 1e-7]),
)
TEXTOS = st.text(VISIBLES, min_size=1, max_size=8)
POCOS = st.lists(NUMEROS, min_size=1, max_size=3)
DICHOS = st.lists(TEXTOS, min_size=1, max_size=3)
CAMPOS_N, CAMPOS_T = ("zona", "I9", "raro_1", "con espacio"), ("grupo", "nom_vereda")
NUMERICO, DE_TEXTO = st.sampled_from(CAMPOS_N), st.sampled_from(CAMPOS_T)
HOJAS = st.one_of(
    st.builds(lambda c, v: en(c, *v), NUMERICO, POCOS),
    st.builds(lambda c, v: en(c, *v), DE_TEXTO, DICHOS),
    st.builds(lambda c, v: entre(c, *sorted(v)), NUMERICO, st.tuples(NUMEROS, NUMEROS)),
    st.builds(lambda c, v: entre(c, v, None), NUMERICO, NUMEROS),
    st.builds(lambda c, v: entre(c, None, v), NUMERICO, NUMEROS),
)


def _juntar(hijas: Any) -> Any:
    listas = st.lists(hijas, min_size=1, max_size=3)
    return st.one_of(
        *(
            st.builds(lambda ps, f=forma: {f: ps}, listas)
            for forma in ("todas", "alguna", "ninguna")
        ),
        listas.flatmap(lambda ps: st.integers(1, len(ps)).map(lambda k: {"al_menos": k, "de": ps})),
    )


CONDICIONES = st.recursive(HOJAS, _juntar, max_leaves=8)
NOMBRES = st.text(CON_ESPACIOS, min_size=1, max_size=12)
DATOS = {
    **{c: np.array([0.0, 1, 2, np.nan, 1.234, -5]) for c in CAMPOS_N},
    **{c: np.array(["A", "la pena", "", "B", "x", "Z"]) for c in CAMPOS_T},
}


@given(NOMBRES.filter(str.strip), CONDICIONES, st.booleans())
def test_ida_y_vuelta(nombre: str, condicion: Any, excluye: bool) -> None:
    texto = escribir(Regla(nombre, condicion, excluye))
    leida = leer_regla(texto, KIT)
    assert leida.nombre == " ".join(nombre.split())
    assert leida.excluye is excluye
    assert escribir(leida) == texto
    antes, despues = evaluar(DATOS, condicion), evaluar(DATOS, leida.condicion)
    assert antes.si.tolist() == despues.si.tolist()
    assert antes.no.tolist() == despues.no.tolist()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_un_numero_escrito_se_lee_igual(numero: float) -> None:
    assert leer_numero(escribir_numero(numero)) == numero


@given(NOMBRES.filter(str.strip), CONDICIONES, st.booleans())
def test_las_reglas_en_json_se_leen_igual(nombre: str, condicion: Any, excluye: bool) -> None:
    dato = [{"nombre": nombre, "condicion": condicion, "excluye": excluye}]
    hallada = [Regla(nombre.strip(), condicion, excluye)]
    assert leer_json(json.dumps(dato), KIT) == hallada
    assert leer_reglas(json.dumps(dato), KIT) == hallada


def json_de(condicion: Any, **otras: Any) -> str:
    return json.dumps([{"nombre": "ok", "condicion": en("zona", 1)},
                       {"nombre": "Mala", "condicion": condicion, **otras}])  # fmt: skip


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ('[{"nombre":\n 1', "mal escrito en el renglón 2"),
        ("{}", "se esperaba una lista"),
        ("[]", "se esperaba una lista"),
        ("[3]", "la regla 1 no es un objeto"),
        ('[{"condicion": {}}]', "a la regla 1 le falta «nombre»"),
        ('[{"nombre": "a"}]', "a la regla 1 le falta «condicion»"),
        ('[{"nombre": 3, "condicion": {}}]', "en la regla 1, «nombre» tiene que ser un texto"),
        (json_de(en("zona", 1), excluye="false"), "la regla 2 («Mala»), «excluye» tiene que ser"),
        (json_de(en("zona", 1), exluye=True), "la clave «exluye» no se conoce"),
        (json_de([]), "la regla 2 («Mala»), condicion: se esperaba un objeto"),
        (json_de({"campo": "zona"}), "no es una condición (trae «campo»)"),
        (json_de(en("zona")), "condicion.en: es una lista con al menos un valor"),
        (json_de(en("zona", "1")), "«zona» es de tipo numero"),
        (json_de(en("grupo", 1)), "«grupo» es de tipo texto"),
        (json_de(en("x", 1, "a")), "todos textos o todos números"),
        (json_de(en("x", True)), "todos textos o todos números"),
        (json_de(entre("zona", None, None)), "condicion.entre: los extremos son números"),
        (json_de(entre("zona", 2, 1)), "al revés"),
        (json_de(entre("grupo", 1, 2)), "«grupo» es texto y no tiene orden"),
        (json_de({"campo": "zona", "entre": [1]}), "lleva dos valores"),
        (json_de({"campo": 3, "en": [1]}), "condicion.campo: es el nombre de un campo"),
        (json_de({"todas": []}), "condicion.todas: es una lista con al menos una condición"),
        (json_de({"todas": [en("zona", 1), {"x": 1}]}), "condicion.todas[2]: no es una condición"),
        (
            json_de({"al_menos": 3, "de": [en("zona", 1)]}),
            "condicion.al_menos: es un entero de 1 a 1",
        ),
        (json_de({"al_menos": True, "de": [en("zona", 1)]}), "condicion.al_menos"),
        ('[{"nombre": "a", "condicion": {"campo": "zona", "en": [NaN]}}]', "NaN no es un número"),
        ("[" * 100_000, "Qué hacer"),
    ],
)
def test_un_json_malo_dice_cual_regla_y_por_que(texto: str, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="Qué hacer") as error:
        leer_json(texto, KIT)
    assert dice in str(error.value)


@pytest.mark.parametrize(
    "texto",
    ["orden menor, menores_6 mayor", "orden, -menores_6", "ORDEN menor\nMenores_6 MAYOR",
     "+orden; - menores_6"],
)  # fmt: skip
def test_las_escrituras_de_la_prioridad(texto: str) -> None:
    esperada = [Criterio("orden", "menor"), Criterio("menores_6", "mayor")]
    assert leer_prioridad(texto, KIT) == esperada
    assert leer_prioridad(escribir_prioridad(esperada), KIT) == esperada
    assert leer_prioridad(["orden", "-menores_6"], KIT) == esperada
    assert leer_prioridad(texto, KIT, nulos_al_final=True)[0].nulos_al_final


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("", "no hay ningún criterio"),
        (" , ", "no hay ningún criterio"),
        ("grupo", "la prioridad usa «grupo», que es texto"),
        ("orden menores", "«orden menores» no se entiende"),
        ("-orden menor", "se contradice"),
        ("orden, Orden mayor", "«orden» más de una vez"),
        ("orden >= 2", "no se entiende"),
    ],
)
def test_una_prioridad_mala_dice_por_que(texto: str, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="Qué hacer") as error:
        leer_prioridad(texto, KIT)
    assert dice in str(error.value)


def test_el_catalogo_trae_los_campos_de_los_tres_motores() -> None:
    campos = {campo.id: campo for campo in catalogo()}
    assert len(campos) == len(catalogo())
    assert all(c.tipo in ("numero", "texto") and c.descripcion for c in campos.values())
    propios = "orden grupo nivel clasificacion puntaje pobre h_5 personas zona clase territorio"
    assert {*propios.split(), "menores_6", "menores_18", "mayores_60"} <= set(campos)
    assert {f"I{j}" for j in range(1, 16)} <= set(campos)
    conocidas = {c.lower() for c in campos}
    for variable in (fila["variable"].lower() for fila in dominio("sisben_iv_diccionario.csv")):
        assert variable in conocidas or not variable.isascii() or variable in {
            "ide_hogar", "tip_santario", "ind_evento_humdimiento", "num_evento_humdimiento",
        }, variable  # fmt: skip


@pytest.mark.parametrize(
    ("escrito", "filas"),
    [("La Peña", "SSSN?"), ("LA PENA", "SSSN?"), ("el alto", "NNNS?"), ("no está", "NNNN?")],
)
def test_los_textos_se_comparan_sin_tildes_ni_mayusculas(escrito: str, filas: str) -> None:
    datos = {"nom_vereda": np.array(["La Peña", "LA PEN\u0303A", "la  pena", "El Alto", ""])}
    hallado = evaluar(datos, leer_regla(f"nom_vereda={escrito}", KIT).condicion)
    assert (
        "".join(
            "S" if si else "N" if no else "?" for si, no in zip(hallado.si, hallado.no, strict=True)
        )
        == filas
    )


def test_los_codigos_se_comparan_sin_ceros_a_la_izquierda() -> None:
    datos = {"cod_mpio": np.array(["05001", "5001", "5001.0", "05002", "50010"])}
    for escrito in ("05001", "5001", "'05001'", "5001.0"):
        hallado = evaluar(datos, leer_regla(f"cod_mpio={escrito}", KIT).condicion)
        assert hallado.si.tolist() == [True, True, True, False, False], escrito
