"""Reconocer una base Sisbén por sus columnas, aunque vengan con mayúsculas o letras rotas.

Los esquemas son un dato (`datos/esquemas_sisben.json`), leído por quien llama: la base municipal
nominal, la anonimizada departamental, la muestra nacional, el CSV departamental de 2026 y la base
de 2020. Cada columna se lleva a su nombre canónico (`grupo`, `parentesco`, `I1`…`I15`, `h_5`).
Las privaciones y `h_5` se leen tal como vienen y se llaman «IPM proxy (Sisbén)».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errores import ErrorDeMetodo

PRIVACIONES: tuple[str, ...] = tuple(f"I{j}" for j in range(1, 16))
# Marca de orden de bytes, también como la deja una lectura en Latin-1.
ADORNOS = "\ufeffï»¿\"' \t\r\n"


@dataclass(frozen=True)
class Reconocimiento:
    """Qué base es y dónde está cada cosa.

    `columnas` {canónico: columna} y `otras` {variable del diccionario: columna}. `ausentes` son
    los canónicos del esquema que la base no trae. `clave_hogar` son las columnas que identifican
    el hogar, o () si el esquema no permite hacerlo y solo se cuenta por jefes.
    """

    esquema: str
    nombre: str
    columnas: Mapping[str, str]
    otras: Mapping[str, str]
    ausentes: tuple[str, ...]
    clave_hogar: tuple[str, ...]


def clave(columna: str) -> str:
    """Nombre de columna en minúsculas; cada tramo que no sea a-z, 0-9 o _ queda como «?».

    «Num_evento» → num_evento; «ind_discap_ba�arse», «…baÃ±arse» y «…bañarse» → ind_discap_ba?arse.
    """
    return re.sub(r"[^0-9a-z_]+", "?", columna.strip(ADORNOS).lower())


def coincide(columna: str, nombre: str) -> bool:
    """Si la columna es `nombre` (en ASCII), con cada «?» de su clave en lugar de una letra."""
    partes = [re.escape(parte) for parte in clave(columna).split("?")]
    return re.fullmatch("[a-z_]".join(partes), nombre) is not None


def reconocer(columnas: Sequence[str], documento: Mapping[str, Any]) -> Reconocimiento:
    """Elige el esquema con más columnas reconocidas; en empate, el que tiene menos ausentes.

    Error si ninguno encuentra las 15 privaciones, o si dos columnas son la misma.
    """
    esquemas = documento["esquemas"]
    candidatos = [(e, _emparejar(columnas, _alias(e))) for e in esquemas]
    completos = [(e, mapa) for e, mapa in candidatos if all(p in mapa for p in PRIVACIONES)]
    if not completos:
        _, mapa = max(candidatos, key=lambda candidato: len(candidato[1]))
        faltan = ", ".join(p for p in PRIVACIONES if p not in mapa)
        raise ErrorDeMetodo(
            f"no es una base Sisbén conocida: faltan las privaciones {faltan}",
            que_hacer="revise que la primera fila sean los nombres de columna y el separador; si "
            "las columnas tienen otro nombre, indíquelas una por una",
        )
    esquema, mapa = max(completos, key=lambda c: (len(c[1]), -len(c[0]["columnas"])))
    usadas = set(mapa.values())
    variables = {v: (v, *_mal_escritas(documento, v)) for v in documento["variables"]}
    return Reconocimiento(
        esquema=esquema["id"],
        nombre=esquema["nombre"],
        columnas=mapa,
        otras=_emparejar([c for c in columnas if c not in usadas], variables),
        ausentes=tuple(canonico for canonico in _alias(esquema) if canonico not in mapa),
        clave_hogar=_clave_hogar(esquema["clave_hogar"], mapa),
    )


def _alias(esquema: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """Nombres posibles de cada canónico del esquema."""
    privaciones = {c: (nombre,) for c, nombre in zip(PRIVACIONES, esquema["privaciones"])}
    return {**esquema["columnas"], **privaciones}


def _mal_escritas(documento: Mapping[str, Any], variable: str) -> list[str]:
    return [mala for mala, buena in documento["mal_escritas"].items() if buena == variable]


def _clave_hogar(canonicos: Iterable[str], mapa: Mapping[str, str]) -> tuple[str, ...]:
    partes = tuple(canonicos)
    return tuple(mapa[c] for c in partes) if all(c in mapa for c in partes) else ()


def _emparejar(columnas: Sequence[str], alias: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Columna de cada canónico; entre varios nombres posibles vale el primero de la lista."""
    exactas: dict[str, list[str]] = {}
    for columna in columnas:
        exactas.setdefault(clave(columna), []).append(columna)
    rotas = [c for k, grupo in exactas.items() if "?" in k for c in grupo]
    mapa = {}
    for canonico, nombres in alias.items():
        for nombre in nombres:
            halladas = exactas.get(nombre, []) or [c for c in rotas if coincide(c, nombre)]
            if len(halladas) > 1:
                raise ErrorDeMetodo(
                    f"las columnas {', '.join(f'«{c}»' for c in halladas)} son la misma «{nombre}»",
                    que_hacer="deje una sola en la base",
                )
            if halladas:
                mapa[canonico] = halladas[0]
                break
    return mapa
