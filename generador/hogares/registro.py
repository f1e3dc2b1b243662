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
from generador.complemento_qgis.empaquetar import METODOS, huella
from generador.hogares.base import Base
from generador.hogares.dominio import MEDIDA

DEL_METODO = (".py", ".json")


@cache
def huella_de_metodos(carpeta: Path = METODOS) -> str:
    """La misma huella que anota el complemento de QGIS: si son iguales, el método también."""
    rutas = [r for r in sorted(carpeta.rglob("*")) if r.is_file() and r.suffix in DEL_METODO]
    archivos = {ruta.relative_to(carpeta).as_posix(): ruta.read_bytes() for ruta in rutas}
    return hashlib.sha256(huella(archivos).encode("utf-8")).hexdigest()


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
    avisos_de_la_orden: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Lo que hace falta para repetir la cuenta; del archivo solo va el nombre, sin su carpeta.

    `avisos` son los del núcleo, iguales en QGIS y en el navegador; aparte van los de la orden.
    """
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
        "avisos_de_la_orden": list(avisos_de_la_orden),
    }
