"""Reconocer una base Sisbén por sus columnas, aunque vengan cortadas, rotas o con mayúsculas.

Los esquemas son un dato (`datos/esquemas_sisben.json`), leído por quien llama: la base municipal
nominal, la anonimizada departamental, la muestra nacional, el CSV departamental de 2026 y la base
de 2020. Cada columna se lleva a su nombre canónico (`grupo`, `parentesco`, `I1`…`I15`, `h_5`).
Las privaciones y `h_5` se leen tal como vienen y se llaman «IPM proxy (Sisbén)».

Lo que la base no deja claro no se adivina: se nombra en `ambiguas`, y quien la usa lo resuelve con
un mapeo de columnas (`mapeo`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errores import ErrorDeMetodo
from .emparejar import Emparejadas, emparejar
from .encabezado import clave, coincide
from .mapeo import Mapeo

__all__ = ["PRIVACIONES", "Reconocimiento", "clave", "coincide", "hallar", "reconocer"]

PRIVACIONES: tuple[str, ...] = tuple(f"I{j}" for j in range(1, 16))
DE_FICHA = ("id_ficha", "id_hogar")
NOMBRADAS = 12
POSIBLES = 4


@dataclass(frozen=True)
class Reconocimiento:
    """Qué base es y dónde está cada cosa.

    `columnas` {canónico: columna} y `otras` {variable del diccionario: columna}. `ausentes` son
    los canónicos del esquema que la base no trae. `clave_hogar` son las columnas que identifican
    el hogar, o () si la base no permite hacerlo y solo se cuenta por jefes. `cortadas` {columna:
    nombre entero}; `ambiguas` {columna: los nombres que puede ser}, que quedaron sin usar;
    `indicadas`, los nombres que puso el mapeo.
    """

    esquema: str
    nombre: str
    columnas: Mapping[str, str]
    otras: Mapping[str, str]
    ausentes: tuple[str, ...]
    clave_hogar: tuple[str, ...]
    cortadas: Mapping[str, str] = field(default_factory=dict)
    ambiguas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicadas: tuple[str, ...] = ()

    @property
    def avisos(self) -> tuple[str, ...]:
        """Qué se supuso de los nombres cortados y qué no se pudo saber, en frases."""
        frases = []
        if self.cortadas:
            pares = [f"«{c}» es «{n}»" for c, n in self.cortadas.items()]
            frases.append(f"nombres de columna cortados a diez caracteres: {_lista(pares)}")
        if self.ambiguas:
            pares = [f"«{c}» puede ser {_o(n)}" for c, n in self.ambiguas.items()]
            frases.append(
                f"no se usaron columnas de nombre cortado que no se sabe cuáles son: "
                f"{_lista(pares)}; dígalo con un mapeo de columnas si las necesita"
            )
        return tuple(frases)


def reconocer(
    columnas: Sequence[str],
    documento: Mapping[str, Any],
    mapeo: Mapeo | None = None,
    *,
    exigir: bool = True,
) -> Reconocimiento:
    """Elige el esquema con más columnas reconocidas; en empate, el que tiene menos ausentes.

    Lo que dice el `mapeo` va por encima de lo que se reconoce. Error si ningún esquema encuentra
    las 15 privaciones —salvo sin `exigir`, para recodificarlas—, si dos columnas son la misma o si
    el mapeo nombra una que no está.
    """
    indicadas = {} if mapeo is None else mapeo.resolver(columnas, documento)
    libres = [c for c in columnas if c not in set(indicadas.values())]
    variables = {v: (v, *_mal_escritas(documento, v)) for v in documento["variables"]}
    ajenas = [nombre for nombres in variables.values() for nombre in nombres]
    propias = _canonicas(indicadas, documento)
    candidatos = []
    for esquema in documento["esquemas"]:
        alias = _alias(esquema)
        # El mapeo no decide qué base es: eso lo dicen sus propios nombres.
        parecido = len(emparejar(columnas, alias, ajenas).mapa)
        sin_decir = {c: nombres for c, nombres in alias.items() if c not in indicadas}
        candidatos.append((parecido, esquema, emparejar(libres, sin_decir, ajenas)))
    completos = [c for c in candidatos if all(p in {**c[2].mapa, **propias} for p in PRIVACIONES)]
    if not completos and not exigir:
        completos = candidatos
    if not completos:
        _, _, hallado = max(candidatos, key=lambda candidato: candidato[0])
        raise _desconocida({**hallado.mapa, **propias}, hallado)
    _, esquema, hallado = max(completos, key=lambda c: (c[0], -len(c[1]["columnas"])))
    hallado.exigir_unicas()
    mapa = {**hallado.mapa, **propias}
    mapa = {**_generales(libres, mapa, hallado, documento), **mapa}
    usadas = {*mapa.values(), *hallado.ambiguas}
    ya = {*map(clave, usadas), *hallado.cortadas.values(), *indicadas}
    otras = emparejar(
        [c for c in libres if c not in usadas],
        {v: nombres for v, nombres in variables.items() if not ya & set(nombres)},
    )
    otras.exigir_unicas()
    return Reconocimiento(
        esquema=esquema["id"],
        nombre=esquema["nombre"],
        columnas=mapa,
        otras={**otras.mapa, **{c: v for c, v in indicadas.items() if c not in mapa}},
        ausentes=tuple(canonico for canonico in _alias(esquema) if canonico not in mapa),
        clave_hogar=_clave_hogar(esquema["clave_hogar"], mapa, indicadas),
        cortadas={**hallado.cortadas, **otras.cortadas},
        ambiguas={**hallado.ambiguas, **otras.ambiguas},
        indicadas=tuple(indicadas),
    )


def hallar(nombre: str, columnas: Sequence[str], canonicas: Mapping[str, str]) -> str | None:
    """La columna que alguien pidió, por su nombre o el canónico; None si no está.

    No distingue mayúsculas ni letras rotas. `canonicas` {nombre canónico: columna}.
    """
    iguales = [c for c in columnas if c == nombre]
    parecidas = iguales or [c for c in columnas if clave(c) == clave(nombre)]
    rotas = parecidas or [c for c in columnas if "?" in clave(c) and coincide(c, nombre)]
    return rotas[0] if rotas else canonicas.get(nombre)


def _alias(esquema: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """Nombres posibles de cada canónico del esquema."""
    privaciones = {c: (nombre,) for c, nombre in zip(PRIVACIONES, esquema["privaciones"])}
    return {**esquema["columnas"], **privaciones}


def _canonicas(indicadas: Mapping[str, str], documento: Mapping[str, Any]) -> dict[str, str]:
    propios = {canonico for esquema in documento["esquemas"] for canonico in _alias(esquema)}
    return {canonico: columna for canonico, columna in indicadas.items() if canonico in propios}


def _mal_escritas(documento: Mapping[str, Any], variable: str) -> list[str]:
    return [mala for mala, buena in documento["mal_escritas"].items() if buena == variable]


def _generales(
    libres: Sequence[str],
    mapa: Mapping[str, str],
    hallado: Emparejadas,
    documento: Mapping[str, Any],
) -> dict[str, str]:
    """x_auto y y_auto de una pareja de nombre general, si la base no trae otras coordenadas."""
    posibles = {nombre for nombres in hallado.ambiguas.values() for nombre in nombres}
    if any(canonico.startswith(("x_", "y_")) for canonico in {*mapa, *posibles}):
        return {}
    sin_usar = [c for c in libres if c not in set(mapa.values())]
    for x, y in documento["coordenadas"]:
        pareja = emparejar(sin_usar, {"x_auto": (x,), "y_auto": (y,)}).mapa
        if len(pareja) == len(("x_auto", "y_auto")):
            return pareja
    return {}


def _clave_hogar(
    canonicos: Iterable[str], mapa: Mapping[str, str], indicadas: Mapping[str, str]
) -> tuple[str, ...]:
    """Las columnas que identifican el hogar; las que diga el mapeo, aunque el esquema no las use.

    El número de hogar solo no identifica: se repite en cada ficha.
    """
    posibles = (tuple(canonicos), DE_FICHA if "id_ficha" in indicadas else ())
    claves = (partes for partes in posibles if partes and all(c in mapa for c in partes))
    return tuple(mapa[c] for c in next(claves, ()))


def _desconocida(mapa: Mapping[str, str], hallado: Emparejadas) -> ErrorDeMetodo:
    faltan = [p for p in PRIVACIONES if p not in mapa]
    dudosas = [
        f"«{columna}» puede ser {_o(nombres)}"
        for columna, nombres in hallado.ambiguas.items()
        if set(nombres) & set(faltan)
    ]
    duda = f"; {_lista(dudosas)}" if dudosas else ""
    return ErrorDeMetodo(
        f"no es una base Sisbén conocida: faltan las privaciones {', '.join(faltan)}{duda}",
        que_hacer="revise que la primera fila sean los nombres de columna y el separador; si las "
        "columnas tienen otro nombre, indíquelas una por una en un mapeo de columnas",
    )


def _lista(partes: Sequence[str]) -> str:
    resto = len(partes) - NOMBRADAS
    return ", ".join(partes[:NOMBRADAS]) + (f" y {resto} más" if resto > 0 else "")


def _o(nombres: Sequence[str]) -> str:
    resto = len(nombres) - POSIBLES
    return " o ".join(f"«{n}»" for n in nombres[:POSIBLES]) + (
        f" u otras {resto}" if resto > 0 else ""
    )
