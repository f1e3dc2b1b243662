"""H, A y M0 en grande, con lo que quiere decir cada una."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QWidget

from ..numeros import porcentaje
from .aspecto import letrero

# Qué se dice de cada medida; M0 no es una proporción de personas y se escribe como número.
CIFRAS = (("H", "{unidad} en pobreza"), ("A", "privación de los pobres"), ("M0", "H × A"))


class Cifras(QWidget):
    """Las tres medidas del total, o un guion mientras no las haya."""

    def __init__(self) -> None:
        super().__init__()
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setVerticalSpacing(0)
        self.valores, self._notas = [], []
        for i, _ in enumerate(CIFRAS):
            valor, nota = letrero("–", negrita=True, escala=1.5), letrero(escala=0.9)
            rejilla.addWidget(valor, 0, i)
            rejilla.addWidget(nota, 1, i, Qt.AlignmentFlag.AlignTop)
            rejilla.setColumnStretch(i, 1)
            self.valores.append(valor)
            self._notas.append(nota)
        self.vaciar()

    def vaciar(self) -> None:
        """Sin dato."""
        self._escribir(("–", "–", "–"), "personas")

    def mostrar(self, h: float | None, a: float | None, m0: float | None, unidad: str) -> None:
        """Las de un total; None o NaN donde no hay dato."""
        formas: tuple[Callable[[float], str], ...] = (porcentaje, porcentaje, _con_coma)
        escritas = (
            "–" if v is None or math.isnan(v) else forma(v) for v, forma in zip((h, a, m0), formas)
        )
        self._escribir(tuple(escritas), unidad)

    @property
    def texto(self) -> str:
        """Las tres en una frase, para quien usa lector de pantalla."""
        pares = zip(CIFRAS, self.valores)
        return "; ".join(f"{nombre} = {valor.text()}" for (nombre, _), valor in pares)

    def _escribir(self, valores: Any, unidad: str) -> None:
        for (nombre, nota), valor, letrero_, escrito in zip(
            CIFRAS, self.valores, self._notas, valores
        ):
            valor.setText(escrito)
            letrero_.setText(f"{nombre}: {nota.format(unidad=unidad)}")
        self.setAccessibleName(self.texto)


def _con_coma(valor: float) -> str:
    """Tres decimales, a la manera de aquí."""
    return f"{valor:.3f}".replace(".", ",")
