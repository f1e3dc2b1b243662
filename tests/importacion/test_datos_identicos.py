"""`datos/` se puede rehacer: desde los archivos oficiales sale byte a byte lo versionado."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.importacion import huellas_de_archivos
from generador.importacion.importar import InsumosDelPaquete, construir
from generador.rutas import DATOS

TOPE = 30_000_000  # con la NBI por centro poblado y los límites con detalle


@pytest.fixture(scope="module")
def rehecho(fuentes: Path) -> dict[str, bytes]:
    return construir(fuentes, InsumosDelPaquete.del_kit())


def test_los_mismos_archivos(rehecho: dict[str, bytes]) -> None:
    assert set(rehecho) == {ruta.name for ruta in DATOS.iterdir()}


def test_byte_a_byte_lo_versionado(rehecho: dict[str, bytes]) -> None:
    distintos = [n for n, b in rehecho.items() if (DATOS / n).read_bytes() != b]
    assert distintos == [], "rehaga datos/ con «kit datos importar CARPETA»"


def test_los_archivos_oficiales_son_los_de_las_huellas(fuentes: Path) -> None:
    assert huellas_de_archivos.calcular(fuentes) == huellas_de_archivos.leer()


def test_cabe_en_el_tope(rehecho: dict[str, bytes]) -> None:
    assert sum(map(len, rehecho.values())) <= TOPE
