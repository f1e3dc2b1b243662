"""Las quince privaciones, de mayor a menor, con sus referencias y dominios."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from generador.formato import con_signo
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.marcas_y_riel import (
    DEPARTAMENTO,
    PAIS,
    PROPIO,
    SIGNOS,
    nombre_de_rotulo,
    riel,
)
from generador.redondeo import redondear

PREFIJO = "priv_"


class PrivacionDelTerritorio(NamedTuple):
    """Una privación en un territorio; porcentaje de hogares.

    `riel` es su dibujo y `referencias` las mismas cifras escritas: departamento y país. `lejania`
    es la diferencia en puntos con la primera de ellas.
    """

    id: str
    nombre: str
    crudo: float
    valor: str
    riel: str
    referencias: tuple[str, ...]
    lejania: float
    diferencia: str
    cabecera: str
    rural: str


@cache
def ids(acervo: DatosDelSitio) -> tuple[str, ...]:
    """Las quince privaciones de la medida censal, en orden de catálogo."""
    return tuple(i for i in acervo.catalogo if i.startswith(PREFIJO))


@cache
def anio_de_las_privaciones(acervo: DatosDelSitio) -> str:
    """El último año con dato en las quince: solo así se ordenan y se comparan."""
    return acervo.comun(*((i, "total") for i in ids(acervo)))


def privaciones(
    acervo: DatosDelSitio, codigo: str, *, comparar: bool = True
) -> list[PrivacionDelTerritorio]:
    """Una por privación, de mayor a menor; sin `comparar`, sin referencias ni diferencias."""
    referencias = referencias_de(codigo) if comparar else ()
    filas = [_privacion(acervo, i, codigo, referencias) for i in ids(acervo)]
    return sorted(filas, key=lambda f: -f.crudo)


def referencias_de(codigo: str) -> tuple[tuple[str, str], ...]:
    """(marca, código) de cada referencia: departamento y país, sin el propio.

    Bogotá es municipio y departamento a la vez: su única referencia es el país.
    """
    departamento = () if len(codigo) == 2 or codigo[:2] == "11" else ((DEPARTAMENTO, codigo[:2]),)
    return (*departamento, (PAIS, NACION)) if codigo != NACION else ()


class Frente(NamedTuple):
    """Una referencia en la cabeza de la tabla: su marca, dibujada, y su nombre."""

    signo: str
    nombre: str


def frente_a(acervo: DatosDelSitio, codigo: str, *, comparar: bool = True) -> list[Frente]:
    """Con quién se compara, en el orden de `Privacion.referencias`; sin `comparar`, con nadie."""
    pares = referencias_de(codigo) if comparar else ()
    return [
        Frente(SIGNOS[marca], nombre_de_rotulo(acervo.territorios[c].nombre)) for marca, c in pares
    ]


def _privacion(
    acervo: DatosDelSitio, indicador: str, codigo: str, referencias: tuple[tuple[str, str], ...]
) -> PrivacionDelTerritorio:
    cuando = anio_de_las_privaciones(acervo)
    propia = cifra(acervo, indicador, codigo, "total", cuando)
    ajenas = [(marca, cifra(acervo, indicador, c, "total", cuando)) for marca, c in referencias]
    lejania = propia.crudo - ajenas[0][1].crudo if ajenas else 0.0
    return PrivacionDelTerritorio(
        indicador,
        acervo.catalogo[indicador].corto,
        propia.crudo,
        propia.texto,
        _riel(propia.crudo, [(marca, ajena.crudo) for marca, ajena in ajenas]),
        tuple(ajena.texto for _, ajena in ajenas),
        lejania,
        con_signo(lejania) if ajenas else "",
        cifra(acervo, indicador, codigo, "cabecera", cuando).texto,
        cifra(acervo, indicador, codigo, "rural", cuando).texto,
    )


def _riel(propio: float, ajenas: list[tuple[str, float]]) -> str:
    """El municipio, unido con la primera referencia, encima de las dos."""
    raya = (propio, ajenas[0][1]) if ajenas else None
    return riel([*reversed(ajenas), (PROPIO, propio)], raya=raya)


def lejanas(filas: list[PrivacionDelTerritorio], cuantas: int = 3) -> list[PrivacionDelTerritorio]:
    """Las que más se alejan, hacia peor, de la referencia; puede haber menos de `cuantas`.

    Una diferencia que publicada es 0,0 no aleja.
    """
    peores = sorted((f for f in filas if redondear(f.lejania, 1) > 0), key=lambda f: -f.lejania)
    return peores[:cuantas]
