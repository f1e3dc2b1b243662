"""La base reducida a renglones: un hogar cada uno, o varios hogares iguales juntos.

Es lo que se mide, venga de los hogares armados en memoria o de los conteos del motor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from generador.metodos.azar import Palabras
from generador.metodos.hogares.armar import H_5, HogaresArmados
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.codigos import TerritorioDeCadaFila
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.entrada import Entrada, Unidad
from generador.metodos.hogares.identidad import SEPARADOR
from generador.metodos.hogares.marcas import BASE, SIN_MARCA
from generador.metodos.hogares.perdidas import Perdidas
from generador.metodos.publicable.llaves import llaves_de_hogar
from generador.metodos.tipos import Enteros, Reales

SIN_ZONA = 3


@dataclass(frozen=True)
class Renglones:
    """m renglones.

    `marcas` (m,): Σⱼ 3ʲ·marca de las 15 privaciones y `h_5`. `registros` y `personas` (m,): los
    hogares y las personas de la base que dicen eso; `sin_personas`, los hogares que no dicen
    cuántas tienen. `factor` (m,) de expansión, 1 si no se usa. `columnas`: las que se pidieron, del
    jefe, y `municipio` el suyo; `puntos` (x, y) si la base es una capa. `filas` (m,): el número de
    una de las filas. `leidas`: filas de la base.

    `llaves` (m,): la suma módulo 2⁶⁴ de las llaves de sus hogares, si se va a publicar. `upm` y
    `estrato` (m,): los de la muestra, si la base trae factor de expansión y la vivienda.
    """

    unidad: Unidad
    marcas: Enteros
    registros: Enteros
    personas: Enteros
    factor: Reales
    columnas: Mapping[str, Columna]
    municipio: TerritorioDeCadaFila | None
    puntos: tuple[Reales, Reales] | None
    filas: Enteros
    leidas: int
    sin_personas: int
    avisos: Avisos
    perdidas: Perdidas
    llaves: Palabras | None = None
    upm: Enteros | None = None
    estrato: Enteros | None = None

    @property
    def patron(self) -> Enteros:
        """Las privaciones que hay, (m,), una por bit; lo que no tiene dato es 0."""
        return self._mascara(1)

    @property
    def nulos(self) -> Enteros:
        """Las privaciones sin dato, (m,), una por bit."""
        return self._mascara(SIN_MARCA)

    @property
    def h_5(self) -> Enteros:
        """`h_5`, (m,): 0, 1 o 2 sin dato."""
        return np.asarray(self.marcas // BASE**H_5)

    @property
    def textos(self) -> tuple[str, ...]:
        """Los avisos y las pérdidas del núcleo, en orden."""
        return (*self.avisos.textos, *(p.texto for p in self.perdidas.lista))

    def _mascara(self, valor: int) -> Enteros:
        hecha = np.zeros(len(self.marcas), dtype=np.int64)
        for j in range(H_5):
            hecha |= (self.marcas // BASE**j % BASE == valor).astype(np.int64) << j
        return hecha


def de_armados(
    entrada: Entrada,
    hechos: HogaresArmados,
    columnas: tuple[str, ...],
    puntos: tuple[Reales, Reales] | None,
    publicacion: bytes | None = None,
) -> Renglones:
    """Un renglón por hogar armado; `publicacion` es la clave, si se va a publicar."""
    jefe = hechos.jefe
    return Renglones(
        unidad=hechos.unidad,
        marcas=hechos.marcas,
        registros=np.ones(len(jefe), dtype=np.int64),
        personas=np.nan_to_num(hechos.personas).astype(np.int64),
        factor=hechos.factor,
        columnas={c: entrada.columnas[c].tomar(jefe) for c in columnas},
        municipio=hechos.municipio,
        puntos=None if puntos is None else (puntos[0][jefe], puntos[1][jefe]),
        filas=hechos.fila,
        leidas=len(entrada.filas),
        sin_personas=int(np.isnan(hechos.personas).sum()),
        avisos=hechos.avisos,
        perdidas=hechos.perdidas,
        llaves=_llaves(hechos, publicacion),
        **_diseno(hechos),
    )


def _llaves(hechos: HogaresArmados, publicacion: bytes | None) -> Palabras | None:
    if publicacion is None or hechos.identidades is None:
        return None
    return llaves_de_hogar(publicacion, hechos.identidades)


def _diseno(hechos: HogaresArmados) -> dict[str, Enteros]:
    """La vivienda y el estrato (municipio y zona) de cada hogar de una muestra."""
    if hechos.identidades is None or not (hechos.factor != 1).any():
        return {}
    viviendas = [identidad.rpartition(SEPARADOR)[0] for identidad in hechos.identidades]
    upm = np.unique(np.array(viviendas, dtype=np.str_), return_inverse=True)[1]
    zona = np.nan_to_num(hechos.zona, nan=SIN_ZONA).astype(np.int64)
    municipio = 0 if hechos.municipio is None else hechos.municipio.codigos.astype(np.int64)
    return {
        "upm": upm.reshape(-1).astype(np.int64),
        "estrato": np.asarray(municipio * (SIN_ZONA + 1) + zona, dtype=np.int64),
    }
