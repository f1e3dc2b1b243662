"""Las sedes de un servicio: de un CSV con coordenadas o de una capa de puntos, en EPSG:9377."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from generador.acceso.geometria_de_la_capa import geometria_de
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import Apertura, ArchivoDeHogares, abrir
from generador.hogares.dominio import GEOGRAFICAS, con_lugar
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import transformar
from generador.metodos.acceso.medir import Puntos
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.columna import Columna, escribir
from generador.metodos.hogares.coordenadas import detectar_ejes, leer_puntos
from generador.metodos.hogares.nombres import clave
from generador.metodos.hogares.numeros import leer_reales
from generador.metodos.hogares.perdidas import Perdidas
from generador.metodos.hogares.textos import limpiar
from generador.metodos.tipos import Reales

METRICO = "EPSG:9377"
# Parejas de columnas con la coordenada, en el orden en que se buscan.
EJES = (("longitud", "latitud"), ("lon", "lat"), ("lng", "lat"), ("long", "lat"),
        ("coord_x", "coord_y"), ("x", "y"))  # fmt: skip
# Columnas con el nombre de la sede, en el orden en que se buscan.
NOMBRES = ("nombre_sede_educativa", "sede_educativa", "nombre_sede", "nombre", "sede", "name")


@dataclass(frozen=True)
class ComoSonLasSedes:
    """Lo que se escribió en la orden de las sedes; None es «búsquelo»."""

    archivo: Path
    nombre: str | None = None
    capacidad: str | None = None
    x: str | None = None
    y: str | None = None
    apertura: Apertura = field(default_factory=Apertura)


@dataclass(frozen=True)
class SedesLeidas:
    """s sedes: su punto en EPSG:9377, su nombre y, si se pidió, su `capacidad` (s,)."""

    puntos: Puntos
    nombres: tuple[str, ...]
    capacidad: Reales | None
    sha256: str
    avisos: tuple[str, ...]


def leer_sedes(como: ComoSonLasSedes) -> SedesLeidas:
    """Lee las sedes; ErrorDeDatos si ninguna tiene coordenadas o falta una columna."""
    _exigir_puntos(como)
    with conectar(hilos=1) as conexion, con_lugar(como.archivo.name):
        archivo = abrir(conexion, como.archivo, como.apertura)
        ejes = _ejes(archivo, como)
        nombre = _columna(archivo, como.nombre) or _primera(archivo.columnas, NOMBRES)
        capacidad = _columna(archivo, como.capacidad)
        pedidas = [c for c in (*(ejes or ()), nombre, capacidad) if c]
        leidas = _leer(archivo, list(dict.fromkeys(pedidas)))
        filas = archivo.numerar(np.arange(len(next(iter(leidas.values())))))
        perdidas, avisos = Perdidas(filas), Avisos()
        x, y, crs = _coordenadas(archivo, leidas, ejes, perdidas, avisos)
        ofrecen = (
            leer_reales(_de(leidas, capacidad), "numero", perdidas, minimo=0) if capacidad else None
        )
    puntos = Puntos(*transformar(x, y, crs, METRICO))
    if puntos.sin_coordenada.all():
        raise ErrorDeDatos(
            "ninguna sede tiene coordenadas",
            lugar=Lugar(como.archivo.name),
            que_hacer="revise sus columnas de longitud y latitud, o su geometría",
        )
    dichos = [*avisos.textos, *(p.texto for p in perdidas.lista)]
    textos = _nombres(leidas[nombre] if nombre else [None] * len(filas), filas.tolist())
    return SedesLeidas(
        puntos, textos, ofrecen, archivo.sha256, tuple(f"sedes: {d}" for d in dichos)
    )


def _exigir_puntos(como: ComoSonLasSedes) -> None:
    """Una capa de sedes es de puntos; lo que no es una capa se mira al abrirlo."""
    tipo = geometria_de(como.archivo, como.apertura.capa)
    if tipo and not tipo.startswith("Point"):
        raise ErrorDeDatos(
            f"la capa de sedes no es de puntos ({tipo})",
            lugar=Lugar(como.archivo.name),
            que_hacer="use una capa de puntos; de polígonos o multipuntos, saque antes sus "
            "centroides en QGIS",
        )


def _ejes(archivo: ArchivoDeHogares, como: ComoSonLasSedes) -> tuple[str, str] | None:
    """Las columnas de la coordenada; None si la capa ya trae los puntos."""
    if (como.x is None) != (como.y is None):
        raise ErrorDeDatos(
            "se dijo una sola de las dos coordenadas de las sedes",
            lugar=Lugar(archivo.ruta.name),
            que_hacer="dé las dos: --sedes-x y --sedes-y",
        )
    if como.x and como.y:
        return _columna(archivo, como.x) or "", _columna(archivo, como.y) or ""
    if archivo.geometria:
        return None
    for una, otra in EJES:
        halladas = _primera(archivo.columnas, (una,)), _primera(archivo.columnas, (otra,))
        if halladas[0] and halladas[1]:
            return halladas[0], halladas[1]
    # «COORDENADA LONGITUD (X)»: si solo una columna la nombra, es esa.
    nombran = [[c for c in archivo.columnas if eje in clave(c)] for eje in EJES[0]]
    if all(len(cuales) == 1 for cuales in nombran):
        return nombran[0][0], nombran[1][0]
    raise ErrorDeDatos(
        "las sedes no traen coordenadas que se reconozcan",
        lugar=Lugar(archivo.ruta.name),
        que_hacer="diga las columnas con --sedes-x y --sedes-y, o use una capa de puntos",
    )


def _columna(archivo: ArchivoDeHogares, pedida: str | None) -> str | None:
    if pedida is None:
        return None
    hallada = _primera(archivo.columnas, (pedida,))
    if hallada is None:
        raise ErrorDeDatos(
            "las sedes no traen esa columna",
            lugar=Lugar(archivo.ruta.name, columna=pedida),
            que_hacer=f"elija una de: {', '.join(archivo.columnas[:40])}",
        )
    return hallada


def _primera(columnas: Sequence[str], candidatas: Iterable[str]) -> str | None:
    """La primera candidata que está, sin mirar mayúsculas ni tildes."""
    propias = {clave(c): c for c in reversed(columnas)}
    return next((propias[clave(c)] for c in candidatas if clave(c) in propias), None)


def _leer(archivo: ArchivoDeHogares, columnas: list[str]) -> dict[str, list[Any]]:
    """Los valores de cada columna, y «gx» y «gy» si hay geometría."""
    relacion = archivo.relacion(columnas)
    filas = relacion.fetchall()
    de = {f"c{archivo.columnas.index(c)}": c for c in columnas}
    return {de.get(n, n): [f[i] for f in filas] for i, n in enumerate(relacion.columns)}


def _de(leidas: dict[str, list[Any]], nombre: str) -> Columna:
    return Columna.de_lista(nombre, leidas[nombre])


def _coordenadas(
    archivo: ArchivoDeHogares, leidas: dict[str, list[Any]], ejes: tuple[str, str] | None,
    perdidas: Perdidas, avisos: Avisos,
) -> tuple[Reales, Reales, str]:  # fmt: skip
    if ejes is None:
        x, y = (np.array(leidas[g], dtype=np.float64) for g in ("gx", "gy"))
        avisos.anotar("sin_coordenada", int(np.count_nonzero(np.isnan(x))))
        if archivo.crs is None:
            raise ErrorDeDatos(
                "la capa de sedes no dice en qué sistema de coordenadas está",
                lugar=Lugar(archivo.ruta.name),
                que_hacer="dígalo con --sedes-crs EPSG:9377, o asígnelo en QGIS",
            )
        return x, y, archivo.crs
    x, y, miles = leer_puntos(_de(leidas, ejes[0]), _de(leidas, ejes[1]), perdidas)
    if archivo.crs is not None:
        return x, y, archivo.crs
    hallado = detectar_ejes(x, y, miles)
    hallado.avisar(avisos)
    if not hallado.sirven:
        raise ErrorDeDatos(
            f"ninguna coordenada de las sedes sirve: {'; '.join(avisos.textos)}",
            lugar=Lugar(archivo.ruta.name, columna=ejes[0]),
            que_hacer="si están en metros, diga su sistema con --sedes-crs EPSG:9377",
        )
    return hallado.longitud, hallado.latitud, GEOGRAFICAS


def _nombres(valores: Sequence[Any], filas: Sequence[int]) -> tuple[str, ...]:
    textos = ("" if v is None else limpiar(escribir(v)) for v in valores)
    return tuple(t or f"sede de la fila {f}" for t, f in zip(textos, filas, strict=True))
