"""Un shapefile de puntos, octeto por octeto: siempre el mismo, con cualquier versión de GDAL."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.casos.escribir import IDENTIDAD, Fila

PUNTO, VERSION, CODIGO = 1, 1000, 9994
LARGO_DE_NOMBRE = 10
FECHA = bytes((126, 1, 1))
WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)


def shapefile(
    nombre: str, filas: Sequence[Fila], puntos: Sequence[tuple[float, float]]
) -> dict[str, bytes]:
    """Los cinco archivos de un shapefile; los nombres de columna quedan cortados a 10."""
    registros = [struct.pack("<idd", PUNTO, *punto) for punto in puntos]
    largo = 2 + 2 + len(registros[0]) // 2
    lugares = [50 + i * (4 + len(registros[0]) // 2) for i in range(len(registros))]
    cuerpo = b"".join(struct.pack(">ii", i + 1, len(r) // 2) + r for i, r in enumerate(registros))
    indice = b"".join(struct.pack(">ii", lugar, largo - 4) for lugar in lugares)
    return {
        f"{nombre}.shp": _cabecera(len(cuerpo), puntos) + cuerpo,
        f"{nombre}.shx": _cabecera(len(indice), puntos) + indice,
        f"{nombre}.dbf": _dbf(filas),
        f"{nombre}.prj": WGS84.encode(),
        f"{nombre}.cpg": b"UTF-8",
    }


def _cabecera(cuerpo: int, puntos: Sequence[tuple[float, float]]) -> bytes:
    xs, ys = zip(*puntos, strict=True)
    caja = struct.pack("<8d", min(xs), min(ys), max(xs), max(ys), 0, 0, 0, 0)
    palabras = (100 + cuerpo) // 2
    return struct.pack(">7i", CODIGO, 0, 0, 0, 0, 0, palabras) + struct.pack(
        "<ii", VERSION, PUNTO
    ) + caja  # fmt: skip


def _dbf(filas: Sequence[Fila]) -> bytes:
    columnas = [c for c in filas[0] if c != IDENTIDAD]
    anchos = [max(1, *(len(f[c].encode()) for f in filas)) for c in columnas]
    campos = b"".join(
        struct.pack("<11sc4xBB14x", c[:LARGO_DE_NOMBRE].encode(), b"C", ancho, 0)
        for c, ancho in zip(columnas, anchos, strict=True)
    )
    cabecera = struct.pack(
        "<B3sIHH20x", 3, FECHA, len(filas), 32 + len(campos) + 1, 1 + sum(anchos)
    )
    cuerpo = b"".join(
        b" " + b"".join(f[c].encode().ljust(a) for c, a in zip(columnas, anchos, strict=True))
        for f in filas
    )
    return cabecera + campos + b"\r" + cuerpo + b"\x1a"
