"""El mapa de cada municipio por dentro, en píxeles: su contorno con detalle y un punto por lugar.

Los 1.122 se proyectan y se generalizan de una sola vez. Cada uno va a su propia escala, para que
quepa en `LADO` píxeles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generador.lugares.capa import Capa
from generador.lugares.nbi_por_dentro import Nbi
from generador.mapas.topojson import Enteros
from generador.mapas.trazos import numero, redondear
from generador.metodos.generalizacion import generalizar

LADO, MARGEN = 480, 14
UMBRAL = 6.0
"""px² que debe medir el triángulo de un vértice con sus vecinos para que se dibuje."""
KM_POR_GRADO = 111.195


@dataclass(frozen=True)
class MapaMunicipal:
    """Un municipio en `ancho` × `alto` píxeles (para `viewBox`), con y hacia abajo.

    `d` es su contorno. `puntos` va de fila de la tabla de lugares a su punto. `fuera` son las filas
    cuyo punto cae fuera del contorno de origen. `km` mide la regla de `regla` píxeles. `marco` pone
    otras capas en el mismo lienzo: el noroeste en grados y los píxeles por grado de cada eje.
    """

    ancho: int
    alto: int
    d: str
    puntos: Mapping[int, tuple[int, int]]
    fuera: tuple[int, ...]
    km: int
    regla: int
    marco: tuple[float, float, float, float]


def mapas(capa: Capa, nbi: Nbi) -> dict[str, MapaMunicipal]:
    """El mapa de cada municipio de `capa`, por código."""
    codigos = list(capa.anillos)
    anillos = [
        (i, anillo)
        for i, codigo in enumerate(codigos)
        for poligono in capa.partes(codigo)
        for anillo in poligono
    ]
    dueno = np.array([i for i, _ in anillos])
    largos = np.array([len(anillo) for _, anillo in anillos])
    grados = np.concatenate([anillo for _, anillo in anillos])
    de_quien = np.repeat(dueno, largos)
    inicios = np.concatenate([[0], np.cumsum(largos)])
    filas = np.flatnonzero(nbi.con_punto)
    numeros = nbi.tabla.numeros
    lugares = np.column_stack([numeros["longitud"], numeros["latitud"]])[filas]
    puesto = {codigo: i for i, codigo in enumerate(codigos)}
    de_lugar = np.array([puesto[nbi.tabla.territorios[fila]] for fila in filas], dtype=np.int64)
    caja = _cajas(np.concatenate([grados, lugares]), np.concatenate([de_quien, de_lugar]))
    escala = _escalas(caja)
    pixeles = _proyectar(grados, de_quien, caja, escala)
    trazos = _trazos(pixeles, inicios, dueno, len(codigos))
    puntos = np.rint(_proyectar(lugares, de_lugar, caja, escala)).astype(int).tolist()
    adentro = _adentro(lugares, de_lugar, grados, de_quien, inicios)
    tamanos: list[list[int]] = (
        np.rint((caja[:, 2:] - caja[:, :2]) * np.abs(escala) + 2 * MARGEN).astype(int).tolist()
    )
    salida = {}
    for i, suyos in enumerate(_por_dueno(de_lugar, len(codigos))):
        (ancho, alto), (km, regla) = tamanos[i], _regla(-float(escala[i, 1]))
        propios = {int(filas[j]): (puntos[j][0], puntos[j][1]) for j in suyos}
        fuera = tuple(int(filas[j]) for j in suyos if not adentro[j])
        marco = (float(caja[i, 0]), float(caja[i, 3]), float(escala[i, 0]), float(escala[i, 1]))
        salida[codigos[i]] = MapaMunicipal(ancho, alto, trazos[i], propios, fuera, km, regla, marco)
    return salida


def _cajas(grados: NDArray[np.float64], de_quien: Enteros) -> NDArray[np.float64]:
    """(municipios, 4): oeste, sur, este y norte de cada uno, con sus puntos adentro."""
    orden = np.argsort(de_quien, kind="stable")
    cortes = np.flatnonzero(np.diff(de_quien[orden], prepend=-1))
    ordenados = grados[orden]
    return np.hstack(
        [np.minimum.reduceat(ordenados, cortes), np.maximum.reduceat(ordenados, cortes)]
    )


def _escalas(caja: NDArray[np.float64]) -> NDArray[np.float64]:
    """(municipios, 2): píxeles por grado de longitud y de latitud (negativo: y va hacia abajo)."""
    coseno = np.cos(np.radians((caja[:, 1] + caja[:, 3]) / 2))
    ancho, alto = (caja[:, 2] - caja[:, 0]) * coseno, caja[:, 3] - caja[:, 1]
    por_grado = (LADO - 2 * MARGEN) / np.maximum(ancho, alto)
    return np.column_stack([por_grado * coseno, -por_grado])


def _proyectar(
    grados: NDArray[np.float64],
    de_quien: Enteros,
    caja: NDArray[np.float64],
    escala: NDArray[np.float64],
) -> NDArray[np.float64]:
    noroeste = caja[:, [0, 3]]
    return (grados - noroeste[de_quien]) * escala[de_quien] + MARGEN


def _trazos(
    pixeles: NDArray[np.float64], inicios: Enteros, dueno: Enteros, total: int
) -> list[str]:
    """El `d` de cada municipio: un «m» absoluto por anillo y pasos relativos."""
    puntos, inicios = redondear(*generalizar(pixeles, inicios, UMBRAL))
    pasos = np.diff(puntos, axis=0, prepend=[[0, 0]]).tolist()
    lista, partes = puntos.tolist(), [""] * total
    for quien, (a, b) in zip(dueno.tolist(), pairwise(inicios.tolist()), strict=True):
        if b - a > 3:
            resto = "".join([numero(x) + numero(y) for x, y in pasos[a + 1 : b - 1]])
            partes[quien] += f"M{lista[a][0]} {lista[a][1]}l{resto.lstrip()}z"
    return partes


def _adentro(
    lugares: NDArray[np.float64],
    de_lugar: Enteros,
    grados: NDArray[np.float64],
    de_quien: Enteros,
    inicios: Enteros,
) -> NDArray[np.bool_]:
    """Si cada punto está dentro de su municipio: cruces de un rayo hacia el este, impares."""
    desde, hasta = grados[:-1], grados[1:]
    es_lado = np.ones(len(desde), dtype=bool)
    es_lado[inicios[1:-1] - 1] = False  # el salto de un anillo al siguiente
    cortes = np.searchsorted(de_quien, np.arange(de_quien[-1] + 2))
    adentro = np.zeros(len(lugares), dtype=bool)
    for i, (quien, (x, y)) in enumerate(zip(de_lugar.tolist(), lugares.tolist(), strict=True)):
        a, b = cortes[quien], cortes[quien + 1] - 1
        (x0, y0), (x1, y1) = desde[a:b].T, hasta[a:b].T
        cruza = ((y0 > y) != (y1 > y)) & es_lado[a:b]
        corte = x0[cruza] + (y - y0[cruza]) / (y1[cruza] - y0[cruza]) * (x1[cruza] - x0[cruza])
        adentro[i] = bool((corte > x).sum() % 2)
    return adentro


def _por_dueno(de_lugar: Enteros, total: int) -> list[list[int]]:
    salida: list[list[int]] = [[] for _ in range(total)]
    for j, quien in enumerate(de_lugar.tolist()):
        salida[quien].append(j)
    return salida


def _regla(por_grado: float) -> tuple[int, int]:
    """Kilómetros redondos que miden cerca de un quinto del lienzo, y cuántos píxeles son."""
    por_km = por_grado / KM_POR_GRADO
    tope = LADO / 4 / por_km
    km = max(k for k in (1, 2, 5, 10, 20, 50, 100, 200) if k <= max(tope, 1))
    return km, round(km * por_km)
