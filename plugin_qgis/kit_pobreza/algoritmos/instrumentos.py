"""El instrumento de focalización elegido, con su advertencia."""

from __future__ import annotations

from ..metodos.instrumento import Instrumento
from ..recursos import tabla
from .parametros import lista
from .pedido import Pedido

INSTRUMENTOS = ("sisben_iv", "rui")
PARAMETRO = lista(
    "INSTRUMENTO", "Instrumento", ("Sisbén IV", "Registro Universal de Ingresos"), avanzado=True
)


def instrumento_de(pedido: Pedido) -> Instrumento:
    """El instrumento elegido."""
    elegido = INSTRUMENTOS[pedido.opcion(PARAMETRO.nombre)]
    datos = next(i for i in tabla("instrumentos")["instrumentos"] if i["id"] == elegido)
    return Instrumento.de_datos(datos)


def por_omision() -> Instrumento:
    """El primero de la lista: el que rige cuando no se pregunta."""
    return Instrumento.de_datos(tabla("instrumentos")["instrumentos"][0])


def advertir(pedido: Pedido, instrumento: Instrumento) -> None:
    """Pone la advertencia del instrumento en el registro."""
    pedido.avisar(f"{instrumento.nombre}: {instrumento.advertencia}")
