"""Comprobar `datos/` contra su esquema, sus llaves, sus huellas y el catálogo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from frictionless import FrictionlessException, Package

from generador.cubo import forma, integridad, leer
from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.importacion.importar import InsumosDelPaquete, describir
from generador.lugares import comprobar_lugares
from generador.rutas import DATOS

MUESTRA = 5
EN_PALABRAS = {
    "type-error": "celdas que no son del tipo esperado",
    "constraint-error": "celdas con un valor no admitido",
    "primary-key": "llaves repetidas",
    "foreign-key": "territorios que no existen",
    "missing-cell": "filas con celdas de menos",
    "extra-cell": "filas con celdas de más",
    "incorrect-label": "columnas cuyo título no es el del esquema",
    "missing-label": "columnas del esquema que faltan",
    "extra-label": "columnas que no están en el esquema",
}


def fallos(carpeta: Path = DATOS, receta: InsumosDelPaquete | None = None) -> list[str]:
    """Frases sobre todo lo que no cumple; vacía si el paquete está bien.

    Comprueba, sin parar en el primero: descriptor y tablas con frictionless (esquema, llaves
    primarias y foráneas), tamaño y sha256 de cada archivo, que no sobren ni falten archivos,
    territorios, llaves repetidas, que catálogo y columnas coincidan y que el descriptor sea el que
    corresponde hoy al catálogo y a la procedencia.
    """
    receta = receta or InsumosDelPaquete.del_kit()
    catalogo = receta.catalogo
    try:
        descriptor = integridad.leer_descriptor(carpeta)
    except ErrorDeDatos as error:
        return [str(error)]
    frases = [
        *integridad.de_archivos(carpeta, descriptor),
        *integridad.de_esquemas(carpeta, descriptor, catalogo),
        *de_frictionless(carpeta, descriptor),
        *_atrapar(lambda: integridad.exigir_territorios(leer.leer_territorios(carpeta))),
        *(fallo for ruta in forma.tablas(carpeta) for fallo in de_una_tabla(ruta, catalogo)),
        *_atrapar(lambda: forma.exigir_fuentes((r.stem for r in forma.tablas(carpeta)), catalogo)),
        *_atrapar(lambda: leer.leer(carpeta, catalogo)),
        *comprobar_lugares.fallos(carpeta),
    ]
    return list(dict.fromkeys(frases)) or _descriptor_viejo(carpeta, receta)


def _descriptor_viejo(carpeta: Path, receta: InsumosDelPaquete) -> list[str]:
    archivos = {r.name: r.read_bytes() for r in carpeta.iterdir() if not r.name.startswith(".")}
    if archivos.pop(forma.DESCRIPTOR) == describir(archivos, receta):
        return []
    return [
        f"{forma.DESCRIPTOR}: no corresponde al catálogo y a la procedencia de hoy\n"
        "  Qué hacer: actualícelo con «kit datos describir»"
    ]


def de_frictionless(carpeta: Path, descriptor: dict[str, Any]) -> Iterator[str]:
    """Lo que frictionless encuentra mal en el descriptor, los esquemas y las llaves."""
    try:
        # El tamaño y el sha256 ya los dice `de_archivos`, una vez y en español.
        recursos = [
            {c: v for c, v in r.items() if c not in ("bytes", "hash")}
            for r in descriptor["resources"]
        ]
        paquete = Package.from_descriptor(
            {**descriptor, "resources": recursos}, basepath=str(carpeta)
        )
        informe = paquete.validate()
    except FrictionlessException as causa:
        yield f"{forma.DESCRIPTOR}: {causa}"
        return
    yield from (f"{forma.DESCRIPTOR}: {error.message}" for error in informe.errors)
    for tarea in informe.tasks:
        for tipo, mensajes in _agrupar(map(_en_palabras, tarea.errors)).items():
            yield f"{tarea.place}: {tipo} ({len(mensajes)}): {'; '.join(mensajes[:MUESTRA])}"


def de_una_tabla(ruta: Path, catalogo: dict[str, Indicador]) -> Iterator[str]:
    """Columnas que no son las del catálogo, en su orden, y llaves repetidas."""
    try:
        titulos, *filas = forma.filas_csv(ruta) or [[]]
        propias = titulos[len(forma.LLAVE) :]
        forma.exigir_columnas(ruta.stem, propias, catalogo)
    except ErrorDelKit as error:
        yield str(error)
        return
    if propias != forma.del_catalogo(catalogo, ruta.stem):
        yield f"{ruta.name}: las columnas no siguen el orden del catálogo"
    veces = Counter(tuple(fila[: len(forma.LLAVE)]) for fila in filas)
    if repetidas := [", ".join(llave) for llave, n in veces.items() if n > 1]:
        yield f"{ruta.name}: {len(repetidas)} llaves repetidas: {'; '.join(repetidas[:MUESTRA])}"


def _atrapar(comprobar: Callable[[], object]) -> Iterator[str]:
    try:
        comprobar()
    except ErrorDelKit as error:
        yield str(error)


def _en_palabras(error: Any) -> tuple[str, str]:
    """Clase de error y dónde está; lo que no tiene traducción queda como lo dice frictionless."""
    if error.type not in EN_PALABRAS:
        return error.title, error.message
    donde = [f"fila {error.row_number}"] if hasattr(error, "row_number") else []
    donde += [f"columna «{error.field_name}»"] if hasattr(error, "field_name") else []
    celdas = getattr(error, "cells", [])
    if hasattr(error, "cell"):
        donde.append(f"valor «{error.cell}»")
    elif error.type in ("primary-key", "foreign-key"):
        donde.append(", ".join(celdas[: len(forma.LLAVE)]))
    return EN_PALABRAS[error.type], " ".join(donde)


def _agrupar(pares: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grupos: dict[str, list[str]] = {}
    for tipo, mensaje in pares:
        grupos.setdefault(tipo, []).append(mensaje)
    return grupos
