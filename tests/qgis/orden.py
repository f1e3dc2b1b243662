"""La orden `kit`, corrida con su propio Python: el de QGIS no trae con qué."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from generador.rutas import RAIZ


def kit(*argumentos: str | Path) -> None:
    """Corre `kit`; AssertionError con lo que dijo si falla.

    Las rutas van relativas a la raíz: en un chroot, `KIT_ORDEN` la corre desde afuera, parada en la
    raíz del chroot (ver `en_debian.sh`).
    """
    propia = [str(RAIZ / ".venv" / "bin" / "python"), "-m", "generador"]
    orden = shlex.split(os.environ.get("KIT_ORDEN", "")) or propia
    dados = [str(a).lstrip("/") if isinstance(a, Path) else a for a in argumentos]
    hecho = subprocess.run(
        [*orden, *dados], cwd="/", env={**os.environ, "PYTHONPATH": str(RAIZ)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
