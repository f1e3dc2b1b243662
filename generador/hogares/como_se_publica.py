"""Interno o publicable, y con qué se publica: lo que comparten las órdenes que publican."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos
from generador.metodos.hogares.auditoria import Modo
from generador.metodos.publicable.redondeo import BASE
from generador.metodos.publicable.visible import MINIMO as MINIMO_PUBLICABLE
from generador.metodos.supresion import MINIMO


@dataclass(frozen=True)
class ComoSePublica:
    """Lo que se escribió en la orden. `base`: a múltiplos de cuánto se redondea."""

    modo: Modo
    minimo: int | None
    clave: Path | None
    bitacora: Path | None
    base: int | None

    @property
    def publica(self) -> bool:
        """Si se pidió publicar; ErrorDeDatos si en interno se dio algo que solo es de publicar."""
        if self.modo == "publicable":
            return True
        dadas = [
            f"--{nombre}"
            for nombre in ("clave", "bitacora", "base")
            if getattr(self, nombre) is not None
        ]
        if dadas:
            raise ErrorDeDatos(
                f"{' y '.join(dadas)} solo sirve para publicar",
                que_hacer="agregue --modo publicable, o quite esa opción",
            )
        return False

    @property
    def redondeo(self) -> int:
        """El múltiplo, 3 si no se dijo."""
        return self.base or BASE

    @property
    def desde(self) -> int:
        """Con cuántos hogares se muestra un territorio o, en interno, no se avisa de él."""
        return self.minimo or (MINIMO_PUBLICABLE if self.publica else MINIMO)

    def exigir_salida(self, salida: Path | None) -> Path:
        """La salida; ErrorDeDatos si no se dijo."""
        if salida is None:
            raise ErrorDeDatos(
                "lo publicable se escribe y se anota en la bitácora; no se da solo por pantalla",
                que_hacer="diga dónde con --salida, o mire las cifras en modo interno",
            )
        return salida
