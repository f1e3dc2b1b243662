"""De los renglones a la tabla de patrones: las privaciones sin dato y la comparación con `h_5`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.base_reconocida import Base
from generador.hogares.dominio import con_lugar
from generador.hogares.renglones import Renglones
from generador.metodos.depuracion import REGLAS_DE_NULOS, ReglaDeNulos
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.avisos import con_miles
from generador.metodos.hogares.marcas import SIN_MARCA
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.patrones import TablaDePatrones, descodificar, unir
from generador.metodos.privaciones import es_pobre
from generador.metodos.tipos import Enteros, Logicos

BITS = len(PRIVACIONES)


@dataclass(frozen=True)
class Depurada:
    """La tabla lista para medir y lo que costó llegar a ella, en hogares.

    `cuentan` (m,): los renglones con territorio que la regla de nulos deja. `distintos_de_h_5` es
    None si la base no trae `h_5`.
    """

    tabla: TablaDePatrones
    cuentan: Logicos
    nulos: dict[str, int]
    con_nulos: int
    sin_territorio: int
    distintos_de_h_5: int | None


def regla_de_nulos(texto: str) -> ReglaDeNulos:
    """Una de las reglas de nulos del método."""
    for regla in REGLAS_DE_NULOS:
        if texto == regla:
            return regla
    raise ErrorDeDatos(
        f"la regla de nulos «{texto}» no existe",
        que_hacer=f"use una de: {', '.join(REGLAS_DE_NULOS)}",
    )


def depurar(
    base: Base, renglones: Renglones, territorio: Enteros, territorios: int, regla: ReglaDeNulos
) -> Depurada:
    """Aplica la regla de nulos y arma la tabla; `territorio` (m,) es −1 donde no hay."""
    mascara, veces = renglones.nulos, renglones.registros
    if (territorio < 0).all():
        _sin_ningun_territorio(base, int(veces.sum()))
    alguno = mascara != 0
    con_nulos = int(veces[alguno].sum())
    nulos: dict[str, int] = {}
    if con_nulos:
        vacios = descodificar(mascara, BITS) > 0
        nulos = {c: int(veces[vacios[:, j]].sum()) for j, c in enumerate(base.privaciones)}
        nulos = {c: n for c, n in nulos.items() if n}
    if alguno.any() and regla == "fallar":
        _fallar(base, con_nulos, int(veces.sum()), nulos)
    cuentan = (territorio >= 0) & ~(alguno & (regla == "excluir"))
    with con_lugar(base.nombre):
        tabla = _tabla(renglones, territorio, territorios, cuentan)
    return Depurada(
        tabla=tabla,
        cuentan=cuentan,
        nulos=nulos,
        con_nulos=con_nulos,
        sin_territorio=int(veces[territorio < 0].sum()),
        distintos_de_h_5=_distintos(renglones, ~alguno),
    )


def _sin_ningun_territorio(base: Base, hogares: int) -> None:
    raise ErrorDeDatos(
        f"ninguno de los {con_miles(hogares)} hogares tiene territorio: el campo viene vacío, o "
        "ninguno cae en un polígono",
        lugar=Lugar(base.nombre),
        que_hacer="elija otro campo con --por (por omisión, cod_mpio), o revise que los polígonos "
        "y las coordenadas sean del mismo lugar",
    )


def _fallar(base: Base, con_nulos: int, hogares: int, nulos: dict[str, int]) -> None:
    detalle = ", ".join(f"{c}: {con_miles(n)}" for c, n in nulos.items())
    raise ErrorDeDatos(
        f"{con_miles(con_nulos)} de {con_miles(hogares)} hogares tienen privaciones sin dato "
        f"({detalle})",
        lugar=Lugar(base.nombre),
        que_hacer="complete el dato, o elija --nulos excluir o --nulos no_privado",
    )


def _tabla(
    renglones: Renglones, territorio: Enteros, territorios: int, cuentan: Logicos
) -> TablaDePatrones:
    if not cuentan.any():
        raise ErrorDeMetodo(
            "ningún hogar con territorio trae completas las privaciones",
            que_hacer="complételas en la base, o elija --nulos no_privado",
        )
    juntos, donde = _juntos(renglones, territorio, cuentan)
    suelta = TablaDePatrones(
        territorio=donde,
        patron=juntos.patron,
        registros=juntos.registros,
        hogares=juntos.registros * juntos.factor,
        personas=juntos.personas * juntos.factor,
        territorios=territorios,
        bits=BITS,
        llaves=juntos.llaves,
        distintos=None if juntos.llaves is None else juntos.registros,
    )
    return unir([suelta])


def _juntos(
    renglones: Renglones, territorio: Enteros, cuentan: Logicos
) -> tuple[Renglones, Enteros]:
    """Los renglones iguales de cada territorio, sumados en enteros y en un orden fijo.

    Así la suma con factor no depende del orden de la base ni de cómo se agrupó al leerla.
    """
    cuales = np.flatnonzero(cuentan)
    llaves = (renglones.factor, renglones.marcas, territorio)
    en_orden = cuales[np.lexsort([llave[cuales] for llave in llaves])]
    distinto = np.ones(len(en_orden), dtype=np.bool_)
    iguales = [llave[en_orden[1:]] == llave[en_orden[:-1]] for llave in llaves]
    distinto[1:] = ~np.logical_and.reduce(iguales)
    inicio = np.flatnonzero(distinto)
    primeros = en_orden[inicio]
    juntos = replace(
        renglones,
        marcas=renglones.marcas[primeros],
        factor=renglones.factor[primeros],
        registros=np.add.reduceat(renglones.registros[en_orden], inicio),
        personas=np.add.reduceat(renglones.personas[en_orden], inicio),
        llaves=None
        if renglones.llaves is None
        else np.add.reduceat(renglones.llaves[en_orden], inicio),
    )
    return juntos, territorio[primeros].astype(np.int64)


def _distintos(renglones: Renglones, completas: Logicos) -> int | None:
    """Hogares cuyo `h_5` no es el que dan sus privaciones con k = 1/3; None si no hay `h_5`."""
    conocidas = completas & (renglones.h_5 < SIN_MARCA)
    if not conocidas.any():
        return None
    pobre = es_pobre(descodificar(renglones.patron, BITS), IPM)
    return int(renglones.registros[conocidas & (pobre != (renglones.h_5 == 1))].sum())
