"""Qué códigos no nombran el mismo territorio en dos años, y qué hacer para compararlos.

El 94343 abarca ahora también lo que antes era el 94663: comparar sus dos cifras sin más daría
un crecimiento que no hubo. Sale de la tabla de equivalencias, que trae la vigencia de cada cambio y
el aviso que el perfil del código muestra.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generador.cubo import codigos
from generador.cubo.codigos import Equivalencia

AMPLIAN = frozenset({"cubre", "sumar"})


class Cambio(NamedTuple):
    """`entero` abarca a `parte` en uno de los dos años y no en el otro.

    Con `se_unen`, la cifra del entero en el año que se lleva es la suma de las dos, y la de la
    parte ya no aplica; sin él, las de ese año no se pueden llevar al otro.
    """

    entero: str
    parte: str
    se_unen: bool


def cambios(
    desde: str, hasta: str, *, se_suma: bool, tabla: Iterable[Equivalencia] | None = None
) -> list[Cambio]:
    """Lo que hay que hacer con una columna del año `desde` para leerla en el territorio de `hasta`.

    Manda el territorio del primer día de cada año. `se_suma`: es una cantidad (personas, km²,
    pesos) y no una tasa, que no se puede unir; tampoco se puede separar lo que ya venía junto.
    `tabla` son las equivalencias (por omisión, las del kit).
    """
    primero, ultimo = sorted((f"{desde}-01-01", f"{hasta}-01-01"))
    hallados = []
    for una in codigos.equivalencias() if tabla is None else tabla:
        if una.regla not in AMPLIAN or not primero < una.desde <= ultimo:
            continue
        if una.regla == "cubre":
            hallados.append(Cambio(una.codigo, una.codigo_base, se_suma and desde < hasta))
        elif not se_suma:
            # La fuente se leyó sumando sus cantidades al de la base; su tasa no entró en la de él.
            hallados.append(Cambio(una.codigo_base, una.codigo, se_unen=False))
    return hallados
