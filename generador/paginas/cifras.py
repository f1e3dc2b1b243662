"""De una celda del cubo a lo que lee una persona: la cifra con su formato o por qué no la hay."""

from __future__ import annotations

from functools import cache
from itertools import compress, repeat
from typing import NamedTuple

import numpy as np

from generador.cubo.leer import DATO, NO_APLICA, SIN_FILA, Llave
from generador.formato import DURO, numeros
from generador.paginas.datos_del_sitio import DatosDelSitio

SIN_CIFRA = {SIN_FILA: "sin dato", NO_APLICA: "no aplica"}
CERCA = {"%": DURO + "%"}
SI_NO = {1: "Sí", 0: "No"}
DE_A_UNA = 5


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
def _columna(acervo: DatosDelSitio, indicador: str, dominio: str, periodo: str | None) -> _Columna:
    if periodo is None:
        return _columna(acervo, indicador, dominio, acervo.vigente(indicador))
    return _Columna(acervo, (indicador, dominio, periodo))


class _Columna(dict[str, Cifra]):
    """Las cifras de una columna, escritas cuando se piden.

    Las primeras, de a una: en una construcción de pocos territorios no hacen falta más. De
    `DE_A_UNA` en adelante, todas a la vez, que por celda cuesta un tercio.
    """

    def __init__(self, acervo: DatosDelSitio, llave: Llave) -> None:
        super().__init__()
        self._cubo, self._llave = acervo.cubo, llave
        self._ficha = ficha = acervo.catalogo[llave[0]]
        self._rotulos = ficha.categorias or (SI_NO if ficha.unidad == "si_no" else None)

    def __missing__(self, codigo: str) -> Cifra:
        """KeyError si no es un territorio del cubo."""
        fila = self._cubo.indice[codigo]
        if len(self) >= DE_A_UNA:
            self._escribir_todas()
            return self[codigo]
        crudo, estado = self._cubo.celda(self._llave, fila)
        (una,) = self._cifras([crudo], [estado])
        self[codigo] = una
        return una

    def _escribir_todas(self) -> None:
        cifras = self._cifras(*self._cubo.columna(self._llave))
        self.update(zip(self._cubo.territorios, cifras, strict=True))

    def _cifras(self, crudos: list[float], estados: list[int]) -> list[Cifra]:
        hay = [estado == DATO for estado in estados]
        escritos = self._textos(list(compress(crudos, hay)))
        if len(escritos) < len(crudos):
            siguiente = iter(escritos)
            escritos = [
                next(siguiente) if estado == DATO else SIN_CIFRA.get(estado, "no disponible")
                for estado in estados
            ]
        iguales = map(repeat, (self._ficha.simbolo, self._llave[2], self._ficha.fuente))
        # Una columna de `Cifra` de una vez cuesta la mitad que llamar a `Cifra` en cada celda.
        return [*map(Cifra._make, zip(escritos, crudos, hay, *iguales))]  # noqa: B905 - repeat

    def _textos(self, crudos: list[float]) -> list[str]:
        if self._rotulos:
            return [self._rotulos[int(crudo)] for crudo in crudos]
        return numeros(np.array(crudos), self._ficha.decimales)
