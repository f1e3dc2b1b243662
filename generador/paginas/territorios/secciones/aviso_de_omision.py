"""A cuántos no contó el censo, dicho con la cautela que pide: cinco clases de aviso."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero, redonda
from generador.indicadores.incertidumbre import CONTADAS, EN_HOGARES, OMISION
from generador.metodos import omision
from generador.paginas.datos_del_sitio import DatosDelSitio

IPM = "ipm_censal"
SIN_CONTAR = {
    "total": "",
    "cabecera": "En la cabecera, ",
    "rural": "En el campo, ",
}


class AvisoDeOmision(NamedTuple):
    """Lo que se dice de la omisión de un territorio o de una de sus zonas.

    `clase` es la de `metodos.omision` (−1 si no se conoce); `cuantos`, «13 de cada 100»; `frase`,
    la oración con las dos poblaciones. Sin aviso, los textos van vacíos.
    """

    clase: int
    cuantos: str = ""
    frase: str = ""

    @property
    def leve(self) -> bool:
        """Se dice una vez, sin destacarlo."""
        return self.clase == omision.LEVE

    @property
    def visible(self) -> bool:
        """Se dice en la ficha y junto a la cifra."""
        return self.clase >= omision.ALTA

    @property
    def cautela(self) -> bool:
        """La cifra puede ser otra: no entra en «los 10 más…»."""
        return self.clase >= omision.CON_CAUTELA

    @property
    def sin_comparar(self) -> bool:
        """La cifra describe solo a los contados: ni puesto ni comparación."""
        return self.clase == omision.SOLO_CONTADOS


@cache
def omitidos(acervo: DatosDelSitio, dominio: str = "total") -> NDArray[np.float64]:
    """La omisión (%) de cada territorio del cubo en el censo de la medida vigente; NaN sin ella."""
    return np.array(acervo.cubo.columna((OMISION, dominio, acervo.vigente(IPM)))[0])


@cache
def _clases(acervo: DatosDelSitio, dominio: str) -> list[int]:
    clases: list[int] = omision.clase(omitidos(acervo, dominio) / 100).tolist()
    return clases


@cache
def aviso(acervo: DatosDelSitio, codigo: str, dominio: str = "total") -> AvisoDeOmision:
    """El aviso de un territorio en `dominio`, con la omisión del censo de la medida vigente."""
    i = acervo.cubo.indice[codigo]
    clase = _clases(acervo, dominio)[i]
    if clase < omision.LEVE:
        return AvisoDeOmision(clase)
    anio, valor = acervo.vigente(IPM), float(omitidos(acervo, dominio)[i])
    contadas = CONTADAS if dominio == "total" else EN_HOGARES
    contadas_hoy = numero(acervo.cubo.valor(contadas, codigo, dominio, anio))
    gente = redonda(acervo.cubo.valor("poblacion", codigo, dominio, anio))
    cuantos = f"{numero(valor)} de cada 100"
    return AvisoDeOmision(
        clase, cuantos, _frase(clase, dominio, cuantos, f"contó {contadas_hoy} de unas {gente}")
    )


def _frase(clase: int, dominio: str, cuantos: str, poblaciones: str) -> str:
    if clase == omision.SOLO_CONTADOS:
        return (
            f"{_inicio(dominio, 'La')} cifra describe solo a los contados: el censo dejó por fuera "
            f"a {cuantos} personas ({poblaciones}). No se le da puesto ni se compara."
        )
    if clase == omision.CON_CAUTELA:
        donde = SIN_CONTAR[dominio]
        return (
            f"{f'Cautela. {donde}' if donde else 'Cautela: '}el censo dejó por fuera a {cuantos} "
            f"personas ({poblaciones}); la cifra puede ser otra."
        )
    return f"{_inicio(dominio, 'El')} censo no contó a cerca de {cuantos} personas: {poblaciones}."


def _inicio(dominio: str, articulo: str) -> str:
    """«El», o «En el campo, el»."""
    donde = SIN_CONTAR[dominio]
    return f"{donde}{articulo.lower()}" if donde else articulo
