"""Que todo lo de `datos/` por debajo del municipio se deje leer y cumpla lo declarado."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generador.cubo import catalogo_de_lugares, forma
from generador.errores import ErrorDelKit
from generador.lugares import capa, tabla_en_memoria


def exigir(carpeta: Path) -> None:
    """ErrorDeDatos en la primera tabla de lugares, o capa, de `carpeta` que no cumple."""
    for ruta in forma.tablas_de_lugares(carpeta):
        tabla_en_memoria.desde_filas(catalogo_de_lugares.tablas()[ruta.name], forma.filas_csv(ruta))
    for ruta in forma.capas(carpeta):
        capa.desde_bytes(ruta.read_bytes(), ruta.name)


def fallos(carpeta: Path) -> Iterator[str]:
    """Lo mismo, sin parar en el primero: una frase por archivo que no cumple."""
    for ruta in [*forma.tablas_de_lugares(carpeta), *forma.capas(carpeta)]:
        try:
            if ruta.suffix == ".csv":
                tabla_en_memoria.leer(ruta.stem, carpeta)
            else:
                capa.leer(ruta.stem, carpeta)
        except ErrorDelKit as error:
            yield str(error)
