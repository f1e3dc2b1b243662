"""El sitio completo, construido una sola vez aunque las pruebas corran en varios procesos.

Todos los sitios de las pruebas se publican en la misma dirección: de ella dependen las guías que
pinta MkDocs, y con otra habría que volver a pintarlas.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from generador.paginas.datos_del_sitio import DatosDelSitio

PUBLICA = "https://kit.ejemplo.gov.co/kit-pobreza/"


@dataclass(frozen=True)
class Sitio:
    """El sitio construido: su carpeta y dónde se abre, que termina en «/».

    `publica` es la dirección con que se construyó, la que dicen sus páginas.
    """

    carpeta: Path
    url: str
    publica: str = PUBLICA

    def abrible(self, direccion: str) -> str:
        """Dónde se abre en las pruebas una dirección que dice el sitio."""
        assert direccion.startswith(self.publica), direccion
        return self.url + direccion.removeprefix(self.publica)


def completo(temporales: pytest.TempPathFactory, acervo: DatosDelSitio) -> Path:
    """La carpeta del sitio con todos los territorios: lo construye el primero que la pide."""
    # Dentro: el Python de QGIS corre tests/qgis y no tiene con qué construir.
    from generador.paginas.construir import rehacer

    comun = temporales.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        comun = comun.parent  # la de la corrida; cada proceso tiene la suya dentro
    carpeta = comun / "sitio-completo" / "publico"
    with _turno(comun / "sitio-completo.turno"):
        if not carpeta.exists():
            carpeta.parent.mkdir(exist_ok=True)  # si al anterior le falló, se intenta otra vez
            rehacer((), carpeta, PUBLICA, acervo)
    return carpeta


@contextmanager
def _turno(ruta: Path) -> Iterator[None]:
    """Espera a que no haya otro proceso dentro; si el que estaba muere, el sistema lo suelta."""
    import fcntl  # en Windows no está

    with ruta.open("w") as abierto:
        fcntl.flock(abierto, fcntl.LOCK_EX)
        yield
