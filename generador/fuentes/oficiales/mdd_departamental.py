"""DNP, Medición de Desempeño Departamental (MDD) 2020 a 2023: puntajes de las gobernaciones."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/MDD_departamentos_oct2024.xlsx"
HOJA = "Base"
ANIOS = ("2020", "2021", "2022", "2023")
BOGOTA = "11"  # no es un departamento: la mide la Medición de Desempeño Municipal
CODIGO = {"id": "ID", "anio": "año", "codigo": "cdpto", "nombre": "ndpto"}
GESTION = {
    "mdd_movilizacion": "movilizacion",
    "mdd_ejecucion": "ejecucion",
    "mdd_gobierno": "gobierno",
    "mdd_planeacion": "planeacion",
}
RESULTADOS = {
    "mdd_educacion": "educacion",
    "mdd_salud": "salud",
    "mdd_servicios": "servicios",
    "mdd_seguridad": "seguridad",
    "mdd_infancia": "infancia",
    "mdd_trabajo": "trabajo",
    "mdd_ambiente": "ambiente",
}
PUNTAJES = {"mdd": "mdd", "mdd_gestion": "gestion", "mdd_resultados": "resultados"}
PORCENTAJES = {"mdd_recursos_propios": "g12_recpropios", "mdd_transferencias": "g13_deptrans"}
INGRESOS = {"mdd_ingresos_propios": "g11_itnt"}
# Cada componente es el promedio de sus dimensiones, con los decimales de precisión simple en que
# viene parte de la base.
PROMEDIOS = {"mdd_gestion": tuple(GESTION), "mdd_resultados": tuple(RESULTADOS)}
EXACTO = 1e-4


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: puntajes de 0 a 100 y tres cifras de ingresos, por departamento y año.

    Dominio total, 2020 a 2023, los 32 departamentos. Bogotá queda en «no_aplica».
    """
    columnas = CODIGO | PUNTAJES | GESTION | RESULTADOS | PORCENTAJES | INGRESOS
    tabla = LibroOficial(carpeta / ARCHIVO).hoja(HOJA).tabla(1, columnas, clave="id")
    anios = categorias(tabla, "anio", {a: a for a in ANIOS})
    territorios = _departamentos(tabla)
    esperados = [d + a for d in codigos.departamentos() if d != BOGOTA for a in ANIOS]
    pares = [d + a for d, a in zip(territorios, anios, strict=True)]
    exigir_exactos(tabla.lugar, pares, esperados, "los 32 departamentos de cada año")
    return larga.unir(_partes(tabla, territorios, anios), lugar=tabla.lugar)


def _departamentos(tabla: Tabla) -> list[str]:
    """Código de dos cifras de cada fila, que el archivo escribe con tres ceros («05000»)."""
    largos = leer_codigos(tabla, "codigo")
    for i, codigo in enumerate(largos):
        if not codigo.endswith("000") or not limpiar(tabla["id"][i]).endswith(codigo):
            problema = "no es el código de un departamento, o no es el de su ID"
            raise tabla.error(i, "codigo", problema, "se espera «05000» y el ID «202005000»")
    territorios = [codigo[:2] for codigo in largos]
    cruce_de_nombres.exigir(tabla, territorios)
    return territorios


def _partes(tabla: Tabla, territorios: list[str], anios: list[str]) -> Iterable[pd.DataFrame]:
    puntajes = {
        i: numeros(tabla, i, minimo=0, maximo=100)
        for i in (*PUNTAJES, *GESTION, *RESULTADOS, *PORCENTAJES)
    }
    for componente, dimensiones in PROMEDIOS.items():
        _exigir_promedio(
            tabla, componente, puntajes[componente], [puntajes[d] for d in dimensiones]
        )
    cifras = puntajes | {i: numeros(tabla, i, minimo=0) for i in INGRESOS}
    for indicador, valores in cifras.items():
        yield larga.parte(territorios, indicador, valores, periodo=anios)
        no_aplica: Numeros = [(float("nan"), "no_aplica") for _ in ANIOS]
        yield larga.parte([BOGOTA] * len(ANIOS), indicador, no_aplica, periodo=list(ANIOS))


def _exigir_promedio(
    tabla: Tabla, columna: str, componente: Numeros, dimensiones: Sequence[Numeros]
) -> None:
    for i, (valor, _) in enumerate(componente):
        promedio = math.fsum(d[i][0] for d in dimensiones) / len(dimensiones)
        if abs(valor - promedio) > EXACTO:
            raise tabla.error(
                i,
                columna,
                f"no es el promedio de sus dimensiones ({promedio:.4f})",
                "revise que las columnas no estén corridas",
            )
