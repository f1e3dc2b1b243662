"""De los bloques de hogares a los conteos (territorio × patrón), sin guardar la base."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Bloque
from ..metodos.depuracion import NULO, REGLAS_DE_NULOS, ReglaDeNulos, depurar
from ..metodos.grupos import Agrupacion
from ..metodos.patrones import TablaDePatrones, resumir, unir
from .llaves import Llaves


@dataclass(frozen=True)
class Columnas:
    """Los campos que se leen de cada hogar; «» si no hay."""

    privaciones: tuple[str, ...]
    personas: str = ""
    ponderador: str = ""
    identidad: str = ""

    @property
    def numericas(self) -> tuple[str, ...]:
        """Todos los campos numéricos que hay que leer."""
        otros = (self.personas, self.ponderador)
        return (*self.privaciones, *(c for c in otros if c))


@dataclass
class Raros:
    """Los valores de un campo que no son 0, 1 ni nulo."""

    cuantos: int = 0
    valor: float = 0.0
    fila: int = 0


@dataclass
class Conteo:
    """Acumula los bloques.

    `territorio` dice en cuál cae cada fila de un bloque; −1, en ninguno. `llaves`: las de los
    hogares de un bloque, si se va a publicar.
    """

    columnas: Columnas
    regla: ReglaDeNulos
    territorio: Callable[[Bloque], np.ndarray]
    llaves: Llaves | None = None
    filas: int = 0
    hogares: int = 0
    fuera: int = 0
    con_nulos: int = 0
    nulos: dict[str, int] = field(default_factory=dict)
    raros: dict[str, Raros] = field(default_factory=dict)
    _tablas: list[TablaDePatrones] = field(default_factory=list)

    def agregar(self, bloque: Bloque) -> None:
        """Suma un bloque."""
        self.filas += bloque.filas
        self.hogares += bloque.filas
        privaciones = self.columnas.privaciones
        valores = [self._limpia(bloque, campo) for campo in privaciones]
        # «fallar» se decide al final, con el recuento de toda la capa y no el de este bloque.
        regla: ReglaDeNulos = "no_privado" if self.regla == "no_privado" else "excluir"
        depuradas = depurar(valores, privaciones, regla)
        self.con_nulos += depuradas.filas_con_nulos
        for campo, cuantos in zip(privaciones, depuradas.nulos.tolist()):
            self.nulos[campo] = self.nulos.get(campo, 0) + cuantos
        quedan = depuradas.conservadas
        grupo = self.territorio(bloque)[quedan]
        self.fuera += int(np.count_nonzero(grupo < 0))
        tabla = resumir(
            depuradas.privado,
            Agrupacion(grupo, int(grupo.max(initial=-1)) + 1),
            personas=self._cantidad(bloque, self.columnas.personas, quedan),
            ponderador=self._cantidad(bloque, self.columnas.ponderador, quedan),
            llaves=None if self.llaves is None else self.llaves(bloque)[quedan],
        )
        self._tablas.append(tabla)

    def tabla(self, territorios: int, capa: str) -> TablaDePatrones:
        """Los conteos de toda la capa; error si hay valores raros, nulos no admitidos o nada."""
        if self.raros:
            detalle = "; ".join(
                f"«{campo}»: {r.cuantos} (el primero, {r.valor:g}, en la fila {r.fila})"
                for campo, r in self.raros.items()
            )
            raise ErrorDeCapa(
                f"en la capa «{capa}» hay privaciones que no son 0 ni 1: {detalle}",
                que_hacer="corrija los valores, o deje vacío lo que sea «no aplica»",
            )
        if self.con_nulos and self.regla == "fallar":
            detalle = ", ".join(f"«{campo}»: {n}" for campo, n in self.nulos.items() if n)
            raise ErrorDeCapa(
                f"{self.con_nulos} de {self.hogares} hogares tienen privaciones sin dato "
                f"({detalle})",
                que_hacer="complete el dato, o elija en «Privaciones sin dato» excluir esos "
                "hogares o contarlas como no privación",
            )
        if not self.hogares - (self.con_nulos if self.regla == "excluir" else 0):
            raise ErrorDeCapa(
                f"en la capa «{capa}» no quedó ningún hogar (0 filas)",
                que_hacer="revise el filtro, la selección y la regla de privaciones sin dato",
            )
        if not territorios or self.hogares == self.fuera:
            raise ErrorDeCapa(
                f"ninguno de los {self.hogares} hogares quedó en un territorio",
                que_hacer="revise que las dos capas sean del mismo sitio y digan bien su sistema "
                "de coordenadas, o que los códigos de territorio sean los mismos",
            )
        if self.llaves is not None:
            self.llaves.exigir_distintas()
        tablas = [replace(t, territorios=territorios) for t in self._tablas]
        self._tablas.clear()
        return unir(tablas)

    def _limpia(self, bloque: Bloque, campo: str) -> np.ndarray:
        """La columna con los valores raros como nulos, después de contarlos."""
        valores: np.ndarray = bloque.columnas[campo]
        # Casi siempre son solo 0 y 1, y en un octeto se comparan más deprisa.
        if (
            valores.dtype.kind in "iu"
            and valores.min(initial=0) >= 0
            and valores.max(initial=0) <= 1
        ):
            return valores.astype(np.int8)
        raro = ~((valores == 0) | (valores == 1) | (valores == NULO))
        if valores.dtype.kind == "f":
            raro &= ~np.isnan(valores)
        if not raro.any():
            return valores
        primera = int(np.argmax(raro))
        fila = self._fila(bloque, primera)
        suyos = self.raros.setdefault(campo, Raros(0, float(valores[primera]), fila))
        suyos.cuantos += int(np.count_nonzero(raro))
        return np.where(raro, NULO, valores)

    def _cantidad(self, bloque: Bloque, campo: str, quedan: np.ndarray) -> Any:
        if not campo:
            return None
        valores = bloque.columnas[campo]
        malo = ~(np.isfinite(valores) & (valores >= 0)) & quedan
        if malo.any():
            primera = int(np.argmax(malo))
            visto = "vacío" if np.isnan(valores[primera]) else f"{valores[primera]:g}"
            raise ErrorDeCapa(
                f"el campo «{campo}» está {visto} en la fila {self._fila(bloque, primera)} "
                f"(y en otras {int(np.count_nonzero(malo)) - 1} de su bloque)",
                que_hacer="complételo con un número desde 0, o no elija ese campo",
            )
        return valores[quedan]

    def _fila(self, bloque: Bloque, posicion: int) -> int:
        """El número de fila en la capa, también si el bloque trae solo las de los jefes."""
        lugar = posicion if bloque.ids is None else int(bloque.ids[posicion])
        return bloque.desde + lugar


def regla_de_nulos(posicion: int) -> ReglaDeNulos:
    """La regla elegida de la lista."""
    return REGLAS_DE_NULOS[posicion]
