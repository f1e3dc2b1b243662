"""El error de los métodos: qué impide el cálculo y qué puede hacer quien lo pidió."""

from __future__ import annotations


class ErrorDeMetodo(ValueError):
    """Los datos o los parámetros no permiten el cálculo.

    `problema` nombra el dato y su valor; `que_hacer` es la salida en una frase. Quien llama le
    agrega el archivo y la columna, que aquí no se conocen.
    """

    def __init__(self, problema: str, *, que_hacer: str) -> None:
        self.problema = problema
        self.que_hacer = que_hacer
        super().__init__(f"{problema}\n  Qué hacer: {que_hacer}")
