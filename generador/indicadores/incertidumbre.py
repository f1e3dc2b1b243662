"""Cuánto se sabe de una cifra: la omisión del censo y el intervalo de la estimación municipal.

Las fórmulas son de `generador/metodos`; aquí se aplican a las columnas del cubo.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generador.cubo import periodos
from generador.cubo.leer import Cubo, Llave
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.indicadores.derivados import poner
from generador.metodos import omision, precision
from generador.metodos.tipos import Reales

MONETARIA = "pm_municipal_2024"
OMISION, POBLACION = "omision_censal", "poblacion"
CONTADAS, EN_HOGARES, EN_ALOJAMIENTOS = (
    "censo_personas",
    "censo_personas_hogares",
    "censo_personas_lea",
)
ZONAS = ("cabecera", "rural")


def calcular(cubo: Cubo) -> list[Llave]:
    """Agrega al cubo la omisión censal y la lectura de la estimación; devuelve sus llaves."""
    antes = set(cubo.columnas)
    for censo in periodos.con_dato(cubo, CONTADAS):
        _omision(cubo, censo)
    for periodo in periodos.con_dato(cubo, MONETARIA):
        _monetaria(cubo, periodo)
    return [llave for llave in cubo.columnas if llave not in antes]


def omitidos(cubo: Cubo, censo: str) -> Reales:
    """Parte de la población (0 a 1) que ese censo no contó, por territorio; NaN donde no se sabe.

    La población es la que el DANE estima para ese año, ya ajustada: es un orden de magnitud.
    ErrorDeDatos si falta alguna de las dos.
    """
    llaves = [(i, "total", censo) for i in (CONTADAS, POBLACION)]
    for llave in llaves:
        periodos.exigir(cubo, llave)
    contadas, poblacion = (cubo.columnas[llave] for llave in llaves)
    return omision.omision(contadas, poblacion)


def _omision(cubo: Cubo, censo: str) -> None:
    """Del total, con todas las personas contadas; de cada zona, con las de hogares particulares.

    El censo no reparte por zona a quienes estaban en alojamientos especiales. Si al sumarlos todos
    a una zona cambiara su clase de aviso, la de esa zona no se publica.
    """
    total = omitidos(cubo, censo)
    poner(
        cubo,
        (OMISION, "total", censo),
        100 * total,
        [(i, "total", censo) for i in (CONTADAS, POBLACION)],
    )
    alojadas = cubo.columnas[EN_ALOJAMIENTOS, "total", censo]
    for zona in ZONAS:
        de = [(EN_HOGARES, zona, censo), (POBLACION, zona, censo)]
        if not all(d in cubo.columnas for d in de):
            continue
        en_hogares, gente = (cubo.columnas[d] for d in de)
        mayor, menor = (omision.omision(en_hogares + n, gente) for n in (0, alojadas))
        firme = omision.clase(mayor) == omision.clase(menor)
        poner(cubo, (OMISION, zona, censo), np.where(firme, 100 * mayor, np.nan), de)


def _monetaria(cubo: Cubo, periodo: str) -> None:
    de = [(i, "total", periodo) for i in (MONETARIA, f"{MONETARIA}_ee")]
    p, error = (cubo.columnas[d] / 100 for d in de)
    bajo, alto = precision.intervalo_normal(p, error)
    pais = cifra_nacional(MONETARIA, periodo).valor / 100
    _guardar(cubo, "li", periodo, 100 * bajo, de)
    _guardar(cubo, "ls", periodo, 100 * alto, de)
    _guardar(cubo, "pais", periodo, precision.frente_a(bajo, alto, pais) + np.float64(2), de)
    de_clase = [(f"{MONETARIA}_cv", "total", periodo)]
    clases = precision.clase_de_cvlog(cubo.columnas[de_clase[0]] / 100)
    numero = np.array([1.0 + precision.CLASES.index(c) for c in clases.tolist()])
    _guardar(cubo, "precision", periodo, numero, de_clase)


def _guardar(
    cubo: Cubo,
    final: str,
    periodo: str,
    valores: Reales,
    de: Sequence[Llave],
) -> None:
    poner(cubo, (f"{MONETARIA}_{final}", "total", periodo), valores, de)
