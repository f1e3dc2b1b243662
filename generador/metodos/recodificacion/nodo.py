"""Un pedazo de una receta y dónde está: para que todo error diga la ruta, el valor y qué hacer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..errores import ErrorDeMetodo
from ..hogares.textos import recortar

DE_YAML = (
    "póngalo entre comillas: en YAML, no, sí, on y off sin comillas se leen como verdadero o falso"
)


@dataclass(frozen=True)
class Nodo:
    """Un valor de JSON y su `ruta` en la receta: «privaciones.I5.privado.alguno[1]»."""

    valor: Any
    ruta: str = ""

    def error(self, problema: str, que_hacer: str) -> ErrorDeMetodo:
        """El error, con la ruta."""
        donde = f"en «{self.ruta}»" if self.ruta else "en la raíz"
        return ErrorDeMetodo(f"la receta, {donde}: {problema}", que_hacer=que_hacer)

    def solo(self, exigidas: Collection[str], otras: Collection[str] = ()) -> None:
        """Error si no es un objeto, si le falta una clave exigida o si trae una desconocida."""
        for clave, hijo in self.pares():
            if clave not in exigidas and clave not in otras:
                posibles = ", ".join(sorted({*exigidas, *otras}))
                raise hijo.error("esa clave no existe", f"use {posibles}")
        for clave in exigidas:
            self.campo(clave)

    def pares(self) -> list[tuple[str, Nodo]]:
        """Las claves, que son textos, y lo que trae cada una; error si no es un objeto."""
        if not isinstance(self.valor, dict):
            raise self.error(f"va un objeto y hay {self._dicho}", "escriba claves y valores")
        for clave in self.valor:
            if not isinstance(clave, str):
                raise self.error(f"la clave {clave!r} no es un texto", DE_YAML)
        return [(c, Nodo(v, f"{self.ruta}.{c}" if self.ruta else c)) for c, v in self.valor.items()]

    def campo(self, clave: str) -> Nodo:
        """Lo que trae esa clave; error si no está."""
        for propia, hijo in self.pares():
            if propia == clave:
                return hijo
        raise self.error(f"falta «{clave}»", f"agregue «{clave}»")

    def opcional(self, clave: str) -> Nodo | None:
        """Lo que trae esa clave, o None."""
        return next((hijo for propia, hijo in self.pares() if propia == clave), None)

    def elementos(self) -> list[Nodo]:
        """Los de una lista con algo adentro; error si no lo es."""
        if not isinstance(self.valor, list) or not self.valor:
            raise self.error(f"va una lista y hay {self._dicho}", "escriba al menos un elemento")
        return [Nodo(v, f"{self.ruta}[{i}]") for i, v in enumerate(self.valor)]

    def texto(self) -> str:
        """Un texto con algo; error si no lo es."""
        if not isinstance(self.valor, str) or not self.valor.strip():
            hacer = DE_YAML if isinstance(self.valor, bool) else "escriba un texto"
            raise self.error(f"va un texto y hay {self._dicho}", hacer)
        return self.valor

    def textos(self) -> tuple[str, ...]:
        """Una lista de textos."""
        return tuple(e.texto() for e in self.elementos())

    def entero(self) -> int:
        """Un entero; verdadero y falso no lo son."""
        if isinstance(self.valor, bool) or not isinstance(self.valor, int):
            hacer = DE_YAML if isinstance(self.valor, bool) else "escriba un entero sin comillas"
            raise self.error(f"va un entero y hay {self._dicho}", hacer)
        return self.valor

    def de_una(self, posibles: Collection[str]) -> str:
        """Uno de esos textos."""
        escrito = self.texto()
        if escrito not in posibles:
            raise self.error(f"«{recortar(escrito)}» no existe", f"use {', '.join(posibles)}")
        return escrito

    @property
    def _dicho(self) -> str:
        if self.valor is None:
            return "nada"
        if isinstance(self.valor, bool):
            return "verdadero" if self.valor else "falso"
        return f"«{recortar(str(self.valor))}»"
