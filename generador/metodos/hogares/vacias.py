"""Las filas de un tramo que no son datos: las vacías y los encabezados que se repiten en medio.

Los encabezados quedan en medio cuando se pegan dos exportaciones.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

import numpy as np

from ..tipos import Enteros, Logicos
from .registros import Tramo, partir_fila

# El octeto 1A cierra los archivos de DOS.
BLANCOS = ' \t\r\n"\x1a'
DE_BLANCO = np.zeros(256, dtype=np.bool_)
DE_BLANCO[[ord(c) for c in BLANCOS]] = True


def filas_vacias(tramo: Tramo, separador: str, desde: int) -> Logicos:
    """Máscara (n,) de las filas sin nada escrito desde la celda `desde` (0 es la primera)."""
    if tramo.cortes is None:
        escritas = [_escrita(fila[desde:]) for fila in tramo.partidas]
        return ~np.array(escritas, dtype=np.bool_)
    comienzos = _comienzos(tramo, desde)
    vacias: Logicos = np.zeros(len(tramo), dtype=np.bool_)
    primero = tramo.octetos[comienzos]
    sospechosas = DE_BLANCO[primero] | (primero == ord(separador)) | (comienzos >= tramo.fines)
    if tramo.comillas:  # «"" » al comienzo: solo si lo que sigue a la comilla tampoco es nada
        sospechosas &= DE_BLANCO[tramo.octetos[comienzos + 1]] | (primero != ord('"'))
    sobra = f"{BLANCOS}{separador}".encode("ascii")
    for i in np.flatnonzero(sospechosas).tolist():
        resto = tramo.datos[int(comienzos[i]) : int(tramo.fines[i])]
        if not resto.translate(None, sobra):  # queda por ver si un separador era una celda
            vacias[i] = not _escrita(partir_fila(tramo.fila(i), separador)[desde:])
    return vacias


def encabezados_repetidos(tramo: Tramo, encabezado: bytes) -> Logicos:
    """Máscara (n,) de las filas iguales, octeto a octeto, al encabezado (o con su marca UTF-8)."""
    largos = tramo.fines - tramo.inicios
    iguales: Logicos = np.zeros(len(tramo), dtype=np.bool_)
    for escrito in (encabezado, codecs.BOM_UTF8 + encabezado):
        for i in np.flatnonzero(largos == len(escrito)).tolist():
            iguales[i] |= tramo.fila(i) == escrito
    return iguales


def _escrita(celdas: Sequence[str]) -> bool:
    return any(celda.strip(BLANCOS) for celda in celdas)


def _comienzos(tramo: Tramo, desde: int) -> Enteros:
    """Dónde comienza la celda `desde` de cada fila, o el final de la fila si no la tiene."""
    if desde == 0 or tramo.cortes is None or tramo.ultimos is None:
        return tramo.inicios
    antes = tramo.ultimos - tramo.celdas + desde
    alcanza = tramo.celdas > desde
    return np.where(alcanza, tramo.cortes[np.minimum(antes, tramo.ultimos)] + 1, tramo.fines)
