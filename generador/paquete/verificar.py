"""Comprobar `datos/` contra su esquema, sus llaves, sus huellas y el catálogo."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from frictionless import FrictionlessException, Package

from generador.errores import ErrorDeDatos, ErrorDelKit, Lugar
from generador.fuentes import codigos
from generador.indicadores import catalogo as modulo_catalogo
from generador.indicadores.catalogo import Indicador
from generador.paquete import formato, leer
from generador.rutas import DATOS

MUESTRA = 5


def fallos(carpeta: Path = DATOS, catalogo: dict[str, Indicador] | None = None) -> list[str]:
    """Frases sobre todo lo que no cumple; vacía si el paquete está bien.

    Comprueba, sin parar en el primero: descriptor y tablas con frictionless (esquema, llaves
    primarias y foráneas), tamaño y sha256 de cada archivo, que no sobren ni falten archivos,
    territorios, llaves repetidas y que catálogo y columnas coincidan.
    """
    catalogo = modulo_catalogo.indicadores() if catalogo is None else catalogo
    try:
        descriptor = leer_descriptor(carpeta)
    except ErrorDeDatos as error:
        return [str(error)]
    frases = [
        *de_archivos(carpeta, descriptor),
        *de_frictionless(carpeta, descriptor),
        *_atrapar(lambda: _territorios(carpeta)),
        *(fallo for ruta in formato.tablas(carpeta) for fallo in de_una_tabla(ruta, catalogo)),
        *_atrapar(
            lambda: formato.exigir_fuentes((r.stem for r in formato.tablas(carpeta)), catalogo)
        ),
        *_atrapar(lambda: leer.leer(carpeta, catalogo)),
    ]
    return list(dict.fromkeys(frases))


def leer_descriptor(carpeta: Path) -> dict[str, Any]:
    """El objeto de datapackage.json; ErrorDeDatos si no está o no se puede leer."""
    try:
        objeto = json.loads((carpeta / formato.DESCRIPTOR).read_text("utf-8"))
        if isinstance(objeto["resources"], list):
            return dict(objeto)
        problema = "`resources` no es una lista"
    except FileNotFoundError:
        problema = f"no está en {carpeta}"
    except (OSError, ValueError, KeyError, TypeError) as causa:
        problema = f"no se puede leer como descriptor ({causa!r})"
    raise ErrorDeDatos(problema, lugar=Lugar(formato.DESCRIPTOR), que_hacer=formato.REIMPORTAR)


def de_archivos(carpeta: Path, descriptor: dict[str, Any]) -> Iterator[str]:
    """Archivos que faltan, sobran o no tienen el tamaño y el sha256 del descriptor."""
    recursos = {str(r.get("path")): r for r in descriptor["resources"]}
    hallados = {r.name for r in carpeta.iterdir() if not r.name.startswith(".")}
    for nombre in sorted(hallados - recursos.keys() - {formato.DESCRIPTOR}):
        yield f"{nombre}: no está descrito en {formato.DESCRIPTOR}"
    for nombre, recurso in recursos.items():
        if nombre not in hallados:
            yield f"{nombre}: está descrito en {formato.DESCRIPTOR} y no existe"
            continue
        contenido = (carpeta / nombre).read_bytes()
        huella = f"sha256:{hashlib.sha256(contenido).hexdigest()}"
        if (len(contenido), huella) != (recurso.get("bytes"), recurso.get("hash")):
            yield f"{nombre}: el contenido no es el de su sha256 en {formato.DESCRIPTOR}"


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
        yield f"{formato.DESCRIPTOR}: {causa}"
        return
    yield from (f"{formato.DESCRIPTOR}: {error.message}" for error in informe.errors)
    for tarea in informe.tasks:
        for tipo, mensajes in _agrupar((e.title, e.message) for e in tarea.errors).items():
            yield f"{tarea.place}: {tipo} ({len(mensajes)}): {'; '.join(mensajes[:MUESTRA])}"


def de_una_tabla(ruta: Path, catalogo: dict[str, Indicador]) -> Iterator[str]:
    """Columnas que no son las del catálogo, en su orden, y llaves repetidas."""
    try:
        titulos, *filas = formato.filas_csv(ruta) or [[]]
        propias = titulos[len(formato.LLAVE) :]
        formato.exigir_columnas(ruta.stem, propias, catalogo)
    except ErrorDelKit as error:
        yield str(error)
        return
    if propias != formato.del_catalogo(catalogo, ruta.stem):
        yield f"{ruta.name}: las columnas no siguen el orden del catálogo"
    veces = Counter(tuple(fila[: len(formato.LLAVE)]) for fila in filas)
    if repetidas := [", ".join(llave) for llave, n in veces.items() if n > 1]:
        yield f"{ruta.name}: {len(repetidas)} llaves repetidas: {'; '.join(repetidas[:MUESTRA])}"


def _territorios(carpeta: Path) -> None:
    hallados = list(leer.leer_territorios(carpeta))
    if hallados != sorted(codigos.territorios()):
        raise ErrorDeDatos(
            "no son los territorios del marco 2018 ordenados por código",
            lugar=Lugar(formato.TERRITORIOS),
            que_hacer=formato.REIMPORTAR,
        )


def _atrapar(comprobar: Callable[[], object]) -> Iterator[str]:
    try:
        comprobar()
    except ErrorDelKit as error:
        yield str(error)


def _agrupar(pares: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grupos: dict[str, list[str]] = {}
    for tipo, mensaje in pares:
        grupos.setdefault(tipo, []).append(mensaje)
    return grupos
