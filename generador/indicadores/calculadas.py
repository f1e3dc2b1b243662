"""Todo lo que el kit agrega al cubo, guardado por huella: rehacerlo crece con cada fuente.

Se reconoce por las tablas, la geometría, el catálogo y el código que calcula; si algo cambia, se
vuelve a calcular. Borrarlo nunca cambia un resultado.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generador.cubo import cubo_guardado
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import Cubo, Llave
from generador.disco import cache
from generador.indicadores import (
    cambio_de_las_nbi,
    derivados,
    incertidumbre,
    pesos_de_hogares,
    precios_constantes,
    vecindad_municipal,
)
from generador.indicadores.agregados import Agregador
from generador.mapas.topologia import Topologia
from generador.rutas import GENERADOR, TEMPORAL

CARPETA = TEMPORAL / "calculadas"
# Donde vive el código del que depende lo calculado.
CODIGO = ("cubo", "indicadores", "mapas", "metodos")


class Calculadas(NamedTuple):
    """Las columnas cuyas filas de departamento y nación calculó el kit, y las que hizo enteras.

    Ninguna está en las dos: así lo recordado dice lo mismo que lo recién calculado.
    """

    agregadas: list[Llave]
    derivadas: list[Llave]


def calcular(cubo: Cubo, catalogo: dict[str, Indicador], geometria: Topologia) -> Calculadas:
    """Agrega al cubo recién leído los agregados, los derivados y la vecindad."""
    de_peso = pesos_de_hogares.calcular(cubo, catalogo)  # con ellos se promedian los municipios
    agregadas = Agregador(cubo).completar(catalogo)
    return Calculadas(
        [llave for llave in agregadas if llave not in de_peso],
        [
            *de_peso,
            *derivados.calcular(cubo, catalogo),
            *cambio_de_las_nbi.calcular(cubo, catalogo),
            *precios_constantes.calcular(cubo, catalogo),
            *vecindad_municipal.calcular(cubo, geometria),
            *incertidumbre.calcular(cubo),
        ],
    )


def calcular_o_recordar(
    cubo: Cubo,
    catalogo: dict[str, Indicador],
    geometria: Topologia,
    identidad: str,
    donde: Path = CARPETA,
) -> Calculadas:
    """Lo mismo que `calcular`, desde `donde` si lo guardado corresponde.

    `identidad` es la huella de las tablas, el catálogo y la geometría.
    """
    leidas = set(cubo.columnas)
    ruta = donde / f"{cache.huella(identidad, _codigo())}.npz"
    if (recordado := cubo_guardado.abrir(ruta)) is None:
        hechas = calcular(cubo, catalogo, geometria)
        cache.guardar(ruta, cubo_guardado.en_bytes(cubo, [*hechas.agregadas, *hechas.derivadas]))
        return hechas
    for llave, valores in recordado.columnas.items():
        cubo.agregar(llave, valores, recordado.estados[llave])
    return Calculadas(
        [llave for llave in recordado.columnas if llave in leidas],
        [llave for llave in recordado.columnas if llave not in leidas],
    )


def _codigo() -> list[tuple[str, bytes]]:
    """El código y las constantes escritas de que depende lo calculado."""
    rutas = sorted(
        r
        for carpeta in CODIGO
        for r in (GENERADOR / carpeta).rglob("*")
        if r.suffix in {".py", ".yaml"}
    )
    return [(r.relative_to(GENERADOR).as_posix(), r.read_bytes()) for r in rutas]
