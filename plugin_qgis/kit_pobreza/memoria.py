"""Lo que el panel recuerda de la sesión: qué se corrió, con qué y qué se puede explorar."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .metodos.patrones import TablaDePatrones

CAPAS_RECORDADAS = 4


@dataclass(frozen=True)
class Exploracion:
    """Los conteos (territorio × patrón) de una capa interna de resultados.

    El territorio i es la fila i de la capa. De una publicable no se guardan: mover k revelaría
    puntajes.
    """

    tabla: TablaDePatrones
    unidad: str


@dataclass
class _Recuerdo:
    parametros: dict[str, dict[str, Any]] = field(default_factory=dict)
    recuentos: dict[str, dict[str, Any]] = field(default_factory=dict)
    capas: dict[str, str] = field(default_factory=dict)
    exploraciones: OrderedDict[str, Exploracion] = field(default_factory=OrderedDict)


class Memoria(QObject):
    """Avisa con `cambio` cuando termina un algoritmo del kit, se corra desde donde se corra."""

    cambio = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._recuerdo = _Recuerdo()

    def recordar(
        self, algoritmo: str, parametros: dict[str, Any], recuentos: dict[str, Any]
    ) -> None:
        """Guarda con qué se corrió un algoritmo y qué contó."""
        self._recuerdo.parametros[algoritmo] = parametros
        self._recuerdo.recuentos[algoritmo] = recuentos
        self.cambio.emit(algoritmo)

    def recordar_capa(
        self, algoritmo: str, capa_id: str, exploracion: Exploracion | None = None
    ) -> None:
        """Guarda la última capa que dejó un algoritmo y, si la hay, su tabla de conteos."""
        self._recuerdo.capas[algoritmo] = capa_id
        if exploracion is not None:
            self._recuerdo.exploraciones[capa_id] = exploracion
            while len(self._recuerdo.exploraciones) > CAPAS_RECORDADAS:
                self._recuerdo.exploraciones.popitem(last=False)
        self.cambio.emit(algoritmo)

    def parametros(self, algoritmo: str) -> dict[str, Any]:
        """Con qué se corrió la última vez."""
        return dict(self._recuerdo.parametros.get(algoritmo, {}))

    def recuentos(self, algoritmo: str) -> dict[str, Any]:
        """Qué contó la última vez; vacío si no se ha corrido."""
        return dict(self._recuerdo.recuentos.get(algoritmo, {}))

    def capa(self, algoritmo: str) -> str:
        """El id de la última capa que dejó; «» si ninguna."""
        return self._recuerdo.capas.get(algoritmo, "")

    def exploracion(self, capa_id: str) -> Exploracion | None:
        """La tabla de conteos de una capa de resultados, si está en memoria."""
        return self._recuerdo.exploraciones.get(capa_id)

    def exportar(self) -> dict[str, Any]:
        """Lo que se puede guardar: parámetros, recuentos y capas, sin las tablas de conteos."""
        recuerdo = self._recuerdo
        return {"parametros": recuerdo.parametros, "recuentos": recuerdo.recuentos,
                "capas": recuerdo.capas}  # fmt: skip

    def importar(self, guardado: dict[str, Any]) -> None:
        """Recuerda lo que se exportó."""
        partes = {n: dict(guardado.get(n, {})) for n in ("parametros", "recuentos", "capas")}
        self._recuerdo = _Recuerdo(**partes, exploraciones=self._recuerdo.exploraciones)

    def olvidar(self) -> None:
        """Vacía la memoria."""
        self._recuerdo = _Recuerdo()


MEMORIA = Memoria()
