"""Una base Sisbén leída: qué base es, sus columnas tal como vienen y qué se descarta."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Fuente, PedidoDeLectura
from ..lectura.archivo import ArchivoDeCapa, leer
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.categorias import entero
from ..metodos.hogares.codificacion import categorias_de_marca
from ..metodos.hogares.columna import Columna
from ..metodos.hogares.entrada import Entrada
from ..metodos.hogares.mapeo import Mapeo
from ..metodos.hogares.nombres import Reconocimiento, reconocer
from ..metodos.hogares.personales import contenido_personal, permitida
from ..metodos.recodificacion.recetas import DEL_KIT, del_kit
from ..metodos.recodificacion.reconocer import casa
from ..recursos import tabla
from .campos import personales, vedado

VALIDO = "valido"


@dataclass(frozen=True)
class Base:
    """Las filas de la base que se conservan.

    `leidas`: cuántas filas traía. `descartadas` {columna: por qué} no se leyeron. `avisos`: lo que
    se notó al leerla. `x`, `y` (n,): el punto de cada fila, si la capa los tiene.
    """

    entrada: Entrada
    leidas: int
    descartadas: dict[str, str]
    avisos: tuple[str, ...] = ()
    x: np.ndarray | None = None
    y: np.ndarray | None = None

    def conservar(self, cuales: np.ndarray, sin: Collection[str] = ()) -> Base:
        """La base con solo esas filas (posiciones o máscara), `sin` esos nombres canónicos."""
        propia = self.entrada
        sobran = {propia.esquema.columnas.get(canonico) for canonico in sin}
        columnas = {
            c: columna.tomar(cuales).recortar()
            for c, columna in propia.columnas.items()
            if c not in sobran
        }
        return replace(
            self,
            entrada=Entrada(propia.esquema, columnas, propia.filas[cuales]),
            x=None if self.x is None else self.x[cuales],
            y=None if self.y is None else self.y[cuales],
        )


def leer_archivo(
    archivo: ArchivoDeCapa, conservar: Sequence[str], mapeo: Mapeo | None, avance: Any
) -> Base:
    """La base de un CSV o TXT; cada fila lleva el número que muestra una hoja de cálculo."""
    reconocida = _reconocida(archivo.nombres, mapeo)
    leida = leer(archivo, _columnas(reconocida, archivo.nombres, conservar), avance)
    _sin_contenido_personal([leida.columnas[c] for c in conservar])
    filas = leida.filas.astype(np.int64)
    entrada = _entrada(reconocida, dict(leida.columnas), filas)
    del leida
    avisos = (*archivo.examen.avisos, *map(_frase, reconocida.avisos))
    return Base(entrada, len(filas), personales(archivo.nombres), avisos)


def leer_capa(
    fuente: Fuente, conservar: Sequence[str], mapeo: Mapeo | None, avance: Any, crs: Any
) -> Base:
    """La base de una capa; cada fila lleva su lugar en la tabla de atributos, desde 1."""
    reconocida = _reconocida(fuente.nombres, mapeo)
    columnas = _columnas(reconocida, fuente.nombres, conservar)
    bloque = fuente.leer(PedidoDeLectura(textos=tuple(columnas), crs=crs), avance)
    leidas = {c: fuente.columna(bloque, c) for c in columnas}
    _sin_contenido_personal([leidas[c] for c in conservar])
    entrada = _entrada(reconocida, leidas, np.arange(1, bloque.filas + 1))
    avisos = tuple(map(_frase, reconocida.avisos))
    return Base(entrada, bloque.filas, personales(fuente.nombres), avisos, bloque.x, bloque.y)


def solo_validos(base: Base, codificacion: str) -> Base:
    """La base sin los registros excluidos o en verificación."""
    if not base.entrada.tiene("marca"):
        raise ErrorDeCapa(
            "se pidió conservar solo los registros válidos y la base no trae «marca»",
            que_hacer="elija no filtrar por marca",
        )
    valores = base.entrada.de("marca").numeros(lambda texto: entero(texto.strip()))
    valores[np.isinf(valores)] = np.nan
    categorias = categorias_de_marca(valores, codificacion, tabla("codigos_sisben"))
    return base.conservar(np.array(categorias) == VALIDO)


def _reconocida(nombres: Sequence[str], mapeo: Mapeo | None) -> Reconocimiento:
    """La base; si no trae las privaciones y sí las respuestas, el error dice cómo calcularlas."""
    try:
        return reconocer(nombres, tabla("esquemas_sisben"), mapeo)
    except ErrorDeMetodo as error:
        receta = casa(nombres, map(del_kit, DEL_KIT))
        if receta is None or "mapeo de columnas" not in error.que_hacer:
            raise
        raise ErrorDeCapa(
            f"{error.problema}; trae las respuestas con que se calculan ({receta.nombre})",
            que_hacer="córrala con «Recodificar privaciones»",
        ) from error


def _columnas(
    reconocida: Reconocimiento, nombres: Sequence[str], conservar: Sequence[str]
) -> list[str]:
    """Las columnas que se leen: las del esquema y las que se pidió conservar."""
    faltan = [c for c in conservar if c not in nombres]
    if faltan:
        raise ErrorDeCapa(
            f"la base no trae la columna «{faltan[0]}»", que_hacer="revise las columnas a conservar"
        )
    for columna, motivo in personales(conservar).items():
        raise vedado(columna, motivo)
    return list(dict.fromkeys([*reconocida.columnas.values(), *conservar]))


def _sin_contenido_personal(columnas: Sequence[Columna]) -> None:
    """Error si una columna desconocida que se pidió trae datos personales."""
    for columna in columnas:
        if permitida(columna.nombre, nombrada=True).uso == "pedida":
            motivo = contenido_personal(columna)
            if motivo:
                raise vedado(columna.nombre, motivo)


def _frase(aviso: str) -> str:
    return f"{aviso[0].upper()}{aviso[1:]}."


def _entrada(
    reconocida: Reconocimiento, columnas: dict[str, Columna], filas: np.ndarray
) -> Entrada:
    if not len(filas):
        raise ErrorDeCapa(
            "la base no tiene registros (0 filas)", que_hacer="revise el archivo o el filtro"
        )
    return Entrada(reconocida, {n: c.encogida() for n, c in columnas.items()}, filas)
