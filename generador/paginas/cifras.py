"""De una celda del cubo a lo que lee una persona: la cifra con su formato o por qué no la hay."""

from __future__ import annotations

from dataclasses import dataclass

from generador.paginas.acervo import Acervo
from generador.paginas.formato import DURO, numero
from generador.paquete.leer import DATO, NO_APLICA, SIN_FILA

SIN_CIFRA = {SIN_FILA: "sin dato", NO_APLICA: "no aplica"}
CERCA = {"%": DURO + "%"}


@dataclass(frozen=True)
class Cifra:
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


def cifra(
    acervo: Acervo,
    indicador: str,
    territorio: str,
    dominio: str = "total",
    periodo: str | None = None,
) -> Cifra:
    """La cifra de `indicador`; sin `periodo`, la más reciente del indicador."""
    ficha = acervo.catalogo[indicador]
    periodo = periodo or acervo.cubo.ultimo(indicador, dominio)
    estado = acervo.cubo.estado(indicador, territorio, dominio, periodo)
    crudo = acervo.cubo.valor(indicador, territorio, dominio, periodo)
    if estado != DATO:
        texto = SIN_CIFRA.get(estado, "no disponible")
    elif ficha.categorias:
        texto = ficha.categorias[int(crudo)]
    elif ficha.unidad == "si_no":
        texto = "Sí" if crudo else "No"
    else:
        texto = numero(crudo, ficha.decimales)
    return Cifra(texto, crudo, estado == DATO, ficha.simbolo, periodo, ficha.fuente)
