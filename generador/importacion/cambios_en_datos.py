"""Qué cambió en `datos/` frente a una revisión de git, celda por celda."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generador.cubo import catalogo_de_lugares, forma
from generador.errores import ErrorDelKit

LLAVES_PROPIAS = {forma.TERRITORIOS: 1, forma.EQUIVALENCIAS: 1}
EJEMPLOS = 3

Filas = dict[tuple[str, ...], list[str]]


@dataclass
class CambioEnDatos:
    """Diferencias de una tabla: celdas por columna (con ejemplos), filas y columnas.

    `celdas` va de columna a cuántas celdas cambiaron en las filas que están en las dos versiones;
    `ejemplos`, a unas pocas de ellas.
    """

    archivo: str
    situacion: str = "cambió"
    celdas: dict[str, int] = field(default_factory=dict)
    ejemplos: dict[str, list[str]] = field(default_factory=dict)
    filas_nuevas: list[str] = field(default_factory=list)
    filas_perdidas: list[str] = field(default_factory=list)
    columnas_nuevas: list[str] = field(default_factory=list)
    columnas_perdidas: list[str] = field(default_factory=list)

    def resumen(self) -> list[tuple[str, list[str]]]:
        """Lo que entró o salió, como (rótulo, lista), sin lo que está vacío."""
        partes = [
            ("columnas nuevas", self.columnas_nuevas),
            ("columnas perdidas", self.columnas_perdidas),
            ("filas nuevas", self.filas_nuevas),
            ("filas perdidas", self.filas_perdidas),
        ]
        return [(rotulo, lista) for rotulo, lista in partes if lista]


class SinGit(ErrorDelKit):
    """No hay con qué comparar: falta git, no es un clon, o la revisión no existe."""


def frente_a(carpeta: Path, revision: str = "HEAD") -> list[CambioEnDatos]:
    """Los archivos de `carpeta` que difieren de los de `revision`; SinGit si no se puede saber."""
    antes = _nombres_en(carpeta, revision)
    ahora = {r.name for r in carpeta.iterdir() if r.is_file() and not r.name.startswith(".")}
    cambios = [CambioEnDatos(nombre, "nuevo") for nombre in ahora - antes]
    cambios += [CambioEnDatos(nombre, "retirado") for nombre in antes - ahora]
    for nombre in antes & ahora:
        viejo = _git(carpeta, "show", f"{revision}:./{nombre}")
        nuevo = (carpeta / nombre).read_bytes()
        if viejo != nuevo:
            cambios.append(comparar(nombre, viejo, nuevo))
    return sorted(cambios, key=lambda cambio: cambio.archivo)


def comparar(nombre: str, viejo: bytes, nuevo: bytes) -> CambioEnDatos:
    """Compara dos versiones de un archivo; si es una tabla, fila por fila según su llave."""
    cambio = CambioEnDatos(nombre)
    if not nombre.endswith(".csv"):
        return cambio
    lugares = catalogo_de_lugares.tablas().get(nombre)
    largo = len(lugares.llave) if lugares else LLAVES_PROPIAS.get(nombre, len(forma.LLAVE))
    columnas_viejas, filas_viejas = _tabla(viejo, largo)
    columnas_nuevas, filas_nuevas = _tabla(nuevo, largo)
    cambio.columnas_nuevas = [c for c in columnas_nuevas if c not in columnas_viejas]
    cambio.columnas_perdidas = [c for c in columnas_viejas if c not in columnas_nuevas]
    cambio.filas_nuevas = _llaves(filas_nuevas.keys() - filas_viejas.keys())
    cambio.filas_perdidas = _llaves(filas_viejas.keys() - filas_nuevas.keys())
    comunes = [c for c in columnas_nuevas if c in columnas_viejas]
    pares = [(c, columnas_viejas.index(c), columnas_nuevas.index(c)) for c in comunes]
    for llave, fila in filas_nuevas.items():
        vieja = filas_viejas.get(llave)
        if vieja is None or vieja == fila:
            continue
        for columna, i, j in pares:
            if vieja[i] != fila[j]:
                _anotar(cambio, columna, llave, vieja[i], fila[j])
    return cambio


def _anotar(
    cambio: CambioEnDatos, columna: str, llave: tuple[str, ...], vieja: str, nueva: str
) -> None:
    veces = cambio.celdas[columna] = cambio.celdas.get(columna, 0) + 1
    if veces <= EJEMPLOS:
        ejemplo = f"{' '.join(llave)}: {vieja or '(vacía)'} → {nueva or '(vacía)'}"
        cambio.ejemplos.setdefault(columna, []).append(ejemplo)


def _tabla(contenido: bytes, largo: int) -> tuple[list[str], Filas]:
    """Columnas fuera de la llave y filas por llave; los saltos `CRLF` de Windows dan igual."""
    titulos, *filas = list(csv.reader(io.StringIO(contenido.decode("utf-8"), newline=""))) or [[]]
    return titulos[largo:], {tuple(fila[:largo]): fila[largo:] for fila in filas}


def _llaves(llaves: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted(" ".join(llave) for llave in llaves)


def _nombres_en(carpeta: Path, revision: str) -> set[str]:
    salida = _git(carpeta, "ls-tree", "--name-only", "-z", f"{revision}", "./")
    return {Path(nombre).name for nombre in salida.decode("utf-8").split("\0") if nombre}


def _git(carpeta: Path, *argumentos: str) -> bytes:
    programa = shutil.which("git")
    if programa is None:
        raise SinGit("no se encontró git: no se puede decir qué cambió frente a lo versionado")
    hecho = subprocess.run(  # noqa: S603 - argumentos fijos y sin shell
        [programa, "-C", str(carpeta), *argumentos], capture_output=True, check=False
    )
    if hecho.returncode != 0:
        razon = hecho.stderr.decode("utf-8", "replace").strip()
        raise SinGit(f"git no puede comparar {carpeta}: {razon}")
    return hecho.stdout
