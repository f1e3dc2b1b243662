"""Las fuentes del kit: cada .yaml de `oficiales/` con el módulo del mismo nombre.

Agregar una fuente es agregar sus dos archivos; el módulo se importa solo cuando se va a leer. Un
módulo ofrece al menos una de estas funciones:

- `leer(carpeta) -> DataFrame`: la tabla larga de sus indicadores (ver `lectura/larga.py`).
- `leer_territorios(carpeta) -> DataFrame`: la tabla de territorios, con `codigo` de primera.
- `leer_geometria(carpeta) -> bytes`: los límites como TopoJSON.
- `leer_lugares(carpeta) -> DataFrame`: lo que está por debajo del municipio, un lugar por fila, con
  las columnas de `cubo/lugares/<fuente>.yaml`.
- `leer_capa(carpeta) -> bytes`: polígonos por debajo del municipio, o con más detalle (ver
  `lugares/capa.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from generador.cubo import procedencia
from generador.cubo.procedencia import Fuente
from generador.errores import ErrorDeDatos, Lugar

if TYPE_CHECKING:
    import pandas as pd

Lector = Callable[[Path], Any]
FUNCIONES = ("leer", "leer_territorios", "leer_geometria", "leer_lugares", "leer_capa")


@dataclass(frozen=True)
class FuenteRegistrada:
    """Una fuente registrada: su procedencia y el nombre de su módulo, todavía sin importar."""

    fuente: Fuente
    modulo: str

    @property
    def id(self) -> str:
        """Identificador de la fuente: el nombre de sus dos archivos."""
        return self.fuente.id

    def importar(self) -> ModuleType:
        """El módulo; ErrorDeDatos si no existe o no ofrece ninguna función de lectura."""
        if util.find_spec(self.modulo) is None:
            raise self._error("hay procedencia pero falta el módulo que lee la fuente")
        modulo = import_module(self.modulo)
        if not any(hasattr(modulo, funcion) for funcion in FUNCIONES):
            raise self._error(f"el módulo no ofrece ninguna de {', '.join(FUNCIONES)}")
        return modulo

    def funcion(self, nombre: str) -> Lector | None:
        """La función `nombre` del módulo, o None si la fuente no la ofrece."""
        return getattr(self.importar(), nombre, None)

    def leer(self, carpeta: Path) -> pd.DataFrame | None:
        """La tabla larga de la fuente, o None si no trae indicadores."""
        leer = self.funcion("leer")
        return None if leer is None else leer(carpeta)

    def _error(self, problema: str) -> ErrorDeDatos:
        return ErrorDeDatos(
            problema,
            lugar=Lugar(f"{self.id}.yaml"),
            que_hacer=f"escriba {self.modulo.replace('.', '/')}.py con su función «leer»",
        )


def entradas() -> tuple[FuenteRegistrada, ...]:
    """Todas las fuentes, en orden alfabético."""
    return tuple(
        FuenteRegistrada(fuente, f"generador.fuentes.oficiales.{fuente.id}")
        for fuente in procedencia.fuentes().values()
    )
