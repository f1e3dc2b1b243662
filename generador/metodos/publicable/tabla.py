"""De la tabla de patrones a lo publicable: redondeo con llave, recortes y qué se muestra.

El orden es el de la especificación: se cuenta exacto, se redondea cada celda con su llave, se
recorta lo imposible, se decide qué se muestra según los hogares redondeados y solo entonces se
deriva. Los hogares verdaderos deciden una sola cosa: si un territorio tiene algún registro.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..grupos import Agrupacion
from ..metodo import IPM, Metodo
from ..patrones import TablaDePatrones
from ..supresion import PUBLICADO, suprimir
from ..tipos import Enteros
from .bitacora import Renglon
from .celdas import HOGARES, POBRES, PRIVADOS, Celdas, contar_celdas, redondeadas
from .clave import es_de_practica
from .etiquetas import comprobar_tamanos
from .huella import huella
from .pedido import comprobar_metodo, comprobar_pedido
from .publicada import Publicada
from .redondeo import BASE
from .visible import (
    MINIMO,
    SIN_REGISTROS,
    estado_de,
    publicados,
    renglones_de,
    si,
    vacias,
)


@dataclass(frozen=True)
class Publicable:
    """Una salida publicable: T territorios, los grupos de cada nivel y el total (una fila).

    El total es su propia celda: no es la suma de las filas. `huella` es la de la clave y va en toda
    salida; `practica` dice si la clave es la conocida de la base de práctica.
    """

    territorios: Publicada
    niveles: tuple[Publicada, ...]
    total: Publicada
    huella: str
    practica: bool
    _universos: tuple[tuple[int, int], ...] = field(repr=False)

    def renglones(self, fecha: str, corte: str) -> list[Renglon]:
        """Lo que se anota en la bitácora, privada, de cada territorio, grupo y total publicado.

        `fecha` de la publicación; `corte` de la base.
        """
        return renglones_de(self._universos, self.huella, self.total.base, fecha, corte)

    @property
    def sin_publicar(self) -> int:
        """Territorios con registros que no se publican."""
        return int(np.isin(self.territorios.estado, (PUBLICADO, SIN_REGISTROS), invert=True).sum())


def publicar(
    tabla: TablaDePatrones,
    metodo: Metodo,
    clave: bytes,
    *,
    niveles: Sequence[Agrupacion] = (),
    base: int = BASE,
    minimo: int = MINIMO,
    exigir_tamanos: bool = False,
    declarados: Sequence[Metodo] = (IPM,),
) -> Publicable:
    """Lo que se puede publicar de una tabla resumida con las llaves de `clave`.

    `niveles[0]` agrupa los territorios, `niveles[1]` los grupos, como en `suprimir`. `base` 3, o 5
    si es para datos abiertos. `exigir_tamanos`: rehusar si más de la mitad de los territorios no
    llega al mínimo (`etiquetas.exige_tamanos` dice cuándo). `declarados`: las medidas que se pueden
    publicar. ErrorDeMetodo si la tabla no trae llaves o trae factor de expansión, si el corte no es
    1/3, si los pesos no son los de una medida declarada o si el mínimo baja de 12.
    """
    comprobar_metodo(metodo, declarados)
    comprobar_pedido(tabla, base, minimo)
    celdas = [contar_celdas(tabla, metodo)]
    for agrupacion in niveles:
        celdas.append(celdas[-1].agregar(agrupacion))
    celdas.append(celdas[0].total())
    redondas = [_redondear(c, base) for c in celdas]
    if exigir_tamanos:
        comprobar_tamanos(redondas[0].hogares[~vacias(celdas[0]), HOGARES], minimo)
    supresion = suprimir(redondas[0].hogares[:, HOGARES], niveles, minimo=minimo)
    codigos = [
        supresion.territorios,
        *supresion.niveles,
        np.array([supresion.total], dtype=np.int64),
    ]
    publicadas = []
    for exactas, visibles, codigo in zip(celdas, redondas, codigos):
        estado = estado_de(visibles.hogares[:, HOGARES], vacias(exactas), codigo, minimo)
        publicadas.append(_callar(visibles, estado, metodo, base))
    return Publicable(
        territorios=publicadas[0],
        niveles=tuple(publicadas[1:-1]),
        total=publicadas[-1],
        huella=huella(clave),
        practica=es_de_practica(clave),
        _universos=publicados(celdas, publicadas),
    )


def _redondear(celdas: Celdas, base: int) -> Celdas:
    """Las celdas redondeadas y recortadas, en orden: q̃ ≤ ñ, d̃ ≤ ñ, c̃ ≤ min(d̃, q̃) y personas."""
    hogares, personas = redondeadas(celdas, base)
    desde_censurados = PRIVADOS + (hogares.shape[1] - PRIVADOS) // 2
    np.minimum(hogares[:, 1:], hogares[:, :1], out=hogares[:, 1:])
    topes = np.minimum(hogares[:, PRIVADOS:desde_censurados], hogares[:, POBRES : POBRES + 1])
    np.minimum(hogares[:, desde_censurados:], topes, out=hogares[:, desde_censurados:])
    np.minimum(personas[:, 1], personas[:, 0], out=personas[:, 1])
    personas[hogares[:, POBRES] == 0, 1] = 0
    return Celdas(hogares, personas, celdas.llaves)


def _callar(celdas: Celdas, estado: Enteros, metodo: Metodo, base: int) -> Publicada:
    """Solo lo que se publica: el resto no llega a existir en la salida."""
    privaciones = len(metodo.nombres)
    visible = estado == PUBLICADO
    hogares = si(celdas.hogares, visible)
    primera = np.where(estado == SIN_REGISTROS, 0.0, hogares[:, HOGARES])
    sin_personas = Publicada(
        metodo=metodo,
        base=base,
        estado=estado,
        hogares=primera,
        pobres=hogares[:, POBRES],
        privados=hogares[:, PRIVADOS : PRIVADOS + privaciones],
        censurados=hogares[:, PRIVADOS + privaciones :],
        personas=np.full(len(estado), np.nan),
        personas_pobres=np.full(len(estado), np.nan),
    )
    personas = si(celdas.personas, sin_personas.completa)
    return replace(sin_personas, personas=personas[:, 0], personas_pobres=personas[:, 1])
