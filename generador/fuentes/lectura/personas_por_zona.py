"""Personas en hogares particulares del censo 2018 por zona, del cuadro del NBI por centro poblado.

El archivo municipal del censo no separa la cabecera; este sí, y sus filas suman exactamente las
personas en hogares particulares de cada municipio.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "nbi/CNPV-2018-NBI-CENTROS-POBLADOS.xlsx"
HOJA = "NBI-PERSONAS"
ENCABEZADO = (8, 9)
COLUMNAS = {
    "codigo": "Código de municipio",
    "clase": "Clase",
    "personas": "Total personas en hogares particulares",
}
ZONAS = {"Cabecera municipal": "cabecera", "Centro Poblado": "rural", "Rural Disperso": "rural"}


def leer(carpeta: Path, totales: Mapping[str, float]) -> dict[str, Numeros]:
    """«cabecera» y «rural»: personas de cada municipio, en el orden de `totales`.

    `totales` son las personas en hogares particulares por código. Un municipio sin fila de cabecera
    no la tiene: «no_aplica». ErrorDeDatos si faltan municipios o si sus filas no suman su total.
    """
    tabla = LibroOficial(carpeta / ARCHIVO).hoja(HOJA).tabla(ENCABEZADO, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(
        tabla.lugar, list(dict.fromkeys(territorios)), totales, "los municipios del marco 2018"
    )
    personas = numeros(tabla, "personas", minimo=0)
    suma: Counter[str] = Counter()
    por_zona: dict[str, Counter[str]] = {"cabecera": Counter(), "rural": Counter()}
    for codigo, zona, (cuantas, _) in zip(
        territorios, categorias(tabla, "clase", ZONAS), personas, strict=True
    ):
        suma[codigo] += int(cuantas)
        por_zona[zona][codigo] += int(cuantas)
    for codigo, total in totales.items():
        if suma[codigo] != total:
            raise tabla.error(
                territorios.index(codigo),
                "personas",
                f"las filas de {codigo} suman {suma[codigo]} y el censo contó {total:.0f} personas "
                "en hogares particulares",
                DESCARGAR,
            )
    return {
        zona: [
            (float(suyas[c]), "dato") if c in suyas else (math.nan, "no_aplica") for c in totales
        ]
        for zona, suyas in por_zona.items()
    }
