"""Lo común a los algoritmos que dan un resultado por hogar: leer, conservar y escribir."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from qgis.core import QgsWkbTypes

from .. import estilo
from ..columnas import Puntos, en_lista, tomar
from ..errores import ErrorDeCapa
from ..geopaquete import Origen
from ..lectura import Bloque, Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.hogares.campos import es_numerica
from ..metodos.hogares.columna import Columna as Leida
from ..salida import Capa, Columna, va_de_una_vez
from . import campos
from .agrupar_personas import DE_NUMERO, DE_TEXTO, agrupar, es_de_personas, solo
from .base import PRIVADO
from .campos_de_regla import con_dudas, de_hechas, es_nivel, es_siempre_texto, leer_campos
from .columnas_sisben import Hechas
from .copia import Copia, copiar, entidades, propios_de
from .instrumentos import instrumento_de
from .parametros import campo, si_no
from .pedido import Pedido

CONSERVAR = (
    campo("CONSERVAR", "Campos que pasan a la salida", "HOGARES", varios=True, avanzado=True,
          ayuda="Vacío: los del Sisbén, los del kit y los de territorio. Otro pasa si se elige "
          "aquí y no trae datos personales."),
    si_no("UBICACION", "Llevar la ubicación de cada hogar a la salida", False,
          ayuda="Sin marcar, la salida es una lista sin mapa."),
)  # fmt: skip


# Los parámetros con que se elige un campo de los hogares: quien lo elige lo nombró.
USADOS = ("ID", "ELEGIBLE", "COSTO", "TERRITORIO")


@dataclass(frozen=True)
class Leidos:
    """Los hogares de la capa: los `campos` de las reglas y lo que pasa a la salida.

    `textos` {campo: columna} leídos como textos, y `copias` {campo: valores} de los `conservados`.

    `hechas`: las columnas que se armaron, si la capa traía una fila por persona. `tabla`: el
    GeoPackage y la tabla de donde se copia lo conservado sin leerlo. `jefes`: las filas de la capa
    que hablan por cada hogar, o None si cada fila es uno.
    """

    fuente: Fuente
    bloque: Bloque
    campos: dict[str, Any]
    conservados: tuple[str, ...]
    textos: dict[str, Leida]
    copias: dict[str, Any]
    hechas: Hechas = field(default_factory=list)
    tabla: tuple[str, str] | None = None
    jefes: np.ndarray | None = None

    @property
    def filas(self) -> int:
        """Cuántos hogares hay."""
        return self.bloque.filas


def posibles(pedido: Pedido, escrito: str) -> tuple[list[str], list[str]]:
    """Los campos que puede nombrar lo `escrito`, y cuáles de ellos se comparan como textos.

    Un campo de texto que trae números se compara como número, salvo que sea un código.
    """
    fuente = pedido.fuente("HOGARES")
    textos = [c.name() for c in fuente.campos if not (c.isNumeric() or es_nivel(c.name()))]
    nombrados = set(re.findall(r"\w+", escrito.lower()))
    dudosos = [c for c in textos if c.lower() in nombrados and not es_siempre_texto(c)]
    if dudosos:
        bloque = fuente.leer(Lectura(textos=tuple(dudosos)))
        numericos = {c for c in dudosos if es_numerica(fuente.columna(bloque, c))}
        textos = [c for c in textos if c not in numericos]
    if not es_de_personas(fuente):
        return fuente.nombres, textos
    propios = [n for n in fuente.nombres if n.lower() not in (*DE_TEXTO, *DE_NUMERO)]
    return [*propios, *DE_TEXTO, *DE_NUMERO], [*(t for t in textos if t in propios), *DE_TEXTO]


def leer(
    pedido: Pedido, usados: Iterable[str], textos: Sequence[str] = (), *,
    conservar: str = "SALIDA", agrupar_personas: bool = True,
) -> Leidos:  # fmt: skip
    """De una vez, los campos usados, los `textos` y lo que pasa a la salida; error si no hay filas.

    `conservar`: la salida con una fila por hogar; «» si no hay. `agrupar_personas`: si la capa trae
    una fila por persona, dejar una por hogar.
    """
    fuente = pedido.fuente("HOGARES")
    jefes, hechas = None, Hechas()
    if agrupar_personas and es_de_personas(fuente):
        usados = list(usados)
        jefes, hechas = agrupar(pedido, instrumento_de(pedido), frozenset(usados))
    armados = {columna.nombre for columna, _ in hechas}
    pedidos = con_dudas(fuente, [c for c in usados if c not in armados])
    escritos = [c for c in pedidos if not fuente.es_numero(c)]
    conservados = tuple(campos_conservados(pedido)) if conservar else ()
    con_puntos = bool(conservar) and _lleva_puntos(pedido, fuente)
    tabla = None
    if jefes is None and conservados:
        tabla = _de_donde_copiar(pedido, conservar, fuente, conservados)
    bloque = fuente.leer(
        Lectura(
            numeros=tuple(c for c in pedidos if c not in escritos),
            textos=tuple(dict.fromkeys((*escritos, *textos))),
            crs=fuente.crs if con_puntos else None,
            ids=tabla is not None or (bool(conservar) and _copia_geometria(pedido, fuente)),
            copias=() if tabla is not None else conservados,
        ),
        pedido.avance,
    )
    if not bloque.filas:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no tiene hogares (0 filas)",
            que_hacer="revise su filtro y su selección",
        )
    if jefes is not None:
        bloque = solo(bloque, jefes)
    leidos = leer_campos(fuente, bloque, pedidos)
    if hechas:
        leidos.update(de_hechas(hechas, usados))
    return Leidos(
        fuente, bloque, leidos, conservados,
        {c: fuente.columna(bloque, c) for c in textos},
        {c: fuente.copia(bloque, c) for c in bloque.copias},
        hechas, tabla, jefes,
    )  # fmt: skip


def campos_conservados(pedido: Pedido) -> list[str]:
    """Los campos de la capa que pasan a la salida."""
    elegidos = list(filter(None, map(pedido.texto, USADOS)))
    return campos.conservados(pedido.fuente("HOGARES"), pedido.campos("CONSERVAR"), elegidos)


def escribir(
    pedido: Pedido, salida: str, leidos: Leidos, nuevas: Sequence[tuple[Columna, Any]],
    leyenda: estilo.Leyenda, cuales: np.ndarray | None = None,
) -> None:  # fmt: skip
    """Una fila por hogar (de los que dice `cuales`), con lo conservado y las columnas nuevas."""
    fuente, bloque = leidos.fuente, leidos.bloque
    identifican = [c for c in pedido.campos("CONSERVAR") if c in campos.personales([c])]
    if identifican:
        pedido.avisar(f"La salida lleva campos que identifican: {', '.join(identifican)}.")
    pedido.avisar(PRIVADO)
    nuevas = [*leidos.hechas, *nuevas]
    columnas = [columna for columna, _ in nuevas]
    if bloque.ids is not None and leidos.tabla is None:
        _entidad_por_entidad(pedido, salida, leidos, nuevas, leyenda, cuales)
        return
    propios = propios_de(pedido, Copia(fuente, columnas, leyenda, leidos.conservados))
    copiados = [c.name() for _, c in propios]
    valores = [v for _, v in nuevas]
    if leidos.tabla is None:
        valores = [*(leidos.copias[c] for c in copiados), *valores]
    ids, puntos = bloque.ids, _puntos(bloque)
    if cuales is not None and not cuales.all():
        filas = np.flatnonzero(cuales)
        valores = [tomar(v, filas) for v in valores]
        puntos = puntos and (puntos[0][filas], puntos[1][filas])
        ids = None if ids is None else ids[filas]
    tipo = QgsWkbTypes.Type.NoGeometry if puntos is None else QgsWkbTypes.Type.Point
    lista = [*(c for _, c in propios), *(c.campo() for c in columnas)]
    capa = Capa(lista, tipo, None if puntos is None else fuente.crs)
    origen = None
    if leidos.tabla is not None and ids is not None:
        origen = Origen(*leidos.tabla, tuple(copiados), ids)
    pedido.escribir_columnas(salida, capa, valores, puntos, leyenda, origen)


def _puntos(bloque: Bloque) -> Puntos | None:
    return None if bloque.x is None or bloque.y is None else (bloque.x, bloque.y)


def _entidad_por_entidad(
    pedido: Pedido, salida: str, leidos: Leidos, nuevas: Sequence[tuple[Columna, Any]],
    leyenda: estilo.Leyenda, cuales: np.ndarray | None,
) -> None:  # fmt: skip
    """Cuando la geometría no es de puntos sencillos, se copia tal como está."""
    fuente, ids = leidos.fuente, leidos.bloque.ids
    filas = zip(*(en_lista(v, slice(None)) for _, v in nuevas))
    van = np.ones(leidos.filas, dtype=bool) if cuales is None else cuales
    suyas = entidades(fuente, [] if ids is None else ids.tolist(), leidos.conservados)
    pares = ((entidad, fila) for entidad, fila, va in zip(suyas, filas, van.tolist()) if va)
    copia = Copia(fuente, [c for c, _ in nuevas], leyenda, leidos.conservados)
    copiar(pedido, salida, copia, pares)


def _de_donde_copiar(
    pedido: Pedido, salida: str, fuente: Fuente, conservados: Sequence[str]
) -> tuple[str, str] | None:
    """El GeoPackage y la tabla de donde lo conservado se puede copiar sin leerlo, o None."""
    if pedido.marcado("UBICACION") and fuente.con_geometria:
        return None
    if not va_de_una_vez(pedido, salida, fuente.filas):
        return None
    return fuente.tabla_de(conservados)


def _lleva_puntos(pedido: Pedido, fuente: Fuente) -> bool:
    return pedido.marcado("UBICACION") and fuente.fuente.wkbType() == QgsWkbTypes.Type.Point


def _copia_geometria(pedido: Pedido, fuente: Fuente) -> bool:
    con = pedido.marcado("UBICACION") and fuente.con_geometria
    return con and not _lleva_puntos(pedido, fuente)
