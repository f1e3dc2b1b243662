"""Lo que no debe entrar al repositorio: archivos pesados, dañados, oficiales enteros o de personas.

    python -m tests.lo_versionado ARCHIVO…

Sale con 1 y dice, por archivo, qué pasa y qué hacer. `make revisar` lo corre sobre todo lo
versionado y pre-commit, sobre lo que se va a confirmar.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from tests.oficiales import RAIZ

MEGA = 1_000_000
LIMITE = 2 * MEGA
# Pasan de 2 MB y son del kit: los comprueban el descriptor y `kit datos verificar`.
PESADOS = ("datos/proyecciones_poblacion.csv",)
# Donde van bases inventadas, que se llaman y se leen como las de verdad.
DE_PRACTICA = ("tests/casos/",)
# TypeScript admite comentarios en su configuración; la comprueba `tsc`.
CON_COMENTARIOS = ("tsconfig.json", "tsconfig.puros.json", "tsconfig.servicio.json")
# Plantillas que acaban en .json sin serlo.
PLANTILLAS = ("medir/plantillas_hugo/",)
# Formatos en que viajan las bases del Sisbén y las capas con un punto por hogar.
DE_BASES = (".parquet", ".gpkg", ".sav", ".dta", ".accdb", ".mdb", ".fgb", ".kmz", ".7z", ".rar")
# Títulos que solo trae una base con una fila por persona.
DE_PERSONAS = frozenset(
    (
        *("num_documento", "num_documento_solicitante", "tip_documento", "documento", "cedula"),
        *("pri_nombre", "seg_nombre", "pri_apellido", "seg_apellido", "fec_nacimiento"),
        *("ide_ficha_origen", "ide_hogar", "ide_persona", "num_tel_contacto", "dir_vivienda"),
    )
)
LETRAS_DEL_TITULO = 20_000


class Falta(NamedTuple):
    """Qué pasa con un archivo y qué hacer."""

    problema: str
    que_hacer: str


PESA = Falta("pesa más de 2 MB", "no se versiona: tráigalo con una orden, o redúzcalo")
OFICIAL = Falta("es un archivo oficial", "no se versiona: lo trae «kit datos descargar»")
BASE = Falta("es un formato de bases o capas de hogares", "no suba microdatos (Ley 1581 de 2012)")
PERSONAS = Falta("trae columnas de personas", "no suba microdatos (Ley 1581 de 2012)")


def faltas(archivo: Path, oficiales: frozenset[str], nombres: frozenset[str]) -> Iterator[Falta]:
    """Lo que impide versionar `archivo`, relativo a la raíz.

    `oficiales` son las huellas sha256 de los archivos oficiales y `nombres`, sus nombres.
    """
    ruta = PurePosixPath(archivo.as_posix())
    contenido = (RAIZ / archivo).read_bytes()
    if len(contenido) > LIMITE and str(ruta) not in PESADOS:
        yield PESA
    if ruta.name in nombres or hashlib.sha256(contenido).hexdigest() in oficiales:
        yield OFICIAL
    if not str(ruta).startswith(DE_PRACTICA):
        if ruta.suffix.lower() in DE_BASES:
            yield BASE
        if ruta.suffix.lower() in (".csv", ".txt", ".tsv") and DE_PERSONAS & _titulos(contenido):
            yield PERSONAS
        if problema := _ilegible(ruta, contenido):
            yield Falta(problema, "corríjalo: no se puede leer")


def _titulos(contenido: bytes) -> frozenset[str]:
    """Los títulos de una tabla de texto, en minúsculas."""
    primera = contenido[:LETRAS_DEL_TITULO].decode("utf-8-sig", "replace").partition("\n")[0]
    for separador in ";|\t":
        primera = primera.replace(separador, ",")
    return frozenset(titulo.strip(' "').lower() for titulo in primera.split(","))


def _ilegible(ruta: PurePosixPath, contenido: bytes) -> str:
    if str(ruta).startswith(PLANTILLAS):
        return ""
    try:
        if ruta.suffix in (".json", ".geojson", ".topojson") and ruta.name not in CON_COMENTARIOS:
            json.loads(contenido, object_pairs_hook=_sin_repetidas)
        elif ruta.suffix in (".yml", ".yaml") and ruta.name != "mkdocs.yml":  # trae etiquetas suyas
            yaml.safe_load(contenido)
    except (ValueError, yaml.YAMLError) as causa:
        return f"no es {ruta.suffix[1:].upper()} válido ({str(causa).splitlines()[0]})"
    return ""


def _sin_repetidas(pares: list[tuple[str, object]]) -> dict[str, object]:
    llaves = [llave for llave, _ in pares]
    if repetidas := sorted({llave for llave in llaves if llaves.count(llave) > 1}):
        raise ValueError(f"llaves repetidas: {', '.join(repetidas)}")
    return dict(pares)


def principal(argumentos: list[str]) -> int:
    """Cuántos archivos no deben entrar: 0 si todos están bien."""
    (tabla,) = (RAIZ / "generador").rglob("huellas.csv")
    with tabla.open(encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada))
    oficiales = frozenset(fila["sha256"] for fila in filas)
    nombres = frozenset(PurePosixPath(fila["ruta"]).name for fila in filas)
    malos = 0
    for archivo in map(Path, argumentos):
        if not (RAIZ / archivo).is_file() or (RAIZ / archivo).is_symlink():
            continue
        hay = list(faltas(archivo, oficiales, nombres))
        malos += bool(hay)
        for falta in hay:
            print(f"{archivo}: {falta.problema}\n  Qué hacer: {falta.que_hacer}", file=sys.stderr)
    return 1 if malos else 0


if __name__ == "__main__":
    raise SystemExit(principal(sys.argv[1:]))
