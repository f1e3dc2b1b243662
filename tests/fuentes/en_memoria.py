"""Daños en la rejilla ya leída: los .xls no se pueden reescribir, y así el archivo no se toca."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, llave


def cambiar_celdas(
    parche: pytest.MonkeyPatch, archivo: str, hoja: str, celdas: Mapping[str, object]
) -> None:
    """Hace que `Libro.hoja` entregue esa hoja de ese archivo con otros valores.

    `celdas` va de la celda («B2», «AU14») a su nuevo valor; None es vacía.
    """
    original = LibroOficial.hoja

    def hoja_danada(libro: LibroOficial, nombre: str) -> HojaOficial:
        leida = original(libro, nombre)
        if leida.lugar.archivo != archivo or llave(leida.lugar.hoja or "") != llave(hoja):
            return leida
        copia = [list(fila) for fila in leida.celdas]
        for celda, valor in celdas.items():
            fila, columna = coordinate_to_tuple(celda)
            fila, columna = fila - 1, columna - 1
            copia[fila][columna] = "" if valor is None else valor
        return replace(leida, celdas=copia)

    parche.setattr(LibroOficial, "hoja", hoja_danada)


def exigir_mensaje(error: BaseException, *pedazos: str) -> None:
    """Cada pedazo está en el mensaje, y el mensaje dice qué hacer."""
    texto = str(error)
    for pedazo in ("Qué hacer", *pedazos):
        assert pedazo in texto, f"falta «{pedazo}» en: {texto}"
