"""La base frente a la población: cuánta gente de cada territorio no está en el registro.

La población es otra fuente (un raster, el censo, una proyección) y tiene su propio error: donde la
base trae más personas que ella la diferencia es negativa y se deja así, porque dice que una de las
dos está mal o que hay gente registrada en otro sitio; no es «cobertura de más del 100 %».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .listas import en_lista
from .tipos import Numeros, Reales

FALTAN, SOBRAN, IGUALES, SIN_DATO, SIN_POBLACION = (
    "faltan en la base", "más en la base que en la población", "iguales", "sin dato",
    "sin población",
)  # fmt: skip


@dataclass(frozen=True)
class Subregistro:
    """De T territorios, (T,) cada uno; NaN donde falta una de las dos cuentas.

    `fuera`: población − personas de la base. `proporcion`: `fuera` / población; NaN si la población
    es 0. `densidad`: `fuera` por km². `lectura`: qué se ve en cada uno.
    """

    fuera: Reales
    proporcion: Reales
    densidad: Reales
    lectura: npt.NDArray[np.str_]


def comparar(personas: Numeros, poblacion: Numeros, km2: Numeros) -> Subregistro:
    """Las `personas` de la base frente a la `poblacion` de cada territorio, de área `km2`.

    Las tres (T,), con NaN donde no hay dato: una población que no se sabe no es cero.
    """
    base = np.asarray(personas, dtype=np.float64)
    todos = np.asarray(poblacion, dtype=np.float64)
    area = np.asarray(km2, dtype=np.float64)
    fuera = todos - base
    con_gente, con_area = todos > 0, area > 0
    vacio = np.full(fuera.shape, np.nan)
    lectura = np.select(
        [np.isnan(fuera), (todos == 0) & (base == 0), fuera > 0, fuera < 0],
        [SIN_DATO, SIN_POBLACION, FALTAN, SOBRAN],
        IGUALES,
    )
    return Subregistro(
        fuera=fuera,
        proporcion=np.divide(fuera, todos, out=vacio.copy(), where=con_gente),
        densidad=np.divide(fuera, area, out=vacio.copy(), where=con_area),
        lectura=np.asarray(lectura, dtype=np.str_),
    )


# nombre (≤ 10 letras, por el shapefile), tipo, qué es
COLUMNAS: tuple[tuple[str, str, str], ...] = (
    ("personas", "real", "Personas de la base"),
    ("fuera", "real", "Población menos personas de la base"),
    ("subreg", "real", "Qué parte de la población no está en la base (0 a 1)"),
    ("dens_fuera", "real", "Personas fuera de la base por km²"),
    ("lectura", "texto", "Faltan en la base, más en la base que en la población, o sin dato"),
)


def columnas(personas: Numeros, hecho: Subregistro) -> dict[str, list[Any]]:
    """Los valores de `COLUMNAS`; None donde no hay dato."""
    return {
        "personas": en_lista(personas),
        "fuera": en_lista(hecho.fuera),
        "subreg": en_lista(hecho.proporcion),
        "dens_fuera": en_lista(hecho.densidad),
        "lectura": hecho.lectura.tolist(),
    }
