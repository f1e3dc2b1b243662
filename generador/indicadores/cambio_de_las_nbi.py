"""Cuánto cambiaron las NBI entre los dos censos, y si el cambio pasa de la imprecisión."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.indicadores.derivados import DOMINIOS, ValoresConEstado, en_el_territorio_de, poner
from generador.indicadores.incertidumbre import POBLACION, omitidos
from generador.metodos import cambio
from generador.metodos.calculo import razon
from generador.metodos.omision import MAYORIA

NACION = "00"
NBI, PRECISION = "nbi", "nbi_cv"
SIN_MEDIR_MAXIMO = 0.05
"""Hasta qué parte de un departamento pudo faltar en el primer censo para comparar los dos."""


def censos(cubo: Cubo) -> tuple[str, str]:
    """El primer censo con NBI y el último; iguales si solo hay uno."""
    hallados = periodos.con_dato(cubo, NBI)
    return hallados[0], hallados[-1]


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega el cambio, su margen y su lectura, en cada dominio, en el año del último censo.

    Los dos censos se leen en el mismo territorio, el del último. Quedan «no disponible» los que
    este dejó por fuera a más de la mitad de la población y los departamentos de los que el primero
    no midió municipios con más de `SIN_MEDIR_MAXIMO` de su gente.
    """
    antes, despues = censos(cubo)
    hechas: list[Llave] = []
    alcance = [
        _hasta(omitidos(cubo, despues), MAYORIA),
        _hasta(sin_medir(cubo, antes), SIN_MEDIR_MAXIMO),
    ]
    for dominio in DOMINIOS if antes != despues else ():
        primero = en_el_territorio_de(despues, cubo, (NBI, dominio, antes), catalogo)
        coeficiente = _sin_muestra_es_cero(cubo, dominio, antes, despues, catalogo)
        ultimo = (NBI, dominio, despues)
        puntos = cubo.columnas[ultimo] - primero.valores
        margen = cambio.margen(primero.valores, coeficiente.valores)
        leidos = cambio.lectura(puntos, margen).astype(float)
        de: list[Llave | ValoresConEstado] = [primero, coeficiente, ultimo, *alcance]
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
) -> ValoresConEstado:
    """El coeficiente de variación; 0 donde no aplica porque el censo preguntó a todos."""
    columna = en_el_territorio_de(despues, cubo, (PRECISION, dominio, antes), catalogo)
    hay = cubo.estados[NBI, dominio, antes] == DATO
    entero = hay & (columna.estados == NO_APLICA)
    return ValoresConEstado(
        np.where(entero, 0.0, columna.valores),
        np.where(entero, DATO, columna.estados).astype(np.int8),
    )


def sin_medir(cubo: Cubo, censo: str) -> NDArray[np.float64]:
    """Parte de la población (0 a 1) en municipios sin cifra de ese censo, por territorio.

    La de un departamento o la nación sale de los demás municipios; la de un municipio es 0.
    """
    gente = np.nan_to_num(cubo.columna((POBLACION, "total", censo))[0])
    falta = np.array(cubo.columna((NBI, "total", censo))[1]) != DATO
    parte = np.zeros(len(cubo.territorios))
    for puesto, codigo in enumerate(cubo.territorios):
        if len(codigo) == 2:
            suyos = _municipios_de(cubo, codigo)
            parte[puesto] = razon(gente[suyos & falta].sum(), gente[suyos].sum())
    return parte


def no_medidos(cubo: Cubo, censo: str, codigo: str) -> int:
    """Cuántos municipios de un departamento, o de la nación, no tienen cifra de ese censo."""
    falta = np.array(cubo.columna((NBI, "total", censo))[1]) != DATO
    return int((_municipios_de(cubo, codigo) & falta).sum())


def _municipios_de(cubo: Cubo, codigo: str) -> NDArray[np.bool_]:
    prefijo = "" if codigo == NACION else codigo
    propios = np.array([c.startswith(prefijo) for c in cubo.territorios], dtype=np.bool_)
    return np.logical_and(cubo.es_municipio, propios)


def _hasta(parte: NDArray[np.float64], maximo: float) -> ValoresConEstado:
    """La columna `parte`, con dato solo donde no pasa de `maximo`."""
    return ValoresConEstado(parte, np.where(parte <= maximo, DATO, NO_DISPONIBLE).astype(np.int8))
