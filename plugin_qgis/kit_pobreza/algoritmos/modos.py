"""Interno o publicable: cómo se elige y cómo se marca la salida."""

from __future__ import annotations

import numpy as np

from ..metodos.hogares.auditoria import Modo
from ..metodos.hogares.avisos import Avisos
from ..metodos.publicable.redondeo import BASES
from ..metodos.publicable.visible import MINIMO
from ..metodos.supresion import MINIMO as POCOS
from .parametros import campo, lista, numero
from .pedido import Pedido

MODOS: tuple[Modo, ...] = ("interno", "publicable")
PARAMETROS = (
    lista("MODO", "Modo", ("Interno: exacto, no se publica", "Publicable: protege a los hogares"),
          ayuda="El interno muestra todo tal como es y queda marcado «INTERNO: no publicar». El "
          "publicable redondea cada conteo con la clave secreta de la entidad, no muestra los "
          "territorios con pocos hogares y anota lo publicado en una bitácora privada."),
    numero("MINIMO", "En publicable, mínimo de hogares para mostrar un territorio", MINIMO,
           ayuda=f"Desde {MINIMO}. En interno no se usa."),
    lista("BASE", "En publicable, múltiplo al que se redondea",
          tuple(f"{base}" for base in BASES), avanzado=True,
          ayuda="5 si es para datos abiertos o hay muchas salidas. Un territorio ya publicado con "
          "uno no se publica con el otro."),
    campo("ID", "En publicable, identidad del hogar", "HOGARES", avanzado=True,
          ayuda="Vacío: «hogar», que deja «Cargar base Sisbén» (municipio|ficha|hogar)."),
)  # fmt: skip


def modo_de(pedido: Pedido) -> Modo:
    """El modo elegido."""
    return MODOS[pedido.opcion("MODO")]


def es_publicable(pedido: Pedido) -> bool:
    """Si se pidió publicar."""
    return modo_de(pedido) == "publicable"


def avisar_de_pocos(pedido: Pedido, hogares: np.ndarray) -> None:
    """En interno, dice cuántos territorios tienen tan pocos hogares que se reconoce a alguien."""
    pocos = int(np.count_nonzero((hogares > 0) & (hogares < POCOS)))
    avisos = Avisos()
    avisos.anotar("pocos_hogares", pocos, minimo=POCOS)
    for aviso in avisos.textos:
        pedido.avisar(aviso)
