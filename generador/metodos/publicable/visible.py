"""Qué se muestra de un territorio según sus hogares redondeados, mida lo que mida."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..calculo import razon
from ..supresion import COMPLEMENTARIA, PRIMARIA, PUBLICADO
from ..tipos import Enteros, Logicos, Reales
from .bitacora import Renglon
from .celdas import HOGARES, Celdas

POCOS_HOGARES, SIN_REGISTROS = PRIMARIA, 3
ESTADOS = {
    PUBLICADO: "publicado",
    POCOS_HOGARES: "pocos_hogares",
    COMPLEMENTARIA: "protege_a_otro",
    SIN_REGISTROS: "sin_registros",
}
MINIMO, MINIMO_COMPLETO = 12, 30


@dataclass(frozen=True)
class Visible:
    """G territorios (o grupos, o el total): su `estado` (G,), según `ESTADOS`, y sus `hogares`.

    Los hogares van redondeados a `base`; lo que se calla es NaN.
    """

    base: int
    estado: Enteros
    hogares: Reales

    @property
    def publicado(self) -> Logicos:
        """Qué filas muestran cifras, (G,)."""
        return np.equal(self.estado, PUBLICADO)

    @property
    def orden_de_magnitud(self) -> Logicos:
        """Filas publicadas con menos de 30 hogares: se rotulan así y van con trama, (G,)."""
        return self.publicado & ~self.completa

    @property
    def completa(self) -> Logicos:
        """Filas que publican también personas, (G,)."""
        return self.publicado & (self.hogares >= MINIMO_COMPLETO)

    def rango(self, conteos: Reales) -> tuple[Reales, Reales]:
        """El rango que garantiza el redondeo a la proporción conteos / hogares: (baja, alta).

        Cada conteo difiere del verdadero en `base` − 1 como mucho. `conteos` (G,) o (G, J).
        """
        holgura = self.base - 1
        hogares = self.hogares.reshape(-1, *[1] * (conteos.ndim - 1))
        baja = razon(np.maximum(conteos - holgura, 0), hogares + holgura)
        alta = razon(conteos + holgura, hogares - holgura)
        return baja, np.minimum(alta, 1.0)


def vacias(celdas: Celdas) -> Logicos:
    """Universos sin ningún registro: ni hogares ni personas, (G,)."""
    sin_hogares = np.equal(celdas.hogares[:, HOGARES], 0)
    return np.logical_and(sin_hogares, np.equal(celdas.personas[:, 0], 0))


def estado_de(hogares: Enteros, vacia: Logicos, codigo: Enteros, minimo: int) -> Enteros:
    """El estado de cada universo, (G,), con sus `hogares` redondeados y su código de supresión."""
    oculto = (codigo == PUBLICADO) & (hogares < minimo)
    return np.where(vacia, SIN_REGISTROS, np.where(oculto, POCOS_HOGARES, codigo)).astype(np.int64)


def si(valores: Enteros, visible: Logicos) -> Reales:
    """Los valores de las filas visibles, y NaN en las demás: lo callado no llega a existir."""
    return np.where(visible[:, None], valores.astype(np.float64), np.nan)


def publicados(
    celdas: Sequence[Celdas], visibles: Sequence[Visible]
) -> tuple[tuple[int, int], ...]:
    """(S_U, hogares) de lo que se publica, sin repetir."""
    parejas: dict[tuple[int, int], None] = {}
    for exactas, visible in zip(celdas, visibles):
        sumas = exactas.universo[visible.publicado].tolist()
        cuantos = exactas.hogares[visible.publicado, HOGARES].tolist()
        parejas.update(dict.fromkeys(zip(sumas, cuantos)))
    return tuple(parejas)


def renglones_de(
    universos: Sequence[tuple[int, int]], huella: str, base: int, fecha: str, corte: str
) -> list[Renglon]:
    """Lo que se anota en la bitácora, privada, de cada universo publicado."""
    return [
        {
            "huella": huella,
            "suma": f"{suma:016x}",
            "hogares": hogares,
            "redondeo": base,
            "fecha": fecha,
            "corte": corte,
        }
        for suma, hogares in universos
    ]
