"""El mapeo de columnas: qué columna de la base es cada nombre canónico, dicho por quien la usa.

Es un texto JSON que se guarda y se vuelve a usar con la base del corte siguiente:

    {"mapeo_de_columnas": 1, "columnas": {"parentesco": "Relación con el jefe", "I1": "priv_01"}}

Va por encima de lo que se reconoce solo. Leer y escribir el archivo le toca a quien llama.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errores import ErrorDeMetodo
from ..tablas import documento as tabla
from .encabezado import clave
from .personales import motivo_personal

VERSION = 1
MARCA = "mapeo_de_columnas"
FORMA = '{"mapeo_de_columnas": 1, "columnas": {"I1": "priv_01", "parentesco": "parent"}}'


@dataclass(frozen=True)
class Mapeo:
    """`columnas` {canónico o variable del diccionario: columna de la base}."""

    columnas: Mapping[str, str]

    def resolver(self, de_la_base: Sequence[str], documento: Mapping[str, Any]) -> dict[str, str]:
        """El mapeo con los nombres tal como están en la base, {canónico: columna}.

        La columna se busca igual y, si no, sin mirar mayúsculas ni espacios. Error si un canónico
        no existe, si una columna no está o es de datos personales, o si se usa dos veces.
        """
        hallados: dict[str, str] = {}
        for canonico, pedida in self.columnas.items():
            _existe(canonico, documento)
            columna = _buscar(pedida, de_la_base, canonico)
            repetido = next((c for c, ya in hallados.items() if ya == columna), None)
            if repetido is not None:
                raise ErrorDeMetodo(
                    f"el mapeo usa la columna «{columna}» dos veces: «{repetido}» y «{canonico}»",
                    que_hacer="deje cada columna una sola vez",
                )
            hallados[canonico] = columna
        return hallados


def leer(texto: str, documento: Mapping[str, Any]) -> Mapeo:
    """El mapeo de un texto JSON; el error dice el renglón si no es JSON, o qué clave no sirve."""
    try:
        datos = json.loads(texto.lstrip("\ufeff"), object_pairs_hook=_sin_repetir)
    except json.JSONDecodeError as causa:
        raise _error(f"no es JSON (renglón {causa.lineno}, posición {causa.colno})") from causa
    except RecursionError as causa:
        raise _error("tiene demasiados niveles") from causa
    if not isinstance(datos, dict) or MARCA not in datos:
        raise _error(f"no trae «{MARCA}» con su versión")
    if datos[MARCA] != VERSION or isinstance(datos[MARCA], bool):
        raise ErrorDeMetodo(
            f"el mapeo de columnas es de la versión {datos[MARCA]!r} y esta lee la {VERSION}",
            que_hacer="actualice el kit, o escríbalo de nuevo",
        )
    sobran = [clave_ for clave_ in datos if clave_ not in (MARCA, "columnas")]
    if sobran:
        raise _error(f"la clave «{sobran[0]}» no se conoce")
    columnas = datos.get("columnas")
    if not isinstance(columnas, dict) or not columnas:
        raise _error("«columnas» tiene que nombrar al menos una")
    for canonico, columna in columnas.items():
        _existe(canonico, documento)
        if not isinstance(columna, str) or not columna.strip():
            raise _error(f"«{canonico}» tiene que ser el nombre de una columna, entre comillas")
    return Mapeo(columnas)


def escribir(columnas: Mapping[str, str]) -> str:
    """El texto JSON de un mapeo {canónico: columna}; `leer` devuelve el mismo.

    Con `Reconocimiento.columnas` queda escrito lo que se reconoció, para corregirlo.
    """
    return json.dumps({MARCA: VERSION, "columnas": dict(columnas)}, ensure_ascii=False, indent=1)


def canonicos(documento: Mapping[str, Any]) -> tuple[str, ...]:
    """Los nombres que un mapeo puede usar: los de los esquemas y las variables del diccionario."""
    propios = [c for e in documento["esquemas"] for c in e["columnas"]]
    privaciones = [f"I{j}" for j in range(1, len(documento["esquemas"][0]["privaciones"]) + 1)]
    return tuple(dict.fromkeys([*privaciones, *propios, *documento["variables"]]))


def _existe(canonico: str, documento: Mapping[str, Any]) -> None:
    conocidos = canonicos(documento)
    if canonico not in conocidos:
        cerca = difflib.get_close_matches(canonico, conocidos, 3, 0.5)
        raise ErrorDeMetodo(
            f"el mapeo de columnas nombra «{canonico}», que no existe",
            que_hacer=f"use uno de: {', '.join(cerca or conocidos[:20])}",
        )


def _buscar(pedida: str, de_la_base: Sequence[str], canonico: str) -> str:
    iguales = [c for c in de_la_base if c == pedida]
    parecidas = iguales or [c for c in de_la_base if clave(c) == clave(pedida)]
    if len(parecidas) == 1:
        _no_es_personal(parecidas[0])
        return parecidas[0]
    if not parecidas:
        cerca = difflib.get_close_matches(pedida, de_la_base, 3, 0.5)
        raise ErrorDeMetodo(
            f"el mapeo dice que «{canonico}» es «{pedida}», y la base no trae esa columna",
            que_hacer=f"use una de: {', '.join(cerca or de_la_base)}",
        )
    raise ErrorDeMetodo(
        f"el mapeo dice que «{canonico}» es «{pedida}», y hay {len(parecidas)} con ese nombre",
        que_hacer="deje una sola en la base",
    )


def _no_es_personal(columna: str) -> None:
    motivo = motivo_personal(columna, tabla("datos_personales"))
    if motivo:
        raise ErrorDeMetodo(
            f"el mapeo usa la columna «{columna}», que no se lee: {motivo}",
            que_hacer="quítela del mapeo (Ley 1581 de 2012)",
        )


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    claves = [c for c, _ in pares]
    repetidas = sorted({c for c in claves if claves.count(c) > 1})
    if repetidas:
        raise _error(f"«{repetidas[0]}» está dos veces")
    return dict(pares)


def _error(motivo: str) -> ErrorDeMetodo:
    return ErrorDeMetodo(
        f"el mapeo de columnas no se puede leer: {motivo}", que_hacer=f"escríbalo así: {FORMA}"
    )
