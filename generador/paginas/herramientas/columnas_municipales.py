"""Un indicador del catálogo como lo leen las herramientas: su ficha y su columna municipal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

Columna = Sequence[float | None]


@cache
def columna(
    acervo: DatosDelSitio, indicador: str, periodo: str | None = None
) -> list[float | None]:
    """Valores municipales con los decimales del catálogo; None donde no hay dato."""
    valores = acervo.municipal(indicador, "total", periodo or acervo.vigente(indicador))
    decimales = acervo.catalogo[indicador].decimales
    redondos = redondear_columna(valores, decimales).tolist()
    return [None if math.isnan(v) else int(v) if decimales == 0 else v for v in redondos]


def ficha(acervo: DatosDelSitio, indicador: str, periodo: str | None = None) -> dict[str, Any]:
    """Lo que se muestra de un indicador, con su columna en el orden de `acervo.municipios`."""
    una = acervo.catalogo[indicador]
    return {
        "id": indicador,
        "nombre": una.corto,
        "largo": una.largo,
        "definicion": una.definicion,
        "unidad": una.simbolo,
        "decimales": una.decimales,
        "sentido": una.sentido,
        "periodo": periodo or acervo.vigente(indicador),
        "fuente": acervo.fuentes[una.fuente].titulo if una.fuente in acervo.fuentes else "Kit",
        "fuente_id": una.fuente if una.fuente in acervo.fuentes else "",
        "valores": columna(acervo, indicador, periodo),
    }


def con_columna(acervo: DatosDelSitio, indicador: str) -> bool:
    """Si el último periodo del indicador llega hasta los municipios."""
    periodos = acervo.cubo.periodos(indicador, "total")
    return bool(periodos) and any(v is not None for v in columna(acervo, indicador))
