"""Los hogares que se contaron, cada uno con el código del territorio donde se contó."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .. import estilo
from ..columnas import Textos
from ..lectura import Bloque
from ..salida import Columna
from . import hogares
from .pedido import Pedido
from .ubicacion import Ubicador, codigos_de

TERRITORIO = Columna("territorio", "texto", "Código de su territorio")


@dataclass
class Ubicados:
    """Recuerda el territorio de cada hogar mientras se cuenta.

    `filas`: cuántas de la capa van leídas antes del bloque que se cuenta. Si el bloque tiene solo
    los jefes de una capa de personas, sus `ids` dicen la fila de cada uno.
    """

    ubicador: Ubicador
    filas: int = 0
    _posiciones: list[np.ndarray] = field(default_factory=list)
    _territorios: list[np.ndarray] = field(default_factory=list)

    def territorio(self, bloque: Bloque) -> np.ndarray:
        """Lo mismo que el ubicador, y lo guarda."""
        territorio = self.ubicador.territorio(bloque)
        propias = np.arange(bloque.filas) if bloque.ids is None else bloque.ids
        self._posiciones.append(self.filas + np.asarray(propias))
        self._territorios.append(territorio.astype(np.int32))
        return territorio

    def escribir(self, pedido: Pedido) -> None:
        """La salida «UBICADOS»: una fila por hogar, con lo que se pidió conservar."""
        ubicador = self.ubicador
        codigos = (
            codigos_de(pedido, ubicador.poligonos)
            if ubicador.poligonos is not None
            else ubicador.etiquetas
        )
        es_hogar = np.zeros(self.filas, dtype=np.bool_)
        territorio = np.full(self.filas, -1, dtype=np.int32)
        posiciones = np.concatenate(self._posiciones)
        es_hogar[posiciones] = True
        territorio[posiciones] = np.concatenate(self._territorios)
        leidos = hogares.leer(pedido, (), conservar="UBICADOS", agrupar_personas=False)
        suyo = Textos.de_etiquetas(codigos, territorio)
        hogares.escribir(
            pedido, "UBICADOS", leidos, [(TERRITORIO, suyo)], estilo.Leyenda(), es_hogar
        )
