"""Dónde se ponen los hogares de práctica: en la cabecera o en el campo, dentro del municipio.

La cabecera es un disco de 1,5 km alrededor de su punto en la DIVIPOLA, partido en ocho barrios
inventados; el campo, el resto del municipio o las veredas que se den. El contorno es el del kit,
simplificado: cerca del lindero un punto puede caer del otro lado del lindero oficial.
"""

# ruff: noqa: PLC0415 - la cobertura municipal solo hace falta con `Municipio.de_datos`

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.dominio import GEOGRAFICAS
from generador.metodos.territorio import Territorios
from generador.metodos.tipos import Enteros, Logicos, Reales
from generador.practica.azar_portable import Azar
from generador.rutas import DATOS

RADIO_KM, KM_POR_GRADO = 1.5, 111.19493
DECIMALES = 6
BARRIOS = tuple(f"BARRIO DE PRACTICA {i}" for i in range(1, 9))
# Lados con que se dibuja cada octavo del disco.
LADOS_POR_BARRIO = 9
# Sorteos sin un solo acierto antes de concluir que no hay dónde poner hogares.
INTENTOS = 60
SIN_TERRITORIO = -1


class VeredasDePractica(Protocol):
    """Lo que hace falta de una capa de veredas para poner hogares en ellas."""

    @property
    def codigos(self) -> tuple[str, ...]:
        """Uno por vereda."""
        ...

    @property
    def nombres(self) -> tuple[str, ...]:
        """Uno por vereda."""
        ...

    @property
    def archivo(self) -> str:
        """Nombre del archivo, para los metadatos."""
        ...

    def ubicar(self, x: Reales, y: Reales, crs: str) -> tuple[Enteros, int]:
        """Vereda de cada punto, −1 si ninguna, y cuántos caen en más de una."""
        ...


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
        # Dentro: la base de práctica se ubica con su propio archivo y no necesita la cobertura.
        from generador.mapas.topojson import puntos_de_anillo
        from generador.mapas.topologia import cargar

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
class LugaresDeHogares:
    """Longitud y latitud de cada hogar, y su barrio o vereda (−1 si no tiene)."""

    longitud: Reales
    latitud: Reales
    barrio: Enteros
    vereda: Enteros


def ubicar_hogares(
    azar: Azar, municipio: Municipio, en_cabecera: Logicos, veredas: VeredasDePractica | None
) -> LugaresDeHogares:
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
    return LugaresDeHogares(x, y, barrio, vereda)


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
    x, y = _desde(municipio.cabecera, dx, dy)
    sirven = (dx * dx + dy * dy <= 1) & municipio.contiene(x, y)
    return x[sirven], y[sirven], _octante(dx, dy)[sirven]


def sectores(cabecera: tuple[float, float]) -> list[Reales]:
    """El contorno (k, 2) de cada barrio, en el orden de `BARRIOS`: un octavo que cubre el disco."""
    vuelta = len(BARRIOS) * LADOS_POR_BARRIO
    angulos = np.arange(vuelta + 1) * 2 * np.pi / vuelta
    holgura = 1 / np.cos(np.pi / vuelta)  # el polígono rodea al disco, no queda adentro
    arcos = [angulos[i : i + LADOS_POR_BARRIO + 1] for i in range(0, vuelta, LADOS_POR_BARRIO)]
    centro = np.zeros((1, 2))
    contornos = {}
    for arco in arcos:
        borde = holgura * np.column_stack((np.cos(arco), np.sin(arco)))
        medio = float(arco.mean())
        cual = int(_octante(np.array([np.cos(medio)]), np.array([np.sin(medio)]))[0])
        plano = np.concatenate((centro, borde, centro))
        contornos[cual] = np.column_stack(_desde(cabecera, plano[:, 0], plano[:, 1]))
    return [contornos[i] for i in range(len(BARRIOS))]


def _desde(cabecera: tuple[float, float], dx: Reales, dy: Reales) -> tuple[Reales, Reales]:
    """Longitud y latitud a `dx` radios al este y `dy` al norte de la cabecera."""
    lon, lat = cabecera
    por_grado = KM_POR_GRADO * math.cos(math.radians(lat))
    x = np.round(lon + dx * RADIO_KM / por_grado, DECIMALES)
    return x, np.round(lat + dy * RADIO_KM / KM_POR_GRADO, DECIMALES)


def _octante(dx: Reales, dy: Reales) -> Enteros:
    octante = (dx < 0) * 4 + (dy < 0) * 2 + (np.abs(dx) < np.abs(dy))
    return np.asarray(octante, dtype=np.int64)


def _candidatos_rurales(
    azar: Azar, municipio: Municipio, veredas: VeredasDePractica | None, n: int
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
