"""Los cuadros de estadísticas vitales del DANE de una sola hoja, desde 2019.

El código va en su columna y se repite, con el nombre, en la del municipio («05001 Medellín»); un
departamento, el exterior, el país y lo que no trae lugar tienen códigos propios.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generador.cubo import codigos
from generador.fuentes.lectura import vitales
from generador.fuentes.lectura.rejillas import HojaOficial, Tabla, limpiar
from generador.fuentes.lectura.vitales import LUGAR, Clase, FilasDelCuadro

ENCABEZADO = (1, 2)
CODIGO, NOMBRE = "municipio", "Nombre"
COLUMNA_DEL_NOMBRE = 4  # el archivo la deja sin título
DE_TERRITORIO = re.compile(r"(\d{5}) (.+)")
DE_UN_PAIS = re.compile(r"(?:75)?\d{3} (.+)")
FIJOS: dict[str, tuple[Clase, str]] = {
    "03000": ("pais", codigos.NACION),
    "75000": ("exterior", vitales.EXTERIOR),
    "01999": ("sin_departamento", ""),
}
FINALES: dict[str, Clase] = {"000": "departamento", "999": "sin_municipio"}


def leer(hoja: HojaOficial, columnas: Mapping[str, str]) -> FilasDelCuadro:
    """Los renglones de la hoja; `columnas` va de nombre interno a título."""
    hoja = vitales.con_titulo(hoja, ENCABEZADO[0], COLUMNA_DEL_NOMBRE, NOMBRE)
    tabla = hoja.tabla(ENCABEZADO, {"codigo": CODIGO, LUGAR: NOMBRE, **columnas}, clave="codigo")
    return vitales.separar(tabla, _clasificar)


def _clasificar(tabla: Tabla, i: int) -> tuple[Clase, str, str]:
    codigo, nombre = limpiar(tabla["codigo"][i]), limpiar(tabla[LUGAR][i])
    if codigo in FIJOS:
        return (*FIJOS[codigo], nombre)
    departamento, final = codigo[:2], codigo[2:]
    if departamento == vitales.EXTERIOR and (pais := DE_UN_PAIS.fullmatch(nombre)):
        return "un_pais", vitales.EXTERIOR, pais[1]
    if departamento in codigos.departamentos():
        if final in FINALES:
            return FINALES[final], departamento, nombre
        hallado = DE_TERRITORIO.fullmatch(nombre)
        if hallado and hallado[1] == codigo:
            return "municipio", codigo, hallado[2]
    raise tabla.error(
        i, "codigo", "no se sabe de qué territorio es la fila", "revise el código y el nombre"
    )
