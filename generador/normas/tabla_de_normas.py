"""La tabla de normas: qué dice cada una y si se confirmó contra su texto."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar

RUTA = Path(__file__).resolve().parent / "normas.csv"
CAMPOS = ("id", "norma", "anio", "articulo", "que_dice", "estado", "fuente")
CONFIRMADA, POR_VERIFICAR = "confirmada", "por verificar"


@dataclass(frozen=True)
class Norma:
    """Una disposición: `norma` es «Ley 715»; `anio` y `articulo` pueden venir vacíos."""

    id: str
    norma: str
    anio: str
    articulo: str
    que_dice: str
    estado: str
    fuente: str

    @property
    def nombre(self) -> str:
        """«Ley 715 de 2001»."""
        return f"{self.norma} de {self.anio}" if self.anio else self.norma

    @property
    def cita(self) -> str:
        """«Ley 715 de 2001, art. 94»."""
        return f"{self.nombre}, {self.articulo}" if self.articulo else self.nombre

    @property
    def confirmada(self) -> bool:
        """Si lo que dice se leyó en su texto o en una copia citada en `fuente`."""
        return self.estado == CONFIRMADA


@cache
def normas(ruta: Path = RUTA) -> dict[str, Norma]:
    """Todas las normas por identificador, en el orden del archivo.

    ErrorDeDatos si las columnas no son las de `CAMPOS`, si un identificador se repite, si falta qué
    dice o de dónde consta, o si el estado no es «confirmada» ni «por verificar».
    """
    with ruta.open(encoding="utf-8", newline="") as archivo:
        lector = csv.DictReader(archivo)
        if tuple(lector.fieldnames or ()) != CAMPOS:
            raise ErrorDeDatos(
                f"las columnas son {lector.fieldnames}",
                lugar=Lugar(ruta.name),
                que_hacer=f"deje exactamente {', '.join(CAMPOS)}",
            )
        halladas: dict[str, Norma] = {}
        for fila, celdas in enumerate(lector, start=2):
            norma = Norma(**celdas)
            if motivo := _motivo(norma, halladas):
                raise ErrorDeDatos(
                    f"la norma «{norma.id}» {motivo}",
                    lugar=Lugar(ruta.name, fila=fila),
                    que_hacer="corrija la fila: cada norma dice qué ordena y de dónde consta",
                )
            halladas[norma.id] = norma
    return halladas


def _motivo(norma: Norma, halladas: dict[str, Norma]) -> str:
    if norma.id in halladas:
        return "está repetida"
    if norma.estado not in (CONFIRMADA, POR_VERIFICAR):
        return f"tiene el estado «{norma.estado}»"
    if not (norma.norma and norma.que_dice and norma.fuente):
        return "no dice cuál es, qué ordena o de dónde consta"
    return ""
