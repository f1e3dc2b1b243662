"""mypy sobre el complemento tal como sale del zip: `python -m tests.complemento_qgis.tipos`.

El complemento importa `.metodos` y `.resguardo`, que en `plugin_qgis/` no están: la orden de
empaquetar los copia. Aquí se arma el mismo árbol, para que sus tipos sean los de verdad. De PyQGIS
no hay tipos que sirvan: los de PyPI (qgis-stubs 0.5) son de QGIS 4, no traen `qgis.PyQt` y dan por
malo lo que pide QGIS 3.22; por eso `qgis` y `osgeo` quedan sin revisar.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from generador.complemento_qgis.zip_del_complemento import NOMBRE, del_programa
from generador.rutas import RAIZ, TEMPORAL

ARBOL = TEMPORAL / "tipos"
# Con el árbol armado, los que importan `kit_pobreza` también lo ven.
LO_USAN = ("medir", "plugin_qgis/publicar")


def armar(arbol: Path, de_mas: dict[str, str] | None = None) -> Path:
    """El complemento descomprimido en `arbol`, con los módulos `de_mas`; devuelve su carpeta."""
    ajenos = {f"{NOMBRE}/{ruta}": texto.encode() for ruta, texto in (de_mas or {}).items()}
    quedan = {
        ruta: datos for ruta, datos in (del_programa() | ajenos).items() if ruta.endswith(".py")
    }
    for vieja in arbol.rglob("*.py"):
        if vieja.relative_to(arbol).as_posix() not in quedan:
            vieja.unlink()
    for ruta, datos in quedan.items():
        destino = arbol / ruta
        # Lo que no cambió no se reescribe: mypy lo toma de su memoria.
        if not destino.is_file() or destino.read_bytes() != datos:
            destino.parent.mkdir(parents=True, exist_ok=True)
            destino.write_bytes(datos)
    return arbol / NOMBRE


def revisar(arbol: Path, rutas: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Corre mypy, con las reglas del proyecto, sobre esas rutas y con `arbol` a la vista."""
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--explicit-package-bases",
         "--cache-dir", str(RAIZ / ".mypy_cache" / "complemento"), *map(str, rutas)],
        cwd=RAIZ, env={**os.environ, "MYPYPATH": f"{arbol}{os.pathsep}{RAIZ}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def principal() -> int:
    """Arma el árbol y lo revisa; los archivos se nombran como están en el proyecto."""
    usan = [ruta for carpeta in LO_USAN for ruta in sorted((RAIZ / carpeta).rglob("*.py"))]
    hecho = revisar(ARBOL, [armar(ARBOL), *usan])
    propio = (ARBOL / NOMBRE).relative_to(RAIZ).as_posix()
    print((hecho.stdout + hecho.stderr).replace(propio, f"plugin_qgis/{NOMBRE}"), end="")
    return hecho.returncode


if __name__ == "__main__":
    sys.exit(principal())
