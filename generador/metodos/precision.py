"""Qué tan precisa es una proporción estimada y si alcanza para publicarse.

Los requisitos son los de la CEPAL (2020, «Criterios de calidad en la estimación de indicadores a
partir de encuestas de hogares»): 9 grados de libertad, 100 casos y coeficiente de variación
logarítmico hasta 17,5 %. Hasta 30 % se publica con cautela, como hace el DANE en sus estimaciones
municipales. El coeficiente logarítmico no es el error relativo: no se escribe como «± %».

Una encuesta trae grados de libertad y su intervalo usa la t (`intervalo`); la estimación de un
modelo de áreas pequeñas trae un error cuadrático medio y el suyo usa la normal
(`intervalo_normal`). Los dos van en escala logit, que no sale de (0, 1).
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

from .t_student import cuantil_t
from .tipos import Enteros, Logicos, Numeros, Reales

Clase = Literal["suficiente", "cautela", "no_publicar"]
CLASES: tuple[Clase, ...] = ("suficiente", "cautela", "no_publicar")
GL_MINIMOS = 9
CASOS_MINIMOS = 100
CVLOG_SUFICIENTE = 0.175
CVLOG_CON_CAUTELA = 0.30
CONFIANZA = 0.95


def intervalo(
    valor: Numeros, ee: Numeros, gl: Numeros, confianza: float = CONFIANZA
) -> tuple[Reales, Reales]:
    """Límites de confianza de una proporción, en escala logit y con la t de `gl`: (bajo, alto).

    L = ln(R/(1 − R)) ± t·ee/(R(1 − R)), devuelto a proporción, así que nunca sale de (0, 1). Las
    tres entradas se difunden entre sí. NaN si R es 0 o 1, o si no hay grados de libertad.
    """
    r, error, grados = np.broadcast_arrays(
        np.asarray(valor, dtype=np.float64), np.asarray(ee, dtype=np.float64), np.asarray(gl)
    )
    sirve = (r > 0) & (r < 1) & (grados >= 1)
    distintos, posicion = np.unique(np.where(sirve, grados, 1), return_inverse=True)
    cuantiles = np.array([cuantil_t((1 + confianza) / 2, int(g)) for g in distintos.tolist()])
    return _en_logit(r, cuantiles[posicion.reshape(r.shape)] * error, sirve)


def intervalo_normal(
    valor: Numeros, ee: Numeros, confianza: float = CONFIANZA
) -> tuple[Reales, Reales]:
    """Límites de confianza de una proporción estimada por un modelo: (bajo, alto), en proporción.

    L = ln(p/(1 − p)) ± z·ee/(p(1 − p)), con la normal, devuelto a proporción. `ee` es la raíz del
    error cuadrático medio, en proporción. NaN si p es 0 o 1, o si falta alguno de los dos.
    """
    r, error = np.broadcast_arrays(
        np.asarray(valor, dtype=np.float64), np.asarray(ee, dtype=np.float64)
    )
    sirve = (r > 0) & (r < 1) & (error >= 0)
    return _en_logit(r, NormalDist().inv_cdf((1 + confianza) / 2) * error, sirve)


def _en_logit(valor: Reales, semiancho: Reales, sirve: Logicos) -> tuple[Reales, Reales]:
    adentro = np.where(sirve, valor, 0.5)
    logit = np.log(adentro / (1 - adentro))
    ancho = semiancho / (adentro * (1 - adentro))
    with np.errstate(over="ignore"):  # un ancho enorme da e^∞ y el límite queda en 0 o en 1
        bajo, alto = (1 / (1 + np.exp(-(logit + signo * ancho))) for signo in (-1, 1))
    return np.where(sirve, bajo, np.nan), np.where(sirve, alto, np.nan)


def hacia_afuera(bajo: Numeros, alto: Numeros) -> tuple[Reales, Reales]:
    """El intervalo en enteros de porcentaje: piso del límite bajo y techo del alto.

    Entra en proporción y sale de 0 a 100; al redondear nunca se estrecha.
    """
    return np.floor(100 * np.asarray(bajo)), np.ceil(100 * np.asarray(alto))


def frente_a(bajo: Numeros, alto: Numeros, referencia: Numeros) -> Enteros:
    """1 si todo el intervalo pasa de la referencia, −1 si no la alcanza, 0 si no se distingue.

    La referencia se toma como constante. También 0 si no hay intervalo: eso lo dice su NaN.
    """
    encima = np.asarray(bajo) > np.asarray(referencia)
    debajo = np.asarray(alto) < np.asarray(referencia)
    return encima.astype(np.int64) - debajo.astype(np.int64)


def cvlog(valor: Numeros, ee: Numeros) -> Reales:
    """Coeficiente de variación de −ln p: ee/(−p·ln p), con 1 − p si p > 0,5; NaN si p es 0 o 1."""
    r, error = np.asarray(valor, dtype=np.float64), np.asarray(ee, dtype=np.float64)
    sirve = (r > 0) & (r < 1)
    menor = np.where(sirve, np.minimum(r, 1 - r), 0.5)
    return np.where(sirve, error / (-menor * np.log(menor)), np.nan)


def clase(valor: Numeros, ee: Numeros, gl: Numeros, casos: Numeros) -> npt.NDArray[np.str_]:
    """Si se puede publicar: «suficiente», «cautela» o «no_publicar», con la forma de `valor`.

    `casos` es el tamaño de la muestra sin expandir. Sin los grados o los casos mínimos, o sin
    coeficiente (proporción 0 o 1), no se publica.
    """
    alcanza = (np.asarray(gl) >= GL_MINIMOS) & (np.asarray(casos) >= CASOS_MINIMOS)
    return clase_de_cvlog(np.where(alcanza, cvlog(valor, ee), np.nan))


def clase_de_cvlog(coeficiente: Numeros) -> npt.NDArray[np.str_]:
    """La clase de un coeficiente logarítmico en proporción (0,175 y 0,30 incluidos); NaN: ninguna.

    Es la de una estimación que ya trae su coeficiente, como la municipal del DANE: no se recalcula.
    """
    valor = np.asarray(coeficiente, dtype=np.float64)
    return np.select([valor <= CVLOG_SUFICIENTE, valor <= CVLOG_CON_CAUTELA], CLASES[:2], CLASES[2])
