"""El calendario del municipio: qué debe hacer, cuándo, quién y qué norma lo manda."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generador.normas.curadas import (
    OPCIONAL,
    PROCEDENCIA,
    TEXTO,
    ColumnaAdmitida,
    Respaldo,
    error,
    filas,
    respaldo,
)

RUTA = Path(__file__).resolve().parent / "calendario.csv"
MESES = 12
ESQUEMA = {
    "orden": ColumnaAdmitida(patron=re.compile(r"\d+\Z")),
    "meses": ColumnaAdmitida(vacia=True, patron=re.compile(r"\d{1,2}(?: \d{1,2})*\Z")),
    "cuando": TEXTO,
    "plazo": TEXTO,
    "que": TEXTO,
    "quien": TEXTO,
    "tema": TEXTO,
    "periodicidad": OPCIONAL,
    **PROCEDENCIA,
}


@dataclass(frozen=True)
class Deber:
    """Un deber del año; `meses` (1 a 12) vacío quiere decir todo el año."""

    orden: int
    meses: tuple[int, ...]
    cuando: str
    plazo: str
    que: str
    quien: str
    tema: str
    periodicidad: str
    respaldo: Respaldo


@cache
def calendario(ruta: Path = RUTA) -> tuple[Deber, ...]:
    """Los deberes en el orden del archivo.

    ErrorDeDatos si una fila no cumple el esquema o un mes no va de 1 a 12.
    """
    leidas = filas(ruta, ESQUEMA)
    hechos = []
    for numero, fila in enumerate(leidas, start=2):
        meses = tuple(int(m) for m in fila["meses"].split())
        if any(not 1 <= m <= MESES for m in meses):
            raise error(ruta, numero, "meses", fila["meses"], f"va de 1 a {MESES}")
        propias = {c: fila[c] for c in ESQUEMA if c not in (*PROCEDENCIA, "orden", "meses")}
        hechos.append(
            Deber(orden=int(fila["orden"]), meses=meses, **propias, respaldo=respaldo(fila))
        )
    return tuple(hechos)
