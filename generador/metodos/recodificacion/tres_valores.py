"""Lógica de tres valores: de cada afirmación, si puede ser cierta y si puede ser falsa.

Un faltante deja las dos abiertas y nunca pasa a «no»: por eso, con menos datos, se decide menos y
lo decidido no cambia. Fuente: Kleene (1952), lógica fuerte de tres valores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..tipos import Logicos


@dataclass(frozen=True)
class Tres:
    """n afirmaciones: `si` (n,), pueden ser ciertas; `no` (n,), pueden ser falsas."""

    si: Logicos
    no: Logicos

    @classmethod
    def sabido(cls, valor: Logicos) -> Tres:
        """Las que se saben."""
        return cls(valor, np.asarray(~valor))

    @classmethod
    def constante(cls, valor: bool, n: int) -> Tres:
        """Todas iguales."""
        return cls.sabido(np.full(n, valor, dtype=np.bool_))

    @property
    def dudosa(self) -> Logicos:
        """Las que no se saben, (n,)."""
        return self.si & self.no

    def y(self, otra: Tres) -> Tres:
        """Las dos."""
        return Tres(self.si & otra.si, self.no | otra.no)

    def o(self, otra: Tres) -> Tres:
        """Al menos una."""
        return Tres(self.si | otra.si, self.no & otra.no)

    def negada(self) -> Tres:
        """La contraria."""
        return Tres(self.no, self.si)

    def sin_dudas(self, valor: bool) -> Tres:
        """Con `valor` donde no se sabe."""
        return Tres.sabido(self.si if valor else np.asarray(~self.no))
