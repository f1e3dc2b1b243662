"""Los polígonos de una capa como trazos de SVG, en el lienzo de un mapa y sin salirse de él.

Van en una rejilla de `PASO` píxeles: el `<g>` que los contiene lleva `scale(PASO)`. Así pesan la
mitad, y en un celular la diferencia no llega a dos píxeles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from generador.lugares.capa import Capa
from generador.mapas.recorte import Caja, recortar
from generador.mapas.topojson import Anillo
from generador.mapas.trazos import numero, redondear
from generador.metodos.generalizacion import generalizar

PASO = 2
UMBRAL = 3.0
"""Celdas de la rejilla al cuadrado que debe medir el triángulo de un vértice para dibujarse."""
MARGEN = 14

Puntos = list[tuple[float, float]]


@dataclass(frozen=True)
class Lienzo:
    """`ancho` × `alto` píxeles; `noroeste` en grados y `escala` en píxeles por grado (y baja)."""

    ancho: int
    alto: int
    noroeste: tuple[float, float]
    escala: tuple[float, float]

    def rejilla(self, grados: NDArray[np.float64]) -> NDArray[np.float64]:
        """Grados (n, 2) → celdas de la rejilla (n, 2), sin redondear."""
        return ((grados - self.noroeste) * self.escala + MARGEN) / PASO


def lienzo_de(capa: Capa, codigos: Iterable[str], lado: int) -> Lienzo:
    """El lienzo en que caben esos lugares, con el lado mayor de `lado` píxeles."""
    grados = np.concatenate(
        [capa.grados[slice(*capa.inicios[[r, r + 1]])] for r in _arcos(capa, codigos)]
    )
    (oeste, sur), (este, norte) = grados.min(axis=0), grados.max(axis=0)
    coseno = float(np.cos(np.radians((sur + norte) / 2)))
    por_grado = (lado - 2 * MARGEN) / max((este - oeste) * coseno, norte - sur)
    escala = (por_grado * coseno, -por_grado)
    ancho, alto = (este - oeste) * escala[0], (norte - sur) * por_grado
    return Lienzo(
        round(ancho + 2 * MARGEN), round(alto + 2 * MARGEN), (float(oeste), float(norte)), escala
    )


def trazos(
    capa: Capa,
    codigos: Sequence[str],
    lienzo: Lienzo,
    umbral: float = UMBRAL,
    anillos: Mapping[str, Sequence[Anillo]] | None = None,
) -> dict[str, str]:
    """El `d` de cada código que asoma en el lienzo, con las fronteras comunes idénticas.

    `anillos` reemplaza los de la capa: los de lugares que se unieron (ver `disolver`).
    """
    propios = anillos or {c: list(chain.from_iterable(capa.anillos[c])) for c in codigos}
    usados = sorted({r if r >= 0 else ~r for c in codigos for a in propios[c] for r in a})
    arcos = _redondeados(capa, usados, lienzo, umbral)
    caja = (0.0, 0.0, lienzo.ancho / PASO, lienzo.alto / PASO)
    salida = {}
    for codigo in codigos:
        recorridos = [_recorrer(anillo, arcos) for anillo in propios[codigo]]
        d = "".join(_d(recortar(puntos, caja)) for puntos in recorridos)
        if d or (d := _marca(recorridos, caja)):
            salida[codigo] = d
    return salida


def disolver(capa: Capa, codigos: Sequence[str]) -> list[Anillo]:
    """Los anillos de la unión de esos lugares: el arco entre dos de ellos desaparece."""
    refs = [
        r for c in codigos for poligono in capa.anillos[c] for anillo in poligono for r in anillo
    ]
    todas = set(refs)
    sueltas = [r for r in refs if ~r not in todas]
    desde: dict[tuple[float, float], list[int]] = {}
    for r in sueltas:
        desde.setdefault(_punta(capa, r, 0), []).append(r)
    salida = []
    for primera in sueltas:
        if primera not in desde[_punta(capa, primera, 0)]:
            continue
        anillo = [desde[_punta(capa, primera, 0)].pop()]
        inicio = _punta(capa, anillo[0], 0)
        while (nodo := _punta(capa, anillo[-1], 1)) != inicio:
            anillo.append(desde[nodo].pop())
        salida.append(tuple(anillo))
    return salida


def _punta(capa: Capa, ref: int, lado: int) -> tuple[float, float]:
    arco, al_final = (ref, lado == 1) if ref >= 0 else (~ref, lado == 0)
    x, y = capa.grados[capa.inicios[arco + 1] - 1 if al_final else capa.inicios[arco]].tolist()
    return x, y


def _arcos(capa: Capa, codigos: Iterable[str]) -> list[int]:
    return sorted(
        {r if r >= 0 else ~r for c in codigos for p in capa.anillos[c] for a in p for r in a}
    )


def _redondeados(
    capa: Capa, usados: Sequence[int], lienzo: Lienzo, umbral: float
) -> dict[int, Puntos]:
    """Los arcos en la rejilla del lienzo; sus extremos no se mueven: los vecinos no se despegan."""
    pedazos = [capa.grados[capa.inicios[r] : capa.inicios[r + 1]] for r in usados]
    inicios = np.concatenate([[0], np.cumsum([len(p) for p in pedazos])])
    puntos, inicios = redondear(
        *generalizar(lienzo.rejilla(np.concatenate(pedazos)), inicios, umbral)
    )
    lista = [(float(x), float(y)) for x, y in puntos.tolist()]
    return {r: lista[a:b] for r, (a, b) in zip(usados, pairwise(inicios.tolist()), strict=True)}


def _recorrer(anillo: Anillo, arcos: Mapping[int, Puntos]) -> Puntos:
    """Los puntos del anillo sin repetir el de cada empalme; uno solo si al redondear se encogió."""
    tramos = [arcos[r] if r >= 0 else arcos[~r][::-1] for r in anillo]
    return [punto for tramo in tramos for punto in tramo[:-1]] or tramos[0]


def _marca(recorridos: Sequence[Puntos], caja: Caja) -> str:
    """Una celda, para que lo que al redondear se quedó sin área también se vea y se toque."""
    for x, y in chain.from_iterable(recorridos):
        if caja[0] <= x < caja[2] and caja[1] <= y < caja[3]:
            return f"M{x:.0f} {y:.0f}h1v1h-1z"
    return ""


def _d(puntos: Puntos) -> str:
    enteros = [(round(x), round(y)) for x, y in puntos]
    distintos = [p for i, p in enumerate(enteros) if p != enteros[i - 1]]
    if len(distintos) < 3:
        return ""
    pasos = "".join(numero(b[0] - a[0]) + numero(b[1] - a[1]) for a, b in pairwise(distintos))
    return f"M{distintos[0][0]} {distintos[0][1]}l{pasos.lstrip()}z"
