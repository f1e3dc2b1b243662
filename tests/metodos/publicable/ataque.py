"""El ataque de la resta: dos corridas que difieren en un hogar, y lo que de él se deduce.

Quien ataca sabe qué hogar falta en la segunda corrida, conoce el método y sus tablas de
probabilidad, y no la clave. Mira 16 celdas (pobre y las 15 privaciones), una por una, por Bayes:
la probabilidad previa de tener cada cosa es la tasa publicada de su territorio.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generador.metodos.azar import mezcla
from generador.metodos.publicable.redondeo import redondear_con, suerte
from tests.metodos.publicable.datos import casos

CERTEZA = 0.95
MAYOR = 240


@dataclass(frozen=True)
class Perturbacion:
    """`de[x, y]`: probabilidad de publicar y si el conteo es x; `clasica`: su llave no ve el resto.

    Con la llave clásica una celda que no contenía al hogar sale igual en las dos corridas.
    """

    de: np.ndarray
    clasica: bool

    def verosimilitudes(self) -> tuple[np.ndarray, np.ndarray]:
        """P(publicar a y b | el hogar no estaba en la celda) y la de que sí, (Y, Y) cada una."""
        con, sin = self.de[1:], self.de[:-1]
        si = con.T @ sin
        no = np.diag(sin.sum(axis=0)) if self.clasica else sin.T @ sin
        return np.asarray(no), np.asarray(si)


def base_3(*, clasica: bool = False) -> Perturbacion:
    de = np.zeros((MAYOR, MAYOR + 8))
    for u in range(3):
        de[np.arange(MAYOR), redondear_con(np.arange(MAYOR), np.int64(u), 3)] += 1 / 3  # type: ignore[arg-type]
    return Perturbacion(de, clasica)


def celda_clasica() -> Perturbacion:
    """La tabla D = 4, V = 2 con la llave de los miembros de la celda: el control positivo."""
    de = np.zeros((MAYOR, MAYOR + 8))
    de[0, 0] = 1
    for x in range(1, MAYOR):
        cambios, pesos = casos()["tabla_ckm_D4_V2_den65536"][str(min(x, 4))]
        de[x, x + np.array(cambios)] = np.array(pesos) / 65536
    return Perturbacion(de, clasica=True)


def perturbar_clasica(conteos: np.ndarray, sumas: np.ndarray, como: Perturbacion) -> np.ndarray:
    """Lo que publica la llave clásica: solo la suma de llaves de los miembros decide."""
    u = suerte(mezcla(sumas), 65536)
    acumulada = np.rint(np.cumsum(como.de, axis=1) * 65536).astype(np.int64)
    return np.asarray((u[..., None] >= acumulada[conteos]).sum(axis=-1))


@dataclass(frozen=True)
class Resultado:
    """Porcentajes sobre los hogares atacados."""

    hogares: int
    patron: float
    sin_atacar: float
    rara: float


def atacar(
    como: Perturbacion,
    pares: Sequence[tuple[np.ndarray, np.ndarray]],
    tasas: np.ndarray,
    verdad: np.ndarray,
    tasas_verdaderas: np.ndarray,
) -> Resultado:
    """`pares`: (corrida con el hogar, sin él), (n, 16) cada una; `tasas` publicadas, (n, 16).

    `rara`: de los hogares con alguna privación que tiene menos de la mitad de su territorio,
    a cuántos se les revela al menos una con 95 % de certeza.
    """
    no, si = como.verosimilitudes()
    previa = np.clip(tasas, 0.005, 0.995)
    apuesta = np.log(previa) - np.log1p(-previa)
    with np.errstate(divide="ignore", invalid="ignore"):
        for con, sin in pares:
            paso = np.log(si[con, sin]) - np.log(no[con, sin])
            apuesta = apuesta + np.nan_to_num(paso, nan=0.0, posinf=1e9, neginf=-1e9)
    posterior = 1 / (1 + np.exp(-np.clip(apuesta, -500, 500)))
    poco_comun = (verdad == 1) & (tasas_verdaderas < 0.5)
    con_rara = poco_comun.any(axis=1)
    revelada = (poco_comun & (posterior >= CERTEZA)).any(axis=1)
    return Resultado(
        hogares=len(verdad),
        patron=100 * float(((posterior > 0.5) == verdad).all(axis=1).mean()),
        sin_atacar=100 * float(((previa > 0.5) == verdad).all(axis=1).mean()),
        rara=100 * float(revelada[con_rara].mean()),
    )
