"""Escribir la base de práctica de modo que siempre diga que es sintética."""
# ruff: noqa: PLC0415 - pandas, pyogrio y duckdb solo hacen falta para Parquet y GPKG

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generador.disco import archivo_propio, geopaquete
from generador.disco.tablas_sin_formulas import inofensivas
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.motor_duckdb import conectar
from generador.practica.sintesis import Sintetica

FORMATOS = (".csv", ".txt", ".parquet", ".gpkg")
SUFIJO_DE_METADATOS = ".sintetica.json"
CRS = "EPSG:4326"


def comprobar_salida(
    ruta: Path, entradas: Iterable[Path | None] = (), *, reemplazar: bool = False
) -> None:
    """ErrorDeDatos si el formato no se conoce o se perdería algo ajeno: ver `archivo_propio`."""
    if ruta.suffix.lower() not in FORMATOS:
        raise ErrorDeDatos(
            "no se sabe escribir ese formato",
            lugar=Lugar(str(ruta)),
            que_hacer=f"termine la salida en {', '.join(FORMATOS)}",
        )
    archivo_propio.exigir_reemplazable(ruta, metadatos_de(ruta), entradas, reemplazar=reemplazar)


def metadatos_de(ruta: Path) -> Path:
    """Dónde van los metadatos de una base."""
    return ruta.with_name(ruta.name + SUFIJO_DE_METADATOS)


def escribir(ruta: Path, base: Sintetica, *, reemplazar: bool = False) -> Path:
    """Escribe la base y, al lado, sus metadatos, los dos o ninguno; devuelve la ruta de estos."""
    extension = ruta.suffix.lower()
    hacer = {".parquet": a_parquet, ".gpkg": a_gpkg}.get(extension, a_texto)
    contenido = hacer(base)
    al_lado = metadatos_de(ruta)
    comprobar_salida(ruta, reemplazar=reemplazar)
    archivo_propio.guardar({ruta: contenido, al_lado: metadatos(base, ruta.name, contenido)})
    return al_lado


def metadatos(base: Sintetica, nombre: str, contenido: bytes | None = None) -> bytes:
    """Lo que va al lado de la base: que es sintética, con qué se hizo y, si se da, su huella."""
    propios = {**base.metadatos, "archivo": nombre}
    if contenido is not None:
        propios = archivo_propio.anotado(propios, nombre, contenido)
    return f"{_json(propios)}\n".encode()


def a_texto(base: Sintetica) -> bytes:
    """Texto con «;», como la base municipal nominal."""
    salida = io.StringIO()
    escritor = csv.writer(salida, delimiter=";", lineterminator="\n")
    escritor.writerow(base.columnas)
    filas = zip(*base.columnas.values(), strict=True)
    escritor.writerows(inofensivas(tuple(base.columnas), filas))
    return salida.getvalue().encode("utf-8")


def a_parquet(base: Sintetica) -> bytes:
    """Parquet, con los metadatos adentro."""
    import pandas as pd

    with (
        tempfile.TemporaryDirectory(prefix="kit-sintetica-") as carpeta,
        conectar(hilos=1) as conexion,
    ):
        destino = Path(carpeta) / "base.parquet"
        conexion.register("base", pd.DataFrame(base.columnas))
        metadatos = f"{{kit_sintetica: {_literal(_json(base.metadatos))}}}"
        opciones = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {metadatos}"
        conexion.execute(f"COPY base TO {_literal(str(destino))} ({opciones})")
        return destino.read_bytes()


def a_gpkg(base: Sintetica) -> bytes:
    """Capa de puntos, con los metadatos adentro."""
    import geopandas as gpd
    import pandas as pd

    datos = pd.DataFrame(base.columnas)
    puntos = gpd.points_from_xy(datos["coord_x_auto_rec"], datos["coord_y_auto_rec"], crs=CRS)
    capa: Any = gpd.GeoDataFrame(datos, geometry=puntos)
    metadatos = {"kit_sintetica": _json(base.metadatos)}
    return geopaquete.en_bytes(capa, "hogares_de_practica", metadatos)


def _json(metadatos: Any) -> str:
    return json.dumps(metadatos, ensure_ascii=False, indent=1, sort_keys=True)


def _literal(texto: str) -> str:
    return "'" + texto.replace("'", "''") + "'"
