"""Un `datos.csv` leído como lo lee quien lo abre, y lo que cada celda debe decir según su JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

ZONAS = {"Total": "total", "Cabecera": "cabecera", "Rural": "rural"}
ESTADOS = {"no_aplica": "no aplica", "no_disponible": "no disponible"}
DE_TERRITORIO = ("Código", "Indicador", "Zona", "Unidad", "Fuente", "Aviso")
Celda = tuple[str, str, str]  # indicador, dominio, periodo


def leer(ruta: Path) -> pd.DataFrame:
    """Todas las celdas como texto; las que no están al final de una fila, vacías."""
    return pd.read_csv(
        ruta, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False, na_filter=False
    ).fillna("")


def celdas(hoja: pd.DataFrame) -> dict[Celda, str]:
    """Lo que dice la hoja de un territorio; no cuenta lo vacío ni lo que la fuente no le trae."""
    return {
        (fila["Código"], ZONAS[fila["Zona"]], anio): fila[anio]
        for fila in hoja.to_dict("records")
        for anio in hoja.columns[len(DE_TERRITORIO) :]
        if fila[anio] not in ("", "sin dato")
    }


def segun_json(publicado: dict[str, Any], series: dict[str, Any]) -> dict[Celda, str]:
    """Lo que la hoja debe decir, desde el `datos.json` del mismo territorio y `series.json`."""
    return {llave: _texto(valor) for llave, valor in cifras(publicado, series).items()}


def cifras(publicado: dict[str, Any], series: dict[str, Any]) -> dict[Celda, str | float]:
    """Las de un `datos.json`, cada una con su serie y su año; sin las que la fuente no trae."""
    assert publicado["huella_de_series"] == series["huella"]
    return en_celdas(publicado["cifras"], series[publicado["territorio"]["nivel"]])


def en_celdas(
    listas: list[list[str | float | None]], series: list[dict[str, Any]]
) -> dict[Celda, str | float]:
    """Las de unas listas, que van en el orden de `series`."""
    return {
        (serie["indicador"], serie["zona"], anio): valor
        for serie, valores in zip(series, listas, strict=True)
        for anio, valor in zip(serie["anios"], valores, strict=True)
        if valor is not None
    }


def _texto(valor: str | float) -> str:
    return ESTADOS.get(valor, valor) if isinstance(valor, str) else str(valor).replace(".", ",")


def avisadas(hoja: pd.DataFrame) -> set[Celda]:
    """Las celdas cuya fila avisa que, en ese año, la cifra se sale de lo usual."""
    return {
        (fila["Código"], ZONAS[fila["Zona"]], anio)
        for fila in hoja.to_dict("records")
        if fila["Aviso"]
        for anio in fila["Aviso"].removeprefix("fuera de lo usual: ").split(", ")
    }
