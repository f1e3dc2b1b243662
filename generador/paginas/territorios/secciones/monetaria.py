"""Pobreza monetaria municipal (experimental) y su cruce con la multidimensional."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from generador.formato import numero, porcentaje
from generador.paginas import frases
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

MONETARIA = "pm_municipal_2024"
PRECISION = "pm_municipal_2024_cv"


def monetaria(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Cifra, precisión en palabras y posición del municipio en el diagrama de las dos pobrezas."""
    estimacion = cifra(acervo, MONETARIA, codigo)
    cv = cifra(acervo, PRECISION, codigo, "total", estimacion.periodo)
    ipm = acervo.valor("ipm_censal", codigo)
    seccion: dict[str, Any] = {"hay": estimacion.hay, "cv": cv}
    if not estimacion.hay:
        seccion["motivo"] = (
            f"El error relativo de la estimación (cvlog {porcentaje(cv.crudo)}) pasa de 30 %: el "
            "kit no la publica."
            if cv.hay
            else "El DANE no publica esta estimación para el territorio."
        )
        return seccion
    return seccion | {
        "cifra": estimacion.texto,
        "de_cada": frases.de_cada(estimacion.crudo),
        "precision": frases.precision(cv.crudo),
        "x": numero(ipm, 1).replace(",", "."),
        "y": numero(estimacion.crudo, 1).replace(",", "."),
        "lectura": _lectura(acervo, ipm, estimacion.crudo),
    }


@cache
def medianas(acervo: DatosDelSitio) -> tuple[float, float]:
    """Medianas municipales de las dos medidas: parten el diagrama en cuatro."""
    return (
        float(np.nanmedian(acervo.municipal("ipm_censal"))),
        float(np.nanmedian(acervo.municipal(MONETARIA))),
    )


def _lectura(acervo: DatosDelSitio, ipm: float, pm: float) -> str:
    corte_ipm, corte_pm = medianas(acervo)
    return {
        (True, True): "Está por encima de la mitad de los municipios en las dos medidas: faltan "
        "ingresos y también condiciones de vida.",
        (True, False): "Está por encima de la mitad de los municipios en pobreza multidimensional "
        "y por debajo en monetaria: pesan más las carencias de educación, servicios y vivienda que "
        "el ingreso.",
        (False, True): "Está por encima de la mitad de los municipios en pobreza monetaria y por "
        "debajo en multidimensional: las condiciones de vida son mejores que el ingreso.",
        (False, False): "Está por debajo de la mitad de los municipios en las dos medidas.",
    }[ipm > corte_ipm, pm > corte_pm]
