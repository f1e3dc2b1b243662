"""Departamento y nación a partir de sus municipios, cuando la entidad no publica ese nivel."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave

UNIDADES_QUE_SE_SUMAN = {
    "personas",
    "hogares",
    "viviendas",
    "km2",
    "miles_de_millones_de_pesos",
    "millones_de_pesos",
    "hectareas",
    "toneladas",
    "establecimientos",
    "unidades_productoras",
}
PONDERADORES = {"personas": "poblacion", "hogares": "hogares"}
FUENTE_QUE_SE_PONDERA = "medida_censal_2018"


class Agregador:
    """Suma o promedia municipios por departamento y para la nación.

    Las posiciones son las de `cubo.territorios`: un agregado ocupa la fila de su departamento o de
    la nación, y solo si la fuente no trae allí un valor propio.
    """

    def __init__(self, cubo: Cubo) -> None:
        self.cubo = cubo
        codigos = cubo.territorios
        self.municipios = np.array([i for i, c in enumerate(codigos) if len(c) == 5])
        deptos = [i for i, c in enumerate(codigos) if len(c) == 2 and c != "00"]
        self.agregados = np.array([cubo.indice["00"], *deptos])
        fila = {codigos[i]: n for n, i in enumerate(self.agregados)}
        self.depto = np.array([fila[codigos[i][:2]] for i in self.municipios])

    def sumar(self, municipal: NDArray[np.float64]) -> NDArray[np.float64]:
        """Suma por agregado, en el orden de `self.agregados`; `municipal` mide (n municipios,)."""
        pesos = np.nan_to_num(municipal)
        total = np.bincount(self.depto, pesos, len(self.agregados)).astype(np.float64)
        total[0] = np.nansum(municipal)
        return total

    def completar(self, catalogo: Mapping[str, Indicador]) -> list[Llave]:
        """Llena las filas de departamento y nación que se pueden derivar; devuelve cuáles."""
        hechas = []
        for llave in list(self.cubo.columnas):
            indicador = catalogo[llave[0]]
            if self.cubo.estados[llave][self.agregados].any():
                continue
            if indicador.unidad in UNIDADES_QUE_SE_SUMAN:
                self._poner(llave, self.sumar(self.cubo.columnas[llave][self.municipios]))
                hechas.append(llave)
            elif indicador.fuente == FUENTE_QUE_SE_PONDERA:
                self._ponderar(llave, PONDERADORES[indicador.denominador])
                hechas.append(llave)
        return hechas

    def _ponderar(self, llave: Llave, ponderador: str) -> None:
        valores = self.cubo.columnas[llave][self.municipios]
        del_mismo_anio = (ponderador, llave[1], llave[2])
        periodos.exigir(self.cubo, del_mismo_anio)
        pesos = self.cubo.columnas[del_mismo_anio][self.municipios]
        pesos = np.where(np.isnan(valores), np.nan, pesos)
        with np.errstate(invalid="ignore", divide="ignore"):
            self._poner(llave, self.sumar(valores * pesos) / self.sumar(pesos))

    def _poner(self, llave: Llave, agregado: NDArray[np.float64]) -> None:
        estados = self.cubo.estados[llave][self.municipios]
        falta = self.sumar((estados == NO_DISPONIBLE).astype(float)) > 0
        sin_base = self.sumar((estados == DATO).astype(float)) == 0
        estado = np.where(falta, NO_DISPONIBLE, np.where(sin_base, NO_APLICA, DATO))
        self.cubo.columnas[llave][self.agregados] = np.where(estado == DATO, agregado, np.nan)
        self.cubo.estados[llave][self.agregados] = estado
