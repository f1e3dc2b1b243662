"""La topología compacta del mapa: al deshacerla se obtienen los mismos municipios, sin rendijas."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from generador.mapas import interactivo
from generador.mapas.disuelto import por_clase
from generador.mapas.topologia import Topologia, cargar
from generador.rutas import DATOS

Puntos = NDArray[np.int64]


@pytest.fixture(scope="module")
def topologia() -> Topologia:
    return cargar(DATOS / "municipios.topojson")


@pytest.fixture(scope="module")
def compacta(topologia: Topologia) -> dict[str, Any]:
    return interactivo.compacta(topologia, interactivo.paneles(topologia))


def deshacer(compacta: dict[str, Any]) -> tuple[list[Puntos], list[list[list[int]]]]:
    """Arcos y anillos, con otra escritura de lo que hace el navegador."""
    arcos, previo = [], np.zeros(2, dtype=np.int64)
    for texto in compacta["arcos"].split("|"):
        pasos = np.array(re.findall(r"-?\d+", texto), dtype=np.int64).reshape(-1, 2)
        arcos.append(previo + pasos.cumsum(axis=0))
        previo = arcos[-1][-1]
    anillos, nuevos = [], 0
    for linea in compacta["anillos"].split("\n"):
        suyos = []
        for anillo in linea.split(" "):
            refs = []
            for ficha in anillo.split(","):
                refs.append(~(nuevos - int(ficha)) if ficha else nuevos)
                nuevos += not ficha
            suyos.append(refs)
        anillos.append(suyos)
    return arcos, anillos


def test_cada_municipio_conserva_su_lugar_y_su_tamano(
    topologia: Topologia, compacta: dict[str, Any]
) -> None:
    arcos, anillos = deshacer(compacta)
    paneles = interactivo.paneles(topologia)
    assert len(anillos) == 1122
    for codigo, suyos in zip(topologia.codigos, anillos, strict=True):
        proyeccion = next(p.proyeccion for p in paneles if codigo in p.codigos)
        area = 0.0
        for refs in suyos:
            tramos = [arcos[r] if r >= 0 else arcos[~r][::-1] for r in refs]
            for uno, otro in pairwise([*tramos, tramos[0]]):
                assert (uno[-1] == otro[0]).all(), codigo
            x, y = np.concatenate(tramos).T.astype(float)
            area += float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2
        propia = _area(topologia, codigo, proyeccion)
        assert abs(area) == pytest.approx(propia, rel=0.25, abs=150), codigo


def test_cada_frontera_es_una_sola(topologia: Topologia, compacta: dict[str, Any]) -> None:
    """Lo que un municipio pierde al simplificar lo gana su vecino."""
    arcos, anillos = deshacer(compacta)
    veces = np.zeros(len(arcos), dtype=int)
    for suyos in anillos:
        for refs in suyos:
            for r in refs:
                veces[r if r >= 0 else ~r] += 1
    assert set(veces.tolist()) == {1, 2}
    assert len(arcos) == len(topologia.inicios) - 1


def test_todo_cabe_en_las_medidas(compacta: dict[str, Any]) -> None:
    puntos = np.concatenate(deshacer(compacta)[0])
    assert (puntos >= 0).all()
    assert (puntos <= compacta["medidas"]).all()
    x0, y0, x1, y1 = compacta["recuadro"]
    assert 0 <= x0 < x1 <= interactivo.ANCHO_RECUADRO
    assert 0 <= y0 < y1 <= interactivo.ALTO_RECUADRO


def test_el_mapa_por_clase_no_pierde_a_ninguno(topologia: Topologia) -> None:
    clases: dict[str, int | None] = {c: int(c[-1]) % 3 for c in topologia.codigos}
    clases["05001"] = None
    ancho, alto, capas = por_clase(topologia, clases)
    assert list(capas) == [0, 1, 2, None]
    assert all(d.startswith("m") and d.endswith("z") for d in capas.values())
    assert 0 < ancho < alto


def _area(topologia: Topologia, codigo: str, proyeccion: Any) -> float:
    total = 0.0
    for anillo in topologia.anillos[codigo]:
        tramos = []
        for ref in anillo:
            arco = ref if ref >= 0 else ~ref
            puntos = topologia.puntos[topologia.inicios[arco] : topologia.inicios[arco + 1]]
            tramos.append(puntos if ref >= 0 else puntos[::-1])
        x, y = proyeccion(np.concatenate(tramos)).T
        total += float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2
    return abs(total)
