"""El cuantil de la t de Student, sin scipy: el complemento corre con lo que trae QGIS.

P(|T| > t) = I_x(g/2, 1/2) con x = g/(g + t²), la beta incompleta regularizada, por la fracción
continua de Lentz (Press y otros, «Numerical Recipes», 6.4). Con pocos grados de libertad el cuantil
se halla por bisección; con más, desde el desarrollo de Cornish-Fisher (Abramowitz y Stegun, 26.7.5)
y corregido por Newton; con muchos, el desarrollo solo.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from .errores import ErrorDeMetodo

# Desde aquí los cuatro términos del desarrollo dan más cifras que la beta incompleta.
GL_DEL_DESARROLLO = 1000
# Desde aquí el desarrollo cae tan cerca de la raíz que Newton no se pasa al otro lado de la media.
GL_DE_NEWTON = 30
CORRECCIONES = 3
PASOS = 500
MINUSCULO = 1e-300
CASI_NADA = 1e-13  # en proporción: el paso siguiente ya no cambiaría nada


@lru_cache(maxsize=4096)
def cuantil_t(probabilidad: float, gl: int) -> float:
    """El valor t con P(T ≤ t) = `probabilidad`, de 0,5 a 1 sin incluirlo, y `gl` desde 1."""
    if not 0.5 <= probabilidad < 1 or gl < 1:
        raise ErrorDeMetodo(
            f"no hay cuantil {probabilidad} de la t con {gl} grados de libertad",
            que_hacer="pida una probabilidad desde 0,5 y menor que 1, y al menos 1 grado",
        )
    if gl < GL_DE_NEWTON:
        return _por_biseccion(2 * (1 - probabilidad), gl)
    t = _desarrollo(NormalDist().inv_cdf(probabilidad), gl)
    return t if gl >= GL_DEL_DESARROLLO else _por_newton(t, 2 * (1 - probabilidad), gl)


def _por_newton(t: float, colas: float, gl: int) -> float:
    """La raíz de P(|T| > t) = `colas` cerca de `t`: cada paso duplica las cifras correctas."""
    escala = math.lgamma((gl + 1) / 2) - math.lgamma(gl / 2)
    for _ in range(CORRECCIONES):
        logaritmo = escala - (gl + 1) / 2 * math.log1p(t * t / gl)
        densidad = math.exp(logaritmo) / math.sqrt(gl * math.pi)
        paso = (colas_de_t(t, gl) - colas) / (2 * densidad)
        t += paso
        if abs(paso) <= CASI_NADA * t:
            break
    return t


def _por_biseccion(colas: float, gl: int) -> float:
    bajo, alto = 0.0, 1.0
    while colas_de_t(alto, gl) > colas:
        bajo, alto = alto, 2 * alto
    while True:
        medio = (bajo + alto) / 2
        if medio in (bajo, alto):
            return medio
        if colas_de_t(medio, gl) > colas:
            bajo = medio
        else:
            alto = medio


def colas_de_t(t: float, gl: int) -> float:
    """P(|T| > t) con `gl` grados de libertad."""
    a, b = gl / 2, 0.5
    x = gl / (gl + t * t)
    if t * t < 1:
        # Cerca de 0 las colas son casi 1: se calcula lo que les falta, que es lo que tiene cifras.
        return 1 - _beta(b, a, t * t / (gl + t * t))
    return _beta(a, b, x)


def _beta(a: float, b: float, x: float) -> float:
    """La beta incompleta regularizada I_x(a, b), por fracción continua."""
    if x <= 0:
        return 0.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    escala = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    frente = math.exp(escala + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / _lejos_de_cero(1 - (a + b) * x / (a + 1))
    fraccion = d
    for m in range(1, PASOS):
        par = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        impar = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        antes = fraccion
        for termino in (par, impar):
            d = 1 / _lejos_de_cero(1 + termino * d)
            c = _lejos_de_cero(1 + termino / c)
            fraccion *= d * c
        if fraccion == antes:
            break
    return frente * fraccion


def _lejos_de_cero(valor: float) -> float:
    return valor if abs(valor) > MINUSCULO else MINUSCULO


def _desarrollo(z: float, gl: int) -> float:
    terminos = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(termino / gl**i for i, termino in enumerate(terminos, start=1))
