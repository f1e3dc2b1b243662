"""DANE, defunciones de menores de un año por municipio de residencia, 2020 preliminar."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import larga, municipios_de_entonces, vitales, vitales_de_una_hoja
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.lectura.valores_de_celdas import Estado, categorias

ARCHIVO = "vitales/defunciones2020p-cuadro5.xlsx"
HOJA = "Hoja1"
PERIODO = "2020"
INDICADOR = "defunciones_menores_de_un_anio"
TOTAL, CAUSA, MENORES = "TOTAL", "Causa", "Menor 1 año"
COLUMNA_DE_LA_CAUSA = 5  # el archivo la deja sin título; solo trae el total de causas
SEXOS = ("Hombres", "Mujeres", "Indeterminado")
EDADES = (
    MENORES,
    *(f"De {rango} años" for rango in ("1-4", "5-14", "15-44", "45-64", "65-84", "85-99")),
    "De 100 y más",
    "Edad desconocida",
)
COLUMNAS = {TOTAL: TOTAL, **{f"{e} {s}": f"{e} | {s}" for e in EDADES for s in SEXOS}}
# No tienen fila: ninguna defunción, de ninguna edad, se registró allí.
SIN_FILA = frozenset({"68370", "91430", "94885", "94886", "97777"})


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con las defunciones de menores de un año, dominio total, sin separar por sexo.

    Municipios, departamentos y nación (residentes en el país). Los cinco municipios sin fila
    quedan en «no_disponible»: que no haya registro no quiere decir que no haya muertes.
    """
    anio = residencias(carpeta)
    partes = [f"{MENORES} {sexo}" for sexo in SEXOS]
    valores: list[tuple[float, Estado]] = [
        (sum(cifras[p] for p in partes), "dato") for cifras in anio.territorios.values()
    ]
    presentes = list(anio.territorios)
    return larga.unir(
        [
            larga.parte(presentes, INDICADOR, valores, periodo=PERIODO),
            municipios_de_entonces.faltantes(
                presentes, INDICADOR, PERIODO, municipios_de_entonces.siempre("no_disponible")
            ),
        ],
        lugar=LibroOficial(carpeta / ARCHIVO).lugar,
    )


def residencias(carpeta: Path) -> vitales.Residencias:
    """Las defunciones por edad, sexo y residencia, y las que no tienen municipio."""
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    primera = vitales_de_una_hoja.ENCABEZADO[0]
    hoja = vitales.con_titulo(hoja, primera, COLUMNA_DE_LA_CAUSA, CAUSA)
    renglones = vitales_de_una_hoja.leer(hoja, {CAUSA: CAUSA, **COLUMNAS})
    categorias(renglones.tabla, CAUSA, {TOTAL: TOTAL})
    esperados = set(codigos.base()) - SIN_FILA
    que = f"los municipios con defunciones registradas en {PERIODO}"
    return vitales.reunir([renglones], list(COLUMNAS), exigir=esperados, que=que)
