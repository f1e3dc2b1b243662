"""El mapeo de columnas: se guarda, se vuelve a leer y va por encima de lo reconocido."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.mapeo import Mapeo, canonicos, escribir, leer
from generador.metodos.hogares.nombres import PRIVACIONES, reconocer
from tests.metodos.datos import paquete
from tests.metodos.hogares.test_esquemas_cortados import CALDAS, cortar
from tests.metodos.hogares.test_nombres import NOMINAL, PREDECESORA

ESQUEMAS = paquete("esquemas_sisben")


def texto(columnas: Any, version: Any = 1, **otras: Any) -> str:
    return json.dumps({"mapeo_de_columnas": version, "columnas": columnas, **otras})


def test_lo_que_se_escribe_se_lee_igual() -> None:
    reconocido = reconocer(NOMINAL, ESQUEMAS)
    mapeo = leer(escribir(reconocido.columnas), ESQUEMAS)
    assert mapeo == Mapeo(reconocido.columnas)
    otra_vez = reconocer(NOMINAL, ESQUEMAS, mapeo)
    assert otra_vez.columnas == reconocido.columnas
    assert otra_vez.clave_hogar == reconocido.clave_hogar
    assert set(otra_vez.indicadas) == set(reconocido.columnas)


def test_una_base_de_otros_nombres_se_reconoce_con_su_mapeo() -> None:
    columnas = [*(f"priv {j:02d}" for j in range(1, 16)), "Relación con el jefe", "Nivel SISBEN"]
    with pytest.raises(ErrorDeMetodo, match="faltan las privaciones"):
        reconocer(columnas, ESQUEMAS)
    pares = dict(zip(PRIVACIONES, columnas, strict=False))
    mapeo = leer(texto({**pares, "parentesco": "relacion con el jefe"}), ESQUEMAS)
    with pytest.raises(ErrorDeMetodo, match="«parentesco» es «relacion con el jefe»"):
        reconocer(columnas, ESQUEMAS, mapeo)
    mapeo = leer(texto({**pares, "parentesco": "RELACIÓN CON EL JEFE"}), ESQUEMAS)
    assert reconocer(columnas, ESQUEMAS, mapeo).columnas["parentesco"] == "Relación con el jefe"


def test_el_mapeo_va_por_encima_y_libera_la_columna_reconocida() -> None:
    base = reconocer([*NOMINAL, "grupo_corregido"], ESQUEMAS, Mapeo({"grupo": "grupo_corregido"}))
    assert base.columnas["grupo"] == "grupo_corregido"
    assert "grupo" not in base.columnas.values()
    assert base.indicadas == ("grupo",)


def test_el_mapeo_resuelve_lo_ambiguo() -> None:
    columnas = cortar([*PREDECESORA, "Coord_x_auto_enc", "Coord_y_auto_enc"])
    mapeo = Mapeo({"x_auto": "Coord_x_au", "y_auto": "Coord_y_au"})
    base = reconocer(columnas, ESQUEMAS, mapeo)
    assert base.columnas["x_auto"] == "Coord_x_au"
    assert base.columnas["x_encuesta"] == "Coord_x__1"
    assert not base.ambiguas


def test_el_mapeo_puede_dar_la_ficha_y_las_variables() -> None:
    mapeo = Mapeo({"id_ficha": "consecutivo", "niv_educativo": "estudios", "fex": "peso"})
    base = reconocer([*CALDAS, "consecutivo", "estudios", "peso"], ESQUEMAS, mapeo)
    assert base.clave_hogar == ("consecutivo", "ide_hogar")
    assert base.otras["niv_educativo"] == "estudios"
    assert base.columnas["fex"] == "peso"


@pytest.mark.parametrize(
    ("escrito", "dice"),
    [
        ("{", "no es JSON (renglón 1, posición 2)"),
        ("[]", "no trae «mapeo_de_columnas»"),
        ("{}", "no trae «mapeo_de_columnas»"),
        (texto({"I1": "a"}, version=2), "es de la versión 2"),
        (texto({"I1": "a"}, version=True), "es de la versión True"),
        (texto({"I1": "a"}, nota="x"), "la clave «nota» no se conoce"),
        (texto({}), "al menos una"),
        (texto(["I1"]), "al menos una"),
        (texto({"parentezco": "a"}), "«parentezco», que no existe"),
        (texto({"I1": 3}), "«I1» tiene que ser el nombre"),
        (texto({"I1": " "}), "«I1» tiene que ser el nombre"),
        ('{"mapeo_de_columnas": 1, "columnas": {"I1": "a", "I1": "b"}}', "«I1» está dos veces"),
        ('{"a":' * 100_000, "Qué hacer"),
    ],
)
def test_un_mapeo_malo_dice_por_que(escrito: str, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="Qué hacer") as error:
        leer(escrito, ESQUEMAS)
    assert dice in str(error.value)


@pytest.mark.parametrize(
    ("columnas", "dice"),
    [
        ({"grupo": "no_esta"}, "«grupo» es «no_esta», y la base no trae esa columna"),
        ({"grupo": "nivel", "nivel": "NIVEL"}, "usa la columna «nivel» dos veces"),
        ({"id_hogar": "num_documento"}, "«num_documento», que no se lee"),
        ({"no_hay": "grupo"}, "«no_hay», que no existe"),
    ],
)
def test_un_mapeo_que_no_cabe_en_la_base_dice_por_que(columnas: Any, dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="Qué hacer") as error:
        reconocer(NOMINAL, ESQUEMAS, Mapeo(columnas))
    assert dice in str(error.value)


def test_se_sugiere_el_canonico_parecido() -> None:
    with pytest.raises(ErrorDeMetodo, match="use uno de: parentesco"):
        leer(texto({"parentezco": "a"}), ESQUEMAS)
    assert {"I1", "fex", "niv_educativo"} <= set(canonicos(ESQUEMAS))
