"""El anexo nacional del IPM de la ECV: total, cabecera y rural, desde 2010."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from generador.cubo.codigos import NACION
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import anexos, larga
from generador.fuentes.lectura import ipm_ecv_privaciones as privaciones
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla, llave
from generador.fuentes.lectura.valores_de_celdas import (
    DOMINIOS,
    categorias,
    diferencia,
    exigir_exactos,
)

ARCHIVO = "pobreza/anex-PMultidimensional-2025.xlsx"
PERIODOS = [str(anio) for anio in range(2010, 2026)]
SOLO_CABECERA = "2017"  # la muestra de ese año no representa el total ni lo rural
ROTULOS = {
    "Nacional": "total",
    "Cabecera": "cabecera",
    "Cabeceras": "cabecera",
    "Centros poblados y rural disperso": "rural",
}
# Indicador → hoja, encabezado y forma. La incidencia ajustada va de 0 a 1 aunque la hoja la rotule
# «Cifras en Porcentaje».
CUADROS: dict[str, tuple[str, tuple[int, int], anexos.FormaDelAnexo]] = {
    "ipm_ecv": ("IPM_Dominios", (8, 9), anexos.PORCENTAJE),
    "ipm_ecv_intensidad": ("Intensidad IPM", (8, 9), anexos.PORCENTAJE),
    "ipm_ecv_ajustada": ("Incidencia Ajustada_IPM", (11, 12), anexos.PROPORCION),
}
TITULO_DE_INTERVALO = re.compile(
    r"ic\. incidencia de pobreza multidimensional principales dominios (\d{4})"
)
COLUMNA = {f"Año | {periodo}": periodo for periodo in PERIODOS}


def partes(libro: LibroOficial) -> Iterator[pd.DataFrame]:
    """Trozos de tabla larga del territorio `00`, con los indicadores de `ipm_ecv.leer`."""
    for indicador, (hoja, encabezado, forma) in CUADROS.items():
        tabla = anexos.cuadro(libro.hoja(hoja), encabezado, "Dominio", COLUMNA)
        dominios = _dominios(tabla)
        for columna, periodo in COLUMNA.items():
            numeros = anexos.valores(tabla, columna, forma, _huecos(dominios, periodo))
            yield larga.parte(
                [NACION] * len(tabla), indicador, numeros, periodo=periodo, dominio=dominios
            )
    yield from _privaciones(libro.hoja("IPM_Indicadores"))
    yield from _intervalos(libro.hoja("IC_IPM"))


def _privaciones(hoja: HojaOficial) -> Iterator[pd.DataFrame]:
    tabla, indicadores = privaciones.apilados(hoja, (8, 9), "Dominio", COLUMNA)
    dominios = categorias(tabla, "grupo", ROTULOS)
    exigir_exactos(tabla.lugar, list(dict.fromkeys(dominios)), DOMINIOS, "los dominios")
    for columna, periodo in COLUMNA.items():
        numeros = anexos.valores(tabla, columna, huecos=_huecos(dominios, periodo))
        yield larga.parte(
            [NACION] * len(tabla), indicadores, numeros, periodo=periodo, dominio=dominios
        )


def _intervalos(hoja: HojaOficial) -> Iterator[pd.DataFrame]:
    """La hoja trae un cuadro por año, cada uno bajo un título que termina en el año."""
    for periodo, inicio in _cuadros_por_anio(hoja).items():
        titulos = anexos.titulos_de_intervalo("Dominio")
        tabla = anexos.cuadro(hoja, (inicio, inicio + 1), "Dominio", titulos)
        dominios = _dominios(tabla)
        leidos = anexos.intervalo(tabla, "Dominio", _huecos(dominios, periodo))
        for sufijo, numeros in leidos.items():
            yield larga.parte(
                [NACION] * len(tabla),
                f"ipm_ecv_{sufijo}",
                numeros,
                periodo=periodo,
                dominio=dominios,
            )


def _cuadros_por_anio(hoja: HojaOficial) -> dict[str, int]:
    """Fila del encabezado «Dominio» que sigue al título de cada año."""
    filas: dict[str, int] = {}
    pendiente = ""
    for fila, celdas in enumerate(hoja.celdas, 1):
        texto = llave(celdas[0])
        if titulo := TITULO_DE_INTERVALO.fullmatch(texto):
            pendiente = titulo[1]
        elif texto == "dominio" and pendiente:
            filas[pendiente], pendiente = fila, ""
    if falta := diferencia(filas, PERIODOS):
        raise ErrorDeDatos(
            f"los años con cuadro de intervalos no son los esperados ({falta})",
            lugar=hoja.lugar,
            que_hacer="revise el título y el encabezado «Dominio» de cada cuadro",
        )
    return filas


def _dominios(tabla: Tabla) -> list[str]:
    dominios = categorias(tabla, "nombre", ROTULOS)
    exigir_exactos(tabla.lugar, dominios, DOMINIOS, "los dominios")
    return dominios


def _huecos(dominios: list[str], periodo: str) -> list[bool]:
    return [periodo == SOLO_CABECERA and dominio != "cabecera" for dominio in dominios]
