"""El contexto departamental: encuestas que no bajan al municipio y no se comparan con él."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.graficos import linea, tope

ANCHO, ALTO = 360, 90
# En el municipio, las dos primeras: la página debe pesar poco y la serie entera está en el
# departamento.
EN_MUNICIPIO = 2
SERIES = {
    "ipm_ecv": "Pobreza multidimensional (Encuesta de Calidad de Vida)",
    "pm_2021_2023": "Pobreza monetaria",
    "pme_2021_2023": "Pobreza monetaria extrema",
    "pm_2012_2021": "Pobreza monetaria, serie anterior (censo 2005)",
}


def contexto(acervo: DatosDelSitio, codigo: str) -> list[dict[str, Any]]:
    """Una serie por encuesta para el departamento de `codigo`, con el país como referencia."""
    return [
        serie
        for indicador, titulo in list(SERIES.items())[: EN_MUNICIPIO if len(codigo) == 5 else None]
        if (serie := _serie(acervo, indicador, titulo, codigo[:2]))
    ]


@cache  # la misma para todos los municipios del departamento
def _serie(
    acervo: DatosDelSitio, indicador: str, titulo: str, codigo: str
) -> dict[str, Any] | None:
    propia = dict(acervo.cubo.serie(indicador, codigo))
    pais = dict(acervo.cubo.serie(indicador, NACION))
    if not propia:
        return None
    periodos = sorted(propia)
    filas = [(p, propia[p], pais.get(p, np.nan)) for p in periodos]
    maximo = tope(max(*propia.values(), *(pais.get(p, 0) for p in periodos)))
    trazar = partial(linea, ancho=ANCHO, alto=ALTO, maximo=maximo)
    return {
        "titulo": titulo,
        "fuente": acervo.catalogo[indicador].fuente,
        "desde": periodos[0],
        "hasta": periodos[-1],
        "maximo": numero(maximo),
        "linea": trazar([f[1] for f in filas]),
        "pais": trazar([f[2] for f in filas]) if codigo != NACION else "",
        "extremos": f"{periodos[0]}: {porcentaje(filas[0][1])}. {periodos[-1]}: "
        f"{porcentaje(filas[-1][1])}{_frente_al_pais(filas[-1][2])}.",
        "filas": [
            (p, numero(v, 1), "sin dato" if np.isnan(n) else numero(n, 1)) for p, v, n in filas
        ],
    }


def _frente_al_pais(valor: float) -> str:
    return "" if np.isnan(valor) else f" (Colombia, {porcentaje(valor)})"
