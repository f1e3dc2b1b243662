"""Un GeoJSON oficial leído sin el código del proyecto, y copias suyas dañadas a propósito."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from generador.errores import ErrorDeDatos
from tests import danos

Dano = Callable[[list[dict[str, Any]]], object]


def rasgos(ruta: Path) -> list[dict[str, Any]]:
    """Los rasgos tal como están escritos."""
    bruto = ruta.read_bytes()
    lista: list[dict[str, Any]] = json.loads(
        gzip.decompress(bruto) if ruta.suffix == ".gz" else bruto
    )["features"]
    return lista


def tabla(contenido: bytes, destino: Path) -> gpd.GeoDataFrame:
    """Una capa de `datos/` leída por GDAL, en metros y por código."""
    destino.write_bytes(contenido)
    leida = gpd.read_file(destino, engine="pyogrio").set_crs(4326, allow_override=True)
    return leida.set_index("codigo").sort_index().to_crs(9377)


def danada(fuentes: Path, destino: Path, archivo: str, dano: Dano) -> Path:
    """Una carpeta de archivos oficiales con ese solo archivo, dañado."""
    copia = danos.copiar(fuentes, destino, archivo)
    propios = rasgos(copia)
    dano(propios)
    texto = json.dumps({"type": "FeatureCollection", "features": propios}).encode()
    copia.write_bytes(gzip.compress(texto) if copia.suffix == ".gz" else texto)
    return copia


def falla_diciendo(leer: Callable[[Path], object], carpeta: Path, esperado: list[str]) -> None:
    """Que el error nombre lo dañado y diga qué hacer."""
    with pytest.raises(ErrorDeDatos) as error:
        leer(carpeta)
    for pedazo in ["Qué hacer", *esperado]:
        assert pedazo in str(error.value)
