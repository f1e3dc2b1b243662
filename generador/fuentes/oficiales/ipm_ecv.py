"""DANE, IPM de la Encuesta Nacional de Calidad de Vida: nación y departamentos."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import anexos, ipm_ecv_departamental, ipm_ecv_nacional, larga
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, llave

PERIODOS = ipm_ecv_departamental.PERIODOS  # los que traen los dos anexos


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga de la nación (`00`, 2010-2025) y los 33 departamentos (2018-2025).

    `ipm_ecv` (% de personas) con `_li`, `_ls` (límites al 95 %, %) y `_cv` (%); `_intensidad` (%);
    `_ajustada` (0 a 1); `ecv_priv_<privación>` (% de hogares). Tres dominios, salvo intensidad y
    ajustada departamentales (solo total). «no_disponible»: total y rural de 2017, y lo rural de San
    Andrés. ErrorDeDatos si los dos anexos no son de la misma revisión de la serie.
    """
    nacional = LibroOficial(carpeta / ipm_ecv_nacional.ARCHIVO)
    departamental = LibroOficial(carpeta / ipm_ecv_departamental.ARCHIVO)
    exigir_misma_serie(nacional.hoja("IPM_Dominios"), departamental.hoja("IPM_Regiones"))
    partes = [*ipm_ecv_nacional.partes(nacional), *ipm_ecv_departamental.partes(departamental)]
    return larga.unir(partes, lugar=nacional.lugar)


def exigir_misma_serie(nacional: HojaOficial, departamental: HojaOficial) -> None:
    """ErrorDeDatos si las regiones, que vienen en los dos anexos, no coinciden desde 2018.

    El DANE revisó toda la serie con el censo de 2018 (19,1 en 2018, antes 19,6): un anexo viejo
    junto a uno nuevo daría una serie mezclada.
    """
    columnas = {f"Año | {periodo}": f"{periodo} | Total" for periodo in PERIODOS}
    propio = anexos.cuadro(departamental, (12, 13), "Región", columnas.values())
    ajeno = anexos.cuadro(nacional, (18, 19), "Regiones", columnas)
    filas = {_region(nombre): i for i, nombre in enumerate(ajeno["nombre"])}
    for i, nombre in enumerate(propio["nombre"]):
        if _region(nombre) not in filas:
            raise propio.error(
                i, "nombre", "esta región no está en el anexo nacional", "revise el nombre"
            )
    for columna_nacional, columna in columnas.items():
        otros = anexos.valores(ajeno, columna_nacional)
        for i, (valor, _) in enumerate(anexos.valores(propio, columna)):
            otro = otros[filas[_region(propio["nombre"][i])]][0]
            if valor != otro:
                raise ErrorDeDatos(
                    f"{propio['nombre'][i]} vale {otro} en «{nacional.lugar.archivo}»: "
                    "los dos anexos no son de la misma revisión de la serie",
                    lugar=propio.lugar_de(i, columna),
                    valor=valor,
                    que_hacer="traiga los dos anexos de la serie revisada (censo 2018); "
                    "no mezcle revisiones",
                )


def _region(nombre: object) -> str:
    return re.sub(r"[^a-z]", "", llave(str(nombre)))
