"""Escribe `datos/mapa/`: guiones clásicos que llaman a `KitMapa.recibir`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from generador.disco.arbol import Arbol
from generador.indicadores.incertidumbre import MONETARIA
from generador.mapas.interactivo import compacta, paneles
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.mapa import lugares_del_mapa, puestos_del_mapa
from generador.paginas.publicacion.mapa.columnas import llaves, texto
from generador.paginas.publicacion.mapa.fichas_del_mapa import IPM, ficha, intervalos, pais

CARPETA = "datos/mapa"
DE_ENTRADA = (MONETARIA, "nbi")
"""Van con la página, en su total vigente; el de la medida censal ya está en la tabla escrita."""


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Nada: el mapa es el mismo cualesquiera que sean los territorios que se construyen."""


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe la geometría, la entrada, los indicadores, los puestos y los lugares."""
    for nombre, llamadas in _todos(acervo):
        guion = "".join(_recibir(*llamada) for llamada in llamadas)
        publico.escribir(f"{CARPETA}/{nombre}.js", guion.encode())


def _todos(acervo: DatosDelSitio) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    partes = paneles(acervo.topologia)
    capitales = lugares_del_mapa.capitales(acervo, partes)
    yield (
        "geometria",
        [("geometria", compacta(acervo.topologia, partes) | {"capitales": capitales})],
    )
    yield "entrada", _entrada(acervo)
    for indicador in llaves(acervo):
        yield from _de_indicador(acervo, indicador)
    for departamento in acervo.departamentos:
        dichos = puestos_del_mapa.de_departamento(acervo, departamento)
        yield f"puestos-{departamento}", [(f"puestos-{departamento}", dichos)]
        lugares = lugares_del_mapa.de_departamento(acervo, partes, departamento)
        yield f"lugares-{departamento}", [(f"lugares-{departamento}", lugares)]


def _entrada(acervo: DatosDelSitio) -> list[tuple[str, Any]]:
    """Lo que filtra municipios, y las fichas y totales vigentes de los indicadores de entrada."""
    categoria = texto(acervo, ("categoria_ley617", "total", acervo.vigente("categoria_ley617")))
    pdet = texto(acervo, ("pdet_subregion", "total", acervo.vigente("pdet_subregion")))
    filtros = {
        "categoria": categoria,
        "pdet": pdet,
        "contados": puestos_del_mapa.clases(acervo),
        "anio_nbi": acervo.fuentes["nbi_centros_poblados"].anio,
    }
    fichas = [(i, ficha(acervo, i) | _solo_pais(acervo, i)) for i in (IPM, "poblacion")]
    con_columna = [(i, ficha(acervo, i) | _valores(acervo, i, vigente=True)) for i in DE_ENTRADA]
    return [("filtros", filtros), *fichas, *con_columna]


def _de_indicador(
    acervo: DatosDelSitio, indicador: str
) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Su guion; si tiene muchos años, cada uno en el suyo y el principal con el vigente."""
    propia = ficha(acervo, indicador)
    if not propia["aparte"]:
        propia |= _valores(acervo, indicador)
    yield indicador, [(indicador, propia)]
    if propia["aparte"]:
        for periodo in sorted({k[2] for k in llaves(acervo)[indicador]}):
            yield f"{indicador}-{periodo}", [(indicador, _valores(acervo, indicador, periodo))]


def _valores(
    acervo: DatosDelSitio, indicador: str, periodo: str = "", *, vigente: bool = False
) -> dict[str, Any]:
    """`valores`, de «zona año» a su columna en texto; y el intervalo de la estimación monetaria."""
    suyas = llaves(acervo)[indicador]
    if vigente:
        suyas = tuple(k for k in suyas if k[1:] == ("total", acervo.vigente(indicador)))
    elif periodo:
        suyas = tuple(k for k in suyas if k[2] == periodo)
    hechos: dict[str, Any] = {
        "valores": {f"{d} {p}": texto(acervo, (indicador, d, p)) for _, d, p in suyas},
        "pais": pais(acervo, suyas),
    }
    if indicador == MONETARIA:
        hechos["intervalos"] = intervalos(acervo)
    return hechos


def _solo_pais(acervo: DatosDelSitio, indicador: str) -> dict[str, Any]:
    """Sin su columna, que ya está en la tabla escrita de la página."""
    return _valores(acervo, indicador, vigente=True) | {"valores": {}}


def _recibir(nombre: str, contenido: object) -> str:
    """Una llamada sin nada que se pueda ejecutar ni que cierre la etiqueta."""
    datos = orjson.dumps(contenido).decode().replace("</", "<\\/")
    return f'KitMapa.recibir("{nombre}", {datos});\n'
