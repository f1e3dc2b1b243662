"""ART y MinHacienda: municipios PDET con su subregión, y municipios ZOMAC."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/PDET_ZOMAC.txt"
PERIODO = "2017"  # Decreto Ley 893 (PDET) y Decreto 1650 (ZOMAC), ambos de 2017
MUNICIPIOS_PDET = 170
MUNICIPIOS_ZOMAC = 344
SUBREGIONES = {
    "ALTO PATÍA Y NORTE DEL CAUCA": "1",
    "ARAUCA": "2",
    "BAJO CAUCA Y NORDESTE ANTIOQUEÑO": "3",
    "CATATUMBO": "4",
    "CHOCÓ": "5",
    "CUENCA DEL CAGUÁN Y PIEDEMONTE CAQUETEÑO": "6",
    "MACARENA - GUAVIARE": "7",
    "MONTES DE MARÍA": "8",
    "PACÍFICO MEDIO": "9",
    "PACÍFICO Y FRONTERA NARIÑENSE": "10",
    "PUTUMAYO": "11",
    "SIERRA NEVADA - PERIJÁ": "12",
    "SUR DE BOLÍVAR": "13",
    "SUR DE CÓRDOBA": "14",
    "SUR DEL TOLIMA": "15",
    "URABÁ ANTIOQUEÑO": "16",
}
COLUMNAS = {
    "codigo": "Cod. Municipio",
    "nombre": "Municipio",
    "nombre_departamento": "Departamento",
    "pdet": "Subregión PDET",
    "zomac": "ZOMAC",
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: `pdet_subregion` (de 1 a 16; «no_aplica» si no es PDET) y `zomac` (0 o 1).

    Dominio total, periodo 2017, los 1.122 de la base. ErrorDeDatos si los recuentos no son los que
    fijan las normas (170 y 344).
    """
    hoja = leer_texto(carpeta / ARCHIVO, separador="|")
    tabla = hoja.tabla(1, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    pdet = _subregiones(tabla)
    zomac: Numeros = [(float(z), "dato") for z in categorias(tabla, "zomac", {"0": "0", "1": "1"})]
    _exigir_cuenta(tabla, "pdet", sum(e == "dato" for _, e in pdet), MUNICIPIOS_PDET)
    _exigir_cuenta(tabla, "zomac", int(sum(v for v, _ in zomac)), MUNICIPIOS_ZOMAC)
    partes = [
        larga.parte(territorios, "pdet_subregion", pdet, periodo=PERIODO),
        larga.parte(territorios, "zomac", zomac, periodo=PERIODO),
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _subregiones(tabla: Tabla) -> Numeros:
    validas = {**SUBREGIONES, "": "nan"}
    return [
        (float(c), "no_aplica" if math.isnan(float(c)) else "dato")
        for c in categorias(tabla, "pdet", validas)
    ]


def _exigir_cuenta(tabla: Tabla, columna: str, hallados: int, esperados: int) -> None:
    if hallados != esperados:
        lugar = Lugar(tabla.lugar.archivo, None, None, limpiar(tabla.rotulos[columna]))
        raise ErrorDeDatos(
            f"hay {hallados} municipios marcados y la norma fija {esperados}",
            lugar=lugar,
            que_hacer=f"{DESCARGAR}; si la norma cambió, actualice el módulo que la lee",
        )
