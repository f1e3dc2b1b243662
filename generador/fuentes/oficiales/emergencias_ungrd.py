"""UNGRD, emergencias de origen natural reportadas por municipio, 2019 a 2022."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, leer_texto, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias

ARCHIVO = "riesgo/UNGRD_emergencias_2019_2022_divipola.csv"
COLUMNAS = {
    "evento": "evento",
    "codigo": "divipola",
    "nombre": "municipio",
    "nombre_departamento": "departamento",
    "fecha": "fecha",
}
ANIOS = ("2019", "2020", "2021", "2022")
PERIODO = ANIOS[-1]  # el de los tipos, que se cuentan en los cuatro años
# En 2022 el archivo trae cada evento tres veces.
VECES = {"2022": 3}
TOTAL = "emergencias"
TIPOS = {
    "emergencias_incendios": ("INCENDIO DE COBERTURA VEGETAL",),
    "emergencias_movimientos": ("MOVIMIENTO EN MASA",),
    "emergencias_inundaciones": ("INUNDACION",),
    "emergencias_crecientes": ("CRECIENTE SUBITA", "AVENIDA TORRENCIAL"),
    "emergencias_vientos": ("VENDAVAL", "TEMPORAL", "TORMENTA ELECTRICA", "GRANIZADA"),
    "emergencias_otras": ("SEQUIA", "HELADA", "EROSION", "EROSION COSTERA"),
}
DE_CADA_EVENTO = {llave(evento): tipo for tipo, eventos in TIPOS.items() for evento in eventos}
FECHA = re.compile(r"(\d{4})-\d{2}-\d{2}T00:00:00\.000")
DEPARTAMENTAL = "departamento"  # nombre que trae lo que no se reportó en un municipio
CORREGIDOS = {"0": "94001", "94000": "94"}  # Inírida, en una de sus tres copias, y Guainía
BELEN_DE_BAJIRA = "27086"  # código viejo; la tabla de equivalencias lo suma a Riosucio
Llave = tuple[str, str, str]  # territorio, año y tipo


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: `emergencias` por año y, en los cuatro años, una columna por tipo de evento.

    Son conteos por municipio, departamento (con lo reportado sin municipio) y nación. El municipio
    que no aparece en los cuatro años queda en «no_disponible»: no reportó, que no es no tener
    riesgo. En los demás, un 0 es que ese año, o de ese tipo, no se reportó ninguna.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS, clave="codigo")
    eventos = contar(tabla)
    territorios = sorted({t for t, *_ in eventos} | {codigos.NACION, *codigos.departamentos()})
    partes = []
    for anio in ANIOS:
        partes += _columna(eventos, territorios, TOTAL, anio, [anio], list(TIPOS))
    for tipo in TIPOS:
        partes += _columna(eventos, territorios, tipo, PERIODO, ANIOS, [tipo])
    return larga.unir(partes, lugar=tabla.lugar, aditivos=None)


def contar(tabla: Tabla) -> Counter[Llave]:
    """Eventos por territorio (el municipio, su departamento y la nación), año y tipo."""
    tipos = categorias(_con_llaves(tabla), "evento", DE_CADA_EVENTO)
    anios = _anios(tabla)
    lugares = _lugares(tabla)
    _exigir_veces(tabla, anios, list(zip(tipos, lugares, tabla["fecha"], strict=True)))
    cuenta: Counter[Llave] = Counter()
    for tipo, codigo, anio in zip(tipos, lugares, anios, strict=True):
        for territorio in {codigo, codigo[:2], codigos.NACION}:
            cuenta[territorio, anio, tipo] += 1
    return Counter({k: n // VECES.get(k[1], 1) for k, n in cuenta.items()})


def _con_llaves(tabla: Tabla) -> Tabla:
    """Un mismo evento viene en mayúsculas y minúsculas."""
    eventos = [llave(limpiar(celda)) for celda in tabla["evento"]]
    return Tabla(tabla.lugar, tabla.filas, {**tabla.columnas, "evento": eventos}, tabla.rotulos)


def _anios(tabla: Tabla) -> list[str]:
    salida = []
    for i, celda in enumerate(tabla["fecha"]):
        hallada = FECHA.fullmatch(limpiar(celda))
        if hallada is None or hallada[1] not in ANIOS:
            raise tabla.error(
                i, "fecha", f"no es una fecha de {ANIOS[0]} a {PERIODO}", "revise la fecha"
            )
        salida.append(hallada[1])
    return salida


def _lugares(tabla: Tabla) -> list[str]:
    """El código del municipio, o el del departamento si el evento no es de ninguno."""
    salida = []
    for i, celda in enumerate(tabla["codigo"]):
        texto = limpiar(celda)
        es_departamental = llave(limpiar(tabla["nombre"][i])) == DEPARTAMENTAL
        codigo = CORREGIDOS.get(texto) or texto.zfill(2 if es_departamental else 5)
        if not _existe(codigo):
            raise tabla.error(
                i,
                "codigo",
                "no es un código de municipio ni de departamento",
                "revise el código; si es uno anterior, va en generador/cubo/equivalencias.csv",
            )
        salida.append(codigo)
    _exigir_nombres(tabla, salida)
    return salida


def _exigir_nombres(tabla: Tabla, lugares: list[str]) -> None:
    """El municipio y su departamento; lo reportado sin municipio solo trae el segundo."""
    municipales = [i for i, codigo in enumerate(lugares) if len(codigo) == 5]
    cruce_de_nombres.exigir(tabla.elegir(municipales), [lugares[i] for i in municipales])
    deptos = [i for i, codigo in enumerate(lugares) if len(codigo) == 2]
    sin_municipio = tabla.elegir(deptos)
    nombres = {cruce_de_nombres.NOMBRE: sin_municipio[cruce_de_nombres.DEPARTAMENTO]}
    rotulos = {cruce_de_nombres.NOMBRE: tabla.rotulos[cruce_de_nombres.DEPARTAMENTO]}
    propia = Tabla(tabla.lugar, sin_municipio.filas, nombres, rotulos)
    cruce_de_nombres.exigir(propia, [lugares[i] for i in deptos])


def _existe(codigo: str) -> bool:
    return codigo in {*codigos.departamentos(), *codigos.base(), BELEN_DE_BAJIRA}


def _exigir_veces(tabla: Tabla, anios: list[str], eventos: list[Llave]) -> None:
    cuenta = Counter(eventos)
    for i, (anio, evento) in enumerate(zip(anios, eventos, strict=True)):
        if (veces := cuenta[evento]) % VECES.get(anio, 1):
            raise tabla.error(
                i,
                "fecha",
                f"el evento está {veces} veces; en {anio} el archivo trae cada uno {VECES[anio]}",
                "si es una versión sin repetir, actualice VECES; si no, " + DESCARGAR,
            )


def _columna(
    eventos: Counter[Llave],
    territorios: list[str],
    indicador: str,
    periodo: str,
    anios: Iterable[str],
    tipos: list[str],
) -> list[pd.DataFrame]:
    cuantos = [sum(eventos[t, a, tipo] for a in anios for tipo in tipos) for t in territorios]
    valores: Numeros = [(float(n), "dato") for n in cuantos]
    sin_reporte = municipios_de_entonces.siempre("no_disponible")
    return [
        larga.parte(territorios, indicador, valores, periodo=periodo),
        municipios_de_entonces.faltantes(territorios, indicador, periodo, sin_reporte),
    ]
