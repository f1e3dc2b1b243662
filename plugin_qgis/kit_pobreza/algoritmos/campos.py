"""Encontrar en una capa los campos que cada algoritmo necesita, sin que el usuario los busque."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.nombres import PRIVACIONES, Reconocimiento, reconocer
from ..metodos.hogares.personales import columnas_personales
from ..recursos import tabla

# Los nombres que deja «Cargar base Sisbén», y los de las bases conocidas.
PERSONAS = ("personas", "num_personas_hogar", "personas_hogar")


def primero(nombres: Iterable[str], candidatos: Sequence[str]) -> str:
    """El primer candidato que la capa trae, sin mirar mayúsculas; «» si ninguno."""
    propios = {nombre.lower(): nombre for nombre in nombres}
    return next((propios[c] for c in candidatos if c in propios), "")


def privaciones(fuente: Fuente, elegidos: Sequence[str]) -> tuple[str, ...]:
    """Los 15 campos de privación en su orden: los elegidos o, si no hay, los que se reconocen."""
    if elegidos:
        if len(elegidos) != len(PRIVACIONES):
            raise ErrorDeCapa(
                f"se eligieron {len(elegidos)} campos de privación y son {len(PRIVACIONES)}",
                que_hacer="elija los 15 en orden, de I1 (bajo logro educativo) a I15 "
                "(hacinamiento crítico), o ninguno para que se reconozcan solos",
            )
        fuente.exigir(tuple(elegidos))
        return tuple(elegidos)
    base = reconocida(fuente)
    if base is None:
        raise ErrorDeCapa(
            f"en la capa «{fuente.nombre}» no se reconocen los 15 campos de privación (I1 a I15)",
            que_hacer="cargue la base con «Cargar base Sisbén» o elija los 15 campos en orden",
        )
    return tuple(base.columnas[p] for p in PRIVACIONES)


def reconocida(fuente: Fuente) -> Reconocimiento | None:
    """De qué base Sisbén son los campos de la capa; None si de ninguna."""
    try:
        return reconocer(fuente.nombres, tabla("esquemas_sisben"))
    except ErrorDeMetodo:
        return None


def personales(nombres: Sequence[str]) -> dict[str, str]:
    """Los campos con datos personales y por qué lo son."""
    documento = tabla("esquemas_sisben")
    conocidos = [n for n in nombres if n.lower() in documento["variables"]]
    privados = tabla("datos_personales")
    motivos = columnas_personales(nombres, privados, conocidos)
    solo_contar = {n: "identifica la ficha o la persona" for n in nombres
                   if n.lower() in privados["solo_para_contar"]}  # fmt: skip
    return {**solo_contar, **motivos}


def sin_personales(fuente: Fuente, pedidos: Sequence[str]) -> list[str]:
    """Los campos que pasan a la salida: los pedidos, o todos menos los personales."""
    if pedidos:
        fuente.exigir(tuple(pedidos))
        return list(pedidos)
    vedados = personales(fuente.nombres)
    return [n for n in fuente.nombres if n not in vedados and n.lower() != "fid"]
