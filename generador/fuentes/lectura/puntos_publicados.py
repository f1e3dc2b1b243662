"""Longitud y latitud de los puntos que publica una entidad, comprobadas contra Colombia."""

from __future__ import annotations

from math import isnan

from generador.fuentes.lectura.rejillas import Tabla
from generador.fuentes.lectura.valores_de_celdas import Estado, numeros
from generador.metodos.hogares.coordenadas import LATITUD, LONGITUD

Punto = tuple[float, float]


def coordenadas(tabla: Tabla, *, vacio: Estado | None = None) -> list[Punto]:
    """Pares (latitud, longitud) en grados, de las columnas `latitud` y `longitud`.

    Con `vacio`, un punto puede faltar entero y da (NaN, NaN). Los dos rangos no se tocan, así que
    el cambio de lugar entre las dos columnas se reconoce sin ambigüedad. ErrorDeDatos si un punto
    cae fuera de Colombia o trae solo la mitad.
    """
    latitudes = [latitud for latitud, _ in numeros(tabla, "latitud", vacio=vacio)]
    longitudes = [longitud for longitud, _ in numeros(tabla, "longitud", vacio=vacio)]
    puntos = list(zip(latitudes, longitudes, strict=True))
    for i, (latitud, longitud) in enumerate(puntos):
        if isnan(latitud) and isnan(longitud):
            continue
        if isnan(latitud) or isnan(longitud):
            problema, salida = "al punto le falta una coordenada", "complete el dato"
        elif _dentro(latitud, longitud):
            continue
        elif _dentro(longitud, latitud):
            problema = "la latitud y la longitud están invertidas"
            salida = "intercambie las dos columnas"
        else:
            problema = f"el punto ({latitud}, {longitud}) cae fuera de Colombia"
            salida = "revise el dato con la entidad"
        raise tabla.error(i, "latitud", problema, salida)
    return puntos


def _dentro(latitud: float, longitud: float) -> bool:
    return LATITUD[0] <= latitud <= LATITUD[1] and LONGITUD[0] <= longitud <= LONGITUD[1]
