"""SipHash-2-4 de muchos textos a la vez: una función pseudoaleatoria con clave, de 64 bits.

Fuente: Aumasson y Bernstein (2012), «SipHash: a fast short-input PRF». El texto se parte en
palabras de 8 octetos, de menor a mayor; la última lleva en su octeto alto el largo del texto.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

import numpy as np
import numpy.typing as npt

from ..azar import Palabras
from ..errores import ErrorDeMetodo
from ..tipos import Enteros

Octetos = npt.NDArray[np.bytes_]
Textos = Union[Sequence[str], npt.NDArray[np.str_], Octetos]

OCTETOS_DE_CLAVE = 16
INICIALES = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
FINAL = np.uint64(0xFF)
RONDAS, RONDAS_FINALES = 2, 4
# Cuántos textos a la vez: sus cuatro palabras de estado caben en la caché del procesador.
TANDA = 8192


def siphash24(clave: bytes, textos: Textos) -> Palabras:
    """SipHash-2-4 de cada texto en UTF-8 con la clave de 16 octetos, (n,); ErrorDeMetodo si no.

    Un arreglo de octetos ya viene en UTF-8 y no pasa por textos de Python; sus ceros del final son
    relleno.
    """
    if len(clave) != OCTETOS_DE_CLAVE:
        raise ErrorDeMetodo(
            f"la clave tiene {len(clave)} octetos y debe tener {OCTETOS_DE_CLAVE}",
            que_hacer="use el archivo de la clave tal como lo escribió el kit",
        )
    partes = np.frombuffer(clave, dtype="<u8").astype(np.uint64)
    salida = np.empty(len(textos), dtype=np.uint64)
    for desde in range(0, len(textos), TANDA):
        tanda = slice(desde, desde + TANDA)
        salida[tanda] = _de_una_tanda(partes, *_en_octetos(textos[tanda]))
    return salida


def _en_octetos(textos: Textos) -> tuple[Octetos, Enteros]:
    """Los textos en UTF-8, (n,), y cuántos octetos tiene cada uno."""
    if isinstance(textos, np.ndarray) and textos.dtype.kind == "S":
        propios = np.asarray(textos, dtype=np.bytes_)
        return propios, np.char.str_len(propios).astype(np.int64)
    octetos = [str(texto).encode("utf-8") for texto in textos]
    largo = np.fromiter(map(len, octetos), dtype=np.int64, count=len(octetos))
    return np.array(octetos, dtype=np.bytes_), largo


def _de_una_tanda(clave: Palabras, octetos: Octetos, largo: Enteros) -> Palabras:
    completas = largo // 8
    # Los de más palabras primero: los que siguen vivos en cada paso son siempre un comienzo.
    orden = np.argsort(-completas, kind="stable")
    palabras = _palabras(octetos, largo)[orden]
    cuantas = completas[orden] + 1
    estado = [np.full(len(octetos), np.uint64(i) ^ clave[j % 2]) for j, i in enumerate(INICIALES)]
    for paso in range(palabras.shape[1]):
        vivos = int(np.count_nonzero(cuantas > paso))
        parte = [v[:vivos] for v in estado]
        palabra = np.ascontiguousarray(palabras[:vivos, paso])
        parte[3] ^= palabra
        _rondas(parte, RONDAS)
        parte[0] ^= palabra
    estado[2] ^= FINAL
    _rondas(estado, RONDAS_FINALES)
    salida = np.empty(len(octetos), dtype=np.uint64)
    salida[orden] = estado[0] ^ estado[1] ^ estado[2] ^ estado[3]
    return salida


def _palabras(octetos: Octetos, largo: Enteros) -> Palabras:
    """Los textos rellenos con ceros y el largo en su última palabra, (n, palabras)."""
    anchas = int(largo.max(initial=0)) // 8 + 1
    rellenos = octetos.astype(f"S{anchas * 8}")
    palabras = rellenos.view("<u8").reshape(len(octetos), anchas).astype(np.uint64)
    ultima = (largo & 0xFF).astype(np.uint64) << np.uint64(56)
    palabras[np.arange(len(octetos)), largo // 8] |= ultima
    return palabras


def _rondas(v: list[Palabras], cuantas: int) -> None:
    """SipRound, en el sitio, sobre las cuatro palabras de estado."""
    giro = np.empty_like(v[0])
    for _ in range(cuantas):
        v[0] += v[1]
        v[2] += v[3]
        _girar(v[1], 13, giro)
        _girar(v[3], 16, giro)
        v[1] ^= v[0]
        v[3] ^= v[2]
        _girar(v[0], 32, giro)
        v[2] += v[1]
        v[0] += v[3]
        _girar(v[1], 17, giro)
        _girar(v[3], 21, giro)
        v[1] ^= v[2]
        v[3] ^= v[0]
        _girar(v[2], 32, giro)


def _girar(v: Palabras, bits: int, giro: Palabras) -> None:
    np.right_shift(v, np.uint64(64 - bits), out=giro)
    v <<= np.uint64(bits)
    v |= giro
