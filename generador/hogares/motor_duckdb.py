"""El motor que lee y agrega: DuckDB, con memoria acotada y el derrame en una carpeta que se borra.

DuckDB solo lee, convierte y cuenta enteros; toda proporción sale de `generador.metodos`.
"""
# ruff: noqa: PLC0415 - duckdb es del extra «hogares»: lo demás del kit no lo necesita

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generador.errores import ErrorDeDatos

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORIA = "600MB"
TAMANO = re.compile(r"[0-9]{1,9}([.][0-9]+)? ?[KMGT]i?B", re.IGNORECASE)


@contextmanager
def conectar(memoria: str = MEMORIA, hilos: int | None = None) -> Iterator[DuckDBPyConnection]:
    """Una base de datos en memoria; lo que no cabe en `memoria` se derrama a disco y se borra.

    ErrorDeDatos si `memoria` no es un tamaño o DuckDB no está instalado.
    """
    if not TAMANO.fullmatch(memoria.strip()):
        raise ErrorDeDatos(
            f"--memoria «{memoria}» no es un tamaño", que_hacer="escriba, por ejemplo, 600MB o 2GB"
        )
    try:
        import duckdb
    except ModuleNotFoundError as causa:
        raise ErrorDeDatos(
            "falta instalar «duckdb», con el que se leen las bases de hogares",
            que_hacer="pip install -e '.[hogares]'",
        ) from causa
    with tempfile.TemporaryDirectory(prefix="kit-hogares-") as derrame:
        opciones: dict[str, str] = {
            "memory_limit": memoria,
            "temp_directory": derrame,
            # Nada de red: ni extensiones que se bajan solas.
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        if hilos is not None:
            opciones["threads"] = str(hilos)
        with duckdb.connect(config=opciones) as conexion:  # type: ignore[arg-type]
            # Su barra de avance, en inglés, se mezclaría con la tabla.
            conexion.execute("SET enable_progress_bar = false")
            yield conexion
