"""DNP, SICODIS: propósito general del SGP por criterio de reparto, 2018 a 2025."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGP_proposito_general_criterios_2018_2025.csv"
ANIOS = tuple(str(anio) for anio in range(2018, 2026))
CODIGO = {
    "codigo": "CÓDIGO DANE",
    "nombre": "MUNICIPIO",
    "nombre_departamento": "DEPARTAMENTO",
}
TOTAL = "sgp_pg_total"
# El sufijo «_m» del archivo es la bolsa de los municipios de menos de 25.000 habitantes.
CRITERIOS = {
    "sgp_pg_menores": ("Población_m", "Pobreza_m"),
    "sgp_pg_poblacion": ("Población",),
    "sgp_pg_pobreza": ("Pobreza",),
    "sgp_pg_eficiencia_fiscal": ("Eficiencia Fiscal",),
    "sgp_pg_eficiencia_administrativa": ("Eficiencia Administrativa",),
    "sgp_pg_sisben": ("Sisben",),
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: el total de las once doceavas y seis criterios, en millones de pesos corrientes.

    Dominio total, de 2018 a 2025. Lo de Nuevo Belén de Bajirá se suma a Riosucio. Lo que no es
    municipio queda en «no_aplica», salvo San Andrés, que sí recibe.
    """
    titulos = {_columna(t, a): _columna(t, a) for a in ANIOS for p in CRITERIOS.values() for t in p}
    hoja = leer_texto(carpeta / ARCHIVO)
    tabla = hoja.tabla(1, {**CODIGO, **titulos}, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    esperados = {
        *codigos.base(),
        finanzas.SEGREGADO,
    } - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS
    exigir_exactos(tabla.lugar, territorios, esperados, "los municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    partes = [p for anio in ANIOS for p in _del_anio(tabla, territorios, anio)]
    return larga.unir(partes, lugar=tabla.lugar, aditivos=None)


def _columna(titulo: str, anio: str) -> str:
    return f"{titulo}_{anio}"


def _del_anio(tabla: Tabla, territorios: list[str], anio: str) -> Iterable[pd.DataFrame]:
    pesos = {i: _sumar(tabla, titulos, anio) for i, titulos in CRITERIOS.items()}
    total = [math.fsum(fila) for fila in zip(*pesos.values(), strict=True)]
    for indicador, columna in {TOTAL: total, **pesos}.items():
        # Un total de 0 es una entidad que ese año todavía no entraba en el reparto.
        valores: Numeros = [
            (v, "dato") if t > 0 else (math.nan, finanzas.sin_dato(c, anio))
            for c, v, t in zip(territorios, columna, total, strict=True)
        ]
        millones = finanzas.a_millones(valores, finanzas.PESOS)
        yield larga.parte(territorios, indicador, millones, periodo=anio)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, anio, municipios_de_entonces.estado_de_municipio
        )


def _sumar(tabla: Tabla, titulos: tuple[str, ...], anio: str) -> list[float]:
    columnas = [numeros(tabla, _columna(t, anio), minimo=0) for t in titulos]
    return [math.fsum(v for v, _ in fila) for fila in zip(*columnas, strict=True)]
