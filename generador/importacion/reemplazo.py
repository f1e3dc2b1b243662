"""Cambiar `datos/` por otra carpeta entera: o queda la nueva completa, o queda la de antes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generador.cubo import forma
from generador.disco import carpeta_propia
from generador.errores import ErrorDelKit


def reemplazar(
    destino: Path,
    archivos: Mapping[str, bytes],
    comprobar: Callable[[Path], None] = lambda _: None,
) -> None:
    """Deja en `destino` exactamente `archivos` (nombre → contenido).

    Todo se escribe y se comprueba antes en una carpeta vecina; si algo falla, `destino` queda como
    estaba.
    """
    _exigir_anterior_propia(destino)
    taller = _taller(destino)
    taller.mkdir(parents=True, exist_ok=True)
    nueva = Path(tempfile.mkdtemp(dir=taller, prefix=f"{destino.name}."))
    try:
        for nombre, contenido in archivos.items():
            (nueva / nombre).write_bytes(contenido)
        comprobar(nueva)
        nueva.chmod(0o755)
        _intercambiar(nueva, destino)
    finally:
        shutil.rmtree(nueva, ignore_errors=True)


def recuperar(destino: Path) -> None:
    """Devuelve a su sitio la carpeta de antes si una importación murió entre los dos cambios."""
    if not destino.exists() and _del_kit(_anterior(destino)):
        _anterior(destino).rename(destino)


def exigir_sin_ajenos(destino: Path, nuevos: Iterable[str], entradas: Iterable[Path] = ()) -> None:
    """ErrorDelKit si `destino` guarda algo que el kit no hizo y que el cambio borraría.

    Sin el descriptor del kit, todo lo que haya es ajeno, aunque se llame igual que lo nuevo.
    `entradas`: lo que se lee, que no puede estar adentro.
    """
    carpeta_propia.exigir_sin_protegidas(destino, entradas)
    if not destino.is_dir():
        return
    propios: set[str] = set()
    if _del_kit(destino):
        propios = {*nuevos, forma.DESCRIPTOR, *_descritos(destino / forma.DESCRIPTOR)}
    elif (destino / forma.DESCRIPTOR).is_file() and not _se_lee(destino / forma.DESCRIPTOR):
        raise ErrorDelKit(
            f"{destino / forma.DESCRIPTOR} no se deja leer, y sin él no se sabe cuáles archivos de "
            f"la carpeta hizo el kit\n  Qué hacer: {forma.RECUPERAR}"
        )
    if ajenos := sorted({r.name for r in destino.iterdir()} - propios):
        raise ErrorDelKit(
            f"{destino} trae archivos que no hizo el kit y que se perderían: {', '.join(ajenos)}\n"
            "  Qué hacer: muévalos a otra carpeta y repita la importación"
        )


def _intercambiar(nueva: Path, destino: Path) -> None:
    anterior = _anterior(destino)
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


def _exigir_anterior_propia(destino: Path) -> None:
    """Quita lo que dejó una importación interrumpida; ErrorDelKit si no es del kit."""
    anterior = _anterior(destino)
    if not anterior.exists():
        return
    if not _del_kit(anterior) and any(anterior.iterdir()):
        raise ErrorDelKit(
            f"{anterior} no la hizo el kit, y ahí se guarda lo de antes mientras se importa\n"
            "  Qué hacer: muévala a otra carpeta y repita la importación"
        )
    shutil.rmtree(anterior)


def _del_kit(carpeta: Path) -> bool:
    """Si la carpeta lleva el descriptor de un paquete de datos del kit."""
    try:
        descriptor = json.loads((carpeta / forma.DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(descriptor, dict) and descriptor.get("name") == forma.NOMBRE


def _se_lee(descriptor: Path) -> bool:
    try:
        return isinstance(json.loads(descriptor.read_bytes()), dict)
    except (OSError, ValueError):
        return False


def exigir_descriptor_propio(carpeta: Path) -> None:
    """ErrorDelKit si el descriptor que hay en la carpeta es de otro paquete."""
    ruta = carpeta / forma.DESCRIPTOR
    if ruta.is_symlink() or (ruta.exists() and not _del_kit(carpeta)):
        raise ErrorDelKit(
            f"{ruta} no es el descriptor de un paquete del kit, y se perdería\n"
            "  Qué hacer: elija la carpeta del paquete de datos"
        )


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
