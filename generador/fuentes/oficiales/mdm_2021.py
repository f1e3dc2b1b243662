"""DNP, Medición de Desempeño Municipal 2021: puntajes, grupo de capacidades y variables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import (
    Estado,
    Numeros,
    categorias,
    exigir_exactos,
    numeros,
)
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/MDM_2021.xlsx"
PERIODO = "2021"
PUNTAJES = {
    "mdm": "MDM",
    "mdm_gestion": "Gestión",
    "mdm_movilizacion": "Movilización de recursos",
    "mdm_ejecucion": "Ejecución de recursos",
    "mdm_gobierno": "Gobierno abierto",
    "mdm_ordenamiento": "Ordenamiento territorial",
    "mdm_resultados": "Resultados",
    "mdm_educacion": "Educación",
    "mdm_salud": "Salud",
    "mdm_servicios": "Servicios",
    "mdm_seguridad": "Seguridad",
}
CODIGO = {"codigo": "Código DANE", "nombre": "Municipio", "nombre_departamento": "Departamento"}
GRUPOS = {"C": "1", "G1": "2", "G2": "3", "G3": "4", "G4": "5", "G5": "6"}


@dataclass(frozen=True)
class VariableDeLaMdm:
    """Una columna de «Variables sin estandarizar» y cómo se guarda.

    `factor` lleva a porcentaje lo que el archivo trae como proporción; `maximo` es el del archivo,
    antes del factor (las coberturas netas pasan de 1 porque la población es proyectada).
    """

    titulo: str
    maximo: float | None = None
    factor: int = 1
    periodo: str = PERIODO
    vacio: Estado | None = None


def _porcentaje(
    titulo: str, maximo: float = 1, periodo: str = PERIODO, vacio: Estado | None = None
) -> VariableDeLaMdm:
    return VariableDeLaMdm(titulo, maximo, 100, periodo, vacio)


# El año de cada variable es el que da la hoja «Diccionario».
VARIABLES = {
    "mdm_ingresos_propios": VariableDeLaMdm(
        "Gestión 2021 | Ingreso tributario y no tributario sin recaudo OT per cápita"
    ),
    "mdm_inversion_propia": _porcentaje(
        "Gestión 2021 | % de inversión financiada con recursos propios"
    ),
    "mdm_ejecucion_economico": _porcentaje(
        "Gestión 2021 | % de ejecución sectores de desarrollo económico"
    ),
    "mdm_ejecucion_social": _porcentaje(
        "Gestión 2021 | % de ejecución sectores de desarrollo social"
    ),
    "mdm_ejecucion_regalias": VariableDeLaMdm(
        "Gestión 2021 | Indicador de eficiencia del IGPR", 100, vacio="no_disponible"
    ),
    "mdm_recaudo_predial": VariableDeLaMdm("Gestión 2021 | Tasa efectiva de recaudo", 1000),
    "mdm_cobertura_transicion": _porcentaje(
        "Resultados 2021 | Cobertura neta en educación transición", 2
    ),
    "mdm_cobertura_media": _porcentaje("Resultados 2021 | Cobertura neta en educación media", 2),
    "mdm_saber_matematicas": VariableDeLaMdm(
        "Resultados 2021 | Puntaje promedio prueba Saber 11 - Matemáticas", 100
    ),
    "mdm_saber_lenguaje": VariableDeLaMdm(
        "Resultados 2021 | Puntaje promedio prueba Saber 11 - Lenguaje", 100
    ),
    "mdm_vacunacion": _porcentaje(
        "Resultados 2021 | Cobertura en vacunación pentavalente", 2, "2020"
    ),
    "mdm_mortalidad_infantil": VariableDeLaMdm(
        "Resultados 2021 | Tasa de mortalidad infantil", 1000, periodo="2020"
    ),
    "mdm_energia_rural": _porcentaje(
        "Resultados 2021 | Cobertura en energía eléctrica rural", 1, "2019", "no_disponible"
    ),
    "mdm_homicidios": VariableDeLaMdm(
        "Resultados 2021 | Tasa de homicidios por 10.000 habitantes", 10_000
    ),
    "mdm_violencia_intrafamiliar": VariableDeLaMdm(
        "Resultados 2021 | Tasa de casos de violencia intrafamiliar por 10.000 habitantes",
        10_000,
    ),
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: `mdm` y sus componentes (0 a 100), `mdm_ar`, `mdm_grupo` y las variables.

    Dominio total; periodo 2021 salvo las variables que el diccionario fecha antes. Las 20 unidades
    que no son municipio quedan en «no_aplica». Las proporciones se guardan como porcentaje.
    """
    libro = LibroOficial(carpeta / ARCHIVO)
    indicadores = libro.hoja("Indicadores")
    partes = [
        *_de_indicadores(_tabla(indicadores, 1, {**PUNTAJES, "mdm_ar": "AR"})),
        *_de_variables(libro.hoja("Variables sin estandarizar")),
    ]
    vacias = [
        municipios_de_entonces.faltantes(
            p["territorio"],
            p["indicador"].iloc[0],
            p["periodo"].iloc[0],
            municipios_de_entonces.estado_de_municipio,
        )
        for p in partes
    ]
    return larga.unir([*partes, *vacias], lugar=indicadores.lugar)


def _de_indicadores(tabla: Tabla) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    for indicador in PUNTAJES:
        valores = numeros(tabla, indicador, minimo=0, maximo=100)
        yield larga.parte(territorios, indicador, valores, periodo=PERIODO)
    ajuste = numeros(tabla, "mdm_ar", minimo=0.5, maximo=1.5)
    yield larga.parte(territorios, "mdm_ar", ajuste, periodo=PERIODO)
    grupos: Numeros = [(float(g), "dato") for g in categorias(tabla, "grupo", GRUPOS)]
    yield larga.parte(territorios, "mdm_grupo", grupos, periodo=PERIODO)


def _de_variables(hoja: HojaOficial) -> Iterable[pd.DataFrame]:
    tabla = _tabla(hoja, (1, 2), {n: v.titulo for n, v in VARIABLES.items()}, grupo=False)
    territorios = leer_codigos(tabla, "codigo")
    for indicador, variable in VARIABLES.items():
        crudos = numeros(tabla, indicador, minimo=0, maximo=variable.maximo, vacio=variable.vacio)
        valores: Numeros = [(v * variable.factor, estado) for v, estado in crudos]
        yield larga.parte(territorios, indicador, valores, periodo=variable.periodo)


def _tabla(
    hoja: HojaOficial,
    encabezado: int | tuple[int, ...],
    columnas: dict[str, str],
    *,
    grupo: bool = True,
) -> Tabla:
    """La hoja con sus códigos comprobados: exactamente los 1.102 municipios."""
    fijas = CODIGO | ({"grupo": "Grupo de capacidades"} if grupo else {})
    tabla = hoja.tabla(encabezado, {**fijas, **columnas}, clave="codigo")
    esperados = set(codigos.base()) - municipios_de_entonces.NO_SON_MUNICIPIO
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, esperados, "los 1.102 municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    return tabla
