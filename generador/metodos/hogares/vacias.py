"""Las filas vacías de un tramo: sin nada escrito desde la primera columna con nombre."""

from __future__ import annotations

import numpy as np

from ..tipos import Enteros, Logicos
from .registros import Tramo

BLANCOS = ' \t\r\n"'
DE_BLANCO = np.zeros(256, dtype=np.bool_)
DE_BLANCO[[ord(c) for c in BLANCOS]] = True


def filas_vacias(tramo: Tramo, separador: str, desde: int) -> Logicos:
    """Máscara (n,) de las filas sin nada escrito desde la celda `desde` (0 es la primera)."""
    if tramo.cortes is None:
        escritas = [any(c.strip(BLANCOS) for c in fila[desde:]) for fila in tramo.partidas]
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
        vacias[i] = not resto.translate(None, sobra)
    return vacias


def _comienzos(tramo: Tramo, desde: int) -> Enteros:
    """Dónde comienza la celda `desde` de cada fila, o el final de la fila si no la tiene."""
    if desde == 0 or tramo.cortes is None or tramo.ultimos is None:
        return tramo.inicios
    antes = tramo.ultimos - tramo.celdas + desde
    alcanza = tramo.celdas > desde
    return np.where(alcanza, tramo.cortes[np.minimum(antes, tramo.ultimos)] + 1, tramo.fines)
