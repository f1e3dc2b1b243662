"""Leer YAML con el cargador seguro, el compilado si lo hay: es ocho veces más rápido."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

_SEGURO = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SIN_TIPOS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
HONDO = 100
"""Cuántos grupos van uno dentro de otro: con unos miles, el compilado tumba el proceso."""
# Con un valor que no es lo que parece («2026-02-30», «0x_»), PyYAML falla con el error de quien lo
# convierte, no con el suyo.
_AL_CONVERTIR = (ValueError, AttributeError)


class Rechazado(yaml.MarkedYAMLError):
    """Lo que PyYAML dejaba pasar callado, o decía con un error que no es suyo; en español."""

    def __init__(self, problema: str, marca: Any) -> None:
        super().__init__(problem=problema, problem_mark=marca)


def leer(texto: str) -> Any:
    """El contenido de un documento YAML, solo con tipos simples; yaml.YAMLError si está mal.

    También si repite un campo, si trae una fecha imposible o más de `HONDO` grupos anidados.
    """
    return _leer(texto, _SEGURO)


def leer_escrito(texto: str) -> Any:
    """Como `leer`, con cada valor como texto tal cual se escribió: «05», «sí», «2026-02-30»."""
    return _leer(texto, _SIN_TIPOS)


def en_palabras(causa: Exception) -> str:
    """Qué le pasa y en qué renglón, si consta; la frase de PyYAML viene en inglés y no se dice."""
    if isinstance(causa, UnicodeDecodeError):
        return "no está guardado en UTF-8"
    renglon = renglon_de(causa)
    donde = f", cerca del renglón {renglon}" if renglon else ""
    return f"no es YAML válido{detalle(causa)}{donde}"


def detalle(causa: Exception) -> str:
    """«: «a» está dos veces», si es de lo que aquí se rechaza; «» si la frase es de PyYAML."""
    return f": {causa.problem}" if isinstance(causa, Rechazado) else ""


def renglon_de(causa: BaseException) -> int | None:
    """El renglón en que se dañó, si el lector lo dice."""
    marca = getattr(causa, "problem_mark", None)
    return marca.line + 1 if marca else None


def _leer(texto: str, clase: Any) -> Any:
    _exigir_llano(texto, clase)
    cargador = clase(texto)
    try:
        raiz = cargador.get_single_node()
        if raiz is None:
            return None
        _exigir_sin_repetir(raiz)
        try:
            return cargador.construct_document(raiz)
        except _AL_CONVERTIR as causa:
            raise Rechazado("un valor no es una fecha ni un número", _culpable(texto, clase)) from (
                causa
            )
    finally:
        cargador.dispose()


def _exigir_llano(texto: str, clase: Any) -> None:
    # Sin tantos abridores no puede estar tan hondo, y no se lee dos veces.
    if sum(map(texto.count, "[{-:?")) < HONDO:
        return
    hondo = 0
    for suceso in yaml.parse(texto, Loader=clase):
        hondo += isinstance(suceso, yaml.CollectionStartEvent)
        hondo -= isinstance(suceso, yaml.CollectionEndEvent)
        if hondo > HONDO:
            raise Rechazado(f"más de {HONDO} grupos uno dentro de otro", suceso.start_mark)


def _exigir_sin_repetir(raiz: yaml.Node) -> None:
    for nodo in _nodos(raiz):
        if not isinstance(nodo, yaml.MappingNode):
            continue
        claves: set[str] = set()
        for clave, _ in nodo.value:
            if isinstance(clave, yaml.ScalarNode):
                if clave.value in claves:
                    raise Rechazado(f"«{clave.value}» está dos veces", clave.start_mark)
                claves.add(clave.value)


def _culpable(texto: str, clase: Any) -> Any:
    """Dónde está el primer valor que no se deja convertir."""
    cargador = clase(texto)
    try:
        for nodo in _nodos(cargador.get_single_node()):
            if not isinstance(nodo, yaml.ScalarNode):
                continue
            try:
                cargador.construct_object(nodo)
            except _AL_CONVERTIR:
                return nodo.start_mark
        return None
    finally:
        cargador.dispose()


def _nodos(raiz: yaml.Node) -> Iterator[yaml.Node]:
    """Cada nodo una vez: un alias lleva a otro que ya se vio, y puede llevar a sí mismo."""
    por_ver, vistos = [raiz], set()
    while por_ver:
        nodo = por_ver.pop()
        if id(nodo) in vistos:
            continue
        vistos.add(id(nodo))
        yield nodo
        if isinstance(nodo, yaml.SequenceNode):
            por_ver.extend(nodo.value)
        elif isinstance(nodo, yaml.MappingNode):
            por_ver.extend(parte for par in nodo.value for parte in par)
