"""Qué se declara para decir quién es pobre: privaciones, pesos y corte, como racionales exactos.

Los pesos y el corte k se leen como fracciones exactas («1/6», «0,05», «33 %») y se llevan a enteros
sobre un denominador común D: Wⱼ = wⱼ·D y K = k·D, así que «suma k o más» es una comparación entre
enteros. Con decimales de máquina, 0,10 + 0,05 + … y 0,33 no siempre se comparan bien, y con
centésimas ni 1/6 ni 1/18 existen: 65 de los 1.024 patrones del IPM mundial saldrían mal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Rational
from typing import Union

from .errores import ErrorDeMetodo
from .tablas import documento

Proporcion = Union[str, Fraction, int]

# Con D hasta mil millones, sumar pesos por patrón y por población cabe en 64 bits.
DENOMINADOR_MAXIMO = 10**9
CENTESIMAS = 100
UN_TERCIO = Fraction(1, 3)
K_033 = Fraction(33, 100)

# Los decimales que se muestran enteros; con más cifras se lee mejor la fracción.
DECIMALES = 6
LARGO_MAXIMO = 40
ESCRITA = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*(?:/\s*([0-9]+)|(%))?\s*")


def leer_proporcion(valor: Proporcion, nombre: str = "la proporción") -> Fraction:
    """La fracción exacta que se escribió: «1/3», «0,33», «0.33», «33 %», o ya una fracción.

    Un `float` se rechaza, porque 1/3 no existe en coma flotante. No exige que esté entre 0 y 1.
    """
    if isinstance(valor, Rational) and not isinstance(valor, bool):
        return Fraction(int(valor.numerator), int(valor.denominator))
    if not isinstance(valor, str):
        raise ErrorDeMetodo(
            f"{nombre} llegó como {type(valor).__name__} ({valor!r}) y no se reciben números en "
            "coma flotante",
            que_hacer="escríbala como texto o fracción exacta: «1/3», «0,33» o «33 %»",
        )
    hallada = ESCRITA.fullmatch(valor) if len(valor) <= LARGO_MAXIMO else None
    if hallada is None or (hallada[2] and not int(hallada[2])):
        raise ErrorDeMetodo(
            f"{nombre} «{valor[:LARGO_MAXIMO]}» no es una proporción",
            que_hacer="escriba una fracción, un decimal o un porcentaje: 1/3, 0,33 o 33 %",
        )
    numero, abajo, por_ciento = hallada.groups()
    return Fraction(numero.replace(",", ".")) / (CENTESIMAS if por_ciento else int(abajo or 1))


def leer_pesos(texto: str) -> tuple[Fraction, ...]:
    """Los pesos de una lista: «10,10,5,…» en centésimas, o «1/6; 0,05; 4 %».

    Se separan por punto y coma, o por coma si no hay ninguno. Sin fracciones ni porcentajes, y si
    suman 100, son centésimas. Que sumen 1 lo comprueba `Metodo`.
    """
    partes = texto.split(";" if ";" in texto else ",")
    pesos = tuple(leer_proporcion(p, f"el peso {i}") for i, p in enumerate(partes, start=1))
    if sum(pesos) == CENTESIMAS and "/" not in texto and "%" not in texto:
        return tuple(p / CENTESIMAS for p in pesos)
    return pesos


def escribir_proporcion(valor: Fraction) -> str:
    """Como se muestra: «0,33» si tiene pocos decimales; si no, la fracción, «1/3»."""
    en_millonesimas = valor * 10**DECIMALES
    if en_millonesimas.denominator != 1:
        return str(valor)
    entera, decimales = divmod(int(en_millonesimas), 10**DECIMALES)
    return f"{entera},{decimales:0{DECIMALES}d}".rstrip("0").rstrip(",")


@dataclass(frozen=True)
class Metodo:
    """Quién es pobre: quien suma `corte` o más de los `pesos`, todos sobre `denominador`.

    `nombres` de las J privaciones, en orden; `pesos` enteros Wⱼ que suman `denominador` (D, hasta
    10⁹); `corte` entero K de 1 a D. Se arma con `Metodo.declarar`, que los saca de las fracciones.
    """

    nombres: tuple[str, ...]
    pesos: tuple[int, ...]
    denominador: int
    corte: int

    def __post_init__(self) -> None:
        if not self.nombres or len(self.nombres) != len(self.pesos):
            raise ErrorDeMetodo(
                f"hay {len(self.nombres)} privaciones y {len(self.pesos)} pesos",
                que_hacer="dé un peso por privación, en el mismo orden, separados por punto y coma "
                "si llevan coma decimal",
            )
        enteros = (*self.pesos, self.denominador, self.corte)
        if any(type(n) is not int for n in enteros):
            raise ErrorDeMetodo(
                f"los pesos, el denominador y el corte {enteros} no son todos enteros (int)",
                que_hacer="arme el método con Metodo.declarar, desde fracciones o textos",
            )
        if min(self.pesos) < 0:
            raise ErrorDeMetodo(
                f"la privación «{self.nombres[self.pesos.index(min(self.pesos))]}» tiene un peso "
                f"negativo, {min(self.pesos)}/{self.denominador}",
                que_hacer="dé pesos desde 0 (0 quita una privación)",
            )
        if not 1 <= self.denominador <= DENOMINADOR_MAXIMO:
            raise ErrorDeMetodo(
                f"el denominador común de los pesos y de k es {self.denominador} y el máximo es "
                f"{DENOMINADOR_MAXIMO}",
                que_hacer="escriba las fracciones exactas (1/3 y no 0,3333333333)",
            )
        if sum(self.pesos) != self.denominador:
            raise ErrorDeMetodo(
                f"los pesos suman {Fraction(sum(self.pesos), self.denominador)} y deben sumar 1",
                que_hacer="reparta 1 (o 100 centésimas) entre las privaciones, sin redondear",
            )
        if not 1 <= self.corte <= self.denominador:
            raise ErrorDeMetodo(
                f"el corte k = {self.k} no es mayor que 0 y hasta 1",
                que_hacer="use 1/3 (por omisión), 0,33, 40 % u otra proporción",
            )

    @classmethod
    def declarar(
        cls,
        nombres: Sequence[str],
        pesos: Sequence[Proporcion],
        k: Proporcion = UN_TERCIO,
    ) -> Metodo:
        """El método de esos `pesos` (un peso por nombre, que sumen exactamente 1) y ese `k`.

        D es el mínimo común múltiplo de los denominadores de los pesos y de k.
        """
        exactos = [leer_proporcion(p, f"el peso {j}") for j, p in enumerate(pesos, start=1)]
        corte = leer_proporcion(k, "el corte k")
        comun = math.lcm(corte.denominator, *(p.denominator for p in exactos))
        return cls(
            tuple(nombres), tuple(int(p * comun) for p in exactos), comun, int(corte * comun)
        )

    def con_corte(self, k: Proporcion) -> Metodo:
        """Los mismos pesos con otro k, racional y exacto: «1/3», «0,33», `Fraction(1, 3)`."""
        return Metodo.declarar(self.nombres, self.proporciones, k)

    @property
    def proporciones(self) -> tuple[Fraction, ...]:
        """Los pesos como fracciones que suman 1, (J,)."""
        return tuple(Fraction(p, self.denominador) for p in self.pesos)

    @property
    def k(self) -> Fraction:
        """El corte como fracción exacta."""
        return Fraction(self.corte, self.denominador)

    def resumen(self) -> dict[str, object]:
        """Los enteros con que se cuenta, para la auditoría: denominador D, pesos W y corte K."""
        return {"D": self.denominador, "W": list(self.pesos), "K": self.corte}


# En centésimas y en el orden de las columnas I1…I15 del Sisbén IV; el navegador lee la misma tabla.
PESOS_DEL_IPM: tuple[int, ...] = tuple(p["peso"] for p in documento("ipm")["privaciones"])
IPM = Metodo.declarar(
    nombres=tuple(f"I{j}" for j in range(1, 16)),
    pesos=tuple(Fraction(centesimas, CENTESIMAS) for centesimas in PESOS_DEL_IPM),
)
