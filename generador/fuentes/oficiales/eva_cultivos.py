"""UPRA, Evaluaciones Agropecuarias Municipales 2019-2023: cultivos principales y área en cultivos.

Los cinco principales se guardan por puesto (`cultivo_1` a `cultivo_5`), no por cultivo: así caben
en la tabla larga de todas las fuentes, y un indicador por cultivo sería una tabla casi vacía.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import (
    Estado,
    Numeros,
    categorias,
    exigir_exactos,
    numeros,
)
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "sectorial/EVA_2019_2023_municipio_cultivo.csv.gz"
ANIOS = tuple(map(str, range(2019, 2024)))
ULTIMO = ANIOS[-1]
PUESTOS = range(1, 6)
AREAS = {"area_sembrada": "area_sembrada", "area_cosechada": "area_cosechada"}
MEDIDAS = {**AREAS, "produccion": "produccion"}
COLUMNAS = {"codigo": "codigo_dane_municipio", "anio": "ano", "cultivo": "cultivo", **MEDIDAS}
# Municipios sin ninguna fila; las áreas no municipalizadas no están en ningún año.
NUNCA = frozenset({"08001", "11001", "44560", "44847"})
SIN_FILA = {
    "2019": NUNCA | {"08573"},
    "2020": NUNCA | {"08372", "08573"},
    "2021": NUNCA | {"08372", "08573"},
    "2022": NUNCA | {"08372"},
    "2023": NUNCA | {"08372"},
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga de cultivos, dominio total, para municipios, departamentos y nación.

    `cultivo_1` a `cultivo_5` (código del catálogo, 2023) son los de mayor área sembrada en 2023;
    `cultivo_N_area` (hectáreas sembradas, 2023) y `cultivo_N_produccion` (toneladas, cada año desde
    2019) son las de ese mismo cultivo. `area_sembrada` y `area_cosechada` (hectáreas, cada año)
    suman todos los cultivos. Los agregados suman las filas del archivo, porque los cinco primeros
    de un departamento no se deducen de los de sus municipios.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS)
    filas = _con_agregados(_filas(tabla))
    principales = _principales(filas, tabla.lugar)
    partes = [*_areas(filas), *_puestos(filas, principales)]
    return larga.unir(partes, lugar=tabla.lugar)


def _filas(tabla: Tabla) -> pd.DataFrame:
    """Columnas territorio, anio, cultivo y las tres medidas, con los municipios comprobados."""
    filas = pd.DataFrame(
        {
            "territorio": leer_codigos(tabla, "codigo"),
            "anio": categorias(tabla, "anio", {a: a for a in ANIOS}),
            "cultivo": [limpiar(c) for c in tabla["cultivo"]],
            **{m: [n for n, _ in numeros(tabla, m, minimo=0)] for m in MEDIDAS},
        }
    )
    for anio in ANIOS:
        hallados = filas.loc[filas["anio"] == anio, "territorio"].unique()
        esperados = (
            set(codigos.base()) - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS - SIN_FILA[anio]
        )
        exigir_exactos(tabla.lugar, list(hallados), esperados, f"los municipios de {anio}")
    _exigir_unicas(tabla, filas)
    return filas


def _exigir_unicas(tabla: Tabla, filas: pd.DataFrame) -> None:
    repetidas = filas.duplicated(["territorio", "anio", "cultivo"])
    if repetidas.any():
        raise tabla.error(
            int(repetidas.to_numpy().argmax()),
            "cultivo",
            "el cultivo está dos veces en el mismo municipio y año",
            "compruebe si el archivo separa variedades o semestres: habría que sumarlas",
        )


def _con_agregados(filas: pd.DataFrame) -> pd.DataFrame:
    """Las filas y sus sumas por departamento y nación."""
    sumas = [
        filas.assign(territorio=territorio)
        .groupby(["territorio", "anio", "cultivo"], as_index=False)[list(MEDIDAS)]
        .agg(math.fsum)  # exacta: no depende del orden de las filas
        for territorio in (filas["territorio"].str[:2], codigos.NACION)
    ]
    return pd.concat([filas, *sumas], ignore_index=True)


def _principales(filas: pd.DataFrame, lugar: Lugar) -> pd.DataFrame:
    """Los cinco de mayor área sembrada en 2023 por territorio, con `puesto` y `codigo`.

    Si empatan, va primero el de mayor área cosechada y después el orden alfabético.
    """
    del_ultimo = filas[(filas["anio"] == ULTIMO) & (filas["area_sembrada"] > 0)]
    orden = del_ultimo.sort_values(
        ["territorio", "area_sembrada", "area_cosechada", "cultivo"],
        ascending=[True, False, False, True],
    )
    orden = orden.assign(puesto=orden.groupby("territorio").cumcount() + 1)
    primeros = orden[orden["puesto"] <= max(PUESTOS)]
    rotulos = {llave(r): c for c, r in catalogo.indicadores()["cultivo_1"].categorias.items()}
    hallados = {cultivo: rotulos.get(llave(cultivo)) for cultivo in primeros["cultivo"].unique()}
    if nuevos := sorted(c for c, codigo in hallados.items() if codigo is None):
        raise ErrorDeDatos(
            "cultivos entre los principales que no están en el catálogo",
            lugar=Lugar(lugar.archivo, None, None, COLUMNAS["cultivo"]),
            valor=", ".join(nuevos[:12]),
            que_hacer="agréguelos a las categorías de `cultivo_1`, al final, sin cambiar las otras",
        )
    return primeros.assign(codigo=primeros["cultivo"].map(hallados))


def _areas(filas: pd.DataFrame) -> Iterable[pd.DataFrame]:
    for anio in ANIOS:
        sumas = filas[filas["anio"] == anio].groupby("territorio")[list(AREAS)].agg(math.fsum)
        for medida in AREAS:
            yield _completa(
                medida, anio, sumas[medida], municipios_de_entonces.estado_de_territorio
            )


def _puestos(filas: pd.DataFrame, principales: pd.DataFrame) -> Iterable[pd.DataFrame]:
    con_fila = set(filas.loc[filas["anio"] == ULTIMO, "territorio"])
    produccion = filas.set_index(["anio", "territorio", "cultivo"])["produccion"]

    def sin_puesto(territorio: str, _anio: str) -> Estado:
        if territorio in con_fila:
            return "no_aplica"  # tiene menos de cinco cultivos
        return municipios_de_entonces.estado_de_territorio(territorio, ULTIMO)

    for puesto in PUESTOS:
        propios = principales[principales["puesto"] == puesto].set_index("territorio")
        columna = f"cultivo_{puesto}"
        yield _completa(columna, ULTIMO, propios["codigo"], sin_puesto)
        yield _completa(f"{columna}_area", ULTIMO, propios["area_sembrada"], sin_puesto)
        for anio in ANIOS:
            llaves = [(anio, t, c) for t, c in propios["cultivo"].items()]
            serie = produccion.reindex(pd.MultiIndex.from_tuples(llaves)).set_axis(propios.index)
            yield _completa(f"{columna}_produccion", anio, serie, sin_puesto)


def _completa(
    indicador: str, anio: str, serie: pd.Series, ausente: municipios_de_entonces.EstadoDe
) -> pd.DataFrame:
    """Un indicador y año para todos los territorios; NaN es un cultivo sin fila ese año."""
    valores: dict[str, float] = {str(t): float(v) for t, v in serie.items()}
    pares: Numeros = []
    for territorio in codigos.territorios():
        if territorio not in valores:
            pares.append((math.nan, ausente(territorio, anio)))
        elif math.isnan(valores[territorio]):
            pares.append((math.nan, "no_disponible"))
        else:
            pares.append((valores[territorio], "dato"))
    return larga.parte(codigos.territorios(), indicador, pares, periodo=anio)
