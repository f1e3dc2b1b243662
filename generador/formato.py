"""Números y porcentajes como se escriben en Colombia: coma decimal, punto de miles."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from generador.redondeo import redondear, redondear_columna

MENOS = "\N{MINUS SIGN}"
DURO = "\N{NO-BREAK SPACE}"
_CAMBIO = str.maketrans(",.-", f".,{MENOS}")


@lru_cache(maxsize=1 << 14)  # un porcentaje con un decimal se repite en cientos de territorios
def numero(valor: float, decimales: int = 0) -> str:
    """`1234.5` con 1 decimal → «1.234,5»; un cero negativo se escribe «0»."""
    return f"{redondear(valor, decimales):,.{decimales}f}".translate(_CAMBIO)


def numeros(valores: NDArray[np.float64], decimales: int = 0) -> list[str]:
    """Lo mismo que `numero` en cada valor de una columna, sin NaN; de una vez cuesta un tercio."""
    redondos = redondear_columna(valores, decimales)
    if len(redondos) < _VALE_LA_PENA:
        return _escritos(redondos.tolist(), decimales)
    # Casi todas las columnas son porcentajes o pesos pequeños: se buscan ya escritos.
    escritos, pasos = _primeros(decimales), redondos * 10.0**decimales
    cabe = (redondos >= 0) & (pasos < _PRIMEROS - 0.5)
    textos = np.empty(len(redondos), object)
    textos[cabe] = escritos[np.rint(pasos[cabe]).astype(np.intp)]
    textos[~cabe] = _escritos(redondos[~cabe].tolist(), decimales)
    lista_de_textos: list[str] = textos.tolist()
    return lista_de_textos


_PRIMEROS = 10_000
_VALE_LA_PENA = 500  # con menos valores cuesta más tener escritos los primeros que escribirlos


@cache
def _primeros(decimales: int) -> NDArray[np.object_]:
    """Del 0 al 9.999, o al 999,9 con un decimal, ya escritos."""
    pasos = np.arange(_PRIMEROS) / 10.0**decimales
    return np.array(_escritos(pasos.tolist(), decimales), object)


def _escritos(redondos: list[float], decimales: int) -> list[str]:
    return " ".join([f"{v:,.{decimales}f}" for v in redondos]).translate(_CAMBIO).split()


def porcentaje(valor: float, decimales: int = 1) -> str:
    """`90.6` → «90,6 %» (con espacio duro)."""
    return f"{numero(valor, decimales)}{DURO}%"


def con_signo(valor: float, decimales: int = 1) -> str:
    """Diferencia con su signo: «+3,2», «−1,0»; si redondea a cero, «0,0» sin signo."""
    redondo = redondear(valor, decimales)
    return f"{'+' if redondo > 0 else ''}{redondo:,.{decimales}f}".translate(_CAMBIO)


def redonda(valor: float) -> str:
    """Cantidad estimada, con tres cifras significativas: 29.134 → «29.100»; 812 → «812»."""
    sobran = max(len(str(int(valor))) - 3, 0)
    return numero(redondear(valor, -sobran))


def lista(partes: list[str]) -> str:
    """Une con comas y «y» (o «e» ante el sonido i)."""
    if len(partes) < 2:
        return "".join(partes)
    ultimo = partes[-1]
    suena_i = ultimo[:1].lower() == "i" or ultimo[:2].lower() == "hi"
    conjuncion = "e" if suena_i and not ultimo.lower().startswith(("hia", "hie")) else "y"
    return f"{', '.join(partes[:-1])} {conjuncion} {ultimo}"
