"""Tamaño y sha256 de cada archivo oficial con que se construyó `datos/`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from generador.cubo import procedencia
from generador.cubo.huellas import COLUMNAS, TABLA, Huella, leer
from generador.disco.escritura import escribir_texto
from generador.errores import ErrorDeDatos, Lugar

__all__ = ["COLUMNAS", "TABLA", "Huella", "leer"]


def de_archivo(ruta: Path) -> Huella:
    """La huella del archivo que está en `ruta`."""
    with ruta.open("rb") as entrada:
        return Huella(ruta.stat().st_size, hashlib.file_digest(entrada, "sha256").hexdigest())


def calcular(carpeta: Path, rutas: Iterable[str] | None = None) -> dict[str, Huella]:
    """Las huellas de los archivos oficiales de `carpeta` (por omisión, los de todas las fuentes).

    ErrorDeDatos si falta alguno.
    """
    rutas = procedencia.archivos() if rutas is None else rutas
    return {ruta: de_archivo(exigir(carpeta, ruta)) for ruta in sorted(rutas)}


def exigir(carpeta: Path, ruta: str) -> Path:
    """El archivo oficial `ruta` dentro de `carpeta`; ErrorDeDatos si no está."""
    completa = carpeta / ruta
    if not completa.is_file():
        raise ErrorDeDatos(
            f"no está en {completa.parent}",
            lugar=Lugar(completa.name),
            que_hacer=f"tráigalo con «kit datos descargar {carpeta}»",
        )
    return completa


def escribir(huellas: dict[str, Huella], tabla: Path = TABLA) -> None:
    """Guarda la tabla ordenada por ruta."""
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(COLUMNAS)
    escritor.writerows((r, h.bytes, h.sha256) for r, h in sorted(huellas.items()))
    escribir_texto(tabla, salida.getvalue())


def distintos(calculadas: dict[str, Huella], guardadas: dict[str, Huella]) -> list[str]:
    """Rutas cuyo archivo no es el guardado, o que no tienen huella guardada."""
    return [ruta for ruta, huella in calculadas.items() if guardadas.get(ruta) != huella]


def exigir_iguales(calculadas: dict[str, Huella], guardadas: dict[str, Huella]) -> None:
    """ErrorDeDatos que nombra los archivos que no son los que se usaron para construir `datos/`."""
    if not (rutas := distintos(calculadas, guardadas)):
        return
    primera, otras = rutas[0], rutas[1:]
    tambien = f" (tampoco lo son: {', '.join(otras)})" if otras else ""
    problema = (
        "no es la versión con la que se construyó datos/"
        if primera in guardadas
        else "no tiene huella guardada: no se sabe si es la versión con la que se construyó datos/"
    )
    raise ErrorDeDatos(
        problema + tambien,
        lugar=Lugar(Path(primera).name),
        valor=f"sha256 {calculadas[primera].sha256[:12]}…",
        que_hacer="traiga la versión citada con «kit datos descargar» o, si la nueva es la buena, "
        "repita con --aceptar-version-nueva",
    )
