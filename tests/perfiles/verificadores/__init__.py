"""Un módulo por sección del perfil; al importarlos, cada verificador queda en el registro."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

for _ruta in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_ruta.stem}")
