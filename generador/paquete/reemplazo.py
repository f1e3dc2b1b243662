"""Cambiar `datos/` por otra carpeta entera: o queda la nueva completa, o queda la de antes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generador.errores import ErrorDelKit
from generador.paquete import formato


def reemplazar(destino: Path, archivos: Mapping[str, bytes]) -> None:
    """Deja en `destino` exactamente `archivos` (nombre → contenido).

    Todo se escribe antes en una carpeta vecina; si algo falla, `destino` queda como estaba.
    """
    taller = _taller(destino)
    taller.mkdir(parents=True, exist_ok=True)
    nueva = Path(tempfile.mkdtemp(dir=taller, prefix=f"{destino.name}."))
    try:
        for nombre, contenido in archivos.items():
            (nueva / nombre).write_bytes(contenido)
        nueva.chmod(0o755)
        _intercambiar(nueva, destino)
    finally:
        shutil.rmtree(nueva, ignore_errors=True)


def recuperar(destino: Path) -> None:
    """Devuelve a su sitio la carpeta de antes si una importación murió entre los dos cambios."""
    if not destino.exists() and _anterior(destino).exists():
        _anterior(destino).rename(destino)


def exigir_sin_ajenos(destino: Path, nuevos: Iterable[str]) -> None:
    """ErrorDelKit si `destino` guarda algo que el kit no hizo y que el cambio borraría."""
    if not destino.is_dir():
        return
    propios = {*nuevos, formato.DESCRIPTOR, *_descritos(destino / formato.DESCRIPTOR)}
    visibles = {r.name for r in destino.iterdir() if not r.name.startswith(".")}
    if ajenos := sorted(visibles - propios):
        raise ErrorDelKit(
            f"{destino} trae archivos que no hizo el kit y que se perderían: {', '.join(ajenos)}\n"
            "  Qué hacer: muévalos a otra carpeta y repita la importación"
        )


def _intercambiar(nueva: Path, destino: Path) -> None:
    anterior = _anterior(destino)
    shutil.rmtree(anterior, ignore_errors=True)
    habia = destino.exists()
    if habia:
        destino.rename(anterior)
    try:
        nueva.rename(destino)
    except BaseException:
        if habia:
            anterior.rename(destino)
        raise
    shutil.rmtree(anterior, ignore_errors=True)


def _descritos(descriptor: Path) -> set[str]:
    try:
        return {str(r["path"]) for r in json.loads(descriptor.read_bytes())["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # sin descriptor legible, solo se reconocen los nombres que se van a escribir


def _taller(destino: Path) -> Path:
    """Carpeta que git ignora, en el mismo disco que `destino` para que el cambio sea atómico."""
    return destino.parent / ".tmp"


def _anterior(destino: Path) -> Path:
    return _taller(destino) / f"{destino.name}.anterior"
