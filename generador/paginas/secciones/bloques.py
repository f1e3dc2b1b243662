"""Recursos, servicios y producción: bloques que se arman con lo que el catálogo pide mostrar.

Agregar un indicador al perfil es ponerle `perfil: resumen` o `perfil: detalle` en el catálogo.
"""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any, NamedTuple

from generador.indicadores.catalogo import Indicador
from generador.paginas.acervo import Acervo
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.formato import numero
from generador.paginas.secciones.acciones import tabla

# Tema del catálogo → título y ancla de su bloque en el perfil, en orden.
BLOQUES = {"recursos": "Recursos", "servicios": "Servicios", "produccion": "Producción agrícola"}


class Renglon(NamedTuple):
    """Un indicador del detalle: su cifra y la mediana de los comparables («» si no hay)."""

    nombre: str
    valor: str
    periodo: str
    comparables: str


def bloques(acervo: Acervo, codigo: str) -> list[dict[str, Any]]:
    """Los bloques con algo que mostrar, cada uno con su resumen, su detalle y sus fuentes."""
    salida = []
    for tema, titulo in BLOQUES.items():
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
                    "resumen": resumen,
                    "detalle": [d for d in detalle if d.valor != "no aplica"],
                    "fuentes": list(dict.fromkeys(_fuentes(acervo, fichas, tema))),
                }
            )
    return salida


def ultima(acervo: Acervo, indicador: str, codigo: str) -> Cifra:
    """La cifra más reciente que tiene el territorio; si no tiene ninguna, la del último periodo."""
    periodos = acervo.cubo.periodos(indicador)
    for periodo in reversed(periodos):
        if (una := cifra(acervo, indicador, codigo, "total", periodo)).hay:
            return una
    return cifra(acervo, indicador, codigo, "total", periodos[-1])


class Cultivo(NamedTuple):
    """Un cultivo principal: área sembrada (ha) y producción (t) del último año."""

    nombre: str
    area: str
    produccion: str


def cultivos(acervo: Acervo, codigo: str) -> tuple[str, list[Cultivo]]:
    """El año y los cinco cultivos de mayor área sembrada, en orden; vacío si no hay."""
    puestos = [f"cultivo_{n}" for n in range(1, 6) if f"cultivo_{n}" in acervo.catalogo]
    hallados = [(p, una) for p in puestos if (una := cifra(acervo, p, codigo)).hay]
    filas = [
        Cultivo(
            una.texto,
            cifra(acervo, f"{p}_area", codigo).texto,
            cifra(acervo, f"{p}_produccion", codigo, "total", una.periodo).texto,
        )
        for p, una in hallados
    ]
    return (hallados[0][1].periodo if hallados else ""), filas


class Cruce(NamedTuple):
    """Una privación de 2018 junto al servicio que la puede mover, cada uno con su año."""

    privacion: str
    valor: str
    servicio: str
    cifra: str
    periodo: str


def cruces(acervo: Acervo, codigo: str) -> list[Cruce]:
    """Privación y servicio más reciente, para leerlos juntos sin sugerir que uno cause al otro."""
    salida = []
    for privacion, accion in tabla()["privaciones"].items():
        servicio = accion.get("servicio")
        if servicio in acervo.catalogo and (una := ultima(acervo, servicio, codigo)).hay:
            propia = cifra(acervo, privacion, codigo)
            ficha = acervo.catalogo[servicio]
            salida.append(
                Cruce(
                    acervo.catalogo[privacion].corto,
                    propia.con_unidad,
                    ficha.corto,
                    una.con_unidad,
                    una.periodo,
                )
            )
    return salida


@cache
def _del_perfil(acervo: Acervo, tema: str) -> tuple[Indicador, ...]:
    return tuple(i for i in acervo.catalogo.values() if i.tema == tema and i.perfil)


def _fuentes(acervo: Acervo, fichas: tuple[Indicador, ...], tema: str) -> list[str]:
    """Las de los indicadores del bloque y las de los servicios que se cruzan con privaciones."""
    servicios = [a.get("servicio") for a in tabla()["privaciones"].values()]
    cruzadas = [acervo.catalogo[s] for s in servicios if s in acervo.catalogo]
    fichas += tuple(f for f in cruzadas if f.tema == tema)
    directas = [f.fuente for f in fichas if not f.derivado_de]
    de_derivados = [acervo.catalogo[d].fuente for f in fichas for d in f.derivado_de]
    return [f for f in (*directas, *de_derivados) if f in acervo.fuentes]


def _renglon(acervo: Acervo, ficha: Indicador, codigo: str) -> Renglon:
    propia = ultima(acervo, ficha.id, codigo)
    mediana = _mediana(acervo, ficha, codigo, propia.periodo) if propia.hay else ""
    return Renglon(ficha.corto, propia.con_unidad, propia.periodo if propia.hay else "", mediana)


def _mediana(acervo: Acervo, ficha: Indicador, codigo: str, periodo: str) -> str:
    """La de los municipios comparables con dato; no tiene sentido en una categoría."""
    if ficha.categorias:
        return ""
    pares = [
        c.crudo
        for otro in acervo.parecidos[codigo].codigos
        if (c := cifra(acervo, ficha.id, otro, "total", periodo)).hay
    ]
    return numero(median(pares), ficha.decimales) if pares else ""
