"""Dónde queda un territorio frente a los demás: puesto, rango, diferencias y participación.

Los valores van en la unidad del indicador (los porcentajes, de 0 a 100) y con los decimales que se
publican, para que los que se leen iguales compartan puesto. NaN es «sin dato»: ni ocupa puesto ni
cuenta en el número de territorios.

Un puesto exacto solo se sostiene si cada valor se conoce exacto. `rango` dice entre qué puestos
está cuando de cada valor se conoce un intervalo; `rango_con_error`, cuando es una estimación con
error (Mogstad, Romano, Shaikh y Wilhelm, 2024, «Inference for Ranks with Applications to Mobility
across Neighbourhoods and Academic Achievement across Countries»).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from .calculo import razon
from .grupos import Agrupacion
from .tipos import Enteros, Logicos, Numeros, Reales

SIN_PUESTO = 0


@dataclass(frozen=True)
class Posicion:
    """Puesto n de N de cada territorio dentro de su grupo.

    `puesto` (n,): 1 es el mayor valor y 0 no tiene puesto (sin dato o sin grupo); los empatados
    comparten el mejor (1, 2, 2, 4). `de` (n,): cuántos territorios del grupo tienen dato.
    `empatados` (n,): cuántos comparten su puesto, él incluido; 0 si no lo tiene.
    `percentil` (n,): porcentaje de esos `de` territorios, él incluido, con un valor menor que el
    suyo (0 el menor, 100·(N − 1)/N el mayor sin empates); se lee «más que el x % de los
    territorios». NaN si no tiene puesto.
    """

    puesto: Enteros
    de: Enteros
    empatados: Enteros
    percentil: Reales


@dataclass(frozen=True)
class Rango:
    """Entre qué puestos de su grupo puede estar cada territorio.

    `mejor` y `peor` (n,): 1 es el mayor valor; 0 en los dos si no tiene puesto.
    """

    mejor: Enteros
    peor: Enteros


def posicion(valores: Numeros, agrupacion: Agrupacion | None = None) -> Posicion:
    """Posición de cada valor entre los de su grupo (por omisión, entre todos)."""
    datos = np.asarray(valores, dtype=np.float64)
    grupos = agrupacion or Agrupacion.unica(len(datos))
    cuenta = np.flatnonzero(~np.isnan(datos) & grupos.tiene)
    orden = cuenta[np.lexsort((datos[cuenta], grupos.grupo[cuenta]))]
    grupo, valor = grupos.grupo[orden], datos[orden]

    cambia_grupo = _cambia(grupo)
    cambia_valor = cambia_grupo | _cambia(valor)
    inicio_grupo = np.flatnonzero(cambia_grupo)[np.cumsum(cambia_grupo) - 1]
    inicio_empate = np.flatnonzero(cambia_valor)[np.cumsum(cambia_valor) - 1]
    final_empate = np.append(np.flatnonzero(cambia_valor)[1:], len(orden))[
        np.cumsum(cambia_valor) - 1
    ]
    tamano = np.bincount(grupo, minlength=grupos.numero)

    puesto = np.full(len(datos), SIN_PUESTO, dtype=np.int64)
    empatados = puesto.copy()
    percentil = np.full(len(datos), np.nan)
    empatados[orden] = final_empate - inicio_empate
    puesto[orden] = tamano[grupo] - (final_empate - inicio_grupo) + 1
    percentil[orden] = 100.0 * (inicio_empate - inicio_grupo) / tamano[grupo]
    de = np.append(tamano, 0)[grupos.grupo]  # la posición −1 es «sin grupo»
    return Posicion(puesto, de.astype(np.int64), empatados, percentil)


def rango(bajo: Numeros, alto: Numeros, agrupacion: Agrupacion | None = None) -> Rango:
    """Rango de puestos de valores que se conocen entre dos límites, (n,) y (n,).

    mejor = 1 + los que con seguridad son mayores (su bajo pasa del alto propio); peor = los que
    podrían no ser menores (su alto alcanza el bajo propio), él incluido.
    """
    bajos, altos = np.asarray(bajo, dtype=np.float64), np.asarray(alto, dtype=np.float64)
    grupos = agrupacion or Agrupacion.unica(len(bajos))
    cuenta = ~np.isnan(bajos) & ~np.isnan(altos)
    mejor, peor = (np.full(len(bajos), SIN_PUESTO, dtype=np.int64) for _ in range(2))
    for grupo in range(grupos.numero):
        suyos = np.flatnonzero(cuenta & (grupos.grupo == grupo))
        b, a = bajos[suyos], altos[suyos]
        mejor[suyos] = 1 + len(suyos) - np.searchsorted(np.sort(b), a, side="right")
        peor[suyos] = len(suyos) - np.searchsorted(np.sort(a), b, side="left")
    return Rango(mejor, peor)


def rango_con_error(valores: Numeros, ee: Numeros, confianza: float = 0.95) -> Rango:
    """Conjunto de confianza marginal del puesto de cada estimación, (n,).

    j es mayor que i si (v_j − v_i)/√(e_i² + e_j²) pasa de z, con z de Bonferroni,
    Φ⁻¹(1 − α/(2(n − 1))): determinista y algo conservador. `ee` en la unidad de `valores`; supone
    errores independientes. mejor = 1 + mayores; peor = n − menores.
    """
    v, e = np.asarray(valores, dtype=np.float64), np.asarray(ee, dtype=np.float64)
    hay = ~np.isnan(v) & ~np.isnan(e)
    n = int(np.count_nonzero(hay))
    mejor, peor = (np.full(len(v), SIN_PUESTO, dtype=np.int64) for _ in range(2))
    resta = v[hay][None, :] - v[hay][:, None]
    mayor = resta > z_de_bonferroni(n, confianza) * np.hypot(e[hay][None, :], e[hay][:, None])
    mejor[hay] = 1 + mayor.sum(axis=1)
    peor[hay] = n - mayor.sum(axis=0)
    return Rango(mejor, peor)


def z_de_bonferroni(n: int, confianza: float = 0.95) -> float:
    """El cuantil normal con que se comparan n estimaciones, cada una con las otras n − 1."""
    return NormalDist().inv_cdf(1 - (1 - confianza) / (2 * max(n - 1, 1)))


def diferencia(valores: Numeros, referencia: Numeros) -> Reales:
    """Valor − referencia, en puntos porcentuales si ambos son porcentajes; positivo: por encima."""
    return np.asarray(np.subtract(valores, referencia), dtype=np.float64)


def brecha(rural: Numeros, cabecera: Numeros) -> Reales:
    """Rural − cabecera, en puntos porcentuales; NaN si falta alguno de los dos dominios."""
    return diferencia(rural, cabecera)


def participacion(cantidades: Numeros, agrupacion: Agrupacion | None = None) -> Reales:
    """Porcentaje que pone cada territorio en la suma de su grupo: 100·xᵢ / Σ x, (n,).

    Para cantidades que se suman (personas en pobreza), no para tasas. NaN no entra en la suma; es
    NaN lo que no tiene dato, no tiene grupo o está en un grupo que suma 0.
    """
    datos = np.asarray(cantidades, dtype=np.float64)
    grupos = agrupacion or Agrupacion.unica(len(datos))
    totales = grupos.sumar(np.where(np.isnan(datos), 0.0, datos))
    con_ninguno = np.append(totales, np.nan)  # la posición −1 es «sin grupo»
    return 100.0 * razon(datos, con_ninguno[grupos.grupo])


def _cambia(ordenados: Enteros | Reales) -> Logicos:
    """Qué elementos de un vector ordenado difieren del anterior (el primero, siempre)."""
    cambia = np.ones(len(ordenados), dtype=np.bool_)
    cambia[1:] = ordenados[1:] != ordenados[:-1]
    return cambia
