"""La tabla ancha: un territorio por fila y cada indicador una vez, en el año en que se lee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, Estados, Valores
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

TOTAL = "total"
Celda = float | str | None


@dataclass(frozen=True)
class Vigente:
    """Un indicador en su año, para unos territorios; `valores` y `estados` van en su orden."""

    ficha: Indicador
    anio: str
    valores: Valores
    estados: Estados

    @property
    def celdas(self) -> list[Celda]:
        """El número ya redondeado o el rótulo de la categoría; None donde no hay dato."""
        hay = (self.estados == DATO).tolist()
        numeros = self.valores.tolist()
        if self.ficha.categorias:
            rotulos = self.ficha.categorias
            return [rotulos[int(v)] if si else None for v, si in zip(numeros, hay, strict=True)]
        return [v if si else None for v, si in zip(numeros, hay, strict=True)]


def columnas(acervo: DatosDelSitio, territorios: Sequence[str]) -> list[Vigente]:
    """Las de los indicadores con alguna cifra ahí, en orden de catálogo y del dominio total."""
    cubo = acervo.cubo
    filas = np.array([cubo.indice[codigo] for codigo in territorios], np.intp)
    salida = []
    for ficha in acervo.catalogo.values():
        anio = acervo.vigente(ficha.id)
        if (llave := (ficha.id, TOTAL, anio)) not in cubo.columnas:
            continue
        estados = cubo.estados[llave][filas]
        if (estados == DATO).any():
            valores = redondear_columna(cubo.columnas[llave][filas], ficha.decimales_de_descarga)
            salida.append(Vigente(ficha, anio, valores, estados))
    return salida
