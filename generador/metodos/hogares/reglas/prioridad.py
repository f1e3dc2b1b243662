"""La prioridad escrita: «orden menor, menores_6 mayor» o «-puntaje, orden»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...errores import ErrorDeMetodo
from ...seleccion import Criterio, Sentido
from .campos import Contexto
from .escritura import escribir_campo

EJEMPLO = "orden menor, menores_6 mayor"
PARTE = re.compile(r'([+-]?)\s*(?:"((?:[^"]|"")+)"|(\w+))(?:\s+(\w+))?')
SENTIDOS: dict[str, Sentido] = {"menor": "menor", "mayor": "mayor"}
SIGNOS: dict[str, Sentido] = {"-": "mayor", "+": "menor"}


def leer_prioridad(
    texto: str | Sequence[str], contexto: Contexto, *, nulos_al_final: bool = False
) -> list[Criterio]:
    """Los criterios, del primero al último; sin decir cuál, va primero el menor.

    Acepta una lista o un texto con comas o renglones. Error si no hay ninguno, si un campo es de
    texto o se repite, o si el guion y la palabra dicen lo contrario.
    """
    varios = [texto] if isinstance(texto, str) else list(texto)
    partes = [p.strip() for t in varios for p in re.split(r"[,;\n]", t) if p.strip()]
    criterios = [_criterio(parte, contexto, nulos_al_final) for parte in partes]
    if not criterios:
        raise ErrorDeMetodo(
            "no hay ningún criterio de prioridad", que_hacer=f"escriba, por ejemplo, «{EJEMPLO}»"
        )
    nombres = [c.campo for c in criterios]
    repetido = next((n for n in nombres if nombres.count(n) > 1), None)
    if repetido is not None:
        raise ErrorDeMetodo(
            f"la prioridad nombra «{repetido}» más de una vez", que_hacer="déjelo una sola vez"
        )
    return criterios


def escribir_prioridad(criterios: Iterable[Criterio]) -> str:
    """El texto de los criterios; `leer_prioridad` da los mismos."""
    return ", ".join(f"{escribir_campo(c.campo)} {c.primero}" for c in criterios)


def _criterio(parte: str, contexto: Contexto, nulos_al_final: bool) -> Criterio:
    hallada = PARTE.fullmatch(parte)
    if hallada is None:
        raise _no_se_entiende(parte)
    signo, entre_comillas, palabra, dicho = hallada.groups()
    sentido = SENTIDOS.get((dicho or "").lower())
    if dicho and sentido is None:
        raise _no_se_entiende(parte)
    del_signo = SIGNOS.get(signo)
    if sentido and del_signo and sentido != del_signo:
        raise ErrorDeMetodo(
            f"la prioridad «{parte}» se contradice: el signo dice «{del_signo}»",
            que_hacer="deje el signo o la palabra",
        )
    escrito = entre_comillas.replace('""', '"') if entre_comillas else palabra
    try:
        campo = contexto.campo(escrito)
    except ErrorDeMetodo as error:
        raise ErrorDeMetodo(
            f"la prioridad «{parte}» no se entiende: {error.problema}", que_hacer=error.que_hacer
        ) from None
    if contexto.tipo(campo) == "texto":
        raise ErrorDeMetodo(
            f"la prioridad usa «{campo}», que es texto",
            que_hacer="use un campo numérico; para el nivel del Sisbén, «orden»",
        )
    return Criterio(campo, sentido or del_signo or "menor", nulos_al_final)


def _no_se_entiende(parte: str) -> ErrorDeMetodo:
    return ErrorDeMetodo(
        f"la prioridad «{parte}» no se entiende",
        que_hacer=f"escriba un campo seguido de «menor» o «mayor», por ejemplo «{EJEMPLO}», o con "
        "guion para el mayor: «-puntaje, orden»",
    )
