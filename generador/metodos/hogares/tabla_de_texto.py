"""Leer las columnas pedidas de un archivo de texto ya examinado; las demás nunca se materializan.

De una base nominal solo salen a la memoria las columnas que el cálculo usa (Ley 1581 de 2012).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..tipos import Enteros
from .columna import ENTEROS_CHICOS, Codigos, Columna
from .distintos import Distintos, Palabras
from .examen import Examen, saltar
from .flujo import UTF16, Avance, compatibles, con_inicio, contar_avance
from .frases import ErrorDeTexto, entre_comillas
from .letras import UTF8
from .registros import COMILLA, RELLENO, Tramo, tramos
from .separadores import linea_sep
from .vacias import encabezados_repetidos, filas_vacias


@dataclass(frozen=True)
class Lectura:
    """Las `columnas` pedidas {nombre: Columna de n filas} y `filas` (n,), el número de cada una.

    El número es el que muestra una hoja de cálculo: cuenta el encabezado y las filas vacías.
    """

    columnas: Mapping[str, Columna]
    filas: npt.NDArray[np.int32]


def leer_tabla(
    bloques: Iterable[bytes], examen: Examen, columnas: Sequence[str], *, avance: Avance = None
) -> Lectura:
    """Lee los mismos bloques que se examinaron. ErrorDeTexto si falta una columna o está repetida.

    `avance` recibe los octetos leídos y puede lanzar para cancelar.
    """
    posiciones = {nombre: posicion_de(examen, nombre) for nombre in columnas}
    distintos = {nombre: Distintos() for nombre in posiciones}
    codigos = {nombre: _Codigos(examen.filas) for nombre in posiciones}
    numeros = np.empty(examen.filas, dtype=np.int32)
    leidas = 0
    for tramo, filas in filas_de_datos(bloques, examen, avance=avance):
        hasta = leidas + len(filas)
        if hasta > examen.filas:
            raise ErrorDeTexto("cambio")
        numeros[leidas:hasta] = tramo.primera + filas
        celdas = _Celdas(tramo, filas, examen.ancho)
        for nombre, posicion in posiciones.items():
            codigos[nombre].poner(leidas, celdas.codificar(distintos[nombre], posicion))
        leidas = hasta
    if leidas != examen.filas:
        raise ErrorDeTexto("cambio")
    propia = UTF8 if examen.codificacion in UTF16 else examen.codificacion
    leidas_por_nombre = {}
    for nombre in posiciones:  # cada tabla se suelta al cerrar su columna
        propios = codigos.pop(nombre).provisionales.astype(np.int32)
        leida = distintos.pop(nombre).columna(nombre, propios, propia)
        leidas_por_nombre[nombre] = leida.encogida()
    return Lectura(leidas_por_nombre, numeros)


def posicion_de(examen: Examen, nombre: str) -> int:
    """Qué celda de la fila trae esa columna; ErrorDeTexto si no está o está repetida."""
    cuantas = examen.columnas.count(nombre)
    if cuantas == 0:
        conocidas = entre_comillas(examen.columnas)
        raise ErrorDeTexto("columna_desconocida", columna=nombre, columnas=conocidas)
    if cuantas > 1:
        raise ErrorDeTexto("columna_repetida", columna=nombre, cuantas=cuantas)
    return examen.posiciones[examen.columnas.index(nombre)]


def filas_de_datos(
    bloques: Iterable[bytes], examen: Examen, *, avance: Avance = None
) -> Iterator[tuple[Tramo, Enteros]]:
    """Cada tramo y cuáles de sus filas son datos: sin encabezado (ni repetido), vacías ni pie."""
    utf16 = examen.codificacion if examen.codificacion in UTF16 else ""
    muestra, octetos = con_inicio(compatibles(contar_avance(bloques, avance), utf16))
    salto = linea_sep(muestra)[0]
    for tramo in tramos(saltar(octetos, salto), examen.separador):
        utiles = ~filas_vacias(tramo, examen.separador, examen.desde)
        utiles &= ~encabezados_repetidos(tramo, examen.encabezado)
        utiles[: max(examen.fila_encabezado - tramo.primera + 1, 0)] = False
        if examen.fila_de_pie:
            utiles[max(examen.fila_de_pie - tramo.primera, 0) :] = False
        filas = np.flatnonzero(utiles)
        if (tramo.celdas[filas] != examen.ancho).any():
            raise ErrorDeTexto("cambio")
        if len(filas):
            yield tramo, filas


class _Codigos:
    """Los códigos provisionales (n,) de una columna, en el entero más chico donde van cabiendo.

    Son los de toda la base a la vez: casi todas las columnas tienen menos de cien textos distintos.
    """

    def __init__(self, filas: int) -> None:
        self.provisionales: npt.NDArray[Any] = np.empty(filas, dtype=ENTEROS_CHICOS[0])

    def poner(self, desde: int, codigos: Codigos) -> None:
        """Pone los de las filas que siguen a `desde`."""
        # Un negativo que cabe donde quepan los dos extremos.
        extremo = min(int(codigos.min()), -1 - int(codigos.max()))
        cabe = np.promote_types(self.provisionales.dtype, np.min_scalar_type(extremo))
        self.provisionales = self.provisionales.astype(cabe, copy=False)
        self.provisionales[desde : desde + len(codigos)] = codigos


class _Celdas:
    """Las celdas de unas filas de un tramo, todas de `ancho` columnas."""

    def __init__(self, tramo: Tramo, filas: Enteros, ancho: int) -> None:
        self.tramo = tramo
        self.filas = filas
        self.ancho = ancho
        octetos = tramo.octetos
        # La palabra de 8 octetos que comienza en cada octeto, sin copiar: el relleno alcanza.
        self.vista: Palabras = np.ndarray(
            (len(octetos) - len(RELLENO) // 2,), dtype="<u8", buffer=octetos, strides=(1,)
        )
        if tramo.cortes is not None and tramo.ultimos is not None:
            ultimos = tramo.ultimos[filas]
            self.cortes = tramo.cortes[ultimos - (ancho - 1) + np.arange(ancho)[:, None]]

    def codificar(self, distintos: Distintos, posicion: int) -> Codigos:
        """Los códigos provisionales de una columna."""
        tramo = self.tramo
        if tramo.cortes is None:
            partidas = tramo.partidas
            textos = [partidas[i][posicion].encode("latin-1") for i in self.filas.tolist()]
            return distintos.codificar_textos(textos)
        inicios = self.cortes[posicion - 1] + 1 if posicion else tramo.inicios[self.filas]
        fines = tramo.fines[self.filas] if posicion == self.ancho - 1 else self.cortes[posicion]
        largos = fines - inicios
        if tramo.comillas:
            entre = (tramo.octetos[inicios] == COMILLA) & (largos > 1)
            inicios = inicios + entre
            largos = largos - 2 * entre
        return distintos.codificar(tramo.octetos, self.vista, inicios, largos)
