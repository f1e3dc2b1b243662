"""El paquete en un solo archivo .zip: sin comprimir y sin fechas, siempre los mismos octetos."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ..errores import ErrorDeMetodo
from .esquema import MANIFIESTO, REHAGALO, TABLA, TERRITORIOS

ARCHIVOS = (MANIFIESTO, TABLA, TERRITORIOS)
FECHA = (1980, 1, 1, 0, 0, 0)
MAXIMO = 64 * 1024 * 1024
"""Octetos que puede medir una pieza."""


def en_zip(piezas: Mapping[str, bytes]) -> bytes:
    """Las piezas en un zip. Comprimidas dependerían de la versión de zlib de cada equipo."""
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_STORED) as caja:
        for nombre in ARCHIVOS:
            entrada = zipfile.ZipInfo(nombre, FECHA)
            entrada.create_system = 3
            entrada.external_attr = 0o644 << 16
            caja.writestr(entrada, piezas[nombre])
    return memoria.getvalue()


def de_zip(octetos: bytes) -> dict[str, bytes]:
    """Las piezas de un zip, {nombre: octetos}; ErrorDeMetodo si no es uno o está dañado.

    Puede venir comprimido y dentro de una carpeta, como lo deja quien lo vuelve a empacar.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(octetos)) as caja:
            hallados = {
                i.filename.rsplit("/", 1)[-1]: i
                for i in caja.infolist()
                if i.filename.rsplit("/", 1)[-1] in ARCHIVOS
            }
            grande = next((n for n, i in hallados.items() if i.file_size > MAXIMO), None)
            if grande is not None:
                raise ErrorDeMetodo(f"{grande} mide más de {MAXIMO} octetos", que_hacer=REHAGALO)
            return {nombre: caja.read(i) for nombre, i in hallados.items()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ErrorDeMetodo("no es un zip que se pueda leer", que_hacer=REHAGALO) from error
