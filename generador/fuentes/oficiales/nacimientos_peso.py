"""DANE, nacimientos por peso al nacer y municipio de residencia de la madre, 2015 a 2018."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import Lugar
from generador.fuentes.lectura import larga, vitales, vitales_por_hojas
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.lectura.tasas_de_nacimientos import acumular, tasa
from generador.fuentes.lectura.valores_de_celdas import Estado

ARCHIVOS = {
    **{a: f"vitales/nacimientos{a}-cuadro6a-peso-municipio.xls" for a in ("2015", "2016", "2017")},
    "2018": "vitales/Cuadro6a-NACIMIENTOS-2018-def.xls",
}
PERIODO = "2018"  # el último de los cuatro años que se suman
GRUPO, AREA, TOTAL, SIN_PESO = "Peso en gramos", "Área", "Total", "Sin información"
BAJOS = ("Menos de 1.000", "1.000 - 1.499", "1.500 - 1.999", "2.000 - 2.499")
LOS_DEMAS = ("2.500 - 2.999", "3.000 - 3.499", "3.500 - 3.999", "4.000 y más", SIN_PESO)
COLUMNAS = {TOTAL: TOTAL, **{p: f"{GRUPO} | {p}" for p in (*BAJOS, *LOS_DEMAS)}}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: los cuatro años sumados, en el periodo del último, dominio total.

    `bajo_peso`, en porcentaje de los nacimientos con el peso, y `nacimientos_con_peso`, para
    municipios, departamentos y nación (residentes en el país). La tasa que no se puede publicar
    queda en «no_disponible».
    """
    suma = acumular([de_un_anio(carpeta, anio) for anio in ARCHIVOS])
    todos = {c: cifras[TOTAL] for c, cifras in suma.items()}
    con_peso = {c: todos[c] - cifras[SIN_PESO] for c, cifras in suma.items()}
    bajos = {c: sum(cifras[peso] for peso in BAJOS) for c, cifras in suma.items()}
    conteo: list[tuple[float, Estado]] = [(n, "dato") for n in con_peso.values()]
    partes = [
        larga.parte(list(suma), "bajo_peso", tasa(bajos, con_peso, todos), periodo=PERIODO),
        larga.parte(list(suma), "nacimientos_con_peso", conteo, periodo=PERIODO),
    ]
    return larga.unir(partes, lugar=Lugar(Path(ARCHIVOS[PERIODO]).name))


def de_un_anio(carpeta: Path, anio: str) -> vitales.Residencias:
    """Los nacimientos de un año por peso y residencia."""
    partes = vitales_por_hojas.leer(LibroOficial(carpeta / ARCHIVOS[anio]), anio, COLUMNAS, AREA)
    que = f"los municipios del marco geoestadístico en {anio}"
    return vitales.reunir(partes, list(COLUMNAS), exigir=codigos.base(), que=que)
