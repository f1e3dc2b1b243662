"""Las marcas que dicen quién es quién por su forma, y el riel de 0 a 100 en que se ponen.

Las formas se definen una vez por página, en plantillas/partes/marcas.html, y aquí se repiten con
`<use>`. Todo va en porcentajes, sin `viewBox`: el riel sirve a cualquier ancho y en papel.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from markupsafe import Markup

PROPIO, DEPARTAMENTO, PAIS, ANTES = "propio", "depto", "pais", "antes"


def _signo(marca: str) -> Markup:
    trazo = f'<svg class="riel signo" aria-hidden="true"><use href="#m-{marca}" x="8"/></svg>'
    return Markup(trazo)  # noqa: S704 — no trae texto de datos


# La marca sola, del tamaño de la letra, para una leyenda o un rótulo.
SIGNOS = {marca: _signo(marca) for marca in (PROPIO, DEPARTAMENTO, PAIS, ANTES)}


def nombre_de_rotulo(nombre: str) -> str:
    """El nombre como cabe junto a una marca: hasta la coma, «Archipiélago de San Andrés»."""
    return nombre.partition(",")[0]


def riel(
    puestas: Sequence[tuple[str, float]],
    *,
    raya: tuple[float, float] | None = None,
    franja: tuple[float, float] | None = None,
) -> str:
    """Un riel de 0 a 100 con cada (marca, porcentaje) de `puestas`; la última queda encima.

    `raya` une dos marcas y `franja` es un margen, que se recorta al riel. Lo que no tiene dato
    (NaN) no se pone. El lugar va con un decimal, el de la cifra escrita; el de la raya, en
    enteros, que sus puntas quedan debajo de las marcas.
    """
    marcas = "".join(
        f'<use href="#m-{marca}" x="{_lugar(valor)}%"/>'
        for marca, valor in puestas
        if not isnan(valor)
    )
    fondo = ""
    if franja and not isnan(sum(franja)):
        desde, hasta = (min(max(e, 0.0), 100.0) for e in sorted(franja))
        ancho = _lugar(hasta - desde)
        fondo = f'<rect class="franja" x="{_lugar(desde)}%" width="{ancho}%" y="1" height="14"/>'
    if raya and not isnan(sum(raya)):
        desde, hasta = sorted(map(round, raya))
        fondo += f'<rect class="raya" x="{desde}%" width="{hasta - desde}%"/>'
    return f'<svg class="riel" aria-hidden="true">{fondo}{marcas}</svg>'


def _lugar(valor: float) -> str:
    return f"{valor:.1f}".removesuffix(".0")
