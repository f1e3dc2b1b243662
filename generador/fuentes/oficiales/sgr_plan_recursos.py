"""DNP, SICODIS: plan de recursos del Sistema General de Regalías por municipio, 2025 y 2026."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGR_plan_recursos_2025_2026.csv"
VIGENCIAS = ("2025", "2026")
INDICADORES = {
    "sgr_total": "TOTAL",
    "sgr_inversion": "INVERSIÓN (F + G + J + M + AB + AE + AF)",
    "sgr_directas": "Asignaciones Directas (G + I)",
    "sgr_local": "Asignación para la Inversión Local (N + Q)",
    "sgr_local_ambiente": "Destinación para medio ambiente y desarrollo sostenible",
    "sgr_ahorro": "AHORRO (AH + AI)",
}
OTRAS = {
    "regional": "Asignación para la Inversión Regional (K + L)",  # solo Bogotá
    "local_resto": "Resto de Inversión",
}
SUMAS = {
    "sgr_total": ("sgr_inversion", "sgr_ahorro"),
    "sgr_inversion": ("sgr_directas", "sgr_local", "regional"),
    "sgr_local": ("sgr_local_ambiente", "local_resto"),
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: total proyectado y cinco asignaciones, en millones de pesos corrientes.

    Dominio total, 2025 y 2026. Lo de Nuevo Belén de Bajirá se suma a Riosucio. Lo que no es
    municipio queda en «no_aplica».
    """
    columnas = {"vigencia": "Vigencia", "codigo": "CODIGO ENTIDAD", "nombre": "NOMBRE ENTIDAD"}
    columnas |= INDICADORES | OTRAS
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, columnas, clave="codigo")
    anios = categorias(tabla, "vigencia", {v: v for v in VIGENCIAS})
    partes = [
        parte
        for vigencia in VIGENCIAS
        for parte in _de_la_vigencia(tabla.filtrar([a == vigencia for a in anios]), vigencia)
    ]
    return larga.unir(partes, lugar=tabla.lugar, aditivos=None)


def _de_la_vigencia(tabla: Tabla, vigencia: str) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    esperados = {*codigos.base(), finanzas.SEGREGADO} - municipios_de_entonces.NO_SON_MUNICIPIO
    exigir_exactos(tabla.lugar, territorios, esperados, f"los municipios de {vigencia}")
    cruce_de_nombres.exigir(tabla, territorios)
    pesos = {i: numeros(tabla, i, minimo=0) for i in [*INDICADORES, *OTRAS]}
    for total, partes in SUMAS.items():
        finanzas.exigir_suma(tabla, total, pesos[total], [pesos[p] for p in partes])
    for indicador in INDICADORES:
        millones = finanzas.a_millones(pesos[indicador], finanzas.PESOS)
        yield larga.parte(territorios, indicador, millones, periodo=vigencia)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, vigencia, municipios_de_entonces.estado_de_municipio
        )
