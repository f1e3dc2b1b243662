"""Lo común a los algoritmos que dan un resultado por hogar: leer, conservar y escribir."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente
from ..lectura import Pedido as Lectura
from ..salida import Columna
from . import campos
from .base import PRIVADO, Pedido
from .copia import Copia, copiar, entidades
from .parametros import campo, si_no

CONSERVAR = (
    campo("CONSERVAR", "Campos que pasan a la salida", "HOGARES", varios=True, avanzado=True,
          ayuda="Vacío: todos menos los personales. Uno personal solo pasa si se elige aquí."),
    si_no("UBICACION", "Llevar la ubicación de cada hogar a la salida", False,
          ayuda="Sin marcar, la salida es una lista sin mapa."),
)  # fmt: skip


def de_texto(fuente: Fuente) -> list[str]:
    """Los campos que no son números."""
    return [c.name() for c in fuente.campos if not c.isNumeric()]


def leer(fuente: Fuente, usados: Sequence[str], avance: Any, crs: Any = None) -> Bloque:
    """Los campos usados de cada hogar y el identificador de la entidad; error si no hay ninguno.

    Con `crs`, también su punto en ese sistema.
    """
    textos = tuple(c for c in usados if c in de_texto(fuente))
    numeros = tuple(c for c in usados if c not in textos)
    bloque = fuente.leer(Lectura(numeros=numeros, textos=textos, crs=crs, ids=True), avance)
    if not bloque.filas:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no tiene hogares (0 filas)",
            que_hacer="revise su filtro y su selección",
        )
    for texto in textos:
        bloque.columnas[texto] = fuente.diccionarios[texto].escribir(bloque.columnas[texto])
    return bloque


def escribir(
    pedido: Pedido, salida: str, ids: Sequence[int] | None, columnas: Sequence[Columna],
    valores: Sequence[Sequence[Any]], cuales: np.ndarray, leyenda: estilo.Leyenda,
) -> None:  # fmt: skip
    """Una fila por hogar de los que dice `cuales`, con los campos conservados y los valores.

    `ids`: el identificador de cada entidad, para saber que la capa no cambió; None, si no se leyó.
    """
    fuente = pedido.fuente("HOGARES")
    conservar = campos.sin_personales(fuente, pedido.campos("CONSERVAR"))
    ubicacion = pedido.marcado("UBICACION")
    pedidos = [c for c in pedido.campos("CONSERVAR") if c in campos.personales(fuente.nombres)]
    if pedidos:
        pedido.avisar(f"La salida lleva datos personales que se pidieron: {', '.join(pedidos)}.")
    pedido.avisar(PRIVADO)
    suyas = entidades(fuente, ids, conservar, ubicacion=ubicacion, cuantas=len(cuales))
    pares = (
        (entidad, fila) for entidad, fila, va in zip(suyas, zip(*valores), cuales.tolist()) if va
    )
    copia = Copia(fuente, columnas, leyenda, conservar, ubicacion and fuente.con_geometria)
    copiar(pedido, salida, copia, pares)
