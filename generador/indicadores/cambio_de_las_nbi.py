"""Cuánto cambiaron las NBI entre los dos censos, y si el cambio pasa de la imprecisión."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.indicadores.derivados import DOMINIOS, Columna, en_el_territorio_de, poner
from generador.metodos import cambio
from generador.metodos.calculo import razon

NBI, PRECISION = "nbi", "nbi_cv"
CONTADAS, POBLACION = "censo_personas", "poblacion"
OMISION_SIN_COMPARACION = 0.5
"""Desde qué parte de la población sin contar, una cifra del censo solo describe a los contados."""


def censos(cubo: Cubo) -> tuple[str, str]:
    """El primer censo con NBI y el último; iguales si solo hay uno."""
    hallados = periodos.con_dato(cubo, NBI)
    return hallados[0], hallados[-1]


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega el cambio, su margen y su lectura, en cada dominio, en el año del último censo.

    Los dos censos se leen en el mismo territorio, el del último. Donde este dejó por fuera a más de
    la mitad de la población no hay con qué comparar: quedan «no disponible».
    """
    antes, despues = censos(cubo)
    hechas: list[Llave] = []
    contados = _contados(cubo, despues)
    for dominio in DOMINIOS if antes != despues else ():
        primero = en_el_territorio_de(despues, cubo, (NBI, dominio, antes), catalogo)
        coeficiente = _sin_muestra_es_cero(cubo, dominio, antes, despues, catalogo)
        ultimo = (NBI, dominio, despues)
        puntos = cubo.columnas[ultimo] - primero.valores
        margen = cambio.margen(primero.valores, coeficiente.valores)
        leidos = cambio.lectura(puntos, margen).astype(float)
        de = [primero, coeficiente, ultimo, contados]
        for nombre, valores in (
            ("nbi_cambio", puntos),
            ("nbi_cambio_margen", margen),
            ("nbi_cambio_lectura", np.where(leidos == cambio.SIN_DATO, np.nan, leidos)),
        ):
            hechas.append((nombre, dominio, despues))
            poner(cubo, hechas[-1], valores, de)
    return hechas


def _sin_muestra_es_cero(
    cubo: Cubo, dominio: str, antes: str, despues: str, catalogo: Mapping[str, Indicador]
) -> Columna:
    """El coeficiente de variación; 0 donde no aplica porque el censo preguntó a todos."""
    columna = en_el_territorio_de(despues, cubo, (PRECISION, dominio, antes), catalogo)
    hay = cubo.estados[NBI, dominio, antes] == DATO
    entero = hay & (columna.estados == NO_APLICA)
    return Columna(
        np.where(entero, 0.0, columna.valores),
        np.where(entero, DATO, columna.estados).astype(np.int8),
    )


def omision(cubo: Cubo, censo: str) -> NDArray[np.float64]:
    """Parte de la población que el censo no contó (0 a 1), por territorio; NaN donde no se sabe.

    Sale de las personas contadas y de la población que el DANE estima para ese año, que ya está
    ajustada: es un orden de magnitud.
    """
    contadas, poblacion = (
        np.array(cubo.columna((i, "total", censo))[0]) for i in (CONTADAS, POBLACION)
    )
    return 1 - razon(contadas, poblacion)


def _contados(cubo: Cubo, censo: str) -> Columna:
    """Dónde el censo contó lo suficiente para comparar; su omisión es el valor."""
    parte = omision(cubo, censo)
    alcanza = parte <= OMISION_SIN_COMPARACION
    return Columna(parte, np.where(alcanza, DATO, NO_DISPONIBLE).astype(np.int8))
