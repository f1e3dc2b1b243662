"""Encontrar en una capa los campos que cada algoritmo necesita, sin que el usuario los busque."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.nombres import PRIVACIONES, Reconocimiento, reconocer
from ..metodos.hogares.personales import contenido_personal, permitida
from ..recursos import tabla

# Los nombres que deja «Cargar base Sisbén», y los de las bases conocidas.
PERSONAS = ("personas", "num_personas_hogar", "personas_hogar", "num_person")


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
    """Los campos con datos personales o que identifican, y por qué."""
    permisos = {nombre: permitida(nombre) for nombre in nombres}
    return {n: p.motivo for n, p in permisos.items() if p.uso in ("personal", "contar")}


def conservados(fuente: Fuente, pedidos: Sequence[str], usados: Sequence[str] = ()) -> list[str]:
    """Los campos que pasan a la salida: los pedidos o, si no hay, los que se permiten.

    Uno desconocido pasa solo si se pide o si se usa (`usados`: los que se eligieron para otra
    cosa). Error si un pedido es un dato personal, por su nombre o por lo que trae.
    """
    fuente.exigir(tuple(pedidos))
    for nombre in pedidos:
        permiso = permitida(nombre, nombrada=True)
        if permiso.uso == "personal":
            raise vedado(nombre, permiso.motivo)
    elegidos = list(pedidos) or [
        n for n in fuente.nombres if permitida(n, nombrada=n in usados).permitida
    ]
    desconocidos = [n for n in elegidos if permitida(n, nombrada=True).uso == "pedida"]
    motivos = contenidos_personales(fuente, desconocidos)
    for nombre, motivo in motivos.items():
        if nombre in pedidos:
            raise vedado(nombre, motivo)
    return [n for n in elegidos if n not in motivos and n.lower() != "fid"]


def contenidos_personales(fuente: Fuente, nombres: Sequence[str]) -> dict[str, str]:
    """Cuáles de esos campos traen datos personales, {campo: por qué}; los lee de la capa."""
    if not nombres:
        return {}
    leidos = fuente.leer(Lectura(textos=tuple(nombres)))
    motivos = {n: contenido_personal(fuente.columna(leidos, n)) for n in nombres}
    return {nombre: motivo for nombre, motivo in motivos.items() if motivo}


def vedado(nombre: str, motivo: str) -> ErrorDeCapa:
    """El error de pedir un campo personal."""
    return ErrorDeCapa(
        f"«{nombre}» es un dato personal y no se puede conservar ({motivo})",
        que_hacer="quítelo; cada hogar lleva su número de registro para volver a la base",
    )
