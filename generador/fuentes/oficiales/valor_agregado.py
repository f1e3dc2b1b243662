"""DANE, cuentas nacionales departamentales: valor agregado por municipio 2011-2022 provisional."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/anex-PIBDep-ValorAgreMuni-2011-2022p.xlsx"
ENCABEZADO = 11
PROVISIONALES = ("2021", "2022")
# El cuadro 1 repite el total de los demás (con ceros donde el municipio ya no existe): no se lee.
CUADROS = {f"Cuadro {n}": str(2009 + n) for n in range(2, 14)}
ACTIVIDADES = {
    "valor_agregado_primarias": "Actividades primarias *",
    "valor_agregado_secundarias": "Actividades secundarias **",
    "valor_agregado_terciarias": "Actividades terciarias ***",
}
CODIGO = {
    "codigo": "Código Municipio",
    "nombre": "Municipio",
    "nombre_departamento": "Departamento",
}
TOTAL = {"valor_agregado": "Valor agregado"}
TOLERANCIA = 1e-6


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga anual: valor agregado y sus tres grandes actividades.

    Miles de millones de pesos corrientes; dominio total; 1.122 territorios por año.
    Un territorio absorbido por otro queda en «no_aplica»: su valor está dentro del que lo absorbió.
    """
    libro = LibroOficial(carpeta / ARCHIVO)
    partes = [
        parte for cuadro, anio in CUADROS.items() for parte in _del_anio(libro.hoja(cuadro), anio)
    ]
    return larga.unir(partes, lugar=libro.lugar)


def _del_anio(hoja: HojaOficial, anio: str) -> Iterable[pd.DataFrame]:
    _exigir_anio(hoja, anio)
    columnas = CODIGO | ACTIVIDADES | TOTAL
    # Los pies de página van en la columna del código: la que los distingue es la del nombre.
    tabla = hoja.tabla(ENCABEZADO, columnas, clave="nombre")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(
        tabla.lugar,
        territorios,
        set(codigos.base()) - municipios_de_entonces.absorbidas(anio),
        f"los municipios de {anio}",
    )
    cruce_de_nombres.exigir(tabla, territorios)
    valores = {i: numeros(tabla, i, minimo=0) for i in [*ACTIVIDADES, *TOTAL]}
    _exigir_suma(tabla, valores)
    for indicador, crudos in valores.items():
        yield larga.parte(territorios, indicador, crudos, periodo=anio)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, anio, municipios_de_entonces.siempre("no_aplica")
        )


def _exigir_anio(hoja: HojaOficial, anio: str) -> None:
    """El título del cuadro debe decir su año: si no, los cuadros cambiaron de lugar."""
    rotulo = f"Año {anio}" + ("p" if anio in PROVISIONALES else "")
    titulos = [limpiar(celda) for fila in hoja.celdas[: ENCABEZADO - 1] for celda in fila]
    if not any(rotulo in titulo.split(" A precios")[0] for titulo in titulos):
        raise ErrorDeDatos(
            f"el título del cuadro no dice «{rotulo}»",
            lugar=hoja.lugar,
            valor=" / ".join(t for t in titulos if t)[:120],
            que_hacer="compruebe que es la versión 2011-2022p; en otra, los cuadros son otros",
        )


def _exigir_suma(tabla: Tabla, valores: dict[str, Numeros]) -> None:
    for i, (total, _) in enumerate(valores["valor_agregado"]):
        partes = math.fsum(valores[a][i][0] for a in ACTIVIDADES)
        if abs(partes - total) > TOLERANCIA * max(1.0, total):
            raise tabla.error(
                i,
                "valor_agregado",
                f"las tres actividades suman {partes:.3f} y no ese valor agregado",
                "revise la fila con la entidad o traiga de nuevo el archivo",
            )
