"""SOURCE_DATE_EPOCH: el día que se le pide a una copia para que salga igual, byte a byte."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from generador.errores import ErrorDeDatos

VARIABLE = "SOURCE_DATE_EPOCH"
TOPE = 2**32 - 1
"""El mayor que cabe en el encabezado de un gzip."""


def pedida() -> datetime | None:
    """La fecha y hora UTC de la variable; None si no está puesta.

    ErrorDeDatos si no es un entero de segundos desde 1970 que quepa en 32 bits.
    """
    escrita = os.environ.get(VARIABLE)
    if escrita is None:
        return None
    if not (escrita.isascii() and escrita.isdigit() and int(escrita[:12]) <= TOPE):
        raise ErrorDeDatos(
            f"la variable {VARIABLE} no dice una fecha",
            valor=escrita[:40],
            que_hacer="póngale los segundos desde 1970, como 1700000000, o quítela con "
            f"«unset {VARIABLE}»",
        )
    return datetime.fromtimestamp(int(escrita), UTC)
