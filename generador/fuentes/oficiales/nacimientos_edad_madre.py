"""DANE, nacimientos por edad de la madre y municipio de residencia, 2016 a 2019."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import Lugar
from generador.fuentes.lectura import larga, vitales, vitales_de_una_hoja, vitales_por_hojas
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.lectura.tasas_de_nacimientos import acumular, tasa
from generador.fuentes.lectura.vitales import FilasDelCuadro
from generador.metodos.tasa_de_registro import CASOS_QUE_NO_SENALAN

POR_HOJAS = {
    anio: f"vitales/nacimientos{anio}-cuadro7-edad-madre-municipio.xls"
    for anio in ("2016", "2017", "2018")
}
DE_UNA_HOJA = {"2019": "vitales/nacimientos2019-cuadro7.xlsx"}
HOJA = "Hoja1"
PERIODO = "2019"  # el último de los cuatro años que se suman
EDADES = [f"{desde}-{desde + 4}" for desde in range(10, 55, 5)]
GRUPO, TOTAL, SIN_EDAD = "Grupo de edad de la madre", "Total", "Sin información"
COLUMNAS = {
    TOTAL: TOTAL,
    **{e: f"{GRUPO} | De {e} Años" for e in EDADES},
    SIN_EDAD: f"{GRUPO} | {SIN_EDAD}",
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: los cuatro años sumados, en el periodo del último, dominio total.

    `nacimientos` y `nacimientos_con_edad` (conteos) para municipios, departamentos y nación;
    `madres_15_19` y `madres_10_14` en porcentaje de los nacimientos con la edad de la madre. La
    tasa que no se puede publicar queda en «no_disponible». La nación son los residentes en el
    país: el exterior y lo que no trae departamento van aparte.
    """
    suma = acumular([_de_hojas(carpeta, anio) for anio in POR_HOJAS] + [_de_2019(carpeta)])
    nacimientos = {c: cifras[TOTAL] for c, cifras in suma.items()}
    con_edad = {c: cifras[TOTAL] - cifras[SIN_EDAD] for c, cifras in suma.items()}
    jovenes = {c: cifras["15-19"] for c, cifras in suma.items()}
    ninas = {c: cifras["10-14"] for c, cifras in suma.items()}
    territorios = list(suma)
    conteos = {"nacimientos": nacimientos, "nacimientos_con_edad": con_edad}
    partes = [
        larga.parte(territorios, i, [(v[c], "dato") for c in territorios], periodo=PERIODO)
        for i, v in conteos.items()
    ]
    minimos = {"madres_15_19": (jovenes, 0), "madres_10_14": (ninas, CASOS_QUE_NO_SENALAN)}
    partes += [
        larga.parte(territorios, i, tasa(casos, con_edad, nacimientos, minimo), periodo=PERIODO)
        for i, (casos, minimo) in minimos.items()
    ]
    return larga.unir(partes, lugar=Lugar(Path(DE_UNA_HOJA[PERIODO]).name))


def _de_hojas(carpeta: Path, anio: str) -> vitales.Residencias:
    partes = vitales_por_hojas.leer(LibroOficial(carpeta / POR_HOJAS[anio]), anio, COLUMNAS)
    return _reunir(partes, anio)


def _de_2019(carpeta: Path) -> vitales.Residencias:
    hoja = LibroOficial(carpeta / DE_UNA_HOJA[PERIODO]).hoja(HOJA)
    return _reunir(iter([vitales_de_una_hoja.leer(hoja, COLUMNAS)]), PERIODO)


def _reunir(partes: Iterator[FilasDelCuadro], anio: str) -> vitales.Residencias:
    que = f"los municipios del marco geoestadístico en {anio}"
    return vitales.reunir(partes, list(COLUMNAS), exigir=codigos.base(), que=que)
