"""El grupo y el nivel, en cualquiera de sus escrituras: «A3», «A03», «1. SISBEN IV - A», «Nivel 3».

Se leen; nunca se recalculan. Las formas están en `datos/clasificacion.json`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..instrumento import Clasificacion, Instrumento, rehacer
from ..tablas import documento
from ..tipos import Enteros, Logicos
from .columna import Columna
from .perdidas import ILEGIBLE, Perdidas
from .textos import llave


@dataclass(frozen=True)
class Escrito:
    """Lo que dice un texto: `letra` del grupo («» si no la trae) y `nivel` (0 si no lo trae)."""

    letra: str
    nivel: int


@lru_cache(maxsize=1 << 12)
def leer_codigo(texto: str) -> Escrito | None:
    """El grupo y el nivel que escribe un texto; None si no se entiende."""
    limpio = llave(texto).upper()
    codigo = _formas()[0].fullmatch(limpio)
    if codigo:
        return Escrito(codigo["letra"], int(codigo["nivel"] or 0))
    nivel = _formas()[1].fullmatch(limpio)
    return Escrito("", int(nivel["nivel"])) if nivel else None


def numero_de_nivel(texto: str) -> float:
    """El número del nivel dentro de su grupo: «A3» es 3; ILEGIBLE si no lo dice."""
    leido = leer_codigo(texto)
    return ILEGIBLE if leido is None or not leido.nivel else float(leido.nivel)


def clasificar(
    instrumento: Instrumento,
    grupo: Columna,
    nivel: Columna,
    escrita: Columna,
    perdidas: Perdidas,
    *,
    detiene: bool,
) -> Clasificacion:
    """El orden total de cada fila, (n,), del grupo y el nivel o, si faltan, de lo escrito.

    Cada columna puede traer el código entero («A3» en `grupo`). Lo que no existe en el instrumento
    («A9», «Z1») es ilegible.
    """
    lector = _Lector(instrumento)
    letra = perdidas.leer(grupo, "clasificacion", lector.letra, detiene=detiene)
    suelto = perdidas.leer(nivel, "clasificacion", numero_de_nivel, detiene=detiene)
    niveles = np.where(np.isnan(suelto), grupo.numeros(lector.nivel_del_grupo), suelto)
    forma = perdidas.leer(escrita, "clasificacion", lector.escrita, detiene=detiene)
    # Hay pocas combinaciones: se decide una vez por cada una y no por fila.
    junto = np.stack([np.nan_to_num(v, nan=-1).astype(np.int64) for v in (letra, niveles, forma)])
    distintas, fila = np.unique(_codigo(junto), return_inverse=True)
    primera = np.zeros(len(distintas), dtype=np.int64)
    primera[fila.reshape(-1)[::-1]] = np.arange(len(grupo))[::-1]
    hecha, imposible = lector.rehacer(*junto[:, primera])
    perdidas.anotar(nivel, "clasificacion", imposible[fila.reshape(-1)], detiene=detiene)
    return Clasificacion(
        orden=hecha.orden[fila.reshape(-1)],
        truncadas=hecha.truncadas[fila.reshape(-1)],
        contradictorias=hecha.contradictorias[fila.reshape(-1)],
        sin_dato=hecha.sin_dato[fila.reshape(-1)],
    )


@dataclass(frozen=True)
class _Lector:
    """Los textos como números, según el instrumento: la posición de la letra y la de la forma."""

    instrumento: Instrumento

    @property
    def letras(self) -> tuple[str, ...]:
        return tuple(g.letra for g in self.instrumento.grupos)

    @property
    def formas(self) -> tuple[str, ...]:
        """Lo que se puede escribir: un grupo solo o un código entero."""
        return (*self.letras, *self.instrumento.codigos)

    def letra(self, texto: str) -> float:
        leido = leer_codigo(texto)
        if leido is None or leido.letra not in self.letras:
            return ILEGIBLE
        return float(self.letras.index(leido.letra))

    def nivel_del_grupo(self, texto: str) -> float:
        leido = leer_codigo(texto)
        return float(leido.nivel) if leido and leido.letra and leido.nivel else math.nan

    def escrita(self, texto: str) -> float:
        leido = leer_codigo(texto)
        if leido is None or not leido.letra:
            return ILEGIBLE
        ancho = self.instrumento.cifras
        forma = f"{leido.letra}{leido.nivel:0{ancho}d}" if leido.nivel else leido.letra
        return float(self.formas.index(forma)) if forma in self.formas else ILEGIBLE

    def rehacer(
        self, letra: Enteros, nivel: Enteros, forma: Enteros
    ) -> tuple[Clasificacion, Logicos]:
        """La clasificación de cada combinación, y en cuáles grupo y nivel juntos no existen."""
        letras = [(*self.letras, "")[i] for i in letra.tolist()]
        textos = [(*self.formas, "")[i] for i in forma.tolist()]
        niveles = np.where(nivel < 0, np.nan, nivel)
        hecha = rehacer(self.instrumento, textos, letras, niveles)
        armado = self.instrumento.ordenar(letras, niveles)
        imposible = (armado == 0) & (letra >= 0) & (nivel >= 0) & (hecha.orden == 0)
        return hecha, imposible


def _codigo(junto: Enteros) -> Enteros:
    letra, nivel, forma = junto + 1
    return np.asarray((letra * 1000 + np.minimum(nivel, 999)) * 1000 + forma)


@lru_cache(maxsize=1)
def _formas() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tabla = documento("clasificacion")
    return re.compile(tabla["codigo"]), re.compile(tabla["nivel"])
