"""Un país sintético, con más territorios, para medir a qué escala llega el kit. Nunca se publica.

Cada municipio de más copia uno de verdad del mismo departamento: sus cifras, su polígono, sus
vecinos y lo que tiene adentro. Así pesa y cuesta lo que pesa y cuesta uno real. Lo que el kit
calcula (agregados, derivados, vecindad, comparables) se calcula de nuevo, con todos.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from unittest import mock

import numpy as np

from generador.cubo import catalogo, cubo_guardado, exigencias, forma, leer
from generador.cubo.leer import Cubo
from generador.mapas import topologia
from generador.mapas.alrededor import Alrededor
from generador.mapas.topojson import Anillo
from generador.mapas.topologia import Topologia
from generador.paginas.datos_del_sitio import DatosDelSitio, completar
from generador.rutas import DATOS

POR_DEPARTAMENTO = 1_000
"""Los códigos de municipio que caben en uno: tres cifras."""
MARCA = "sintético"
SAN_ANDRES = "88"
Copias = dict[str, str]
"""De código sintético al del municipio que copia."""


def hacer(municipios: int) -> DatosDelSitio:
    """Un acervo con `municipios` municipios; ValueError si son menos que los de verdad."""
    geometria = topologia.cargar(DATOS / forma.GEOMETRIA)
    copias = repartir(geometria.departamentos, municipios)
    filas = con_copias(leer.leer_territorios(DATOS), copias)
    cubo = _cubo(cubo_guardado.leer_guardado(DATOS, catalogo.indicadores()), tuple(filas), copias)
    # Las sumas de un país con treinta veces más gente se salen de lo posible en este.
    with mock.patch.object(exigencias, "exigir_calculadas"):
        acervo = completar(cubo, _geometria(geometria, copias), filas)
    return _con_lo_de_adentro(acervo, copias)


def repartir(departamentos: Mapping[str, tuple[str, ...]], municipios: int) -> Copias:
    """A quién copia cada código nuevo, repartidos por igual entre los departamentos.

    Si no caben, se agregan departamentos, que copian el de más municipios. San Andrés no recibe:
    el mapa nacional lo dibuja aparte.
    """
    faltan = municipios - sum(map(len, departamentos.values()))
    if faltan < 0:
        raise ValueError(f"ya hay más de {municipios} municipios")
    de_quien = {d: d for d in departamentos if d != SAN_ANDRES}
    mayor = max(departamentos, key=lambda d: len(departamentos[d]))
    sin_usar = iter(d for n in range(1, 100) if (d := f"{n:02}") not in departamentos)
    nuevos: Copias = {}
    while len(_libres(departamentos, de_quien)) < faltan:
        nuevo = next(sin_usar)
        de_quien[nuevo] = nuevos[nuevo] = mayor
    libres = _libres(departamentos, de_quien)[:faltan]
    return nuevos | {
        codigo: (suyos := departamentos[de_quien[codigo[:2]]])[vuelta % len(suyos)]
        for vuelta, codigo in libres
    }


def _libres(
    departamentos: Mapping[str, tuple[str, ...]], de_quien: Copias
) -> list[tuple[int, str]]:
    """(vuelta, código) de cada código sin usar, uno de cada departamento por vuelta."""
    usados = {codigo for suyos in departamentos.values() for codigo in suyos}
    sueltos = {
        d: [c for n in range(POR_DEPARTAMENTO) if (c := f"{d}{n:03}") not in usados]
        for d in de_quien
    }
    return sorted(
        (vuelta, codigo) for suyos in sueltos.values() for vuelta, codigo in enumerate(suyos)
    )


def con_copias(filas: Mapping[str, Mapping[str, str]], copias: Copias) -> dict[str, dict[str, str]]:
    """Las filas de territorios.csv con las copias, rotuladas, y en orden de código."""
    todas = {codigo: dict(fila) for codigo, fila in filas.items()}
    for nuevo, de in copias.items():
        nombre = f"{filas[de]['nombre']} {MARCA} {nuevo}"
        todas[nuevo] = {**filas[de], "codigo": nuevo, "nombre": nombre, "departamento": nuevo[:2]}
    return dict(sorted(todas.items()))


def _cubo(cubo: Cubo, territorios: tuple[str, ...], copias: Copias) -> Cubo:
    de = np.array([cubo.indice[copias.get(codigo, codigo)] for codigo in territorios], np.intp)
    return Cubo(
        territorios,
        {codigo: i for i, codigo in enumerate(territorios)},
        {llave: columna[de] for llave, columna in cubo.columnas.items()},
        {llave: columna[de] for llave, columna in cubo.estados.items()},
    )


def _geometria(geometria: Topologia, copias: Copias) -> Topologia:
    """Cada copia con arcos propios: los de un municipio no pueden tener tres dueños.

    Por eso dos copias no son vecinas; los vecinos que se listan son los del original.
    """
    puntos, largos, extremos = (
        [geometria.puntos],
        [np.diff(geometria.inicios)],
        [geometria.extremos],
    )
    anillos = dict(geometria.anillos)
    arcos, nodos = len(geometria.inicios) - 1, int(geometria.extremos.max()) + 1
    for nuevo, de in copias.items():
        if len(de) == len(SAN_ANDRES):
            continue  # un departamento no tiene polígono: se arma con sus municipios
        suyos = geometria.arcos((de,))
        trozo, inicios = geometria.tramos(suyos)
        puesto = {int(arco): arcos + i for i, arco in enumerate(suyos)}
        anillos[nuevo] = tuple(_con_otros_arcos(anillo, puesto) for anillo in geometria.anillos[de])
        puntos.append(trozo)
        largos.append(np.diff(inicios))
        extremos.append(geometria.extremos[suyos] + nodos)
        arcos, nodos = arcos + len(suyos), nodos + int(geometria.extremos.max()) + 1
    return Topologia(
        geometria.metadatos,
        np.concatenate(puntos),
        np.concatenate([[0], np.cumsum(np.concatenate(largos))]),
        np.concatenate(extremos),
        dict(sorted(anillos.items())),
    )


def _con_otros_arcos(anillo: Anillo, puesto: Mapping[int, int]) -> Anillo:
    return tuple(puesto[ref] if ref >= 0 else ~puesto[~ref] for ref in anillo)


def _con_lo_de_adentro(acervo: DatosDelSitio, copias: Copias) -> DatosDelSitio:
    """Lo que se lee por municipio, también para las copias."""

    def tambien(suyos: Mapping[str, Any]) -> dict[str, Any]:
        return {**suyos, **{nuevo: suyos[de] for nuevo, de in copias.items() if de in suyos}}

    propio: dict[str, Any] = acervo.__dict__
    lugares = acervo.nbi_por_lugar
    propio["mapas_por_dentro"] = tambien(acervo.mapas_por_dentro)
    acervo.topologia.__dict__["vecinos"] = tambien(acervo.topologia.vecinos)
    propio["alrededor"] = acervo.alrededor | {
        nuevo: _a_nombre_de(nuevo, de, acervo.alrededor[de])
        for nuevo, de in copias.items()
        if de in acervo.alrededor
    }
    lugares.__dict__["orden"] = tambien(lugares.orden)
    return acervo


def _a_nombre_de(nuevo: str, de: str, mapa: Alrededor) -> Alrededor:
    """El mismo mapa, con la copia en el centro."""
    formas = {nuevo if c == de else c: d for c, d in mapa.formas.items()}
    anclas = {nuevo if c == de else c: ancla for c, ancla in mapa.anclas.items()}
    return replace(mapa, formas=formas, anclas=anclas)
