"""El complemento frente a los tipos de Qt 6: `python -m tests.complemento_qgis.qt6`.

QGIS 4 usa Qt 6 y no está en ningún Debian: aquí `qgis.PyQt` son los tipos de PyQt6 (paquete de
PyPI) y mypy dice qué atributo, método o argumento de Qt no existe. Lo de QGIS queda sin revisar,
salvo las clases que son una de Qt.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from generador.rutas import RAIZ, TEMPORAL
from tests.complemento_qgis.tipos import armar

ARBOL = TEMPORAL / "qt6"
MODULOS = ("QtCore", "QtGui", "QtWidgets", "sip")
# Lo de QGIS que hereda de una clase de Qt que el complemento usa: de cuál, y lo que le agrega.
DE_QT = {
    "QgsCheckableComboBox": ("QtWidgets.QComboBox", (
        "addItemWithCheckState", "checkedItemsData", "setDefaultText", "setSeparator")),
    "QgsDockWidget": ("QtWidgets.QDockWidget", ()),
    "QgsFileWidget": ("QtWidgets.QWidget", (
        "setFilter", "setFilePath", "filePath", "fileChanged")),
}  # fmt: skip
SIN_TIPOS = "from typing import Any\ndef __getattr__(nombre: str) -> Any: ...\n"
# De Qt 6 no hay: un atributo, un nombre de módulo, un argumento o una forma de llamarlo.
DE_QUE_FALTA = ("attr-defined", "name-defined", "call-arg", "call-overload", "arg-type")
# Cada NumPy declara distinto sus funciones: eso lo mira el mypy de todo el proyecto, no este.
DE_NUMPY = re.compile(r"\bndarray\b|\b_UFunc\w*|\bnumpy\b")
ERROR = re.compile(r"^(?P<donde>.+?:\d+): error: (?P<dice>.+)  \[(?P<clase>[\w-]+)\]$")


def declarar(carpeta: Path) -> None:
    """Escribe en `carpeta` los tipos de `qgis` y `osgeo` con los de PyQt6."""
    clases = "".join(
        f"class {nombre}({base}):\n    ...\n" + "".join(f"    {m}: Any\n" for m in miembros)
        for nombre, (base, miembros) in DE_QT.items()
    )
    tipos = {
        "qgis/__init__.pyi": SIN_TIPOS,
        "qgis/core.pyi": SIN_TIPOS,
        "qgis/utils.pyi": SIN_TIPOS,
        "qgis/gui.pyi": f"from PyQt6 import QtWidgets\n{SIN_TIPOS}{clases}",
        "qgis/PyQt/__init__.pyi": "".join(f"from . import {m} as {m}\n" for m in MODULOS),
        **{f"qgis/PyQt/{m}.pyi": f"from PyQt6.{m} import *\n" for m in MODULOS},
        "osgeo/__init__.pyi": SIN_TIPOS,
        "processing/__init__.pyi": SIN_TIPOS,
        "processing/gui/__init__.pyi": "",
        "processing/gui/wrappers.pyi": SIN_TIPOS,
    }
    for ruta, texto in tipos.items():
        destino = carpeta / ruta
        if not destino.is_file() or destino.read_text("utf-8") != texto:
            destino.parent.mkdir(parents=True, exist_ok=True)
            destino.write_text(texto, encoding="utf-8")


def faltas(arbol: Path = ARBOL, de_mas: dict[str, str] | None = None) -> list[str]:
    """Lo que el complemento usa de Qt y Qt 6 no tiene, cada falta con su archivo y renglón."""
    complemento = armar(arbol / "complemento", de_mas)
    declarar(arbol / "tipos")
    ajustes = arbol / "mypy.ini"
    ajustes.write_text(
        "[mypy]\npython_version = 3.11\nstrict_optional = False\ncheck_untyped_defs = True\n"
        "explicit_package_bases = True\nfollow_imports_for_stubs = True\n",
        encoding="utf-8",
    )
    dicho = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ajustes),
         "--cache-dir", str(RAIZ / ".mypy_cache" / "qt6"), str(complemento)],
        cwd=arbol / "complemento", capture_output=True, text=True, check=False,
        env={"MYPYPATH": f"{arbol / 'tipos'}:{arbol / 'complemento'}", "PATH": ""},
    )  # fmt: skip
    if not dicho.stdout.strip():
        raise RuntimeError(dicho.stderr)
    errores = filter(None, map(ERROR.match, dicho.stdout.splitlines()))
    return [
        f"{e['donde']}: {e['dice']}"
        for e in errores
        if e["clase"] in DE_QUE_FALTA and not DE_NUMPY.search(e["dice"])
    ]


def principal() -> int:
    """Muestra lo que falta; 1 si falta algo."""
    halladas = faltas()
    print("\n".join(halladas) or "Todo lo que el complemento usa de Qt está en PyQt6.")
    return int(bool(halladas))


if __name__ == "__main__":
    sys.exit(principal())
