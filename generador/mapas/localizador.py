"""Mapas listos para la plantilla: geometría en píxeles, sin HTML ni colores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from generador.mapas.proyeccion import Proyeccion, en_fila
from generador.mapas.topojson import Anillo
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import Contorno, Trazos, rombo, unir

Clases = Mapping[str, int | None]
ANCHO, ALTO, MARGEN = 240, 280, 4
ANCHO_NACIONAL, ALTO_NACIONAL = 640, 820
ANCHO_RECUADRO, ALTO_RECUADRO = 120, 100
UMBRAL_NACIONAL = 1.5
"""px² que debe medir el triángulo de un vértice con sus vecinos para que se dibuje."""
SAN_ANDRES = "88"
ISLAS = (("88001",), ("88564",))
AREA_VISIBLE = 4
"""Doble del área, en px², por debajo de la cual un municipio se marca con un rombo."""


class Recuadro(NamedTuple):
    """Marco de la parte del mapa que está fuera de su lugar o de su escala."""

    x: int
    y: int
    ancho: int
    alto: int
    codigos: tuple[str, ...]


class Forma(NamedTuple):
    """Un territorio dibujado: su `d`, su centro y su caja (x0, y0, x1, y1), en píxeles."""

    d: str
    x: int
    y: int
    caja: tuple[int, int, int, int]


@dataclass(frozen=True)
class Mapa:
    """Mapa de `ancho` × `alto` píxeles (para `viewBox`), con y hacia abajo.

    `formas`: una por territorio. `capas`: un solo `d` por clase, de 0 a 4, y None para «sin dato»
    (solo las clases que aparecen). `contorno`: el borde del departamento, o los límites entre
    departamentos en el mapa del país por municipio («» si es por departamento). `recuadros`: lo
    que se dibuja fuera de su lugar.
    """

    territorio: str
    ancho: int
    alto: int
    formas: Mapping[str, Forma]
    capas: Mapping[int | None, str]
    contorno: str
    recuadros: tuple[Recuadro, ...] = ()


class _Panel(NamedTuple):
    codigos: tuple[str, ...]
    proyeccion: Proyeccion


def mapa_departamento(topologia: Topologia, departamento: str, clases: Clases) -> Mapa:
    """Los municipios de un departamento, pintados por clase; sirve para los perfiles de todos.

    `clases` va de código a clase (0 a 4) o None; el municipio que no está cuenta como sin dato.
    """
    codigos = topologia.municipios(departamento)
    islas = departamento == SAN_ANDRES
    grupos = ISLAS if islas else (codigos,)
    proyecciones, ancho, alto = en_fila(
        [topologia.caja(g) for g in grupos], ANCHO, ALTO, 4 * MARGEN if islas else MARGEN
    )
    paneles = [_Panel(g, p) for g, p in zip(grupos, proyecciones, strict=True)]
    unidades = {c: topologia.anillos[c] for c in codigos}
    trazos = _trazar(topologia, paneles, umbral(len(codigos)))
    contornos = _contornos(topologia, trazos, unidades, paneles)
    borde = _cerrados(trazos, topologia.anillos_disueltos(codigos))
    return Mapa(
        departamento,
        ancho,
        alto,
        _formas(topologia, trazos, unidades, contornos, paneles),
        _capas(contornos, clases),
        unir(borde),
        tuple(_marco(trazos, topologia, g) for g in grupos) if islas else (),
    )


def umbral(municipios: int) -> float:
    """px² por debajo de los cuales un vértice no se dibuja, según cuántos municipios hay.

    A más municipios, más vértices en la página: con 30 se dibuja casi todo; con 125, lo que pesa.
    """
    return 3.0 + municipios / 10


def mapa_nacional(
    topologia: Topologia,
    clases: Clases,
    por: Literal["municipio", "departamento"] = "municipio",
    umbral: float = UMBRAL_NACIONAL,
) -> Mapa:
    """El país por municipio o por departamento, con San Andrés y Providencia en recuadro aparte.

    `clases` lleva códigos de cinco o de dos cifras según `por`. El recuadro tiene otra escala.
    """
    islas = topologia.departamentos[SAN_ANDRES]
    tierra = tuple(c for c in topologia.codigos if c not in islas)
    (principal,), ancho, alto = en_fila(
        [topologia.caja(tierra)], ANCHO_NACIONAL, ALTO_NACIONAL, MARGEN
    )
    aparte, _, _ = en_fila(
        [topologia.caja(g) for g in ISLAS], ANCHO_RECUADRO, ALTO_RECUADRO, 4 * MARGEN
    )
    paneles = [_Panel(tierra, principal)]
    paneles += [_Panel(g, p) for g, p in zip(ISLAS, aparte, strict=True)]
    trazos = _trazar(topologia, paneles, umbral)
    unidades: Mapping[str, Sequence[Anillo]] = topologia.anillos
    if por == "departamento":
        grupos = topologia.departamentos.items()
        unidades = {d: topologia.anillos_disueltos(lista) for d, lista in grupos}
    contornos = _contornos(topologia, trazos, unidades, paneles)
    return Mapa(
        "00",
        ancho,
        alto,
        _formas(topologia, trazos, unidades, contornos, paneles),
        _capas(contornos, clases),
        _limites(topologia, trazos) if por == "municipio" else "",
        (_marco(trazos, topologia, islas),),
    )


def _trazar(topologia: Topologia, paneles: Sequence[_Panel], umbral: float) -> Trazos:
    numeros, pixeles, largos = [], [], []
    for codigos, proyeccion in paneles:
        arcos = topologia.arcos(codigos)
        puntos, inicios = topologia.tramos(arcos)
        numeros.append(arcos)
        pixeles.append(proyeccion(puntos))
        largos.append(np.diff(inicios))
    inicios = np.concatenate([[0], np.cumsum(np.concatenate(largos))])
    return Trazos(np.concatenate(numeros), np.concatenate(pixeles), inicios, umbral)


def _contornos(
    topologia: Topologia,
    trazos: Trazos,
    unidades: Mapping[str, Sequence[Anillo]],
    paneles: Sequence[_Panel],
) -> dict[str, list[Contorno]]:
    """Contornos por territorio; el que al redondear casi desaparece queda como un rombo."""
    salida = {}
    for codigo, anillos in unidades.items():
        propios = _cerrados(trazos, anillos)
        if sum(c.doble_area for c in propios) < AREA_VISIBLE:
            propios = [rombo(*_centro(topologia, codigo, paneles))]
        salida[codigo] = propios
    return salida


def _cerrados(trazos: Trazos, anillos: Sequence[Anillo]) -> list[Contorno]:
    return [c for c in map(trazos.contorno, anillos) if c is not None]


def _formas(
    topologia: Topologia,
    trazos: Trazos,
    unidades: Mapping[str, Sequence[Anillo]],
    contornos: Mapping[str, Sequence[Contorno]],
    paneles: Sequence[_Panel],
) -> dict[str, Forma]:
    return {
        codigo: Forma(
            unir(contornos[codigo]), *_centro(topologia, codigo, paneles), trazos.caja(anillos)
        )
        for codigo, anillos in unidades.items()
    }


def _centro(topologia: Topologia, codigo: str, paneles: Sequence[_Panel]) -> tuple[int, int]:
    municipios = topologia.municipios(codigo)
    panel = next(p for p in paneles if municipios[0] in p.codigos)
    punto = panel.proyeccion(np.array([topologia.centro(codigo)]))
    x, y = np.rint(punto).astype(int)[0].tolist()
    return x, y


def _capas(contornos: Mapping[str, Sequence[Contorno]], clases: Clases) -> dict[int | None, str]:
    grupos: dict[int | None, list[Contorno]] = {}
    for codigo, propios in contornos.items():
        grupos.setdefault(clases.get(codigo), []).extend(propios)
    orden = sorted(grupos, key=lambda clase: (clase is None, clase or 0))
    return {clase: unir(grupos[clase]) for clase in orden}


def _limites(topologia: Topologia, trazos: Trazos) -> str:
    """Los arcos que separan dos departamentos, cada uno una sola vez."""
    dep = np.array([int(c[:2]) for c in topologia.codigos] + [-1])  # -1: afuera
    lados = dep[topologia.duenos]
    interiores = (lados[:, 0] != lados[:, 1]) & (lados >= 0).all(axis=1)
    lineas = trazos.lineas(np.flatnonzero(interiores).tolist())
    return unir(linea for linea in lineas if linea.pasos)


def _marco(trazos: Trazos, topologia: Topologia, codigos: tuple[str, ...]) -> Recuadro:
    x0, y0, x1, y1 = trazos.caja([a for c in codigos for a in topologia.anillos[c]])
    aire = MARGEN + 1
    return Recuadro(x0 - aire, y0 - aire, x1 - x0 + 2 * aire, y1 - y0 + 2 * aire, codigos)
