"""Qué es cada fila, a qué hogar pertenece y quién habla por él."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Reales
from .agrupar import JEFE, Desempate, Hogares, resumir_hogares
from .avisos import Avisos, ejemplos, frase
from .categorias import lector, unidad_aparte
from .codigos import TerritorioDeCadaFila, municipios
from .columna import Columna
from .entrada import Entrada, Peticion, Unidad
from .identidad import Identidad, cientificos, columnas_de, identificar
from .perdidas import Perdidas

DESEMPATAN = ("id_persona", "edad", "grupo", "nivel", "clasificacion", "fex")


@dataclass(frozen=True)
class Reunion:
    """Las n filas reunidas en H hogares.

    `identidad` es None si la base no dice qué personas son de un hogar: cada jefe cuenta por uno.
    """

    unidad: Unidad
    municipio: TerritorioDeCadaFila | None
    identidad: Identidad | None
    resumen: Hogares


def reunir(
    entrada: Entrada, peticion: Peticion, marcas: Enteros, avisos: Avisos, perdidas: Perdidas
) -> Reunion:
    """Reúne las filas en hogares; ErrorDeMetodo si no se sabe cómo y cambia el resultado.

    `marcas` (n,): las privaciones de cada fila, para decir en cuántos hogares difieren.
    """
    parentesco = perdidas.leer(
        entrada.de("parentesco"), "parentesco", lector("parentesco"), detiene=True
    )
    perdidas.comprobar(aceptadas=peticion.aceptar, aceptar=peticion.como.aceptar)
    unidad = que_es_cada_fila(entrada, peticion, parentesco)
    municipio = _municipio(entrada, perdidas, avisos)
    identidad = _identidad(entrada, peticion, municipio, avisos, perdidas)
    if identidad is None:
        return Reunion(unidad, municipio, None, _por_jefes(unidad, parentesco))
    resumen = resumir_hogares(
        identidad.hogar,
        parentesco if unidad == "personas" else np.full(len(marcas), JEFE),
        persona=_personas(entrada, unidad),
        desempate=_desempate(entrada, marcas),
    )
    if unidad == "personas":
        avisos.anotar("sin_jefe", len(resumen.sin_jefe))
        avisos.anotar("varios_jefes", len(resumen.varios_jefes))
    repetidas = int((~resumen.cuenta & (identidad.hogar >= 0)).sum())
    avisos.anotar("repetidas" if unidad == "personas" else "hogares_repetidos", repetidas)
    del_jefe = np.append(marcas[resumen.jefe], 0)[identidad.hogar]
    # A un pensionista o al servicio doméstico el Sisbén los marca aparte: no contradicen al jefe.
    aparte = np.isin(parentesco, sorted(unidad_aparte())) & (unidad == "personas")
    distintas = (marcas != del_jefe) & resumen.cuenta & ~aparte
    avisos.anotar("marcas_distintas", len(np.unique(identidad.hogar[distintas])))
    return Reunion(unidad, municipio, identidad, resumen)


def que_es_cada_fila(entrada: Entrada, peticion: Peticion, parentesco: Reales) -> Unidad:
    """Personas u hogares: lo dicho o, si no, lo que muestran el parentesco y el tamaño."""
    if peticion.filas is not None:
        return peticion.filas
    if entrada.tiene("parentesco") and bool((parentesco > JEFE).any()):
        return "personas"
    if entrada.tiene("personas_hogar"):
        return "hogares"
    if entrada.tiene("parentesco"):
        return "personas"
    raise ErrorDeMetodo(
        frase("que_es_cada_fila"),
        que_hacer=frase("que_es_cada_fila_que_hacer", filas=peticion.como.filas),
    )


def _municipio(entrada: Entrada, perdidas: Perdidas, avisos: Avisos) -> TerritorioDeCadaFila | None:
    if not entrada.tiene("cod_mpio"):
        return None
    departamento = entrada.de("cod_dpto") if entrada.tiene("cod_dpto") else None
    return municipios(entrada.de("cod_mpio"), departamento, perdidas, avisos)


def _identidad(
    entrada: Entrada,
    peticion: Peticion,
    municipio: TerritorioDeCadaFila | None,
    avisos: Avisos,
    perdidas: Perdidas,
) -> Identidad | None:
    """La de cada fila; None, con su aviso, si la base no la permite y no hay sorteo."""
    clave = entrada.esquema.clave_hogar
    if not clave:
        if peticion.sorteo:
            raise ErrorDeMetodo(frase("sin_sorteo"), que_hacer=frase("sin_sorteo_que_hacer"))
        avisos.anotar("sin_ficha", len(entrada.filas))
        return None
    propio = None
    if municipio is not None:
        propio = Columna("cod_mpio", municipio.etiquetas, municipio.codigos)
    codigo = entrada.esquema.columnas.get("cod_mpio")
    partes = columnas_de([c for c in clave if c != codigo], entrada.columnas, propio)
    for columna in partes:
        malos = cientificos(columna)
        if malos and not peticion.sorteo:
            vistos = ejemplos([(t, _primera_fila(columna, t, entrada.filas)) for t in malos])
            avisos.anotar("identidad_cientifica", 1, columna=columna.nombre, ejemplos=vistos)
            return None
    identidad = identificar(partes, entrada.filas)
    _sin_hogar(partes, identidad, perdidas)
    return identidad


def _sin_hogar(partes: Sequence[Columna], identidad: Identidad, perdidas: Perdidas) -> None:
    """Anota las filas que no dicen a qué hogar pertenecen, cada una en la columna que le falta."""
    faltan = identidad.vacias.copy()
    for columna in partes:
        if faltan.any():
            malas = faltan & (columna.limpios()[1] < 0)
            perdidas.anotar(columna, "identidad", malas, detiene=True)
            faltan &= ~malas


def _por_jefes(unidad: Unidad, parentesco: Reales) -> Hogares:
    solos = np.flatnonzero((parentesco == JEFE) | (unidad == "hogares")).astype(np.int64)
    ninguno = np.zeros(0, dtype=np.int64)
    cuenta = np.ones(len(parentesco), dtype=np.bool_)
    return Hogares(solos, np.ones(len(solos), dtype=np.int64), cuenta, ninguno, ninguno)


def _personas(entrada: Entrada, unidad: Unidad) -> Enteros | None:
    """Quién es cada fila dentro de su hogar; en una base de hogares, todas son el mismo."""
    if unidad == "hogares":
        return np.zeros(len(entrada.filas), dtype=np.int64)
    if not entrada.tiene("id_persona"):
        return None
    return entrada.de("id_persona").limpios()[1].astype(np.int64)


def _desempate(entrada: Entrada, marcas: Enteros) -> Desempate:
    """Con qué se escoge entre varios jefes: lo que la fila dice, nunca su lugar en el archivo."""
    primeras = [entrada.de(c) for c in DESEMPATAN if entrada.tiene(c)]
    # La identidad es la misma en todo el hogar: no desempata y es la columna más cara.
    nombres = {c.nombre for c in primeras} | set(entrada.esquema.clave_hogar)
    demas = [c for n, c in sorted(entrada.columnas.items()) if n not in nombres]

    def ordenar(filas: Enteros) -> list[Enteros]:
        columnas = [
            c.tomar(filas).recortar().limpios()[1].astype(np.int64) for c in (*primeras, *demas)
        ]
        return [marcas[filas], *columnas]

    return ordenar


def _primera_fila(columna: Columna, texto: str, filas: Enteros) -> int:
    return int(filas[columna.codigos == columna.textos.index(texto)].min())
