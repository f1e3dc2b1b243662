"""Las órdenes que escriben, sobre algo que ya estaba: así se ve si lo pierden."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generador.cubo import forma
from generador.disco import carpeta_propia
from generador.rutas import DATOS
from tests.hogares import datos
from tests.mutaciones.bases import catalogo

ANTERIOR = b"lo que ya estaba\n"
MUNICIPIO = "27025"


@dataclass(frozen=True)
class Orden:
    """Lo que se prepara en la carpeta, y los argumentos que se le dan a `kit`."""

    preparar: Callable[[Path], None]
    argumentos: Callable[[Path], tuple[object, ...]]


def _con_base(nombre: str) -> Callable[[Path], None]:
    def preparar(carpeta: Path) -> None:
        datos.escribir_csv(carpeta / "base.csv", catalogo.limpia())
        (carpeta / nombre).write_bytes(ANTERIOR)

    return preparar


def _con_salida(nombre: str) -> Callable[[Path], None]:
    def preparar(carpeta: Path) -> None:
        (carpeta / nombre).write_bytes(ANTERIOR)

    return preparar


def _con_sitio(carpeta: Path) -> None:
    (carpeta / "publico").mkdir()
    carpeta_propia.marcar(carpeta / "publico")
    (carpeta / "publico" / "index.html").write_bytes(ANTERIOR)


def _con_datos(carpeta: Path) -> None:
    """Una copia de `datos/` cuyo descriptor está viejo."""
    shutil.copytree(DATOS, carpeta / "datos")
    descriptor = carpeta / "datos" / forma.DESCRIPTOR
    descriptor.write_bytes(descriptor.read_bytes().replace(b'"title": "Kit', b'"title": "El kit'))


def _incidencia(nombre: str) -> Orden:
    return Orden(
        _con_base(nombre),
        lambda c: (
            *("incidencia", c / "base.csv", "--por", "cod_vereda"),
            *("--salida", c / nombre, "--reemplazar"),
        ),
    )


def _focalizar(nombre: str) -> Orden:
    return Orden(
        _con_base(nombre),
        lambda c: (
            *("focalizar", c / "base.csv", "--regla", "A1..C5", "--cupo", 9),
            *("--salida", c / nombre, "--reemplazar"),
        ),
    )


def _sintetizar(nombre: str) -> Orden:
    return Orden(
        _con_salida(nombre),
        lambda c: (
            *("sintetizar", "--municipio", "05045", "--hogares", 40),
            *("--salida", c / nombre, "--reemplazar"),
        ),
    )


ORDENES: dict[str, Orden] = {
    "incidencia-csv": _incidencia("s.csv"),
    "incidencia-xlsx": _incidencia("s.xlsx"),
    "incidencia-gpkg": _incidencia("s.gpkg"),
    "focalizar-csv": _focalizar("s.csv"),
    "focalizar-xlsx": _focalizar("s.xlsx"),
    "sintetizar-csv": _sintetizar("s.csv"),
    "sintetizar-parquet": _sintetizar("s.parquet"),
    "sintetizar-gpkg": _sintetizar("s.gpkg"),
    "construir": Orden(
        _con_sitio,
        lambda c: ("construir", "--territorios", MUNICIPIO, "--salida", c / "publico"),
    ),
    "empaquetar": Orden(
        lambda c: None, lambda c: ("plugin", "empaquetar", "--salida", c / "publico")
    ),
    "describir": Orden(_con_datos, lambda c: ("datos", "describir", "--datos", c / "datos")),
}
