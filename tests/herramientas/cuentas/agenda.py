"""La agenda de una sesión: repartir la duración entre sus momentos.

Se reparte en bloques de `paso` minutos por restos mayores (ver `asignacion.repartir`), así que la
suma es exacta y la duración de siempre devuelve los minutos de siempre. A ningún momento le quedan
cero minutos: el bloque que le falta sale del momento más largo.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generador.metodos.asignacion import repartir
from generador.metodos.errores import ErrorDeMetodo


def repartir_minutos(total: int, minutos: Sequence[int], paso: int) -> list[int]:
    """Minutos de cada momento, (n,), en proporción a `minutos`; suman `total`.

    Error si `total` no es múltiplo de `paso` o no alcanza para un bloque por momento.
    """
    if total % paso or total < paso * len(minutos):
        raise ErrorDeMetodo(
            f"{total} minutos no se pueden repartir en {len(minutos)} momentos de {paso} en {paso}",
            que_hacer=f"use un múltiplo de {paso} desde {paso * len(minutos)}",
        )
    bloques = repartir(total // paso, np.array(minutos)).tolist()
    for i, bloque in enumerate(bloques):
        if not bloque:
            bloques[bloques.index(max(bloques))] -= 1
            bloques[i] = 1
    return [paso * bloque for bloque in bloques]
