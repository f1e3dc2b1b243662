"""Cómo se lee una base cuyos hogares se ubican: lo que comparten medir, acceso y raster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.hogares.archivo import Apertura
from generador.hogares.base_reconocida import comprobar_filas
from generador.hogares.incidencia import Opciones


@dataclass(frozen=True)
class ComoSeUbica:
    """Lo que se escribió en la orden, sin interpretar."""

    x: str | None
    y: str | None
    factor: bool
    filas: str | None
    columnas: Path | None
    decimal: str | None
    aceptar_perdidas: bool
    crs: str | None
    separador: str | None
    codificacion: str | None
    capa: str | None
    memoria: str
    reemplazar: bool

    @property
    def apertura(self) -> Apertura:
        """Con qué se abre el archivo."""
        return Apertura(self.separador, self.codificacion, self.capa, self.crs)

    def opciones(self, **propias: Any) -> Opciones:
        """Las de medir, con las `propias` de la orden; ErrorDeDatos si la unidad no se entiende."""
        return Opciones(
            filas=comprobar_filas(self.filas),
            con_factor=self.factor,
            x=self.x,
            y=self.y,
            decimal=self.decimal,
            aceptar=self.aceptar_perdidas,
            **propias,
        )
