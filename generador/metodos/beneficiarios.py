"""Evaluar una lista real de beneficiarios: quién de la lista está en la base, y a quién llega.

Primero el cruce: a cada renglón, su hogar o por qué no lo tiene. Lo ambiguo se cuenta y no se
asigna. Después las medidas de `evaluacion`, en tres unidades que no se mezclan: hogares, personas
que viven en ellos y beneficiarios (renglones cruzados). Los hogares sin dato para saber si son del
objetivo, y los renglones que no están, quedan fuera de todo denominador y se cuentan aparte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errores import ErrorDeMetodo
from .evaluacion import Evaluacion, Razon, evaluar
from .grupos import Agrupacion
from .hogares.avisos import con_miles
from .hogares.documentos import ILEGIBLE as SIN_LEER
from .hogares.documentos import Documentos
from .hogares.partes import SIN_LLAVE, Llaves, casar
from .identificacion import ELEGIBLE, SIN_DATO
from .seleccion import Candidatos, Criterio, LimitesDeSeleccion, seleccionar
from .tipos import Enteros, Logicos, Reales

CRUZADO, NO_ESTA, AMBIGUO, ILEGIBLE, REPETIDO, OTRO_TIPO = range(6)
RESULTADOS: tuple[str, ...] = (
    *("cruzado", "no está en la base", "ambiguo", "ilegible o vacío", "repetido en la lista"),
    "mismo número con otro tipo",
)
SIN_HOGAR = -1


@dataclass(frozen=True)
class Cruce:
    """n renglones: su `hogar` (n,), −1 si no se asigna, y su `resultado`, lugar en `RESULTADOS`."""

    hogar: Enteros
    resultado: Enteros

    def recuento(self) -> dict[str, int]:
        """Cuántos renglones hay de cada resultado; suman los de la lista."""
        veces = np.bincount(self.resultado, minlength=len(RESULTADOS))
        return dict(zip(RESULTADOS, veces.tolist()))

    def por_hogar(self, hogares: int) -> Enteros:
        """Beneficiarios de cada hogar, (H,): sus renglones cruzados, sin los repetidos."""
        propios = self.hogar[self.resultado == CRUZADO]
        return np.bincount(propios, minlength=hogares).astype(np.int64)


def cruzar_llaves(lista: Llaves, base: Llaves) -> Cruce:
    """Cruza por ficha (y municipio y hogar, si los traen las dos); `base` (H,), una por hogar."""
    renglones, propias, _ = casar(lista, base)
    hogar = np.arange(len(propias))
    lugar, resultado = _buscar(renglones, propias, hogar, hogar)
    return _cruce(lugar, resultado, renglones, hogar)


def cruzar_documentos(lista: Documentos, base: Documentos, hogar: Enteros) -> Cruce:
    """Cruza por tipo y número, estrictos; `hogar` (m,) de cada persona de la base, −1 sin él.

    Un renglón sin tipo se cruza solo por el número, y si en la base lo tiene más de una persona es
    ambiguo. ErrorDeMetodo si las dos tablas traen el tipo y no coinciden en ninguno.
    """
    tipos_lista = lista.tipos or ("",) * len(lista.numeros)
    tipos_base = base.tipos or ("",) * len(base.numeros)
    if base.tipos is None:
        tipos_lista = ("",) * len(lista.numeros)
    _exigir_tipos_comunes(tipos_lista, tipos_base)
    numeros: dict[tuple[str, ...], int] = {}
    por_numero = _codigos(zip(lista.numeros), numeros), _codigos(zip(base.numeros), numeros)
    parejas: dict[tuple[str, ...], int] = {}
    por_pareja = (
        _codigos(zip(lista.numeros, tipos_lista), parejas),
        _codigos(zip(base.numeros, tipos_base), parejas),
    )
    con_tipo = np.array([t != "" for t in tipos_lista], dtype=np.bool_)
    persona = por_pareja[1] * (hogar.max(initial=0) + 2) + hogar
    lugar_t, resultado_t = _buscar(*por_pareja, hogar, hogar)
    lugar_n, resultado_n = _buscar(*por_numero, hogar, persona)
    otro = con_tipo & (resultado_t == NO_ESTA) & (resultado_n != NO_ESTA)
    resultado = np.where(con_tipo, resultado_t, resultado_n)
    resultado = np.where(otro, OTRO_TIPO, resultado)
    return _cruce(np.where(con_tipo, lugar_t, lugar_n), resultado, por_pareja[0], hogar)


def exigir_nominal(factor: Reales, sin_factor: str = "diga que el factor no se use") -> None:
    """ErrorDeMetodo si algún hogar representa a otros: sus hogares no se pueden seguir uno a uno.

    `factor` (H,) de expansión. `sin_factor`: cómo se pide en cada motor no usarlo.
    """
    otros = int(np.count_nonzero(factor != 1))
    if otros:
        raise ErrorDeMetodo(
            f"es una muestra: {con_miles(otros)} hogares tienen factor de expansión distinto de 1, "
            "y una lista nominal u otro corte no se cruzan con una muestra",
            que_hacer=f"use la base completa; si esta lo es, {sin_factor}",
        )


@dataclass(frozen=True)
class MedidaDeLista:
    """Lo que se sabe de una lista en un grupo de hogares.

    `en_hogares` y `en_personas` (None si no se sabe cuántas viven en alguno) sobre los hogares con
    dato; `filtracion` de beneficiarios: renglones cruzados de hogares que no son del objetivo.
    `con_beneficio` y `beneficiarios`, todos; `sin_dato`, hogares que no se sabe si son del
    objetivo, y de ellos `sin_dato_con_beneficio` y sus `beneficiarios_sin_dato`.
    """

    en_hogares: Evaluacion
    en_personas: Evaluacion | None
    filtracion: Razon
    hogares: int
    con_beneficio: int
    beneficiarios: int
    sin_dato: int
    sin_dato_con_beneficio: int
    beneficiarios_sin_dato: int


def medir(estado: Enteros, beneficiarios: Enteros, personas: Reales) -> MedidaDeLista:
    """Mide H hogares: `estado` (H,) de `identificar_hogares`, beneficiarios y personas (H,)."""
    hay, recibe = estado != SIN_DATO, beneficiarios > 0
    objetivo = estado[hay] == ELEGIBLE
    gente, dados = personas[hay], beneficiarios[hay].astype(np.float64)
    return MedidaDeLista(
        en_hogares=evaluar(objetivo, recibe[hay]),
        en_personas=None
        if np.isnan(gente).any()
        else evaluar(objetivo, recibe[hay], ponderador=gente),
        filtracion=evaluar(objetivo, recibe[hay], ponderador=dados).inclusion,
        hogares=len(estado),
        con_beneficio=int(recibe.sum()),
        beneficiarios=int(beneficiarios.sum()),
        sin_dato=int((~hay).sum()),
        sin_dato_con_beneficio=int((~hay & recibe).sum()),
        beneficiarios_sin_dato=int(beneficiarios[~hay].sum()),
    )


def medir_por(
    agrupacion: Agrupacion, estado: Enteros, beneficiarios: Enteros, personas: Reales
) -> tuple[MedidaDeLista, ...]:
    """La medida de cada grupo y, al final, la de los hogares sin grupo."""
    orden = np.argsort(agrupacion.grupo, kind="stable")
    hasta = np.cumsum([agrupacion.sin_grupo, *agrupacion.contar().tolist()])
    sin_grupo, *trozos = np.split(orden, hasta[:-1])
    return tuple(medir(estado[t], beneficiarios[t], personas[t]) for t in (*trozos, sin_grupo))


def puesto_de_los_que_faltan(
    faltan: Logicos,
    identidades: Sequence[str],
    campos: Mapping[str, Any],
    criterios: Sequence[Criterio],
    semilla: str,
) -> Enteros:
    """El puesto de cada hogar del objetivo sin beneficio, (H,), desde 1; 0 en los demás.

    Es el orden de `seleccion.seleccionar`: los mismos criterios y el mismo sorteo.
    """
    candidatos = Candidatos(faltan, identidades, Agrupacion.unica(len(faltan)))
    limites = LimitesDeSeleccion(cupo=len(faltan))
    return seleccionar(candidatos, campos, criterios, limites, semilla).puesto


def _codigos(llaves: Any, numeros: dict[tuple[str, ...], int]) -> Enteros:
    """El código de cada (número, …), (n,); −1 si el número falta o no se entiende."""
    propios = [
        SIN_LLAVE if llave[0] in ("", SIN_LEER) else numeros.setdefault(llave, len(numeros))
        for llave in llaves
    ]
    return np.array(propios, dtype=np.int64)


def _buscar(
    renglones: Enteros, base: Enteros, hogar: Enteros, entidad: Enteros
) -> tuple[Enteros, Enteros]:
    """La fila de la base de cada renglón, (n,), y su resultado; ambigua si hay dos entidades."""
    cuantas = int(max(renglones.max(initial=-1), base.max(initial=-1))) + 1
    utiles = np.flatnonzero((base >= 0) & (hogar >= 0))
    primera = np.full(cuantas + 1, SIN_HOGAR, dtype=np.int64)
    primera[base[utiles][::-1]] = utiles[::-1]
    ambigua = np.zeros(cuantas + 1, dtype=np.bool_)
    ambigua[base[utiles[entidad[utiles] != entidad[primera[base[utiles]]]]]] = True
    lugar = primera[renglones]
    resultado = np.select(
        [renglones < 0, ambigua[renglones], lugar < 0], [ILEGIBLE, AMBIGUO, NO_ESTA], CRUZADO
    )
    return lugar, resultado.astype(np.int64)


def _cruce(lugar: Enteros, resultado: Enteros, renglones: Enteros, hogar: Enteros) -> Cruce:
    """El cruce, con los renglones que repiten a una persona ya hallada o a otro que no está."""
    final = resultado.copy()
    for cual, clave in ((CRUZADO, lugar), (NO_ESTA, renglones)):
        filas = np.flatnonzero(resultado == cual)
        _, primeras = np.unique(clave[filas], return_index=True)
        final[np.delete(filas, primeras)] = REPETIDO
    asignado = np.full(len(lugar), SIN_HOGAR, dtype=np.int64)
    cruzados = final == CRUZADO
    asignado[cruzados] = hogar[lugar[cruzados]]
    return Cruce(asignado, final)


def _exigir_tipos_comunes(lista: Sequence[str], base: Sequence[str]) -> None:
    propios, ajenos = {t for t in lista if t}, {t for t in base if t}
    if propios and ajenos and not propios & ajenos:
        raise ErrorDeMetodo(
            "el tipo de documento está escrito de una manera en la lista y de otra en la base: no "
            "coincide en ningún renglón",
            que_hacer="escríbalo en la lista con los mismos códigos de la base, o cruce solo por "
            "el número",
        )
