"""Con archivos oficiales que faltan y se sabe, se salta solo lo que los pide, y se dice cuál."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import oficiales
from tests.oficiales import RAIZ

UNO_QUE_ESTA, UNO_QUE_FALTA = "mdm/MDM_2021.xlsx", "ipm/anexo censal.xlsx"
# Una que corre, una que pide lo que falta, y una que falla con todo lo suyo.
TRES = f'''
from pathlib import Path

def test_corre(fuentes: Path) -> None:
    assert (fuentes / "{UNO_QUE_ESTA}").read_text() == "esto"

def test_pide_lo_que_falta(fuentes: Path) -> None:
    (fuentes / "sisben" / "muestra.csv").read_text()

def test_falla(fuentes: Path) -> None:
    assert (fuentes / "{UNO_QUE_ESTA}").read_text() == "otra cosa"

def test_no_los_usa() -> None:
    raise FileNotFoundError("sisben/muestra.csv")
'''


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Una carpeta de archivos oficiales con uno solo."""
    hay = tmp_path / "oficiales" / UNO_QUE_ESTA
    hay.parent.mkdir(parents=True)
    hay.write_text("esto")
    return tmp_path / "oficiales"


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("archivo «anexo censal.xlsx»: no existe", [UNO_QUE_FALTA]),
        ("archivo «MDM_2021.xlsx», fila 3: la celda está vacía", []),
        ("no se pudo abrir {carpeta}/veredas/uraba.geojson: no está", ["veredas/uraba.geojson"]),
        ("no se pudo abrir {carpeta}/mdm/MDM_2021.xlsx: dañado", []),
        ("archivo «{carpeta}»: no están (sisben/SIV_*.csv)", ["sisben/SIV_*.csv"]),
        ("archivo «{carpeta}»: no están (mdm/MDM_*.xlsx)", []),
        ("assert 3 == 4", []),
    ],
)
def test_solo_se_nombra_lo_que_falta(carpeta: Path, texto: str, esperado: list[str]) -> None:
    error = ValueError(texto.format(carpeta=carpeta.as_posix()))
    assert oficiales.los_que_nombra(error, carpeta, [UNO_QUE_FALTA]) == esperado


def test_vale_lo_que_dice_el_error_que_lo_causo(carpeta: Path) -> None:
    def leer() -> None:
        try:
            (carpeta / "x" / "y.csv").read_bytes()
        except OSError as causa:
            raise ValueError("no se pudo leer") from causa

    with pytest.raises(ValueError, match="no se pudo leer") as captado:
        leer()
    assert oficiales.los_que_nombra(captado.value, carpeta, []) == ["x/y.csv"]


def test_un_patron_sin_archivos_dice_cual(carpeta: Path) -> None:
    assert [r.name for r in oficiales.los_de(carpeta, "mdm/*.xlsx")] == ["MDM_2021.xlsx"]
    with pytest.raises(FileNotFoundError, match=r"sisben/\*\.csv"):
        oficiales.los_de(carpeta, "sisben/*.csv")


@pytest.mark.parametrize("incompletas", ["1", ""])
def test_una_corrida_entera(tmp_path: Path, carpeta: Path, incompletas: str) -> None:
    resumen = tmp_path / "resumen.md"
    corrida = _pytest(
        tmp_path,
        KIT_FUENTES=str(carpeta),
        KIT_FUENTES_INCOMPLETAS=incompletas,
        GITHUB_STEP_SUMMARY=str(resumen),
    )
    assert corrida.returncode == 1
    if incompletas:
        assert "1 failed, 1 passed, 1 skipped, 1 deselected" in corrida.stdout
        assert "falta sisben/muestra.csv" in corrida.stdout
        escrito = resumen.read_text("utf-8")
        assert "Corrieron 2; 1 se saltaron" in escrito
        assert "| `sisben/muestra.csv` | 1 |" in escrito
        # También los que ninguna de estas pruebas pidió.
        assert escrito.count("| 0 |") == len(oficiales.con_huella())
    else:
        assert "2 failed, 1 passed, 1 deselected" in corrida.stdout
        assert not resumen.exists()


def _pytest(carpeta: Path, **entorno: str) -> subprocess.CompletedProcess[str]:
    """Las tres, con los ganchos de verdad, en un pytest aparte."""
    (carpeta / "conftest.py").write_text(
        "from tests.conftest import *\nfrom tests.conftest import fuentes\n"
    )
    (carpeta / "test_tres.py").write_text(TRES, encoding="utf-8")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-rs", "-m", "oficiales", "-p", "no:cacheprovider"),
            *("-c", os.devnull, "--rootdir", str(carpeta), str(carpeta / "test_tres.py")),
        ],
        cwd=carpeta,
        env={**os.environ, "PYTHONPATH": str(RAIZ), **entorno},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
