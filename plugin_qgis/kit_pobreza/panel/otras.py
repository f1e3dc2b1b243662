"""El menú con los algoritmos que no son uno de los pasos, por su grupo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtWidgets import QMenu, QPushButton

from ..algoritmos import ALGORITMOS
from .pasos import PASOS


def boton_de_otras(abrir: Callable[[str], Any]) -> QPushButton:
    """El botón; cada entrada abre su algoritmo. Un algoritmo nuevo aparece solo."""
    boton = QPushButton("Más herramientas")
    boton.setMenu(_menu(boton, abrir))
    return boton


def _menu(boton: QPushButton, abrir: Callable[[str], Any]) -> QMenu:
    menu = QMenu(boton)
    menu.setToolTipsVisible(True)
    en_pasos = {algoritmo for paso in PASOS for algoritmo in paso.botones}
    fichas = [c.FICHA for c in ALGORITMOS if c.FICHA.id not in en_pasos]
    for grupo in dict.fromkeys(ficha.grupo for ficha in fichas):
        menu.addSection(grupo)
        for ficha in (f for f in fichas if f.grupo == grupo):
            accion = menu.addAction(f"{ficha.nombre}…")
            accion.setObjectName(ficha.id)
            accion.setToolTip(ficha.resumen)
            accion.triggered.connect(lambda _=False, cual=ficha.id: abrir(cual))
    return menu
