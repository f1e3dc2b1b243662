"""Los renglones de una base mayor que la memoria: el motor agrupa por enteros y no lee textos.

Casi todos los hogares son claros: un jefe, ninguna persona repetida, nada ilegible. Esos se cuentan
en el motor. Los demás se traen a memoria con todas sus filas y los arma el núcleo, el mismo que
arma una base pequeña; por eso las dos maneras dan lo mismo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from generador.hogares.claros import Grupos, agrupar, jefes
from generador.hogares.columnas_leidas import ColumnasLeidas
from generador.hogares.dominio import con_lugar
from generador.hogares.dudosos import armar_dudosos, juntar, leer_malas, perdidas_de
from generador.hogares.preparacion import Preparacion, preparar
from generador.hogares.renglones import Renglones
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.del_jefe import leer_factor
from generador.metodos.hogares.entrada import Peticion
from generador.metodos.hogares.perdidas import Perdidas

DEL_FACTOR = ("factor", "factor_sin_usar")


def sin_revisar(
    lectura: ColumnasLeidas,
    columnas: Sequence[str],
    peticion: Peticion,
    avisos: Avisos | None = None,
) -> Renglones:
    """Cada jefe es un hogar y cada fila una persona con sus propias privaciones.

    `avisos`: los que ya había, si no se revisan porque la base no lo permite.
    """
    with con_lugar(lectura.base.nombre):
        hecha = preparar(lectura, columnas, peticion)
        grupos = jefes(hecha, todas=True)
        perdidas = perdidas_de(leer_malas(lectura, hecha.mala), hecha)
        # El factor se vuelve a leer, ahora de estos renglones, y entonces se dice.
        previos = (hecha.avisos if avisos is None else avisos).lista
        propios = Avisos([a for a in previos if a.id not in DEL_FACTOR])
        if avisos is None:
            propios.anotar("sin_revisar", 1)
        renglones = _renglones(lectura, hecha, grupos, columnas, perdidas, propios)
        hechos = _con_factor(renglones, _factor(lectura, hecha, grupos), peticion)
        perdidas.comprobar(aceptadas=peticion.aceptar, aceptar=peticion.como.aceptar)
    return hechos


def revisando(
    lectura: ColumnasLeidas,
    columnas: Sequence[str],
    peticion: Peticion,
    publicacion: bytes | None = None,
) -> tuple[Renglones, bool]:
    """Los mismos renglones que da el núcleo, y si se pudieron revisar los hogares.

    `publicacion`: la clave con que se publica, si hay que traer las llaves de los hogares.
    """
    with con_lugar(lectura.base.nombre):
        hecha = preparar(lectura, columnas, peticion)
        grupos = agrupar(hecha, publicacion)
        if grupos is None and hecha.unidad == "personas" and hecha.tamano is None:
            # Sin ficha ni tamaño del hogar no queda más que contar cada fila.
            propios = Avisos([*hecha.avisos.lista])
            propios.anotar("sin_ficha", 1)
            return sin_revisar(lectura, columnas, peticion, propios), False
        claros = jefes(hecha) if grupos is None else grupos
        dudosos = armar_dudosos(lectura, hecha, claros, columnas, peticion, publicacion)
        avisos = _avisos(hecha, claros, dudosos.avisos if dudosos else Avisos())
        perdidas = Perdidas(np.zeros(0, dtype=np.int64), [*dudosos.perdidas] if dudosos else [])
        _primero_el_parentesco(perdidas, peticion)
        renglones = _renglones(lectura, hecha, claros, columnas, perdidas, avisos)
        factor = _factor(lectura, hecha, claros)
        if dudosos:
            renglones = juntar(renglones, dudosos.renglones)
            factor = None if factor is None else factor.seguida_de(dudosos.factor)
        sin_dato = int(renglones.registros[renglones.nulos != 0].sum())
        avisos.anotar("privaciones_sin_dato", sin_dato)
        otro = claros.otro_tamano + (dudosos.avisados("otro_tamano") if dudosos else 0)
        avisos.anotar("otro_tamano", otro, columna=lectura.base.canonica("personas_hogar"))
        hechos = _con_factor(renglones, factor, peticion)
        perdidas.comprobar(aceptadas=peticion.aceptar, aceptar=peticion.como.aceptar)
    return hechos, True


def _renglones(
    lectura: ColumnasLeidas,
    hecha: Preparacion,
    grupos: Grupos,
    columnas: Sequence[str],
    perdidas: Perdidas,
    avisos: Avisos,
) -> Renglones:
    propias = hecha.columnas(grupos.hallado)
    hallado = grupos.hallado
    return Renglones(
        unidad=hecha.unidad,
        marcas=grupos.entero("marcas"),
        registros=grupos.entero("registros"),
        personas=grupos.entero("personas"),
        factor=np.ones(len(hallado["marcas"])),
        columnas={c: propias[c] for c in columnas if c in propias},
        municipio=hecha.de_municipio(hallado),
        puntos=(grupos.real("gx"), grupos.real("gy")) if "gx" in hallado else None,
        filas=np.zeros(len(hallado["marcas"]), dtype=np.int64),
        leidas=grupos.leidas,
        sin_personas=grupos.sin_personas,
        avisos=avisos,
        perdidas=perdidas,
        llaves=grupos.publicables,
    )


def _factor(lectura: ColumnasLeidas, hecha: Preparacion, grupos: Grupos) -> Columna | None:
    fex = lectura.base.canonica("fex")
    return hecha.columnas(grupos.hallado)[fex] if fex else None


def _con_factor(renglones: Renglones, columna: Columna | None, peticion: Peticion) -> Renglones:
    if columna is None:
        return renglones
    perdidas = Perdidas(renglones.filas, renglones.perdidas.lista)
    return replace(renglones, factor=leer_factor(columna, peticion, renglones.avisos, perdidas))


def _avisos(hecha: Preparacion, claros: Grupos, de_dudosos: Avisos) -> Avisos:
    """Los del núcleo en su orden: los de los hogares dudosos más los que contó el motor."""
    cuantos = {aviso.id: aviso.n for aviso in de_dudosos.lista}
    cuantos["marcas_distintas"] = cuantos.get("marcas_distintas", 0) + claros.marcas_distintas
    avisos = Avisos([*hecha.avisos.lista])
    if claros.cientifica is not None:
        columna, ejemplos = claros.cientifica
        avisos.anotar("identidad_cientifica", 1, columna=columna, ejemplos=ejemplos)
    elif not claros.con_identidad:
        avisos.anotar("sin_ficha", 1)
    for propio in (
        "sin_jefe",
        "varios_jefes",
        "repetidas",
        "hogares_repetidos",
        "marcas_distintas",
    ):
        avisos.anotar(propio, cuantos.get(propio, 0))
    return avisos


def _primero_el_parentesco(perdidas: Perdidas, peticion: Peticion) -> None:
    """El núcleo para en el parentesco antes de seguir: sin él no se sabe qué es cada fila."""
    propias = [p for p in perdidas.lista if p.motivo == "parentesco"]
    Perdidas(perdidas.filas, propias).comprobar(
        aceptadas=peticion.aceptar, aceptar=peticion.como.aceptar
    )
