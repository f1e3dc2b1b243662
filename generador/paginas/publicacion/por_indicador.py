"""`indicador/<id>/datos.csv`: una fila por territorio y zona, y una columna por año.

A lo ancho cada territorio se nombra una vez: el archivo pesa la quinta parte y se abre tal cual en
una hoja de cálculo. Las cifras son las mismas de las demás descargas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import DATO
from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.texto_de_celda import NOMBRES, celda_de_texto
from generador.redondeo import redondear_columna

PRIMERAS = ("territorio", "nombre", "departamento", "dominio")


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Nada: la tabla de un indicador trae todos los territorios."""


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe la de cada indicador."""
    nombres = [
        f"{t.codigo},{celda_de_texto(t.nombre)},{celda_de_texto(t.nombre_departamento)},"
        for t in (acervo.territorios[c] for c in acervo.cubo.territorios)
    ]
    for ficha in acervo.catalogo.values():
        publico.escribir(f"indicador/{ficha.id}/datos.csv", tabla(acervo, ficha, nombres))


def tabla(acervo: DatosDelSitio, ficha: Indicador, nombres: list[str]) -> bytes:
    """El CSV de un indicador; vacía la celda de un año que la fuente no trae."""
    cubo = acervo.cubo
    periodos = sorted({p for d in DOMINIOS for p in cubo.periodos(ficha.id, d)})
    filas: dict[int, list[str]] = defaultdict(list)
    for dominio in DOMINIOS:
        if not cubo.periodos(ficha.id, dominio):
            continue
        textos = [_columna(acervo, ficha, dominio, p) for p in periodos]
        for i, celdas in enumerate(zip(*textos, strict=True)):
            if any(celdas):
                filas[i].append(f"{nombres[i]}{dominio},{','.join(celdas)}\n")
    encabezado = ",".join((*PRIMERAS, *periodos))
    cuerpo = "".join(linea for i in sorted(filas) for linea in filas[i])
    return f"{encabezado}\n{cuerpo}".encode()


def _columna(acervo: DatosDelSitio, ficha: Indicador, dominio: str, periodo: str) -> list[str]:
    llave = (ficha.id, dominio, periodo)
    if llave not in acervo.cubo.columnas:
        return [""] * len(acervo.cubo.territorios)
    estados = acervo.cubo.estados[llave]
    valores = redondear_columna(acervo.cubo.columnas[llave], ficha.decimales_de_descarga)
    textos = _numeros(valores)
    for puesto in np.flatnonzero(estados != DATO).tolist():
        textos[puesto] = NOMBRES[int(estados[puesto])]
    if ficha.categorias:
        for puesto in np.flatnonzero(estados == DATO).tolist():
            textos[puesto] = celda_de_texto(ficha.categorias[int(valores[puesto])])
    return textos


def _numeros(valores: NDArray[np.float64]) -> list[str]:
    texto = orjson.dumps(valores, option=orjson.OPT_SERIALIZE_NUMPY)[1:-1].decode()
    return f"{texto},".replace(".0,", ",").replace("null", "")[:-1].split(",")
