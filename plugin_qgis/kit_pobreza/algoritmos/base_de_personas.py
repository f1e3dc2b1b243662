"""Una base con las respuestas de cada persona, leída para recodificarla con una receta."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Fuente, PedidoDeLectura
from ..lectura.archivo import ArchivoDeCapa, leer
from ..metodos.hogares.columna import Columna
from ..metodos.hogares.entrada import Entrada
from ..metodos.hogares.personales import contenido_personal, permitida
from ..metodos.recodificacion.receta import Receta
from ..metodos.recodificacion.reconocer import Reconocida, reconocer
from .campos import personales, vedado


@dataclass(frozen=True)
class BaseDePersonas:
    """Lo que se leyó. `avisos`: lo que se notó; `descartadas` {columna: por qué} no se leyeron."""

    reconocida: Reconocida
    entrada: Entrada
    avisos: tuple[str, ...]
    descartadas: dict[str, str]


def de_archivo(
    archivo: ArchivoDeCapa, recetas: Sequence[Receta], esquema: str | None,
    conservar: Sequence[str], avance: Any,
) -> BaseDePersonas:  # fmt: skip
    """La de un CSV o TXT; cada fila lleva el número que muestra una hoja de cálculo."""
    reconocida = reconocer(archivo.nombres, recetas, esquema)
    leida = leer(archivo, _columnas(reconocida, archivo.nombres, conservar), avance)
    avisos = (*archivo.examen.avisos, *reconocida.avisos)
    filas = leida.filas.astype(np.int64)
    return _hecha(reconocida, dict(leida.columnas), filas, avisos, archivo.nombres, conservar)


def de_capa(
    fuente: Fuente, recetas: Sequence[Receta], esquema: str | None,
    conservar: Sequence[str], avance: Any,
) -> BaseDePersonas:  # fmt: skip
    """La de una capa o tabla; cada fila lleva su lugar en la tabla de atributos, desde 1."""
    reconocida = reconocer(fuente.nombres, recetas, esquema)
    columnas = _columnas(reconocida, fuente.nombres, conservar)
    bloque = fuente.leer(PedidoDeLectura(textos=tuple(columnas)), avance)
    leidas = {c: fuente.columna(bloque, c) for c in columnas}
    filas = np.arange(1, bloque.filas + 1)
    return _hecha(reconocida, leidas, filas, reconocida.avisos, fuente.nombres, conservar)


def _columnas(
    reconocida: Reconocida, nombres: Sequence[str], conservar: Sequence[str]
) -> list[str]:
    for columna, motivo in personales(conservar).items():
        raise vedado(columna, motivo)
    faltan = [c for c in conservar if c not in nombres]
    if faltan:
        raise ErrorDeCapa(
            f"la base no trae la columna «{faltan[0]}»", que_hacer="revise las columnas a conservar"
        )
    nucleo = reconocida.nucleo
    pedidas = (*nucleo.columnas.values(), *nucleo.clave_hogar, *reconocida.columnas.values())
    return list(dict.fromkeys((*pedidas, *conservar)))


def _hecha(
    reconocida: Reconocida, leidas: dict[str, Columna], filas: np.ndarray,
    avisos: Sequence[str], nombres: Sequence[str], conservar: Sequence[str],
) -> BaseDePersonas:  # fmt: skip
    if not len(filas):
        raise ErrorDeCapa(
            "la base no tiene personas (0 filas)", que_hacer="revise el archivo o el filtro"
        )
    for columna in conservar:
        if permitida(columna, nombrada=True).uso == "pedida":
            motivo = contenido_personal(leidas[columna])
            if motivo:
                raise vedado(columna, motivo)
    entrada = Entrada(reconocida.nucleo, leidas, filas)
    usadas = {*reconocida.columnas.values(), *reconocida.nucleo.columnas.values()}
    descartadas = {c: m for c, m in personales(nombres).items() if c not in usadas}
    return BaseDePersonas(reconocida, entrada, tuple(avisos), descartadas)
