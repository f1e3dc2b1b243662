"""Abrir QGIS con su ventana bajo Xvfb, correr dentro un guion y recoger lo que vio."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plugin_qgis.publicar.con_ventana import correr_guion, perfil_en

ESPERA = 240


def abrir_qgis(guion: str, carpeta: Path, pantalla: str) -> dict[str, Any]:
    """Lo que el guion dejó en `resultado.json`, con la carpeta de sus capturas."""
    from tests.qgis.conftest import DESCOMPRIMIDO

    perfil_en(carpeta)
    resultado = carpeta / "resultado.json"
    resultado.unlink(missing_ok=True)
    dicho = correr_guion(
        Path(__file__).with_name(guion), carpeta, pantalla, ESPERA,
        {"KIT_COMPLEMENTO": str(DESCOMPRIMIDO)},
    )  # fmt: skip
    assert resultado.is_file(), dicho[-3000:]
    datos = json.loads(resultado.read_text("utf-8"))
    assert "error" not in datos, datos.get("error")
    return {**datos, "carpeta": carpeta}
