"""Los centros poblados de cada territorio en un renglón: cuántos, y la tasa mayor y la menor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import isnan
from typing import Any, NamedTuple

from generador.lugares.nbi_por_dentro import CENTRO, MINIMO, Nbi
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.redondeo import redondear_columna


class Centro(NamedTuple):
    """Un centro poblado; `tasa` (%) es None si no se muestra."""

    nombre: str
    municipio: str
    personas: int
    tasa: float | None


def resumenes(acervo: DatosDelSitio) -> dict[str, dict[str, Any] | None]:
    """El de cada territorio; None donde la tabla no trae centros poblados."""
    por_territorio: dict[str, list[Centro]] = defaultdict(list)
    for centro in _centros(acervo.nbi_por_lugar):
        for codigo in (centro.municipio, centro.municipio[:2], NACION):
            por_territorio[codigo].append(centro)
    return {
        codigo: _resumen(acervo, codigo, por_territorio[codigo])
        if codigo in por_territorio
        else None
        for codigo in acervo.territorios
    }


def _centros(nbi: Nbi) -> list[Centro]:
    tasas = redondear_columna(nbi.publicadas["nbi"], 1).tolist()
    filas = zip(
        nbi.clases, nbi.nombres, nbi.tabla.territorios, nbi.personas.tolist(), tasas, strict=True
    )
    return [
        Centro(nombre, municipio, int(personas), None if isnan(tasa) else tasa)
        for clase, nombre, municipio, personas, tasa in filas
        if clase == CENTRO
    ]


def _resumen(acervo: DatosDelSitio, codigo: str, suyos: Sequence[Centro]) -> dict[str, Any]:
    """`n` son todos; `p`, los de menos de `MINIMO` personas; `o`, otros cuya tasa se calla.

    `mayor` y `menor` son (nombre, municipio si hace falta, tasa, personas, cuántos empatan con él):
    de los que empatan se nombra el de más gente.
    """
    vistos = [c for c in suyos if c.tasa is not None]
    pequenos = sum(c.personas < MINIMO for c in suyos if c.tasa is None)
    salida: dict[str, Any] = {
        "n": len(suyos),
        "p": pequenos,
        "o": len(suyos) - len(vistos) - pequenos,
    }
    for cual, extremo in (("mayor", max), ("menor", min)):
        if vistos:
            tasa = extremo(c.tasa for c in vistos if c.tasa is not None)
            iguales = [c for c in vistos if c.tasa == tasa]
            uno = max(iguales, key=lambda c: c.personas)
            donde = acervo.territorios[uno.municipio].nombre if len(codigo) == 2 else ""
            salida[cual] = [uno.nombre, donde, tasa, uno.personas, len(iguales) - 1]
    return salida
