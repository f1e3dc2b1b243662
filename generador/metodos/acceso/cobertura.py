"""Quién tiene servicio, quién lo tiene lejos y quién no tiene por dónde llegar.

«Lejos» y «sin conexión» no son lo mismo: al primero se le mide cuánto le falta; del segundo se sabe
que no llega. Sin coordenada, o donde no se conoce el terreno, no se sabe nada: ni uno ni otro.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errores import ErrorDeMetodo
from ..grupos import Agrupacion
from ..tipos import Logicos, Numeros, Reales

CON_SERVICIO, LEJOS, SIN_CONEXION, SIN_TERRENO, SIN_COORDENADA = range(5)
ESTADOS = ("con servicio", "lejos", "sin conexión", "fuera del terreno", "sin coordenada")
Codigos = npt.NDArray[np.int8]


def estados(
    costo: Reales, limite: float, sin_coordenada: Logicos, sin_terreno: Logicos | None = None
) -> Codigos:
    """El código de `ESTADOS` de cada punto, (n,), según su `costo` (km o minutos).

    `limite`: hasta cuánto se tiene servicio, inclusive. `costo` NaN con coordenada es «sin
    conexión», salvo donde no se conoce el terreno.
    """
    ignoto = np.zeros(len(costo), dtype=np.bool_) if sin_terreno is None else sin_terreno
    with np.errstate(invalid="ignore"):
        cerca = costo <= limite
    return np.select(
        [sin_coordenada, ignoto, np.isnan(costo), cerca],
        [SIN_COORDENADA, SIN_TERRENO, SIN_CONEXION, CON_SERVICIO],
        LEJOS,
    ).astype(np.int8)


@dataclass(frozen=True)
class Balance:
    """De T territorios: `puntos` y `personas` (T, 5) en cada estado; `costo` (T,) medio.

    `costo` es por persona que llega, y NaN si nadie llega. `hasta` (T, c): personas a cada corte o
    menos, acumuladas.
    `sin_personas` (T,): puntos que no dicen cuántas personas son, y que en personas no cuentan;
    donde no lo dice ninguno, las personas son NaN.
    """

    puntos: Reales
    personas: Reales
    costo: Reales
    hasta: Reales
    sin_personas: Reales

    @property
    def sin_servicio(self) -> Reales:
        """Personas que lo tienen lejos o no tienen por dónde llegar, (T,)."""
        return np.asarray(self.personas[:, [LEJOS, SIN_CONEXION]].sum(axis=1))

    @property
    def parte_sin_servicio(self) -> Reales:
        """De las personas de las que se sabe, qué parte no tiene servicio, (T,); NaN si ninguna."""
        sabidas = self.personas[:, : SIN_CONEXION + 1].sum(axis=1)
        vacio = np.full(len(sabidas), np.nan)
        np.divide(self.sin_servicio, sabidas, out=vacio, where=sabidas > 0)
        return vacio

    def total(self) -> Balance:
        """El de todos los territorios juntos."""
        llegan = self.personas[:, [CON_SERVICIO, LEJOS]].sum(axis=1)
        suma = np.array([float(np.nansum(self.costo * llegan))])
        todos = np.array([float(np.nansum(llegan))])
        return Balance(
            self.puntos.sum(axis=0, keepdims=True),
            _sumadas(self.personas),
            np.divide(suma, todos, out=np.full(1, np.nan), where=todos > 0),
            _sumadas(self.hasta),
            self.sin_personas.sum(keepdims=True),
        )


def _sumadas(personas: Reales) -> Reales:
    """La suma de los territorios que tienen dato, (1, k); NaN si no lo tiene ninguno."""
    ninguno = np.isnan(personas).all(axis=0, keepdims=True)
    return np.where(ninguno, np.nan, np.nansum(personas, axis=0, keepdims=True))


def balance(
    estado: Codigos, costo: Reales, personas: Numeros, grupos: Agrupacion,
    cortes: Sequence[float] = (),
) -> Balance:  # fmt: skip
    """Cuánta gente hay en cada estado, y a cada corte o menos, en cada territorio."""
    gente = np.asarray(personas, dtype=np.float64)
    if (gente < 0).any():
        raise ErrorDeMetodo(
            f"hay un punto con {gente[gente < 0][0]:g} personas",
            que_hacer="corríjalo, o elija otro campo: va un número desde 0",
        )
    sabida = np.nan_to_num(gente)
    llega = (estado == CON_SERVICIO) | (estado == LEJOS)
    propio = np.where(llega, costo, np.inf)
    suman = grupos.sumar(np.where(llega, np.nan_to_num(costo) * sabida, 0))
    llegan = grupos.sumar(np.where(llega, sabida, 0))
    por_estado = [estado == e for e in range(len(ESTADOS))]
    hasta = [grupos.sumar(np.where(propio <= corte, sabida, 0)) for corte in cortes]
    sin_personas = grupos.sumar(np.isnan(gente).astype(np.float64))
    puntos = np.stack([grupos.sumar(e.astype(np.float64)) for e in por_estado], axis=1)
    personas_ = np.stack([grupos.sumar(np.where(e, sabida, 0)) for e in por_estado], axis=1)
    acumuladas = np.stack(hasta, axis=1) if hasta else np.zeros((grupos.numero, 0))
    ignoradas = (sin_personas > 0) & (sin_personas == puntos.sum(axis=1))
    return Balance(
        puntos,
        np.where(ignoradas[:, None], np.nan, personas_),
        np.divide(suman, llegan, out=np.full(grupos.numero, np.nan), where=llegan > 0),
        np.where(ignoradas[:, None], np.nan, acumuladas),
        sin_personas,
    )


def leer_cortes(texto: str) -> tuple[float, ...]:
    """Los cortes escritos, de menor a mayor: «15; 30; 60». ErrorDeMetodo si no se entienden.

    Con punto y coma la coma es decimal («0,5; 1»); sin él, separa («15,30,60»).
    """
    partes = texto.split(";") if ";" in texto else texto.split(",")
    try:
        cortes = [float(p.strip().replace(",", ".")) for p in partes if p.strip()]
    except ValueError:
        cortes = [-1.0]
    if any(not np.isfinite(c) or c <= 0 for c in cortes):
        raise ErrorDeMetodo(
            f"los cortes «{texto}» no se entienden",
            que_hacer="escriba números mayores que 0, separados por punto y coma: 15; 30; 60",
        )
    return tuple(sorted(set(cortes)))


def nombre_de_corte(corte: float) -> str:
    """La columna de un corte: «hasta_15», «hasta_2_5»."""
    return f"hasta_{corte:g}".replace(".", "_").replace("+", "")
