"""Instrumentos de reactivación, emprendimiento y mercados: de quién son y cómo se piden."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generador.normas.curadas import (
    DIA_OPCIONAL,
    PROCEDENCIA,
    TEXTO,
    ColumnaAdmitida,
    Respaldo,
    filas,
    respaldo,
)
from generador.normas.programas import ESTADOS, TERMINADO

RUTA = Path(__file__).resolve().parent / "instrumentos.csv"
FRENTES = ("reactivacion", "emprendimiento", "mercados")
ESQUEMA = {
    "id": TEXTO,
    "frente": ColumnaAdmitida(opciones=FRENTES),
    "instrumento": TEXTO,
    "entidad": TEXTO,
    "para_quien": TEXTO,
    "como_se_pide": TEXTO,
    "papel_del_municipio": TEXTO,
    "estado": ColumnaAdmitida(opciones=tuple(ESTADOS)),
    "ultimo_dato": DIA_OPCIONAL,
    **PROCEDENCIA,
}


@dataclass(frozen=True)
class InstrumentoDeGestion:
    """Un instrumento: para quién es, cómo se pide y qué le toca al municipio."""

    id: str
    frente: str
    instrumento: str
    entidad: str
    para_quien: str
    como_se_pide: str
    papel_del_municipio: str
    estado: str
    ultimo_dato: str
    respaldo: Respaldo

    @property
    def terminado(self) -> bool:
        """Si ya no se ofrece."""
        return self.estado == TERMINADO


@cache
def instrumentos(ruta: Path = RUTA) -> dict[str, InstrumentoDeGestion]:
    """Todos por identificador, en el orden del archivo; ErrorDeDatos si una fila no cumple."""
    hechos = {}
    for fila in filas(ruta, ESQUEMA):
        propias = {c: fila[c] for c in ESQUEMA if c not in PROCEDENCIA}
        hechos[fila["id"]] = InstrumentoDeGestion(**propias, respaldo=respaldo(fila))
    return hechos
