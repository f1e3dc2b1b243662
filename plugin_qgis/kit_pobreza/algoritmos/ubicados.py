"""Los hogares que se contaron, cada uno con el código del territorio donde se contó."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .. import estilo
from ..lectura import Bloque
from ..salida import Columna
from . import hogares
from .base import Pedido
from .ubicacion import Ubicador, codigos_de, escritos

TERRITORIO = Columna("territorio", "texto", "Código de su territorio")


@dataclass
class Ubicados:
    """Recuerda el territorio de cada hogar mientras se cuenta; `por_jefes`: solo los jefes lo son.

    `filas`: cuántas de la capa van leídas antes del bloque que se cuenta.
    """

    ubicador: Ubicador
    por_jefes: bool = False
    filas: int = 0
    _posiciones: list[np.ndarray] = field(default_factory=list)
    _territorios: list[np.ndarray] = field(default_factory=list)

    def territorio(self, bloque: Bloque) -> np.ndarray:
        """Lo mismo que el ubicador, y lo guarda."""
        territorio = self.ubicador.territorio(bloque)
        # Al quedarse con los jefes, «ids» pasa a ser la posición de cada uno en su bloque.
        propias = bloque.ids if self.por_jefes else np.arange(bloque.filas)
        self._posiciones.append(self.filas + np.asarray(propias))
        self._territorios.append(territorio.astype(np.int32))
        return territorio

    def escribir(self, pedido: Pedido) -> None:
        """La salida «UBICADOS»: una fila por hogar, con lo que se pidió conservar."""
        ubicador = self.ubicador
        codigos = (
            codigos_de(pedido, ubicador.poligonos)
            if ubicador.poligonos is not None
            else ubicador.diccionario.textos if ubicador.diccionario else []
        )  # fmt: skip
        es_hogar = np.zeros(self.filas, dtype=np.bool_)
        territorio = np.full(self.filas, -1, dtype=np.int32)
        posiciones = np.concatenate(self._posiciones)
        es_hogar[posiciones] = True
        territorio[posiciones] = np.concatenate(self._territorios)
        hogares.escribir(
            pedido, "UBICADOS", None, [TERRITORIO], [escritos(territorio, codigos)], es_hogar,
            estilo.Leyenda(),
        )  # fmt: skip
