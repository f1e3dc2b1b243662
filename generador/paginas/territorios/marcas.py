"""Las marcas que dicen quién es quién por su forma, y el riel de 0 a 100 en que se ponen.

Las formas se definen una vez por página, en plantillas/partes/marcas.html, y aquí se repiten con
`<use>`. Todo va en porcentajes, sin `viewBox`: el riel sirve a cualquier ancho y en papel.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

PROPIO, DEPARTAMENTO, PAIS, ANTES = "propio", "depto", "pais", "antes"


def _signo(marca: str) -> Markup:
    trazo = f'<svg class="riel signo" aria-hidden="true"><use href="#m-{marca}" x="8"/></svg>'
    return Markup(trazo)  # noqa: S704 — no trae texto de datos


# La marca sola, del tamaño de la letra, para una leyenda o un rótulo.
SIGNOS = {marca: _signo(marca) for marca in (PROPIO, DEPARTAMENTO, PAIS, ANTES)}


def riel(propio: float, referencias: Sequence[tuple[str, float]]) -> str:
    """Un riel de 0 a 100 con ● en `propio` y las marcas de `referencias` (marca, porcentaje).

    Una raya une ● con la primera referencia. El lugar va con un decimal, el de la cifra escrita.
    """
    raya = _raya(propio, referencias[0][1]) if referencias else ""
    puestas = [*reversed(referencias), (PROPIO, propio)]
    marcas = "".join(f'<use href="#m-{marca}" x="{valor:.1f}%"/>' for marca, valor in puestas)
    return f'<svg class="riel" aria-hidden="true">{raya}{marcas}</svg>'


def franja(
    propio: float | None,
    referencias: Sequence[tuple[str, float]],
    banda: tuple[float, float] | None = None,
) -> str:
    """Un riel al pie de un histograma, sin raya; `banda` es el intervalo de `propio`, en sombra."""
    propias = [] if propio is None else [(PROPIO, propio)]
    marcas = "".join(
        f'<use href="#m-{marca}" x="{valor:.1f}%"/>' for marca, valor in (*referencias, *propias)
    )
    sombra = ""
    if banda:
        desde, hasta = banda
        sombra = f'<rect x="{desde:.1f}%" width="{hasta - desde:.1f}%" y="-36" height="44"/>'
    return f'<svg class="riel" aria-hidden="true">{sombra}{marcas}</svg>'


def _raya(propio: float, otro: float) -> str:
    desde, hasta = sorted((propio, otro))
    return f'<rect x="{desde:.1f}%" width="{hasta - desde:.1f}%" y="7" height="3"/>'
