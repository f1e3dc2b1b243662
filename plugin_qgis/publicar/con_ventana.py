"""Abrir QGIS con su ventana bajo Xvfb y correr dentro un guion: para las capturas y las pruebas."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
PERFIL = "kit"
AJUSTES = """\
[locale]
userLocale=es_CO
overrideFlag=true

[qgis]
checkVersion=false
showTips=false

[PythonPlugins]
processing=true
"""
# Xvfb dice tener 100 puntos por pulgada: QGIS 3.22 lo redondea a escala 100 %, pero el 3.34 agranda
# todo un 4 %, y su ventana de 1366 × 768 ocupa 1423 × 800. Con 96 es 100 % en todas las versiones.
ESCALA = {"QT_FONT_DPI": "96"}


def perfil_en(carpeta: Path, activos: tuple[str, ...] = ()) -> Path:
    """Un perfil de QGIS vacío en esa carpeta, en español y con esos complementos activos."""
    perfil = carpeta / "perfiles" / "profiles" / PERFIL
    (perfil / "QGIS").mkdir(parents=True, exist_ok=True)
    texto = AJUSTES + "".join(f"{nombre}=true\n" for nombre in activos)
    (perfil / "QGIS" / "QGIS3.ini").write_text(texto, encoding="utf-8")
    return perfil


def correr_guion(
    guion: Path, carpeta: Path, pantalla: str, espera: float, entorno: Mapping[str, str]
) -> str:
    """Lo que dijo QGIS al correr ese guion con el perfil de la carpeta, o hasta que se agota.

    `pantalla` «1366x768», a escala 100 %: sin gestor de ventanas, la ventana no puede ser mayor.
    `espera` en segundos. El guion recibe la carpeta en `KIT_CARPETA` y el proyecto en `KIT_RAIZ`:
    QGIS lo corre sin decirle dónde está.
    """
    heredado = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "QT_", "PYTHON"))}
    # El proyecto queda fuera de lo temporal, como el de una persona: allí QGIS nombra de otro modo.
    temporal = carpeta / "temporal"
    temporal.mkdir(exist_ok=True)
    orden = ["xvfb-run", "-a", "-s", f"-screen 0 {pantalla}x24", "qgis",
             "--profiles-path", str(carpeta / "perfiles"), "--profile", PERFIL, "--nologo",
             "--noversioncheck", "--code", str(guion)]  # fmt: skip
    # Sesión propia: si se cuelga, se cierran también QGIS y Xvfb, y no solo quien los lanzó.
    proceso = subprocess.Popen(  # noqa: S603 - la orden la arma este módulo
        orden, env={**heredado, "HOME": str(carpeta), "TMPDIR": str(temporal),
                    "KIT_CARPETA": str(carpeta), "KIT_RAIZ": str(RAIZ), **ESCALA, **entorno},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        return proceso.communicate(timeout=espera)[0]
    except subprocess.TimeoutExpired:
        os.killpg(proceso.pid, signal.SIGKILL)
        return proceso.communicate()[0]
