"""Un CSV o TXT en QGIS: abrirlo, examinarlo y leer las columnas pedidas.

Cómo está escrito y qué filas son datos lo decide el método, igual en la orden y en el navegador.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errores import Cancelado, ErrorDeCapa
from ..metodos.hogares.examen import Examen, examinar
from ..metodos.hogares.frases import ErrorDeTexto
from ..metodos.hogares.tabla_de_texto import Lectura, leer_tabla

OCTETOS_POR_BLOQUE = 1 << 20


@dataclass(frozen=True)
class ArchivoDeCapa:
    """Un archivo de texto ya examinado."""

    ruta: Path
    examen: Examen

    @property
    def nombres(self) -> tuple[str, ...]:
        """Las columnas que se pueden leer."""
        return self.examen.columnas


def abrir(ruta: str, codificacion: str = "") -> ArchivoDeCapa:
    """Examina el archivo; error, con su nombre y su fila, si no existe o no se puede leer."""
    archivo = Path(ruta)
    if not archivo.is_file():
        raise ErrorDeCapa(f"no existe el archivo «{archivo.name}»", que_hacer="elija otro archivo")
    estado = archivo.stat()
    with _con_lugar(archivo):
        return _examinar(archivo, codificacion, estado.st_mtime_ns, estado.st_size)


@lru_cache(maxsize=8)
def _examinar(archivo: Path, codificacion: str, _cambio: int, _tamano: int) -> ArchivoDeCapa:
    """El examen no se repite mientras el archivo no cambie."""
    return ArchivoDeCapa(archivo, examinar(_bloques(archivo), codificacion=codificacion or None))


def leer(archivo: ArchivoDeCapa, columnas: Sequence[str], avance: Any) -> Lectura:
    """Las columnas pedidas; las demás ni siquiera se guardan."""
    total = archivo.examen.tamano or 1

    def informar(octetos: int) -> None:
        if avance.isCanceled():
            raise Cancelado
        avance.setProgress(100.0 * min(octetos, total) / total)

    with _con_lugar(archivo.ruta):
        return leer_tabla(_bloques(archivo.ruta), archivo.examen, columnas, avance=informar)


def _bloques(archivo: Path) -> Iterator[bytes]:
    with archivo.open("rb") as crudo:
        while bloque := crudo.read(OCTETOS_POR_BLOQUE):
            yield bloque


@contextmanager
def _con_lugar(archivo: Path) -> Iterator[None]:
    """A lo que el examen no entiende le pone el archivo y la fila."""
    try:
        yield
    except ErrorDeTexto as error:
        fila = f", fila {error.fila}" if error.fila else ""
        raise ErrorDeCapa(
            f"«{archivo.name}»{fila}: {error.problema}", que_hacer=error.que_hacer
        ) from error
