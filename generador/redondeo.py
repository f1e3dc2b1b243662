"""La única regla de redondeo del kit, y con cuántas cifras se guarda lo que no se redondea.

`datos/` guarda cada cifra como viene en el archivo oficial, en la unidad del catálogo y sin
redondear: solo se le quita lo que pasa de `CIFRAS` significativas, que es ruido de la coma flotante
(una hoja de cálculo tampoco lo muestra). Se redondea una sola vez, al publicar: las páginas con los
`decimales` del catálogo y las descargas con los `decimales_de_descarga`, siempre desde esa cifra y
nunca desde otra ya redondeada.

La regla: **la mitad se aleja de cero, en decimal** (2,345 con dos decimales es 2,35 y −2,345 es
−2,35), mirando el número con sus `CIFRAS` significativas y no en binario, donde 2,675 es 2,67499….
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from math import floor

import numpy as np
from numpy.typing import NDArray

CIFRAS = 15
"""Las significativas que un número de doble precisión guarda siempre sin error."""
# Más cerca de la mitad que esto (en proporción), el producto en binario no decide: decide la regla.
DUDA = 1e-13
ENTERO_SEGURO = 1e15  # de ahí en adelante no queda medio que redondear
_CORTO = Context(prec=CIFRAS, rounding=ROUND_HALF_UP)
_LARGO = Context(prec=400, rounding=ROUND_HALF_UP)  # el número más grande tiene 309 cifras enteras


def decimal(valor: float) -> Decimal:
    """El número con `CIFRAS` cifras significativas; ValueError si no es finito."""
    if not np.isfinite(valor):
        raise ValueError(f"{valor} no es un número finito")
    return _CORTO.create_decimal(repr(float(valor)))


def redondear(valor: float, decimales: int = 0) -> float:
    """`valor` con `decimales` decimales por la regla del kit; nunca da un cero negativo.

    Con `decimales` negativo redondea a decenas, centenas…. ValueError si no es finito.
    """
    # Lejos de la mitad, el producto en binario ya dice a qué lado cae: solo la duda va a decimal.
    entero = abs(valor) * 10.0**decimales
    if entero < ENTERO_SEGURO and abs(entero % 1 - 0.5) > DUDA * max(entero, 1.0):
        redondo = floor(entero + 0.5) / 10.0**decimales
        return -redondo if valor < 0 and redondo else redondo
    paso = Decimal(1).scaleb(-decimales)
    return float(decimal(valor).quantize(paso, context=_LARGO)) + 0.0


def redondear_columna(valores: NDArray[np.float64], decimales: int = 0) -> NDArray[np.float64]:
    """Lo mismo que `redondear` en cada valor, de una vez; lo que no es finito queda igual.

    `valores` tiene cualquier forma, y el resultado la misma.
    """
    escala = 10.0**decimales
    with np.errstate(invalid="ignore", over="ignore"):
        enteros = np.abs(valores) * escala
        redondos = np.copysign(np.floor(enteros + 0.5) / escala, valores) + 0.0
        lejania = np.abs(enteros - np.floor(enteros) - 0.5)
        dudosos = np.isfinite(valores) & ~(lejania > DUDA * np.maximum(enteros, 1.0))
    redondos[dudosos] = [redondear(v, decimales) for v in valores[dudosos].tolist()]
    return redondos


def texto(valor: float) -> str:
    """El número como se escribe en `datos/`: sin redondear, sin exponente y sin ceros de relleno.

    ValueError si no es finito.
    """
    exacto = decimal(valor)
    return format(exacto.normalize(_LARGO), "f") if exacto else "0"
