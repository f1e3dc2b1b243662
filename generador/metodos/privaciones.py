"""Pobreza multidimensional por el método Alkire-Foster, con pesos y corte enteros.

Fuente: Alkire y Foster (2011), «Counting and multidimensional poverty measurement», Journal of
Public Economics 95, 476-487. Con g⁰ᵢⱼ = 1 si la fila i está privada en j, wⱼ su peso (Σwⱼ = 1),
cᵢ = Σⱼ wⱼ g⁰ᵢⱼ el puntaje y pobre si cᵢ ≥ k:

    H  = q / n                       incidencia: proporción de pobres
    A  = Σ_{i pobre} cᵢ / q          intensidad: puntaje medio de los pobres
    M0 = H · A = Σⱼ wⱼ hⱼ(k)         incidencia ajustada
    hⱼ, hⱼ(k)                        privados en j; pobres privados en j (tasa censurada)
    φⱼ = wⱼ hⱼ(k) / M0               contribución de j

Los pesos van en centésimas enteras y el corte también: sumar 0,10 + 0,05 + … y comparar con 0,33
falla por redondeo en 44 de los 32.768 patrones posibles, y 840 valen exactamente 33 centésimas, de
modo que k = 1/3 (pobre con 34 o más) y k = 0,33 (con 33 o más) no son lo mismo. Todas las
proporciones van de 0 a 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from .calculo import ponderadores, razon
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .tipos import Enteros, Logicos, Numeros, Octetos, Reales

CENTESIMAS = 100
UN_TERCIO = 34
K_033 = 33
NULO = -1

ReglaDeNulos = Literal["fallar", "excluir", "no_privado"]
REGLAS_DE_NULOS: tuple[ReglaDeNulos, ...] = ("fallar", "excluir", "no_privado")


def corte_entero(k: str | Fraction) -> int:
    """Centésimas mínimas para ser pobre con el umbral exacto `k`: ⌈100·k⌉.

    «1/3» → 34 (el 33,3 % del DNP y el DANE) y «0.33» → 33. No recibe `float`: 1/3 no lo es.
    """
    return math.ceil(Fraction(k) * CENTESIMAS)


@dataclass(frozen=True)
class Metodo:
    """Todo lo que hay que declarar para decir quién es pobre.

    `nombres` de las privaciones, sus `pesos` en centésimas (suman 100) y el `corte`: es pobre quien
    suma `corte` centésimas o más.
    """

    nombres: tuple[str, ...]
    pesos: tuple[int, ...]
    corte: int = UN_TERCIO

    def __post_init__(self) -> None:
        if len(self.nombres) != len(self.pesos):
            raise ErrorDeMetodo(
                f"hay {len(self.nombres)} privaciones y {len(self.pesos)} pesos",
                que_hacer="dé un peso por privación, en el mismo orden",
            )
        if any(p != int(p) or p < 0 for p in self.pesos) or sum(self.pesos) != CENTESIMAS:
            raise ErrorDeMetodo(
                f"los pesos {self.pesos} no son centésimas enteras que sumen 100",
                que_hacer="reparta 100 centésimas entre las privaciones (0 quita una privación)",
            )
        if not 1 <= self.corte <= CENTESIMAS:
            raise ErrorDeMetodo(
                f"el corte {self.corte} no está entre 1 y 100 centésimas",
                que_hacer="use 34 para k = 1/3 o 33 para k = 0,33",
            )

    def con_corte(self, corte: int) -> Metodo:
        """El mismo método con otro corte."""
        return replace(self, corte=corte)


# DNP/DANE: cinco dimensiones de 20 centésimas; el orden es el de las columnas I1…I15 del Sisbén IV.
IPM = Metodo(
    nombres=tuple(f"I{j}" for j in range(1, 16)),
    pesos=(10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4),
)


@dataclass(frozen=True)
class Depuradas:
    """Privaciones sin nulos y lo que costó llegar a ellas.

    `privado` (m, J) de 0 y 1; `conservadas` (n,) dice qué filas de la entrada siguen;
    `nulos` (J,) cuántos había en cada privación y `filas_con_nulos` en cuántas filas.
    """

    privado: Octetos
    conservadas: Logicos
    nulos: Enteros
    filas_con_nulos: int


def depurar(
    columnas: Sequence[Numeros], nombres: Sequence[str], regla: ReglaDeNulos = "fallar"
) -> Depuradas:
    """Aplica la regla de nulos a las columnas de privación (una por nombre; una matriz, con `.T`).

    Nulo es NaN o −1. `fallar` (por omisión) da error con el recuento; `excluir` quita la fila;
    `no_privado` cuenta el nulo como 0 y por eso subestima la pobreza. Un valor que no sea 0, 1 ni
    nulo (p. ej. 9, «no aplica») siempre es un error.
    """
    if regla not in REGLAS_DE_NULOS:
        raise ErrorDeMetodo(
            f"la regla de nulos «{regla}» no existe",
            que_hacer=f"use una de: {', '.join(REGLAS_DE_NULOS)}",
        )
    if len(columnas) != len(nombres) or not nombres:
        raise ErrorDeMetodo(
            f"llegaron {len(columnas)} columnas de privación y se esperaban {len(nombres)}",
            que_hacer="dé una columna por privación, en el orden del método",
        )
    filas = len(np.asarray(columnas[0]))
    privado = np.empty((filas, len(nombres)), dtype=np.uint8, order="F")
    alguno = np.zeros(filas, dtype=np.bool_)
    nulos = np.zeros(len(nombres), dtype=np.int64)
    for j, (columna, nombre) in enumerate(zip(columnas, nombres)):
        uno, nulo = _separar(columna, nombre)
        privado[:, j] = uno
        alguno |= nulo
        nulos[j] = np.count_nonzero(nulo)
    con_nulos = int(np.count_nonzero(alguno))
    if con_nulos and regla == "fallar":
        detalle = ", ".join(f"{n}: {c}" for n, c in zip(nombres, nulos.tolist()) if c)
        raise ErrorDeMetodo(
            f"{con_nulos} de {filas} filas tienen privaciones sin dato ({detalle})",
            que_hacer="complete el dato o elija la regla «excluir» o «no_privado» y declárela",
        )
    if regla == "excluir" and con_nulos:
        return Depuradas(privado[~alguno], ~alguno, nulos, con_nulos)
    return Depuradas(privado, np.ones(filas, dtype=np.bool_), nulos, con_nulos)


def _separar(columna: Numeros, nombre: str) -> tuple[Logicos, Logicos]:
    valores = np.asarray(columna)
    if valores.dtype.kind not in "biuf":
        raise ErrorDeMetodo(
            f"la privación «{nombre}» no es numérica ({valores.dtype})",
            que_hacer="convierta la columna a 0 y 1",
        )
    nulo = np.isnan(valores) if valores.dtype.kind == "f" else np.zeros(valores.shape, np.bool_)
    nulo = nulo | (valores == NULO)
    uno = valores == 1
    raro = ~(nulo | uno | (valores == 0))
    if raro.any():
        primera = int(np.argmax(raro))
        raise ErrorDeMetodo(
            f"la privación «{nombre}» tiene {np.count_nonzero(raro)} valores que no son 0 ni 1; "
            f"el primero, {valores[primera]}, en la posición {primera}",
            que_hacer="revise que la columna sea la privación y que «no aplica» llegue como nulo",
        )
    return uno, nulo


def puntajes(privado: Octetos, metodo: Metodo) -> Enteros:
    """Puntaje de cada fila en centésimas: cᵢ = Σⱼ wⱼ g⁰ᵢⱼ, (n,) de 0 a 100."""
    suma = np.zeros(len(privado), dtype=np.int64)
    for j, peso in enumerate(metodo.pesos):
        suma += privado[:, j] * np.int64(peso)
    return suma


def es_pobre(privado: Octetos, metodo: Metodo) -> Logicos:
    """Quién es pobre: puntaje de `metodo.corte` centésimas o más, (n,)."""
    return puntajes(privado, metodo) >= metodo.corte


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

    @property
    def incidencia(self) -> Reales:
        """H = q / n, (G,)."""
        return razon(self.pobres, self.poblacion)

    @property
    def intensidad(self) -> Reales:
        """A: puntaje medio de los pobres, (G,); NaN si el grupo no tiene pobres."""
        return razon(self._puntos, self.pobres * CENTESIMAS)

    @property
    def m0(self) -> Reales:
        """M0 = Σᵢ cᵢ(k) / n = H · A, (G,); 0 si no hay pobres."""
        return razon(self._puntos, self.poblacion * CENTESIMAS)

    @property
    def tasas(self) -> Reales:
        """hⱼ: privados en j sobre la población del grupo, sean pobres o no, (G, J)."""
        return razon(self.privados, self.poblacion[:, None])

    @property
    def tasas_censuradas(self) -> Reales:
        """hⱼ(k): pobres privados en j sobre la población del grupo, (G, J)."""
        return razon(self.privados_pobres, self.poblacion[:, None])

    @property
    def contribuciones(self) -> Reales:
        """φⱼ = wⱼ hⱼ(k) / M0, (G, J); cada fila suma 1, o es NaN si no hay pobres."""
        return razon(self.privados_pobres * np.array(self.metodo.pesos), self._puntos[:, None])

    @property
    def privacion_principal(self) -> Enteros:
        """Posición de la privación que más contribuye, (G,); −1 sin pobres, empate: la primera."""
        aportes = self.privados_pobres * np.array(self.metodo.pesos)
        return np.where(self._puntos > 0, aportes.argmax(axis=1), -1).astype(np.int64)

    @property
    def _puntos(self) -> Reales:
        """Suma de los puntajes de los pobres, en centésimas, (G,)."""
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
    filas, columnas = privado.shape
    if columnas != len(metodo.nombres):
        raise ErrorDeMetodo(
            f"la matriz trae {columnas} privaciones y el método {len(metodo.nombres)}",
            que_hacer="dé las privaciones en el orden del método",
        )
    grupos = agrupacion or Agrupacion.unica(filas)
    peso = ponderadores(ponderador, filas)
    pobre = es_pobre(privado, metodo)
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


@dataclass(frozen=True)
class Descomposicion:
    """Qué parte del total pone cada grupo, (G,) cada una; suman 1, o NaN si el total es 0.

    `poblacion`: nₗ/n; `pobres`: nₗHₗ/(nH), la contribución a H; `m0`: nₗM0ₗ/(nM0), a M0.
    La intensidad no se descompone por población: A es el promedio de Aₗ ponderado por pobres.
    """

    poblacion: Reales
    pobres: Reales
    m0: Reales


def descomponer(medida: Medida) -> Descomposicion:
    """Participación de cada grupo en la población, en los pobres y en M0."""
    total = medida.total()
    ajustada = medida.m0 * medida.poblacion
    return Descomposicion(
        poblacion=razon(medida.poblacion, total.poblacion),
        pobres=razon(medida.pobres, total.pobres),
        m0=razon(np.where(medida.poblacion > 0, ajustada, 0.0), total.m0 * total.poblacion),
    )
