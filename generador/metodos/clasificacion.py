"""Clasificar territorios: cuantiles, Fisher-Jenks, cortes propios, una referencia y el cruce 2×2.

Todo método da sus `cortes`: los límites internos, en orden, k − 1 para k clases. La clase i es
cortes[i − 1] < x ≤ cortes[i]: el límite pertenece a la clase de abajo, y la última no tiene techo.
NaN queda en la clase −1.
"""

from __future__ import annotations

import numpy as np

from .errores import ErrorDeMetodo
from .jenks import cortes_de_jenks
from .tipos import Enteros, Numeros, Reales

SIN_CLASE = -1

# Código de `cruzar`: 1 si la incidencia es alta, más 2 si la concentración es alta.
CUADRANTES: tuple[str, ...] = (
    "incidencia baja y concentración baja",
    "incidencia alta y concentración baja",
    "incidencia baja y concentración alta",
    "incidencia alta y concentración alta",
)


def clasificar(valores: Numeros, cortes: Numeros) -> Enteros:
    """Clase de cada valor, de 0 a len(cortes); −1 si es NaN."""
    datos = np.asarray(valores, dtype=np.float64)
    clases = np.searchsorted(np.asarray(cortes, dtype=np.float64), datos, side="left")
    return np.where(np.isnan(datos), SIN_CLASE, clases).astype(np.int64)


def cuantiles(valores: Numeros, clases: int) -> Reales:
    """Cortes en los cuantiles 1/k, 2/k, …, con interpolación lineal (tipo 7 de Hyndman y Fan).

    Con muchos empates se quitan los cortes que no separan a nadie: quedan menos clases, ninguna
    vacía.
    """
    datos = np.sort(_con_dato(valores, clases))
    cortes = np.quantile(datos, np.arange(1, clases) / clases)
    debajo = np.searchsorted(datos, cortes, side="right")
    distintos, primeros = np.unique(debajo, return_index=True)
    return cortes[primeros[distintos < len(datos)]].astype(np.float64)


def fisher_jenks(valores: Numeros, clases: int) -> Reales:
    """Cortes de las `clases` que minimizan la suma de cuadrados dentro de cada clase.

    Óptimo exacto (Fisher 1958, «On grouping for maximum homogeneity»). Si hay menos valores
    distintos que clases, cada valor es su clase. Cada corte es el mayor valor de su clase.
    """
    return cortes_de_jenks(_con_dato(valores, clases), clases)


def cortes_fijos(cortes: Numeros) -> Reales:
    """Los cortes que da quien publica, comprobados: finitos y en orden creciente."""
    dados = np.asarray(cortes, dtype=np.float64)
    if dados.ndim != 1 or not np.isfinite(dados).all() or (np.diff(dados) <= 0).any():
        raise ErrorDeMetodo(
            f"los cortes {dados.tolist()} no son números en orden creciente",
            que_hacer="escriba los límites internos de las clases, de menor a mayor",
        )
    return dados


def corte_en_la_media(valores: Numeros, ponderador: Numeros | None = None) -> Reales:
    """Un solo corte en la media de referencia Σ wᵢxᵢ / Σ wᵢ: por debajo o por encima.

    Para que la media de las incidencias municipales sea la incidencia nacional, el ponderador es
    la población; sin él, cada territorio pesa igual. Los NaN, y su peso, no cuentan.
    """
    datos = np.asarray(valores, dtype=np.float64)
    pesos = np.ones_like(datos) if ponderador is None else np.asarray(ponderador, np.float64)
    cuenta = ~np.isnan(datos) & ~np.isnan(pesos)
    total = pesos[cuenta].sum()
    if not total > 0:
        raise ErrorDeMetodo(
            "no hay valores con peso de los que sacar una media",
            que_hacer="revise el campo elegido y su ponderador",
        )
    return np.array([(datos[cuenta] * pesos[cuenta]).sum() / total])


def cruzar(
    incidencia: Numeros,
    concentracion: Numeros,
    *,
    umbral_incidencia: float,
    umbral_concentracion: float,
) -> Enteros:
    """Cuadrante de cada territorio según su incidencia y su concentración, de 0 a 3 (−1 sin dato).

    Incidencia: qué tan frecuente es la pobreza entre su gente. Concentración: qué parte de todos
    los pobres vive allí. Es alta la que supera (>) su umbral. No hay norma que fije los cortes:
    los umbrales son explícitos y se publican con el resultado.
    """
    alta = clasificar(incidencia, [umbral_incidencia])
    mucha = clasificar(concentracion, [umbral_concentracion])
    sin_dato = (alta == SIN_CLASE) | (mucha == SIN_CLASE)
    return np.where(sin_dato, SIN_CLASE, alta + 2 * mucha).astype(np.int64)


def _con_dato(valores: Numeros, clases: int) -> Reales:
    datos = np.asarray(valores, dtype=np.float64)
    datos = datos[~np.isnan(datos)]
    if clases < 1 or not datos.size or not np.isfinite(datos).all():
        raise ErrorDeMetodo(
            f"no se pueden formar {clases} clases con {datos.size} valores con dato",
            que_hacer="pida al menos una clase y elija un campo con números finitos",
        )
    return datos
