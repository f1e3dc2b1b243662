"""De la regla al renglón: lo que escribe aquí, `lectura` lo lee igual."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ...errores import ErrorDeMetodo
from ...identificacion import Condicion, Regla
from .lectura import SALVO
from .numeros import escribir_numero

COMIENZAN_OTRA_COSA = ('"', "[", "{")
PALABRA = re.compile(r"\d*[^\W\d]\w*")


def escribir_reglas(reglas: Iterable[Regla]) -> str:
    """Las reglas, una por renglón."""
    return "\n".join(map(escribir, reglas))


def escribir(regla: Regla) -> str:
    """La regla en un renglón, con su nombre; error si la condición no es de una forma conocida."""
    return f"{SALVO if regla.excluye else ''}{_nombre(regla.nombre)}: {_condicion(regla.condicion)}"


def _nombre(nombre: str) -> str:
    """El nombre en un renglón; entre comillas si solo no se leería igual."""
    junto = " ".join(nombre.split())
    comillas = (
        junto[:1] in COMIENZAN_OTRA_COSA or f"{junto} ".lower().startswith(SALVO) or not junto
    )
    return _entre(junto, '"') if comillas else junto


def _condicion(condicion: Condicion) -> str:
    condicion = _sin_envolver(condicion)
    for claves, escribe in (
        ({"campo", "entre"}, _intervalo),
        ({"campo", "en"}, _lista),
        ({"todas"}, lambda c: _unidas(c["todas"], " y ")),
        ({"alguna"}, lambda c: _unidas(c["alguna"], " o ")),
        ({"ninguna"}, lambda c: _ninguna(c["ninguna"])),
        ({"al_menos", "de"}, _al_menos),
    ):
        if set(condicion) == claves:
            return escribe(condicion)
    raise ErrorDeMetodo(
        f"no se puede escribir la condición {dict(condicion)}",
        que_hacer="use una de las formas de «identificacion»",
    )


def _sin_envolver(condicion: Condicion) -> Condicion:
    """La de adentro, si «todas» o «alguna» traen una sola."""
    for union in ("todas", "alguna"):
        if set(condicion) == {union} and len(condicion[union]) == 1:
            return _sin_envolver(condicion[union][0])
    return condicion


def _intervalo(condicion: Condicion) -> str:
    campo, (desde, hasta) = escribir_campo(condicion["campo"]), condicion["entre"]
    if desde is None:
        return f"{campo} <= {_valor(hasta)}"
    if hasta is None:
        return f"{campo} >= {_valor(desde)}"
    return f"{campo} entre {_valor(desde)} y {_valor(hasta)}"


def _lista(condicion: Condicion) -> str:
    campo, valores = escribir_campo(condicion["campo"]), [_valor(v) for v in condicion["en"]]
    return f"{campo} = {valores[0]}" if len(valores) == 1 else f"{campo} en ({', '.join(valores)})"


def _unidas(partes: Sequence[Condicion], union: str) -> str:
    return union.join(_protegida(p) for p in partes)


def _ninguna(partes: Sequence[Condicion]) -> str:
    if len(partes) > 1:
        return f"no ({_unidas(partes, ' o ')})"
    unica = _sin_envolver(partes[0])
    escrita = _condicion(unica)
    if set(unica) == {"campo", "en"} and len(unica["en"]) == 1:
        return escrita.replace(" = ", " != ", 1) if " = " not in unica["campo"] else f"no {escrita}"
    if set(unica) == {"campo", "entre"} and None in unica["entre"]:
        desde, hasta = unica["entre"]
        signo, limite = ("<", desde) if hasta is None else (">", hasta)
        return f"{escribir_campo(unica['campo'])} {signo} {_valor(limite)}"
    return f"no {_protegida(unica)}"


def _al_menos(condicion: Condicion) -> str:
    partes = ", ".join(_condicion(c) for c in condicion["de"])
    return f"al menos {condicion['al_menos']} de ({partes})"


def _protegida(condicion: Condicion) -> str:
    """Entre paréntesis si une varias: la unión de afuera es otra."""
    propia = _sin_envolver(condicion)
    return f"({_condicion(propia)})" if set(propia) & {"todas", "alguna"} else _condicion(propia)


def escribir_campo(campo: str) -> str:
    """El nombre del campo; entre comillas dobles si no es una sola palabra."""
    return campo if PALABRA.fullmatch(campo) else _entre(campo, '"')


def escribir_texto(texto: str) -> str:
    """Un valor de texto entre comillas."""
    return _entre(texto, "'")


def _valor(valor: Any) -> str:
    return escribir_texto(valor) if isinstance(valor, str) else escribir_numero(valor)


def _entre(texto: str, comilla: str) -> str:
    return f"{comilla}{' '.join(texto.split()).replace(comilla, comilla * 2)}{comilla}"
