"""Los anexos de hogares y de viviendas proyectados del DANE: tres áreas, un año por columna."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.areas import RURAL, ceros_no_aplican, exigir_completa, exigir_sumas
from generador.fuentes.lectura.rejillas import HojaOficial
from generador.fuentes.lectura.valores_de_celdas import categorias, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ENCABEZADO = (9, 10)
ANIOS = [str(a) for a in range(2018, 2043)]
AREAS = {"Total": "total", "Cabecera": "cabecera", RURAL: "rural"}
TERRITORIO = {
    "codigo": "Código Municipio",
    "nombre": "Nombre Municipio",
    "nombre_departamento": "Nombre Departamento",
    "area": "Área",
}


def leer(
    hoja: HojaOficial,
    grupo: str,
    indicador: str,
    *,
    anios: Sequence[str] = tuple(ANIOS),
    dominios: Sequence[str] = tuple(AREAS.values()),
) -> pd.DataFrame:
    """Tabla larga de `indicador` por municipio, en los `anios` y `dominios` pedidos.

    `grupo` es el título que abarca los años. Se comprueban todos los años y áreas del archivo,
    también los que no se piden: que estén los municipios y que el total sea cabecera más rural. El
    archivo separa a Nuevo Belén de Bajirá (27493) desde 2024; aquí se suma a Riosucio (27615), como
    manda la tabla de equivalencias. Un cero es «no_aplica».
    """
    columnas = {**TERRITORIO, **{a: f"{grupo} | {a}" for a in ANIOS}}
    tabla = hoja.tabla(ENCABEZADO, columnas, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    areas = categorias(tabla, "area", AREAS)
    pedidas = [i for i, area in enumerate(areas) if area in dominios]
    partes = []
    for anio in ANIOS:
        valores = numeros(tabla, anio, minimo=0)
        exigir_sumas(tabla, anio, territorios, areas, valores)
        if anio in anios:
            propios = ceros_no_aplican(valores)
            partes.append(
                larga.parte(
                    [territorios[i] for i in pedidas],
                    indicador,
                    [propios[i] for i in pedidas],
                    periodo=anio,
                    dominio=[areas[i] for i in pedidas],
                )
            )
    exigir_completa(tabla, territorios, codigos.base())
    cruce_de_nombres.exigir(tabla, territorios)
    return larga.unir(partes, lugar=tabla.lugar, aditivos=None)
