"""La tabla interna, exacta: una fila por territorio y el total. No se publica."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from generador.hogares import modos
from generador.hogares.dominio import MEDIDA, NOMBRES
from generador.hogares.incidencia import IncidenciaMedida, Opciones
from generador.hogares.suma import DE_INCIDENCIA, suma_de_control
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida, Valor
from generador.metodos.muestreo import EN_LA_TABLA
from generador.metodos.privaciones import Medida
from generador.metodos.supresion import PUBLICADO

TOTAL = "TOTAL"

# Los mismos nombres y el mismo orden que la salida del complemento de QGIS.
DICCIONARIO = {
    "territorio": "Código del territorio, o TOTAL",
    "hogares": "Hogares de la base",
    "hogares_p": "Hogares (con factor de expansión)",
    "personas": "Personas (con factor de expansión si lo hay)",
    "poblacion": "Denominador de h, a, m0, c_ y f_",
    "pobres": "En pobreza multidimensional, en la unidad del denominador",
    "h": "H, incidencia: proporción de pobres",
    "a": "A, intensidad: puntaje medio de los pobres",
    "m0": "M0, incidencia ajustada: H por A",
    **{f"t_{p.lower()}": f"{NOMBRES[p]}: proporción de hogares privados" for p in PRIVACIONES},
    **{f"c_{p.lower()}": f"{NOMBRES[p]}: proporción de pobres y privados" for p in PRIVACIONES},
    **{f"f_{p.lower()}": f"{NOMBRES[p]}: contribución a M0" for p in PRIVACIONES},
    "principal": "Privación que más contribuye a M0",
    "supresion": "0: en modo interno se muestra todo",
    "pocos_hogares": "1 si tiene menos hogares que el mínimo: se puede reconocer a alguien",
    "denominador": "Qué cuenta «poblacion»: personas u hogares",
    "medida": "Cómo se llama esta medida: no es el IPM oficial",
    "uso": "Si la tabla se puede publicar",
    "publicable": "no: son cifras exactas",
}
# Lo que se agrega si la base es una muestra y se puede calcular su error.
DE_MUESTRA = {
    "casos": "Personas de la muestra, sin expandir",
    "gl": "Grados de libertad: unidades primarias menos estratos",
    **{
        f"{p}_{c}": f"{p.upper()}: {dice}"
        for p in EN_LA_TABLA
        for c, dice in (
            ("ee", "error estándar"),
            ("clase", "si alcanza para publicarse: suficiente, cautela o no_publicar"),
            ("bajo", "límite inferior, 95 %"),
            ("alto", "límite superior, 95 %"),
        )
    },
}


def armar(resultado: IncidenciaMedida, opciones: Opciones) -> TablaDeSalida:
    """La tabla de `kit incidencia`, en el orden de `DICCIONARIO`."""
    de_territorios = _columnas(resultado.medida, resultado.en_hogares, resultado.personas)
    del_total = _columnas(
        resultado.total, resultado.en_hogares.total(), np.array([resultado.personas.sum()])
    )
    columnas: dict[str, list[Valor]] = {"territorio": [*resultado.territorios, TOTAL]}
    for nombre, valores in de_territorios.items():
        columnas[nombre] = [*valores, *del_total[nombre]]
    filas = len(columnas["territorio"])
    pocos = modos.pocos_hogares(resultado.medida, opciones.minimo).astype(np.int64)
    columnas["pocos_hogares"] = [*pocos.tolist(), 0]
    columnas["denominador"] = [opciones.unidad] * filas
    columnas["medida"] = [MEDIDA] * filas
    columnas["uso"] = [modos.INTERNO] * filas
    columnas["publicable"] = ["no"] * filas
    propio = diccionario(resultado)
    ordenadas = [columnas[nombre] for nombre in DICCIONARIO]
    if resultado.estimacion is not None:
        partes = (resultado.estimacion.columnas(), resultado.estimacion.total().columnas())
        ordenadas += [[*_valores(partes[0][c]), *_valores(partes[1][c])] for c in DE_MUESTRA]
    return TablaDeSalida(tuple(propio), tuple(zip(*ordenadas, strict=True)))


def diccionario(resultado: IncidenciaMedida) -> dict[str, str]:
    """{columna: qué es}, en orden: las de siempre y, en una muestra, las de su error."""
    return DICCIONARIO if resultado.estimacion is None else {**DICCIONARIO, **DE_MUESTRA}


def suma_de_resultados(tabla: TablaDeSalida) -> str:
    """La suma de control de los territorios, sin el total: la misma que da el complemento."""
    filas = [dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas]
    return suma_de_control(filas[:-1], "territorio", DE_INCIDENCIA)


def _columnas(medida: Medida, en_hogares: Medida, personas: Any) -> dict[str, list[Valor]]:
    escalares = {
        "hogares": medida.registros,
        "hogares_p": en_hogares.poblacion,
        "personas": personas,
        "poblacion": medida.poblacion,
        "pobres": medida.pobres,
        "h": medida.incidencia,
        "a": medida.intensidad,
        "m0": medida.m0,
    }
    matrices = {
        "t": en_hogares.tasas,
        "c": medida.tasas_censuradas,
        "f": medida.contribuciones,
    }
    columnas = {nombre: _valores(valores) for nombre, valores in escalares.items()}
    for prefijo, matriz in matrices.items():
        for j, privacion in enumerate(PRIVACIONES):
            columnas[f"{prefijo}_{privacion.lower()}"] = _valores(matriz[:, j])
    columnas["principal"] = [
        NOMBRES[PRIVACIONES[j]] if j >= 0 else None for j in medida.privacion_principal.tolist()
    ]
    columnas["supresion"] = [PUBLICADO] * len(medida.registros)
    return columnas


def _valores(valores: Any) -> list[Valor]:
    lista = np.asarray(valores).tolist()
    return [None if isinstance(v, float) and math.isnan(v) else v for v in lista]
