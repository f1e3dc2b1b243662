"""El contorno y los centros poblados que «Mi base» dibuja: todos los municipios y su lugar."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas.centros_de_mi_base import MILESIMAS, centros


@pytest.fixture(scope="module")
def por_municipio(acervo: DatosDelSitio) -> dict[str, dict[str, Any]]:
    return {c: m for municipios in centros(acervo).values() for c, m in municipios.items()}


def test_estan_todos_los_municipios_con_su_contorno_cerrado(
    acervo: DatosDelSitio, por_municipio: dict[str, dict[str, Any]]
) -> None:
    assert set(por_municipio) == set(acervo.topologia.codigos)
    for codigo, suyo in por_municipio.items():
        for anillo in suyo["contorno"]:
            assert len(anillo) % 2 == 0, codigo
            assert anillo[:2] == anillo[-2:], codigo


def test_cada_lugar_esta_cerca_de_su_municipio_y_es_el_de_la_tabla(
    acervo: DatosDelSitio, por_municipio: dict[str, dict[str, Any]]
) -> None:
    tabla = acervo.nbi_por_lugar.tabla
    filas = {c: n for n, c in enumerate(acervo.nbi_por_lugar.codigos)}
    con_punto = sum(len(m["lugares"]) for m in por_municipio.values())
    assert con_punto == int(np.count_nonzero(acervo.nbi_por_lugar.con_punto))
    lejos = 0
    for codigo, suyo in por_municipio.items():
        contorno = np.concatenate([np.reshape(a, (-1, 2)) for a in suyo["contorno"]])
        bajo, alto = contorno.min(axis=0), contorno.max(axis=0)
        for propio, _, x, y, personas in suyo["lugares"]:
            fila = filas[propio]
            assert tabla.territorios[fila] == codigo
            assert personas == int(acervo.nbi_por_lugar.personas[fila])
            assert abs(x / MILESIMAS - tabla.numeros["longitud"][fila]) <= 0.5 / MILESIMAS + 1e-9
            assert abs(y / MILESIMAS - tabla.numeros["latitud"][fila]) <= 0.5 / MILESIMAS + 1e-9
            lejos += bool(((x, y) < bajo - 20).any() or ((x, y) > alto + 20).any())
    # La DIVIPOLA trae unos pocos puntos fuera del límite censal: el mapa del perfil los nombra.
    fuera = {f for mapa in acervo.mapas_por_dentro.values() for f in mapa.fuera}
    assert lejos <= len(fuera)
