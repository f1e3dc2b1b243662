"""En qué clase cae cada territorio, con qué rampa se pinta y qué dice la leyenda.

La incidencia censal y la NBI se parten donde las parte todo el sitio; lo demás, en quintos de los
territorios, como el mapa interactivo. Se clasifica la cifra como se lee, y cada clase se rotula con
la menor y la mayor que trae: la leyenda y la tabla nunca se contradicen.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.cubo.leer import NO_APLICA, SIN_FILA
from generador.formato import numero
from generador.lugares import cortes_de_nbi
from generador.metodos.clasificacion import clasificar as por_cortes
from generador.metodos.clasificacion import cuantiles
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente
from generador.paginas.territorios.graficos import CORTES_IPM

CLASES = 5
SIN_CLASE, SIN_APLICAR = -1, -2
# Solo las dos pobrezas llevan color propio: otra medida con el mismo nombre invitaría a restarlas.
RAMPAS = {"pobreza_multidimensional": "ipm", "pobreza_monetaria": "mon"}
RAMPA = "nbi"
FIJOS = {"ipm_censal": CORTES_IPM, "nbi": cortes_de_nbi.CORTES}
# Con menos de cinco clases, las que más se distinguen: de la más clara a la más oscura.
TONOS = {1: (3,), 2: (1, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


class Clases(NamedTuple):
    """`de` (n,) es la clase de cada territorio, de 0 a 4, o `SIN_CLASE` o `SIN_APLICAR`.

    `rotulos` nombra las clases que hay, `tonos` es el color de cada una (1 a 5) y `cuentas` dice
    cuántos territorios trae; `sin_dato` y `no_aplica` son los demás, y `por_que`, cómo se dice que
    no hay dato. Sin rótulos no hay mapa que pintar.
    """

    rampa: str
    de: NDArray[np.int64]
    rotulos: tuple[str, ...]
    cuentas: tuple[int, ...]
    sin_dato: int
    no_aplica: int
    por_que: str

    @property
    def tonos(self) -> tuple[int, ...]:
        """El color de cada clase, de 1 a 5."""
        return TONOS.get(len(self.rotulos), ())


def clasificar(columna: ColumnaVigente) -> Clases:
    """Las de una columna; más de cinco categorías no caben en la rampa y quedan sin clase."""
    de, rotulos = _por_categoria(columna) if columna.categorias else _por_valor(columna)
    de = np.where(columna.hay, de, SIN_CLASE)
    de = np.where(columna.estados == NO_APLICA, SIN_APLICAR, de)
    cuentas = np.bincount(de[de >= 0], minlength=len(rotulos)).tolist()
    no_aplica = int((de == SIN_APLICAR).sum())
    return Clases(
        RAMPAS.get(columna.ficha.tema, RAMPA),
        de,
        rotulos,
        tuple(cuentas),
        int((~columna.hay).sum()) - no_aplica,
        no_aplica,
        "sin dato" if (columna.estados == SIN_FILA).any() else "no disponible",
    )


def _por_categoria(columna: ColumnaVigente) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    usadas = np.unique(columna.crudos[columna.hay]).astype(int).tolist()
    if len(usadas) > CLASES:
        return np.full(len(columna.crudos), SIN_CLASE), ()
    de = np.searchsorted(usadas, np.nan_to_num(columna.crudos)).astype(np.int64)
    return de, tuple(columna.categorias[n] for n in usadas)


def _por_valor(columna: ColumnaVigente) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    publicadas, decimales = columna.publicadas, columna.ficha.decimales
    if fijos := FIJOS.get(columna.ficha.id):
        textos = [numero(c) for c in fijos]
        medios = (f"{a} a {b}" for a, b in pairwise(textos))
        rotulos = (f"menos de {textos[0]}", *medios, f"{textos[-1]} o más")
        return np.searchsorted(fijos, publicadas, side="right").astype(np.int64), rotulos
    de = por_cortes(publicadas, cuantiles(publicadas, CLASES))
    ordenadas = np.sort(publicadas[columna.hay])
    hasta = np.cumsum(np.bincount(de[columna.hay]))
    desde = np.concatenate([[0], hasta[:-1]])
    extremos = zip(ordenadas[desde].tolist(), ordenadas[hasta - 1].tolist(), strict=True)
    return de, tuple(_de_a(numero(a, decimales), numero(b, decimales)) for a, b in extremos)


def _de_a(menor: str, mayor: str) -> str:
    return menor if menor == mayor else f"{menor} a {mayor}"
