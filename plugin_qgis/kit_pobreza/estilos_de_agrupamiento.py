"""Las leyendas de los agrupamientos: qué dice cada color y qué no se puede decir."""

from __future__ import annotations

from .estilo import GRIS, TINTA, VACIO, Leyenda, Regla
from .metodos import agrupamientos as metodo

# Rojo y azul se distinguen con cualquier daltonismo; lo raro va en el mismo tono, más claro.
ROJO, ROSA, CIELO, AZUL, SIN_SENALAR = "#b2182b", "#f4a582", "#92c5de", "#2166ac", "#f0efeb"
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
EN_EL_LIMITE = "En el límite: otro sorteo podría cambiarlo"


def leyenda(titulo: str, campo: str, clases: dict[int, tuple[str, str]]) -> Leyenda:
    """La de Moran o la de Gi*, con lo que no se señala, lo que no se evalúa y lo que está al borde.

    Lo que está en el límite va rayado encima de su color.
    """
    return Leyenda(
        titulo,
        [
            Regla('"limite" = 1', EN_EL_LIMITE, TINTA, encima=True),
            *(Regla(f'"{campo}" = {clase}', r, color) for clase, (r, color) in clases.items()),
            Regla(f'"{campo}" = {metodo.NO_SIGNIFICATIVO}', NO_SENALADO, SIN_SENALAR),
            Regla(f'"{campo}" = {metodo.SIN_VECINOS}', SIN_VECINOS, VACIO),
            Regla(f'"{campo}" IS NULL', SIN_DATO, GRIS, trama=True),
        ],
    )
