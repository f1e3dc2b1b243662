"""Qué fuentes cambiaron de una publicación a otra, y de cuáles depende cada indicador."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas.publicacion.fuentes_publicadas import ESQUEMA
from generador.paginas.publicacion.texto_de_celda import AGREGADA

Huellas = dict[str, dict[str, str]]
"""De fuente a {archivo: sha256}."""
CAMBIO, IGUAL, NO_CONSTA = "cambió", "no cambió", "no consta"


@dataclass(frozen=True)
class Publicadas:
    """El `datos/fuentes.json` de una publicación."""

    fecha: str
    huellas: Huellas


def leer(ruta: Path) -> Publicadas | None:
    """El registro de `ruta`; None si no está; ErrorDeDatos si no se entiende."""
    if not ruta.is_file():
        return None
    try:
        dicho: Any = orjson.loads(ruta.read_bytes())
        if dicho["esquema"] != ESQUEMA:
            raise _error(ruta, "lo hizo otra versión del kit")
        leidas = {
            str(fuente): {str(a): str(h) for a, h in suya["archivos"].items()}
            for fuente, suya in dicho["fuentes"].items()
        }
        return Publicadas(str(dicho["fecha"]), leidas)
    except (ValueError, KeyError, TypeError, AttributeError) as causa:
        raise _error(ruta, "está dañado") from causa


def archivos_distintos(antes: Huellas, ahora: Huellas) -> dict[str, list[str]]:
    """Por fuente que cambió, los archivos que son otros, que se agregaron o que se quitaron."""
    salida = {}
    for fuente in sorted(antes.keys() | ahora.keys()):
        viejos, nuevos = antes.get(fuente, {}), ahora.get(fuente, {})
        if otros := sorted(r for r in {*viejos, *nuevos} if viejos.get(r) != nuevos.get(r)):
            salida[fuente] = otros
    return salida


def insumos(indicador: str, fuente: str, catalogo: Mapping[str, Indicador]) -> frozenset[str]:
    """Las fuentes de las que sale una cifra; vacío si no consta de cuáles.

    La agregada depende también de la del indicador con que se promedia.
    """
    ficha = catalogo.get(indicador)
    propia = fuente.removeprefix(f"{AGREGADA}:")
    if propia == AGREGADA:
        return _del_calculo(indicador, catalogo, frozenset())
    if fuente == propia or ficha is None or not ficha.pondera:
        return frozenset({propia})
    return frozenset({propia}) | _del_calculo(ficha.pondera, catalogo, frozenset())


def _del_calculo(
    indicador: str, catalogo: Mapping[str, Indicador], vistos: frozenset[str]
) -> frozenset[str]:
    ficha = catalogo.get(indicador)
    if ficha is None or indicador in vistos:
        return frozenset()
    if ficha.fuente != AGREGADA:
        return frozenset({ficha.fuente})
    de = {*ficha.derivado_de, ficha.constante_de}
    if ficha.cociente:
        de |= {ficha.cociente.numerador, ficha.cociente.denominador}
    partes = [_del_calculo(otro, catalogo, vistos | {indicador}) for otro in sorted(de - {""})]
    return frozenset().union(*partes)


def como_esta(suyas: frozenset[str], distintas: Mapping[str, list[str]] | None) -> str:
    """Si cambió alguna de las fuentes `suyas`; sin ellas, si cambió alguna.

    `distintas`, lo de `archivos_distintos`; None si lo publicado no traía huellas.
    """
    if distintas is None:
        return NO_CONSTA
    return CAMBIO if (suyas & distintas.keys() if suyas else distintas) else IGUAL


def _error(ruta: Path, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        f"el registro de fuentes publicadas {problema}",
        lugar=Lugar(str(ruta)),
        que_hacer="bájelo otra vez de lo publicado; sin él no consta si una fuente cambió",
    )
