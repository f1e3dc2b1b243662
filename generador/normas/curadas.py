"""Leer las tablas curadas del kit: un esquema por columna y un error que dice dónde y qué hacer.

Las llenan personas, con su fuente por fila; por eso cada celda se comprueba al leerla.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.normas.tabla_de_normas import normas

CONFIRMADA, PRENSA, CONOCIMIENTO = "confirmada", "prensa", "conocimiento"
VERIFICACIONES = (CONFIRMADA, PRENSA, CONOCIMIENTO)
# Un año, un mes o un día; o varias separadas por punto y coma, como en una lista de notas.
FECHA = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
NIVEL = re.compile(r"[A-Z]\d{1,2}\Z")


@dataclass(frozen=True)
class ColumnaAdmitida:
    """Qué admite una columna: si puede ir vacía, un patrón o una lista de opciones."""

    vacia: bool = False
    patron: re.Pattern[str] | None = None
    opciones: tuple[str, ...] = ()

    def falla(self, texto: str) -> str:
        """Qué tiene de malo la celda; vacío si nada."""
        if not texto.strip():
            return "" if self.vacia else "está vacía"
        if self.opciones and texto not in self.opciones:
            return f"no es una de: {', '.join(self.opciones)}"
        if self.patron and not self.patron.match(texto):
            return "no está escrita como se espera"
        return ""


TEXTO, OPCIONAL = ColumnaAdmitida(), ColumnaAdmitida(vacia=True)
DIA = ColumnaAdmitida(patron=FECHA)
DIA_OPCIONAL = ColumnaAdmitida(vacia=True, patron=FECHA)
# Lo que toda fila dice de dónde sale, iguales en las tres tablas.
PROCEDENCIA: Mapping[str, ColumnaAdmitida] = {
    "normas": OPCIONAL,
    "verificacion": ColumnaAdmitida(opciones=VERIFICACIONES),
    "fuente": TEXTO,
    "publicador": OPCIONAL,
    "fecha_fuente": OPCIONAL,
    "consta_en": TEXTO,
    "nota": OPCIONAL,
    "revisado": DIA,
}


@dataclass(frozen=True)
class Respaldo:
    """De dónde sale una fila, qué normas la respaldan y cuándo se revisó por última vez."""

    normas: tuple[str, ...]
    verificacion: str
    fuente: str
    publicador: str
    fecha_fuente: str
    consta_en: str
    nota: str
    revisado: str

    @property
    def confirmada(self) -> bool:
        """Si se leyó en la norma o en un documento de la entidad."""
        return self.verificacion == CONFIRMADA


def respaldo(fila: Mapping[str, str]) -> Respaldo:
    """El respaldo de una fila ya comprobada."""
    propio = {c: fila[c] for c in PROCEDENCIA if c != "normas"}
    return Respaldo(normas=tuple(fila["normas"].split()), **propio)


def filas(ruta: Path, esquema: Mapping[str, ColumnaAdmitida]) -> list[dict[str, str]]:
    """Las filas de `ruta`, en su orden y comprobadas contra `esquema` (columna → qué admite).

    ErrorDeDatos con archivo, fila y columna si las columnas no son las del esquema, si una celda no
    cumple, si la primera columna se repite o si una norma citada no está en la tabla de normas.
    """
    with ruta.open(encoding="utf-8", newline="") as archivo:
        lector = csv.DictReader(archivo)
        if tuple(lector.fieldnames or ()) != tuple(esquema):
            raise ErrorDeDatos(
                f"las columnas son {lector.fieldnames}",
                lugar=Lugar(ruta.name),
                que_hacer=f"deje exactamente {', '.join(esquema)}",
            )
        leidas = list(lector)
    llave = next(iter(esquema))
    vistas: set[str] = set()
    for numero, fila in enumerate(leidas, start=2):
        _comprobar(ruta, numero, fila, esquema)
        if fila[llave] in vistas:
            raise error(ruta, numero, llave, fila[llave], "está repetida")
        vistas.add(fila[llave])
    return leidas


def _comprobar(
    ruta: Path, numero: int, fila: dict[str, str], esquema: Mapping[str, ColumnaAdmitida]
) -> None:
    for columna, regla in esquema.items():
        texto = fila[columna]
        if texto is None or None in fila:
            raise error(ruta, numero, columna, "", "no tiene el número de celdas del encabezado")
        if motivo := regla.falla(texto):
            raise error(ruta, numero, columna, texto, motivo)
    for clave in fila["normas"].split():
        if clave not in normas():
            raise error(ruta, numero, "normas", clave, "no está en normas.csv")


def error(ruta: Path, fila: int, columna: str, valor: str, motivo: str) -> ErrorDeDatos:
    """El error de una celda, con su lugar y qué hacer."""
    return ErrorDeDatos(
        f"la celda de «{columna}» {motivo}",
        lugar=Lugar(ruta.name, fila=fila, columna=columna),
        valor=valor,
        que_hacer="corrija la celda en el archivo: cada fila dice qué rige, desde cuándo y de "
        "dónde consta",
    )
