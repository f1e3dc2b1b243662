"""De los renglones de reglas a las reglas, con errores que dicen el renglón y la posición."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...errores import ErrorDeMetodo
from ...identificacion import Condicion, Regla
from ..textos import recortar
from .campos import Contexto
from .cursor import Sintaxis
from .en_json import leer_json
from .fichas import dos_puntos
from .gramatica import Lector

ES_JSON = re.compile(r"[\ufeff\s]*(?:\[\s*[\[{\]]|\{\s*[\"}])")
SALVO = "salvo "
EJEMPLO = "A1..B7, o Nombre de la regla: orden <= B7 y menores_6 >= 1"


def leer_reglas(
    texto: str | Sequence[str], contexto: Contexto, *, excluye: bool = False
) -> list[Regla]:
    """Las reglas de un texto, una por renglón, o de una lista; error si no hay ninguna.

    `excluye` las hace todas de salida, además de las que empiezan por «salvo». El error dice qué
    regla, en qué posición y por qué. Un texto que empieza por «[{» son reglas en JSON.
    """
    if isinstance(texto, str) and ES_JSON.match(texto):
        return leer_json(texto, contexto)
    varios = [texto] if isinstance(texto, str) else list(texto)
    renglones = [r for t in varios for r in (t.splitlines() or [""])]
    reglas = [
        _regla(renglon, contexto, excluye, numero if len(renglones) > 1 else 0)
        for numero, renglon in enumerate(renglones, start=1)
        if renglon.strip()
    ]
    if not reglas:
        raise ErrorDeMetodo("no hay ninguna regla", que_hacer=f"escriba al menos una: {EJEMPLO}")
    return reglas


def leer_regla(texto: str, contexto: Contexto, *, excluye: bool = False) -> Regla:
    """Una sola regla; error si el texto trae más de un renglón con reglas."""
    reglas = leer_reglas(texto, contexto, excluye=excluye)
    if len(reglas) > 1:
        raise ErrorDeMetodo(
            f"se esperaba una sola regla y hay {len(reglas)}", que_hacer="únalas con «o»"
        )
    return reglas[0]


def campos_de(condicion: Condicion) -> tuple[str, ...]:
    """Los campos que nombra una condición, cada uno una vez y en su orden."""
    if "campo" in condicion:
        return (str(condicion["campo"]),)
    listas = [v for v in condicion.values() if isinstance(v, (list, tuple))]
    return tuple(dict.fromkeys(c for lista in listas for parte in lista for c in campos_de(parte)))


def _regla(renglon: str, contexto: Contexto, excluye: bool, numero: int) -> Regla:
    """La regla de un renglón; sin nombre, se llama como se escribió."""
    corte = dos_puntos(renglon)
    nombre, cuerpo = renglon[: max(corte, 0)].strip(), renglon[corte + 1 :]
    margen = corte + 1
    if _con_salvo(nombre or cuerpo):
        excluye = True
        if nombre:
            nombre = nombre[len(SALVO) :].strip()
        else:
            margen += len(cuerpo) - len(cuerpo.lstrip()) + len(SALVO)
            cuerpo = cuerpo.lstrip()[len(SALVO) :]
    try:
        condicion = Lector(cuerpo, contexto).completa()
    except Sintaxis as error:
        donde = f"la regla del renglón {numero}" if numero else "la regla"
        raise ErrorDeMetodo(
            f"{donde} («{recortar(renglon.strip())}») no se entiende en la posición "
            f"{margen + error.posicion + 1}: {recortar(error.motivo)}",
            que_hacer=f"escríbala así: {EJEMPLO}",
        ) from None
    return Regla(_sin_comillas(nombre) or cuerpo.strip(), condicion, excluye)


def _con_salvo(texto: str) -> bool:
    return f"{texto.lstrip()} "[: len(SALVO)].lower() == SALVO


def _sin_comillas(nombre: str) -> str:
    if len(nombre) > 1 and nombre[0] == nombre[-1] == '"':
        return nombre[1:-1].replace('""', '"').strip()
    return nombre
