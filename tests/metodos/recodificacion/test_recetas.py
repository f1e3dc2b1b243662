"""Las recetas: las del kit pasan su esquema publicado, y una mala se rechaza con su ruta."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.recodificacion.recetas import (
    DEL_KIT,
    de_documento,
    de_texto,
    del_kit,
    documento_de_receta,
    huella,
)
from generador.metodos.tablas import CARPETA
from tests.metodos.recodificacion.bases import ADULTA, hogar, privados, recodificados

ESQUEMA = json.loads((CARPETA / "recetas" / "receta.schema.json").read_text("utf-8"))
VALIDADOR = jsonschema.Draft202012Validator(ESQUEMA)
Documento = dict[str, Any]
PROPIA: Documento = {
    "formato": "kit-recodificacion/1",
    "id": "mia",
    "nombre": "Mi encuesta",
    "parte_de": "encuesta_propia",
    "esquema": {
        "hogar": ["FICHA"],
        "persona": "ORDEN",
        "columnas": {"edad": "EDAD", "lee": "P12", "parentesco": "P3"},
    },
    "codigos": {"lee": {"codigos": {"S": "afirma", "N": "niega"}, "no_aplica": ["99"]}},
}


@pytest.mark.parametrize("id_", DEL_KIT)
def test_las_del_kit_pasan_el_esquema_y_la_comprobacion(id_: str) -> None:
    VALIDADOR.validate(documento_de_receta(id_))
    receta = del_kit(id_)
    assert receta.id == id_
    assert sum(receta.pesos) == 100
    assert all(p.estado for p in receta.privaciones)


def test_las_que_no_se_comprobaron_lo_dicen_en_su_medida_y_en_cada_indicador() -> None:
    for id_ in ("ecv", "censo_2018", "encuesta_propia"):
        receta = del_kit(id_)
        assert receta.estado == "sin_comprobar"
        assert "sin comprobar" in receta.medida
        assert any("SIN COMPROBAR" in aviso for aviso in receta.avisos)
        assert {p.estado for p in receta.privaciones} == {"sin_comprobar"}


def test_la_del_censo_da_otra_medida_y_nunca_los_nombres_del_ipm() -> None:
    censo = del_kit("censo_2018")
    assert censo.medida.startswith("MPM")
    assert not {i.upper() for i in censo.ids} & set(PRIVACIONES)
    imposibles = {p.id for p in censo.privaciones if p.no_se_puede}
    assert {"mpm_primera_infancia", "mpm_trabajo_informal", "mpm_aseguramiento"} <= imposibles


def test_la_huella_no_depende_de_como_se_escribio() -> None:
    original = documento_de_receta("sisben_iv")
    assert huella(json.loads(json.dumps(original, indent=4))) == huella(original)
    assert huella({**original, "version": "2"}) != huella(original)


def con(camino: str, valor: Any, id_: str = "sisben_iv") -> Documento:
    """Una receta del kit con otro valor en ese lugar; … quita la clave."""
    hecha: Documento = copy.deepcopy(documento_de_receta(id_))
    *padres, escrita = camino.split("/")
    lugar: Any = hecha
    for parte in padres:
        lugar = lugar[int(parte) if isinstance(lugar, list) else parte]
    ultima: Any = int(escrita) if isinstance(lugar, list) else escrita
    if valor is ...:
        del lugar[ultima]
    else:
        lugar[ultima] = valor
    return hecha


I2 = "privaciones/I2/privado/alguno/todas_de/1"
MALAS: tuple[tuple[str, Any, str], ...] = (
    (f"{I2}/en", [False], r"privaciones\.I2\.privado\.alguno\.todas_de\[1\]\.en\[0\].*falso"),
    (f"{I2}/en", ["no"], r"«lee» no tiene la categoría «no»"),
    (f"{I2}/var", "leer", r"no hay una variable «leer»"),
    ("variables/lee/codigos", {"1": True}, r"variables\.lee\.codigos\.1.*verdadero"),
    ("variables/lee/codigos/01", "niega", r"el código «01» está dos veces"),
    ("variables/lee/no_aplica", [1], r"el código «1» está en dos listas"),
    ("variables/pension/no_aplica_como", "no cotiza", r"no es una categoría"),
    ("variables/edad/universo", {"var": "actividad", "en": ["trabaja"]}, r"da vueltas: "),
    ("variables/edad/desde_grupos/rangos/g6_11", [7, 11], r"dejan un hueco entre 5 y 7"),
    ("variables/edad/desde_grupos/rangos/g6_11", [5, 11], r"se pisan entre 5 y 5"),
    ("variables/edad/desde_grupos/rangos/g60", ..., r"«g60» no tiene rango"),
    ("variables/semanas/numero/min", 999, r"va de 999 a 998"),
    ("variables/cuartos_dormir/numero/min", 0, r"«cuartos_dormir» puede valer 0"),
    ("variables/lee/universo", {"alguno": {"def": "trabaja"}}, r"aquí va lo de una persona"),
    ("privaciones/I9", ..., r"faltan I9: van I1…I15"),
    ("privaciones/I9/estado", ..., r"privaciones\.I9.*falta «estado»"),
    ("privaciones/I9/peso", 11, r"el peso es 11"),
    ("privaciones/I13/privado", {"var": "lee", "en": ["niega"]}, r"«lee» es de cada persona"),
    ("privaciones/I13/privado", {"var": "pisos", "desde": 1}, r"«pisos» es de categorías"),
    ("privaciones/I13/privado", {"alguno": {"var": "pisos", "en": ["tierra"]}}, r"solo hay datos"),
    ("privaciones/I2/faltantes", {"exigir": "3/2"}, r"va entre 0 y 1"),
    ("privaciones/I2/faltantes", "cero", r"«cero» no existe"),
    ("privaciones/I2/privado", {"def": "no_esta"}, r"no hay una definición «no_esta»"),
    ("definiciones/trabaja", {"def": "busca_largo"}, r""),
    ("definiciones/busca", {"def": "busca_largo"}, r"las definiciones dan vueltas"),
    ("esquemas/base_completa/columnas/leer", "x", r"no es una variable de columna"),
    ("formato", "kit-recodificacion/9", r"no es ese formato"),
    ("sobra", 1, r"esa clave no existe"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("camino", "valor", "dice"), MALAS, ids=[f"{c}-{d[:20]}" for c, _, d in MALAS]
)
def test_una_receta_mala_dice_donde_y_que_hacer(camino: str, valor: Any, dice: str) -> None:
    if not dice:  # una definición que cita a otra está bien
        de_documento(con(camino, valor))
        return
    with pytest.raises(ErrorDeMetodo, match=dice) as error:
        de_documento(con(camino, valor))
    assert error.value.que_hacer


def test_un_json_roto_o_con_claves_repetidas_se_dice() -> None:
    with pytest.raises(ErrorDeMetodo, match="línea 2"):
        de_texto('{"id": 1,\n x}')
    with pytest.raises(ErrorDeMetodo, match="dos veces «id»"):
        de_texto('{"id": 1, "id": 2}')
    with pytest.raises(ErrorDeMetodo, match="va un objeto"):
        de_texto("[1]")


def _lugares(nodo: Any, camino: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    hijos: Iterable[tuple[Any, Any]] = ()
    if isinstance(nodo, (dict, list)):
        hijos = nodo.items() if isinstance(nodo, dict) else enumerate(nodo)
    return [camino, *(c for k, h in hijos for c in _lugares(h, (*camino, k)))]


LUGARES = {id_: _lugares(documento_de_receta(id_))[1:] for id_ in DEL_KIT}
OTROS: list[Any] = [None, True, 0, -1, 1.5, "", "x", [], {}, [True], {"var": "edad"}, ["afirma"]]


@given(st.sampled_from(DEL_KIT), st.data())
@settings(max_examples=100, deadline=None)
def test_lo_que_rechaza_el_esquema_publicado_lo_rechaza_el_kit(
    id_: str, datos: st.DataObject
) -> None:
    """Y nada que el kit reciba da otra cosa que una receta o un error con qué hacer."""
    dano = copy.deepcopy(documento_de_receta(id_))
    camino = datos.draw(st.sampled_from(LUGARES[id_]))
    lugar: Any = dano
    for parte in camino[:-1]:
        lugar = lugar[parte]
    if datos.draw(st.booleans()) and isinstance(lugar, dict):
        del lugar[camino[-1]]
    else:
        lugar[camino[-1]] = datos.draw(st.sampled_from(OTROS))
    try:
        de_documento(dano)
    except ErrorDeMetodo as error:
        assert error.problema
        assert error.que_hacer
    else:
        VALIDADOR.validate(dano)


def test_una_propia_toma_las_reglas_y_dice_solo_sus_columnas_y_sus_codigos() -> None:
    VALIDADOR.validate(PROPIA)
    receta = de_documento(PROPIA)
    assert [e.id for e in receta.esquemas] == ["propio"]
    assert receta.estado == "sin_comprobar"
    persona = {"edad": 40, "parentesco": "jefe", "lee": "N"}
    (hecho,) = privados(recodificados([[persona]], receta, "propio"))
    assert (hecho["I2"], hecho["I13"]) == (1, -1)
    for camino, dice in (
        (("codigos", "lee", "codigos", "N"), "no existe"),
        (("parte_de",), "no existe"),
        (("esquema", "columnas", "otra"), "no es una variable"),
    ):
        mala = copy.deepcopy(PROPIA)
        lugar: Any = mala
        for parte in camino[:-1]:
            lugar = lugar[parte]
        lugar[camino[-1]] = "nunca"
        with pytest.raises(ErrorDeMetodo, match=dice):
            de_documento(mala)


def _con_faltantes(faltantes: Any) -> Callable[..., dict[str, int]]:
    receta = de_documento(con("privaciones/I2/faltantes", faltantes))

    def decidir(*lee: int | None) -> dict[str, int]:
        personas = [{**ADULTA, "lee": v} for v in lee]
        return privados(recodificados([hogar(*personas)], receta))[0]

    return decidir


def test_exigir_dos_tercios_decide_con_quienes_respondieron() -> None:
    decidir = _con_faltantes({"exigir": "2/3"})
    assert decidir(1, 1, None)["I2"] == 0
    assert decidir(1, None, None)["I2"] == -1
    assert decidir(2, None, None)["I2"] == 1


def test_asumir_se_pide_a_mano_y_se_cuenta() -> None:
    receta = de_documento(con("privaciones/I2/faltantes", {"asumir": "no_privado"}))
    hecha = recodificados([hogar({**ADULTA, "lee": None}), hogar(ADULTA)], receta)
    assert [h["I2"] for h in privados(hecha)] == [0, 0]
    assert hecha.decididas[1].supuesta.tolist() == [True, False]
