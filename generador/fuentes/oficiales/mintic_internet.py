"""MinTIC, accesos fijos a internet por cada 100 habitantes, último trimestre de cada año."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "sectorial/MinTIC_internet_fijo_municipio_20250804.csv"
INDICADOR = "internet_fijo"
COLUMNAS = {
    "anio": "AÑO",
    "trimestre": "TRIMESTRE",
    "codigo": "COD_MUNICIPIO",
    "nombre": "MUNICIPIO",
    "nombre_departamento": "DEPARTAMENTO",
    "accesos": "No. ACCESOS FIJOS A INTERNET",
    "poblacion": "POBLACIÓN DANE",
    "indice": "INDICE",
}
# El último trimestre que trae el archivo en cada año.
TRIMESTRES = {**{str(anio): "4" for anio in range(2015, 2023)}, "2023": "3"}
TOPE = 100.0  # más de un acceso por habitante es un error del origen


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `internet_fijo`: accesos por cada 100 habitantes, dominio total, por año.

    El valor de un año es el de su último trimestre en el archivo (el cuarto; en 2023, el tercero).
    Uno mayor de 100 queda «no_disponible». Trae también departamentos y nación, con los accesos y
    la población de las filas que sí valen, porque una razón no se puede sumar después.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS)
    partes = [p for anio, propia in _por_anio(tabla).items() for p in _del_anio(anio, propia)]
    return larga.unir(partes, lugar=tabla.lugar)


def _por_anio(tabla: Tabla) -> dict[str, Tabla]:
    """Las filas del último trimestre de cada año."""
    anios = categorias(tabla, "anio", {anio: anio for anio in TRIMESTRES})
    trimestres = categorias(tabla, "trimestre", {n: n for n in "1234"})
    filas: dict[tuple[str, str], list[int]] = defaultdict(list)
    for posicion, fecha in enumerate(zip(anios, trimestres, strict=True)):
        filas[fecha].append(posicion)
    ultimos = {anio: max((t for a, t in filas if a == anio), default="0") for anio in TRIMESTRES}
    if ultimos != TRIMESTRES:
        distintos = ", ".join(f"{a}: {t}" for a, t in ultimos.items() if TRIMESTRES[a] != t)
        raise ErrorDeDatos(
            f"el último trimestre de algún año no es el esperado ({distintos})",
            lugar=Lugar(tabla.lugar.archivo, None, None, COLUMNAS["trimestre"]),
            que_hacer="compruebe que el archivo está completo; si es otro, actualice TRIMESTRES",
        )
    return {anio: tabla.elegir(filas[anio, trimestre]) for anio, trimestre in TRIMESTRES.items()}


def _del_anio(anio: str, tabla: Tabla) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    areas = (
        municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS
    )  # unas aparecen y otras no, según el trimestre
    municipios = [t for t in territorios if t not in areas]
    exigir_exactos(
        tabla.lugar, municipios, set(codigos.base()) - areas, f"los municipios de {anio}"
    )
    cruce_de_nombres.exigir(tabla, territorios)
    accesos = [n for n, _ in numeros(tabla, "accesos", minimo=0)]
    poblacion = [n for n, _ in numeros(tabla, "poblacion", minimo=1)]
    indice = numeros(tabla, "indice", minimo=0, decimal=",")
    _exigir_razon(tabla, indice, accesos, poblacion)
    valores: Numeros = [
        (math.nan, "no_disponible") if v > TOPE else (v, estado) for v, estado in indice
    ]
    yield larga.parte(territorios, INDICADOR, valores, periodo=anio)
    yield municipios_de_entonces.faltantes(
        territorios, INDICADOR, anio, municipios_de_entonces.estado_de_territorio
    )
    yield _agregados(anio, territorios, valores, accesos, poblacion)


def _exigir_razon(
    tabla: Tabla, indice: Numeros, accesos: list[float], poblacion: list[float]
) -> None:
    """El índice debe ser la razón: así una coma decimal perdida no pasa por error del origen."""
    for i, (valor, _) in enumerate(indice):
        razon = 100 * accesos[i] / poblacion[i]
        if abs(valor - razon) > 0.011:
            raise tabla.error(
                i,
                "indice",
                f"no es la razón entre accesos y población ({razon:.2f} por cada 100 habitantes)",
                "revise la coma decimal o traiga de nuevo el archivo",
            )


def _agregados(
    anio: str,
    territorios: list[str],
    valores: Numeros,
    accesos: list[float],
    poblacion: list[float],
) -> pd.DataFrame:
    filas = pd.DataFrame({"t": territorios, "a": accesos, "p": poblacion})
    filas = filas[[estado == "dato" for _, estado in valores]]
    sumas = filas.groupby(filas["t"].str[:2])[["a", "p"]].agg(math.fsum)
    sumas.loc[codigos.NACION] = [math.fsum(sumas[c]) for c in ("a", "p")]
    razones = 100 * sumas["a"] / sumas["p"]
    pares: Numeros = [(float(r), "dato") for r in razones]
    return larga.parte(list(razones.index), INDICADOR, pares, periodo=anio)
