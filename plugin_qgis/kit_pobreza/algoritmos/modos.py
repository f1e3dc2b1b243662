"""Interno o publicable: qué se muestra de cada territorio y cómo se marca."""

from __future__ import annotations

import numpy as np

from ..metodos.hogares.auditoria import Modo
from ..metodos.hogares.avisos import Avisos
from ..metodos.supresion import MINIMO, Supresion, suprimir
from .base import Pedido
from .parametros import lista, numero

MODOS: tuple[Modo, ...] = ("interno", "publicable")
PARAMETROS = (
    lista("MODO", "Modo", ("Interno: exacto, no se publica", "Publicable: protege a los hogares"),
          ayuda="El interno muestra todo tal como es y queda marcado «INTERNO: no publicar». El "
          "publicable oculta los territorios con menos hogares que el mínimo y los que permitirían "
          "calcularlos por resta."),
    numero("MINIMO", "En publicable, mínimo de hogares para mostrar un territorio", MINIMO),
)  # fmt: skip


def modo_de(pedido: Pedido) -> Modo:
    """El modo elegido."""
    return MODOS[pedido.opcion("MODO")]


def proteger(pedido: Pedido, hogares: np.ndarray) -> Supresion:
    """Qué territorios no se muestran; en interno, todos, y se dice cuántos tienen pocos hogares."""
    if pedido.modo == "publicable":
        return suprimir(hogares, minimo=pedido.entero("MINIMO") or 0)
    pocos = int(np.count_nonzero((hogares > 0) & (hogares < MINIMO)))
    avisos = Avisos()
    avisos.anotar("pocos_hogares", pocos, minimo=MINIMO)
    for aviso in avisos.textos:
        pedido.avisar(aviso)
    return suprimir(hogares, minimo=0)
