"""La capa de lugares del kit, hecha de `datos/` como la que se descarga."""

from __future__ import annotations

import csv
from pathlib import Path

from generador.disco import geopaquete_de_puntos
from generador.rutas import DATOS

CAMPOS = (
    ("codigo", "TEXT"), ("municipio", "TEXT"), ("nombre", "TEXT"), ("clase", "TEXT"),
    ("personas", "INTEGER"), ("con_nbi", "INTEGER"), ("nbi", "REAL"), ("miseria", "REAL"),
    ("pesa_mas", "TEXT"),
)  # fmt: skip
MUNICIPIOS = ("19532", "52835")


def filas() -> list[tuple[tuple[float, float] | None, list[object]]]:
    """Los lugares de dos municipios; la tasa de los de menos de 30 personas, vacía."""
    salida = []
    with (DATOS / "nbi_centros_poblados.csv").open(encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada):
            if fila["territorio"] not in MUNICIPIOS:
                continue
            personas, nbi = int(fila["personas"]), float(fila["nbi"])
            tasas = [round(nbi * personas / 100), nbi, float(fila["nbi_miseria"]), "vivienda"]
            punto = (float(fila["longitud"]), float(fila["latitud"])) if fila["longitud"] else None
            salida.append(
                (
                    punto,
                    [fila["codigo"], fila["territorio"], fila["nombre"], fila["clase"], personas,
                     *(tasas if personas >= 30 else [None] * 4)],
                )
            )  # fmt: skip
    return salida


def lugares(carpeta: Path, estilo: str = "") -> Path:
    """El GeoPackage en `carpeta`."""
    ruta = carpeta / "lugares.gpkg"
    ruta.write_bytes(
        geopaquete_de_puntos.en_bytes(
            "lugares", CAMPOS, filas(), descripcion="De prueba", estilo=estilo
        )
    )
    return ruta
