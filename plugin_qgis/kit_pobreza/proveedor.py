"""El proveedor «Kit contra la pobreza» de la caja de herramientas de Processing."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algoritmos import ALGORITMOS
from .recursos import icono, version


class Proveedor(QgsProcessingProvider):
    """Los algoritmos, agrupados por módulo."""

    def id(self) -> str:
        """Identificador estable."""
        return "kit_pobreza"

    def name(self) -> str:
        """Nombre que se ve en la caja de herramientas."""
        return "Kit contra la pobreza"

    def longName(self) -> str:
        """Nombre con la versión."""
        return f"{self.name()} {version()}"

    def versionInfo(self) -> str:
        """Versión del complemento."""
        return version()

    def icon(self) -> QIcon:
        """Icono."""
        return icono()

    def loadAlgorithms(self) -> None:
        """Registra los algoritmos."""
        for clase in ALGORITMOS:
            self.addAlgorithm(clase())
