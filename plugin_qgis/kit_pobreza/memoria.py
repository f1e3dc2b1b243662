"""Lo que el panel recuerda de la sesión: qué se corrió, con qué y qué se puede explorar."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .compat import texto_de
from .metodos.patrones import TablaDePatrones

CAPAS_RECORDADAS = 4


@dataclass(frozen=True)
class Exploracion:
    """Los conteos (territorio × patrón) de una capa interna de resultados.

    `filas` {llave: territorio de la tabla}: la llave de una entidad es lo que dice su `campo` o, si
    ninguno distingue a los territorios (`campo` «»), su `id()`. Nunca es su posición: la capa se
    filtra, se ordena y se edita. De una publicable no se guardan: mover k revelaría puntajes.
    """

    tabla: TablaDePatrones
    unidad: str
    campo: str = ""
    filas: Mapping[Any, int] = field(default_factory=dict)

    def territorio(self, entidad: Any) -> int | None:
        """El territorio de la tabla que es esa entidad; None si no se reconoce."""
        return self.filas.get(texto_de(entidad[self.campo]) if self.campo else entidad.id())


@dataclass
class _Recuerdo:
    parametros: dict[str, dict[str, Any]] = field(default_factory=dict)
    recuentos: dict[str, dict[str, Any]] = field(default_factory=dict)
    capas: dict[str, str] = field(default_factory=dict)
    de_sesion: dict[str, dict[str, Any]] = field(default_factory=dict)
    registros: dict[str, str] = field(default_factory=dict)
    exploraciones: OrderedDict[str, Exploracion] = field(default_factory=OrderedDict)


class Memoria(QObject):
    """Avisa con `cambio` cuando termina un algoritmo del kit, se corra desde donde se corra."""

    cambio = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._recuerdo = _Recuerdo()

    def recordar(
        self, algoritmo: str, parametros: dict[str, Any], recuentos: dict[str, Any],
        de_sesion: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Guarda con qué se corrió un algoritmo y qué contó.

        `de_sesion`: los parámetros que no van al proyecto, como la ruta de la base nominal.
        """
        self._recuerdo.parametros[algoritmo] = parametros
        self._recuerdo.recuentos[algoritmo] = recuentos
        self._recuerdo.de_sesion[algoritmo] = dict(de_sesion or {})
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

    def recordar_registro(self, capa_id: str, ruta: str) -> None:
        """Dónde quedó el registro de auditoría de una capa, mientras dure la sesión."""
        self._recuerdo.registros[capa_id] = ruta

    def parametros(self, algoritmo: str) -> dict[str, Any]:
        """Con qué se corrió la última vez."""
        recuerdo = self._recuerdo
        return {**recuerdo.parametros.get(algoritmo, {}), **recuerdo.de_sesion.get(algoritmo, {})}

    def recuentos(self, algoritmo: str) -> dict[str, Any]:
        """Qué contó la última vez; vacío si no se ha corrido."""
        return dict(self._recuerdo.recuentos.get(algoritmo, {}))

    def capa(self, algoritmo: str) -> str:
        """El id de la última capa que dejó; «» si ninguna."""
        return self._recuerdo.capas.get(algoritmo, "")

    def registro(self, capa_id: str) -> str:
        """La ruta del registro de una capa; «» si no se conoce."""
        return self._recuerdo.registros.get(capa_id, "")

    def exploracion(self, capa_id: str) -> Exploracion | None:
        """La tabla de conteos de una capa de resultados, si está en memoria."""
        return self._recuerdo.exploraciones.get(capa_id)

    def exportar(self) -> dict[str, Any]:
        """Lo que va en el proyecto: parámetros, recuentos y capas; ni rutas ni conteos."""
        recuerdo = self._recuerdo
        return {"parametros": recuerdo.parametros, "recuentos": recuerdo.recuentos,
                "capas": recuerdo.capas}  # fmt: skip

    def importar(self, guardado: Mapping[str, Any]) -> None:
        """Recuerda lo que se exportó; lo de la sesión, que no se exporta, queda como estaba."""
        partes = [dict(guardado.get(n, {})) for n in ("parametros", "recuentos", "capas")]
        self._recuerdo = replace(
            self._recuerdo, parametros=partes[0], recuentos=partes[1], capas=partes[2]
        )

    def olvidar(self) -> None:
        """Vacía la memoria."""
        self._recuerdo = _Recuerdo()


MEMORIA = Memoria()
