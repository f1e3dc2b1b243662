"""Los daños de las hojas de un libro: que una no esté, se llame distinto, o sea la de otra."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.mutaciones.oficiales.banco import RENOMBRADA, Banco
from tests.mutaciones.oficiales.operadores import DETECTABLE
from tests.mutaciones.oficiales.rejilla import Celdas, copiar

Cambiadas = dict[tuple[str, str], Celdas]


def _leidas(banco: Banco, ruta: str) -> list[str]:
    """Las hojas de ese libro que el kit lee."""
    propias = [x.hoja or "" for x in banco.lecturas if banco.ruta_de(x) == ruta]
    return list(dict.fromkeys(propias))


def renombrar(banco: Banco, ruta: str, azar: random.Random) -> Cambiadas | None:
    """Una hoja con otro nombre."""
    leidas = _leidas(banco, ruta)
    return {(ruta, azar.choice(leidas)): [[RENOMBRADA, "Otra hoja"]]} if leidas else None


def vaciar(banco: Banco, ruta: str, azar: random.Random) -> Cambiadas | None:
    """Una hoja sin ninguna fila."""
    leidas = _leidas(banco, ruta)
    return {(ruta, azar.choice(leidas)): [[]]} if leidas else None


def cruzar(banco: Banco, ruta: str, azar: random.Random) -> Cambiadas | None:
    """Dos hojas, cada una con el contenido de la otra."""
    leidas = _leidas(banco, ruta)
    if len(leidas) < 2:
        return None
    una, otra = azar.sample(leidas, 2)
    return {
        (ruta, una): copiar(banco.hoja(ruta, otra)),
        (ruta, otra): copiar(banco.hoja(ruta, una)),
    }


def fila_de_mas(banco: Banco, ruta: str, azar: random.Random) -> Cambiadas | None:
    """Una fila en blanco encima de todo."""
    leidas = _leidas(banco, ruta)
    if not leidas:
        return None
    hoja = azar.choice(leidas)
    celdas = copiar(banco.hoja(ruta, hoja))
    return {(ruta, hoja): [[""] * len(celdas[0]), *celdas]}


def una_fila(banco: Banco, ruta: str, azar: random.Random) -> Cambiadas | None:
    """Una hoja que termina en sus títulos."""
    leidas = _leidas(banco, ruta)
    if not leidas:
        return None
    hoja = azar.choice(leidas)
    lectura = next(x for x in banco.lecturas if x.hoja == hoja)
    return {(ruta, hoja): copiar(banco.hoja(ruta, hoja))[: lectura.encabezado[-1]]}


DANOS: dict[str, Callable[[Banco, str, random.Random], Cambiadas | None]] = {
    "hoja-renombrada": renombrar,
    "hoja-vacia": vaciar,
    "hojas-cruzadas": cruzar,
    "hoja-con-una-fila-encima": fila_de_mas,
    "hoja-sin-filas": una_fila,
}
ESPERA = dict.fromkeys(DANOS, DETECTABLE)
