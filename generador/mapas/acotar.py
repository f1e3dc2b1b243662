"""Arcos llevados a un marco sin cortarlos: lo que se sale queda aplastado contra el borde.

Cada arco conserva sus extremos, así que los que se tocaban se siguen tocando: dos territorios
vecinos no dejan rendija ni dentro del marco ni en su orilla. El borde cae fuera de lo que se ve.
"""

from __future__ import annotations

import numpy as np

from generador.mapas.topojson import Enteros
from generador.mapas.trazos import Pixeles

PASO = 40.0
"""Ningún lado queda más largo, en píxeles: aplastar su extremo lejano no tuerce lo que se ve."""


def partir_largos(pixeles: Pixeles, inicios: Enteros) -> tuple[Pixeles, Enteros]:
    """Los mismos arcos, con puntos intermedios en los lados más largos que `PASO`."""
    arco = np.repeat(np.arange(len(inicios) - 1), np.diff(inicios))
    largos = np.hypot(*np.diff(pixeles, axis=0).T)
    veces = np.ones(len(pixeles), dtype=np.int64)
    veces[:-1] = np.where(arco[1:] == arco[:-1], np.maximum(np.ceil(largos / PASO), 1), 1)
    desde = np.repeat(np.arange(len(pixeles)), veces)
    dentro = np.arange(len(desde)) - np.repeat(np.cumsum(veces) - veces, veces)
    parte = (dentro / veces[desde])[:, None]
    hasta = np.minimum(desde + 1, len(pixeles) - 1)
    puntos = pixeles[desde] * (1 - parte) + pixeles[hasta] * parte
    return puntos, _inicios(arco[desde], len(inicios) - 1)


def acotar(
    pixeles: Pixeles, inicios: Enteros, ancho: int, alto: int, orilla: int
) -> tuple[Pixeles, Enteros]:
    """Los arcos dentro de un marco que pasa `orilla` píxeles de `ancho` × `alto`.

    De los que van seguidos por el mismo borde se queda con los de las puntas; una esquina se queda.
    """
    menor, mayor = np.array([-orilla, -orilla]), np.array([ancho + orilla, alto + orilla])
    puntos = np.clip(pixeles, menor, mayor)
    lado = (pixeles >= mayor).astype(np.int8) - (pixeles <= menor).astype(np.int8)
    arco = np.repeat(np.arange(len(inicios) - 1), np.diff(inicios))
    sobra = np.zeros(len(puntos), dtype=bool)
    igual = (lado[:-2] == lado[1:-1]) & (lado[2:] == lado[1:-1])
    en_borde = (lado[1:-1] != 0).sum(axis=1)
    seguido = np.where(en_borde == 2, igual.all(axis=1), (igual & (lado[1:-1] != 0)).any(axis=1))
    interior = (arco[:-2] == arco[1:-1]) & (arco[2:] == arco[1:-1])
    sobra[1:-1] = seguido & interior
    return puntos[~sobra], _inicios(arco[~sobra], len(inicios) - 1)


def _inicios(arco: Enteros, total: int) -> Enteros:
    return np.concatenate([[0], np.cumsum(np.bincount(arco, minlength=total))])
