"""MEN, estadísticas de educación preescolar, básica y media por municipio, 2011-2022 y 2024."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

# La reprobación es lo que les falta a las dos para 100.
TASAS = {"desercion_escolar": "DESERCIÓN", "aprobacion_escolar": "APROBACIÓN"}
COBERTURA = {"cobertura_educacion": "COBERTURA_NETA"}
# Los dos extremos, donde la cobertura cae; primaria y secundaria se parecen más al total.
NIVELES = {
    "cobertura_educacion_transicion": "COBERTURA_NETA_TRANSICIÓN",
    "cobertura_educacion_media": "COBERTURA_NETA_MEDIA",
}
CON_CENSO_2005 = "cobertura_educacion_anterior"
BRUTA = {"bruta": "COBERTURA_BRUTA"}
# Desde 2018 la cobertura divide por la población proyectada con el censo de 2018: es otra serie.
CAMBIO_DE_POBLACION = "2018"
# En 2014 las columnas de cobertura neta traen la neta dividida por la bruta (ver la procedencia).
COBERTURA_ERRADA = "2014"
NACIONAL = "00000"
BAJIRA = "27493"
COBERTURA_MAXIMA = 400  # la población es proyectada y hay quien estudia en otro municipio
MILES = re.compile(r"\d{1,3}(,\d{3})+")


@dataclass(frozen=True)
class ArchivoDelMen:
    """Uno de los dos archivos: su forma y los años que trae."""

    ruta: str
    anios: tuple[str, ...]
    separador: str = ","
    con_signo: bool = False  # los porcentajes llevan «%»
    ajenos: frozenset[str] = frozenset()  # códigos que no son de la base


ARCHIVOS = (
    ArchivoDelMen("sectorial/MEN_estadisticas_municipio.csv", tuple(map(str, range(2011, 2023)))),
    ArchivoDelMen(
        "sectorial/MEN_estadisticas_municipio_2024.csv", ("2024",), ";", True, frozenset({BAJIRA})
    ),
)


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con la cobertura neta, la deserción y la aprobación.

    Porcentajes, dominio total, 2011 a 2022 y 2024 (2023 no se tiene). La cobertura neta hasta 2017
    va aparte, en `cobertura_educacion_anterior`; la de transición y media, solo desde 2018. La
    total va desde 2018 también para departamentos y nación, ponderada por la población de 5 a 16
    años: así se obtiene la que publica el MEN. Donde no hay matrícula todo es «no_disponible».
    """
    partes: list[pd.DataFrame] = []
    for archivo in ARCHIVOS:
        tabla = _leer_archivo(carpeta, archivo)
        for anio, propia in _por_anio(tabla, archivo).items():
            partes += _del_anio(anio, propia, archivo)
    return larga.unir(partes, lugar=tabla.lugar)


def _leer_archivo(carpeta: Path, archivo: ArchivoDelMen) -> Tabla:
    """El archivo sin la fila nacional (código 00000: trae proporciones), sin «%» y sin miles."""
    porcentajes = {**TASAS, **COBERTURA, **NIVELES, **BRUTA}
    fijas = {"anio": "AÑO", "codigo": "CÓDIGO_MUNICIPIO", "poblacion": "POBLACIÓN_5_16"}
    fijas |= {"nombre": "MUNICIPIO", "nombre_departamento": "DEPARTAMENTO"}
    hoja = leer_texto(carpeta / archivo.ruta, separador=archivo.separador)
    tabla = hoja.tabla(1, {**fijas, **porcentajes}, clave="codigo")
    tabla = tabla.filtrar([c != NACIONAL for c in _codigos(tabla)])
    nuevas = {c: [_sin_miles(v) for v in tabla[c]] for c in ("anio", "poblacion")}
    if archivo.con_signo:
        nuevas |= {c: _sin_signo(tabla, c) for c in porcentajes}
    return replace(tabla, columnas={**tabla.columnas, **nuevas})


def _codigos(tabla: Tabla) -> list[str]:
    return leer_codigos(tabla, "codigo", sin_cero_inicial=True)


def _sin_miles(celda: object) -> str:
    """2021 viene con comas de miles («2,021»); lo demás queda como está."""
    texto = limpiar(celda)
    return texto.replace(",", "") if MILES.fullmatch(texto) else texto


def _sin_signo(tabla: Tabla, columna: str) -> list[str]:
    salida = []
    for i, celda in enumerate(tabla[columna]):
        texto = limpiar(celda)
        if texto and not texto.endswith("%"):
            raise tabla.error(
                i,
                columna,
                "el porcentaje no lleva el signo «%»",
                "compruebe si es una proporción; en este archivo todos lo llevan",
            )
        salida.append(texto.removesuffix("%"))
    return salida


def _por_anio(tabla: Tabla, archivo: ArchivoDelMen) -> dict[str, Tabla]:
    filas: dict[str, list[int]] = defaultdict(list)
    for posicion, anio in enumerate(categorias(tabla, "anio", {a: a for a in archivo.anios})):
        filas[anio].append(posicion)
    return {anio: tabla.elegir(filas[anio]) for anio in archivo.anios}


def _del_anio(anio: str, tabla: Tabla, archivo: ArchivoDelMen) -> Iterable[pd.DataFrame]:
    territorios = _codigos(tabla)
    esperados = set(codigos.base()) - municipios_de_entonces.absorbidas(anio) | archivo.ajenos
    exigir_exactos(tabla.lugar, territorios, esperados, f"los municipios de {anio}")
    cruce_de_nombres.exigir(tabla, territorios)
    bruta = numeros(tabla, "bruta", minimo=0, maximo=COBERTURA_MAXIMA, vacio="no_disponible")
    con_matricula = [estado != "dato" or valor > 0 for valor, estado in bruta]
    if anio >= CAMBIO_DE_POBLACION:
        yield _cobertura_agregada(anio, territorios, tabla)
    for indicador, columna in _columnas(anio).items():
        valores = _valores(tabla, columna, anio, con_matricula)
        yield larga.parte(territorios, indicador, valores, periodo=anio)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, anio, municipios_de_entonces.estado_de_territorio
        )


def _columnas(anio: str) -> dict[str, str]:
    """Indicador → columna de la tabla, según la serie a la que pertenece el año."""
    tasas = {i: i for i in TASAS}
    if anio < CAMBIO_DE_POBLACION:
        return {CON_CENSO_2005: "cobertura_educacion", **tasas}
    return {**{i: i for i in (*COBERTURA, *NIVELES)}, **tasas}


def _valores(tabla: Tabla, columna: str, anio: str, con_matricula: list[bool]) -> Numeros:
    """Los de la columna; «no_disponible» sin matrícula, vacíos, o en la cobertura de 2014."""
    maximo = 100 if columna in TASAS else COBERTURA_MAXIMA
    leidos = numeros(tabla, columna, minimo=0, maximo=maximo, vacio="no_disponible")
    errada = columna not in TASAS and anio == COBERTURA_ERRADA
    return [
        (valor, estado) if hay and not errada else (math.nan, "no_disponible")
        for (valor, estado), hay in zip(leidos, con_matricula, strict=True)
    ]


def _cobertura_agregada(anio: str, territorios: list[str], tabla: Tabla) -> pd.DataFrame:
    """Departamentos y nación: la cobertura total ponderada por la población de 5 a 16 años."""
    indicador = "cobertura_educacion"
    cobertura = numeros(tabla, indicador, minimo=0, maximo=COBERTURA_MAXIMA)
    poblacion = numeros(tabla, "poblacion", minimo=1)
    filas = pd.DataFrame(
        {
            "t": [t[:2] for t in territorios],
            "p": [p for p, _ in poblacion],
            "cp": [c * p for (c, _), (p, _) in zip(cobertura, poblacion, strict=True)],
        }
    )
    sumas = filas.groupby("t")[["p", "cp"]].agg(math.fsum)  # exacta: no depende del orden
    sumas.loc[codigos.NACION] = [math.fsum(filas[c]) for c in ("p", "cp")]
    pares: Numeros = [(float(c), "dato") for c in sumas["cp"] / sumas["p"]]
    return larga.parte(list(sumas.index), indicador, pares, periodo=anio)
