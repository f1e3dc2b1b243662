"""Una geometría dañada se reconoce al leerla: arcos, anillos, municipios y coordenadas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generador.errores import ErrorDeDatos
from generador.mapas import topologia
from generador.rutas import DATOS

CONTENIDO = (DATOS / "municipios.topojson").read_bytes()
Objeto = dict[str, Any]


def primera(topo: Objeto, tipo: str = "Polygon") -> Objeto:
    """El primer municipio de un solo polígono."""
    lista = topo["objects"]["municipios"]["geometries"]
    hallado: Objeto = next(g for g in lista if g["type"] == tipo)
    return hallado


def quitar_un_arco_del_anillo(topo: Objeto) -> None:
    anillo = next(
        g["arcs"][0]
        for g in topo["objects"]["municipios"]["geometries"]
        if g["type"] == "Polygon" and len(g["arcs"][0]) > 2
    )
    anillo.pop()


def sumar(topo: Objeto, arco: int, dx: int) -> None:
    topo["arcs"][arco][0][0] += dx


DANOS: list[tuple[str, Callable[[Objeto], object], str]] = [
    ("arco que no existe", lambda t: primera(t)["arcs"][0].append(999_999), "no existe"),
    ("arco negativo", lambda t: primera(t)["arcs"][0].append(-999_999), "no existe"),
    ("arco repetido", lambda t: primera(t)["arcs"][0].append(primera(t)["arcs"][0][0]), "sentido"),
    ("arco de sobra", lambda t: t["arcs"].append([[1, 1], [2, 2]]), "no es de ningún municipio"),
    ("anillo abierto", quitar_un_arco_del_anillo, "no cierra|ningún municipio"),
    ("anillo vacío", lambda t: primera(t)["arcs"].append([]), "anillo vacío"),
    ("municipio vacío", lambda t: primera(t).update(arcs=[]), "anillo vacío"),
    ("arco movido", lambda t: sumar(t, 10, 40), "no cierra"),
    ("arco lejano", lambda t: sumar(t, 10, 10**7), "fuera de Colombia"),
    ("origen movido", lambda t: t["transform"].update(translate=[0, 0]), "fuera de Colombia"),
    ("escala de texto", lambda t: t["transform"].update(scale="x"), "dañada"),
    ("coordenada decimal", lambda t: t["arcs"][3].append([0.5, 1]), "entero"),
    ("coordenada de texto", lambda t: t["arcs"][3].append(["1", 1]), "entero"),
    ("coordenada de más", lambda t: t["arcs"][3].append([1, 2, 3]), "dos coordenadas"),
    ("arco sin puntos", lambda t: t["arcs"][3].clear(), "dos puntos|dañada"),
    ("sin arcos", lambda t: t.pop("arcs"), "dañada"),
    ("municipio de otro tipo", lambda t: primera(t).update(type="Point"), "polígono|dañada"),
    (
        "municipio repetido",
        lambda t: t["objects"]["municipios"]["geometries"].append(primera(t)),
        "está repetido",
    ),
    ("sin código", lambda t: primera(t).update(properties={}), "dañada"),
    ("propiedades nulas", lambda t: primera(t).update(properties=None), "dañada"),
]


@pytest.mark.parametrize(("danar", "esperado"), [d[1:] for d in DANOS], ids=[d[0] for d in DANOS])
def test_cada_dano_se_nombra(danar: Callable[[Objeto], object], esperado: str) -> None:
    topo = json.loads(CONTENIDO)
    danar(topo)
    with pytest.raises(ErrorDeDatos, match=esperado) as error:
        topologia.desde_bytes(json.dumps(topo).encode())
    assert error.value.que_hacer
    assert error.value.lugar.archivo == "municipios.topojson"


@pytest.mark.parametrize(
    "contenido", [b"", b"[]", b"{}", b"null", CONTENIDO[: len(CONTENIDO) // 2]]
)
def test_lo_que_no_es_la_geometria(contenido: bytes) -> None:
    with pytest.raises(ErrorDeDatos, match="dañada"):
        topologia.desde_bytes(contenido)
