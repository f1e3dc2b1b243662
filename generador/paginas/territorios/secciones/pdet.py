"""La inversión PDET por pilar: lo que es solo del municipio, y cuánto no se pudo repartir."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

PILARES = ("1", "2", "3", "4", "5", "6", "7", "8", "varios")
ESTADOS = ("terminado", "ejecucion")


class Pilar(NamedTuple):
    """Un pilar con sus millones terminados y en ejecución."""

    nombre: str
    terminado: str
    ejecucion: str


def pdet(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Totales, proyectos y filas por pilar con algún peso; `hay` es falso si no es PDET."""
    propios = cifra(acervo, "pdet_proyectos_propios", codigo)
    if not propios.hay:
        return {"hay": False}
    return {
        "hay": True,
        "propios": propios,
        "compartidos": cifra(acervo, "pdet_proyectos_compartidos", codigo),
        **{e: cifra(acervo, f"pdet_{e}", codigo) for e in (*ESTADOS, "estructurado")},
        "pilares": list(_pilares(acervo, codigo)),
    }


def _pilares(acervo: DatosDelSitio, codigo: str) -> Iterable[Pilar]:
    """Los que tienen algún peso."""
    for pilar in PILARES:
        montos = [cifra(acervo, f"pdet_{estado}_{pilar}", codigo) for estado in ESTADOS]
        if any(monto.crudo for monto in montos):
            yield Pilar(_nombre(acervo, pilar), *(monto.texto for monto in montos))


def _nombre(acervo: DatosDelSitio, pilar: str) -> str:
    """El nombre del pilar, que va después de los dos puntos del rótulo largo."""
    nombre = acervo.catalogo[f"pdet_{ESTADOS[0]}_{pilar}"].largo.partition(": ")[2]
    return nombre[:1].upper() + nombre[1:]
