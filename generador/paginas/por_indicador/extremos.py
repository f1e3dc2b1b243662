"""Los diez mayores y los diez menores de un indicador, y a quién no se pone en fila.

No se ordena lo que el catálogo dice que no da puesto, ni el municipio al que el censo dejó por
fuera a 20 o más de cada 100 personas, si la cifra es del censo: la suya puede ser otra.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generador.metodos import omision
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas.priorizador import del_censo
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente
from generador.paginas.territorios.secciones.aviso_de_omision import IPM, omitidos

CUANTOS = 10
SOBRE_EL_CENSO = "incertidumbre"  # dice a cuántos no contó el censo: eso sí se sabe de todos


@dataclass(frozen=True)
class Lado:
    """Los mayores o los menores: posiciones en la columna y los empatados que ya no caben."""

    posiciones: tuple[int, ...]
    empatados: int
    valor: float


@dataclass(frozen=True)
class Extremos:
    """`fuera` es a cuántos no se pone en fila por la omisión del censo."""

    mayores: Lado
    menores: Lado
    fuera: int


class EnFila:
    """Quiénes entran en fila: se pregunta por cada indicador y no cambia."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self._acervo = acervo
        clases = omision.clase(omitidos(acervo)[acervo.filas_municipales] / 100)
        self._con_cautela = clases >= omision.CON_CAUTELA

    def extremos(self, columna: ColumnaVigente) -> Extremos | None:
        """Los de una columna municipal; None si el indicador no se ordena."""
        if columna.categorias or not columna.ficha.ordena or columna.nivel != "municipio":
            return None
        cautela = self._con_cautela if self.es_del_censo(columna) else np.zeros(1, np.bool_)
        entran = columna.hay & ~cautela
        return Extremos(
            _lado(columna.publicadas, entran, 1),
            _lado(columna.publicadas, entran, -1),
            int((columna.hay & cautela).sum()),
        )

    def es_del_censo(self, columna: ColumnaVigente) -> bool:
        """Si describe solo a quienes contó el censo de la medida vigente."""
        es_de_ese = columna.periodo == self._acervo.vigente(IPM)
        ficha = columna.ficha
        return (
            es_de_ese
            and ficha.tema != SOBRE_EL_CENSO
            and del_censo(self._acervo.catalogo, ficha.id)
        )


def _lado(valores: NDArray[np.float64], entran: NDArray[np.bool_], signo: int) -> Lado:
    """Los `CUANTOS` primeros; los que comparten el último lugar, si no caben todos, ninguno."""
    quienes = np.flatnonzero(entran)
    con_signo = -signo * valores[quienes]
    limite = np.partition(con_signo, CUANTOS - 1)[CUANTOS - 1]
    antes, iguales = con_signo < limite, con_signo == limite
    caben = int(antes.sum() + iguales.sum()) <= CUANTOS
    elegidos = np.flatnonzero(antes | iguales if caben else antes)
    orden = elegidos[np.argsort(con_signo[elegidos], kind="stable")]
    return Lado(
        tuple(quienes[orden].tolist()), 0 if caben else int(iguales.sum()), float(-signo * limite)
    )
