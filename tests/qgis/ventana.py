"""Abrir QGIS con su ventana bajo Xvfb, correr dentro un guion y recoger lo que vio."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

ESPERA = 240
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


def abrir_qgis(guion: str, carpeta: Path, pantalla: str) -> dict[str, Any]:
    """Lo que el guion dejó en `resultado.json`, con la carpeta de sus capturas."""
    from tests.qgis.conftest import DESCOMPRIMIDO

    perfiles = carpeta / "perfiles"
    ajustes = perfiles / "profiles" / "p" / "QGIS"
    ajustes.mkdir(parents=True, exist_ok=True)
    (ajustes / "QGIS3.ini").write_text(AJUSTES, encoding="utf-8")
    heredado = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "QT_"))}
    entorno = {**heredado, "HOME": str(carpeta), "KIT_CARPETA": str(carpeta),
               "KIT_COMPLEMENTO": str(DESCOMPRIMIDO), "PYTHONPATH": ""}  # fmt: skip
    orden = ["xvfb-run", "-a", "-s", f"-screen 0 {pantalla}x24", "qgis",
             "--profiles-path", str(perfiles), "--profile", "p", "--nologo", "--noversioncheck",
             "--code", str(Path(__file__).with_name(guion))]  # fmt: skip
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
