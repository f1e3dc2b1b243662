"""Volver a escribir un archivo examinado como CSV canónico, para un lector que solo sabe leer ese.

Canónico: UTF-8 sin marca, separado por «,», comillas solo donde hacen falta, LF, solo las columnas
con nombre, sin filas vacías ni pie. Las celdas dicen lo mismo, letra por letra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..tipos import Enteros
from .examen import Examen
from .flujo import Avance
from .letras import decodificar
from .registros import CR, LF, Tramo, en_renglones, filas_de_csv, partir_fila
from .tabla_de_texto import filas_de_datos

SEPARADOR = ","
HAY_QUE_CITAR = re.compile(r'[,"\r\n]')


class Normalizado:
    """Los octetos del archivo canónico, en bloques; y de qué fila del original viene cada una.

    Se recorre una sola vez. `avance` recibe los octetos leídos del original y puede lanzar.
    """

    def __init__(self, bloques: Iterable[bytes], examen: Examen, *, avance: Avance = None) -> None:
        self._bloques = bloques
        self._examen = examen
        self._avance = avance
        # Desde qué fila canónica vale cada diferencia con la original.
        self._desde = [1]
        self._diferencia = [examen.fila_encabezado - 1]

    def __iter__(self) -> Iterator[bytes]:
        yield _escribir([list(self._examen.columnas)]).encode("utf-8")
        siguiente = 2
        for tramo, filas in filas_de_datos(self._bloques, self._examen, avance=self._avance):
            self._anotar(tramo.primera + filas, siguiente)
            siguiente += len(filas)
            yield _canonico(tramo, filas, self._examen)

    def filas_originales(self, filas: Enteros) -> Enteros:
        """Lo mismo, para muchas filas, (n,)."""
        cual = np.searchsorted(np.array(self._desde), filas, side="right") - 1
        return np.asarray(filas + np.array(self._diferencia)[cual])

    def _anotar(self, originales: Enteros, siguiente: int) -> None:
        diferencias = originales - np.arange(siguiente, siguiente + len(originales))
        cambian = np.flatnonzero(np.diff(diferencias, prepend=self._diferencia[-1]))
        self._desde += (cambian + siguiente).tolist()
        self._diferencia += diferencias[cambian].tolist()


def _canonico(tramo: Tramo, filas: Enteros, examen: Examen) -> bytes:
    if tramo.cortes is None or tramo.comillas:
        return _por_filas(tramo, filas, examen).encode("utf-8")
    texto = decodificar(_solo_lo_usado(tramo, filas, examen), examen.codificacion)
    if examen.separador == SEPARADOR:
        return texto.encode("utf-8")
    signo = re.escape(examen.separador)
    # Lo único que hace falta entre comillas es la coma de un decimal o de un texto.
    con_comillas = re.sub(rf"[^{signo}\n,]*,[^{signo}\n]*", r'"\g<0>"', texto)
    return con_comillas.replace(examen.separador, SEPARADOR).encode("utf-8")


def _por_filas(tramo: Tramo, filas: Enteros, examen: Examen) -> str:
    todas: Sequence[list[str]] = tramo.partidas
    if tramo.cortes is not None:
        renglones = en_renglones(tramo.datos.decode("latin-1"))
        todas = list(filas_de_csv(renglones, examen.separador))
    if len(todas) == len(tramo):
        partidas = [todas[i] for i in filas.tolist()]
    else:  # una celda pasa del límite de `csv`
        partidas = [partir_fila(tramo.fila(i), examen.separador) for i in filas.tolist()]
    escrito = _escribir([[celdas[p] for p in examen.posiciones] for celdas in partidas])
    return decodificar(escrito.encode("latin-1"), examen.codificacion)


def _solo_lo_usado(tramo: Tramo, filas: Enteros, examen: Examen) -> bytes:
    """Los octetos de esas filas, con LF y sin las columnas que no se usan (sin comillas)."""
    octetos = tramo.octetos[: len(tramo.datos)].copy()
    despues = np.append(tramo.inicios[1:], len(tramo.datos))
    octetos[despues - 1] = LF
    # +1 donde empieza lo que queda y −1 donde termina: su suma acumulada es 1 en lo que queda.
    marcas = np.zeros(len(octetos) + 1, dtype=np.int8)
    marcas[tramo.inicios[filas]] += 1
    marcas[despues[filas]] -= 1
    sobran = sorted(set(range(examen.ancho)) - set(examen.posiciones))
    ultimos = tramo.ultimos[filas] if tramo.ultimos is not None else filas
    cortes = tramo.cortes if tramo.cortes is not None else filas
    retornos = tramo.datos.count(b"\r") > 0
    for posicion in sobran:
        fin = ultimos - (examen.ancho - 1) + posicion
        desde = cortes[fin - 1] + 1 if posicion else tramo.inicios[filas]
        marcas[desde] -= 1
        marcas[cortes[fin] + 1] += 1
    conservar = np.cumsum(marcas[:-1], dtype=np.int8) > 0
    if examen.ancho - 1 in sobran:  # se fue el salto: el separador anterior pasa a ser el salto
        ultima = max(examen.posiciones)
        fin = cortes[ultimos - (examen.ancho - 1) + ultima]
        octetos[fin] = LF
    if retornos:
        conservar[:-1] &= ~((octetos[:-1] == CR) & (octetos[1:] == LF))
    return octetos[conservar].tobytes()


def _escribir(filas: list[list[str]]) -> str:
    return "".join(",".join(map(_celda, celdas)) + "\n" for celdas in filas)


def _celda(texto: str) -> str:
    if HAY_QUE_CITAR.search(texto):
        return '"' + texto.replace('"', '""') + '"'
    return texto
