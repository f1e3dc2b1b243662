"""Una salida guardada donde el diálogo propone se llama por lo que es, y no por su archivo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject

SALIDA = "Hogares con su razón"


@pytest.fixture
def proyecto(proveedor: Any, qgis_new_project: None, tmp_path: Path) -> Path:
    """La carpeta de un proyecto guardado, «plan de niñez»."""
    del proveedor, qgis_new_project
    guardado = QgsProject.instance()
    assert guardado.write(str(tmp_path / "plan de niñez.qgz"))
    return tmp_path


@pytest.mark.parametrize(
    ("archivo", "se_llama"),
    [
        ("plan de niñez_hogares_con_su_razon.gpkg", SALIDA),
        ("plan de niñez_hogares_con_su_razon_12.gpkg", f"{SALIDA} 12"),
        ("plan de niñez_hogares_con_su_razon.gpkg|layername=x", SALIDA),
        ("plan de niñez_hogares.gpkg", ""),
        ("hogares_con_su_razon.gpkg", ""),
        ("otra/plan de niñez_hogares_con_su_razon.gpkg", ""),
        ("plan de niñez_hogares_con_su_razon_final.gpkg", ""),
    ],
)
def test_solo_lo_que_se_propuso(proyecto: Path, archivo: str, se_llama: str) -> None:
    from kit_pobreza.junto_al_proyecto import nombre_propuesto

    assert nombre_propuesto(str(proyecto / archivo), SALIDA) == se_llama


def test_lo_propuesto_se_reconoce(proyecto: Path) -> None:
    from kit_pobreza.junto_al_proyecto import nombre_propuesto, ruta_libre

    primera = ruta_libre(SALIDA)
    Path(primera).touch()
    assert nombre_propuesto(primera, SALIDA) == SALIDA
    assert nombre_propuesto(ruta_libre(SALIDA), SALIDA) == f"{SALIDA} 2"


def test_sin_guardar_no_hay_nada_propuesto(
    proveedor: Any, qgis_new_project: None, tmp_path: Path
) -> None:
    from kit_pobreza.junto_al_proyecto import nombre_propuesto

    del proveedor, qgis_new_project
    assert nombre_propuesto(str(tmp_path / "_hogares_con_su_razon.gpkg"), SALIDA) == ""
