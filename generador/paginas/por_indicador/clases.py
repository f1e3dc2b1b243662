"""En qué clase cae cada territorio, con qué rampa se pinta y qué dice la leyenda.

La incidencia y la NBI se parten donde las parte todo el sitio; lo demás, en quintos de los
territorios. Se clasifica la cifra como se lee, así la leyenda y la tabla nunca se contradicen.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.cubo.leer import NO_APLICA
from generador.formato import numero
from generador.lugares import cortes_de_nbi
from generador.paginas.por_indicador.columna import Columna, cuantiles
from generador.paginas.territorios.graficos import CORTES_IPM
from generador.redondeo import redondear_columna

CLASES = 5
SIN_CLASE, SIN_APLICAR = -1, -2
RAMPAS = {
    "pobreza_multidimensional": "ipm", "ipm_ecv": "ipm", "pobreza_monetaria": "mon",
}  # fmt: skip
DE_LA_MEDIDA = {"ipm_censal": "ipm", "ipm_vecinos": "ipm", "ipm_2005": "ipm", "cna_ipm": "ipm"}
FIJOS = {"ipm_censal": CORTES_IPM, "ipm_vecinos": CORTES_IPM, "nbi": cortes_de_nbi.CORTES}


class Clases(NamedTuple):
    """`de` (n,) es la clase de cada territorio, de 0 a 4, o `SIN_CLASE` o `SIN_APLICAR`.

    `rotulos` nombra las clases que hay y `cuentas` dice cuántos territorios caen en cada una;
    `sin_dato` y `no_aplica` son los demás. Sin rótulos no hay mapa que pintar.
    """

    rampa: str
    de: NDArray[np.int64]
    rotulos: tuple[str, ...]
    cuentas: tuple[int, ...]
    sin_dato: int
    no_aplica: int


def clasificar(columna: Columna) -> Clases:
    """Las de una columna; más de cinco categorías no caben en la rampa y quedan sin clase."""
    if columna.categorias:
        de, rotulos = _por_categoria(columna)
    else:
        de, rotulos = _por_valor(columna)
    de = np.where(columna.hay, de, SIN_CLASE)
    de = np.where(columna.estados == NO_APLICA, SIN_APLICAR, de)
    cuentas = np.bincount(de[de >= 0], minlength=len(rotulos)).tolist()
    no_aplica = int((de == SIN_APLICAR).sum())
    return Clases(
        _rampa(columna),
        de,
        rotulos,
        tuple(cuentas),
        int((~columna.hay).sum()) - no_aplica,
        no_aplica,
    )


def _rampa(columna: Columna) -> str:
    ficha = columna.ficha
    if ficha.id.startswith("pm_"):
        return "mon"
    return DE_LA_MEDIDA.get(ficha.id) or RAMPAS.get(ficha.tema, "nbi")


def _por_categoria(columna: Columna) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    usadas = np.unique(columna.crudos[columna.hay]).astype(int).tolist()
    if len(usadas) > CLASES:
        return np.full(len(columna.crudos), SIN_CLASE), ()
    de = np.searchsorted(usadas, np.nan_to_num(columna.crudos)).astype(np.int64)
    return de, tuple(columna.categorias[n] for n in usadas)


def _por_valor(columna: Columna) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    valores = np.sort(columna.publicadas[columna.hay])
    cortes, solo_el_menor = cortes_de(valores, columna)
    de = np.searchsorted(cortes, columna.publicadas, side="right").astype(np.int64)
    return de, rotular(cortes, valores, columna, solo_el_menor)


def cortes_de(valores: NDArray[np.float64], columna: Columna) -> tuple[NDArray[np.float64], bool]:
    """Los límites internos de las clases de `valores`, ordenados; cada uno es de la de arriba.

    Cuando un quinto o más comparte el menor valor (casi siempre 0), ese valor es la primera clase
    y los demás se parten en cuartos; entonces el segundo dato es verdadero.
    """
    if fijos := FIJOS.get(columna.ficha.id):
        return np.array(fijos), False
    menor = valores[0]
    resto = valores[valores > menor]
    solo = len(resto) <= len(valores) * (1 - 1 / CLASES)
    if not solo:
        partes = cuantiles(valores, np.arange(1, CLASES) / CLASES)
    elif resto.size:
        partes = np.append(resto[0], cuantiles(resto, np.array([0.25, 0.5, 0.75])))
    else:
        partes = np.array([])
    cortes = np.unique(redondear_columna(partes, columna.ficha.decimales))
    return cortes[cortes > menor], solo and resto.size > 0


def rotular(
    cortes: NDArray[np.float64],
    valores: NDArray[np.float64],
    columna: Columna,
    solo_el_menor: bool,
) -> tuple[str, ...]:
    """«menos de 20», «20 a 35», … «70 o más»; en la primera, el menor valor si va solo."""
    decimales = columna.ficha.decimales if (cortes % 1).any() else 0
    textos = [numero(c, decimales) for c in cortes.tolist()]
    menor = numero(float(valores[0]), columna.ficha.decimales if valores[0] % 1 else 0)
    if not textos:
        return (menor,)
    primero = menor if solo_el_menor else f"menos de {textos[0]}"
    medios = (f"{a} a {b}" for a, b in pairwise(textos))
    return (primero, *medios, f"{textos[-1]} o más")
