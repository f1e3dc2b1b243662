"""La identidad de un hogar: una sola cadena, la que entra al sorteo y a la llave de publicación.

`municipio|ficha|hogar`, cada parte sin espacios de sobra, en mayúsculas y, si es un número, sin
ceros a la izquierda ni «.0»: la misma base en CSV, XLSX o GeoPackage da las mismas identidades. En
la muestra nacional, `llave` hace de ficha.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Logicos
from .avisos import ejemplos, frase
from .columna import EJEMPLOS, SIN_TEXTO, Columna
from .textos import componer, limpiar

SEPARADOR = "|"
NUMERO = re.compile(r"0*([0-9]+)(?:[.,]0+)?")
CIENTIFICA = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+")


@dataclass(frozen=True)
class Identidad:
    """A qué hogar pertenece cada fila.

    `hogar` (n,): número de hogar, en el orden de las identidades; −1 en las filas `vacias` (n,),
    que no dicen la ficha o el hogar. `textos` (H,): la identidad de cada hogar, ordenadas.
    """

    hogar: Enteros
    textos: tuple[str, ...]
    vacias: Logicos


def canonica(texto: str) -> str:
    """Una parte de la identidad en su forma única; «» si no hay dato.

    ErrorDeMetodo si es notación científica: «1,1001E+11» ya perdió cifras.
    """
    if texto.isascii() and texto.isdigit():
        return texto.lstrip("0") or "0"
    limpio = limpiar(texto).upper()
    if CIENTIFICA.fullmatch(limpio):
        raise ErrorDeMetodo(
            f"«{texto}» está en notación científica: perdió cifras",
            que_hacer=frase("cientifica_que_hacer"),
        )
    numero = NUMERO.fullmatch(limpio)
    return numero[1] if numero else limpio.replace(SEPARADOR, " ")


def cientificos(columna: Columna) -> tuple[str, ...]:
    """Los primeros textos de la columna en notación científica; () si no hay."""
    sospechosos = {
        t for t in columna.textos if not t.isdigit() and CIENTIFICA.fullmatch(_limpio(t))
    }
    usados = sospechosos.intersection(columna.usados()) if sospechosos else ()
    return tuple(sorted(usados)[:EJEMPLOS])


def identificar(partes: Sequence[Columna], filas: Enteros) -> Identidad:
    """La identidad de cada fila según sus columnas, en orden (municipio, ficha, hogar).

    ErrorDeMetodo, con la columna y las filas, si alguna llegó en notación científica.
    """
    for columna in partes:
        _exigir_cifras(columna, filas)
    junto = np.zeros(len(filas), dtype=np.int64)
    vacias = np.zeros(len(filas), dtype=np.bool_)
    propias = []
    for columna in partes:
        textos, codigos = _canonicos(columna)
        vacias |= codigos == SIN_TEXTO
        # Se renumera en cada paso: el producto de tres columnas grandes no cabe en 64 bits.
        _, junto = np.unique(junto * (len(textos) + 1) + codigos + 1, return_inverse=True)
        junto = junto.reshape(-1).astype(np.int64)
        propias.append((textos, codigos))
    presentes, primera, hogar = np.unique(
        np.where(vacias, -1, junto), return_index=True, return_inverse=True
    )
    con_hogar = primera[1:] if presentes.size and presentes[0] == -1 else primera
    escritas = _escribir(propias, con_hogar)
    orden = np.argsort(np.array(escritas, dtype=np.str_), kind="stable")
    lugar = np.empty(len(orden) + 1, dtype=np.int64)
    lugar[orden], lugar[-1] = np.arange(len(orden)), -1
    desde = len(presentes) - len(con_hogar)
    numero = lugar[hogar.reshape(-1) - desde]
    return Identidad(numero, tuple(escritas[i] for i in orden.tolist()), vacias)


def columnas_de(
    clave: Sequence[str], columnas: Mapping[str, Columna], municipio: Columna | None
) -> tuple[Columna, ...]:
    """Las partes de la identidad: el municipio, si la base lo trae, y las del esquema."""
    propias = [columnas[c] for c in clave if c != "cod_mpio"]
    return tuple([municipio, *propias] if municipio is not None else propias)


def _canonicos(columna: Columna) -> tuple[tuple[str, ...], np.ndarray]:
    """Las formas canónicas distintas y el código de cada fila; −1 si no hay dato."""
    formas = [canonica(t) for t in columna.textos]
    unicas = dict.fromkeys(f for f in formas if f)
    lugar = dict(zip(unicas, range(len(unicas))))
    tabla = np.array([*(lugar.get(f, SIN_TEXTO) for f in formas), SIN_TEXTO], dtype=np.int64)
    return tuple(unicas), tabla[columna.codigos]


def _escribir(partes: Sequence[tuple[tuple[str, ...], np.ndarray]], filas: Enteros) -> list[str]:
    columnas = [[textos[c] for c in codigos[filas].tolist()] for textos, codigos in partes]
    return [SEPARADOR.join(trozos) for trozos in zip(*columnas)]


def _exigir_cifras(columna: Columna, filas: Enteros) -> None:
    malos = cientificos(columna)
    if malos:
        codigo = columna.textos.index(malos[0])
        fila = int(filas[columna.codigos == codigo].min())
        raise ErrorDeMetodo(
            frase("cientifica", columna=columna.nombre, ejemplos=ejemplos([(malos[0], fila)])),
            que_hacer=frase("cientifica_que_hacer"),
        )


def _limpio(texto: str) -> str:
    return componer(texto).upper()
