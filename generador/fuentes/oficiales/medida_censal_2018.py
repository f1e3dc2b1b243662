"""DANE, medida de pobreza multidimensional municipal de fuente censal 2018."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.privaciones_censales import PRIVACIONES
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial
from generador.fuentes.lectura.valores_de_celdas import Estado, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "ipm/anexo-censal-pobreza-municipal-2018.xlsx"
PERIODO = "2018"
RURAL = "Centros poblados y rural disperso"
DOMINIOS = {"total": "Total", "cabecera": "Cabeceras", "rural": RURAL}
SIN_POBLACION: dict[str, dict[str, Estado]] = {
    "total": {},
    "cabecera": {"--": "no_aplica"},  # las 20 unidades que no tienen cabecera
    "rural": {"--": "no_aplica"},
}
IPM = {"total": "IPM", "cabecera": "Cabeceras", "rural": "IPM Centros poblados y rural disperso"}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `ipm_censal` (personas) y `priv_<privación>` (hogares), en porcentaje.

    Tres dominios por municipio; «--» (unidad sin cabecera) es «no_aplica».
    """
    libro = LibroOficial(carpeta / ARCHIVO)
    dominios = libro.hoja("4_IPM Mpio dominios")
    privaciones = libro.hoja("8_Privaciones Mpio dominio")
    partes = [_porcentaje(dominios, 1, "ipm_censal", d, titulo) for d, titulo in IPM.items()]
    partes += [
        _porcentaje(privaciones, (1, 2), f"priv_{p}", d, f"{nombre} | {DOMINIOS[d]}")
        for p, nombre in PRIVACIONES.items()
        for d in DOMINIOS
    ]
    return larga.unir(partes, lugar=dominios.lugar)


def _porcentaje(
    hoja: HojaOficial, encabezado: int | tuple[int, ...], indicador: str, dominio: str, titulo: str
) -> pd.DataFrame:
    columnas = {"codigo": "ID", "nombre": "Municipio", "valor": titulo}
    tabla = hoja.tabla(encabezado, columnas, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    valores = numeros(tabla, "valor", minimo=0, maximo=100, nulos=SIN_POBLACION[dominio])
    return larga.parte(territorios, indicador, valores, periodo=PERIODO, dominio=dominio)
