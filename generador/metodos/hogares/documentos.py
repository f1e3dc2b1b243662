"""El tipo y el número de documento, en una forma que se compara; solo para cruzar una lista.

Es la única excepción a la lista de columnas permitidas (Ley 1581 de 2012): se leen en memoria, se
cruzan y se sueltan. Por eso nada de aquí guarda un valor entre llamadas ni lo copia en un mensaje:
un error dice la columna y las filas, nunca lo que traen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tablas import documento
from ..tipos import Enteros
from .avisos import con_miles
from .columna import EJEMPLOS, Columna

ILEGIBLE = "?"
FORMULA = re.compile(r'="([^"]*)"')
DE_UN_GRUPO = re.compile(r"[1-9][0-9]{0,2}[.,]([0-9]{3})")
# «12.345.000»: con dos grupos o más ya no es un decimal, y una cédula puede terminar en mil.
DE_VARIOS_GRUPOS = re.compile(r"[1-9][0-9]{0,2}((?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
COMO_DECIMAL = re.compile(r"([0-9]+)[.,]0{1,2}")
CIENTIFICA = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+")
CON_SU_TIPO = re.compile(r"(?:C\.?C|T\.?I|R\.?C|C\.?E|NUIP|NIT)[.:-]*[0-9.]+")
CON_LETRAS = re.compile(r"(?=.*[0-9])[0-9A-Z]{4,20}")


@dataclass(frozen=True, repr=False)
class Documentos:
    """El documento de n personas o renglones, sin representación: no se imprime por descuido.

    `numeros` (n,): «» sin dato, `ILEGIBLE` si no se entiende. `tipos` (n,): «» sin dato; None si
    la tabla no los trae.
    """

    numeros: tuple[str, ...]
    tipos: tuple[str, ...] | None = None


def leer_documentos(numero: Columna, tipo: Columna | None, filas: Enteros) -> Documentos:
    """Los documentos de dos columnas; ErrorDeMetodo si el número perdió cifras en Excel."""
    _exigir_cifras(numero, filas)
    return Documentos(
        _por_fila(numero, [numero_de_documento(t) for t in numero.textos]),
        None if tipo is None else _por_fila(tipo, [tipo_de_documento(t) for t in tipo.textos]),
    )


def numero_de_documento(texto: str) -> str:
    """El número sin puntos ni ceros a la izquierda; «» sin dato; `ILEGIBLE` si no se entiende.

    «12.345» es ilegible si termina en «000» (¿doce mil o doce?); «CC 123», porque el tipo va
    aparte.
    """
    junto = _junto(texto)
    if not junto:
        return ""
    grupo = DE_UN_GRUPO.fullmatch(junto)
    decimal = COMO_DECIMAL.fullmatch(junto)
    if DE_VARIOS_GRUPOS.fullmatch(junto) or (grupo and grupo[1] != "000"):
        junto = re.sub("[.,]", "", junto)
    elif decimal:
        junto = decimal[1]
    if junto.isascii() and junto.isdigit():
        return junto.lstrip("0") or ILEGIBLE
    con_letras = junto.replace("-", "")
    if CON_SU_TIPO.fullmatch(junto) or CIENTIFICA.fullmatch(junto):
        return ILEGIBLE
    return con_letras if CON_LETRAS.fullmatch(con_letras) else ILEGIBLE


def tipo_de_documento(texto: str) -> str:
    """El tipo en mayúsculas y sin tildes ni puntos, con su sigla si se conoce; «» sin dato."""
    descompuesto = unicodedata.normalize("NFD", _junto(texto))
    junto = re.sub("[^0-9A-Z]", "", descompuesto)
    junto = junto.lstrip("0") if junto.isdigit() else junto
    return str(documento("listas")["tipos"].get(junto, junto))


def _junto(texto: str) -> str:
    """En mayúsculas, sin espacios ni caracteres invisibles; «» si dice que no hay dato."""
    formula = FORMULA.fullmatch(texto.strip())
    normal = unicodedata.normalize("NFKC", formula[1] if formula else texto).upper()
    tabla = documento("textos")
    if normal.strip() in {*tabla["nulos"], *tabla["errores_de_hoja"]}:
        return ""
    return "".join(c for c in normal if unicodedata.category(c)[0] not in "ZC")


def _por_fila(columna: Columna, formas: list[str]) -> tuple[str, ...]:
    return tuple(formas[c] if c >= 0 else "" for c in columna.codigos.tolist())


def _exigir_cifras(columna: Columna, filas: Enteros) -> None:
    malos = [i for i, t in enumerate(columna.textos) if CIENTIFICA.fullmatch(_junto(t))]
    cuales = np.sort(filas[np.isin(columna.codigos, malos)])
    if cuales.size:
        primeras = ", ".join(con_miles(int(f)) for f in cuales[:EJEMPLOS])
        raise ErrorDeMetodo(
            f"«{columna.nombre}» trae {con_miles(cuales.size)} documentos en notación científica "
            f"(filas {primeras}{'…' if cuales.size > EJEMPLOS else ''}): Excel les quitó cifras",
            que_hacer="vuelva a exportar el archivo con esa columna como texto",
        )
