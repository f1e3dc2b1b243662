"""Errores que una persona puede resolver: qué pasó, dónde y qué hacer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lugar:
    """Sitio exacto de un dato dentro de un archivo oficial; lo desconocido queda en None."""

    archivo: str | None = None
    hoja: str | None = None
    fila: int | None = None
    columna: str | None = None

    def __str__(self) -> str:
        partes = [
            f"archivo «{self.archivo}»" if self.archivo else "",
            f"hoja «{self.hoja}»" if self.hoja else "",
            f"fila {self.fila}" if self.fila is not None else "",
            f"columna «{self.columna}»" if self.columna else "",
        ]
        return ", ".join(parte for parte in partes if parte)


LARGO_DE_VALOR = 300


def recortado(valor: object) -> str:
    """El valor como se muestra: unas comillas sin cerrar dejan medio archivo en una celda."""
    texto = str(valor)
    if len(texto) <= LARGO_DE_VALOR:
        return texto
    return f"{texto[:LARGO_DE_VALOR]}… ({len(texto)} caracteres)"


class ErrorDelKit(Exception):
    """Base de los errores que la orden `kit` muestra sin traza."""


class ErrorDeDatos(ErrorDelKit):
    """Un archivo de entrada no es lo que se esperaba.

    `lugar` dice archivo, hoja, fila y columna; `valor` el contenido que no sirvió;
    `que_hacer` la salida en una frase.
    """

    def __init__(
        self, problema: str, *, lugar: Lugar | None = None, valor: object = None, que_hacer: str
    ) -> None:
        self.problema = problema
        self.lugar = lugar or Lugar()
        self.valor = valor
        self.que_hacer = que_hacer
        super().__init__(self._texto())

    def _texto(self) -> str:
        donde = str(self.lugar)
        valor = "" if self.valor is None else f", valor «{recortado(self.valor)}»"
        cabeza = f"{donde}{valor}: " if donde or valor else ""
        return f"{cabeza}{self.problema}\n  Qué hacer: {self.que_hacer}"
