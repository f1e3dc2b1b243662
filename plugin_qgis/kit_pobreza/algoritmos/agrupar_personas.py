"""Una capa con una fila por persona donde se espera una por hogar: se agrupa, y se dice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..columnas import tomar
from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente
from ..metodos.hogares.armar import armar
from ..metodos.hogares.entrada import ComoSeDice, Peticion
from ..metodos.hogares.nombres import PRIVACIONES
from ..metodos.instrumento import Instrumento
from ..metodos.tablas import documento
from . import base_sisben, campos
from .columnas_sisben import Hechas, columnas
from .pedido import Pedido

COMO = ComoSeDice(
    aceptar="cárguela con «Cargar base Sisbén»",
    filas="cárguela con «Cargar base Sisbén»",
    decimal="cárguela con «Cargar base Sisbén», que lo pregunta",
)
# Los campos que se arman al agrupar, y cuáles son textos: los de «Cargar base Sisbén».
DE_TEXTO = ("hogar", "cod_mpio", "grupo", "clasificacion")
DE_NUMERO = (
    *("nivel", "clase", "zona", "h_5", "orden", "personas", "puntaje", "pobre", "sin_edad", "fex"),
    *documento("edades")["cuentas"],
    *PRIVACIONES,
)


def es_de_personas(fuente: Fuente) -> bool:
    """Si la capa es una base Sisbén con una fila por persona."""
    base = campos.reconocida(fuente)
    return base is not None and "parentesco" in base.columnas


def exigir_hogares(fuente: Fuente) -> None:
    """Error si la capa trae una fila por persona."""
    if es_de_personas(fuente):
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» trae una fila por persona, y aquí cada fila es un hogar",
            que_hacer="cárguela con «Cargar base Sisbén» y use la capa de hogares",
        )


def agrupar(
    pedido: Pedido, instrumento: Instrumento, usados: frozenset[str]
) -> tuple[np.ndarray, Hechas]:
    """La fila del jefe de cada hogar (H,), y las columnas que dice el método de cada uno."""
    fuente = pedido.fuente("HOGARES")
    base = base_sisben.leer_capa(fuente, [], None, pedido.avance, None)
    hogares = armar(base.entrada, Peticion(instrumento, usados=usados, como=COMO))
    pedido.avisar(
        f"La capa «{fuente.nombre}» trae una fila por persona: se agruparon en "
        f"{len(hogares.jefe)} hogares, como en «Cargar base Sisbén»."
    )
    for aviso in hogares.textos:
        pedido.avisar(aviso)
    entrada = base.conservar(hogares.jefe).entrada
    return hogares.jefe, columnas(entrada, hogares, instrumento, ())


def solo(bloque: Bloque, filas: np.ndarray) -> Bloque:
    """El bloque con solo esas filas."""

    def suyas(valores: Any) -> Any:
        return None if valores is None else tomar(valores, filas)

    return replace(
        bloque,
        filas=len(filas),
        columnas={c: tomar(v, filas) for c, v in bloque.columnas.items()},
        copias={c: tomar(v, filas) for c, v in bloque.copias.items()},
        x=suyas(bloque.x),
        y=suyas(bloque.y),
        ids=suyas(bloque.ids),
    )
