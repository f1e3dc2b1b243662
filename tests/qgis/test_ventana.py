"""QGIS con su ventana de verdad, bajo Xvfb: el panel se ve, guía y responde."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.qgis.capas import guardar, hogares

ESPERA = 240


@pytest.fixture(scope="module")
def corrida(tmp_path_factory: Any, qgis_app: Any, fuentes: Path) -> dict[str, Any]:
    """Lo que dejó el guion, con las capturas en la carpeta."""
    from qgis.core import QgsVectorLayer

    from tests.qgis.conftest import DESCOMPRIMIDO

    carpeta = Path(os.environ.get("KIT_CAPTURAS") or tmp_path_factory.mktemp("ventana"))
    carpeta.mkdir(parents=True, exist_ok=True)
    escribir_base(carpeta / "base.csv", fuentes)
    veredas = QgsVectorLayer(str(fuentes / "submunicipal" / "veredas_uraba.geojson"), "v", "ogr")
    veredas.setSubsetString("dptompio = '05045'")
    guardar(veredas, carpeta / "veredas.gpkg")
    perfiles = carpeta / "perfiles"
    ajustes = perfiles / "profiles" / "p" / "QGIS"
    ajustes.mkdir(parents=True, exist_ok=True)
    (ajustes / "QGIS3.ini").write_text(
        "[locale]\nuserLocale=es_CO\noverrideFlag=true\n\n[qgis]\ncheckVersion=false\n"
        "showTips=false\n\n[PythonPlugins]\nprocessing=true\n",
        encoding="utf-8",
    )
    heredado = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "QT_"))}
    entorno = {**heredado, "HOME": str(carpeta), "KIT_CARPETA": str(carpeta),
               "KIT_COMPLEMENTO": str(DESCOMPRIMIDO), "PYTHONPATH": ""}  # fmt: skip
    guion = Path(__file__).with_name("guion_ventana.py")
    orden = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis",
             "--profiles-path", str(perfiles),
             "--profile", "p", "--nologo", "--noversioncheck", "--code", str(guion)]  # fmt: skip
    resultado = carpeta / "resultado.json"
    resultado.unlink(missing_ok=True)
    # Sesión propia: si se cuelga, se cierran también QGIS y Xvfb, y no solo quien los lanzó.
    proceso = subprocess.Popen(orden, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, start_new_session=True)  # fmt: skip
    try:
        dicho, _ = proceso.communicate(timeout=ESPERA)
    except subprocess.TimeoutExpired:
        os.killpg(proceso.pid, signal.SIGKILL)
        dicho, _ = proceso.communicate()
    assert resultado.is_file(), dicho[-3000:]
    datos = json.loads(resultado.read_text("utf-8"))
    assert "error" not in datos, datos.get("error")
    return {**datos, "carpeta": carpeta}


def escribir_base(ruta: Path, fuentes: Path) -> None:
    """Hogares sintéticos de Apartadó con el esquema nominal, dentro de sus veredas."""
    from qgis.core import QgsVectorLayer

    veredas = QgsVectorLayer(str(fuentes / "submunicipal" / "veredas_uraba.geojson"), "v", "ogr")
    veredas.setSubsetString("dptompio = '05045'")
    marco = veredas.extent()
    base = hogares(
        2500, marco=(marco.xMinimum(), marco.yMinimum(), marco.xMaximum(), marco.yMaximum())
    )
    privaciones = [f"i{j}" for j in range(1, 16)]
    lineas = [";".join(["ide_ficha_origen", "ide_hogar", "ide_persona", "num_documento", "cod_mpio",
                        "coord_x_auto_rec", "coord_y_auto_rec", "grupo", "nivel", "tip_parentesco",
                        *privaciones])]  # fmt: skip
    for i, fila in enumerate(base.getFeatures()):
        punto = fila.geometry().asPoint()
        marcas = [str(fila[f"I{j}"]) for j in range(1, 16)]
        lugar = [f"{punto.x():.6f}", f"{punto.y():.6f}"]
        lineas.append(";".join([str(i), "1", "1", "0", "05045", *lugar,
                                "ABCD"[i % 4], "1", "1", *marcas]))  # fmt: skip
    ruta.write_text("\n".join(lineas) + "\n", encoding="utf-8")


def test_el_panel_guia(corrida: dict[str, Any]) -> None:
    assert corrida["siguiente"] == "Siguiente: clasificar (paso 3)."
    assert corrida["estados"][0].startswith("✓ 2.500 hogares")
    assert corrida["estados"][1].startswith("✓ H = 0,")


def test_mover_k_pinta_otra_capa(corrida: dict[str, Any]) -> None:
    assert corrida["lectura"].startswith("H = ")
    assert "Exploración: k = 25 centésimas" in corrida["capas"]


def test_se_descarga_limpio(corrida: dict[str, Any]) -> None:
    assert corrida["descargado"]


@pytest.mark.parametrize("nombre", ["ventana.png", "dialogo.png", "explorando.png"])
def test_las_capturas_no_salen_en_blanco(corrida: dict[str, Any], nombre: str) -> None:
    from qgis.PyQt.QtGui import QImage

    imagen = QImage(str(corrida["carpeta"] / nombre))
    assert imagen.width() >= 800
    colores = {
        imagen.pixel(x, y)
        for x in range(0, imagen.width(), 7)
        for y in range(0, imagen.height(), 7)
    }
    assert len(colores) > 100
