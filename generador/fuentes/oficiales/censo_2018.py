"""DANE, censo 2018 por municipio: personas, hogares, viviendas y servicios del MGN integrado."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import pandas as pd
import pyogrio

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga, personas_por_zona
from generador.fuentes.lectura.censo_2018_variables import (
    COBERTURAS,
    CONTEOS,
    DENOMINADOR,
    SUMAS,
    VARIABLES,
)
from generador.fuentes.lectura.rejillas import (
    DESCARGAR,
    HojaOficial,
    LibroOficial,
    Tabla,
    exigir_archivo,
)
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "poblacion/MGN_ANM_MPIOS_CNPV2018.dbf"
DICCIONARIO = "poblacion/Diccionario_MGN_CNPV2018.xlsx"
HOJA_DICCIONARIO = "Municipio"
EN_HOGARES = "censo_personas_hogares"
CODIGO, NOMBRE = "MPIO_CDPMP", "MPIO_CNMBR"
PERIODO = "2018"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con los conteos `censo_*` por municipio y las coberturas de servicios.

    Las coberturas (porcentaje de viviendas ocupadas con personas presentes) van también para
    departamentos y nación, porque un porcentaje no se puede sumar después. Lanza
    `ErrorDeDatos` si una variable no está en el diccionario o si una suma del censo no cuadra.
    Las personas en hogares particulares van además por cabecera y rural.
    """
    exigir_diccionario(carpeta)
    columnas = {"nombre": NOMBRE, **{nombre: nombre for nombre in (CODIGO, *VARIABLES)}}
    tabla = leer_dbf(carpeta / ARCHIVO, list(columnas.values())).tabla(1, columnas)
    territorios = leer_codigos(tabla, CODIGO)
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    valores = {v: numeros(tabla, v, minimo=0) for v in VARIABLES}
    _exigir_sumas(tabla, valores)
    partes = [larga.parte(territorios, i, valores[v], periodo=PERIODO) for i, v in CONTEOS.items()]
    partes += _por_zona(carpeta, territorios, valores)
    return larga.unir([*partes, *_coberturas(territorios, valores)], lugar=tabla.lugar)


def leer_dbf(ruta: Path, columnas: list[str]) -> HojaOficial:
    """Rejilla de un .dbf con solo `columnas`; la fila 1 son los títulos, como en una hoja.

    El archivo no trae .cpg y su texto está en UTF-8 aunque el formato se suponga Latin-1.
    """
    lugar = Lugar(exigir_archivo(ruta).name)
    try:
        with warnings.catch_warnings(record=True) as avisos:
            warnings.simplefilter("always")
            meta, _, _, datos = pyogrio.raw.read(ruta, columns=columnas, encoding="UTF-8")
    except UnicodeDecodeError as causa:
        raise ErrorDeDatos(
            f"sus nombres no están en UTF-8 ({causa.object!r})", lugar=lugar, que_hacer=DESCARGAR
        ) from causa
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as causa:
        raise ErrorDeDatos(
            f"no se puede leer como tabla .dbf; parece truncado o dañado ({causa})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa
    if avisos:  # «7,302» en un campo de números se leería 7, con solo un aviso en inglés
        raise ErrorDeDatos(
            f"una celda no se puede leer entera ({avisos[0].message})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        )
    filas = [list(f) for f in zip(*(columna.tolist() for columna in datos), strict=True)]
    return HojaOficial(lugar, [list(meta["fields"]), *filas])


def exigir_diccionario(carpeta: Path) -> None:
    """Comprueba que el diccionario del DANE defina a nivel municipal cada variable que se lee."""
    hoja = LibroOficial(carpeta / DICCIONARIO).hoja(HOJA_DICCIONARIO)
    definidas = set(hoja.tabla(3, {"variable": "VARIABLE"}, clave="variable")["variable"])
    if faltan := [v for v in (CODIGO, *VARIABLES) if v not in definidas]:
        raise ErrorDeDatos(
            "el diccionario no define variables que el kit lee del censo",
            lugar=Lugar(hoja.lugar.archivo, hoja.lugar.hoja, None, "VARIABLE"),
            valor=", ".join(faltan),
            que_hacer="use el diccionario que acompaña al archivo municipal del censo 2018",
        )


def _exigir_sumas(tabla: Tabla, valores: dict[str, Numeros]) -> None:
    for total, grupos in SUMAS.items():
        for sumandos in grupos:
            for i, (esperado, _) in enumerate(valores[total]):
                if (suma := math.fsum(valores[s][i][0] for s in sumandos)) != esperado:
                    raise tabla.error(
                        i,
                        total,
                        f"no es la suma de {', '.join(sumandos)} ({suma:.0f})",
                        DESCARGAR,
                    )


def _por_zona(
    carpeta: Path, territorios: list[str], valores: dict[str, Numeros]
) -> list[pd.DataFrame]:
    en_hogares = (personas for personas, _ in valores[CONTEOS[EN_HOGARES]])
    zonas = personas_por_zona.leer(carpeta, dict(zip(territorios, en_hogares, strict=True)))
    return [
        larga.parte(territorios, EN_HOGARES, suyas, periodo=PERIODO, dominio=zona)
        for zona, suyas in zonas.items()
    ]


def _coberturas(territorios: list[str], valores: dict[str, Numeros]) -> list[pd.DataFrame]:
    """Municipios, y además departamentos y nación con los conteos ya sumados."""
    variables = [CONTEOS[c] for c in (DENOMINADOR, *COBERTURAS.values())]
    propios = pd.DataFrame({v: [n for n, _ in valores[v]] for v in variables}, index=territorios)
    sumas = propios.groupby([t[:2] for t in territorios]).agg(math.fsum)
    nacion = propios.agg(math.fsum).to_frame(codigos.NACION).T
    conteos = pd.concat([nacion, sumas, propios])
    ocupadas = conteos[CONTEOS[DENOMINADOR]]
    salida = []
    for indicador, conteo in COBERTURAS.items():
        tasa = 100 * conteos[CONTEOS[conteo]] / ocupadas
        pares: Numeros = [(float(t), "dato") for t in tasa]
        salida.append(larga.parte(list(conteos.index), indicador, pares, periodo=PERIODO))
    return salida
