"""Los campos que una regla puede usar: los del kit, o los de la capa que se tiene a la mano."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ...errores import ErrorDeMetodo
from ...instrumento import Instrumento
from ...tablas import documento

Tipo = Literal["numero", "texto"]
PARECIDOS = 5


@dataclass(frozen=True)
class Campo:
    """Un campo de `datos/campos.json`: de qué tipo es, de dónde sale y qué dice."""

    id: str
    tipo: Tipo
    de: str
    descripcion: str


@lru_cache(maxsize=1)
def catalogo() -> tuple[Campo, ...]:
    """Los campos que entienden la orden, el complemento y el navegador, en orden de uso."""
    return tuple(Campo(**datos) for datos in documento("campos")["campos"])


@dataclass(frozen=True)
class Contexto:
    """Con qué se lee una regla.

    `tipos` {campo: «numero» o «texto»}. Si es `abierto`, un campo que no está allí se acepta sin
    tipo (la base dirá si lo trae); si no, es un error que nombra los que hay.
    """

    instrumento: Instrumento
    tipos: Mapping[str, Tipo]
    abierto: bool = True

    @classmethod
    def del_kit(cls, instrumento: Instrumento) -> Contexto:
        """Los campos del catálogo; cualquier otro puede ser una columna de la base."""
        return cls(instrumento, {campo.id: campo.tipo for campo in catalogo()})

    @classmethod
    def de_capa(
        cls, instrumento: Instrumento, campos: Iterable[str], de_texto: Iterable[str]
    ) -> Contexto:
        """Solo los campos de una capa, y cuáles de ellos son de texto."""
        textos = set(de_texto)
        tipos: dict[str, Tipo] = {c: "texto" if c in textos else "numero" for c in campos}
        return cls(instrumento, tipos, abierto=False)

    def campo(self, escrito: str) -> str:
        """El campo, sin mirar mayúsculas ni tildes; error si no está o si puede ser varios."""
        if escrito in self.tipos:
            return escrito
        hallados = self._por_forma().get(sin_tildes(escrito), [])
        if len(hallados) == 1:
            return hallados[0]
        if hallados:
            raise ErrorDeMetodo(
                f"«{escrito}» puede ser {' o '.join(f'«{h}»' for h in hallados)}",
                que_hacer="escríbalo con sus mayúsculas y tildes",
            )
        if self.abierto:
            return escrito
        raise ErrorDeMetodo(
            f"«{escrito}» no es un campo de la capa",
            que_hacer=f"use uno de: {self._otros(escrito)}",
        )

    def tipo(self, campo: str) -> Tipo | None:
        """«numero», «texto» o None si no se sabe."""
        return self.tipos.get(campo)

    def orden(self, codigo: str) -> int | None:
        """El orden de un nivel escrito como «B7», «b7» o «B07»; None si no tiene esa forma."""
        letra, cifras = codigo[:1].upper(), codigo[1:]
        if not (letra.isascii() and letra.isalpha() and cifras.isascii() and cifras.isdigit()):
            return None
        return self.instrumento.orden_de(f"{letra}{int(cifras):0{self.instrumento.cifras}d}")

    def _por_forma(self) -> dict[str, list[str]]:
        formas: dict[str, list[str]] = {}
        for campo in self.tipos:
            formas.setdefault(sin_tildes(campo), []).append(campo)
        return formas

    def _otros(self, escrito: str) -> str:
        parecidos = difflib.get_close_matches(escrito, self.tipos, PARECIDOS, 0.6)
        resto = sorted(c for c in self.tipos if c not in parecidos)
        return ", ".join([*parecidos, *resto])


def sin_tildes(texto: str) -> str:
    """El texto en minúsculas y sin tildes."""
    partes = unicodedata.normalize("NFD", texto.strip().lower())
    return "".join(c for c in partes if unicodedata.category(c) != "Mn")
