"""Las tablas con vigencia como se descargan: un CSV para la hoja de cálculo, con sus normas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from generador.normas.calendario import Deber, calendario
from generador.normas.curadas import Respaldo
from generador.normas.instrumentos import InstrumentoDeGestion, instrumentos
from generador.normas.programas import Programa, programas
from generador.normas.tabla_de_normas import normas
from generador.paginas.publicacion.hoja_de_calculo import MARCA, SEPARADOR, celda

CARPETA = "datos"
Fila = Programa | Deber | InstrumentoDeGestion


def archivos() -> dict[str, str]:
    """{ruta en el sitio: CSV}: el calendario, los programas y los instrumentos."""
    tablas: dict[str, tuple[type, Iterable[Fila]]] = {
        "calendario-municipal": (Deber, calendario()),
        "programas-con-vigencia": (Programa, programas().values()),
        "instrumentos": (InstrumentoDeGestion, instrumentos().values()),
    }
    return {f"{CARPETA}/{nombre}.csv": _csv(*de) for nombre, de in tablas.items()}


def _csv(tipo: type, filas: Iterable[Fila]) -> str:
    propias = [c.name for c in fields(tipo) if c.name != "respaldo"]
    comunes = [c.name for c in fields(Respaldo)]
    lineas = [(*propias, *comunes)]
    for fila in filas:
        dichas = asdict(fila)
        respaldo = dichas.pop("respaldo")
        respaldo["normas"] = [normas()[clave].cita for clave in respaldo["normas"]]
        lineas.append(tuple(_texto(v) for v in (*dichas.values(), *respaldo.values())))
    return MARCA + "".join(SEPARADOR.join(map(celda, uno)) + "\r\n" for uno in lineas)


def _texto(valor: Any) -> str:
    if isinstance(valor, (list, tuple)):
        return "; ".join(str(v) for v in valor)
    return str(valor)
