"""Escrituras atómicas: o queda el archivo entero, o queda el de antes."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

PERMISOS = 0o644


def escribir_bytes(ruta: Path, contenido: bytes) -> None:
    """Escribe `contenido` en `ruta` por medio de un archivo temporal de la misma carpeta."""
    escribir_juntos({ruta: contenido})


def escribir_texto(ruta: Path, contenido: str) -> None:
    """Escribe `contenido` en UTF-8, con los saltos que traiga, sin dejar nada a medias."""
    escribir_bytes(ruta, contenido.encode("utf-8"))


def escribir_juntos(contenidos: Mapping[Path, bytes]) -> None:
    """Escribe todos los archivos o ninguno; si algo falla, quedan los de antes y ningún resto.

    Los temporales se completan todos antes de renombrar el primero, y de lo que había se guarda un
    respaldo hasta el final: por eso un segundo renombrado que falle se puede deshacer.
    """
    temporales: dict[Path, Path] = {}
    respaldos: dict[Path, Path] = {}
    with _carpetas_de(contenidos):
        try:
            _poner(contenidos, temporales, respaldos)
            _quitar([*temporales.values(), *respaldos.values()])
        except BaseException:
            # También si la interrupción llegó entre poner y quitar, o a la mitad de quitar.
            _quitar([*temporales.values(), *respaldos.values()])
            raise


def _poner(
    contenidos: Mapping[Path, bytes], temporales: dict[Path, Path], respaldos: dict[Path, Path]
) -> None:
    puestos: list[Path] = []
    try:
        for ruta, contenido in contenidos.items():
            _completar(ruta, contenido, temporales)
        if len(contenidos) > 1:
            for ruta in contenidos:
                _respaldar(ruta, respaldos)
        for ruta, temporal in temporales.items():
            puestos.append(ruta)
            temporal.replace(ruta)
    except BaseException:
        # Una ruta anotada puede no haberse renombrado todavía: su temporal sigue ahí.
        for ruta in puestos:
            if not temporales[ruta].exists():
                _deshacer(ruta, respaldos.get(ruta))
        raise


def _completar(ruta: Path, contenido: bytes, temporales: dict[Path, Path]) -> None:
    temporales[ruta] = temporal = _al_lado(ruta)
    with temporal.open("xb") as salida:
        salida.write(contenido)
        salida.flush()
        # Un disco lleno o una red caída pueden callar hasta aquí: antes de renombrar se sabe.
        os.fsync(salida.fileno())
    temporal.chmod(PERMISOS)


def _al_lado(ruta: Path) -> Path:
    """Un nombre que nadie usa en la misma carpeta.

    Se anota antes de crear el archivo: con `mkstemp`, una interrupción entre crearlo y anotarlo lo
    dejaba para siempre.
    """
    return ruta.with_name(f".{ruta.name[:80]}.{secrets.token_hex(8)}")


def _quitar(restos: list[Path]) -> None:
    """Borra todos, aunque una interrupción llegue a la mitad."""
    try:
        while restos:
            restos[-1].unlink(missing_ok=True)
            restos.pop()
    except KeyboardInterrupt:
        for resto in restos:
            resto.unlink(missing_ok=True)
        raise


def _respaldar(ruta: Path, respaldos: dict[Path, Path]) -> None:
    """Otro nombre para lo que hay en `ruta`, o una copia donde el disco no admite enlaces."""
    if not ruta.exists():
        return
    respaldos[ruta] = respaldo = _al_lado(ruta)
    try:
        os.link(ruta, respaldo)
    except OSError:
        shutil.copy2(ruta, respaldo)


def _deshacer(ruta: Path, respaldo: Path | None) -> None:
    if respaldo is None:
        ruta.unlink(missing_ok=True)
    else:
        respaldo.replace(ruta)


@contextmanager
def _carpetas_de(contenidos: Mapping[Path, bytes]) -> Iterator[None]:
    """Crea las carpetas que falten y, si algo falla, quita las que creó."""
    faltan = {c for ruta in contenidos for c in (ruta.parent, *ruta.parent.parents)}
    creadas = sorted((c for c in faltan if not c.exists()), key=lambda c: len(c.parts))
    try:
        for carpeta in creadas:
            carpeta.mkdir(exist_ok=True)
        yield
    except BaseException:
        for carpeta in reversed(creadas):
            with suppress(OSError):  # si otro proceso dejó algo adentro, se queda
                carpeta.rmdir()
        raise
