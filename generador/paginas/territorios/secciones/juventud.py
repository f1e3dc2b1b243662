"""Juventud que es madre, peso al nacer y muertes antes del primer año."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from generador.formato import DURO, numero
from generador.metodos.precision import CASOS_MINIMOS
from generador.metodos.tasa_de_registro import CASOS_QUE_NO_SENALAN, frente_a
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

JOVENES, NINAS, PESO = "madres_15_19", "madres_10_14", "bajo_peso"
BASES = {
    JOVENES: "nacimientos_con_edad",
    NINAS: "nacimientos_con_edad",
    PESO: "nacimientos_con_peso",
}
MUERTES = "defunciones_menores_de_un_anio"
ROTULOS = ("Nacimientos de madres de 15 a 19", "De madres de 10 a 14", "Bajo peso al nacer")
ANIOS_SUMADOS = 4
PAIS = "00"
CELDA_MINIMA = 5  # con menos nacimientos, el número señala a familias
DECIMALES = 2  # con los que dos tasas que se leerían iguales dejan de serlo
FRENTE_AL_PAIS = {
    "mas": "más que en el país ({})",
    "menos": "menos que en el país ({})",
    "no_se_distingue": "no se distingue del país ({})",
    "": "en el país, {}",
}


class Tasa(NamedTuple):
    """Un porcentaje de los nacimientos de varios años, o por qué no se publica.

    `de_cada_100` es el entero más cercano y `frente` lo compara con el país, si se distingue.
    """

    hay: bool
    texto: str
    anios: str
    de_cada_100: str
    frente: str
    motivo: str


def juventud(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Las tres tasas, los nacimientos con que se calculan y las muertes antes del año."""
    jovenes = _tasa(acervo, JOVENES, codigo, _falta_la_edad)
    ninas = _tasa(acervo, NINAS, codigo, _pocas_ninas)
    peso = _tasa(acervo, PESO, codigo, _falta_el_peso)
    muertes = cifra(acervo, MUERTES, codigo)
    return {
        "nacimientos": _cuantos(cifra(acervo, "nacimientos", codigo)),
        "jovenes": jovenes,
        "ninas": ninas,
        "peso": peso,
        "tasas": tuple(zip(ROTULOS, (jovenes, ninas, peso), strict=True)),
        "muertes": muertes,
        "frase_de_muertes": _muertes(muertes),
    }


def anios(hasta: str) -> str:
    """Los años que se suman, terminados en `hasta`, en forma de intervalo."""
    return f"{int(hasta) - ANIOS_SUMADOS + 1}-{hasta}"


def _tasa(acervo: DatosDelSitio, indicador: str, codigo: str, motivo: Callable[..., str]) -> Tasa:
    una, base = cifra(acervo, indicador, codigo), cifra(acervo, BASES[indicador], codigo)
    periodo = anios(una.periodo)
    if not una.hay:
        return Tasa(False, una.texto, periodo, "", "", motivo(acervo, codigo, base))
    pais = cifra(acervo, indicador, PAIS)
    posicion = _posiciones(acervo, indicador)[codigo]
    propio, nacional = _distintos(una.crudo, pais.crudo)
    return Tasa(True, una.texto, periodo, propio, FRENTE_AL_PAIS[posicion].format(nacional), "")


def _distintos(uno: float, otro: float) -> tuple[str, str]:
    """Los dos sin decimales, o con uno si alguno es menor de 10; con más si se leerían iguales."""
    decimales = 0 if min(uno, otro) >= 10 else 1
    while numero(uno, decimales) == numero(otro, decimales) and decimales < DECIMALES:
        decimales += 1
    return numero(uno, decimales), numero(otro, decimales)


def _cuantos(nacimientos: Cifra) -> str:
    """El número, o «menos de 5» si es tan pequeño que señala a familias."""
    pocos = nacimientos.hay and nacimientos.crudo < CELDA_MINIMA
    return f"menos de {CELDA_MINIMA}" if pocos else nacimientos.texto


def _muertes(una: Cifra) -> str:
    en = f"En {una.periodo}"
    if not una.hay:
        return f"{en} no se registró ninguna muerte, de ninguna edad; no quiere decir que no hubo."
    if una.crudo == 0:
        return f"{en} no se registró ninguna muerte de menores de un año."
    if una.crudo == 1:
        return f"{en} se registró la muerte de un menor de un año."
    return f"{en} se registraron {una.texto} muertes de menores de un año."


@cache
def _posiciones(acervo: DatosDelSitio, indicador: str) -> dict[str, str]:
    """Cómo queda cada municipio frente al país, con todas las columnas de una vez."""
    tasa, base = acervo.municipal(indicador), acervo.municipal(BASES[indicador])
    referencia = acervo.valor(indicador, PAIS) / 100
    posiciones = frente_a((tasa * base / 100).round(), base, referencia)
    return dict(zip(acervo.municipios, map(str, posiciones), strict=True))


def _falta_la_edad(acervo: DatosDelSitio, codigo: str, base: Cifra) -> str:
    if base.crudo < CASOS_MINIMOS:
        return _pocos_nacimientos(base)
    todos = cifra(acervo, "nacimientos", codigo)
    sin_edad = numero(todos.crudo - base.crudo)
    return (
        f"A {sin_edad} de {todos.texto} nacimientos les falta la edad de la madre; con ella el "
        "porcentaje podría ser otro, y no se publica."
    )


def _pocas_ninas(acervo: DatosDelSitio, codigo: str, base: Cifra) -> str:
    if not cifra(acervo, JOVENES, codigo).hay:
        return ""  # es el mismo motivo, y ya se dijo
    return (
        f"Los de madres de 10 a 14 años fueron menos de {CASOS_QUE_NO_SENALAN} y no se publican, "
        "para no señalar a nadie; puede no haber ninguno."
    )


def _falta_el_peso(_acervo: DatosDelSitio, _codigo: str, base: Cifra) -> str:
    if base.crudo < CASOS_MINIMOS:
        return _pocos_nacimientos(base)
    return "A más de la décima parte de los nacimientos les falta el peso, y no se publica."


def _pocos_nacimientos(base: Cifra) -> str:
    cuantos = (
        f"{base.texto}{DURO}nacimientos"
        if base.crudo >= CELDA_MINIMA
        else f"menos de {CELDA_MINIMA} nacimientos"
    )
    return f"Con {cuantos} en cuatro años, unos pocos casos cambian el porcentaje, y no se publica."
