"""Cabeceras, centros poblados y rural disperso con punto: lo que se ve al acercar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isnan
from typing import Any

import numpy as np

from generador.lugares.nbi_por_dentro import CABECERA, CENTRO, DISPERSO
from generador.mapas.interactivo import Panel
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

LETRAS = {CABECERA: "c", CENTRO: "p", DISPERSO: "d"}
DECIMALES = 1


def de_departamento(
    acervo: DatosDelSitio, partes: Sequence[Panel], departamento: str
) -> dict[str, Any]:
    """`filas`: [municipio, x, y, nombre, clase, personas, NBI o None], de más a menos personas."""
    lugares, puntos = acervo.nbi_por_lugar, _puntos(acervo, tuple(partes))
    tasas = redondear_columna(lugares.publicadas["nbi"], DECIMALES).tolist()
    personas = lugares.personas.tolist()
    filas: list[list[Any]] = [
        [acervo.posicion_municipal[municipio], *puntos[fila], lugares.nombres[fila],
         LETRAS[lugares.clases[fila]], int(personas[fila]),
         None if isnan(tasas[fila]) else tasas[fila]]
        for municipio in acervo.municipios_de(departamento)
        for fila in lugares.orden.get(municipio, [])
        if fila in puntos
    ]  # fmt: skip
    filas.sort(key=_de_mas_a_menos)
    return {"filas": filas}


def _de_mas_a_menos(fila: list[Any]) -> int:
    personas: int = fila[5]
    return -personas


def capitales(acervo: DatosDelSitio, partes: Sequence[Panel]) -> list[list[int]]:
    """[municipio, x, y] de la cabecera de cada capital de departamento."""
    lugares, puntos = acervo.nbi_por_lugar, _puntos(acervo, tuple(partes))
    return [
        [acervo.posicion_municipal[codigo], *puntos[fila]]
        for departamento in acervo.departamentos
        for codigo in [f"{departamento}001"]
        for fila in lugares.orden.get(codigo, [])
        if lugares.clases[fila] == CABECERA and fila in puntos
    ]


@cache
def _puntos(acervo: DatosDelSitio, partes: tuple[Panel, ...]) -> dict[int, tuple[int, int]]:
    """Fila de la tabla de lugares → su punto en el plano del mapa; solo lo que tiene coordenada."""
    lugares = acervo.nbi_por_lugar
    numeros = lugares.tabla.numeros
    grados = np.column_stack([numeros["longitud"], numeros["latitud"]])
    municipio = np.array(lugares.tabla.territorios)
    puntos: dict[int, tuple[int, int]] = {}
    for codigos, proyeccion in partes:
        filas = np.flatnonzero(lugares.con_punto & np.isin(municipio, codigos))
        planos = np.rint(proyeccion(grados[filas])).astype(int).tolist()
        puntos |= {f: (x, y) for f, (x, y) in zip(filas.tolist(), planos, strict=True)}
    return puntos
