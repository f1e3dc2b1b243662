"""Pesos en centavos enteros: 0,9 no es 0, y sumar mil costos no se desvía ni un centavo.

Un valor en pesos se admite si tiene a lo sumo dos decimales. De un número de coma flotante se exige
que sea el más cercano a un número así, que es como se guarda «0,9»; lo demás es un error, nunca un
redondeo.
"""

from __future__ import annotations

import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Union

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos

Dinero = Union[int, float, str, Decimal]
MAXIMO = 10**15  # pesos: más que el presupuesto de la nación
# «1.500» es ambiguo (mil quinientos, o uno y medio): sin separador de miles, no hay que adivinar.
ESCRITO = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")
COMO = "escriba pesos desde 0, sin separador de miles y con dos decimales a lo sumo: 450000 o 0,9"


def en_centavos(valor: Dinero, nombre: str) -> int:
    """Los centavos, exactos; ErrorDeMetodo si no es un valor en pesos con a lo sumo dos decimales.

    `nombre` es cómo se llama el valor en el mensaje: «presupuesto».
    """
    hallado = _centavos(valor)
    if hallado is None:
        raise ErrorDeMetodo(f"el {nombre} «{valor}» no es un valor en pesos", que_hacer=COMO)
    return hallado


def columna_en_centavos(
    valores: Any, cuales: Logicos, nombre: str, filas: Enteros | None = None
) -> Enteros:
    """Los centavos de cada fila donde `cuales`, (n,); 0 en las demás, que no se miran.

    `filas` (n,): el número con que se nombra cada una en el error; si no se da, desde 1.
    """
    columna = np.asarray(valores)
    if columna.shape != cuales.shape:
        raise ErrorDeMetodo(
            f"el {nombre} tiene forma {columna.shape} y hay {len(cuales)} filas",
            que_hacer=f"dé un {nombre} por fila",
        )
    posiciones = np.flatnonzero(cuales)
    buenos, hallados = _de_columna(columna[posiciones])
    if not buenos.all():
        primera = posiciones[int(np.argmin(buenos))]
        numero = primera + 1 if filas is None else filas[primera]
        raise ErrorDeMetodo(
            f"el {nombre} no es un valor en pesos en {np.count_nonzero(~buenos)} filas; la primera "
            f"es la fila {numero}, «{_dicho(columna[primera])}»",
            que_hacer=COMO,
        )
    centavos = np.zeros(len(columna), dtype=np.int64)
    centavos[posiciones] = hallados
    return centavos


def en_pesos(centavos: int) -> int | float:
    """El valor en pesos: entero si lo es; si no, el número que se escribe con esos centavos."""
    return centavos // 100 if centavos % 100 == 0 else centavos / 100


def _centavos(valor: Any) -> int | None:
    if isinstance(valor, str):
        escrito = ESCRITO.fullmatch(valor.strip())
        if escrito is None:
            return None
        valor = Decimal(f"{escrito[1]}.{escrito[2] or 0}")
    if isinstance(valor, Integral) and not isinstance(valor, (bool, np.bool_)):
        valor = Decimal(int(valor))
    if isinstance(valor, Decimal):
        if not valor.is_finite() or not 0 <= valor <= MAXIMO or (valor * 100) % 1:
            return None
        return int(valor * 100)
    if isinstance(valor, Real) and not isinstance(valor, (bool, np.bool_)):
        buenos, hallados = _de_numeros(np.array([valor]))
        return int(hallados[0]) if buenos[0] else None
    return None


def _de_columna(valores: Any) -> tuple[Logicos, Enteros]:
    if valores.dtype.kind in "iuf":
        return _de_numeros(valores)
    hallados = [_centavos(v) for v in valores.tolist()]
    buenos = np.array([h is not None for h in hallados], dtype=np.bool_)
    return buenos, np.array([h or 0 for h in hallados], dtype=np.int64)


def _de_numeros(valores: Any) -> tuple[Logicos, Enteros]:
    """Cuáles son pesos con a lo sumo dos decimales, y sus centavos (0 donde no)."""
    if valores.dtype.kind != "f":
        buenos = (valores >= 0) & (valores <= MAXIMO)
        return buenos, np.where(buenos, valores, 0).astype(np.int64) * 100
    cabe = (valores >= 0) & (valores <= MAXIMO)
    posibles = np.where(cabe, valores, 0)
    entero = np.floor(posibles) == posibles
    cercano = np.rint(posibles.astype(np.float64) * 100)
    # Con dos bits de sobra, ni el producto ni el redondeo llegan a confundir un centavo con otro.
    unico = cercano < 2 ** (np.finfo(valores.dtype).nmant - 1)
    exacto = unico & ((cercano / 100).astype(valores.dtype) == posibles)
    centavos = np.where(entero, posibles.astype(np.int64) * 100, cercano.astype(np.int64))
    return cabe & (entero | exacto), centavos


def _dicho(valor: Any) -> str:
    vacio = valor is None or valor == "" or valor != valor  # noqa: PLR0124 - NaN
    return "sin dato" if vacio else str(valor)
