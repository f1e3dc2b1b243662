"""Las emergencias que se reportaron: cuántas, de qué y cuándo."""

from __future__ import annotations

from typing import NamedTuple

from generador.formato import DURO, lista, numero
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

TOTAL = "emergencias"
# Indicador → cómo se dice una y cómo se dicen varias.
TIPOS = {
    "emergencias_incendios": (
        "incendio de la cobertura vegetal",
        "incendios de la cobertura vegetal",
    ),
    "emergencias_movimientos": ("movimiento en masa", "movimientos en masa"),
    "emergencias_inundaciones": ("inundación", "inundaciones"),
    "emergencias_crecientes": (
        "creciente súbita o avenida torrencial",
        "crecientes súbitas o avenidas torrenciales",
    ),
    "emergencias_vientos": ("vendaval o tormenta", "vendavales o tormentas"),
    "emergencias_otras": ("sequía, helada o erosión", "sequías, heladas o episodios de erosión"),
}
PRINCIPALES = 3


class Emergencias(NamedTuple):
    """Lo reportado en todos los años del archivo; sin reportes, `hay` es falso.

    `total` es la frase «se reportaron 63 emergencias».
    """

    hay: bool
    desde: str
    hasta: str
    total: str
    fueron: str
    tipos: str
    anios: tuple[tuple[str, str], ...]


def emergencias(acervo: DatosDelSitio, codigo: str) -> Emergencias:
    """El total del periodo, los tipos principales en una frase y el conteo de cada año."""
    periodos = acervo.cubo.periodos(TOTAL)
    por_anio = [cifra(acervo, TOTAL, codigo, "total", p) for p in periodos]
    desde, hasta = periodos[0], periodos[-1]
    if not all(una.hay for una in por_anio):
        return Emergencias(False, desde, hasta, "", "", "", ())
    total = sum(una.crudo for una in por_anio)
    anios = tuple(zip(periodos, (una.texto for una in por_anio), strict=True))
    verbo, nombre = ("reportó", "emergencia") if total == 1 else ("reportaron", "emergencias")
    cuantas = f"se {verbo} {numero(total)}{DURO}{nombre}"
    fueron = "Fue" if total == 1 else "Fueron"
    return Emergencias(True, desde, hasta, cuantas, fueron, _tipos(acervo, codigo), anios)


def _tipos(acervo: DatosDelSitio, codigo: str) -> str:
    """«12 inundaciones, 3 movimientos en masa y 2 de otros tipos», de más a menos."""
    contados = {tipo: int(cifra(acervo, tipo, codigo).crudo) for tipo in TIPOS}
    en_orden = sorted((t for t in TIPOS if contados[t]), key=lambda t: -contados[t])
    partes = [
        f"{numero(contados[t])}{DURO}{TIPOS[t][contados[t] != 1]}" for t in en_orden[:PRINCIPALES]
    ]
    resto = sum(contados[t] for t in en_orden[PRINCIPALES:])
    return lista([*partes, *([f"{numero(resto)} de otros tipos"] if resto else [])])
