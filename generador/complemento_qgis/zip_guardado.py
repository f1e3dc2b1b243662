"""El último zip, guardado: `kit construir` no rehace la base de práctica si nada cambió.

La llave es la huella de todo lo que decide los bytes del zip. Una prueba comprueba que ningún
módulo de los que arman la base de práctica quede fuera de `INSUMOS`.
"""

from __future__ import annotations

import platform
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generador.disco import cache
from generador.rutas import RAIZ, TEMPORAL

CARPETA = TEMPORAL / "complemento"
# De aquí salen la base de práctica y la forma del zip; los métodos ya van dentro del programa.
INSUMOS = (
    "generador/complemento_qgis",
    "generador/disco",
    "generador/hogares",
    "generador/metodos",
    "generador/practica",
    "generador/resguardo",
    *("generador/__init__.py", "generador/errores.py", "generador/errores_ajenos.py"),
    *("generador/rutas.py", "generador/formato.py", "generador/redondeo.py"),
    "generador/compartido.py",
)


def recordar(programa: Mapping[str, bytes], hacer: Callable[[], bytes]) -> bytes:
    """El zip guardado para ese programa y esos insumos; si no está, lo hace y lo guarda solo."""
    ruta = CARPETA / f"{llave(programa)}.zip"
    try:
        return cache.leer_sellado(ruta)
    except (OSError, ValueError):
        paquete = hacer()
    cache.guardar_sellado(ruta, paquete)
    return paquete


def llave(programa: Mapping[str, bytes], raiz: Path = RAIZ) -> str:
    """Huella del programa, de los insumos y de lo que comprime."""
    version = f"{platform.python_version()} {zlib.ZLIB_RUNTIME_VERSION}"
    return cache.huella(version, [*sorted(programa.items()), *_insumos(raiz)])


def _insumos(raiz: Path) -> Iterator[tuple[str, bytes]]:
    for insumo in INSUMOS:
        base = raiz / insumo
        rutas = [base] if base.is_file() else sorted(r for r in base.rglob("*") if r.is_file())
        for ruta in rutas:
            if "__pycache__" not in ruta.parts:
                yield ruta.relative_to(raiz).as_posix(), ruta.read_bytes()
