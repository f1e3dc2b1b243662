"""Las leyendas de los agrupamientos: qué dice cada color y qué no se puede decir."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .estilo import GRIS, TINTA, Leyenda, Regla
from .metodos import agrupamientos as metodo

# Rojo y azul se distinguen con cualquier daltonismo; lo raro va en el mismo tono, más claro.
ROJO, ROSA, CIELO, AZUL = "#b2182b", "#f4a582", "#92c5de", "#2166ac"
SIN_SENALAR, AISLADO = "#f0efeb", "#c4c4c0"
MORAN: dict[int, tuple[str, str]] = {
    metodo.ALTO_ALTO: ("Alto rodeado de altos", ROJO),
    metodo.ALTO_BAJO: ("Alto rodeado de bajos", ROSA),
    metodo.BAJO_ALTO: ("Bajo rodeado de altos", CIELO),
    metodo.BAJO_BAJO: ("Bajo rodeado de bajos", AZUL),
}
GI: dict[int, tuple[str, str]] = {
    metodo.CALIENTE: ("Foco de valores altos", ROJO),
    metodo.FRIO: ("Foco de valores bajos", AZUL),
}
NO_SENALADO = "No se distingue del azar"
SIN_VECINOS = "Sin vecinos con dato"
SIN_DATO = "Sin dato"
EN_EL_LIMITE = "En el límite: podría cambiar"


def leyenda(
    titulo: str,
    campo: str,
    clases: Mapping[int, tuple[str, str]],
    cuantos: Mapping[int | None, int],
    en_el_limite: int,
) -> Leyenda:
    """La de Moran o la de Gi*, con lo que no se señala, lo que no se evalúa y lo que está al borde.

    Solo lleva lo que hay, con cuántos son: `cuantos` {clase: territorios}, y None los sin dato. Lo
    que está en el límite va rayado encima de su color.
    """
    reglas = [
        *((clase, Regla(f'"{campo}" = {clase}', r, c)) for clase, (r, c) in clases.items()),
        (
            metodo.NO_SIGNIFICATIVO,
            Regla(f'"{campo}" = {metodo.NO_SIGNIFICATIVO}', NO_SENALADO, SIN_SENALAR),
        ),
        (metodo.SIN_VECINOS, Regla(f'"{campo}" = {metodo.SIN_VECINOS}', SIN_VECINOS, AISLADO)),
        (None, Regla(f'"{campo}" IS NULL', SIN_DATO, GRIS, trama=True)),
    ]
    propias = [_contada(regla, cuantos[c]) for c, regla in reglas if cuantos.get(c)]
    if en_el_limite:
        propias.append(
            _contada(Regla('"limite" = 1', EN_EL_LIMITE, TINTA, encima=True), en_el_limite)
        )
    return Leyenda(titulo, propias)


def _contada(regla: Regla, cuantos: int) -> Regla:
    return replace(regla, rotulo=f"{regla.rotulo} ({cuantos})")
