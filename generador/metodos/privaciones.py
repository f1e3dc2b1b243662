"""Pobreza multidimensional por el método Alkire-Foster, en enteros hasta dividir.

Fuente: Alkire y Foster (2011), «Counting and multidimensional poverty measurement», Journal of
Public Economics 95, 476-487. Con g⁰ᵢⱼ = 1 si la fila i está privada en j, wⱼ su peso (Σwⱼ = 1),
cᵢ = Σⱼ wⱼ g⁰ᵢⱼ el puntaje y pobre si cᵢ ≥ k:

    H  = q / n                       incidencia: proporción de pobres
    A  = Σ_{i pobre} cᵢ / q          intensidad: puntaje medio de los pobres
    M0 = H · A = Σⱼ wⱼ hⱼ(k)         incidencia ajustada
    hⱼ, hⱼ(k)                        privados en j; pobres privados en j (tasa censurada)
    φⱼ = wⱼ hⱼ(k) / M0               contribución de j

Los pesos y el corte son enteros sobre un denominador común (`metodo.py`): se suma y se compara sin
redondeo, y se divide una sola vez, al final. Todas las proporciones van de 0 a 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .calculo import ponderadores, razon
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .metodo import CENTESIMAS, Metodo
from .tipos import Enteros, Logicos, Numeros, Octetos, Reales

Indicador = Literal["incidencia", "intensidad", "m0", "tasas", "tasas_censuradas", "contribuciones"]


def comprobar_privado(privado: Octetos, metodo: Metodo) -> Octetos:
    """La matriz (n, J) como octetos, si trae las J privaciones del método y solo 0 y 1.

    255 (un −1 guardado sin signo), 2 o NaN son un error: contarlos sería inventar una privación.
    """
    matriz = np.asarray(privado)
    if matriz.ndim != 2 or matriz.dtype.kind not in "biuf":
        raise ErrorDeMetodo(
            f"las privaciones llegaron como {matriz.dtype} de forma {matriz.shape}",
            que_hacer="dé una matriz numérica con una fila por hogar y una columna por privación",
        )
    if matriz.shape[1] != len(metodo.nombres):
        raise ErrorDeMetodo(
            f"la matriz trae {matriz.shape[1]} privaciones y el método {len(metodo.nombres)}",
            que_hacer="dé las privaciones en el orden del método",
        )
    if matriz.dtype != np.bool_ and not _solo_ceros_y_unos(matriz):
        fila, j = np.argwhere((matriz != 0) & (matriz != 1))[0]
        raise ErrorDeMetodo(
            f"la privación «{metodo.nombres[j]}» vale {matriz[fila, j]} en la posición {fila} y "
            "solo puede ser 0 o 1",
            que_hacer="pase antes las columnas por depurar, que dice qué hacer con los nulos",
        )
    return matriz.astype(np.uint8, copy=False)


def _solo_ceros_y_unos(matriz: Numeros) -> bool:
    valores = np.asarray(matriz)
    if valores.dtype == np.uint8:
        return valores.size == 0 or int(valores.max()) <= 1
    return bool(((valores == 0) | (valores == 1)).all())


def puntajes(privado: Octetos, metodo: Metodo) -> Enteros:
    """Puntaje de cada fila, entero sobre el denominador: Σⱼ Wⱼ g⁰ᵢⱼ, (n,) de 0 a D."""
    return _sumar_pesos(comprobar_privado(privado, metodo), metodo)


def en_centesimas(puntos: Enteros, metodo: Metodo) -> Enteros | Reales:
    """Los puntajes de 0 a 100, (n,); enteros si todos dan centésimas exactas, como en el IPM."""
    por_cien = np.asarray(puntos, dtype=np.int64) * CENTESIMAS
    if (por_cien % metodo.denominador).any():
        return por_cien / metodo.denominador
    return por_cien // metodo.denominador


def es_pobre(privado: Octetos, metodo: Metodo) -> Logicos:
    """Quién es pobre: puntaje de `metodo.corte` o más, (n,)."""
    return puntajes(privado, metodo) >= metodo.corte


def _sumar_pesos(privado: Octetos, metodo: Metodo) -> Enteros:
    suma = np.zeros(len(privado), dtype=np.int64)
    for j, peso in enumerate(metodo.pesos):
        suma += privado[:, j] * np.int64(peso)
    return suma


@dataclass(frozen=True)
class Medida:
    """Sumas por grupo; todo indicador sale de ellas, así que los grupos se agregan sin pérdida.

    Con G grupos y J privaciones: `registros` (G,) filas de la base, `poblacion` (G,) suma del
    ponderador, `pobres` (G,), `privados` (G, J) y `privados_pobres` (G, J), ponderados. Lo que no
    tiene denominador (grupo vacío, intensidad sin pobres) es NaN, nunca 0.
    """

    metodo: Metodo
    registros: Enteros
    poblacion: Reales
    pobres: Reales
    privados: Reales
    privados_pobres: Reales

    def partes(self, indicador: Indicador) -> tuple[Reales, Reales]:
        """Numerador, (G,) o (G, J), y denominador, (G,), de un indicador: sumas de la población.

        Todo indicador es una razón de dos totales; de ellas salen el punto y su error de muestreo.
        """
        return PARTES[indicador](self)

    def valor(self, indicador: Indicador) -> Reales:
        """El indicador, (G,) o (G, J); NaN donde su denominador es 0."""
        numerador, denominador = self.partes(indicador)
        return razon(numerador, denominador if numerador.ndim == 1 else denominador[:, None])

    @property
    def incidencia(self) -> Reales:
        """H = q / n, (G,)."""
        return self.valor("incidencia")

    @property
    def intensidad(self) -> Reales:
        """A: puntaje medio de los pobres, (G,); NaN si el grupo no tiene pobres."""
        return self.valor("intensidad")

    @property
    def m0(self) -> Reales:
        """M0 = Σᵢ cᵢ(k) / n = H · A, (G,); 0 si no hay pobres."""
        return self.valor("m0")

    @property
    def tasas(self) -> Reales:
        """hⱼ: privados en j sobre la población del grupo, sean pobres o no, (G, J)."""
        return self.valor("tasas")

    @property
    def tasas_censuradas(self) -> Reales:
        """hⱼ(k): pobres privados en j sobre la población del grupo, (G, J)."""
        return self.valor("tasas_censuradas")

    @property
    def contribuciones(self) -> Reales:
        """φⱼ = wⱼ hⱼ(k) / M0, (G, J); cada fila suma 1, o es NaN si no hay pobres."""
        return self.valor("contribuciones")

    @property
    def privacion_principal(self) -> Enteros:
        """Posición de la privación que más contribuye, (G,); −1 sin pobres, empate: la primera."""
        return np.where(self.puntos > 0, self.aportes.argmax(axis=1), -1).astype(np.int64)

    @property
    def aportes(self) -> Reales:
        """Lo que pone cada privación en los puntajes de los pobres, sobre D, (G, J)."""
        return self.privados_pobres * np.array(self.metodo.pesos, dtype=np.float64)

    @property
    def puntos(self) -> Reales:
        """Suma de los puntajes de los pobres, sobre D, (G,); exacta hasta 2⁵³."""
        return self.privados_pobres @ np.array(self.metodo.pesos, dtype=np.float64)

    def agregar(self, agrupacion: Agrupacion) -> Medida:
        """La medida de grupos de grupos (de vereda a municipio): se suman, no se promedian."""
        privados = [agrupacion.sumar(columna) for columna in self.privados.T]
        privados_pobres = [agrupacion.sumar(columna) for columna in self.privados_pobres.T]
        return Medida(
            metodo=self.metodo,
            registros=agrupacion.sumar(self.registros).astype(np.int64),
            poblacion=agrupacion.sumar(self.poblacion),
            pobres=agrupacion.sumar(self.pobres),
            privados=np.stack(privados, axis=1),
            privados_pobres=np.stack(privados_pobres, axis=1),
        )

    def total(self) -> Medida:
        """La medida de todos los grupos juntos, como un solo grupo."""
        return self.agregar(Agrupacion.unica(len(self.poblacion)))


PARTES: dict[Indicador, Callable[[Medida], tuple[Reales, Reales]]] = {
    "incidencia": lambda m: (m.pobres, m.poblacion),
    "intensidad": lambda m: (m.puntos, m.pobres * m.metodo.denominador),
    "m0": lambda m: (m.puntos, m.poblacion * m.metodo.denominador),
    "tasas": lambda m: (m.privados, m.poblacion),
    "tasas_censuradas": lambda m: (m.privados_pobres, m.poblacion),
    "contribuciones": lambda m: (m.aportes, m.puntos),
}


def medir(
    privado: Octetos,
    metodo: Metodo,
    *,
    ponderador: Numeros | None = None,
    agrupacion: Agrupacion | None = None,
    registros: Numeros | None = None,
) -> Medida:
    """Mide cada grupo de `agrupacion` (por omisión, todo junto); las filas sin grupo no cuentan.

    `privado` es la matriz (n, J) de `depurar`. `ponderador` decide el denominador: las personas
    del hogar (incidencia en personas), 1 (en hogares, si cada fila es un hogar) o el factor de
    expansión. `registros` es cuántas filas de la base resume cada fila (por omisión, una).
    """
    privado = comprobar_privado(privado, metodo)
    filas, columnas = privado.shape
    grupos = agrupacion or Agrupacion.unica(filas)
    peso = ponderadores(ponderador, filas)
    pobre = _sumar_pesos(privado, metodo) >= metodo.corte
    peso_pobre = np.where(pobre, peso, 0.0)
    privados = [grupos.sumar(peso * privado[:, j]) for j in range(columnas)]
    privados_pobres = [grupos.sumar(peso_pobre * privado[:, j]) for j in range(columnas)]
    cuantos = grupos.contar() if registros is None else grupos.sumar(registros).astype(np.int64)
    return Medida(
        metodo=metodo,
        registros=cuantos,
        poblacion=grupos.sumar(peso),
        pobres=grupos.sumar(peso_pobre),
        privados=np.stack(privados, axis=1),
        privados_pobres=np.stack(privados_pobres, axis=1),
    )
