"""Qué tablas de `datos/` hablan de lugares por debajo del municipio, y qué trae cada columna.

Un centro poblado o un barrio no cabe en la llave (territorio, dominio, periodo) de las demás
tablas: la suya se declara en `lugares/<fuente>.yaml`, y de ahí salen el esquema del descriptor, lo
que se exige al leerla y los rótulos con que se publica.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from generador import texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import LUGARES

TIPOS = {"texto": "string", "territorio": "string", "numero": "number", "entero": "integer"}
"""Tipo del kit → tipo de Table Schema. «territorio» es un código de cinco cifras de la base."""
NUMERICOS = frozenset({"numero", "entero"})


@dataclass(frozen=True)
class ColumnaDeLugares:
    """Una columna de una tabla de lugares; los textos son para el lector final.

    `rango` (menor y mayor, los dos admitidos) es obligatorio en las numéricas. `patron` y `admite`
    acotan las de texto. Una `opcional` puede estar vacía.
    """

    nombre: str
    titulo: str
    definicion: str
    tipo: str
    unidad: str = ""
    decimales: int = 0
    rango: tuple[float, float] | None = None
    patron: str = ""
    admite: tuple[str, ...] = ()
    opcional: bool = False

    @property
    def numerica(self) -> bool:
        """Si sus celdas son números."""
        return self.tipo in NUMERICOS

    def esquema(self) -> dict[str, Any]:
        """El campo como lo describe Table Schema."""
        restricciones: dict[str, Any] = {} if self.opcional else {"required": True}
        if self.rango is not None:
            restricciones |= {"minimum": self.rango[0], "maximum": self.rango[1]}
        if self.patron:
            restricciones["pattern"] = f"^{self.patron}$"
        if self.admite:
            restricciones["enum"] = list(self.admite)
        return {
            "name": self.nombre,
            "type": TIPOS[self.tipo],
            "title": self.titulo,
            "description": self.definicion,
            "unidad": self.unidad,
            **({"constraints": restricciones} if restricciones else {}),
        }


@dataclass(frozen=True)
class TablaDeLugares:
    """Una tabla declarada: `llave` son sus primeras columnas y distingue cada fila."""

    fuente: str
    titulo: str
    llave: tuple[str, ...]
    columnas: tuple[ColumnaDeLugares, ...]

    @property
    def nombre(self) -> str:
        """El archivo de `datos/`."""
        return f"{self.fuente}.csv"

    @property
    def titulos(self) -> list[str]:
        """Los nombres de sus columnas, en orden."""
        return [columna.nombre for columna in self.columnas]


@cache
def tablas(carpeta: Path = LUGARES) -> dict[str, TablaDeLugares]:
    """Las tablas declaradas, por el nombre de su archivo de `datos/`.

    ErrorDeDatos si a una le falta o le sobra algo.
    """
    leidas = [_leer(ruta) for ruta in sorted(carpeta.glob("*.yaml"))]
    return {tabla.nombre: tabla for tabla in leidas}


def _leer(ruta: Path) -> TablaDeLugares:
    try:
        contenido = texto_yaml.leer(ruta.read_text(encoding="utf-8"))
        columnas = tuple(_columna(propia) for propia in contenido["columnas"])
        tabla = TablaDeLugares(ruta.stem, contenido["titulo"], tuple(contenido["llave"]), columnas)
    except (ValueError, KeyError, TypeError, re.error) as causa:
        raise _error(ruta, f"no es una tabla de lugares ({causa})") from causa
    if tabla.titulos[: len(tabla.llave)] != list(tabla.llave):
        raise _error(ruta, "las primeras columnas no son las de la llave")
    if [c.tipo for c in columnas].count("territorio") != 1 or len(set(tabla.titulos)) < len(
        columnas
    ):
        raise _error(ruta, "falta la columna de tipo «territorio», o un nombre se repite")
    return tabla


def _columna(datos: dict[str, Any]) -> ColumnaDeLugares:
    if sobran := set(datos) - {campo.name for campo in fields(ColumnaDeLugares)}:
        raise ValueError(f"sobran {', '.join(sorted(sobran))}")
    rango = tuple(map(float, datos["rango"])) if "rango" in datos else None
    columna = ColumnaDeLugares(
        **{**datos, "rango": rango, "admite": tuple(datos.get("admite", ()))}
    )
    if columna.tipo not in TIPOS or columna.numerica != (rango is not None):
        raise ValueError(f"{columna.nombre}: el tipo no existe, o `rango` no va con él")
    re.compile(columna.patron)
    return columna


def _error(ruta: Path, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(ruta.name),
        que_hacer="corrija el archivo en generador/cubo/lugares; nbi_centros_poblados.yaml es el "
        "modelo",
    )
