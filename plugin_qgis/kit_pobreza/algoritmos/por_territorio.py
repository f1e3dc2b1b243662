"""Resultados de hogares por territorio: dónde está cada hogar y cómo se escribe cada grupo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import estilo
from ..lectura import Bloque
from ..metodos.grupos import Agrupacion
from ..metodos.hogares.auditoria import INTERNO
from ..metodos.hogares.avisos import Avisos
from ..salida import Capa, Columna
from .agrupar_personas import exigir_hogares
from .copia import Copia, copiar
from .incidencia_privaciones import TERRITORIO as PARAMETROS
from .modos import avisar_de_pocos
from .pedido import Pedido
from .ubicacion import Ubicador, revisar, ubicador

__all__ = ["PARAMETROS", "Ubicados", "escribir", "leer", "revisar"]
USO = Columna("uso", "texto", "Para qué sirve: interno")


@dataclass(frozen=True)
class Ubicados:
    """Los hogares leídos: sus columnas y el territorio de cada uno."""

    bloque: Bloque
    ubicador: Ubicador
    agrupacion: Agrupacion

    def numeros(self, campo: str) -> np.ndarray:
        """Un campo numérico, (n,), con NaN sin dato."""
        return np.asarray(self.bloque.columnas[campo], dtype=np.float64)


def leer(pedido: Pedido, numeros: Sequence[str]) -> Ubicados:
    """Lee los campos y ubica cada hogar; cuenta y dice los que quedan sin territorio."""
    hogares = pedido.fuente("HOGARES")
    exigir_hogares(hogares)
    propio, lectura = ubicador(pedido, hogares, tuple(dict.fromkeys(numeros)))
    bloque = hogares.leer(lectura, pedido.avance)
    if propio.campo:
        propio.diccionario = hogares.diccionarios[propio.campo]
    territorio = propio.territorio(bloque)
    for aviso in propio.concluir():
        pedido.avisar(aviso)
    fuera, avisos = int(np.count_nonzero(territorio < 0)), Avisos()
    por_codigo = propio.poligonos is None
    avisos.anotar("sin_territorio", fuera if por_codigo else 0)
    avisos.anotar("sin_coordenada", propio.sin_coordenada)
    avisos.anotar("fuera_de_los_poligonos", 0 if por_codigo else fuera - propio.sin_coordenada)
    avisos.anotar("en_varios_poligonos", propio.solapados)
    for texto in avisos.textos:
        pedido.avisar(texto)
    agrupacion = Agrupacion(territorio.astype(np.int64), propio.territorios)
    avisar_de_pocos(pedido, agrupacion.contar())
    pedido.contar(hogares=bloque.filas, sin_territorio=fuera, territorios=propio.territorios)
    return Ubicados(bloque, propio, agrupacion)


def escribir(
    pedido: Pedido, ubicados: Ubicados, columnas: Sequence[tuple[Columna, Any]],
    leyenda: estilo.Leyenda,
) -> None:  # fmt: skip
    """Una fila por territorio: los polígonos con sus campos, o una tabla por código."""
    propio = ubicados.ubicador
    declaradas = [*(c for c, _ in columnas), USO]
    filas = [[*valores, INTERNO] for valores in zip(*(_lista(v) for _, v in columnas))]
    if propio.poligonos is None:
        codigo = Columna("territorio", "texto", "Código del territorio").campo()
        pares = ((None, [texto, *fila]) for texto, fila in zip(propio.etiquetas, filas))
        pedido.escribir("SALIDA", Capa([codigo, *(c.campo() for c in declaradas)]), pares)
        return
    copia = Copia(pedido.fuente("TERRITORIOS"), declaradas, leyenda)
    copiar(pedido, "SALIDA", copia, zip(propio.poligonos.entidades, filas))


def _lista(valores: np.ndarray) -> list[Any]:
    return [None if isinstance(v, float) and np.isnan(v) else v for v in valores.tolist()]
