"""Lo común a los algoritmos que parten de una incidencia ya medida y de su registro."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ..algoritmos.base import AlgoritmoKit
from ..algoritmos.pedido import Pedido
from .salida_publicable import capa_elegida, registro_de


class DeLaIncidencia(AlgoritmoKit):
    """Un algoritmo con el parámetro INCIDENCIA; en `al_lado`, dónde estaría su registro."""

    al_lado = ""

    def pedido_de(
        self, valores: dict[str, Any], contexto: QgsProcessingContext, avance: Any
    ) -> Pedido:
        """En el hilo principal, que es el único que puede preguntarle a la capa dónde está."""
        self.al_lado = registro_de(capa_elegida(self, valores, contexto))
        return super().pedido_de(valores, contexto, avance)
