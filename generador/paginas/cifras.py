"""De una celda del cubo a lo que lee una persona: la cifra con su formato o por qué no la hay."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from generador.cubo.leer import DATO, NO_APLICA, SIN_FILA
from generador.formato import DURO, numeros
from generador.paginas.datos_del_sitio import DatosDelSitio

SIN_CIFRA = {SIN_FILA: "sin dato", NO_APLICA: "no aplica"}
CERCA = {"%": DURO + "%"}
SI_NO = {1: "Sí", 0: "No"}


class Cifra(NamedTuple):
    """Valor de un indicador en un territorio, listo para mostrar.

    `texto` es el número con formato es-CO, el rótulo de una categoría, o «no aplica» / «no
    disponible»; `crudo` el número (NaN si no hay); `con_unidad` el texto seguido de su unidad.
    """

    texto: str
    crudo: float
    hay: bool
    unidad: str
    periodo: str
    fuente: str

    @property
    def con_unidad(self) -> str:
        """«90,6 %», «1.234 personas», «no disponible»."""
        if not self.hay or not self.unidad:
            return self.texto
        return self.texto + CERCA.get(self.unidad, DURO + self.unidad)

    @property
    def grande(self) -> str:
        """Lo que se lee primero: el número, con su «%» si es un porcentaje."""
        return self.texto + CERCA.get(self.unidad, "") if self.hay else self.texto

    @property
    def pequena(self) -> str:
        """Lo que acompaña al número en letra menor: «millones de pesos» y el año."""
        lejos = "" if self.unidad in CERCA else self.unidad
        return f"{lejos}, {self.periodo}" if lejos else self.periodo


def cifra(
    acervo: DatosDelSitio,
    indicador: str,
    territorio: str,
    dominio: str = "total",
    periodo: str | None = None,
) -> Cifra:
    """La cifra de `indicador`; sin `periodo`, la del año vigente del indicador."""
    return _columna(acervo, indicador, dominio, periodo)[territorio]


def olvidar() -> None:
    """Suelta las cifras ya escritas en las páginas; la siguiente que se pida se vuelve a armar."""
    _columna.cache_clear()


@cache
def _columna(
    acervo: DatosDelSitio, indicador: str, dominio: str, periodo: str | None
) -> dict[str, Cifra]:
    """La cifra de cada territorio: dar formato por columna cuesta menos que por celda."""
    if periodo is None:
        return _columna(acervo, indicador, dominio, acervo.vigente(indicador))
    ficha = acervo.catalogo[indicador]
    rotulos = ficha.categorias or (SI_NO if ficha.unidad == "si_no" else None)
    crudos, estados = acervo.cubo.columna((indicador, dominio, periodo))
    con_dato = [crudo for crudo, estado in zip(crudos, estados, strict=True) if estado == DATO]
    textos = iter(
        [rotulos[int(crudo)] for crudo in con_dato]
        if rotulos
        else numeros(np.array(con_dato), ficha.decimales)
    )
    simbolo, fuente = ficha.simbolo, ficha.fuente
    return {
        codigo: Cifra(next(textos), crudo, True, simbolo, periodo, fuente)
        if estado == DATO
        else Cifra(SIN_CIFRA.get(estado, "no disponible"), crudo, False, simbolo, periodo, fuente)
        for codigo, crudo, estado in zip(acervo.cubo.territorios, crudos, estados, strict=True)
    }
