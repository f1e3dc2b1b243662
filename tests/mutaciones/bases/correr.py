"""Correr una orden en este mismo proceso, y comprobar que no deje nada a medias."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import Result

from tests.hogares import datos
from tests.mutaciones.bases.catalogo import NOMBRE
from tests.mutaciones.entrada import Clase, Veredicto
from tests.mutaciones.errores import juzgar_texto

SALIDA, ANTERIOR = "s.csv", b"lo que ya estaba\n"
NUNCA = re.compile(rf"Traceback|Warning:|donde no debía|DuckDB|{NOMBRE}")
AVISO_DE_SIEMPRE = "datos personales"


@contextmanager
def casa() -> Iterator[None]:
    """La clave y la bitácora no son las de quien corre el corpus."""
    antes = os.environ.get("XDG_CONFIG_HOME")
    with TemporaryDirectory() as carpeta:
        os.environ["XDG_CONFIG_HOME"] = carpeta
        try:
            yield
        finally:
            os.environ.pop("XDG_CONFIG_HOME", None)
            if antes is not None:
                os.environ["XDG_CONFIG_HOME"] = antes


def correr(
    carpeta: Path, orden: str, ruta: Path, *opciones: object
) -> tuple[Result, Veredicto | None]:
    """Corre la orden sobre una salida que ya existía; el veredicto, si ya se puede dar.

    Si falla, la salida anterior tiene que seguir igual y no puede quedar ningún archivo nuevo.
    """
    salida = carpeta / SALIDA
    salida.write_bytes(ANTERIOR)
    antes = {p.name for p in carpeta.iterdir()}
    hecho = datos.correr(orden, ruta, *opciones, "--salida", salida, "--reemplazar")
    nuevos = {p.name for p in carpeta.iterdir()} - antes
    if hallada := NUNCA.search(hecho.output):
        return hecho, Veredicto(Clase.TRAZA, hecho.output[max(0, hallada.start() - 80) :][:300])
    if hecho.exception is not None and not isinstance(hecho.exception, SystemExit):
        return hecho, Veredicto(Clase.TRAZA, repr(hecho.exception)[:300])
    if not hecho.exit_code:
        if nuevos == {f"{SALIDA}.auditoria.json"} and salida.read_bytes() != ANTERIOR:
            return hecho, None
        return hecho, Veredicto(Clase.A_MEDIAS, f"terminó bien y dejó {sorted(nuevos)}")
    if nuevos or salida.read_bytes() != ANTERIOR:
        return hecho, Veredicto(Clase.A_MEDIAS, f"falló y dejó {sorted(nuevos) or SALIDA}")
    return hecho, juzgar_texto(hecho.stderr)


def avisos(hecho: Result) -> list[str]:
    """Los avisos que no están siempre."""
    lineas = hecho.stderr.splitlines()
    return [s for s in lineas if s.startswith("Aviso") and AVISO_DE_SIEMPRE not in s]
