"""De dos cortes de una base a los hogares que entran, salen, siguen y cambian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ..beneficiarios import exigir_nominal
from ..cortes import (
    POBREZA,
    PRIVACION,
    SIN_DATO,
    CambiosDeFicha,
    Casados,
    ComparacionDeCortes,
    Corte,
    PorTerritorio,
    cambios_de_ficha,
    casar_cortes,
    comparar,
    comparar_territorios,
)
from ..instrumento import Instrumento
from ..metodo import Metodo
from ..tablas import documento
from ..tipos import Enteros
from .auditoria import INTERNO
from .campos_del_hogar import rotular, texto_del_hogar
from .leida import Leida
from .nombres import PRIVACIONES
from .partes import exigir_llave, llaves_de_hogares
from .tabla_de_salida import TablaDeSalida, Valor

DICCIONARIO = {
    "uso": "Advertencia de uso",
    "tabla": "Qué se compara: grupo, nivel, pobreza o una privación (I1 a I15)",
    "que_es": "Su nombre",
    "antes": "La clase del hogar en el corte anterior",
    "despues": "La clase del hogar en el corte posterior",
    "hogares": "Hogares que siguen y pasan de la una a la otra",
}
DE_TERRITORIOS = {
    "uso": "Advertencia de uso",
    "territorio": "Código o nombre del territorio; una sola fila si no se dijo --por",
    "antes": "Hogares del corte anterior",
    "despues": "Hogares del corte posterior",
    "entran": "Hogares que solo están en el corte posterior",
    "salen": "Hogares que solo están en el corte anterior",
    "llegan": "Hogares que siguen y vienen de otro territorio, o no tenían",
    "se_van": "Hogares que siguen y pasan a otro territorio, o quedan sin él",
    "siguen": "Hogares que siguen en el mismo territorio",
    "suben_de_grupo": "De los que siguen en él, pasan a un grupo de más capacidad (de A a B)",
    "bajan_de_grupo": "De los que siguen en él, pasan a un grupo de menos capacidad",
    "entran_en_pobreza": "De los que siguen en él, no eran pobres y ahora sí",
    "salen_de_pobreza": "De los que siguen en él, eran pobres y ahora no",
}
DE_CADA_CORTE = {
    "fila": "Fila del jefe del hogar",
    "territorio": "Territorio del hogar",
    "clasificacion": "Grupo y nivel",
    "pobreza": "Si era pobre (IPM proxy)",
}
DE_HOGARES = {
    "uso": "Advertencia de uso",
    "situacion": "sigue, sale o entra",
    "ficha": "Ficha del hogar, como está en su base",
    "hogar": "Número del hogar en la ficha",
    "cambio_de_ficha": "Si la ficha se dividió, se juntó, se renumeró o cambió de municipio",
    **{
        f"{que}_{corte}": f"{dice} en el corte {cual}"
        for que, dice in DE_CADA_CORTE.items()
        for corte, cual in (("antes", "anterior"), ("despues", "posterior"))
    },
}
DE_FICHA = {
    "divididas": "la ficha tiene más hogares que antes",
    "juntadas": "la ficha tiene menos hogares que antes",
    "renumeradas": "los hogares de la ficha tienen otro número",
    "de_otro_municipio": "la ficha cambió de municipio",
}


@dataclass(frozen=True)
class CorteLeido:
    """Un corte leído: su base armada y lo que se compara."""

    leida: Leida
    corte: Corte


@dataclass(frozen=True)
class CortesComparados:
    """Los dos cortes, sus hogares casados y lo que cambió."""

    antes: CorteLeido
    despues: CorteLeido
    casados: Casados
    fichas: CambiosDeFicha
    comparacion: ComparacionDeCortes
    territorios: PorTerritorio
    instrumento: Instrumento
    metodo: Metodo


def corte_de(leida: Leida, sin_factor: str) -> CorteLeido:
    """Lo que se compara de una base; ErrorDeMetodo si no trae la llave o si es una muestra.

    `sin_factor`: cómo se pide en cada motor no usar el factor de expansión.
    """
    hechos = leida.hechos
    exigir_llave(leida.entrada.esquema.clave_hogar)
    exigir_nominal(hechos.factor, sin_factor)
    orden = hechos.clasificacion.orden
    return CorteLeido(
        leida, Corte(llaves_de_hogares(hechos), orden, hechos.privaciones, leida.donde)
    )


def comparar_cortes(
    antes: CorteLeido, despues: CorteLeido, instrumento: Instrumento, metodo: Metodo
) -> CortesComparados:
    """Casa los hogares y cuenta lo que cambió; ErrorDeMetodo si una llave es de dos hogares."""
    una, otra = antes.corte, despues.corte
    casados = casar_cortes(una.llaves, otra.llaves)
    return CortesComparados(
        antes,
        despues,
        casados,
        cambios_de_ficha(una.llaves, otra.llaves, casados),
        comparar(una, otra, casados, instrumento, metodo),
        comparar_territorios(una, otra, casados, instrumento, metodo),
        instrumento,
        metodo,
    )


def resumen(hecha: CortesComparados) -> dict[str, Any]:
    """Los recuentos del registro: ningún hogar ni ficha suelta."""
    casados, fichas = hecha.casados, hecha.fichas
    return {
        "hogares": {
            "corte anterior": len(hecha.antes.corte.orden),
            "corte posterior": len(hecha.despues.corte.orden),
            "siguen": len(casados.antes),
            "entran": len(casados.entran),
            "salen": len(casados.salen),
        },
        "llave": list(casados.partes),
        "fichas": {campo.name: len(getattr(fichas, campo.name)) for campo in fields(fichas)},
        "nivel": hecha.comparacion.nivel,
        "matrices": {
            nombre: {"clases": list(clases), "hogares": matriz.tolist()}
            for nombre, _, clases, matriz in _matrices(hecha)
            if nombre != "nivel"
        },
    }


def avisos_de_fichas(fichas: CambiosDeFicha) -> tuple[str, ...]:
    """Cuántas fichas siguen y no casaron todos sus hogares, y por qué."""
    return tuple(
        f"{len(cuales)} fichas están en los dos cortes y no todos sus hogares se casan: {dice}; "
        "sus hogares cuentan como que salen y entran (cuáles, con --hogares)"
        for nombre, dice in DE_FICHA.items()
        if (cuales := getattr(fichas, nombre))
    )


def tabla_de_matrices(hecha: CortesComparados) -> TablaDeSalida:
    """Una celda de matriz por fila; de los niveles, solo las que tienen hogares."""
    filas: list[tuple[Valor, ...]] = [
        (INTERNO, nombre, que_es, clases[i], clases[j], int(matriz[i, j]))
        for nombre, que_es, clases, matriz in _matrices(hecha)
        for i, j in np.ndindex(*matriz.shape)
        if nombre != "nivel" or matriz[i, j]
    ]
    return TablaDeSalida(tuple(DICCIONARIO), tuple(filas))


def tabla_de_territorios(hecha: CortesComparados) -> TablaDeSalida:
    """Una fila por territorio de alguno de los dos cortes."""
    cuentas = [getattr(hecha.territorios, c).tolist() for c in list(DE_TERRITORIOS)[2:]]
    filas = zip(hecha.territorios.etiquetas, *cuentas)
    return TablaDeSalida(tuple(DE_TERRITORIOS), tuple((INTERNO, *fila) for fila in filas))


def tabla_de_hogares(hecha: CortesComparados) -> TablaDeSalida:
    """Un hogar por fila: los que siguen, los que salen y los que entran."""
    porque = _porque(hecha.fichas)
    una, otra = (_del_hogar(c, hecha) for c in (hecha.antes, hecha.despues))
    filas: list[tuple[Valor, ...]] = []
    for situacion, a, d in _situaciones(hecha.casados):
        leido, lugar, propio = (hecha.antes, a, una) if d is None else (hecha.despues, d, otra)
        ficha = leido.corte.llaves.ficha[lugar or 0]
        cambio = "" if situacion == "sigue" else porque.get(ficha, "")
        pares = [
            None if i is None else valores[campo][i]
            for campo in DE_CADA_CORTE
            for valores, i in ((una, a), (otra, d))
        ]
        llave = (propio["ficha"][lugar or 0], propio["hogar"][lugar or 0])
        filas.append((INTERNO, situacion, *llave, cambio, *pares))
    return TablaDeSalida(tuple(DE_HOGARES), tuple(filas))


def _situaciones(casados: Casados) -> Iterator[tuple[str, int | None, int | None]]:
    """Cada hogar: su situación y su lugar en cada corte, o None si no está."""
    for a, d in zip(casados.antes.tolist(), casados.despues.tolist()):
        yield "sigue", a, d
    for a in casados.salen.tolist():
        yield "sale", a, None
    for d in casados.entran.tolist():
        yield "entra", None, d


def _matrices(
    hecha: CortesComparados,
) -> Iterator[tuple[str, str, tuple[str, ...], Enteros]]:
    comparacion, instrumento = hecha.comparacion, hecha.instrumento
    letras = tuple(g.letra for g in instrumento.grupos)
    nombres = {p["id"]: p["nombre"] for p in documento("ipm")["privaciones"]}
    yield "grupo", "Grupo", (*letras, SIN_DATO), comparacion.grupos
    yield "nivel", "Nivel", (*instrumento.codigos, SIN_DATO), comparacion.niveles
    yield "pobreza", "Pobreza (IPM proxy)", (*POBREZA, SIN_DATO), comparacion.pobreza
    for j, privacion in enumerate(PRIVACIONES):
        clases = (*PRIVACION, SIN_DATO)
        yield privacion, nombres[privacion], clases, comparacion.privaciones[j]


def _del_hogar(leido: CorteLeido, hecha: CortesComparados) -> Mapping[str, Sequence[Valor]]:
    """Lo que se escribe de cada hogar de un corte, {campo: (H,)}."""
    leida = leido.leida
    columnas, hechos = leida.entrada.esquema.columnas, leida.hechos
    propias = leida.entrada.columnas
    pobreza = (*POBREZA, SIN_DATO)
    return {
        "fila": hechos.fila.tolist(),
        "ficha": texto_del_hogar(propias[columnas["id_ficha"]], hechos).tolist(),
        "hogar": texto_del_hogar(propias[columnas["id_hogar"]], hechos).tolist(),
        "territorio": rotular(leida.donde).tolist(),
        "clasificacion": list(hecha.instrumento.rotular(leido.corte.orden)),
        "pobreza": [pobreza[p] for p in leido.corte.pobreza(hecha.metodo).tolist()],
    }


def _porque(fichas: CambiosDeFicha) -> dict[str, str]:
    return {f: dice for nombre, dice in DE_FICHA.items() for f in getattr(fichas, nombre)}
