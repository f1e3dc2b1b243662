"""El total de una muestra con factor de expansión: lo único de ella que se publica.

Se publica con su error estándar, su intervalo y si alcanza (`precision.clase`); lo que no alcanza
queda en blanco. Las proporciones van a la milésima y los totales, a la centena.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import numpy as np

from ..errores import ErrorDeMetodo
from ..muestreo import EN_LA_TABLA, Estimacion
from ..patrones import TablaDePatrones
from ..precision import CLASES
from .bitacora import Renglon
from .filas import TERRITORIO, TOTAL, Fila, uso
from .huella import huella
from .llaves import DE_PERSONAS, llave_de_celda
from .redondeo import BASE_DE_PERSONAS, redondear

CENTENA = 100
DECIMALES = 3
# Los grados de libertad son casi las viviendas de la muestra: van de diez en diez.
GRUESO = 10
NO_PUBLICAR = CLASES[2]


def fila_de_muestra(
    estimada: Estimacion, tabla: TablaDePatrones, documento: Mapping[str, Any], *, practica: bool
) -> Fila:
    """La fila del total de una muestra, con las columnas de `columnas_de_muestra`.

    `estimada` con sus territorios; `tabla`, la misma base resumida con llaves.
    """
    total = estimada.total()
    cifras = {nombre: valores[0] for nombre, valores in total.columnas().items()}
    suma = _suma(tabla)
    llave = llave_de_celda(suma, suma, DE_PERSONAS)
    casos = redondear(np.array([int(cifras["casos"])]), llave, BASE_DE_PERSONAS)
    fila: Fila = {
        TERRITORIO: TOTAL,
        "casos": int(casos[0]),
        "hogares": _a_la_centena(float(tabla.hogares.sum())),
        "personas": _a_la_centena(float(tabla.personas.sum())),
        "gl": int(cifras["gl"]) // GRUESO * GRUESO if cifras["gl"] > GRUESO else int(cifras["gl"]),
    }
    for prefijo, indicador in EN_LA_TABLA.items():
        alcanza = str(cifras[f"{prefijo}_clase"]) != NO_PUBLICAR
        valores = {
            prefijo: total.medida.valor(indicador)[0],
            **{f"{prefijo}_{c}": cifras[f"{prefijo}_{c}"] for c in ("ee", "bajo", "alto")},
        }
        fila.update({c: _milesima(float(v)) if alcanza else None for c, v in valores.items()})
        fila[f"{prefijo}_clase"] = str(cifras[f"{prefijo}_clase"])
    return {**fila, **uso(documento, practica=practica)}


def exigir_estimacion(estimada: Estimacion | None) -> Estimacion:
    """La misma; ErrorDeMetodo si la base trae factor y no trae con qué calcular su error."""
    if estimada is None:
        raise ErrorDeMetodo(
            "la base es una muestra y no trae estratos ni conglomerados: sin su error de muestreo "
            "no se publica",
            que_hacer="use la base con la llave de la vivienda, o mida en modo interno",
        )
    return estimada


def no_alcanzan(fila: Fila) -> list[str]:
    """Los indicadores de la fila que no se publican, en mayúsculas."""
    return [p.upper() for p in EN_LA_TABLA if fila[f"{p}_clase"] == NO_PUBLICAR]


def renglon_de_muestra(
    tabla: TablaDePatrones, clave: bytes, base: int, fecha: str, corte: str
) -> Renglon:
    """Lo que se anota en la bitácora de ese total."""
    return {
        "huella": huella(clave),
        "suma": f"{int(_suma(tabla)[0]):016x}",
        "hogares": int(tabla.registros.sum()),
        "redondeo": base,
        "fecha": fecha,
        "corte": corte,
    }


def _suma(tabla: TablaDePatrones) -> Any:
    llaves = np.zeros(0, dtype=np.uint64) if tabla.llaves is None else tabla.llaves
    return np.array([llaves.sum(dtype=np.uint64)], dtype=np.uint64)


def _a_la_centena(valor: float) -> int:
    return CENTENA * round(valor / CENTENA)


def _milesima(valor: float) -> float | None:
    return None if isnan(valor) else round(valor, DECIMALES)
