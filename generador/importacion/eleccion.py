"""Importar solo algunas fuentes: cuáles se rehacen, y qué de `datos/` se conserva tal cual."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from generador.cubo import forma, integridad
from generador.errores import ErrorDeDatos, ErrorDelKit, Lugar
from generador.fuentes.fuentes_registradas import FuenteRegistrada
from generador.importacion import huellas_de_archivos
from generador.importacion.huellas_de_archivos import Huella

PARECIDO = 0.5
TODO = "importe todas las fuentes, sin --fuente"


def elegir(
    entradas: Sequence[FuenteRegistrada], nombres: Collection[str]
) -> list[FuenteRegistrada]:
    """Las entradas con esos nombres, en su orden; sin nombres, todas.

    ErrorDelKit si una no existe, con las que hay y las parecidas.
    """
    ids = [e.id for e in entradas]
    for nombre in nombres:
        if nombre not in ids:
            raise ErrorDelKit(
                f"no hay una fuente «{nombre}»; las que hay: {', '.join(ids)}\n"
                f"  Qué hacer: {_consejo(nombre, ids)}"
            )
    return [e for e in entradas if e.id in nombres] if nombres else list(entradas)


def con_las_que_comparten(
    elegidas: Sequence[FuenteRegistrada],
    entradas: Sequence[FuenteRegistrada],
    carpeta: Path,
    guardadas: Path,
) -> list[FuenteRegistrada]:
    """Las elegidas y las que leen un archivo de ellas que cambió frente a la tabla de huellas.

    El área, la geometría y las luces salen del mismo marco: con una versión nueva se rehacen
    juntas. ErrorDeDatos si falta un archivo de alguna.
    """
    antes = huellas_de_archivos.leer(guardadas)
    rehechas = list(elegidas)
    while True:
        nuevos = set(
            huellas_de_archivos.distintos(
                huellas_de_archivos.calcular(carpeta, rutas(rehechas)), antes
            )
        )
        faltan = [e for e in entradas if e not in rehechas and nuevos & rutas([e])]
        if not faltan:
            return [e for e in entradas if e in rehechas]
        rehechas += faltan


def rutas(entradas: Iterable[FuenteRegistrada]) -> set[str]:
    """Los archivos oficiales que leen esas fuentes."""
    return {archivo.ruta for e in entradas for archivo in e.fuente.archivos}


def conservados(destino: Path, nombres: Collection[str], equivalencias: bytes) -> dict[str, bytes]:
    """Los archivos de `destino` que no se rehacen, por nombre, tal como están.

    ErrorDeDatos si falta alguno, si no es el que dice el descriptor (describirlo de nuevo daría por
    buena una tabla dañada) o si cambió la tabla de equivalencias, de la que dependen todas.
    """
    descriptor = integridad.leer_descriptor(destino)
    for problema in integridad.de_archivos(destino, descriptor):
        if problema.split(":")[0] in {*nombres, forma.EQUIVALENCIAS}:
            raise ErrorDeDatos(
                f"lo que se iba a conservar no está como se importó: {problema}", que_hacer=TODO
            )
    archivos = {}
    for nombre in nombres:
        if not (destino / nombre).is_file():
            raise ErrorDeDatos(f"no está en {destino}", lugar=Lugar(nombre), que_hacer=TODO)
        archivos[nombre] = (destino / nombre).read_bytes()
    ruta = destino / forma.EQUIVALENCIAS
    if not ruta.is_file() or ruta.read_bytes() != equivalencias:
        raise ErrorDeDatos(
            "no es la tabla de generador/fuentes con que se leen todas las fuentes",
            lugar=Lugar(forma.EQUIVALENCIAS),
            que_hacer=TODO,
        )
    return archivos


def juntar(calculadas: dict[str, Huella], guardadas: Path, todas: set[str]) -> dict[str, Huella]:
    """La tabla de huellas con las recién calculadas; las de archivos que ya no se leen salen."""
    juntas = {**huellas_de_archivos.leer(guardadas), **calculadas}
    return {ruta: huella for ruta, huella in juntas.items() if ruta in todas}


def _consejo(nombre: str, ids: list[str]) -> str:
    cerca = [i for i in ids if nombre.casefold() in i]
    cerca = cerca or difflib.get_close_matches(nombre.casefold(), ids, 3, PARECIDO)
    if not cerca:
        return "escriba el nombre de una de ellas"
    return f"¿quiso decir {' o '.join(f'«{c}»' for c in cerca)}?"
