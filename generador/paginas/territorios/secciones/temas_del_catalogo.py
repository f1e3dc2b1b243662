"""Recursos, servicios y producción: bloques que se arman con lo que el catálogo pide mostrar.

Agregar un indicador al perfil es ponerle `perfil: resumen`, `detalle` o `zonas` en el catálogo.
"""

from __future__ import annotations

from functools import cache
from math import isnan
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO
from generador.formato import numero
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.acciones import tabla
from generador.paginas.territorios.secciones.atipicos import aviso, se_salen
from generador.paginas.territorios.secciones.por_zona import SIN_CELDA, por_zona
from generador.paginas.territorios.secciones.quince_privaciones import anio_de_las_privaciones

# Tema del catálogo → título de su bloque en el perfil y cómo se llama en el menú, en orden.
BLOQUES = {
    "recursos": ("Con qué recursos cuenta", "Recursos"),
    "servicios": ("Qué servicios llegan", "Servicios"),
    "produccion": ("Qué se cultiva", "Producción"),
}


class IndicadorDelDetalle(NamedTuple):
    """Un indicador del detalle: su cifra y la mediana de los comparables («» si no hay)."""

    nombre: str
    valor: str
    periodo: str
    comparables: str


def bloques(acervo: DatosDelSitio, codigo: str) -> list[dict[str, Any]]:
    """Los bloques del perfil, cada uno con su resumen, su detalle, sus zonas y sus fuentes."""
    salida = []
    for tema, (titulo, corto) in BLOQUES.items():
        fichas = _del_perfil(acervo, tema)
        resumen = [
            (ficha.corto, una)
            for ficha in fichas
            if ficha.perfil == "resumen" and (una := ultima(acervo, ficha.id, codigo)).hay
        ]
        detalle = [_renglon(acervo, f, codigo) for f in fichas if f.perfil == "detalle"]
        if fichas:
            salida.append(
                {
                    "id": tema,
                    "titulo": titulo,
                    "corto": corto,
                    "resumen": resumen,
                    "detalle": [d for d in detalle if d.valor != "no aplica"],
                    "zonas": por_zona(acervo, [f for f in fichas if f.perfil == "zonas"], codigo),
                    "atipicos": _atipicos(acervo, tema, codigo),
                    "fuentes": _fuentes(acervo, tema),
                }
            )
    return salida


def ultima(acervo: DatosDelSitio, indicador: str, codigo: str) -> Cifra:
    """La cifra más reciente que tiene el territorio; si no tiene ninguna, la del último periodo."""
    periodo = _ultimos_con_dato(acervo, indicador)[acervo.cubo.indice[codigo]]
    return cifra(acervo, indicador, codigo, "total", periodo)


@cache
def _ultimos_con_dato(acervo: DatosDelSitio, indicador: str) -> list[str]:
    """El de cada territorio, como en el cubo: así no se escriben las cifras de los demás años."""
    periodos = acervo.cubo.periodos(indicador)
    ultimos = np.full(len(acervo.cubo.territorios), -1)  # si no tiene ninguno, el último de todos
    for i, periodo in enumerate(periodos):
        ultimos[acervo.cubo.estados[indicador, "total", periodo] == DATO] = i
    return [periodos[i] for i in ultimos.tolist()]


def mediana_de_comparables(
    acervo: DatosDelSitio, indicador: str, codigo: str, periodo: str
) -> float | None:
    """La de los municipios comparables que tienen dato ese año; None si ninguno lo tiene."""
    return _medianas(acervo, indicador, periodo)[acervo.posicion_municipal[codigo]]


@cache
def _medianas(acervo: DatosDelSitio, indicador: str, periodo: str) -> list[float | None]:
    """Las de todos los municipios, en su orden: por columna cuesta una décima que de a una."""
    valores = np.append(acervo.municipal(indicador, periodo=periodo), np.nan)
    pares = np.sort(valores[_comparables(acervo)], axis=1)  # los NaN quedan al final
    cuantos = np.isfinite(pares).sum(axis=1)
    filas = np.arange(len(pares))
    medianas = (pares[filas, (cuantos - 1) // 2] + pares[filas, cuantos // 2]) / 2
    return [None if isnan(mediana) else mediana for mediana in medianas.tolist()]


@cache
def _comparables(acervo: DatosDelSitio) -> NDArray[np.intp]:
    """Posición de los comparables de cada municipio, (1.122, los que más); −1 donde no hay más."""
    propios = [acervo.parecidos[m].codigos for m in acervo.municipios]
    tabla = np.full((len(propios), max(map(len, propios)) + 1), -1)
    for fila, codigos in enumerate(propios):
        tabla[fila, : len(codigos)] = [acervo.posicion_municipal[c] for c in codigos]
    return tabla


class Cultivo(NamedTuple):
    """Un cultivo principal: área sembrada (ha) y producción (t) del primer año y del último."""

    nombre: str
    area: str
    antes: str
    produccion: str


def cultivos(acervo: DatosDelSitio, codigo: str) -> tuple[tuple[str, str], list[Cultivo]]:
    """Los años y los cinco cultivos de mayor área sembrada, en orden; vacío si no hay."""
    puestos = [f"cultivo_{n}" for n in range(1, 6) if f"cultivo_{n}" in acervo.catalogo]
    hallados = [(p, una) for p in puestos if (una := cifra(acervo, p, codigo)).hay]
    if not hallados:
        return ("", ""), []
    anios = acervo.cubo.periodos(f"{puestos[0]}_produccion")
    desde, hasta = anios[0], anios[-1]
    return (desde, hasta), [
        Cultivo(
            una.texto,
            cifra(acervo, f"{p}_area", codigo).texto,
            *(_corta(acervo, f"{p}_produccion", codigo, "total", a) for a in (desde, hasta)),
        )
        for p, una in hallados
    ]


class CruceDelDetalle(NamedTuple):
    """Una privación censal junto al servicio que la puede mover, cada uno con su año."""

    privacion: str
    valor: str
    servicio: str
    cifra: str
    periodo: str
    pasa_de_100: bool


def cruces(acervo: DatosDelSitio, codigo: str) -> list[CruceDelDetalle]:
    """Privación y servicio más reciente, para leerlos juntos sin sugerir que uno cause al otro."""
    salida = []
    for privacion, accion in tabla()["privaciones"].items():
        servicio = accion.get("servicio")
        if servicio in acervo.catalogo and (una := ultima(acervo, servicio, codigo)).hay:
            propia = cifra(acervo, privacion, codigo, "total", anio_de_las_privaciones(acervo))
            ficha = acervo.catalogo[servicio]
            salida.append(
                CruceDelDetalle(
                    acervo.catalogo[privacion].corto,
                    propia.con_unidad,
                    ficha.corto,
                    una.con_unidad,
                    una.periodo,
                    una.crudo > 100,
                )
            )
    return salida


@cache
def _del_perfil(acervo: DatosDelSitio, tema: str) -> tuple[Indicador, ...]:
    return tuple(i for i in acervo.catalogo.values() if i.tema == tema and i.perfil)


@cache
def _visibles(acervo: DatosDelSitio, tema: str) -> tuple[Indicador, ...]:
    """Los indicadores del bloque y los servicios de su tema que se cruzan con una privación."""
    servicios = [a.get("servicio") for a in tabla()["privaciones"].values()]
    cruzados = [acervo.catalogo[s] for s in servicios if s in acervo.catalogo]
    return (*_del_perfil(acervo, tema), *(f for f in cruzados if f.tema == tema))


@cache
def _con_limites(acervo: DatosDelSitio, tema: str) -> list[str]:
    """De cuáles se avisa si se salen de lo que se espera."""
    return list(dict.fromkeys(f.id for f in _visibles(acervo, tema) if f.perfil != "zonas"))


def _atipicos(acervo: DatosDelSitio, tema: str, codigo: str) -> list[str]:
    """Los avisos de las cifras del bloque que se salen de lo que se espera de ellas."""
    ultimas = ((i, ultima(acervo, i, codigo)) for i in _con_limites(acervo, tema))
    return [
        aviso(acervo, i, una)
        for i, una in ultimas
        if una.hay and codigo in se_salen(acervo, i, una.periodo)
    ]


@cache
def _fuentes(acervo: DatosDelSitio, tema: str) -> list[str]:
    """Las de los indicadores del bloque y las de los servicios que se cruzan con privaciones."""
    fichas = _visibles(acervo, tema)
    directas = [f.fuente for f in fichas if not f.derivado_de]
    de_derivados = [acervo.catalogo[d].fuente for f in fichas for d in f.derivado_de]
    return [f for f in dict.fromkeys((*directas, *de_derivados)) if f in acervo.fuentes]


def _renglon(acervo: DatosDelSitio, ficha: Indicador, codigo: str) -> IndicadorDelDetalle:
    propia = ultima(acervo, ficha.id, codigo)
    pares = None  # no tiene sentido en una categoría
    if propia.hay and not ficha.categorias:
        pares = mediana_de_comparables(acervo, ficha.id, codigo, propia.periodo)
    comparables = "" if pares is None else numero(pares, ficha.decimales)
    return IndicadorDelDetalle(
        ficha.corto, propia.con_unidad, propia.periodo if propia.hay else "", comparables
    )


def _corta(acervo: DatosDelSitio, *llave: str) -> str:
    una = cifra(acervo, *llave)
    return una.texto if una.hay else SIN_CELDA
