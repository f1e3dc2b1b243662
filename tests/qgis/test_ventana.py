"""QGIS con su ventana de verdad, bajo Xvfb: el panel se ve, guía y responde."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.qgis.practica import escribir_base, veredas_de
from tests.qgis.ventana import abrir_qgis

APARTADO = "05045"


@pytest.fixture(scope="module")
def corrida(tmp_path_factory: Any, qgis_app: Any, fuentes: Path) -> dict[str, Any]:
    """Lo que dejó el guion, con las capturas en la carpeta."""
    carpeta = Path(os.environ.get("KIT_CAPTURAS") or tmp_path_factory.mktemp("ventana"))
    carpeta.mkdir(parents=True, exist_ok=True)
    veredas = veredas_de(fuentes, APARTADO, carpeta / "veredas.gpkg")
    escribir_base(carpeta / "base.txt", veredas, APARTADO)
    return abrir_qgis("guion_ventana.py", carpeta, "1600x1000")


def test_el_panel_guia_paso_a_paso(corrida: dict[str, Any]) -> None:
    toca = [frase.rsplit("(", 1)[-1] for frase in corrida["siguiente"][:5]]
    assert toca[:4] == ["paso 1).", "paso 2).", "paso 3).", "paso 4)."]
    assert corrida["siguiente"][4].startswith("Los cuatro pasos están hechos")
    finales = corrida["estados"][4]
    assert finales[0].startswith("2.500 hogares de ")
    assert "% en pobreza; 50 territorios" in finales[1]
    assert finales[2].startswith("4 clases; ")
    assert finales[3].startswith("150 hogares seleccionados y ")


def test_mover_k_pinta_otra_capa(corrida: dict[str, Any]) -> None:
    assert corrida["lectura"].startswith("H = ")
    assert "INTERNO · Exploración, k = 0,25" in corrida["capas"]


def test_se_descarga_limpio(corrida: dict[str, Any]) -> None:
    assert corrida["descargado"]


@pytest.mark.parametrize(
    "nombre", ["inicio", "paso-1", "paso-2", "paso-3", "paso-4", "cuadro", "explorando"]
)
def test_las_capturas_no_salen_en_blanco(corrida: dict[str, Any], nombre: str) -> None:
    from qgis.PyQt.QtGui import QImage

    imagen = QImage(str(corrida["carpeta"] / f"{nombre}.png"))
    assert imagen.width() >= 800
    colores = {
        imagen.pixel(x, y)
        for x in range(0, imagen.width(), 7)
        for y in range(0, imagen.height(), 7)
    }
    assert len(colores) > 100
