"""DANE, NBI por autorreconocimiento étnico, censo 2018: nación, departamentos y municipios."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from generador.cubo import codigos
from generador.cubo.minimos import PERSONAS_MINIMAS
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import DESCARGAR, HojaOficial, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Estado, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "nbi/CNPV-2018-NBI-AUTORRECONOCIMIENTO-ETNICO.xlsx"
PERIODO = "2018"
ENCABEZADO = (9, 10)
TOTAL = "Total nacional"
Grupo = Literal["indigena", "narp", "otro"]
GRUPOS: dict[str, Grupo] = {
    "Indígena": "indigena",
    "Raizal": "narp",
    "Palenquero": "narp",
    "Negro, mulato,afrodescendiente, afrocolombiano": "narp",
    "Gitano o Rrom": "otro",
    "Ningún grupo étnico": "otro",
    "Sin información": "otro",
}
PUBLICADOS: dict[Grupo, tuple[str, str]] = {
    "indigena": ("nbi_indigena", "personas_indigenas"),
    "narp": ("nbi_narp", "personas_narp"),
}
ROTULO = "Autoreconocimiento étnico"
VALORES = {
    "nbi": "Personas en Necesidades Básicas Insatisfechas por Categorías | Personas en NBI (%)",
    "personas": "Total personas en hogares particulares",
}


class Nivel(NamedTuple):
    """Una hoja: qué columnas nombran el territorio y cuáles se esperan."""

    hoja: str
    columnas: dict[str, str]
    esperados: tuple[str, ...]


NIVELES = (
    Nivel("TOTAL NACIONAL", {}, (codigos.NACION,)),
    Nivel(
        "DEPARTAMENTAL",
        {"codigo": "Código DIVIPOLA", "nombre": "Departamento"},
        codigos.departamentos(),
    ),
    Nivel(
        "MUNICIPAL",
        {
            "codigo": "Código DIVIPOLA",
            "nombre": "Municipio",
            "nombre_departamento": "Departamento",
        },
        codigos.base(),
    ),
)
Cuenta = Counter[tuple[str, Grupo]]
"""Personas por territorio y grupo."""


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con las personas indígenas y las NARP, y el porcentaje de cada grupo en NBI.

    NARP es negra, afrocolombiana, raizal o palenquera: sus tres grupos se suman en personas. Un
    grupo sin nadie deja su tasa en «no_aplica»; uno de menos de `PERSONAS_MINIMAS`, en
    «no_disponible». ErrorDeDatos si un nivel no suma lo que dice el de arriba.
    """
    libro = LibroOficial(carpeta / ARCHIVO)
    personas, en_nbi = Counter[tuple[str, Grupo]](), Counter[tuple[str, Grupo]]()
    for nivel in NIVELES:
        _sumar(libro.hoja(nivel.hoja), nivel, personas, en_nbi)
    _exigir_niveles(libro, personas)
    _exigir_niveles(libro, en_nbi)
    return larga.unir(_partes(personas, en_nbi), lugar=libro.lugar)


def _sumar(hoja: HojaOficial, nivel: Nivel, personas: Cuenta, en_nbi: Cuenta) -> None:
    tabla = hoja.tabla(ENCABEZADO, {**nivel.columnas, "grupo": ROTULO, **VALORES}, clave="grupo")
    tabla = tabla.filtrar([not _es_pie(tabla, i) for i in range(len(tabla))])
    if nivel.columnas:
        territorios = leer_codigos(tabla, "codigo", cifras=len(nivel.esperados[0]))
        cruce_de_nombres.exigir(tabla, territorios)
    else:
        territorios = [codigos.NACION] * len(tabla)
    exigir_exactos(tabla.lugar, sorted(set(territorios)), nivel.esperados, "los territorios")
    grupos = categorias(tabla, "grupo", {g: g for g in GRUPOS})
    pares = [f"{territorio} {grupo}" for territorio, grupo in zip(territorios, grupos, strict=True)]
    exigir_exactos(tabla.lugar, pares, set(pares), "los grupos de cada territorio, una vez")
    porcentajes = numeros(tabla, "nbi", minimo=0, maximo=100)
    totales = numeros(tabla, "personas", minimo=1)
    for i, ((tasa, _), (cuantas, _)) in enumerate(zip(porcentajes, totales, strict=True)):
        llave = territorios[i], GRUPOS[grupos[i]]
        personas[llave] += round(cuantas)
        en_nbi[llave] += _enteras(tabla, i, tasa * cuantas / 100)


def _es_pie(tabla: Tabla, i: int) -> bool:
    """El total de la hoja nacional, que el libro trae redondeado, y la fila de la fuente."""
    texto = limpiar(tabla["grupo"][i])
    return texto == TOTAL or texto.startswith("Fuente:")


def _enteras(tabla: Tabla, i: int, cuantas: float) -> int:
    if abs(cuantas - round(cuantas)) > 0.001:
        raise tabla.error(
            i,
            "nbi",
            f"no corresponde a un número entero de personas ({cuantas:.3f})",
            "revise el porcentaje y las personas de la fila",
        )
    return round(cuantas)


def _exigir_niveles(libro: LibroOficial, cuenta: Cuenta) -> None:
    suma: Cuenta = Counter()
    for (codigo, grupo), cuantas in cuenta.items():
        if codigo != codigos.NACION:
            suma[codigos.NACION if len(codigo) == 2 else codigo[:2], grupo] += cuantas
    malos = sorted(k for k, cuantas in suma.items() if cuenta[k] != cuantas)
    if malos:
        codigo, grupo = malos[0]
        raise ErrorDeDatos(
            f"las personas del grupo «{grupo}» de {codigo} no son la suma de sus territorios "
            f"({suma[malos[0]]})",
            lugar=libro.lugar,
            valor=cuenta[malos[0]],
            que_hacer="compruebe que no falte una fila; " + DESCARGAR,
        )


def _partes(personas: Cuenta, en_nbi: Cuenta) -> Iterable[pd.DataFrame]:
    territorios = codigos.territorios()
    for grupo, (tasa, conteo) in PUBLICADOS.items():
        cuantas = [personas[t, grupo] for t in territorios]
        yield larga.parte(
            territorios, conteo, [(float(n), "dato") for n in cuantas], periodo=PERIODO
        )
        tasas = [_tasa(en_nbi[t, grupo], n) for t, n in zip(territorios, cuantas, strict=True)]
        yield larga.parte(territorios, tasa, tasas, periodo=PERIODO)


def _tasa(en_nbi: int, personas: int) -> tuple[float, Estado]:
    if personas == 0:
        return math.nan, "no_aplica"
    if personas < PERSONAS_MINIMAS:
        return math.nan, "no_disponible"
    return 100 * en_nbi / personas, "dato"
