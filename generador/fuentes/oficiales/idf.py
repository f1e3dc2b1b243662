"""DNP, Índice de Desempeño Fiscal con la nueva metodología, vigencias 2020 a 2023."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import (
    Estado,
    Numeros,
    categorias,
    exigir_exactos,
    numeros,
)
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

PUNTAJE, RANGO = "idf", "idf_rango"
BARRANCOMINAS = "94343"  # municipio desde diciembre de 2019: en 2020 todavía no se evaluó
SIN_DATO: dict[str, Estado] = dict.fromkeys(("N.D.", "ND"), "no_disponible")
RANGOS = {
    "1. Deterioro (<40)": "1",
    "2. Riesgo (>=40 y <60)": "2",
    "3. Vulnerable (>=60 y <70)": "3",
    "4. Solvente (>=70 y <80)": "4",
    "5. Sostenible (>=80)": "5",
    "6. Sin info.": "nan",
    "No Evaluado": "nan",
}
# Dónde empieza cada rango después del primero.
BORDES = (40, 60, 70, 80)
CALIFICACION = "Capacidad de Ejecución de Inversión *"
# El puntaje es la suma de estas dos calificaciones, que ya traen su peso (80 y 20).
EXACTO = 1e-6
COMUNES = {
    PUNTAJE: "Nuevo IDF",
    "idf_resultados": "Resultados",
    "idf_transferencias": "Dependencia de las Transferencias",
    "idf_capital": "Relevancia FBK fijo",
    "idf_ahorro": "Ahorro Corriente",
    "idf_balance": "Balance Primario",
    "idf_holgura": "Holgura",
    "idf_ejecucion_inversion": "Capacidad de Ejecución de Inversión",
}
# Los títulos que cambian de nombre; la deuda cambia además de definición, y son dos indicadores.
LARGO_PLAZO = {
    "idf_gestion": "Gestión",
    "idf_deuda_largo_plazo": "Endeudamiento Largo Plazo",
    "idf_ejecucion_ingresos": "Capacidad de Ejecución de Ingresos",
}
DEUDA_TOTAL = {
    "idf_gestion": "Resultados Gestión",
    "idf_deuda_total": "Endeudamiento (Total)",
    "idf_ejecucion_ingresos": "Capacidad de programación y recaudo de ingresos",
}


@dataclass(frozen=True)
class Anexo:
    """El anexo de una vigencia: la fila del encabezado, los títulos que cambian y quién falta."""

    encabezado: int
    codigo: str
    cambian: Mapping[str, str]
    calificacion_de_gestion: str
    faltan: frozenset[str] = frozenset()


ANEXOS = {
    "2020": Anexo(
        7, "Codigo DANE", LARGO_PLAZO, "Calificación Gestión", frozenset({BARRANCOMINAS})
    ),
    "2021": Anexo(7, "Codigo DANE", LARGO_PLAZO, "Calificación Gestión"),
    "2022": Anexo(6, "Código", DEUDA_TOTAL, "Calificación Resultados Gestión"),
    "2023": Anexo(7, "Código", DEUDA_TOTAL, "Calificación Resultados Gestión"),
}


def ruta(vigencia: str) -> str:
    """Dónde está el anexo de una vigencia, desde la carpeta de archivos oficiales."""
    return f"finanzas/IDF_{vigencia}_nueva_metodologia.xlsx"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: puntaje (0 a 100), rango, dos dimensiones y ocho componentes; dominio total.

    Vigencias 2020 a 2023. «no_disponible» es lo que el anexo no evalúa o trae «N.D.»; lo que no era
    municipio queda en «no_aplica». Los componentes van en la unidad del anexo, sin calificar.
    """
    tablas = {v: _tabla(carpeta, v, anexo) for v, anexo in ANEXOS.items()}
    partes = (p for v, tabla in tablas.items() for p in _de_la_vigencia(tabla, v, ANEXOS[v]))
    return larga.unir(partes, lugar=next(iter(tablas.values())).lugar)


def _tabla(carpeta: Path, vigencia: str, anexo: Anexo) -> Tabla:
    """El anexo con sus códigos comprobados: los municipios de la vigencia."""
    columnas = {
        "codigo": anexo.codigo,
        "nombre": "Municipio",
        "nombre_departamento": "Departamento",
        RANGO: "Rango",
        "resultados": "Calificación Resultados",
        "gestion": anexo.calificacion_de_gestion,
        **COMUNES,
        **anexo.cambian,
    }
    hoja = LibroOficial(carpeta / ruta(vigencia)).hoja(f"Municipios {vigencia}")
    tabla = _con_titulos_distintos(hoja, anexo.encabezado).tabla(
        anexo.encabezado, columnas, clave="codigo"
    )
    territorios = leer_codigos(tabla, "codigo")
    eran = {c for c in codigos.base() if municipios_de_entonces.es_municipio(c, vigencia)}
    que = f"los municipios de {vigencia}"
    exigir_exactos(tabla.lugar, territorios, eran - anexo.faltan, que)
    cruce_de_nombres.exigir(tabla, territorios)
    return tabla


def _con_titulos_distintos(hoja: HojaOficial, encabezado: int) -> HojaOficial:
    """La hoja con su propio título en la calificación que en 2022 solo se distingue por «*»."""
    celdas = list(hoja.celdas)
    if encabezado <= len(celdas):
        titulos = [
            f"Calificación {c}" if limpiar(c) == CALIFICACION else c for c in celdas[encabezado - 1]
        ]
        celdas[encabezado - 1] = titulos
    return replace(hoja, celdas=celdas)


def _de_la_vigencia(tabla: Tabla, vigencia: str, anexo: Anexo) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    puntajes = numeros(tabla, PUNTAJE, minimo=0, maximo=100, nulos=SIN_DATO)
    _exigir_suma(tabla, puntajes)
    columnas = {PUNTAJE: puntajes, RANGO: _rangos(tabla, puntajes)}
    for indicador in (*COMUNES, *anexo.cambian):
        columnas.setdefault(indicador, numeros(tabla, indicador, nulos=SIN_DATO))
    for indicador, valores in columnas.items():
        yield larga.parte(territorios, indicador, valores, periodo=vigencia)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, vigencia, municipios_de_entonces.estado_de_municipio
        )


def _exigir_suma(tabla: Tabla, puntajes: Numeros) -> None:
    """Que cada puntaje sea la suma de sus dos calificaciones: prueba que las columnas son esas."""
    dimensiones = [numeros(tabla, c, minimo=0, maximo=80) for c in ("resultados", "gestion")]
    for i, (puntaje, estado) in enumerate(puntajes):
        suma = math.fsum(d[i][0] for d in dimensiones)
        if estado == "dato" and abs(puntaje - suma) > EXACTO:
            raise tabla.error(
                i,
                PUNTAJE,
                f"las calificaciones de resultados y de gestión suman {suma:.4f}",
                "revise que las columnas no estén corridas",
            )


def _rangos(tabla: Tabla, puntajes: Numeros) -> Numeros:
    """El rango que trae el anexo; ErrorDeDatos si no es el de su puntaje."""
    salida: Numeros = []
    for i, rotulo in enumerate(categorias(tabla, RANGO, RANGOS)):
        rango, (puntaje, estado) = float(rotulo), puntajes[i]
        esperado = 1 + sum(puntaje >= b for b in BORDES) if estado == "dato" else math.nan
        if not (rango == esperado or (math.isnan(rango) and math.isnan(esperado))):
            raise tabla.error(
                i, RANGO, f"no es el rango de un puntaje de {puntaje:.2f}", "revise la fila"
            )
        salida.append((rango, estado))
    return salida
