"""La página que abre el botón «Ayuda» de cada diálogo: se escribe en el equipo, sin usar la red."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProcessingUtils
from qgis.PyQt.QtCore import QUrl

PAGINA = """<!doctype html>
<html lang="es"><meta charset="utf-8"><title>{titulo}</title>
<style>body {{ font: 17px/1.5 sans-serif; color: #14202b; max-width: 44rem; margin: 2rem auto;
padding: 0 1rem; }} h1 {{ font-size: 1.75rem; }} h3 {{ margin: 1.5rem 0 .25rem; }}
code {{ background: #eef2f4; }} p {{ margin: .25rem 0; }} small {{ color: #46535f; }}</style>
<h1>{titulo}</h1>
<p><small>{grupo} · Kit contra la pobreza {version}</small></p>
{cuerpo}
</html>
"""


def direccion(algoritmo: Any, cuerpo: str, version: str) -> str:
    """La dirección de la ayuda, recién escrita; «» si no se pudo o no hay ventana."""
    if QgsApplication.platform() == "qgis_process":
        return ""
    ruta = Path(QgsProcessingUtils.tempFolder()) / f"kit_pobreza_{algoritmo.name()}.html"
    texto = PAGINA.format(
        titulo=algoritmo.displayName(), grupo=algoritmo.group(), version=version, cuerpo=cuerpo
    )
    try:
        ruta.write_text(texto, encoding="utf-8")
    except OSError:
        return ""
    return str(QUrl.fromLocalFile(str(ruta)).toString())
