"""Las columnas que salen de medir el acceso: las mismas en la orden y en QGIS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..listas import en_lista, enteros
from ..tipos import Enteros, Reales
from .cobertura import (
    CON_SERVICIO,
    ESTADOS,
    LEJOS,
    SIN_CONEXION,
    SIN_COORDENADA,
    SIN_TERRENO,
    Balance,
    Codigos,
    nombre_de_corte,
)  # fmt: skip

# nombre (≤ 10 letras, por el shapefile), tipo, qué es
Descrita = tuple[str, str, str]
DEL_PUNTO: tuple[Descrita, ...] = (
    ("sede", "texto", "Sede que le queda más cerca"),
    ("km", "real", "Kilómetros en línea recta hasta esa sede (EPSG:9377)"),
    ("minutos", "real", "Minutos hasta esa sede"),
    ("estado", "texto", "Con servicio, lejos, sin conexión, fuera del terreno o sin coordenada"),
    ("acceso", "real", "Capacidad por cada mil personas (2SFCA)"),
)
DEL_TERRITORIO: tuple[Descrita, ...] = (
    ("puntos", "entero", "Hogares o lugares"),
    ("personas", "real", "Personas"),
    ("con_serv", "real", "Personas con servicio"),
    ("lejos", "real", "Personas que lo tienen lejos"),
    ("sin_conex", "real", "Personas sin conexión"),
    ("sin_terr", "real", "Personas donde no se conoce el terreno"),
    ("sin_coord", "real", "Personas sin coordenada"),
    ("sin_serv", "real", "Personas sin servicio: lejos o sin conexión"),
    ("parte_sin", "real", "De las que se sabe, qué parte no tiene servicio (0 a 1)"),
    ("costo", "real", "Costo medio por persona que llega: kilómetros o minutos"),
    ("sin_pers", "entero", "Hogares o lugares que no dicen cuántas personas son"),
)
POR_MIL = 1000


@dataclass(frozen=True)
class Acceso:
    """De n puntos, (n,) cada uno: `sede` (−1 ninguna), `km`, `minutos` y su `estado`.

    `acceso`: el de dos pasos, por persona; None si no se pidió. NaN es «no se sabe» o «no llega».
    """

    sede: Enteros
    km: Reales
    minutos: Reales
    estado: Codigos
    acceso: Reales | None = None

    @property
    def por_mil(self) -> Reales:
        """El acceso por cada mil personas, (n,); NaN sin coordenada o si no se pidió."""
        if self.acceso is None:
            return np.full(len(self.sede), np.nan)
        return np.where(self.estado == SIN_COORDENADA, np.nan, self.acceso * POR_MIL)

    def columnas(self, nombres: Sequence[str]) -> dict[str, list[Any]]:
        """Los valores de `DEL_PUNTO`; None donde no hay. `nombres`: el de cada sede."""
        return {
            "sede": [nombres[s] if s >= 0 else None for s in self.sede.tolist()],
            "km": en_lista(self.km),
            "minutos": en_lista(self.minutos),
            "estado": [ESTADOS[e] for e in self.estado.tolist()],
            "acceso": en_lista(self.por_mil),
        }


def columnas_del_balance(hecho: Balance, cortes: Sequence[float]) -> dict[str, list[Any]]:
    """Los valores de `DEL_TERRITORIO`, y una columna más por corte; None donde no hay."""
    gente = hecho.personas
    valores: dict[str, list[Any]] = {
        "puntos": enteros(hecho.puntos.sum(axis=1)),
        "personas": en_lista(gente.sum(axis=1)),
        "con_serv": en_lista(gente[:, CON_SERVICIO]),
        "lejos": en_lista(gente[:, LEJOS]),
        "sin_conex": en_lista(gente[:, SIN_CONEXION]),
        "sin_terr": en_lista(gente[:, SIN_TERRENO]),
        "sin_coord": en_lista(gente[:, SIN_COORDENADA]),
        "sin_serv": en_lista(hecho.sin_servicio),
        "parte_sin": en_lista(hecho.parte_sin_servicio),
        "costo": en_lista(hecho.costo),
        "sin_pers": enteros(hecho.sin_personas),
    }
    for j, corte in enumerate(cortes):
        valores[nombre_de_corte(corte)] = en_lista(hecho.hasta[:, j])
    return valores


def descritas(cortes: Sequence[float], unidad: str) -> tuple[Descrita, ...]:
    """Las columnas de un territorio, con las de los cortes en `unidad` («km» o «minutos»)."""
    propias = tuple(
        (nombre_de_corte(c), "real", f"Personas a {c:g} {unidad} o menos".replace(".", ","))
        for c in cortes
    )
    return (*DEL_TERRITORIO, *propias)
