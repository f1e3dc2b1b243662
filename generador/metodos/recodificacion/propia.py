"""La receta de quien usa: parte de una del kit y dice sus columnas y sus códigos, nada más.

    {"formato": "kit-recodificacion/1", "id": "encuesta_2026", "nombre": "Encuesta rural 2026",
     "parte_de": "encuesta_propia",
     "esquema": {"hogar": ["FICHA"], "persona": "ORDEN", "columnas": {"lee": "P12"}},
     "codigos": {"lee": {"codigos": {"S": "afirma", "N": "niega"}, "no_aplica": ["99"]}}}

Las reglas no se escriben: son las de la receta de que parte. La arma el asistente de QGIS o la hoja
de `kit recodificar --plantilla`.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .leer_receta import leer
from .nodo import Nodo
from .receta import FORMATO, Receta

PROPIO = "propio"
EXIGIDAS = ("formato", "id", "nombre", "parte_de", "esquema")
OTRAS = ("$schema", "version", "codigos", "faltantes")
DE_CODIGOS = ("codigos", "no_aplica", "falta", "nota")


@dataclass(frozen=True)
class Correspondencia:
    """Lo que el asistente o la hoja saben: columnas, códigos y la llave del hogar."""

    hogar: tuple[str, ...]
    persona: str
    columnas: Mapping[str, str]
    codigos: Mapping[str, Mapping[str, str]]
    no_aplica: Mapping[str, tuple[str, ...]]
    falta: Mapping[str, tuple[str, ...]]
    nucleo: Mapping[str, str]


def es_propia(documento: Any) -> bool:
    """Si es una receta que parte de otra."""
    return isinstance(documento, dict) and "parte_de" in documento


def documento_de(
    id_: str, nombre: str, parte_de: str, dicha: Correspondencia, version: str = "1"
) -> dict[str, Any]:
    """El JSON de una receta propia."""
    esquema: dict[str, Any] = {
        "hogar": list(dicha.hogar),
        "persona": dicha.persona,
        "columnas": dict(dicha.columnas),
    }
    if dicha.nucleo:
        esquema["nucleo"] = dict(dicha.nucleo)
    codigos = {
        variable: {
            clave: list(lista) if isinstance(lista, tuple) else dict(lista)
            for clave, lista in (
                ("codigos", dicha.codigos.get(variable, {})),
                ("no_aplica", dicha.no_aplica.get(variable, ())),
                ("falta", dicha.falta.get(variable, ())),
            )
            if lista
        }
        for variable in sorted({*dicha.codigos, *dicha.no_aplica, *dicha.falta})
    }
    hecho = {"formato": FORMATO, "id": id_, "nombre": nombre, "version": version}
    return {**hecho, "parte_de": parte_de, "esquema": esquema, "codigos": codigos}


def componer(documento: Any, recetas: Mapping[str, Any]) -> Receta:
    """La receta entera: la de que parte, con las columnas y los códigos de la propia.

    `recetas` {id: documento JSON} del kit. ErrorDeMetodo con la ruta si algo no va.
    """
    raiz = Nodo(documento)
    raiz.solo(EXIGIDAS, OTRAS)
    if raiz.campo("formato").texto() != FORMATO:
        raise raiz.campo("formato").error("no es ese formato", f"use {FORMATO}")
    de_quien = raiz.campo("parte_de").de_una(sorted(recetas))
    entera = copy.deepcopy(recetas[de_quien])
    variables = entera["variables"]
    _poner_codigos(raiz.opcional("codigos"), variables)
    _poner_faltantes(raiz.opcional("faltantes"), entera["privaciones"])
    entera["esquemas"] = {
        PROPIO: _esquema(raiz.campo("esquema"), variables),
        **entera["esquemas"],
    }
    version = raiz.opcional("version")
    entera["id"], entera["nombre"] = raiz.campo("id").texto(), raiz.campo("nombre").texto()
    entera["version"] = "1" if version is None else version.texto()
    hecha = leer(entera)
    medida = hecha.medida if de_quien == "encuesta_propia" else f"{hecha.medida}, receta propia"
    return replace(
        hecha,
        parte_de=de_quien,
        medida=medida,
        esquemas=hecha.esquemas[:1],
        estado="sin_comprobar",
    )


def _esquema(nodo: Nodo, variables: Mapping[str, Any]) -> dict[str, Any]:
    nodo.solo(("hogar", "persona", "columnas"), ("nucleo",))
    for id_, hijo in nodo.campo("columnas").pares():
        if id_ not in variables:
            raise hijo.error("no es una variable de la receta", f"use {', '.join(variables)}")
    propias = {id_: [hijo.texto()] for id_, hijo in nodo.campo("columnas").pares()}
    llave = [[hijo.texto()] for hijo in nodo.campo("hogar").elementos()]
    nucleo = nodo.opcional("nucleo")
    return {
        "reconocer": [nombre for (nombre,) in [*llave, *propias.values()]],
        "hogar": llave,
        "persona": [nodo.campo("persona").texto()],
        "columnas": propias,
        "nucleo": {} if nucleo is None else {c: [h.texto()] for c, h in nucleo.pares()},
    }


def _poner_codigos(nodo: Nodo | None, variables: dict[str, Any]) -> None:
    for id_, hijo in [] if nodo is None else nodo.pares():
        if id_ not in variables:
            raise hijo.error("no es una variable de la receta", f"use {', '.join(variables)}")
        hijo.solo((), DE_CODIGOS)
        propia = variables[id_]
        conocidas = {
            *propia.get("codigos", {}).values(),
            *(c for e in propia.get("por_esquema", {}).values() for c in e["codigos"].values()),
        }
        dichos = hijo.opcional("codigos")
        for _, codigo in [] if dichos is None else dichos.pares():
            codigo.de_una(sorted(conocidas))
        propia.setdefault("por_esquema", {})[PROPIO] = hijo.valor


def _poner_faltantes(nodo: Nodo | None, privaciones: dict[str, Any]) -> None:
    for id_, hijo in [] if nodo is None else nodo.pares():
        if id_ not in privaciones:
            raise hijo.error("no es un indicador de la receta", f"use {', '.join(privaciones)}")
        privaciones[id_]["faltantes"] = hijo.valor
