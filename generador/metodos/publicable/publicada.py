"""Lo que se publica de cada territorio y todo lo que se deriva, solo de lo redondeado."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isnan
from typing import Union

import numpy as np

from ..calculo import razon
from ..metodo import Metodo
from ..tipos import Enteros, Logicos, Reales
from .visible import ESTADOS, Visible

MINIMO_DE_POBRES = 12
UN_TERCIO = Fraction(1, 3)
Valor = Union[str, int, float, bool, None]


@dataclass(frozen=True)
class Publicada(Visible):
    """G territorios (o grupos, o el total) tal como se publican; lo que se calla es NaN.

    `estado` (G,) según `ESTADOS`. En hogares redondeados a `base`: `hogares` y `pobres` (G,),
    `privados` y `censurados` (G, J). `personas` y `personas_pobres` (G,), redondeadas a 10, solo
    desde 30 hogares. Un territorio sin registros publica 0 hogares y nada más.
    """

    metodo: Metodo
    pobres: Reales
    privados: Reales
    censurados: Reales
    personas: Reales
    personas_pobres: Reales

    @property
    def con_intensidad(self) -> Logicos:
        """Filas que publican intensidad y contribuciones: 30 hogares y 12 pobres o más, (G,)."""
        return self.completa & (self.pobres >= MINIMO_DE_POBRES)

    @property
    def incidencia(self) -> Reales:
        """H = pobres / hogares, (G,)."""
        return razon(self.pobres, self.hogares)

    @property
    def rango_de_incidencia(self) -> tuple[Reales, Reales]:
        """Entre qué valores está con certeza la H verdadera: (baja, alta), (G,) cada una."""
        return self.rango(self.pobres)

    @property
    def tasas(self) -> Reales:
        """t_j: privados en j / hogares, (G, J)."""
        return razon(self.privados, self.hogares[:, None])

    @property
    def tasas_censuradas(self) -> Reales:
        """c_j: pobres y privados en j / hogares, (G, J)."""
        return razon(self.censurados, self.hogares[:, None])

    @property
    def puntos(self) -> Reales:
        """Σ w_j c̃_j, en las unidades de los pesos, (G,)."""
        return self.censurados @ np.array(self.metodo.pesos, dtype=np.float64)

    @property
    def m0(self) -> Reales:
        """M0 = Σ w_j c̃_j / (D·hogares), (G,)."""
        return razon(self.puntos, self.hogares * sum(self.metodo.pesos))

    @property
    def intensidad(self) -> Reales:
        """A = Σ w_j c̃_j / (D·pobres), llevada a [k, 1], (G,); NaN donde no se publica."""
        cruda = razon(self.puntos, self.pobres * sum(self.metodo.pesos))
        acotada = np.clip(cruda, float(UN_TERCIO), 1.0)
        return np.where(self.con_intensidad, acotada, np.nan)

    @property
    def contribuciones(self) -> Reales:
        """φ_j = w_j c̃_j / Σ w c̃, (G, J); NaN donde no se publica."""
        partes = razon(self.censurados * np.array(self.metodo.pesos), self.puntos[:, None])
        return np.where(self.con_intensidad[:, None], partes, np.nan)

    @property
    def privacion_principal(self) -> Enteros:
        """Posición de la que más contribuye (empate: la primera), (G,); −1 si no se publica."""
        aportes = np.nan_to_num(self.contribuciones, nan=-1.0)
        return np.where(aportes.max(axis=1) > 0, aportes.argmax(axis=1), -1).astype(np.int64)

    @property
    def incidencia_en_personas(self) -> Reales:
        """Personas en hogares pobres / personas, (G,); NaN con menos de 30 hogares."""
        return razon(self.personas_pobres, self.personas)

    def columnas(self) -> dict[str, list[Valor]]:
        """Las columnas de la salida, {nombre: G valores}; None es «no se publica»."""
        baja, alta = self.rango_de_incidencia
        enteras = {
            "hogares": self.hogares,
            "pobres": self.pobres,
            "personas": self.personas,
            "personas_pobres": self.personas_pobres,
        }
        reales = {
            "h": self.incidencia,
            "h_baja": baja,
            "h_alta": alta,
            "h_personas": self.incidencia_en_personas,
            "a": self.intensidad,
            "m0": self.m0,
        }
        matrices = {"t": self.tasas, "c": self.tasas_censuradas, "f": self.contribuciones}
        for prefijo, matriz in matrices.items():
            for j, nombre in enumerate(self.metodo.nombres):
                reales[f"{prefijo}_{nombre.lower()}"] = matriz[:, j]
        return {
            "estado": [ESTADOS[codigo] for codigo in self.estado.tolist()],
            "orden_de_magnitud": self.orden_de_magnitud.tolist(),
            **{n: [None if isnan(v) else int(v) for v in vs.tolist()] for n, vs in enteras.items()},
            **{n: [None if isnan(v) else v for v in vs.tolist()] for n, vs in reales.items()},
        }

    def filas(self) -> list[dict[str, Valor]]:
        """Las mismas columnas, como una lista de G filas."""
        columnas = self.columnas()
        return [dict(zip(columnas, valores)) for valores in zip(*columnas.values())]
