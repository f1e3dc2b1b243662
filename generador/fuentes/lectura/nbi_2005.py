"""El libro de las NBI del Censo General 2005: cifras, su precisión y lo que no se midió.

Donde el censo no reunió información suficiente, el DANE «asignó el máximo valor»: 100 % en el NBI y
en cada componente. Ese 100 no es una medición y aquí queda «no disponible».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.nbi_2018 import CODIGOS_MUNICIPALES, COMPONENTES
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import (
    DOMINIOS,
    Dominio,
    Estado,
    Numeros,
    exigir_exactos,
    numeros,
)
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "nbi/NBI_total_dpto_30_Jun_2012.xls"
HOJA_DEPARTAMENTOS, HOJA_MUNICIPIOS = "Departamentos", "Municipios"
ENCABEZADO = (4, 5, 6)
PERIODO = "2005"
GRUPO = "Necesidades Basicas Insatisfechas"
ZONAS: dict[Dominio, str] = {"total": "Total", "cabecera": "Cabecera", "rural": "Resto"}
PRECISION = "cve (%)"
SIN_MUESTRA = "-"  # se censó entero con el formulario ampliado: no hay error de muestreo
CORREGIMIENTO = "(cd)"  # departamental: no tiene cabecera
ASIGNADO = "se asigno el maximo valor"
NOTA = "Nota Aclaratoria | Total"  # la zona se arrastra desde la columna anterior
MAXIMO = 100.0
VALORES = {
    f"{dominio} {indicador}{sufijo}": f"{GRUPO} | {zona} | {prefijo}{titulo}"
    for dominio, zona in ZONAS.items()
    for indicador, titulo in COMPONENTES.items()
    for sufijo, prefijo in (("", ""), ("_cv", f"{PRECISION} de "))
}


class TerritoriosMedidos(NamedTuple):
    """Los territorios de una tabla y por qué no vale cada dominio de cada uno («» si vale)."""

    territorios: list[str]
    motivos: dict[Dominio, list[str]]


def partes(libro: LibroOficial) -> Iterator[pd.DataFrame]:
    """Trozos de tabla larga de 2005: los siete porcentajes y su coeficiente de variación (`_cv`).

    «no_disponible»: lo asignado por falta de información y las zonas que el censo no cubrió. «no
    aplica»: la cabecera de quien no la tiene, y el coeficiente de lo que se censó entero.
    ErrorDeDatos si falta un territorio o si el total no queda entre sus zonas.
    """
    deptos = _con_precision_nombrada(libro.hoja(HOJA_DEPARTAMENTOS)).tabla(
        ENCABEZADO,
        {"codigo": "Código Deapartamento", "nombre": "Nombre Departamento", **VALORES},
        clave="total nbi",  # las notas al pie ocupan las dos columnas de la izquierda
    )
    propios = leer_codigos(deptos, "codigo", cifras=2)
    exigir_exactos(
        deptos.lugar, propios, (codigos.NACION, *codigos.departamentos()), "los departamentos"
    )
    cruce_de_nombres.exigir(deptos, propios)
    yield from _partes(
        deptos, TerritoriosMedidos(propios, {d: [""] * len(propios) for d in DOMINIOS})
    )
    yield from _municipales(_con_precision_nombrada(libro.hoja(HOJA_MUNICIPIOS)))


def _municipales(hoja: HojaOficial) -> Iterator[pd.DataFrame]:
    pedidas = CODIGOS_MUNICIPALES | {"departamento": "Código Deapartamento"}
    tabla = hoja.tabla(ENCABEZADO, {**pedidas, "nota": NOTA, **VALORES}, clave="municipio")
    pares = zip(
        leer_codigos(tabla, "departamento", cifras=2),
        leer_codigos(tabla, "municipio", cifras=3),
        strict=True,
    )
    territorios = [d + m for d, m in pares]
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los territorios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    medida = TerritoriosMedidos(territorios, _motivos(tabla))
    _exigir_total_entre_zonas(tabla, medida)
    yield from _partes(tabla, medida)


def _con_precision_nombrada(hoja: HojaOficial) -> HojaOficial:
    """La hoja con el nombre del componente en cada «cve (%)», que el archivo repite 21 veces."""
    fila = ENCABEZADO[-1] - 1
    titulos = list(hoja.celdas[fila]) if len(hoja.celdas) > fila else []
    for i, titulo in enumerate(titulos[1:], start=1):
        if llave(titulo) == llave(PRECISION):
            titulos[i] = f"{PRECISION} de {titulos[i - 1]}"
    return replace(hoja, celdas=[*hoja.celdas[:fila], titulos, *hoja.celdas[fila + 1 :]])


def _motivos(tabla: Tabla) -> dict[Dominio, list[str]]:
    """Por qué no vale cada dominio de cada fila.

    Con la nota de «máximo valor», ninguno. Si solo falta lo rural (vacío, o 100 en los siete), el
    total del archivo es el de la cabecera y tampoco vale.
    """
    salida: dict[Dominio, list[str]] = {d: [""] * len(tabla) for d in DOMINIOS}
    for i in range(len(tabla)):
        hay = {d: [limpiar(tabla[f"{d} {c}"][i]) for c in COMPONENTES] for d in DOMINIOS}
        sin_zona = {d: not any(hay[d]) for d in DOMINIOS}
        if ASIGNADO in llave(tabla["nota"][i]):
            corregimiento = CORREGIMIENTO in llave(tabla["nombre"][i])
            for d in DOMINIOS:
                salida[d][i] = "" if corregimiento and d == "cabecera" else "asignado"
        elif _todos_cien(hay["total"]):
            problema = "los siete valores son 100 y la fila no trae la nota de «máximo valor»"
            raise tabla.error(i, "total nbi", problema, "revise la fila con la entidad")
        elif not sin_zona["cabecera"] and (sin_zona["rural"] or _todos_cien(hay["rural"])):
            salida["rural"][i] = salida["total"][i] = "sin rural"
    return salida


def _todos_cien(textos: Sequence[str]) -> bool:
    return all(texto == f"{MAXIMO:.0f}" for texto in textos)


def _exigir_total_entre_zonas(tabla: Tabla, medida: TerritoriosMedidos) -> None:
    """El total es un promedio de las zonas: fuera de ellas, las columnas están corridas."""
    for componente in COMPONENTES:
        total, *zonas = (_leidos(tabla, f"{d} {componente}") for d in DOMINIOS)
        for i, (valor, estado) in enumerate(total):
            hay = [zona[i][0] for zona in zonas if zona[i][1] == "dato"]
            if medida.motivos["total"][i] or estado != "dato" or not hay:
                continue
            if not min(hay) - 1e-6 <= valor <= max(hay) + 1e-6:
                problema = f"el total no queda entre sus zonas ({min(hay):.2f} y {max(hay):.2f})"
                raise tabla.error(i, f"total {componente}", problema, "revise las tres columnas")


def _leidos(tabla: Tabla, columna: str) -> Numeros:
    return numeros(tabla, columna, minimo=0, maximo=MAXIMO, vacio="no_aplica")


def _partes(tabla: Tabla, medida: TerritoriosMedidos) -> Iterator[pd.DataFrame]:
    for dominio in DOMINIOS:
        for componente in COMPONENTES:
            columna = f"{dominio} {componente}"
            valores = [
                _propio(tabla, i, columna, leido, medida.motivos[dominio][i])
                for i, leido in enumerate(_leidos(tabla, columna))
            ]
            precision = numeros(
                tabla,
                f"{columna}_cv",
                minimo=0,
                vacio="no_aplica",
                nulos={SIN_MUESTRA: "no_aplica"},
            )
            coeficientes = [
                _del_valor(tabla, i, f"{columna}_cv", cv, valor[1])
                for i, (cv, valor) in enumerate(zip(precision, valores, strict=True))
            ]
            for indicador, cifras in ((componente, valores), (f"{componente}_cv", coeficientes)):
                yield larga.parte(
                    medida.territorios, indicador, cifras, periodo=PERIODO, dominio=dominio
                )


def _propio(
    tabla: Tabla, i: int, columna: str, leido: tuple[float, Estado], motivo: str
) -> tuple[float, Estado]:
    """La cifra, o «no disponible» si no se midió; solo la cabecera puede venir vacía."""
    if motivo:
        return float("nan"), "no_disponible"
    if leido[1] == "no_aplica" and not columna.startswith("cabecera "):
        raise tabla.error(i, columna, "la celda está vacía", "complete el dato o quite la fila")
    return leido


def _del_valor(
    tabla: Tabla, i: int, columna: str, cv: tuple[float, Estado], estado: Estado
) -> tuple[float, Estado]:
    """El coeficiente de una cifra que existe; el de una que falta, falta igual."""
    if estado != "dato":
        return float("nan"), estado
    crudo: Any = tabla[columna][i]
    if limpiar(crudo) == "":
        raise tabla.error(i, columna, "la cifra no trae su coeficiente ni «-»", "complete el dato")
    return cv
