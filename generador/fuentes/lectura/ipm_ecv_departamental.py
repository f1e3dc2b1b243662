"""El anexo departamental del IPM de la ECV: 33 departamentos, desde 2018."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import anexos, departamentos, larga
from generador.fuentes.lectura import ipm_ecv_privaciones as privaciones
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos

ARCHIVO = "pobreza/anex-PMultidimensional-Departamental-2025.xlsx"
PERIODOS = [str(anio) for anio in range(2018, 2026)]
CON_INTERVALO = ["2023", "2024", "2025"]  # el título de la hoja dice 2018-2025; trae tres años
SIN_RURAL = "88"  # la encuesta no da cifra rural para San Andrés
SUBTITULOS = {
    "total": "Total",
    "cabecera": "Cabeceras",
    "rural": "Centros poblados y rural disperso",
}
Cortes = dict[str, tuple[str, str]]  # título de la columna → dominio y periodo
POR_DOMINIO: Cortes = {
    f"{periodo} | {titulo}": (dominio, periodo)
    for periodo in PERIODOS
    for dominio, titulo in SUBTITULOS.items()
}
SOLO_TOTAL: Cortes = {periodo: ("total", periodo) for periodo in PERIODOS}
# Indicador → hoja, encabezado, columnas y forma. La incidencia ajustada va de 0 a 1 aunque la hoja
# la rotule «Cifras en porcentaje».
CUADROS: dict[str, tuple[str, int | tuple[int, ...], Cortes, anexos.FormaDelAnexo]] = {
    "ipm_ecv": ("IPM_Departamentos", (12, 13), POR_DOMINIO, anexos.PORCENTAJE),
    "ipm_ecv_intensidad": ("Intensidad_IPM", 12, SOLO_TOTAL, anexos.PORCENTAJE),
    "ipm_ecv_ajustada": ("Incidencia_Ajustada_IPM", 12, SOLO_TOTAL, anexos.PROPORCION),
}
ENCABEZADO_DE_INTERVALO = (28, 29, 30)


def partes(libro: LibroOficial) -> Iterator[pd.DataFrame]:
    """Trozos de tabla larga de los 33 departamentos, con los indicadores de `ipm_ecv.leer`."""
    for indicador, (hoja, encabezado, cortes, forma) in CUADROS.items():
        tabla, territorios = _cuadro(libro.hoja(hoja), encabezado, "Departamento", cortes)
        for columna, (dominio, periodo) in cortes.items():
            numeros = anexos.valores(tabla, columna, forma, _huecos(territorios, dominio))
            yield larga.parte(territorios, indicador, numeros, periodo=periodo, dominio=dominio)
    yield from _privaciones(libro.hoja("IPM_Indicadores_Departamento"))
    yield from _intervalos(libro.hoja("IC_IPM"))


def _cuadro(
    hoja: HojaOficial, encabezado: int | tuple[int, ...], nombre: str, columnas: Iterable[str]
) -> tuple[Tabla, list[str]]:
    tabla = anexos.cuadro(hoja, encabezado, nombre, columnas)
    territorios = departamentos.codigos(tabla, "nombre")
    exigir_exactos(tabla.lugar, territorios, codigos.departamentos(), "los departamentos")
    return tabla, territorios


def _privaciones(hoja: HojaOficial) -> Iterator[pd.DataFrame]:
    tabla, indicadores = privaciones.apilados(hoja, (12, 13), "Departamento", POR_DOMINIO)
    territorios = departamentos.codigos(tabla, "grupo")
    unicos = list(dict.fromkeys(territorios))
    exigir_exactos(tabla.lugar, unicos, codigos.departamentos(), "los departamentos")
    for columna, (dominio, periodo) in POR_DOMINIO.items():
        numeros = anexos.valores(tabla, columna, huecos=_huecos(territorios, dominio))
        yield larga.parte(territorios, indicadores, numeros, periodo=periodo, dominio=dominio)


def _intervalos(hoja: HojaOficial) -> Iterator[pd.DataFrame]:
    cortes = {
        f"{periodo} | {SUBTITULOS[dominio]}": (dominio, periodo)
        for periodo in CON_INTERVALO
        for dominio in SUBTITULOS
    }
    titulos = [t for prefijo in cortes for t in anexos.titulos_de_intervalo(prefijo)]
    nombre = "Cifras en porcentaje | Departamento"
    tabla, territorios = _cuadro(hoja, ENCABEZADO_DE_INTERVALO, nombre, titulos)
    for prefijo, (dominio, periodo) in cortes.items():
        leidos = anexos.intervalo(tabla, prefijo, _huecos(territorios, dominio))
        for sufijo, numeros in leidos.items():
            yield larga.parte(
                territorios, f"ipm_ecv_{sufijo}", numeros, periodo=periodo, dominio=dominio
            )


def _huecos(territorios: Sequence[str], dominio: str) -> list[bool]:
    return [dominio == "rural" and territorio == SIN_RURAL for territorio in territorios]
