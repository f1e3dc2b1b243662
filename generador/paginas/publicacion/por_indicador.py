"""`indicador/<id>/datos.csv`: una fila por territorio y zona, y una columna por año.

A lo ancho cada territorio se nombra una vez, y el archivo se abre tal cual en una hoja de cálculo.
Las cifras son las mismas de las demás descargas. La columna de la zona va si hay más de una, y la
del aviso, si alguna cifra lo tiene: en los demás indicadores no dirían nada.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import DATO, Llave
from generador.disco.arbol import Arbol
from generador.indicadores.plausibilidad import atipicas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import hoja_de_calculo as hoja
from generador.paginas.publicacion.a_lo_ancho import REFERENCIA
from generador.paginas.publicacion.texto_de_celda import escritos
from generador.redondeo import redondear_columna

PRIMERAS = ("Código", "Territorio", "Departamento")
Raras = Mapping[Llave, NDArray[np.bool_]]


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Nada: la tabla de un indicador trae todos los territorios."""


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe la de cada indicador."""
    nombres = [
        hoja.SEPARADOR.join((t.codigo, hoja.celda(t.nombre), hoja.celda(t.nombre_departamento)))
        for t in (acervo.territorios[c] for c in acervo.cubo.territorios)
    ]
    raras = atipicas(acervo.cubo, acervo.catalogo)
    for ficha in acervo.catalogo.values():
        publico.escribir(f"indicador/{ficha.id}/datos.csv", tabla(acervo, ficha, nombres, raras))


def tabla(acervo: DatosDelSitio, ficha: Indicador, nombres: list[str], raras: Raras) -> bytes:
    """El CSV de un indicador. `nombres` son las primeras celdas de cada territorio, en orden."""
    cubo = acervo.cubo
    dominios = [d for d in DOMINIOS if cubo.periodos(ficha.id, d)]
    periodos = hoja.anios_en_orden(
        (p for d in dominios for p in cubo.periodos(ficha.id, d)), acervo.vigente(REFERENCIA)
    )
    avisos = {d: _avisos(cubo.periodos(ficha.id, d), ficha.id, d, raras) for d in dominios}
    con_zona, con_aviso = len(dominios) > 1, any(avisos.values())
    filas: dict[int, list[str]] = {}
    for dominio in dominios:
        columnas = [_columna(acervo, ficha, (ficha.id, dominio, p)) for p in periodos]
        estados = [cubo.estados[ficha.id, dominio, p] for p in cubo.periodos(ficha.id, dominio)]
        renglones = list(map(hoja.SEPARADOR.join, zip(*columnas, strict=True)))
        zona = f"{hoja.ZONAS[dominio]};" if con_zona else ""
        for i in np.flatnonzero(np.any(estados, axis=0)).tolist():
            aviso = f"{avisos[dominio].get(i, '')};" if con_aviso else ""
            filas.setdefault(i, []).append(f"{nombres[i]};{zona}{aviso}{renglones[i]}\n")
    propias = (*PRIMERAS, *(["Zona"] if con_zona else []), *(["Aviso"] if con_aviso else []))
    encabezado = hoja.MARCA + hoja.SEPARADOR.join((*propias, *periodos))
    cuerpo = "".join(fila for i in sorted(filas) for fila in filas[i])
    return f"{encabezado}\n{cuerpo}".encode()


def _avisos(
    periodos: tuple[str, ...], indicador: str, dominio: str, raras: Raras
) -> dict[int, str]:
    """El aviso de cada territorio que lo tiene, por su posición."""
    anios: dict[int, list[str]] = {}
    for periodo in periodos:
        rara = raras.get((indicador, dominio, periodo))
        for i in [] if rara is None else np.flatnonzero(rara).tolist():
            anios.setdefault(i, []).append(periodo)
    return {i: hoja.aviso(suyos) for i, suyos in anios.items()}


def _columna(acervo: DatosDelSitio, ficha: Indicador, llave: Llave) -> list[str]:
    """Los textos de un año; vacíos si la fuente no lo trae para nadie."""
    if llave not in acervo.cubo.columnas:
        return [""] * len(acervo.cubo.territorios)
    estados = acervo.cubo.estados[llave]
    valores = redondear_columna(acervo.cubo.columnas[llave], ficha.decimales_de_descarga)
    textos = hoja.con_coma(escritos(valores))
    for puesto in np.flatnonzero(estados != DATO).tolist():
        textos[puesto] = hoja.DICHOS[int(estados[puesto])]
    if ficha.categorias:
        for puesto in np.flatnonzero(estados == DATO).tolist():
            textos[puesto] = hoja.celda(ficha.categorias[int(valores[puesto])])
    return textos
