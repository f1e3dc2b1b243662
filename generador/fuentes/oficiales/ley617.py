"""DNP, SICODIS: gasto de funcionamiento frente al límite de la Ley 617 de 2000, 2016 a 2023."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_ley617_icld_gf_2016_2024.csv"
# Las columnas «_ult» son de un año que el archivo no nombra: no se leen.
ANIOS = tuple(str(anio) for anio in range(2016, 2024))
CODIGO = {"codigo": "cod_mpio", "nombre": "municipio", "nombre_departamento": "departamento"}
COLUMNAS = ("ICLD", "GF", "RAZON", "HOLGURA")
# Ley 617 de 2000, artículos 4 y 6. El 60 es de departamento: San Andrés lo tuvo en 2018 y 2019.
LIMITES = (0.5, 0.6, 0.65, 0.7, 0.8)
REDONDEO = 0.0051  # la razón de 2023 viene con dos decimales


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: ingreso de libre destinación y gasto (millones de pesos corrientes), razón y
    límite (porcentaje) y holgura (puntos porcentuales); dominio total, de 2016 a 2023.

    La razón es gasto sobre ingreso y la holgura, límite menos razón: los del archivo, sin el
    redondeo con que trae 2023. «no_disponible» donde el archivo trae 0 o «N/C». Lo que no es
    municipio queda en «no_aplica», salvo San Andrés.
    """
    titulos = {_columna(c, a): _columna(c, a) for c in COLUMNAS for a in ANIOS}
    hoja = leer_texto(carpeta / ARCHIVO)
    tabla = hoja.tabla(1, {**CODIGO, **titulos}, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    esperados = set(codigos.base()) - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS
    exigir_exactos(tabla.lugar, territorios, esperados, "los municipios y San Andrés")
    cruce_de_nombres.exigir(tabla, territorios)
    partes = [p for anio in ANIOS for p in _del_anio(tabla, territorios, anio)]
    return larga.unir(partes, lugar=tabla.lugar)


def _columna(titulo: str, anio: str) -> str:
    return f"{titulo}_{anio}"


def _del_anio(tabla: Tabla, territorios: list[str], anio: str) -> Iterable[pd.DataFrame]:
    ingreso, gasto, razon = (
        finanzas.cero_sin_dato(
            numeros(tabla, _columna(c, anio), minimo=0, nulos={"N/C": "no_disponible"}),
            territorios,
            anio,
        )
        for c in COLUMNAS[:3]
    )
    calculada: Numeros = [(100 * g / i, e) for (g, e), (i, _) in zip(gasto, ingreso, strict=True)]
    _exigir_razon(tabla, anio, razon, calculada)
    limite = _limite(tabla, anio, razon)
    valores = {
        "ley617_icld": finanzas.a_millones(ingreso, finanzas.MILES_DE_PESOS),
        "ley617_gasto": finanzas.a_millones(gasto, finanzas.MILES_DE_PESOS),
        "ley617_razon": calculada,
        "ley617_limite": limite,
        "ley617_holgura": [(li - r, e) for (li, _), (r, e) in zip(limite, calculada, strict=True)],
    }
    for indicador, columna in valores.items():
        yield larga.parte(territorios, indicador, columna, periodo=anio)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, anio, municipios_de_entonces.estado_de_municipio
        )


def _exigir_razon(tabla: Tabla, anio: str, razon: Numeros, calculada: Numeros) -> None:
    """Gasto, ingreso y razón faltan a la vez, y la razón es su cociente."""
    for i, ((publicada, estado), (cociente, otro)) in enumerate(zip(razon, calculada, strict=True)):
        if estado == otro != "dato" and math.isnan(cociente):
            continue
        if not abs(100 * publicada - cociente) <= 100 * REDONDEO:
            raise tabla.error(
                i,
                _columna("RAZON", anio),
                f"no es el gasto sobre el ingreso de libre destinación ({cociente / 100:.4f})",
                "revise la fila con la entidad o traiga de nuevo el archivo",
            )


def _limite(tabla: Tabla, anio: str, razon: Numeros) -> Numeros:
    """El límite que se aplicó ese año, en porcentaje: la razón más la holgura del archivo."""
    columna = _columna("HOLGURA", anio)
    holgura = numeros(tabla, columna, maximo=max(LIMITES), nulos={"N/C": "no_disponible"})
    salida: Numeros = []
    for i, (valor, estado) in enumerate(razon):
        limite = round(valor + holgura[i][0], 4)
        if estado == "dato" and limite not in LIMITES:
            raise tabla.error(
                i,
                columna,
                f"con la razón suma {limite}, que no es un límite de la Ley 617",
                "revise la fila con la entidad o traiga de nuevo el archivo",
            )
        salida.append((100 * limite, estado) if estado == "dato" else (math.nan, estado))
    return salida
