"""La geometría que no es la de las tablas se reconoce, aunque esté bien formada."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generador.cubo import geometria_y_tablas
from generador.errores import ErrorDeDatos
from generador.mapas import topologia
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.rutas import DATOS

CONTENIDO = (DATOS / "municipios.topojson").read_bytes()
Objeto = dict[str, Any]


def objetos(topo: Objeto) -> list[Objeto]:
    lista: list[Objeto] = topo["objects"]["municipios"]["geometries"]
    return lista


def intercambiar(topo: Objeto, uno: str, otro: str) -> None:
    """Dos municipios con el código del otro."""
    cambio = {uno: otro, otro: uno}
    for geometria in objetos(topo):
        codigo = geometria["properties"]["codigo"]
        geometria["properties"]["codigo"] = cambio.get(codigo, codigo)


def encoger(topo: Objeto) -> None:
    topo["transform"]["scale"] = [x / 2 for x in topo["transform"]["scale"]]


def renombrar(topo: Objeto) -> None:
    objetos(topo)[0]["properties"]["codigo"] = "99999"


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (lambda t: intercambiar(t, "05001", "27025"), "05001 mide"),
        (encoger, "mide"),
        (lambda t: t["transform"].update(scale=[0, 0]), "mide 0.0"),
        (renombrar, "no son los de territorios.csv"),
    ],
)
def test_se_nombra(acervo: DatosDelSitio, danar: Callable[[Objeto], object], esperado: str) -> None:
    topo = json.loads(CONTENIDO)
    danar(topo)
    geometria = topologia.desde_bytes(json.dumps(topo).encode())
    with pytest.raises(ErrorDeDatos, match=esperado) as error:
        geometria_y_tablas.exigir(geometria, acervo.territorios, acervo.cubo)
    assert error.value.lugar.archivo == "municipios.topojson"


def test_un_municipio_de_menos(acervo: DatosDelSitio) -> None:
    filas = [c for c in acervo.territorios if c != "05001"]
    with pytest.raises(ErrorDeDatos, match="05001"):
        geometria_y_tablas.exigir(acervo.topologia, filas, acervo.cubo)
