"""Los libros de nacimientos del DANE con una hoja por departamento, hasta 2018.

El código y el nombre van en la misma celda («05001 Medellín»), Bogotá es el total de su hoja, y hay
una hoja para el país, otra para quien reside en el exterior y otra sin información.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import vitales
from generador.fuentes.lectura.rejillas import (
    DESCARGAR,
    HojaOficial,
    LibroOficial,
    Tabla,
    limpiar,
    llave,
)
from generador.fuentes.lectura.valores_de_celdas import numeros
from generador.fuentes.lectura.vitales import LUGAR, Clase, FilasDelCuadro

PAIS, BOGOTA, EXTRANJEROS, SIN_INFORMACION = "00", "11", "Extranjeros", "Sin_información"
MUNICIPIO_DE_BOGOTA = "11001"
TOTAL, PIE = "total", "fuente:"
MUNICIPIO = re.compile(r"(\d{5}) (.+)")
UN_PAIS = re.compile(r"(?:\d{5}|\d{3}) .+")
ENCABEZADO = ("departamento", "pais de residencia")  # como empieza su primera celda


def leer(
    libro: LibroOficial, anio: str, columnas: Mapping[str, str], area: str = ""
) -> Iterator[FilasDelCuadro]:
    """Los renglones de cada hoja; `columnas` va de nombre interno a título.

    Con `area`, la segunda columna dice el área de residencia y solo se toman los renglones «Total»,
    después de comprobar que sus áreas los suman en la primera de `columnas`.
    """
    hojas = [PAIS, *codigos.departamentos(), EXTRANJEROS, SIN_INFORMACION]
    for nombre in hojas:
        tabla = _tabla(libro.hoja(nombre), anio, columnas, area)
        if area and nombre != EXTRANJEROS:
            tabla = _sin_areas(tabla, area, next(iter(columnas)))
        yield vitales.separar(tabla, partial(_clasificar, nombre))
        if nombre == BOGOTA:
            yield FilasDelCuadro(_bogota(tabla), ["municipio"], [MUNICIPIO_DE_BOGOTA])


def _tabla(hoja: HojaOficial, anio: str, columnas: Mapping[str, str], area: str) -> Tabla:
    fila = next((n for n, f in enumerate(hoja.celdas, 1) if f and _empieza(f[0], ENCABEZADO)), None)
    if fila is None:
        raise ErrorDeDatos(
            "no se encuentra el encabezado del cuadro", lugar=hoja.lugar, que_hacer=DESCARGAR
        )
    vitales.exigir_anio(hoja, anio, fila)
    titulo = limpiar(hoja.celdas[fila - 1][0])
    if area:
        hoja = vitales.con_titulo(hoja, fila, 2, area)
    pedidas = {LUGAR: titulo, **({area: area} if area else {}), **columnas}
    # Con áreas, solo el total de cada lugar lo nombra: el renglón se reconoce por su cifra.
    tabla = hoja.tabla((fila, fila + 1), pedidas, clave=next(iter(columnas)) if area else LUGAR)
    return tabla.filtrar([not _empieza(celda, (PIE,)) for celda in tabla[LUGAR]])


def _empieza(celda: object, comienzos: tuple[str, ...]) -> bool:
    return llave(limpiar(celda)).startswith(comienzos)


def _sin_areas(tabla: Tabla, area: str, total: str) -> Tabla:
    """Solo los renglones con lugar; el error señala el total que sus áreas no suman."""
    cifras = [v for v, _ in numeros(tabla, total, minimo=0, maximo=vitales.MAXIMO)]
    cabezas = [i for i, celda in enumerate(tabla[LUGAR]) if limpiar(celda)]
    for inicio, fin in zip(cabezas, [*cabezas[1:], len(tabla)], strict=True):
        if llave(limpiar(tabla[area][inicio])) != TOTAL:
            raise tabla.error(inicio, area, "el primer renglón no es el total", DESCARGAR)
        if (suma := sum(cifras[inicio + 1 : fin])) != cifras[inicio]:
            raise tabla.error(inicio, total, f"no es la suma de sus áreas ({suma:.0f})", DESCARGAR)
    return tabla.elegir(cabezas)


def _bogota(tabla: Tabla) -> Tabla:
    """El total de la hoja de Bogotá, que es el municipio."""
    unica = tabla.elegir([0])
    return Tabla(
        unica.lugar,
        unica.filas,
        {**unica.columnas, "nombre": [codigos.nombres()[MUNICIPIO_DE_BOGOTA]]},
        unica.rotulos,
    )


def _clasificar(hoja: str, tabla: Tabla, i: int) -> tuple[Clase, str, str]:
    texto = limpiar(tabla[LUGAR][i])
    if i == 0 and llave(texto) == TOTAL:
        especiales: dict[str, tuple[Clase, str]] = {
            PAIS: ("pais", codigos.NACION),
            EXTRANJEROS: ("exterior", vitales.EXTERIOR),
            SIN_INFORMACION: ("sin_departamento", ""),
        }
        return (*especiales.get(hoja, ("departamento", hoja)), texto)
    if hoja == EXTRANJEROS and UN_PAIS.fullmatch(texto):
        return "un_pais", vitales.EXTERIOR, texto
    if hoja in codigos.departamentos():
        if llave(texto).endswith("sin informacion"):
            return "sin_municipio", hoja, texto
        hallado = MUNICIPIO.fullmatch(texto)
        if hallado and hallado[1].startswith(hoja):
            return "municipio", hallado[1], hallado[2]
    raise tabla.error(
        i,
        LUGAR,
        f"no se sabe de qué territorio es la fila en la hoja «{hoja}»",
        "se espera el total, «código nombre» de un municipio de la hoja o «Sin Información»",
    )
