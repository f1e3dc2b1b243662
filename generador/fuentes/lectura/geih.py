"""Los cuadros departamentales de pobreza monetaria de la GEIH: 23 departamentos y Bogotá."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import anexos, departamentos, larga
from generador.fuentes.lectura.rejillas import HojaOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos

# La muestra de la encuesta no da para estimar la pobreza monetaria de estos departamentos.
SIN_ESTIMACION = ("81", "85", "86", "88", "91", "94", "95", "97", "99")
CON_ESTIMACION = tuple(c for c in codigos.departamentos() if c not in SIN_ESTIMACION)


def cuadro(
    hoja: HojaOficial, encabezado: tuple[int, int], columnas: Iterable[str], *, con_nacion: bool
) -> tuple[Tabla, list[str]]:
    """Un cuadro por departamento y el código de cada fila; con o sin la fila «Total Nacional».

    ErrorDeDatos si no trae exactamente los 24 territorios (y la nación).
    """
    tabla = anexos.cuadro(hoja, encabezado, "Departamento", columnas)
    territorios = departamentos.codigos(tabla, "nombre")
    esperados = (codigos.NACION, *CON_ESTIMACION) if con_nacion else CON_ESTIMACION
    exigir_exactos(tabla.lugar, territorios, esperados, "los departamentos")
    return tabla, territorios


def parte(territorios: list[str], indicador: str, numeros: Numeros, periodo: str) -> pd.DataFrame:
    """Trozo de tabla larga del total de los 33 departamentos y la nación.

    Los departamentos sin estimación, y la nación si el cuadro no la trae, son «no_disponible».
    """
    faltan = [t for t in (codigos.NACION, *codigos.departamentos()) if t not in set(territorios)]
    sin_dato: Numeros = [(math.nan, "no_disponible")] * len(faltan)
    return larga.parte([*territorios, *faltan], indicador, [*numeros, *sin_dato], periodo=periodo)


def exigir_en_su_intervalo(tabla: pd.DataFrame, indicadores: Iterable[str], lugar: Lugar) -> None:
    """ErrorDeDatos si una estimación de `tabla` (larga) no está entre sus límites `_li` y `_ls`.

    Los límites vienen en otra hoja: así se nota un departamento con la fila de otro.
    """
    con_dato = tabla[tabla["estado"] == "dato"]
    llaves = zip(con_dato["indicador"], con_dato["territorio"], con_dato["periodo"], strict=True)
    valores = dict(zip(llaves, con_dato["valor"], strict=True))
    for (indicador, territorio, periodo), valor in valores.items():
        bajo = valores.get((f"{indicador}_li", territorio, periodo), -math.inf)
        alto = valores.get((f"{indicador}_ls", territorio, periodo), math.inf)
        if indicador in indicadores and not bajo <= valor <= alto:
            raise ErrorDeDatos(
                f"la estimación del departamento {territorio} en {periodo} no está entre los "
                f"límites que trae otra hoja ({bajo} y {alto})",
                lugar=lugar,
                valor=valor,
                que_hacer="revise que cada fila sea de su departamento en las dos hojas, o traiga "
                "de nuevo el archivo",
            )
