"""Trazos de los gráficos pequeños: enteros, sin estilos; el color lo pone la hoja de estilos."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero

# Cortes legibles de la incidencia (%): cinco clases iguales en todo el sitio y en todos los mapas.
CORTES_IPM = (20.0, 35.0, 50.0, 70.0)


def clase_ipm(valor: float) -> int:
    """Clase 0 (menor) a 4 de una incidencia en %; cada corte pertenece a la clase de arriba."""
    return int(np.searchsorted(CORTES_IPM, valor, side="right"))


def rotulos_de_clase() -> list[str]:
    """«menos de 20», «20 a 35», … «70 o más» (porcentaje)."""
    enteros = [f"{c:.0f}" for c in CORTES_IPM]
    medios = [f"{a} a {b}" for a, b in pairwise(enteros)]
    return [f"menos de {enteros[0]}", *medios, f"{enteros[-1]} o más"]


def histograma(valores: NDArray[np.float64], *, alto: int = 60, paso: float = 5.0) -> list[str]:
    """Un trazo por clase de incidencia, sobre un lienzo de 400 × `alto` que va de 0 a 100 %.

    `paso` debe dividir a los cortes para que ninguna barra quede entre dos clases.
    """
    bordes = np.arange(0, 100 + paso, paso)
    cuentas, _ = np.histogram(valores[np.isfinite(valores)], bordes)
    altos = np.rint(cuentas / cuentas.max() * alto).astype(int)
    trazos = [""] * (len(CORTES_IPM) + 1)
    for inicio, barra in zip(bordes, altos, strict=False):
        if barra:
            x = round(inicio * 4)
            trazos[clase_ipm(float(inicio))] += f"M{x} {alto}v-{barra}h{paso * 4 - 1:g}v{barra}z"
    return trazos


def histograma_llano(
    valores: NDArray[np.float64], *, alto: int = 60, paso: float = 5.0
) -> str:
    """El histograma en un solo trazo, para una medida sin clases."""
    bordes = np.arange(0, 100 + paso, paso)
    cuentas, _ = np.histogram(valores[np.isfinite(valores)], bordes)
    altos = np.rint(cuentas / cuentas.max() * alto).astype(int)
    return "".join(
        f"M{inicio * 4:.0f} {alto}v-{barra}h{paso * 4 - 1:g}v{barra}z"
        for inicio, barra in zip(bordes, altos, strict=False)
        if barra
    )


def linea(
    valores: Sequence[float], *, ancho: int, alto: int, maximo: float, minimo: float = 0.0
) -> str:
    """Trazo que une los valores, igual de espaciados; los NaN parten la línea."""
    paso = ancho / max(len(valores) - 1, 1)
    trazo, pluma = [], "M"
    for i, valor in enumerate(valores):
        if isnan(valor):
            pluma = "M"
            continue
        y = alto - (valor - minimo) / (maximo - minimo) * alto
        trazo.append(f"{pluma}{i * paso:.0f} {y:.0f}")
        pluma = "L"
    return "".join(trazo)


def area(valores: Sequence[float], *, ancho: int, alto: int, maximo: float) -> str:
    """La misma línea cerrada contra el eje, por cada tramo de dos o más valores seguidos."""
    paso = ancho / max(len(valores) - 1, 1)
    hay = [not isnan(v) for v in valores]
    trozos = []
    for i, con_dato in enumerate(hay):
        if con_dato and (i == 0 or not hay[i - 1]):
            fin = next((j for j in range(i, len(hay)) if not hay[j]), len(hay))
            if fin - i == 1:
                continue
            alturas = [alto - v / maximo * alto for v in valores[i:fin]]
            puntos = [f"{(i + n) * paso:.0f} {y:.0f}" for n, y in enumerate(alturas)]
            trozos.append(f"M{'L'.join(puntos)}V{alto}H{i * paso:.0f}z")
    return "".join(trozos)


class Mancuerna(NamedTuple):
    """Un porcentaje en dos momentos; NaN donde no lo hay. `margen`, en puntos, es del primero.

    `comparable`: si se pueden unir con una barra, que invita a restarlos.
    """

    rotulo: str
    antes: float
    margen: float
    despues: float
    comparable: bool


class Punto(NamedTuple):
    """Un valor dibujado: su lugar, cómo se ancla su rótulo y lo que dice."""

    x: int
    ancla: str
    texto: str


class Pesa(NamedTuple):
    """Una mancuerna dibujada: altura, los dos puntos (None donde no hay), barra y franja."""

    rotulo: str
    y: int
    antes: Punto | None
    despues: Punto | None
    franja: tuple[int, int] | None
    barra: bool


class Mancuernas(NamedTuple):
    """El dibujo entero: tamaño del lienzo, una pesa por fila y las marcas del eje."""

    ancho: int
    alto: int
    pie: int
    pesas: list[Pesa]
    marcas: list[tuple[int, str]]


# El eje va de 0 a 100 entre estas dos x; a su izquierda, los rótulos.
EJE = (66, 346)
FILA, CABEZA = 44, 26


def mancuernas(filas: Sequence[Mancuerna]) -> Mancuernas:
    """Porcentajes en dos momentos sobre un eje de 0 a 100, en un lienzo de 360 de ancho."""
    pie = FILA * len(filas) + 6
    pesas = [_pesa(fila, CABEZA + FILA * i) for i, fila in enumerate(filas)]
    marcas = [(_en_el_eje(v), f"{v}") for v in (0, 25, 50, 75, 100)]
    return Mancuernas(360, pie + 18, pie, pesas, marcas)


def _pesa(fila: Mancuerna, y: int) -> Pesa:
    franja = None
    if fila.margen > 0 and not isnan(fila.antes):
        bordes = (max(fila.antes - fila.margen, 0), min(fila.antes + fila.margen, 100))
        franja = (_en_el_eje(bordes[0]), _en_el_eje(bordes[1]))
    return Pesa(
        fila.rotulo, y, _punto(fila.antes), _punto(fila.despues), franja, barra=fila.comparable
    )


def _punto(valor: float) -> Punto | None:
    if isnan(valor):
        return None
    ancla = "start" if valor < 12 else "end" if valor > 88 else "middle"
    return Punto(_en_el_eje(valor), ancla, numero(valor, 1))


def _en_el_eje(valor: float) -> int:
    return round(EJE[0] + (EJE[1] - EJE[0]) * valor / 100)


def tope(valor: float) -> float:
    """Máximo de eje legible: el primer 1, 2, 2,5, 4, 5 u 8 por potencia de diez que lo cubre."""
    if valor <= 0:
        return 1.0
    base = 10.0 ** np.floor(np.log10(valor))
    return float(next(base * m for m in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if base * m >= valor))
