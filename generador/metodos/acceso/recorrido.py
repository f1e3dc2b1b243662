"""El tiempo de cada celda a la sede que más pronto se alcanza: camino mínimo sobre la rejilla.

Una onda sale de todas las sedes a la vez y avanza por franjas de tiempo: se relajan juntas, en un
solo cálculo, las celdas de la franja, hasta que ninguna mejora (el «delta-stepping» de Meyer y
Sanders, 2003). El resultado es el de Dijkstra, con ocho vecinas; contrastado con SciPy. El tiempo
es el de ir de la celda a la sede: cuesta arriba no se tarda lo mismo que cuesta abajo.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..tipos import Enteros, Logicos, Numeros, Reales
from .cercania import SIN_SEDE
from .terreno import VECINAS, Terreno


class Recorrido(NamedTuple):
    """De cada celda, (n,): los `minutos` a la sede que antes se alcanza, y cuál es.

    NaN y −1 desde donde no se llega a ninguna.
    """

    minutos: Reales
    sede: Enteros


class Llegada(NamedTuple):
    """De cada punto, (n,): `minutos` y `sede`, y si su celda está `fuera` de lo que se conoce.

    Sin coordenada también quedan NaN y −1, sin estar `fuera`.
    """

    minutos: Reales
    sede: Enteros
    fuera: Logicos


def recorrer(
    terreno: Terreno, celda: Enteros, minutos: Reales, sede: Enteros,
    seguir: Callable[[], None] | None = None, hasta: float = np.inf,
) -> Recorrido:  # fmt: skip
    """Los minutos desde cada celda a la sede que antes se alcanza, sin pasar de `hasta`.

    Se sale de las celdas `celda` (s,), donde ya se llevan `minutos`, con el número de cada `sede`.
    `seguir` se llama en cada franja: quien canceló lanza desde ahí.
    """
    borde = _Borde(terreno)
    tiempo = np.full(borde.celdas, np.inf)
    dueno = np.full(borde.celdas, SIN_SEDE, dtype=np.int64)
    # De la que más tarda a la que menos: queda escrita la mejor y, en empate, la de menor número.
    for i in np.lexsort((-sede, -minutos)).tolist():
        if terreno.paso[celda[i]]:
            tiempo[borde.con_borde(celda[i])] = minutos[i]
            dueno[borde.con_borde(celda[i])] = sede[i]
    pendientes = np.flatnonzero(np.isfinite(tiempo))
    en_espera = np.zeros(borde.celdas, dtype=np.bool_)
    en_espera[pendientes] = True
    franja = borde.franja()
    while pendientes.size:
        if seguir is not None:
            seguir()
        propios = tiempo[pendientes]
        minimo = float(propios.min())
        if minimo > hasta:
            break
        limite = min(minimo + franja, hasta)
        frente = pendientes[propios <= limite]
        pendientes = pendientes[propios > limite]
        en_espera[frente] = False
        while frente.size:
            nuevas = borde.relajar(frente, tiempo, dueno)
            dentro = tiempo[nuevas] <= limite
            frente, lejos = nuevas[dentro], nuevas[~dentro]
            lejos = lejos[~en_espera[lejos]]
            en_espera[lejos] = True
            pendientes = np.concatenate([pendientes, lejos])
    return borde.sin_borde(tiempo, dueno, hasta)


class _Borde:
    """El terreno con una celda cerrada alrededor: las vecinas de una celda siempre existen."""

    def __init__(self, terreno: Terreno) -> None:
        rejilla = terreno.rejilla
        self.terreno = terreno
        self.forma = (rejilla.filas + 2, rejilla.columnas + 2)
        self.celdas = self.forma[0] * self.forma[1]
        abierto = np.zeros(self.forma, dtype=np.bool_)
        abierto[1:-1, 1:-1] = terreno.paso.reshape(rejilla.filas, rejilla.columnas)
        self.abierto = abierto.ravel()
        self.saltos = [f * self.forma[1] + c for f, c in VECINAS]
        self.metros = [float(np.hypot(f * rejilla.alto, c * rejilla.ancho)) for f, c in VECINAS]

    def con_borde(self, celda: Enteros) -> Enteros:
        fila, columna = np.divmod(celda, self.terreno.rejilla.columnas)
        return np.asarray((fila + 1) * self.forma[1] + columna + 1)

    def en_el_terreno(self, celda: Enteros) -> Enteros:
        fila, columna = np.divmod(celda, self.forma[1])
        return np.asarray((fila - 1) * self.terreno.rejilla.columnas + columna - 1)

    def franja(self) -> float:
        """Cuánto tiempo avanza la onda cada vez: lo que se tarda en una celda corriente.

        Solo cambia lo que se demora el cálculo, no el resultado.
        """
        abiertas = np.flatnonzero(self.terreno.paso)
        if not abiertas.size:
            return 1.0
        lado = np.full(len(abiertas), min(self.metros))
        return float(np.median(self.terreno.minutos_dentro(abiertas, lado))) / 2

    def relajar(self, frente: Enteros, tiempo: Reales, dueno: Enteros) -> Enteros:
        """Mejora las vecinas de las celdas del frente, y dice cuáles mejoraron, sin repetir."""
        mejoradas = []
        aqui = self.en_el_terreno(frente)
        for salto, metros in zip(self.saltos, self.metros):
            vecina = frente + salto
            pasa = self.abierto[vecina]
            vecina, de = vecina[pasa], frente[pasa]
            tardan = self.terreno.minutos(self.en_el_terreno(vecina), aqui[pasa], metros)
            total = tiempo[de] + tardan
            mejor = total < tiempo[vecina]
            vecina = vecina[mejor]
            tiempo[vecina], dueno[vecina] = total[mejor], dueno[de[mejor]]
            mejoradas.append(vecina)
        return np.unique(np.concatenate(mejoradas))

    def sin_borde(self, tiempo: Reales, dueno: Enteros, hasta: float) -> Recorrido:
        interior = (slice(1, -1), slice(1, -1))
        minutos = tiempo.reshape(self.forma)[interior].ravel()
        sede = dueno.reshape(self.forma)[interior].ravel()
        llega = np.isfinite(minutos) & (minutos <= hasta)
        return Recorrido(np.where(llega, minutos, np.nan), np.where(llega, sede, SIN_SEDE))


def llegar(
    terreno: Terreno, x: Numeros, y: Numeros, sedes_x: Numeros, sedes_y: Numeros,
    seguir: Callable[[], None] | None = None, hasta: float = np.inf,
) -> tuple[Llegada, Enteros]:  # fmt: skip
    """El tiempo de cada punto a la sede que antes alcanza, y las sedes que no se usaron.

    De su punto al centro de su celda se anda en línea recta, en lo plano; igual en la sede. No se
    usa la sede que cae fuera de la rejilla, o en una celda por donde no se pasa.
    """
    celda_sede, tardan = _al_centro(terreno, sedes_x, sedes_y)
    sirven = np.flatnonzero(celda_sede >= 0)
    hecho = recorrer(terreno, celda_sede[sirven], tardan[sirven], sirven, seguir, hasta)
    celda, propios = _al_centro(terreno, x, y)
    donde = np.where(celda >= 0, celda, 0)
    minutos = np.where(celda >= 0, hecho.minutos[donde] + propios, np.nan)
    minutos = np.where(minutos <= hasta, minutos, np.nan)
    sede = np.where(np.isnan(minutos), SIN_SEDE, hecho.sede[donde])
    con = np.isfinite(np.asarray(x, dtype=np.float64)) & np.isfinite(np.asarray(y, np.float64))
    fuera = con & ~_conocida(terreno, x, y)
    return Llegada(minutos, sede, fuera), np.flatnonzero(celda_sede < 0)


def _orilla(terreno: Terreno, celda: Enteros, x: Reales, y: Reales) -> Enteros:
    """La celda de cada punto; la de quien cae en un río, la vecina abierta que le queda más cerca.

    El río es una línea y su celda, un cuadro: quien vive en ella está en una de las dos orillas.
    """
    if terreno.rio is None:
        return celda
    rejilla = terreno.rejilla
    mojadas = np.flatnonzero((celda >= 0) & terreno.rio[celda])
    fila, columna = np.divmod(celda[mojadas], rejilla.columnas)
    mejor = np.full(len(mojadas), np.inf)
    elegida = celda[mojadas].copy()
    for f, c in VECINAS:
        otra_fila, otra_columna = fila + f, columna + c
        dentro = (otra_fila >= 0) & (otra_fila < rejilla.filas)
        dentro &= (otra_columna >= 0) & (otra_columna < rejilla.columnas)
        vecina = np.where(dentro, otra_fila * rejilla.columnas + otra_columna, 0)
        centro_x, centro_y = rejilla.centro(vecina)
        metros = np.hypot(x[mojadas] - centro_x, y[mojadas] - centro_y)
        gana = dentro & terreno.paso[vecina] & (metros < mejor)
        mejor[gana], elegida[gana] = metros[gana], vecina[gana]
    hecha = np.array(celda, dtype=np.int64)
    hecha[mojadas] = elegida
    return hecha


def _conocida(terreno: Terreno, x: Numeros, y: Numeros) -> Logicos:
    celda = terreno.rejilla.celda(x, y)
    return np.asarray((celda >= 0) & np.isfinite(terreno.altura[celda]))


def _al_centro(terreno: Terreno, x: Numeros, y: Numeros) -> tuple[Enteros, Reales]:
    """La celda de cada punto (−1 si por ella no se pasa) y los minutos hasta su centro."""
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    celda = _orilla(terreno, terreno.rejilla.celda(xs, ys), xs, ys)
    celda = np.where((celda >= 0) & terreno.paso[celda], celda, -1)
    centro_x, centro_y = terreno.rejilla.centro(celda)
    metros = np.hypot(xs - centro_x, ys - centro_y)
    minutos = terreno.minutos_dentro(np.maximum(celda, 0), metros)
    return celda, np.where(celda >= 0, minutos, np.nan)
