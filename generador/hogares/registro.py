"""El registro de auditoría de una salida: con qué se hizo, sin ningún dato personal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from generador import __version__
from generador.hogares.base import Base
from generador.hogares.dominio import MEDIDA

METODOS = Path(__file__).resolve().parent.parent / "metodos"


@cache
def huella_de_metodos(carpeta: Path = METODOS) -> str:
    """SHA-256 de la biblioteca de métodos: rutas y contenidos de sus .py y .json, en orden."""
    huella = hashlib.sha256()
    rutas = [r for r in carpeta.rglob("*") if r.suffix in (".py", ".json")]
    for ruta in sorted(rutas, key=lambda r: r.relative_to(carpeta).as_posix()):
        contenido = ruta.read_bytes()
        cabeza = f"{ruta.relative_to(carpeta).as_posix()}\0{len(contenido)}\0"
        huella.update(cabeza.encode("utf-8"))
        huella.update(contenido)
    return huella.hexdigest()


def ahora() -> str:
    """Fecha y hora UTC; la de SOURCE_DATE_EPOCH si está puesta."""
    fijo = os.environ.get("SOURCE_DATE_EPOCH")
    momento = datetime.fromtimestamp(int(fijo), UTC) if fijo else datetime.now(UTC)
    return momento.isoformat(timespec="seconds")


def registrar(
    orden: str,
    base: Base,
    parametros: Mapping[str, Any],
    recuentos: Mapping[str, Any],
    avisos: tuple[str, ...],
) -> dict[str, Any]:
    """Lo que hace falta para repetir la cuenta; del archivo solo va el nombre, sin su carpeta."""
    archivo = base.archivo
    texto = archivo.dialecto
    return {
        "orden": orden,
        "kit": __version__,
        "huella_de_metodos": huella_de_metodos(),
        "fecha": ahora(),
        "medida": MEDIDA,
        "archivo": {
            "nombre": base.nombre,
            "sha256": archivo.sha256,
            "formato": archivo.formato,
            "separador": texto.separador if texto else None,
            "codificacion": texto.codificacion if texto else None,
            "capa": archivo.capa,
            "esquema": base.esquema.nombre,
        },
        "columnas_personales_descartadas": sorted(base.personales),
        "parametros": dict(parametros),
        "recuentos": dict(recuentos),
        "avisos": list(avisos),
    }
