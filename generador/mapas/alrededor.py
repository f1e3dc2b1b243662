"""El mapa de cada municipio con sus vecinos: todos los que limitan con él, sean de donde sean.

Los 1.122 se proyectan y se generalizan de una vez, por arcos: la frontera de dos vecinos es la
misma línea. Cada uno va en su ventana (ver `ventana`); lo que no es suyo ni de un vecino queda de
fondo, con menos detalle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generador.mapas.acotar import acotar, partir_largos
from generador.mapas.anclas import Anclas
from generador.mapas.capitales import capital
from generador.mapas.topojson import Enteros
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import (
    Contorno,
    Pixeles,
    Trazos,
    redondear,
    rombo,
    sin_intermedios,
    unir,
)
from generador.mapas.ventana import ALTO, ANCHO, Ventanas, a_la_vista, cajas_municipales, ventanas
from generador.metodos.generalizacion import generalizar

UMBRAL, UMBRAL_DE_VECINOS, UMBRAL_DEL_FONDO = 4.0, 9.0, 60.0
"""px² que debe medir el triángulo de un vértice con sus vecinos para que se dibuje: con todo su
detalle el contorno propio, que es el que se mira, y con menos lo que lo rodea."""
VERTICES, VECES = 240, (2.0, 4.0)
"""El mapa que pasa de tantos vértices se dibuja con un umbral tantas veces mayor."""
FONDO_QUE_SE_DIVIDE = 40
"""Con más municipios de fondo que estos, sus límites son ruido y peso: se ve solo la tierra."""
ORILLA = 6
AREA_VISIBLE = 8
"""Doble del área, en px², por debajo de la cual un municipio se marca con un rombo."""

Ancla = tuple[int, int]


@dataclass(frozen=True)
class Alrededor:
    """El mapa de un municipio en `ANCHO` × `ALTO` píxeles (para `viewBox`), con y hacia abajo.

    `formas`: el `d` del propio y de cada vecino, por código. `fondo`: la tierra de los demás.
    `lineas`: los límites entre los del fondo. `limites`: los que separan departamentos. `anclas`:
    por código, dónde va el nombre; sin ella, no se ve lo bastante para nombrarlo.
    """

    formas: dict[str, str]
    fondo: str
    lineas: str
    limites: str
    anclas: dict[str, Ancla]


def alrededores(topologia: Topologia) -> dict[str, Alrededor]:
    """El de cada municipio, por código; `topologia`, con el mayor detalle que haya."""
    cajas = cajas_municipales(topologia)
    vistas = ventanas(topologia, cajas)
    puesto = {codigo: i for i, codigo in enumerate(topologia.codigos)}
    cercanos = [[i, *(puesto[v.codigo] for v in topologia.vecinos[c])] for c, i in puesto.items()]
    presentes = [a_la_vista(cajas, ventana) for ventana in vistas.cajas]
    trazos = _trazos(topologia, vistas, cercanos, presentes)
    anclas, fronteras = Anclas(topologia, vistas), Fronteras.de(topologia)
    return {
        codigo: _uno(topologia, trazos[i], cercanos[i], presentes[i], anclas, fronteras)
        for codigo, i in puesto.items()
    }


def _trazos(
    topologia: Topologia,
    vistas: Ventanas,
    cercanos: Sequence[Sequence[int]],
    presentes: Sequence[Enteros],
) -> list[tuple[Trazos, Enteros]]:
    """Los arcos de cada mapa, ya en sus píxeles, y cuáles son de él o de un vecino."""
    propios = [topologia.arcos([codigo]) for codigo in topologia.codigos]
    de_cerca = [np.unique(np.concatenate([propios[i] for i in lista])) for lista in cercanos]
    todos = [
        np.unique(np.concatenate([cerca, *(propios[i] for i in lista)]))
        for cerca, lista in zip(de_cerca, presentes, strict=True)
    ]
    de_vecinos = [np.setdiff1d(a, b) for a, b in zip(de_cerca, propios, strict=True)]
    demas = [np.setdiff1d(a, b) for a, b in zip(todos, de_cerca, strict=True)]
    por_detalle = [
        _en_pixeles(topologia, vistas, arcos, umbral)
        for arcos, umbral in (
            (propios, UMBRAL),
            (de_vecinos, UMBRAL_DE_VECINOS),
            (demas, UMBRAL_DEL_FONDO),
        )
    ]
    return [
        (Trazos.de_puntos({**uno, **dos, **tres}), cerca)
        for uno, dos, tres, cerca in zip(*por_detalle, de_cerca, strict=True)
    ]


def _en_pixeles(
    topologia: Topologia, vistas: Ventanas, por_mapa: Sequence[Enteros], umbral: float
) -> list[dict[int, list[list[int]]]]:
    """Por mapa, los puntos de cada uno de sus arcos."""
    arcos = np.concatenate(por_mapa)
    mapa = np.repeat(np.arange(len(por_mapa)), [len(lista) for lista in por_mapa])
    grados, inicios = topologia.tramos(arcos)
    pixeles = vistas.proyectar(grados, np.repeat(mapa, np.diff(inicios)))
    puntos, inicios = acotar(*partir_largos(pixeles, inicios), ANCHO, ALTO, ORILLA)
    puntos, inicios = generalizar(puntos, inicios, umbral)
    for veces in VECES:
        puntos, inicios = _aligerar(puntos, inicios, mapa, umbral * veces)
    enteros, inicios = redondear(puntos, inicios)
    lista, salida = enteros.tolist(), [dict[int, list[list[int]]]() for _ in por_mapa]
    cortes = pairwise(inicios.tolist())
    for cual, arco, (a, b) in zip(mapa.tolist(), arcos.tolist(), cortes, strict=True):
        salida[cual][arco] = lista[a:b]
    return salida


def _aligerar(
    puntos: Pixeles, inicios: Enteros, mapa: Enteros, umbral: float
) -> tuple[Pixeles, Enteros]:
    """Los mismos arcos, con ese umbral en los mapas que todavía tienen demasiados vértices."""
    largos = np.diff(inicios)
    pesado = np.bincount(mapa, largos) > VERTICES
    aparte = np.repeat(pesado[mapa], largos)
    cuantos = np.concatenate([[0], np.cumsum(largos[pesado[mapa]])])
    menos, cortes = generalizar(puntos[aparte], cuantos, umbral)
    quedan = largos.copy()
    quedan[pesado[mapa]] = np.diff(cortes)
    salida = np.empty((int(quedan.sum()), 2))
    destino = np.repeat(pesado[mapa], quedan)
    salida[destino], salida[~destino] = menos, puntos[~aparte]
    return salida, np.concatenate([[0], np.cumsum(quedan)])


def _uno(
    topologia: Topologia,
    trazos_y_cerca: tuple[Trazos, Enteros],
    cercanos: Sequence[int],
    presentes: Enteros,
    anclas: Anclas,
    fronteras: Fronteras,
) -> Alrededor:
    trazos, cerca = trazos_y_cerca
    codigos = topologia.codigos
    propio = cercanos[0]
    contornos = {codigos[i]: _cerrados(trazos, topologia, codigos[i]) for i in cercanos}
    visibles = {
        codigo: ancla
        for codigo in _nombrables(codigos[propio], contornos, {codigos[i] for i in presentes})
        if (ancla := anclas.de(propio, codigo, trazos)) is not None
    }
    formas = {
        codigo: unir(suyos if _se_ve(suyos) else [rombo(*anclas.centro(propio, codigo))])
        for codigo, suyos in contornos.items()
    }
    demas = [codigos[i] for i in np.setdiff1d(presentes, cercanos)]
    del_fondo = [c for c in map(trazos.contorno, topologia.anillos_disueltos(demas)) if c]
    lineas, limites = _lineas(fronteras, trazos, cerca, propio)
    if len(demas) > FONDO_QUE_SE_DIVIDE:
        lineas = []
    fondo = unir(map(sin_intermedios, del_fondo))
    return Alrededor(formas, fondo, unir(lineas), unir(limites), visibles)


def _nombrables(propio: str, cercanos: Iterable[str], presentes: set[str]) -> list[str]:
    """Él, sus vecinos y, si está a la vista, la capital de su departamento."""
    suya = capital(propio[:2])
    return list(dict.fromkeys([*cercanos, *([suya] if suya in presentes else [])]))


def _cerrados(trazos: Trazos, topologia: Topologia, codigo: str) -> list[Contorno]:
    return [c for c in map(trazos.contorno, topologia.anillos[codigo]) if c is not None]


def _se_ve(contornos: Iterable[Contorno]) -> bool:
    return sum(c.doble_area for c in contornos) >= AREA_VISIBLE


@dataclass(frozen=True)
class Fronteras:
    """Los dos dueños de cada arco y el departamento de cada municipio, por su puesto."""

    duenos: list[list[int]]
    departamento: list[str]

    @classmethod
    def de(cls, topologia: Topologia) -> Fronteras:
        """Las de una topología, en listas: para recorrerlas muchas veces."""
        return cls(topologia.duenos.tolist(), [codigo[:2] for codigo in topologia.codigos])


def _lineas(
    fronteras: Fronteras, trazos: Trazos, cerca: Enteros, propio: int
) -> tuple[list[Contorno], list[Contorno]]:
    """Los arcos entre dos municipios del fondo, y los que separan departamentos.

    Los del propio no: su contorno los tapa.
    """
    de_cerca = set(cerca.tolist())
    entre_fondo, entre_departamentos = [], []
    for arco in trazos.numeros:
        a, b = fronteras.duenos[arco]
        if min(a, b) < 0 or propio in (a, b) or not trazos.asoma(arco, ANCHO, ALTO):
            continue
        if fronteras.departamento[a] != fronteras.departamento[b]:
            entre_departamentos.append(arco)
        elif arco not in de_cerca:
            entre_fondo.append(arco)
    return trazos.lineas(entre_fondo), trazos.lineas(entre_departamentos)
