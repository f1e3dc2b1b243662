"""De personas a hogares: quién es el jefe, cuántos son y si todos dicen lo mismo del hogar.

En el Sisbén cada fila es una persona y el hogar se cuenta por su jefe (tip_parentesco = 1). Las
privaciones y `h_5` son del hogar y se repiten en cada persona; cuando no se repiten iguales se
informa, porque el resultado dependería de a quién se le pregunte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Logicos, Numeros

JEFE = 1
# De unas filas (k,), los arreglos (k,) que las ordenan, el más importante primero.
Desempate = Callable[[Enteros], Sequence[Enteros]]


def identificar(*llaves: Sequence[object] | Numeros) -> Enteros:
    """Número de hogar (0, 1, …) de cada fila, (n,), según una o varias columnas llave.

    El orden es el de las llaves, no el de las filas; sirve para cualquier tipo de columna.
    """
    if not llaves:
        raise ErrorDeMetodo(
            "no hay columnas que identifiquen el hogar",
            que_hacer="cuente los hogares por su jefe de hogar",
        )
    numero = np.zeros(len(np.asarray(llaves[0])), dtype=np.int64)
    for llave in llaves:
        _, parte = np.unique(np.asarray(llave), return_inverse=True)
        parte = parte.reshape(-1)
        junto = numero * (parte.max(initial=0) + 1) + parte
        _, numero = np.unique(junto, return_inverse=True)
        numero = numero.reshape(-1)
    return numero.astype(np.int64)


@dataclass(frozen=True)
class Hogares:
    """Resumen de H hogares.

    `jefe` (H,) fila del jefe, o de otra persona si no hay jefe; `personas` (H,) filas del hogar que
    cuentan; `cuenta` (n,) qué filas cuentan (las que repiten a una persona, no); `sin_jefe` y
    `varios_jefes` (k,) números de los hogares que no tienen uno solo.
    """

    jefe: Enteros
    personas: Enteros
    cuenta: Logicos
    sin_jefe: Enteros
    varios_jefes: Enteros

    @property
    def repetidas(self) -> int:
        """Filas que repiten a una persona de su hogar."""
        return int(np.count_nonzero(~self.cuenta))


def resumir_hogares(
    hogar: Enteros,
    parentesco: Numeros,
    *,
    persona: Enteros | None = None,
    desempate: Desempate = lambda _: (),
) -> Hogares:
    """Una fila por hogar, con el número de hogar de cada fila (−1: no se sabe y no cuenta).

    `persona` (n,): quién es dentro del hogar, −1 si no se sabe; la que se repite cuenta una vez.
    Entre varios jefes, o sin ninguno, gana la de menor `desempate`, que no puede depender del orden
    de las filas: así barajar la base no cambia a nadie.
    """
    es_jefe = np.asarray(parentesco) == JEFE
    cuantos = int(hogar.max(initial=-1)) + 1
    cuenta = hogar >= 0
    if persona is not None:
        cuenta &= ~_repetidas(hogar, persona, es_jefe, desempate)
    personas = np.bincount(hogar[cuenta], minlength=cuantos)
    jefes = np.bincount(hogar[cuenta & es_jefe], minlength=cuantos)
    return Hogares(
        jefe=_elegir(hogar, cuenta, es_jefe, jefes, desempate),
        personas=personas.astype(np.int64),
        cuenta=cuenta,
        sin_jefe=np.flatnonzero((jefes == 0) & (personas > 0)).astype(np.int64),
        varios_jefes=np.flatnonzero(jefes > 1).astype(np.int64),
    )


def _elegir(
    hogar: Enteros,
    cuenta: Logicos,
    es_jefe: Logicos,
    jefes: Enteros,
    desempate: Desempate,
) -> Enteros:
    """La fila que habla por cada hogar, (H,)."""
    elegida = np.full(len(jefes), -1, dtype=np.int64)
    # La fila sin hogar (−1) toma el 0 del final: puede que ninguna lo tenga.
    suyos = np.append(jefes, 0)[hogar]
    claros = np.flatnonzero(cuenta & es_jefe & (suyos == 1))
    elegida[hogar[claros]] = claros
    dudosas = np.flatnonzero(cuenta & (suyos != 1))
    if not dudosas.size:
        return elegida
    claves = [*reversed(list(desempate(dudosas))), ~es_jefe[dudosas], hogar[dudosas]]
    en_orden = dudosas[np.lexsort(claves)][::-1]
    elegida[hogar[en_orden]] = en_orden  # la última que se escribe es la primera del orden
    return elegida


def _repetidas(hogar: Enteros, persona: Enteros, es_jefe: Logicos, desempate: Desempate) -> Logicos:
    """Las filas que repiten a una persona de su hogar; queda la de menor desempate."""
    repite = np.zeros(len(hogar), dtype=np.bool_)
    junto = hogar * (int(persona.max(initial=-1)) + 2) + persona + 1
    candidatas = np.flatnonzero((hogar >= 0) & (persona >= 0))
    # Lo usual es que ninguna se repita, y ordenarlas cuesta la mitad que numerarlas.
    ordenadas = np.sort(junto[candidatas])
    dobles = ordenadas[1:][ordenadas[1:] == ordenadas[:-1]]
    del ordenadas
    if not dobles.size:
        return repite
    cerca = np.searchsorted(dobles, junto[candidatas]).clip(max=len(dobles) - 1)
    suyas = candidatas[dobles[cerca] == junto[candidatas]]
    claves = [*reversed(list(desempate(suyas))), ~es_jefe[suyas], junto[suyas]]
    en_orden = suyas[np.lexsort(claves)]
    repite[en_orden[1:]] = junto[en_orden[1:]] == junto[en_orden[:-1]]
    return repite
