"""El terreno de costo, en EPSG:9377: el relieve de un raster, y las vías y los ríos, de capas."""
# ruff: noqa: PLC0415 - la geometría es del extra «hogares»

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import CAPAS, elegir_capa, mensajes_de_capa, sha256_de
from generador.hogares.dominio import con_lugar
from generador.metodos.acceso.medir import Puntos
from generador.metodos.acceso.terreno import Terreno
from generador.metodos.acceso.vias import (
    celdas_con_rio,
    cerca_de_la_via,
    kmh_de_lineas,
    kmh_en_celdas,
)
from generador.metodos.hogares.auditoria import ArchivoLeido
from generador.metodos.rejilla import Rejilla, rejilla_de
from generador.metodos.tipos import Reales
from generador.rasters.abierto import METRICO, abrir


@dataclass(frozen=True)
class ComoEsElTerreno:
    """Lo que se escribió en la orden. `celda` y `margen` en metros; `hasta_la_via` en km."""

    relieve: Path | None
    vias: Path | None
    capa_vias: str | None
    velocidad: float | None
    campo_velocidad: str | None
    hasta_la_via: float | None
    celda: float
    margen: float
    fuera: float
    rios: Path | None = None
    capa_rios: str | None = None

    @property
    def archivos(self) -> tuple[Path, ...]:
        """Los que se leen."""
        return tuple(r for r in (self.relieve, self.vias, self.rios) if r is not None)


def armar(como: ComoEsElTerreno, puntos: Puntos, sedes: Puntos) -> tuple[Terreno, list[str]]:
    """El terreno alrededor de los puntos, y lo que se dice de él; ErrorDeDatos si no sirve."""
    with con_lugar():
        rejilla = rejilla_de(puntos.x, puntos.y, como.celda, como.margen)
    altura, kmh, paso, rio, avisos = None, None, None, None, []
    if como.relieve is None:
        avisos.append("sin --relieve se camina como en lo plano")
    else:
        with abrir(como.relieve) as raster:
            altura = raster.en_la_rejilla(rejilla)
        if np.isnan(altura).all():
            raise ErrorDeDatos(
                "el relieve no tiene ningún dato donde están los hogares o los territorios",
                lugar=Lugar(como.relieve.name),
                que_hacer="use el de ese municipio",
            )
    if como.vias is not None:
        kmh = _vias(como, como.vias, rejilla)
        if np.isnan(kmh).all():
            avisos.append(f"ninguna vía de «{como.vias.name}» pasa cerca")
        if como.hasta_la_via is not None:
            paso = cerca_de_la_via(rejilla, kmh, como.hasta_la_via, *sedes)
    elif como.hasta_la_via is not None or como.velocidad or como.campo_velocidad:
        raise ErrorDeDatos(
            "--hasta-la-via, --velocidad y --campo-velocidad son de las vías, y no se dieron",
            que_hacer="agregue --vias CAPA",
        )
    if como.rios is not None:
        rio = celdas_con_rio(rejilla, [linea for linea, _ in _lineas(_tabla_de_rios(como))])
        if not rio.any():
            avisos.append(f"ningún río de «{como.rios.name}» pasa cerca")
    with con_lugar():
        return Terreno.armar(rejilla, altura, kmh, paso, como.fuera, rio), avisos


def entradas(como: ComoEsElTerreno) -> list[ArchivoLeido]:
    """El relieve, las vías y los ríos, para el registro."""
    return [ArchivoLeido(r.name, sha256_de(r)) for r in como.archivos]


def _vias(como: ComoEsElTerreno, ruta: Path, rejilla: Rejilla) -> Reales:
    tabla = _leer_lineas(ruta, como.capa_vias, "--capa-vias", "vías")
    campo = np.zeros(len(tabla))
    if como.campo_velocidad is not None:
        campo = _velocidades(tabla, como.campo_velocidad, ruta)
    lineas = _lineas(tabla)
    with con_lugar(ruta.name):
        kmh = kmh_de_lineas(campo, como.velocidad)[[de_cual for _, de_cual in lineas]]
        return kmh_en_celdas(rejilla, [linea for linea, _ in lineas], kmh)


def _tabla_de_rios(como: ComoEsElTerreno) -> Any:
    return _leer_lineas(como.rios or Path(), como.capa_rios, "--capa-rios", "ríos")


def _lineas(tabla: Any) -> list[tuple[Reales, int]]:
    """Cada línea en EPSG:9377, (k, 2), y de qué fila de la tabla sale."""
    import shapely

    en_metros = tabla.geometry.to_crs(METRICO).force_2d().to_numpy()
    partes, de_cual = shapely.get_parts(en_metros, return_index=True)
    return [(shapely.get_coordinates(p), int(d)) for p, d in zip(partes, de_cual, strict=True)]


def _leer_lineas(ruta: Path, capa: str | None, opcion: str, que: str) -> Any:
    import pyogrio

    if not ruta.is_file() or ruta.suffix.lower() not in CAPAS:
        raise ErrorDeDatos(
            f"no es una capa de {que} que exista",
            lugar=Lugar(str(ruta)),
            que_hacer="use un .gpkg, .shp o .geojson",
        )
    with mensajes_de_capa(ruta):
        nombres = [str(nombre) for nombre, _ in pyogrio.list_layers(ruta)]
        tabla = pyogrio.read_dataframe(ruta, layer=elegir_capa(nombres, capa, ruta, opcion))
    tabla = tabla[~tabla.geometry.isna() & ~tabla.geometry.is_empty]
    tipos = set(tabla.geometry.geom_type)
    if not tipos or not tipos <= {"LineString", "MultiLineString"}:
        raise ErrorDeDatos(
            f"la capa de {que} no es de líneas ({', '.join(sorted(tipos)) or 'vacía'})",
            lugar=Lugar(ruta.name),
            que_hacer=f"elija la capa de {que}",
        )
    if tabla.crs is None:
        raise ErrorDeDatos(
            f"la capa de {que} no dice en qué sistema de coordenadas está",
            lugar=Lugar(ruta.name),
            que_hacer="asígnelo en QGIS (clic derecho, «Establecer SRC») y guarde la capa",
        )
    return tabla


def _velocidades(tabla: Any, campo: str, ruta: Path) -> Reales:
    import pandas as pd

    if campo not in tabla.columns:
        raise ErrorDeDatos(
            "las vías no traen ese campo",
            lugar=Lugar(ruta.name, columna=campo),
            que_hacer=f"elija uno de: {', '.join(c for c in tabla.columns if c != 'geometry')}",
        )
    leidas = pd.to_numeric(tabla[campo], errors="coerce")
    malas = leidas.isna() & tabla[campo].notna()
    if malas.any():
        fila = int(np.flatnonzero(malas.to_numpy())[0])
        raise ErrorDeDatos(
            "la velocidad no es un número",
            lugar=Lugar(ruta.name, fila=fila + 1, columna=campo),
            valor=tabla[campo].iloc[fila],
            que_hacer="déjela en km/h, o vacía para usar --velocidad",
        )
    return np.asarray(leidas, dtype=np.float64)
