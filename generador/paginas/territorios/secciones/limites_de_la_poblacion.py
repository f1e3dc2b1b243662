"""Saltos de la serie de población que son de límites y no de gente, y desde cuándo hay serie."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np

from generador.formato import lista, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio

# De un año al siguiente, la parte (0 a 1) desde la que un cambio no lo explica la gente.
SALTO = 0.2
CUANTOS = 3  # los nombres que caben en una frase


def avisos(acervo: DatosDelSitio, codigo: str) -> list[str]:
    """Lo que hay que saber para leer la serie larga del municipio; vacía si nada la interrumpe."""
    return _avisos(acervo).get(codigo, [])


@cache
def _avisos(acervo: DatosDelSitio) -> dict[str, list[str]]:
    """Los avisos de todos los municipios, de una sola vez."""
    periodos = acervo.cubo.periodos("poblacion")
    tabla = np.column_stack([acervo.municipal("poblacion", "total", p) for p in periodos])
    hay = np.isfinite(tabla)
    inicio = hay.argmax(axis=1)
    nacen = _los_que_nacen(acervo, periodos, inicio)
    dichos: dict[str, list[str]] = defaultdict(list)
    for puesto in np.flatnonzero(inicio > 0).tolist():
        codigo, anio = acervo.municipios[puesto], periodos[inicio[puesto]]
        dichos[codigo].append(
            f"Su serie empieza en {anio}: antes, su población estaba en otro municipio."
        )
    with np.errstate(invalid="ignore"):
        razones = tabla[:, 1:] / tabla[:, :-1] - 1
        saltos = np.argwhere(np.abs(razones) > SALTO)
    for puesto, columna in saltos.tolist():
        codigo, anio = acervo.municipios[puesto], periodos[columna + 1]
        otros = nacen[codigo[:2], anio] if razones[puesto, columna] < 0 else []
        salto = float(razones[puesto, columna])
        dichos[codigo].append(_salto(periodos[columna], anio, salto, otros))
    return dict(dichos)


def _los_que_nacen(
    acervo: DatosDelSitio,
    periodos: tuple[str, ...],
    inicio: np.ndarray[tuple[int], np.dtype[np.intp]],
) -> dict[tuple[str, str], list[str]]:
    """Nombres de los municipios cuya serie empieza, por departamento y año."""
    nacen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for codigo, primero in zip(acervo.municipios, inicio.tolist(), strict=True):
        if primero:
            nacen[codigo[:2], periodos[primero]].append(acervo.territorios[codigo].nombre)
    return nacen


def _salto(antes: str, anio: str, salto: float, otros: list[str]) -> str:
    verbo = "baja" if salto < 0 else "sube"
    frase = f"De {antes} a {anio} la serie {verbo} {porcentaje(100 * abs(salto), 0)}"
    if not otros:
        return f"{frase}: un salto así puede ser de límites o de la estimación, no de gente."
    nombres = lista(otros) if len(otros) <= CUANTOS else f"{len(otros)} municipios"
    return f"{frase}: ese año empieza la de {nombres}, en su departamento; es un cambio de límites."
