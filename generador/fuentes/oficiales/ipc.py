"""DANE, índice de precios al consumidor, mes a mes: con él se llevan los pesos a un mismo año."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import larga
from generador.fuentes.lectura.rejillas import (
    DESCARGAR,
    HojaOficial,
    LibroOficial,
    Tabla,
    limpiar,
    llave,
)
from generador.fuentes.lectura.valores_de_celdas import Estado, Numeros, exigir_exactos, numeros

ARCHIVO = "precios/anex-IPC-Indices-ene2026.xlsx"
HOJA = "IndicesIPC"
ENCABEZADO = 9
MESES = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre",
         "Octubre", "Noviembre", "Diciembre")  # fmt: skip
ANIOS = tuple(str(a) for a in range(2003, 2027))
BASE = ("Diciembre", "2018", 100.0)
MAXIMO = 1000.0  # cuatro veces lo que el índice ha subido desde el primer año


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga de la nación (`00`): `ipc_enero` a `ipc_diciembre` (diciembre de 2018 = 100).

    Los meses del último año que aún no se publican no tienen fila. ErrorDeDatos si falta un mes de
    otro año, si el archivo no es de esa base o si dos meses seguidos se apartan más de un décimo.
    """
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    _exigir_anios(hoja)
    tabla = hoja.tabla(ENCABEZADO, {"mes": "Mes", **{a: a for a in ANIOS}}, clave=ANIOS[0])
    exigir_exactos(tabla.lugar, [limpiar(m) for m in tabla["mes"]], MESES, "los doce meses")
    columnas = {anio: _del_anio(tabla, anio) for anio in ANIOS}
    _exigir_base(tabla, columnas)
    _exigir_continua(tabla, columnas)
    partes = [
        larga.parte([codigos.NACION], f"ipc_{llave(mes)}", [valor], periodo=anio)
        for anio, valores in columnas.items()
        for mes, valor in zip(tabla["mes"], valores, strict=True)
        if valor[1] == "dato"
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _exigir_anios(hoja: HojaOficial) -> None:
    """Un año de más también es un error: se quedaría sin leer."""
    hallados = [t for t in hoja.titulos(ENCABEZADO) if t.isdigit()]
    exigir_exactos(hoja.lugar, hallados, ANIOS, "los años")


def _del_anio(tabla: Tabla, anio: str) -> Numeros:
    """Los doce meses; solo los del final del último año pueden venir vacíos."""
    vacio: Estado | None = "no_disponible" if anio == ANIOS[-1] else None
    valores = numeros(tabla, anio, minimo=1, maximo=MAXIMO, vacio=vacio)
    hay = [estado == "dato" for _, estado in valores]
    if hay != sorted(hay, reverse=True):
        raise tabla.error(
            hay.index(False), anio, "falta un mes antes de otro que sí trae dato", DESCARGAR
        )
    return valores


def _exigir_base(tabla: Tabla, columnas: dict[str, Numeros]) -> None:
    mes, anio, valor = BASE
    puesto = [limpiar(m) for m in tabla["mes"]].index(mes)
    if columnas[anio][puesto][0] != valor:
        raise tabla.error(
            puesto,
            anio,
            f"la base no es {mes.lower()} de {anio} = {valor:.0f}",
            "traiga la serie de empalme de esa base; dos bases no se mezclan",
        )


def _exigir_continua(tabla: Tabla, columnas: dict[str, Numeros]) -> None:
    """El índice no salta: 50 años de meses no pasan de un 4 %; más de 10 % es un dedazo."""
    previo = None
    for anio, valores in columnas.items():
        for i, (valor, estado) in enumerate(valores):
            if estado != "dato":
                continue
            if previo is not None and abs(valor / previo - 1) > 0.1:
                lugar = tabla.lugar_de(i, anio)
                raise ErrorDeDatos(
                    f"se aparta más de 10 % del mes anterior ({previo})",
                    lugar=lugar,
                    valor=valor,
                    que_hacer="compare la celda con el archivo publicado",
                )
            previo = valor
