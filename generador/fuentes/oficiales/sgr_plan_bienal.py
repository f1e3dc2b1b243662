"""DNP, SICODIS: plan bienal de caja del Sistema General de Regalías, 2023 y 2024.

Es la programación de caja del bienio, mes a mes; no lo recaudado, lo girado ni lo ejecutado.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, unidades
from generador.fuentes.lectura.rejillas import Libro, Tabla, limpiar
from generador.fuentes.lectura.valores import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGR_plan_bienal_caja_2023_2024.xlsx"
HOJA = "PBC beneficiarios"
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
# Lo que no es municipio: gobernaciones (05000), los territorios en litigio de Gibraltar y Capella
# (90001, 90997…), corporaciones, regiones, pueblos étnicos, control y lo que está por distribuir.
AJENOS = re.compile(r"\d\d000|900(?:01|02)|909(?:97|98)|(?:BO|C0|CI|F0|FU|MO|RE|SE)\d{3}")


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: total y tres asignaciones, en millones de pesos corrientes; dominio total.

    2023 y 2024. Un municipio sin fila en un concepto tiene 0: los beneficiarios de cada concepto
    suman su total. Lo que no es municipio queda en «no_aplica».
    """
    meses = {f"{a} | {m}": f"{a} | {m}" for a in ANIOS for m in MESES}
    hoja = Libro(carpeta / ARCHIVO).hoja(HOJA)
    tabla = hoja.tabla(ENCABEZADO, COLUMNAS | meses, clave="codigo")
    categorias(tabla, "concepto", {c: c for c in (*CONCEPTOS, *OTROS)})
    tabla = tabla.filtrar([not AJENOS.fullmatch(limpiar(c)) for c in tabla["codigo"]])
    territorios = leer_codigos(tabla, "codigo")
    esperados = set(codigos.base()) - unidades.NO_SON_MUNICIPIO
    exigir_exactos(tabla.lugar, sorted(set(territorios)), esperados, "los 1.102 municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    propios = categorias(tabla, "concepto", {c: c for c in CONCEPTOS})
    _exigir_una_vez(tabla, territorios, propios)
    partes = [p for anio in ANIOS for p in _del_anio(tabla, territorios, propios, anio)]
    return larga.unir(partes, lugar=tabla.lugar)


def _exigir_una_vez(tabla: Tabla, territorios: list[str], propios: list[str]) -> None:
    vistas: set[tuple[str, str]] = set()
    for i, llave in enumerate(zip(territorios, propios, strict=True)):
        if llave in vistas:
            problema = f"{territorios[i]} se repite en el concepto {propios[i]}"
            raise tabla.error(i, "codigo", problema, "deje una sola fila por concepto")
        vistas.add(llave)


def _del_anio(
    tabla: Tabla, territorios: list[str], propios: list[str], anio: str
) -> Iterable[pd.DataFrame]:
    columnas = [numeros(tabla, f"{anio} | {mes}", minimo=0) for mes in MESES]
    pesos = [sum(v for v, _ in fila) for fila in zip(*columnas, strict=True)]
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
        yield unidades.faltantes(propias, indicador, anio, unidades.estado_de_municipio)
