"""Qué unidades de la base eran municipio en un año, para decir por qué falta un dato."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import larga
from generador.fuentes.lectura.valores_de_celdas import Dominio, Estado, Numeros

ISLA = "88001"  # la DIVIPOLA la llama «Isla»: la gobierna el departamento, no tiene alcaldía
AREAS_NO_MUNICIPALIZADAS = frozenset(
    {
        *("91263", "91405", "91407", "91430", "91460", "91530", "91536", "91669", "91798"),
        *("94663", "94883", "94884", "94885", "94886", "94887", "94888"),
        *("97511", "97777", "97889"),
    }
)
NO_SON_MUNICIPIO = AREAS_NO_MUNICIPALIZADAS | {ISLA}
# Municipios nuevos y su primer año con población en la retroproyección del DANE: Norosí, Guachené,
# San José de Uré y Tuchín.
PRIMER_ANIO = {"13490": "2008", "19300": "2007", "23682": "2008", "23815": "2008"}

EstadoDe = Callable[[str, str], Estado]  # de código y año a estado


def es_municipio(codigo: str, anio: str) -> bool:
    """Si el código de la base era municipio durante todo ese año.

    Sale de las listas anteriores y de la fecha de creación que da la tabla de equivalencias.
    """
    return (
        codigo not in NO_SON_MUNICIPIO
        and PRIMER_ANIO.get(codigo, "") <= anio
        and _creado(codigo) <= f"{anio}-01-01"
    )


def absorbidas(anio: str) -> frozenset[str]:
    """Códigos de la base que al empezar ese año ya eran parte de otro."""
    return frozenset(
        e.codigo_base
        for e in codigos.equivalencias()
        if e.regla == "cubre" and e.desde <= f"{anio}-01-01"
    )


def estado_de_municipio(codigo: str, anio: str) -> Estado:
    """Por qué falta algo que solo tienen los municipios: no lo era, o la fuente no lo trae."""
    return "no_disponible" if es_municipio(codigo, anio) else "no_aplica"


def estado_de_territorio(codigo: str, anio: str) -> Estado:
    """Por qué falta algo que tiene todo territorio: era parte de otro, o la fuente no lo trae."""
    return "no_aplica" if codigo in absorbidas(anio) else "no_disponible"


def siempre(estado: Estado) -> EstadoDe:
    """La función que da el mismo estado a cualquier código y año."""
    return lambda _codigo, _anio: estado


def faltantes(
    presentes: Collection[str],
    indicador: str,
    periodo: str,
    estado: EstadoDe,
    *,
    dominio: Dominio = "total",
) -> pd.DataFrame:
    """Filas sin dato (tabla larga) para los códigos de la base que no vinieron."""
    ausentes = sorted(set(codigos.base()) - set(presentes))
    vacios: Numeros = [(float("nan"), estado(c, periodo)) for c in ausentes]
    return larga.parte(ausentes, indicador, vacios, periodo=periodo, dominio=dominio)


def _creado(codigo: str) -> str:
    desde = [e.desde for e in codigos.equivalencias() if e.codigo == codigo and e.regla == "cubre"]
    return max(desde, default="")
