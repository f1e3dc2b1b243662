"""El ejemplo de la guía dentro de un municipio: sus cifras, sus cortes y lo que afirma."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.por_dentro import PorDentro
from generador.rutas import DATOS

EJEMPLO, META = "19532", 20


@pytest.fixture(scope="module")
def por_dentro(acervo: DatosDelSitio) -> PorDentro:
    return PorDentro(Numeros(acervo))


@pytest.fixture(scope="module")
def filas() -> list[dict[str, str]]:
    with (DATOS / "nbi_centros_poblados.csv").open(encoding="utf-8", newline="") as entrada:
        return [f for f in csv.DictReader(entrada) if f["territorio"] == EJEMPLO]


def test_las_cifras_son_las_del_archivo(por_dentro: PorDentro, filas: list[dict[str, str]]) -> None:
    dicho = por_dentro.de_adentro(EJEMPLO)
    personas = np.array([int(f["personas"]) for f in filas])
    con_nbi = np.rint(np.array([float(f["nbi"]) for f in filas]) * personas / 100)
    assert personas.min() >= 30  # la guía dice que no hay que callar ninguno
    assert dicho["cuantos"] == numero(len(filas))
    assert dicho["personas"] == numero(int(personas.sum()))
    assert dicho["con_nbi"] == numero(int(con_nbi.sum()))
    assert dicho["media"] == porcentaje(100 * con_nbi.sum() / personas.sum())
    peor = max(filas, key=lambda f: float(f["nbi"]))
    assert dicho["peor"] == peor["nombre"]
    assert dicho["mas"] == "el rural disperso"
    assert dicho["mas_gente"] == numero(int(con_nbi.max()))


def _tabla(por_dentro: PorDentro) -> list[list[str]]:
    html = str(por_dentro.tabla_de_clases(EJEMPLO, META))
    filas = re.findall(r"<tr>(.*?)</tr>", html)[1:]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", fila) for fila in filas]


def test_las_clases_parten_como_dicen_sus_cortes(por_dentro: PorDentro) -> None:
    dicho, tabla = por_dentro.de_adentro(EJEMPLO), _tabla(por_dentro)
    tasas = [float(fila[1].split("\N{NO-BREAK SPACE}")[0].replace(",", ".")) for fila in tabla]
    assert tasas == sorted(tasas, reverse=True)
    cortes = [float(n.replace(",", ".")) for n in re.findall(r"\d+,\d", dicho["saltos"])]
    for fila, tasa in zip(tabla, tasas, strict=True):
        assert int(fila[4]) == 1 + sum(tasa > corte for corte in cortes)
        assert (fila[6] == "por encima") == (tasa > META)
    # Cuatro grupos con casi el mismo número de lugares.
    cuantos = [sum(fila[3] == str(clase) for fila in tabla) for clase in (1, 2, 3, 4)]
    assert max(cuantos) - min(cuantos) <= 1


def test_coinciden_en_los_extremos_y_discrepan_en_el_medio(por_dentro: PorDentro) -> None:
    tabla = _tabla(por_dentro)
    assert tabla[0][3:] == ["4", "4", "por encima", "por encima"]
    assert tabla[-1][3:] == ["1", "1", "por debajo", "por debajo"]
    assert any(fila[3] != fila[4] for fila in tabla[1:-1])


def test_el_cruce_reparte_todos_los_lugares(
    por_dentro: PorDentro, filas: list[dict[str, str]]
) -> None:
    cruce = por_dentro.cruce_de_adentro(EJEMPLO)
    assert cruce["primero"] == "Rural disperso"
    assert cruce["gente"] == "Cabecera (El Bordo)"
    repartidos = [n for texto in cruce.values() for n in re.split(r", | [ye] ", texto)]
    assert len(repartidos) == len(filas)
    assert "Sajandí" in cruce["frecuente"]


def test_el_mapa_lleva_su_leyenda(por_dentro: PorDentro) -> None:
    html = str(por_dentro.mapa_de_adentro(EJEMPLO))
    assert html.count("<circle") == 13
    assert "75 o más %" in html
    assert "El Bordo" in html
