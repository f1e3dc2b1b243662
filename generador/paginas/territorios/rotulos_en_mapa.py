"""Nombres sobre un mapa, en HTML: caben en el ancho que se vea y no chocan entre sí.

La letra no se encoge con el mapa: en un celular caben menos nombres. El que solo cabe en un mapa
ancho lleva la clase `solo-ancho`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import escape

CELULAR = 288
"""Ancho en píxeles que el mapa mide en un celular de 360."""
LETRA, LETRA_FUERTE, ALTO_DE_LETRA, MARCA = 6.3, 7.2, 17.0, 13.0
ORILLA = 2.0
CORRIMIENTOS = (0.0, -0.7, 0.7, -1.3, 1.3)
"""Renglones que un nombre se puede mover de su ancla para no chocar."""

Caja = tuple[float, float, float, float]


class Nombre(NamedTuple):
    """Lo que se escribe, dónde (píxeles del mapa) y con qué clase de CSS; `fuerte`, el propio."""

    texto: str
    x: float
    y: float
    clase: str = ""
    fuerte: bool = False


def rotulos(nombres: Sequence[Nombre], ancho: int, alto: int) -> str:
    """El HTML de los que caben; van del más al menos importante."""
    en_celular = dict(colocar(nombres, ancho, alto, min(1.0, CELULAR / ancho), []))
    fijos = [caja_en(nombres[i], ancho, alto, 1.0, dy) for i, dy in en_celular.items()]
    demas = [n if i not in en_celular else None for i, n in enumerate(nombres)]
    solo_en_ancho = dict(colocar(demas, ancho, alto, 1.0, fijos))
    partes = [_html(nombres[i], ancho, alto, dy, "") for i, dy in en_celular.items()]
    partes += [_html(nombres[i], ancho, alto, dy, "solo-ancho") for i, dy in solo_en_ancho.items()]
    return "".join(partes)


def caja_en(nombre: Nombre, ancho: int, alto: int, escala: float, renglones: float) -> Caja:
    """La que ocupa, en píxeles de la pantalla, centrado en su ancla y sin salirse del mapa."""
    largo = largo_de(nombre)
    x = min(max(nombre.x * escala, largo / 2 + ORILLA), ancho * escala - largo / 2 - ORILLA)
    y = nombre.y * escala + renglones * ALTO_DE_LETRA
    y = min(max(y, ALTO_DE_LETRA / 2), alto * escala - ALTO_DE_LETRA / 2)
    return x - largo / 2, y - ALTO_DE_LETRA / 2, x + largo / 2, y + ALTO_DE_LETRA / 2


def largo_de(nombre: Nombre) -> float:
    """Píxeles que mide el nombre, con la marca que su clase le ponga delante."""
    marca = MARCA if nombre.clase else 0.0
    return len(nombre.texto) * (LETRA_FUERTE if nombre.fuerte else LETRA) + marca


def chocan(a: Caja, b: Caja) -> bool:
    """Si dos cajas se pisan."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def colocar(
    nombres: Sequence[Nombre | None], ancho: int, alto: int, escala: float, ocupadas: list[Caja]
) -> Iterator[tuple[int, float]]:
    """(puesto, renglones que se corre) de cada nombre que cabe, y anota su caja en `ocupadas`."""
    for i, nombre in enumerate(nombres):
        if nombre is None or largo_de(nombre) > ancho * escala:
            continue
        for renglones in CORRIMIENTOS:
            caja = caja_en(nombre, ancho, alto, escala, renglones)
            if not any(chocan(caja, otra) for otra in ocupadas):
                ocupadas.append(caja)
                yield i, renglones
                break


def _html(nombre: Nombre, ancho: int, alto: int, renglones: float, clase: str) -> str:
    """El ancla va en porcentaje; lo que se corre y lo que se entra del borde, en píxeles."""
    etiqueta = "b" if nombre.fuerte else "span"
    clases = " ".join(c for c in (nombre.clase, clase) if c)
    medio = largo_de(nombre) / 2 + ORILLA
    izquierda = f"{100 * nombre.x / ancho:.1f}%"
    if medio > nombre.x * CELULAR / ancho:
        izquierda = f"max({izquierda},{medio:.0f}px)"
    elif medio > (ancho - nombre.x) * CELULAR / ancho:
        izquierda = f"min({izquierda},100% - {medio:.0f}px)"
    con_clase = f' class="{clases}"' if clases else ""
    corrido = f";margin-top:{renglones * ALTO_DE_LETRA:.0f}px" if renglones else ""
    return (
        f"<{etiqueta}{con_clase} "
        f'style="left:{izquierda};top:{100 * nombre.y / alto:.1f}%{corrido}">'
        f"{escape(nombre.texto)}</{etiqueta}>"
    )
