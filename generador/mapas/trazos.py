"""Arcos en píxeles → atributo `d` de SVG: enteros, órdenes relativas, cada arco una sola vez."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.mapas.topojson import Anillo, Enteros
from generador.metodos.generalizacion import generalizar, inicios_de

_PASOS = re.compile(r"l([\d -]+)")
_PAR = re.compile(r" ?(-?\d+) ?(-?\d+)")
Pixeles = NDArray[np.float64]
Puntos = list[list[int]]


class Contorno(NamedTuple):
    """Un anillo o una línea listos para escribir: dónde empieza y sus pasos relativos.

    `doble_area` es el doble del área del anillo, en px²; `fin`, donde acaba una línea abierta.
    """

    x: int
    y: int
    pasos: str
    doble_area: int = 0
    fin: tuple[int, int] | None = None


class Trazos:
    """Los arcos de un mapa, generalizados y redondeados, como pedazos de texto reutilizables.

    `numeros` dice qué arco es cada uno; `pixeles` (n, 2) e `inicios`, sus puntos. `umbral` (px²):
    se quita el vértice cuyo triángulo con sus vecinos mide menos. Los extremos de los arcos no se
    mueven, así que dos territorios vecinos siguen compartiendo la frontera exacta.
    """

    def __init__(self, numeros: Enteros, pixeles: Pixeles, inicios: Enteros, umbral: float) -> None:
        puntos, inicios = redondear(*generalizar(pixeles, inicios, umbral))
        lista = puntos.tolist()
        pares = zip(numeros.tolist(), pairwise(inicios.tolist()), strict=True)
        self._llenar({arco: lista[a:b] for arco, (a, b) in pares})

    @classmethod
    def de_puntos(cls, arcos: dict[int, Puntos]) -> Trazos:
        """Los de unos arcos que ya están generalizados y redondeados."""
        hechos = cls.__new__(cls)
        hechos._llenar(arcos)
        return hechos

    def _llenar(self, arcos: dict[int, Puntos]) -> None:
        self._arcos = arcos
        self._textos: dict[int, list[str]] = {}

    @property
    def numeros(self) -> list[int]:
        """Qué arcos son."""
        return list(self._arcos)

    def contorno(self, anillo: Anillo) -> Contorno | None:
        """El anillo como texto, o None si al redondear se quedó sin área."""
        recorrido = self.recorrido(anillo)
        doble = _doble_area(recorrido)
        if doble == 0:
            return None
        x, y = recorrido[0]
        textos = [t for ref in anillo for t in self._pasos(ref)]
        return Contorno(x, y, "".join(textos[:-1]), doble)  # el último tramo lo cierra «z»

    def recorrido(self, anillo: Anillo) -> Puntos:
        """Los puntos del anillo, sin repetir el de cada empalme ni el primero al final."""
        return [p for ref in anillo for p in self._recorrer(ref)[:-1]]

    def asoma(self, arco: int, ancho: int, alto: int) -> bool:
        """Si algún lado del arco pasa por dentro de `ancho` × `alto` y no se encogió a un punto."""
        puntos = self._arcos[arco]
        xs, ys = [p[0] for p in puntos], [p[1] for p in puntos]
        dentro = max(xs) > 0 and min(xs) < ancho and max(ys) > 0 and min(ys) < alto
        return len(puntos) > 1 and dentro

    def caja(self, anillos: Iterable[Anillo]) -> tuple[int, int, int, int]:
        """Rectángulo (x0, y0, x1, y1) que envuelve los anillos ya redondeados."""
        puntos = [p for anillo in anillos for ref in anillo for p in self._recorrer(ref)]
        xs, ys = [p[0] for p in puntos], [p[1] for p in puntos]
        return min(xs), min(ys), max(xs), max(ys)

    def linea(self, ref: int) -> Contorno:
        """Un arco suelto, sin cerrar."""
        arco = self._recorrer(ref)
        (x, y), (x_fin, y_fin) = arco[0], arco[-1]
        return Contorno(x, y, "".join(self._pasos(ref)), fin=(x_fin, y_fin))

    def lineas(self, arcos: Iterable[int]) -> list[Contorno]:
        """Los arcos sueltos, uno detrás de otro donde se tocan: así `unir` los escribe seguidos.

        Primero los que empiezan donde nadie sigue: así una línea se recorre de punta a punta.
        """
        faltan, por_punta = dict.fromkeys(arcos), defaultdict[tuple[int, ...], list[int]](list)
        for arco in faltan:
            for sentido in (arco, ~arco):
                por_punta[tuple(self._recorrer(sentido)[0])].append(sentido)
        impares = [refs[0] for refs in por_punta.values() if len(refs) % 2]
        salida = []
        for primero in (*impares, *list(faltan)):
            ref: int | None = primero
            while ref is not None and _arco(ref) in faltan:
                del faltan[_arco(ref)]
                salida.append(self.linea(ref))
                siguen = por_punta[tuple(self._recorrer(ref)[-1])]
                ref = next((otra for otra in siguen if _arco(otra) in faltan), None)
        return salida

    def _recorrer(self, ref: int) -> Puntos:
        return self._arcos[ref] if ref >= 0 else self._arcos[~ref][::-1]

    def _pasos(self, ref: int) -> list[str]:
        if ref not in self._textos:
            arco = self._recorrer(ref)
            self._textos[ref] = [
                numero(b[0] - a[0]) + numero(b[1] - a[1]) for a, b in itertools.pairwise(arco)
            ]
        return self._textos[ref]


def redondear(pixeles: Pixeles, inicios: Enteros) -> tuple[Enteros, Enteros]:
    """Puntos enteros sin repetidos seguidos; el arco que cabe en un píxel queda en un punto."""
    puntos = np.rint(pixeles).astype(np.int64)
    arco = np.repeat(np.arange(len(inicios) - 1), np.diff(inicios))
    conservar = np.ones(len(puntos), dtype=bool)
    conservar[1:] = (puntos[1:] != puntos[:-1]).any(axis=1) | (arco[1:] != arco[:-1])
    return puntos[conservar], inicios_de(arco[conservar], len(inicios) - 1)


def unir(contornos: Iterable[Contorno]) -> str:
    """Un solo `d` con varios contornos; cada uno empieza relativo al anterior («m3 4 5-6z»).

    En SVG la primera «m» es absoluta y los pares que siguen a «m» son «l» implícitas. Después de
    «z» el punto actual es donde empezó el anillo; después de una línea, donde acabó: la que empieza
    ahí es la misma que sigue.
    """
    partes, x, y, abierta = [], 0, 0, False
    for contorno in contornos:
        if not (abierta and contorno.fin and (x, y) == (contorno.x, contorno.y)):
            inicio = (numero(contorno.x - x) + numero(contorno.y - y)).lstrip()
            partes.append(f"m{inicio}")
        partes.append(contorno.pasos if contorno.fin else f"{contorno.pasos}z")
        x, y = contorno.fin or (contorno.x, contorno.y)
        abierta = contorno.fin is not None
    return "".join(partes)


def sin_intermedios(contorno: Contorno) -> Contorno:
    """El mismo sin los puntos que no doblan: los de la orilla del dibujo, sobre todo."""
    pasos: list[tuple[int, int]] = []
    for dx, dy in _PAR.findall(contorno.pasos):
        paso = int(dx), int(dy)
        if pasos and _siguen_derecho(pasos[-1], paso):
            pasos[-1] = pasos[-1][0] + paso[0], pasos[-1][1] + paso[1]
        else:
            pasos.append(paso)
    return contorno._replace(pasos="".join(numero(x) + numero(y) for x, y in pasos))


def _siguen_derecho(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] * b[1] == a[1] * b[0] and a[0] * b[0] + a[1] * b[1] > 0


def acortar(d: str) -> str:
    """El mismo trazo con menos letras: «h» y «v» donde el paso es derecho.

    `d` es como lo escribe `unir`, con un «l» delante de los pasos de cada anillo.
    """
    return _PASOS.sub(lambda pasos: "".join(_derechos(pasos[1])), d)


def _derechos(pasos: str) -> Iterator[str]:
    orden = ""
    for dx, dy in _PAR.findall(pasos):
        antes, orden = orden, "h" if dy == "0" else "v" if dx == "0" else "l"
        numeros = [dx] if orden == "h" else [dy] if orden == "v" else [dx, dy]
        escritos = "".join(numero(int(n)) for n in numeros)
        yield escritos if orden == antes else orden + escritos.lstrip()


def _arco(ref: int) -> int:
    """El arco de una referencia: `~arco` lo recorre al revés."""
    return ref if ref >= 0 else ~ref


def rombo(x: int, y: int) -> Contorno:
    """Marca mínima visible, de 2 píxeles de ancho, con centro en (`x`, `y`)."""
    return Contorno(x - 1, y, " 1-1 1 1-1 1", doble_area=4)


def numero(valor: int) -> str:
    """El entero con el separador que haga falta delante: espacio, o nada si lleva signo."""
    return str(valor) if valor < 0 else f" {valor}"


def _doble_area(puntos: Sequence[Sequence[int]]) -> int:
    if len(puntos) < 3:
        return 0
    suma, (xa, ya) = 0, puntos[-1]
    for x, y in puntos:
        suma += xa * y - x * ya
        xa, ya = x, y
    return abs(suma)
