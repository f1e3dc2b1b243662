"""Lo que una corrida reemplaza se aparta hasta que la nueva salida quede entera."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .auditoria import junto_a
from .errores import ErrorDeCapa

SUFIJO = ".anterior"
# Archivos que van con el que se reemplaza: los de un shapefile y los de trabajo de SQLite.
DE_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qmd")
DE_SQLITE = ("-wal", "-shm", "-journal")


@dataclass
class Respaldo:
    """Los archivos apartados: {dónde estaba: dónde está}."""

    apartados: dict[Path, Path] = field(default_factory=dict)

    def apartar(self, ruta: Path) -> None:
        """Aparta el archivo, los que van con él y su registro, si existen.

        ErrorDeCapa si alguno no se puede apartar; entonces todo queda como estaba.
        """
        for propio in _familia(ruta):
            if propio in self.apartados or not propio.is_file():
                continue
            aparte = propio.with_name(f".{propio.name}.{os.getpid()}{SUFIJO}")
            try:
                propio.replace(aparte)
            except OSError as error:
                self.restaurar()
                raise ErrorDeCapa(
                    f"no se puede reemplazar «{propio.name}»: {error.strerror}",
                    que_hacer="quite la capa del proyecto, cierre el programa que lo tiene "
                    "abierto o elija otra ruta",
                ) from error
            self.apartados[propio] = aparte

    def restaurar(self) -> list[Path]:
        """Devuelve cada archivo a su sitio, sobre lo que haya quedado a medias.

        Los que no se pudieron devolver, con el nombre con que quedaron.
        """
        perdidos = []
        for propio, aparte in self.apartados.items():
            try:
                aparte.replace(propio)
            except OSError:
                perdidos.append(aparte)
        self.apartados.clear()
        return perdidos

    def soltar(self) -> None:
        """Borra lo apartado: la salida nueva ya está entera."""
        for aparte in self.apartados.values():
            with suppress(OSError):  # sobra un archivo oculto, y la salida está bien
                aparte.unlink(missing_ok=True)
        self.apartados.clear()


def _familia(ruta: Path) -> list[Path]:
    propios = [ruta, junto_a(str(ruta)), *(ruta.with_name(ruta.name + s) for s in DE_SQLITE)]
    if ruta.suffix.lower() in (".shp", ".dbf"):
        propios += [ruta.with_suffix(s) for s in (".shp", *DE_SHAPEFILE)]
    return list(dict.fromkeys(propios))
