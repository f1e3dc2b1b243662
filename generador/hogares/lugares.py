"""Dónde se ponen los hogares de práctica: en la cabecera o en el campo, dentro del municipio.

La cabecera es un disco de 1,5 km alrededor de su punto en la DIVIPOLA, partido en ocho barrios
inventados; el campo, el resto del municipio o las veredas que se den. El contorno es el del kit,
simplificado: cerca del lindero un punto puede caer del otro lado del lindero oficial.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.azar import Azar
from generador.hogares.poligonos import GEOGRAFICAS, CapaDeTerritorios
from generador.mapas.topojson import puntos_de_anillo
from generador.mapas.topologia import cargar
from generador.metodos.territorio import Territorios
from generador.metodos.tipos import Enteros, Logicos, Reales
from generador.rutas import DATOS

RADIO_KM, KM_POR_GRADO = 1.5, 111.19493
DECIMALES = 6
# Sorteos sin un solo acierto antes de concluir que no hay dónde poner hogares.
INTENTOS = 60
SIN_TERRITORIO = -1


@dataclass(frozen=True)
class Municipio:
    """Contorno y cabecera de un municipio, en grados."""

    codigo: str
    nombre: str
    contorno: Territorios
    caja: tuple[float, float, float, float]
    cabecera: tuple[float, float]

    @classmethod
    def de_datos(cls, codigo: str, datos: Path = DATOS) -> Municipio:
        """El municipio del paquete de datos; ErrorDeDatos si el código no existe."""
        topologia = cargar(datos / "municipios.topojson")
        with (datos / "territorios.csv").open(encoding="utf-8", newline="") as archivo:
            filas = {fila["codigo"]: fila for fila in csv.DictReader(archivo)}
        if codigo not in topologia.anillos or not filas.get(codigo, {}).get("latitud"):
            raise ErrorDeDatos(
                "ese municipio no está en los datos del kit",
                lugar=Lugar("municipios.topojson"),
                valor=codigo,
                que_hacer="use el código DANE de cinco cifras, con su cero: 05045",
            )
        puntos: Reales = topologia.puntos
        anillos = [
            # puntos_de_anillo solo reordena filas: sirve igual con grados.
            puntos_de_anillo(a, puntos, topologia.inicios)  # type: ignore[arg-type]
            for a in topologia.anillos[codigo]
        ]
        caja = topologia.caja([codigo])
        fila = filas[codigo]
        return cls(
            codigo,
            fila["nombre"],
            Territorios.de_anillos([anillos]),
            (caja.oeste, caja.sur, caja.este, caja.norte),
            (float(fila["longitud"]), float(fila["latitud"])),
        )

    def contiene(self, x: Reales, y: Reales) -> Logicos:
        """Qué puntos están adentro."""
        return np.asarray(self.contorno.ubicar(x, y).poligono >= 0)


@dataclass(frozen=True)
class Lugares:
    """Longitud y latitud de cada hogar, y su barrio o vereda (−1 si no tiene)."""

    longitud: Reales
    latitud: Reales
    barrio: Enteros
    vereda: Enteros


def ubicar_hogares(
    azar: Azar, municipio: Municipio, en_cabecera: Logicos, veredas: CapaDeTerritorios | None
) -> Lugares:
    """Un lugar por hogar; ErrorDeDatos si las veredas no están en el municipio."""
    n = len(en_cabecera)
    x, y = np.empty(n), np.empty(n)
    barrio, vereda = (np.full(n, SIN_TERRITORIO, dtype=np.int64) for _ in range(2))
    urbanos, rurales = np.flatnonzero(en_cabecera), np.flatnonzero(~en_cabecera)
    x[urbanos], y[urbanos], barrio[urbanos] = _sortear(
        azar, len(urbanos), lambda n: _candidatos_urbanos(azar, municipio, n)
    )
    x[rurales], y[rurales], vereda[rurales] = _sortear(
        azar, len(rurales), lambda n: _candidatos_rurales(azar, municipio, veredas, n)
    )
    return Lugares(x, y, barrio, vereda)


Candidatos = tuple[Reales, Reales, Enteros]


def _sortear(azar: Azar, cuantos: int, candidatos: Callable[[int], Candidatos]) -> Candidatos:
    """Reúne candidatos aceptados hasta completar."""
    lotes: list[Candidatos] = []
    hay, intentos = 0, 0
    while hay < cuantos:
        lote = candidatos(2 * cuantos)
        hay, intentos = hay + len(lote[0]), intentos + 1
        lotes.append(lote)
        if intentos > INTENTOS and hay == 0:
            raise ErrorDeDatos(
                "las veredas no tocan el municipio: no hay dónde poner los hogares rurales",
                que_hacer="dé la capa de veredas de ese municipio",
            )
    if not lotes:
        return np.empty(0), np.empty(0), np.empty(0, dtype=np.int64)
    x, y, parte = (np.concatenate(columna)[:cuantos] for columna in zip(*lotes, strict=True))
    return x, y, parte


def _candidatos_urbanos(azar: Azar, municipio: Municipio, n: int) -> Candidatos:
    dx, dy = 2 * azar.uniforme(n) - 1, 2 * azar.uniforme(n) - 1
    lon, lat = municipio.cabecera
    por_grado = KM_POR_GRADO * math.cos(math.radians(lat))
    x = np.round(lon + dx * RADIO_KM / por_grado, DECIMALES)
    y = np.round(lat + dy * RADIO_KM / KM_POR_GRADO, DECIMALES)
    sirven = (dx * dx + dy * dy <= 1) & municipio.contiene(x, y)
    octante = (dx < 0) * 4 + (dy < 0) * 2 + (np.abs(dx) < np.abs(dy))
    return x[sirven], y[sirven], octante[sirven].astype(np.int64)


def _candidatos_rurales(
    azar: Azar, municipio: Municipio, veredas: CapaDeTerritorios | None, n: int
) -> Candidatos:
    oeste, sur, este, norte = municipio.caja
    x = np.round(oeste + azar.uniforme(n) * (este - oeste), DECIMALES)
    y = np.round(sur + azar.uniforme(n) * (norte - sur), DECIMALES)
    sirven = municipio.contiene(x, y)
    if veredas is None:
        return x[sirven], y[sirven], np.full(int(sirven.sum()), SIN_TERRITORIO, dtype=np.int64)
    suya, _ = veredas.ubicar(x, y, GEOGRAFICAS)
    sirven &= suya >= 0
    return x[sirven], y[sirven], suya[sirven]
