"""DANE, pobreza monetaria y extrema por departamento de la serie del censo 2018, 2021-2023."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import anexos, geih, larga
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial

ARCHIVO = "pobreza/anex-PM-Departamental-2023.xlsx"
PERIODOS = ["2021", "2022", "2023"]
ENCABEZADO = (14, 15)
MILES = anexos.FormaDelAnexo(factor=1000)
PESOS = anexos.FormaDelAnexo()
CUADROS = {
    "pm_2021_2023": ("IP Act.Met.", anexos.PORCENTAJE),
    "pme_2021_2023": ("IPE Act.Met.", anexos.PORCENTAJE),
    "pm_personas_2021_2023": ("AP Act.Met.", MILES),
    "pme_personas_2021_2023": ("APE Act.Met.", MILES),
    "gini_2021_2023": ("Gini", anexos.PROPORCION),
    "linea_pobreza_2021_2023": ("LP Act.Met.", PESOS),
    "linea_pobreza_extrema_2021_2023": ("LPE Act.Met.", PESOS),
}
INTERVALOS = {"pm_2021_2023": "IC_IP Act.Met.", "pme_2021_2023": "IC_IPE Act.Met."}
LIMITES = ("li", "ls")  # todos los coeficientes de variación del archivo son menores que 10 %


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga, solo dominio total, de la nación y los 33 departamentos.

    `pm_2021_2023` y `pme_2021_2023` (% de personas) con `_li` y `_ls` (límites al 95 %); personas;
    Gini (0 a 1); líneas en pesos corrientes por persona al mes. «no_disponible»: los nueve
    departamentos sin estimación, y los límites de la nación, que este anexo no trae.
    """
    libro = LibroOficial(carpeta / ARCHIVO)
    partes = [p for i, (hoja, f) in CUADROS.items() for p in _anual(libro.hoja(hoja), i, f)]
    partes += [p for i, hoja in INTERVALOS.items() for p in _intervalos(libro.hoja(hoja), i)]
    tabla = larga.unir(partes, lugar=libro.lugar)
    geih.exigir_en_su_intervalo(tabla, INTERVALOS, libro.lugar)
    return tabla


def _anual(
    hoja: HojaOficial, indicador: str, forma: anexos.FormaDelAnexo
) -> Iterator[pd.DataFrame]:
    columnas = {f"Año | {periodo}": periodo for periodo in PERIODOS}
    tabla, territorios = geih.cuadro(hoja, ENCABEZADO, columnas, con_nacion=True)
    for columna, periodo in columnas.items():
        numeros = anexos.valores(tabla, columna, forma)
        yield geih.parte(territorios, indicador, numeros, periodo)


def _intervalos(hoja: HojaOficial, indicador: str) -> Iterator[pd.DataFrame]:
    titulos = [t for periodo in PERIODOS for t in anexos.titulos_de_intervalo(periodo)]
    tabla, territorios = geih.cuadro(hoja, ENCABEZADO, titulos, con_nacion=False)
    for periodo in PERIODOS:
        leidos = anexos.intervalo(tabla, periodo)
        for limite in LIMITES:
            yield geih.parte(territorios, f"{indicador}_{limite}", leidos[limite], periodo)
