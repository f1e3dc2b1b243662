"""Bases pequeñas, limpias o ensuciadas, como las entrega cualquier lector: columnas y filas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from generador.metodos.hogares.armar import HogaresArmados, armar
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.entrada import Entrada, Peticion
from generador.metodos.hogares.nombres import PRIVACIONES, reconocer
from generador.metodos.instrumento import Instrumento
from generador.metodos.tablas import documento

SISBEN = Instrumento.de_datos(documento("instrumentos")["instrumentos"][0])
Tabla = dict[str, list[Any]]


def nominal(hogares: int = 30, semilla: int = 1) -> Tabla:
    """Una base municipal nominal: personas con un solo jefe por hogar, marcas y edades al azar."""
    azar = np.random.default_rng(semilla)
    tamanos = azar.integers(1, 6, hogares)
    hogar = np.repeat(np.arange(hogares), tamanos)
    persona = np.concatenate([np.arange(1, t + 1) for t in tamanos])
    privado = azar.integers(0, 2, (hogares, 15))
    grupo = azar.integers(0, 4, hogares)
    nivel = azar.integers(1, 6, hogares)
    letra = ["ABCD"[g] for g in grupo]
    return {
        "ide_ficha_origen": [f"{h + 1:012d}" for h in hogar],
        "ide_hogar": [1] * len(hogar),
        "ide_persona": persona.tolist(),
        "cod_dpto": ["05"] * len(hogar),
        "cod_mpio": ["05045" if h % 2 else "05001" for h in hogar],
        "cod_clase": [int(h) % 3 + 1 for h in hogar],
        "nom_vereda": [("LA PEÑA", "EL ROSAL", "SAN JOSÉ")[h % 3] for h in hogar],
        "num_personas_hogar": tamanos[hogar].tolist(),
        "tip_parentesco": np.where(persona == 1, 1, 3).tolist(),
        "sexo_persona": azar.integers(1, 3, len(hogar)).tolist(),
        "edad_calculada": azar.integers(0, 90, len(hogar)).tolist(),
        "grupo": [letra[h] for h in hogar],
        "nivel": nivel[hogar].tolist(),
        "clasificacion": [f"{letra[h]}{nivel[h]}" for h in hogar],
        "h_5": azar.integers(0, 2, hogares)[hogar].tolist(),
        **{p.lower(): privado[hogar, j].tolist() for j, p in enumerate(PRIVACIONES)},
    }


def hacer(tabla: Mapping[str, Sequence[Any]], **peticion: Any) -> HogaresArmados:
    """Los hogares de una tabla, con el instrumento del Sisbén IV."""
    return armar(entrada(tabla), Peticion(SISBEN, **peticion))


def entrada(tabla: Mapping[str, Sequence[Any]]) -> Entrada:
    filas = len(next(iter(tabla.values())))
    return Entrada(
        reconocer(list(tabla), documento("esquemas_sisben")),
        {nombre: Columna.de_lista(nombre, valores) for nombre, valores in tabla.items()},
        np.arange(2, filas + 2),
    )


def barajar(tabla: Tabla, semilla: int) -> Tabla:
    orden = np.random.default_rng(semilla).permutation(len(next(iter(tabla.values()))))
    return {nombre: [valores[i] for i in orden] for nombre, valores in tabla.items()}


def sin_filas(tabla: Tabla, *columnas: str) -> Tabla:
    """La tabla sin esas columnas."""
    return {n: v for n, v in tabla.items() if n not in columnas}


def iguales(unos: HogaresArmados, otros: HogaresArmados) -> None:
    """Los mismos hogares con los mismos datos, sin mirar en qué fila estaban."""
    assert unos.identidades == otros.identidades
    for campo in ("personas", "privaciones", "h_5", "zona", "clase", "factor"):
        np.testing.assert_array_equal(getattr(unos, campo), getattr(otros, campo), err_msg=campo)
    np.testing.assert_array_equal(unos.clasificacion.orden, otros.clasificacion.orden)
    assert unos.edades.keys() == otros.edades.keys()
    for nombre, cuenta in unos.edades.items():
        np.testing.assert_array_equal(cuenta.seguras, otros.edades[nombre].seguras)
        np.testing.assert_array_equal(cuenta.dudosas, otros.edades[nombre].dudosas)
