"""DNP, SICODIS: plan bienal de caja del Sistema General de Regalías, 2023 y 2024.

Es la programación de caja del bienio, mes a mes; no lo recaudado, lo girado ni lo ejecutado.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGR_plan_bienal_caja_2023_2024.xlsx"
HOJA, HOJA_DE_TOTALES = "PBC beneficiarios", "PBC asignaciones"
# La fila 12 trae el año encima de cada enero; la 13, los títulos.
ENCABEZADO = (12, 13)
ANIOS = ("2023", "2024")
MESES = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre",
         "Octubre", "Noviembre", "Diciembre")  # fmt: skip
COLUMNAS = {
    "concepto": "CC",
    "codigo": "Código",
    "nombre": "Beneficiario",
    "nombre_departamento": "Departamento",
}
TOTAL, DIRECTAS, LOCAL, AHORRO = (f"sgr_caja_{p}" for p in ("total", "directas", "local", "ahorro"))
# Concepto → indicador del que hace parte, además del total; los demás nunca son de un municipio.
CONCEPTOS = {
    "ADIR": DIRECTAS,
    "ADAN": DIRECTAS,
    "AIL": LOCAL,
    "AILA": LOCAL,
    "FNPT": AHORRO,
    "AFAE": AHORRO,  # solo Bogotá
    "AIRD": "",  # solo Bogotá
}
OTROS = ("AIRR", "SSEC", "PYCI", "PYCA", "NARP", "NRPA", "PRGI", "PRGA", "AAMB", "ACTC", "CTIC",
         "APAZ", "CMAG", "FUNC")  # fmt: skip
# Rótulo en la hoja de totales → los conceptos cuyos beneficiarios lo suman.
TOTALES = {
    "20% Asignaciones Directas": ("ADIR",),
    "5% Asignaciones Directas Anticipadas": ("ADAN",),
    "Municipios más pobres": ("AIL", "AILA"),
    "Departamentos": ("AIRD",),
    "FONDO AHORRO PENSIONAL TERRITORIAL (FONPET)": ("FNPT",),
    "FONDO DE AHORRO Y ESTABILIZACION (AHORRO)": ("AFAE",),
}
REDONDEO = 100.0
"""Pesos del año que el redondeo de cada fila puede apartar del total; hoy son 22."""
# Lo que no es municipio: gobernaciones (05000), los territorios en litigio de Gibraltar y Capella
# (90001, 90997…), corporaciones, regiones, pueblos étnicos, control y lo que está por distribuir.
AJENOS = re.compile(r"\d\d000|900(?:01|02)|909(?:97|98)|(?:BO|C0|CI|F0|FU|MO|RE|SE)\d{3}")


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: total y tres asignaciones, en millones de pesos corrientes; dominio total.

    2023 y 2024. Un municipio sin fila en un concepto tiene 0: los beneficiarios de cada concepto
    suman su total, y si no lo suman es `ErrorDeDatos`. Lo que no es municipio queda en «no_aplica».
    """
    meses = {f"{a} | {m}": f"{a} | {m}" for a in ANIOS for m in MESES}
    libro = LibroOficial(carpeta / ARCHIVO)
    tabla = libro.hoja(HOJA).tabla(ENCABEZADO, COLUMNAS | meses, clave="codigo")
    conceptos = categorias(tabla, "concepto", {c: c for c in (*CONCEPTOS, *OTROS)})
    pesos = {anio: _pesos(tabla, anio) for anio in ANIOS}
    propias = [i for i, c in enumerate(tabla["codigo"]) if not AJENOS.fullmatch(limpiar(c))]
    tabla = tabla.elegir(propias)
    territorios = leer_codigos(tabla, "codigo")
    esperados = set(codigos.base()) - municipios_de_entonces.NO_SON_MUNICIPIO
    exigir_exactos(tabla.lugar, sorted(set(territorios)), esperados, "los 1.102 municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    propios = categorias(tabla, "concepto", {c: c for c in CONCEPTOS})
    _exigir_una_vez(tabla, territorios, propios)
    _exigir_totales(libro, tabla.lugar, conceptos, pesos)
    partes = [
        parte
        for anio in ANIOS
        for parte in _del_anio(territorios, propios, [pesos[anio][i] for i in propias], anio)
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _pesos(tabla: Tabla, anio: str) -> list[float]:
    """La suma de los doce meses de cada fila."""
    columnas = [numeros(tabla, f"{anio} | {mes}", minimo=0) for mes in MESES]
    return [math.fsum(v for v, _ in fila) for fila in zip(*columnas, strict=True)]


def _exigir_totales(
    libro: LibroOficial, lugar: Lugar, conceptos: Sequence[str], pesos: dict[str, list[float]]
) -> None:
    """Los beneficiarios de cada concepto suman el total de su hoja: no falta ninguno."""
    columnas = {"concepto": "CONCEPTO"} | {anio: f"TOTAL {anio}" for anio in ANIOS}
    totales = libro.hoja(HOJA_DE_TOTALES).tabla(11, columnas, clave="concepto")
    totales = totales.filtrar([limpiar(c) in TOTALES for c in totales["concepto"]])
    rotulos = [limpiar(c) for c in totales["concepto"]]
    exigir_exactos(totales.lugar, rotulos, TOTALES, "los totales de cada concepto")
    for anio in ANIOS:
        de_cada: dict[str, list[float]] = defaultdict(list)
        for concepto, valor in zip(conceptos, pesos[anio], strict=True):
            de_cada[concepto].append(valor)
        for rotulo, (total, _) in zip(rotulos, numeros(totales, anio, minimo=0), strict=True):
            suma = fsum(v for concepto in TOTALES[rotulo] for v in de_cada[concepto])
            if abs(suma - total) > REDONDEO:
                raise ErrorDeDatos(
                    f"los beneficiarios de {', '.join(TOTALES[rotulo])} no suman en {anio} el "
                    f"total de «{rotulo}» ({total:.0f})",
                    lugar=lugar,
                    valor=f"{suma:.0f}",
                    que_hacer=f"compruebe que no falte ni sobre una fila; {DESCARGAR}",
                )


def _exigir_una_vez(tabla: Tabla, territorios: list[str], propios: list[str]) -> None:
    vistas: set[tuple[str, str]] = set()
    for i, llave in enumerate(zip(territorios, propios, strict=True)):
        if llave in vistas:
            problema = f"{territorios[i]} se repite en el concepto {propios[i]}"
            raise tabla.error(i, "codigo", problema, "deje una sola fila por concepto")
        vistas.add(llave)


def _del_anio(
    territorios: list[str], propios: list[str], pesos: list[float], anio: str
) -> Iterable[pd.DataFrame]:
    sumas: dict[str, dict[str, float]] = {
        i: dict.fromkeys(territorios, 0.0) for i in (TOTAL, DIRECTAS, LOCAL, AHORRO)
    }
    for codigo, concepto, valor in zip(territorios, propios, pesos, strict=True):
        for indicador in filter(None, (TOTAL, CONCEPTOS[concepto])):
            sumas[indicador][codigo] += valor
    for indicador, propias in sumas.items():
        valores: Numeros = [(v, "dato") for v in propias.values()]
        millones = finanzas.a_millones(valores, finanzas.PESOS)
        yield larga.parte(list(propias), indicador, millones, periodo=anio)
        yield municipios_de_entonces.faltantes(
            propias, indicador, anio, municipios_de_entonces.estado_de_municipio
        )
