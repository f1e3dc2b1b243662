"""DNP, SICODIS: ingresos tributarios municipales refrendados por la Contaduría, 2013 a 2024."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import (
    Estado,
    Numeros,
    categorias,
    exigir_exactos,
    numeros,
)
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_ingresos_tributarios_2013_2024.csv"
INDICADOR, OBSERVACION = "ingresos_tributarios", "tributarios_observacion"
ANIOS = tuple(str(anio) for anio in range(2013, 2025))
ULTIMO = ANIOS[-1]
INCONSISTENTE = "2"
OBSERVACIONES = {"Refrendado": "1", "Inconsistente": INCONSISTENTE}  # al código del catálogo
# Un recaudo no tiene fracciones de centavo; lo que las tiene es un promedio hecho en el origen.
CENTAVO = 5  # decimales de un centavo escrito en miles de pesos
COLA = 1e-6  # la de coma flotante con que viene el archivo
# Valores con un error evidente del origen, tal como vienen (Calima 2015 pasaría a 1 millón de
# pesos entre años de miles de millones).
ERRADOS = {("76126", "2015"): 977.0}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: ingresos tributarios en millones de pesos corrientes y, en 2024, la observación
    de SICODIS (código del catálogo); dominio total.

    «no_disponible» donde el archivo trae 0 (no refrendado), un promedio o un valor errado. Lo de
    Nuevo Belén de Bajirá se suma a Riosucio. Lo que no es municipio queda en «no_aplica», salvo San
    Andrés.
    """
    columnas = {"codigo": "CÓDIGO DANE", "observacion": "OBSERVACIÓN", **{a: a for a in ANIOS}}
    columnas |= {"nombre": "MUNICIPIO", "nombre_departamento": "DEPARTAMENTO"}
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, columnas, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    esperados = {
        *codigos.base(),
        finanzas.SEGREGADO,
    } - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS
    exigir_exactos(tabla.lugar, territorios, esperados, "los municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    crudos = {anio: numeros(tabla, anio, minimo=0) for anio in ANIOS}
    _exigir_errados(tabla, territorios, crudos)
    partes = [p for anio in ANIOS for p in _del_anio(territorios, crudos[anio], anio)]
    partes += _observacion(tabla, territorios, crudos[ULTIMO])
    return larga.unir(partes, lugar=tabla.lugar, aditivos=[INDICADOR])


def _observacion(tabla: Tabla, territorios: list[str], ultimo: Numeros) -> Iterable[pd.DataFrame]:
    """Califica al último año: es «Inconsistente» si y solo si ese año vale 0."""
    codigos_de = categorias(tabla, "observacion", OBSERVACIONES)
    for i, codigo in enumerate(codigos_de):
        if (codigo == INCONSISTENTE) != (ultimo[i][0] == 0):
            raise tabla.error(
                i,
                "observacion",
                f"no concuerda con el valor de {ULTIMO} ({limpiar(tabla[ULTIMO][i])})",
                f"el kit la toma como observación de {ULTIMO}; si ya no lo es, revise el módulo",
            )
    valores: Numeros = [(float(codigo), "dato") for codigo in codigos_de]
    yield larga.parte(territorios, OBSERVACION, valores, periodo=ULTIMO)
    yield municipios_de_entonces.faltantes(
        territorios, OBSERVACION, ULTIMO, municipios_de_entonces.estado_de_municipio
    )


def _exigir_errados(tabla: Tabla, territorios: list[str], crudos: dict[str, Numeros]) -> None:
    """Si el origen corrige un valor errado, hay que volver a publicarlo."""
    for (codigo, anio), valor in ERRADOS.items():
        i = territorios.index(codigo)
        if crudos[anio][i][0] != valor:
            raise ErrorDeDatos(
                "el valor que el kit no publica por errado cambió en el archivo",
                lugar=tabla.lugar_de(i, anio),
                valor=tabla[anio][i],
                que_hacer="quítelo de ERRADOS en "
                "generador/fuentes/oficiales/ingresos_tributarios.py",
            )


def _del_anio(territorios: list[str], crudos: Numeros, anio: str) -> Iterable[pd.DataFrame]:
    valores: Numeros = [
        (v, "dato") if _es_recaudo(c, anio, v) else (math.nan, _sin_dato(c, anio, v))
        for c, (v, _) in zip(territorios, crudos, strict=True)
    ]
    millones = finanzas.a_millones(valores, finanzas.MILES_DE_PESOS)
    yield larga.parte(territorios, INDICADOR, millones, periodo=anio)
    yield municipios_de_entonces.faltantes(
        territorios, INDICADOR, anio, municipios_de_entonces.estado_de_municipio
    )


def _es_recaudo(codigo: str, anio: str, valor: float) -> bool:
    es_promedio = abs(valor - round(valor, CENTAVO)) > COLA
    return valor > 0 and not es_promedio and (codigo, anio) not in ERRADOS


def _sin_dato(codigo: str, anio: str, valor: float) -> Estado:
    return "no_disponible" if valor else finanzas.sin_dato(codigo, anio)
