"""QGIS se cierra sin caerse después de usar el kit, y de quién es la culpa cuando se cae."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import Qgis

from tests.qgis.capas import guardar, hogares

GUION = Path(__file__).with_name("guion_salida.py")


@pytest.fixture
def capa(tmp_path: Path) -> str:
    """Una capa de GDAL, que no se puede destruir después de que GDAL se fue."""
    return guardar(hogares(20), tmp_path / "hogares.gpkg").source()


def correr(*orden: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(GUION), *orden], capture_output=True, text=True, check=False
    )


def test_el_kit_se_carga_y_descarga_y_se_corre_muchas_veces(capa: str, complemento: Path) -> None:
    hecho = correr("kit", capa, str(complemento.parent))
    assert (hecho.stdout, hecho.returncode) == ("libre\n", 0), hecho.stderr


def test_sin_el_kit_un_error_retiene_la_capa_y_vaciar_las_trazas_la_suelta(capa: str) -> None:
    """Visto en QGIS 3.22: cuando ya no se use, sobran `trazas.py` y esta prueba."""
    suelta = correr("suelta", capa)
    assert (suelta.stdout, suelta.returncode) == ("libre\n", 0), suelta.stderr
    if Qgis.QGIS_VERSION_INT < 32300:
        retiene = correr("retiene", capa)
        assert (retiene.stdout, retiene.returncode) == ("viva\n", -signal.SIGSEGV), retiene.stderr
