"""Lo que se dice de una base: las mismas frases en la orden, en QGIS y en el navegador.

Las frases están en `datos/avisos.json`; aquí solo se llenan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..tablas import documento
from .textos import recortar


@dataclass(frozen=True)
class Aviso:
    """Algo que se notó y no detiene: `id` de la frase, cuántos (`n`) y la frase ya escrita."""

    id: str
    n: int
    texto: str


@dataclass
class Avisos:
    """Los avisos de una lectura, en el orden en que se notaron; uno con `n` = 0 no se anota."""

    lista: list[Aviso] = field(default_factory=list)

    def anotar(self, id_: str, n: int, **datos: Any) -> None:
        """Suma el aviso `id_` si `n` no es 0."""
        if n:
            formas = documento("avisos")["avisos"][id_]
            self.lista.append(Aviso(id_, n, escribir(formas, n, **datos)))

    @property
    def textos(self) -> tuple[str, ...]:
        """Las frases."""
        return tuple(aviso.texto for aviso in self.lista)


def frase(nombre: str, **datos: Any) -> str:
    """Una de las frases sueltas de la tabla."""
    return str(documento("avisos")["frases"][nombre]).format(**datos)


def escribir(formas: dict[str, str], n: int, **datos: Any) -> str:
    """La forma «uno» si la hay y `n` es 1; si no, «varios», con `n` en español."""
    forma = formas["uno"] if n == 1 and "uno" in formas else formas["varios"]
    return forma.format(n=con_miles(n), **datos)


def con_miles(n: int) -> str:
    """Un entero como se escribe en Colombia: 1.234."""
    return f"{n:,}".replace(",", ".")


def ejemplos(pares: Sequence[tuple[str, int]]) -> str:
    """«Jefe» (fila 2), «Hijo» (fila 3): los primeros valores y sus filas; 0 es que no se sabe."""
    return ", ".join(
        frase(
            "ejemplo" if fila else "ejemplo_sin_fila",
            valor=recortar(valor) or frase("vacia"),
            fila=con_miles(fila),
        )
        for valor, fila in pares
    )
