"""Un anillo recortado a un rectángulo (Sutherland y Hodgman, 1974): para dibujar, no para medir."""

from __future__ import annotations

from collections.abc import Sequence

Punto = tuple[float, float]
Caja = tuple[float, float, float, float]


def recortar(anillo: Sequence[Punto], caja: Caja) -> list[Punto]:
    """La parte del anillo (sin repetir el primer punto) dentro de `caja`: x0, y0, x1, y1.

    Vacía si no la toca. Lo que queda en dos pedazos sale unido por el borde de la caja, como en
    todo recorte de este tipo.
    """
    x0, y0, x1, y1 = caja
    puntos = list(anillo)
    for eje, tope, signo in ((0, x0, 1), (0, x1, -1), (1, y0, 1), (1, y1, -1)):
        puntos = _por_un_lado(puntos, eje, tope, signo)
    return puntos


def _por_un_lado(puntos: list[Punto], eje: int, tope: float, signo: int) -> list[Punto]:
    """Lo que queda del lado de `tope` hacia donde apunta `signo` (1: mayores; −1: menores)."""
    salida: list[Punto] = []
    for i, actual in enumerate(puntos):
        previo = puntos[i - 1]
        adentro, antes = (signo * (p[eje] - tope) >= 0 for p in (actual, previo))
        if adentro != antes:
            salida.append(_cruce(previo, actual, eje, tope))
        if adentro:
            salida.append(actual)
    return salida


def _cruce(a: Punto, b: Punto, eje: int, tope: float) -> Punto:
    parte = (tope - a[eje]) / (b[eje] - a[eje])
    x, y = a[0] + parte * (b[0] - a[0]), a[1] + parte * (b[1] - a[1])
    return (tope, y) if eje == 0 else (x, tope)
