"""DuckDB para escribir Parquet: sin extensiones que bajar y con un hilo, que no cambia el orden."""
# ruff: noqa: S608 - en las consultas solo van nombres y rutas del kit

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from generador.disco.archivo_propio import no_se_pudo
from generador.errores_ajenos import en_el_sistema

PARQUET = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 122880"


@contextmanager
def abierto() -> Iterator[Any]:
    """Una conexión en memoria; ErrorDeDatos si no cabe lo que se le pide escribir."""
    with duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False}) as motor:
        try:
            yield motor
        except (duckdb.IOException, duckdb.OutOfMemoryException) as causa:
            raise no_se_pudo(Path(tempfile.gettempdir()), en_el_sistema(causa)) from causa


def columna(valores: list[Any]) -> NDArray[Any]:
    """Como la recibe el motor: números con NaN donde no hay dato, u objetos con None."""
    hay = [v for v in valores if v is not None]
    if hay and all(isinstance(v, bool) for v in hay):
        return np.array(valores, np.bool_ if len(hay) == len(valores) else object)
    if hay and all(isinstance(v, int | float) for v in hay):
        return np.array([np.nan if v is None else v for v in valores], np.float64)
    return np.array(valores, object)


def poner(motor: Any, nombre: str, columnas: dict[str, NDArray[Any]]) -> None:
    """Deja `columnas` como una tabla del motor, con sus nombres."""
    motor.register("_columnas", columnas)
    motor.execute(f'CREATE TABLE "{nombre}" AS SELECT * FROM _columnas')
    motor.unregister("_columnas")


def ruta(destino: Path) -> str:
    """La ruta como un texto de SQL."""
    return "'" + destino.as_posix().replace("'", "''") + "'"
