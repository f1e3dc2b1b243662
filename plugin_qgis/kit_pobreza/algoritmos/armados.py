"""Los hogares de una capa de personas, como un solo bloque de los que cuenta la incidencia."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..lectura import Bloque, Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.hogares.nombres import PRIVACIONES
from .agrupar_personas import agrupar, solo
from .campos_de_regla import de_hechas
from .conteo import Columnas
from .instrumentos import por_omision
from .llaves import HOGAR
from .pedido import Pedido


@dataclass(frozen=True)
class Armados:
    """Los hogares de una capa con una fila por persona: la fila de cada jefe y sus columnas."""

    jefes: np.ndarray
    valores: dict[str, Any]

    @property
    def columnas(self) -> Columnas:
        """Las que deja «Cargar base Sisbén»."""
        factor = "fex" if "fex" in self.valores else ""
        identidad = HOGAR if self.valores[HOGAR].dtype.kind == "U" else ""
        return Columnas(PRIVACIONES, "personas", factor, identidad)

    def bloque(self, hogares: Fuente, lectura: Lectura) -> Bloque:
        """Un solo bloque con los hogares, ubicados por la fila de su jefe."""
        leido = solo(hogares.leer(lectura), self.jefes)
        propias = {c: self.valores[c] for c in self.columnas.numericas}
        if self.columnas.identidad:
            propias[HOGAR] = np.char.encode(self.valores[HOGAR], "utf-8")
        return replace(leido, columnas={**leido.columnas, **propias}, ids=self.jefes)


def armados_de(pedido: Pedido) -> Armados:
    """Los hogares de la capa de personas, armados como al cargar la base."""
    jefes, hechas = agrupar(pedido, por_omision(), frozenset())
    valores = de_hechas(hechas, (*PRIVACIONES, "personas", "fex", HOGAR))
    return Armados(jefes, valores)
