"""Las partes que llevan igual la ficha de un municipio y la de un departamento."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generador.fichas.leido_de_la_pagina import riel
from generador.paginas.citas import ProcedenciaCitada
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.secciones.quince_privaciones import PrivacionDelTerritorio
from generador.paginas.territorios.secciones.resumen import ReferenciaRotulada

Contexto = dict[str, Any]
VISTA = "0 0 400 60"


def histograma(trazos: Iterable[str], pintados: Iterable[str]) -> str:
    """El SVG de las barras de los municipios, que se estira a lo ancho de la tarjeta."""
    barras = "".join(
        f'<path d="{d}" fill="{color}"/>' for d, color in zip(trazos, pintados, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VISTA}" '
        f'preserveAspectRatio="none">{barras}</svg>'
    )


def rotulos(marcas: Sequence[str], suyos: Sequence[ReferenciaRotulada]) -> list[Contexto]:
    """Cada referencia con su marca, su nombre y su cifra."""
    return [
        {"de": de, "texto": f"{r.nombre} {r.valor}"} for de, r in zip(marcas, suyos, strict=True)
    ]


def marcas_de(ya: Contexto) -> list[str]:
    """La marca de cada referencia, en el orden en que la página las nombra."""
    return ["pais" if r.codigo == "00" else "depto" for r in ya["pobreza"]["referencias"]]


def privaciones(ya: Contexto) -> Contexto:
    """Las quince, con quién se comparan y cuáles se apartan más."""
    lejanas = ya["lejanas"]
    referencias = [f.nombre for f in ya["frente_a"]]
    signos = ["pais" if nombre == "Colombia" else "depto" for nombre in referencias]
    return {
        "titulo": "Las quince privaciones",
        "hallazgo": ya["hallazgos"]["privaciones"],
        "anio": ya["anio"].privaciones,
        "referencias": [
            {"de": de, "texto": nombre} for de, nombre in zip(signos, referencias, strict=True)
        ],
        "al_referente": ya["al_referente"],
        "del_referente": ya["del_referente"],
        "hay_lejanas": bool(lejanas),
        "filas": [_privacion(f, lejana=f in lejanas) for f in ya["privaciones"]],
    }


def _privacion(fila: PrivacionDelTerritorio, *, lejana: bool) -> Contexto:
    return {
        "nombre": fila.nombre,
        "valor": fila.valor,
        "x": fila.crudo,
        "marcas": [m for m in riel(fila.riel)["marcas"] if m["de"] != "propio"],
        "referencias": list(fila.referencias),
        "diferencia": fila.diferencia,
        "cabecera": fila.cabecera,
        "rural": fila.rural,
        "lejana": lejana,
    }


def hacer(acciones: Sequence[Contexto]) -> list[Contexto]:
    """Qué hacer, con la privación de que sale y el módulo que ayuda."""
    return [
        {
            "privacion": a["privacion"],
            "valor": f"{a['valor']} % de los hogares".replace(" %", "\u00a0%"),
            "accion": a["accion"],
            "modulo": a["modulo"]["titulo"],
        }
        for a in acciones
    ]


def fuentes(comun: Comun, ids: Iterable[str]) -> list[str]:
    """El rótulo de cada fuente de la ficha, sin repetir."""
    todas: dict[str, ProcedenciaCitada] = comun.procedencia
    return list(dict.fromkeys(todas[i].corta for i in ids if i in todas))
