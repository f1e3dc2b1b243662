"""Cobertura de acueducto, alcantarillado y aseo por municipio y zona, 2018 y 2024 (SSPD)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Dominio, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "sectorial/SSPD_cobertura_servicios_2018_2024.xlsx"
HOJA = "Export"
SERVICIOS = {
    "cobertura_acueducto": "Acueducto",
    "cobertura_alcantarillado": "Alcantarillado",
    "cobertura_aseo": "Aseo",
}
ANIOS = ("2018", "2024")
COLUMNAS: dict[Dominio, str] = {
    "total": "Municipio o Distrito",
    "cabecera": "Urbana",
    "rural": "Rural (Centros Poblados y Fincas y Viviendas Dispersa)",
}
# Municipios sin fila en cada año. Las áreas no municipalizadas no están en ninguno.
SIN_FILA = {
    "2018": frozenset(
        {
            *("05030", "05045", "05101", "05541", "05591", "08549", "08832", "13074", "13667"),
            *("13683", "13838", "15135", "15236", "15425", "15500", "19450", "19513", "19809"),
            *("20011", "20238", "23686", "25745", "25867", "27006", "47053", "52354", "52835"),
            *("54261", "66075", "66400", "68755", "70110", "73043", "76243", "76863", "86001"),
            *("86569", "86571", "94343"),
        }
    ),
    "2024": frozenset(
        {
            *("05475", "05543", "08638", "13433", "13836", "15516", "18150", "19473", "23678"),
            *("50150", "50226", "50686", "63190", "73411", "73461", "73770", "85125", "91001"),
            *("94343", "99624"),
        }
    ),
}
SIN_FILA_DEL_SERVICIO = {("cobertura_alcantarillado", "2024"): frozenset({"08549"})}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con las tres coberturas, en porcentaje, en 2018 y 2024.

    Dominios total, cabecera («Urbana» en el archivo) y rural; solo municipios y la isla de San
    Andrés. Lo que el archivo no trae, por fila o por celda, es «no_disponible».
    """
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    columnas = {"anio": "Año", "servicio": "Servicio", "codigo": "Codigo DANE"}
    columnas |= {"nombre": "Municipio", "nombre_departamento": "Departamento"}
    columnas |= {str(dominio): titulo for dominio, titulo in COLUMNAS.items()}
    # Las dos últimas filas son un pie («Filtros aplicados») y no traen servicio.
    tabla = hoja.tabla(1, columnas, clave="servicio")
    partes = [
        parte for llave, propia in _bloques(tabla).items() for parte in _del_bloque(*llave, propia)
    ]
    return larga.unir(partes, lugar=hoja.lugar)


def _bloques(tabla: Tabla) -> dict[tuple[str, str], Tabla]:
    """La tabla partida por indicador y año; están todos o `_del_bloque` dirá qué municipios no."""
    servicios = categorias(tabla, "servicio", {s: i for i, s in SERVICIOS.items()})
    anios = categorias(tabla, "anio", {a: a for a in ANIOS})
    filas: dict[tuple[str, str], list[int]] = defaultdict(list)
    for posicion, llave in enumerate(zip(servicios, anios, strict=True)):
        filas[llave].append(posicion)
    return {(i, a): tabla.elegir(filas[i, a]) for i in SERVICIOS for a in ANIOS}


def _del_bloque(indicador: str, anio: str, tabla: Tabla) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo", sin_cero_inicial=True)
    sin_fila = SIN_FILA[anio] | SIN_FILA_DEL_SERVICIO.get((indicador, anio), frozenset())
    esperados = set(codigos.base()) - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS - sin_fila
    exigir_exactos(
        tabla.lugar, territorios, esperados, f"los municipios de «{SERVICIOS[indicador]}» en {anio}"
    )
    cruce_de_nombres.exigir(tabla, territorios)
    for dominio in COLUMNAS:
        valores = numeros(tabla, dominio, minimo=0, maximo=100, vacio="no_disponible")
        yield larga.parte(territorios, indicador, valores, periodo=anio, dominio=dominio)
        yield municipios_de_entonces.faltantes(
            territorios,
            indicador,
            anio,
            municipios_de_entonces.estado_de_territorio,
            dominio=dominio,
        )
