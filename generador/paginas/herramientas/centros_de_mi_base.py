"""El contorno y los lugares con punto de cada municipio, para el mapa de «Mi base».

Van por departamento: la página pide solo el del municipio escogido. Las coordenadas son milésimas
de grado (unos 110 m), enteras.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from generador.lugares.nbi_por_dentro import DISPERSO
from generador.mapas.topojson import Enteros
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import redondear
from generador.metodos.generalizacion import generalizar
from generador.paginas.datos_del_sitio import DatosDelSitio

MILESIMAS = 1000
# Se quita el vértice cuyo triángulo mide menos de esto, en milésimas de grado²: 2,5 hectáreas.
UMBRAL = 2.0


def centros(acervo: DatosDelSitio) -> dict[str, Any]:
    """{"centros/05": {municipio: {contorno, lugares}}}.

    `contorno`: anillos, cada uno [x, y, x, y…]. `lugares`: [código, nombre, x, y, personas] de la
    cabecera y los centros poblados que tienen punto.
    """
    tramos = _tramos(acervo.topologia)
    lugares = acervo.nbi_por_lugar
    grados = np.column_stack([lugares.tabla.numeros[c] for c in ("longitud", "latitud")])
    puntos = np.where(np.isnan(grados), 0, np.rint(grados * MILESIMAS)).astype(int).tolist()
    personas = lugares.personas.astype(int).tolist()

    def de(codigo: str) -> dict[str, Any]:
        filas = [
            fila
            for fila in lugares.orden.get(codigo, [])
            if lugares.con_punto[fila] and lugares.clases[fila] != DISPERSO
        ]
        return {
            "contorno": [_anillo(anillo, tramos) for anillo in acervo.topologia.anillos[codigo]],
            "lugares": [
                [lugares.codigos[f], lugares.nombres[f], *puntos[f], personas[f]] for f in filas
            ],
        }

    return {
        f"centros/{departamento}": {
            codigo: de(codigo) for codigo in acervo.topologia.departamentos[departamento]
        }
        for departamento in acervo.departamentos
        if departamento in acervo.topologia.departamentos
    }


def _tramos(topologia: Topologia) -> list[Enteros]:
    """Los puntos enteros de cada arco, (n, 2), ya generalizados."""
    grados = generalizar(topologia.puntos * MILESIMAS, topologia.inicios, UMBRAL)
    enteros, inicios = redondear(*grados)
    return [enteros[a:b] for a, b in pairwise(inicios.tolist())]


def _anillo(anillo: tuple[int, ...], tramos: list[Enteros]) -> list[int]:
    partes = [tramos[ref] if ref >= 0 else tramos[~ref][::-1] for ref in anillo]
    plano: list[int] = np.concatenate(partes).ravel().tolist()
    return plano
