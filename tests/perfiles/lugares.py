"""Los lugares de `datos/` por debajo del municipio, leídos con pandas y json, sin `generador/`."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from tests.perfiles.tablas import DATOS

MINIMO = 30  # personas
CABECERA, CENTRO, DISPERSO = "cabecera", "centro_poblado", "rural_disperso"


@cache
def leer(nombre: str) -> pd.DataFrame:
    """Una tabla de lugares, con sus códigos de texto y sus cifras de número."""
    texto = {"codigo": str, "territorio": str, "nombre": str}
    return pd.read_csv(DATOS / f"{nombre}.csv", dtype=texto, keep_default_na=True)


@cache
def de_nbi() -> dict[str, pd.DataFrame]:
    """Los lugares de cada municipio, con `visible` y `con_nbi`."""
    return {
        str(m): _con_lo_visible(g) for m, g in leer("nbi_centros_poblados").groupby("territorio")
    }


def _con_lo_visible(grupo: pd.DataFrame) -> pd.DataFrame:
    """Qué tasas se muestran: el menor que falte se calla hasta que los callados sumen el mínimo."""
    tabla = grupo.copy()
    rural = tabla[tabla["clase"] != CABECERA].sort_values("personas", kind="stable")
    rural = rural[rural["personas"] > 0]
    callados = list(rural.index[rural["personas"] < MINIMO])
    pendientes = [i for i in rural.index if i not in callados]
    while callados and pendientes and _se_deduce(rural.loc[callados, "personas"]):
        callados.append(pendientes.pop(0))
    tabla["visible"] = ~tabla.index.isin(callados)
    tabla["con_nbi"] = (tabla["nbi"] * tabla["personas"] / 100).round()
    return tabla


def _se_deduce(personas: pd.Series) -> bool:
    return len(personas) < 2 or personas.sum() < MINIMO


@cache
def propiedades(nombre: str) -> list[dict[str, Any]]:
    """Las de cada forma de una capa."""
    capa = json.loads((DATOS / f"{nombre}.topojson").read_text(encoding="utf-8"))
    objeto = next(iter(capa["objects"].values()))
    return [g["properties"] for g in objeto["geometries"]]


@cache
def contornos(nombre: str) -> dict[str, list[list[tuple[float, float]]]]:
    """Código → anillos de su contorno, en grados."""
    capa = json.loads((DATOS / f"{nombre}.topojson").read_text(encoding="utf-8"))
    arcos = _arcos(capa)
    objeto = next(iter(capa["objects"].values()))
    salida: dict[str, list[list[tuple[float, float]]]] = {}
    for forma in objeto["geometries"]:
        partes = forma["arcs"] if forma["type"] == "MultiPolygon" else [forma["arcs"]]
        salida[forma["properties"]["codigo"]] = [
            [p for i in anillo for p in (arcos[i] if i >= 0 else arcos[~i][::-1])]
            for parte in partes
            for anillo in parte
        ]
    return salida


def _arcos(capa: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Los arcos, ya sin la cuantización: cada punto se da como salto desde el anterior."""
    (sx, sy), (tx, ty) = capa["transform"]["scale"], capa["transform"]["translate"]
    salida = []
    for arco in capa["arcs"]:
        x = y = 0
        puntos = []
        for dx, dy in arco:
            x, y = x + dx, y + dy
            puntos.append((x * sx + tx, y * sy + ty))
        salida.append(puntos)
    return salida


def km_al_borde(punto: tuple[float, float], anillos: list[list[tuple[float, float]]]) -> float:
    """Distancia, en km, del punto al tramo más cercano del contorno; plano local."""
    x0, y0 = punto
    menor = float("inf")
    for anillo in anillos:
        planos = [((x - x0) * 111.32 * 0.995, (y - y0) * 110.6) for x, y in anillo]
        for (ax, ay), (bx, by) in pairwise(planos):
            dx, dy = bx - ax, by - ay
            largo = dx * dx + dy * dy
            s = 0.0 if largo == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / largo))
            menor = min(menor, ((ax + s * dx) ** 2 + (ay + s * dy) ** 2) ** 0.5)
    return menor
