"""Las cifras de un indicador que pinta su página: una columna y lo que se sabe de cada celda."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, Llave
from generador.formato import DURO, numero
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.redondeo import redondear_columna

Nivel = Literal["municipio", "departamento", "nacion"]
SI_NO = {0: "No", 1: "Sí"}


@dataclass(frozen=True)
class ColumnaVigente:
    """La del año vigente y el dominio total, en el nivel más cercano a la gente que tiene dato.

    `codigos`, `crudos` (NaN sin dato) y `estados` van en el mismo orden; todos (n,).
    """

    ficha: Indicador
    llave: Llave
    nivel: Nivel
    codigos: NDArray[np.object_]
    crudos: NDArray[np.float64]
    estados: NDArray[np.int8]

    @property
    def periodo(self) -> str:
        """El año de las cifras."""
        return self.llave[2]

    @cached_property
    def hay(self) -> NDArray[np.bool_]:
        """Cuáles tienen dato."""
        return np.asarray(self.estados == DATO)

    @cached_property
    def ordenadas(self) -> NDArray[np.float64]:
        """Las cifras con dato, sin redondear, de menor a mayor."""
        return np.sort(self.crudos[self.hay])

    @cached_property
    def publicadas(self) -> NDArray[np.float64]:
        """Las cifras como se leen en la página: con ellas se clasifica y se ordena."""
        return redondear_columna(self.crudos, self.ficha.decimales)

    @property
    def categorias(self) -> dict[int, str]:
        """De código a rótulo, si lo que se dice es una categoría."""
        return self.ficha.categorias or (SI_NO if self.ficha.unidad == "si_no" else {})

    def escrita(self, valor: float) -> str:
        """Una cifra con su unidad, si se pega a ella: «43,2 %», «1.234»."""
        return numero(valor, self.ficha.decimales) + (DURO + "%" if self.por_cien else "")

    @property
    def por_cien(self) -> bool:
        """Si la unidad es el porcentaje, que va pegado a cada cifra."""
        return self.ficha.simbolo == "%"


class Filas:
    """Qué posiciones del cubo son de cada nivel, en el orden de sus códigos."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self._cubo = acervo.cubo
        self._acervo = acervo
        indice = acervo.cubo.indice
        self._por_nivel: dict[Nivel, tuple[NDArray[np.object_], NDArray[np.intp]]] = {
            "municipio": (np.array(acervo.municipios, object), acervo.filas_municipales),
            "departamento": (
                np.array(acervo.departamentos, object),
                np.array([indice[d] for d in acervo.departamentos]),
            ),
            "nacion": (np.array([NACION], object), np.array([indice[NACION]])),
        }

    def de(self, nivel: Nivel) -> NDArray[np.intp]:
        """Las posiciones de un nivel."""
        return self._por_nivel[nivel][1]

    def _nivel(self, estados: NDArray[np.int8]) -> Nivel:
        hay = (n for n, (_, filas) in self._por_nivel.items() if (estados[filas] == DATO).any())
        return next(hay)

    def columna(self, ficha: Indicador, nivel: Nivel | None = None) -> ColumnaVigente:
        """La del indicador en `nivel`; sin decirlo, en el primero que tiene algún dato."""
        llave = (ficha.id, "total", self._acervo.vigente(ficha.id))
        estados = self._cubo.estados[llave]
        propio = nivel if nivel is not None else self._nivel(estados)
        codigos, filas = self._por_nivel[propio]
        return ColumnaVigente(
            ficha,
            llave,
            propio,
            codigos,
            self._cubo.columnas[llave][filas],
            estados[filas],
        )


def cuantiles(ordenadas: NDArray[np.float64], partes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Los de valores ya ordenados, con interpolación lineal (tipo 7 de Hyndman y Fan)."""
    lugares = np.arange(len(ordenadas))
    return np.asarray(np.interp(partes * (len(ordenadas) - 1), lugares, ordenadas))
