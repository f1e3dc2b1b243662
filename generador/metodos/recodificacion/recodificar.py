"""La recodificación de una base: unidades, indicadores y puntaje con sus dos cotas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..hogares.columna import Columna
from ..tipos import Enteros, Logicos
from .crudas import CuentaDeVariable
from .evaluar import Decidida, Evaluador, decidir
from .personas import Variables
from .receta import Receta
from .unidades import Unidades, formar

# Del IPM: pobre con 34 centésimas o más, que es k = 1/3 con pesos de 10, 5 y 4.
CORTE = 34
SIN_DECIDIR = -1


@dataclass(frozen=True)
class Recodificada:
    """U unidades recodificadas con J indicadores.

    `privadas` (U, J): 1, 0 o −1 sin decidir. `faltan` {indicador: variables que la base no trae}.
    `cuentas` {variable: qué se leyó de ella}.
    """

    receta: Receta
    esquema: str
    unidades: Unidades
    decididas: tuple[Decidida, ...]
    privadas: Enteros
    faltan: Mapping[str, tuple[str, ...]]
    cuentas: Mapping[str, CuentaDeVariable]

    @property
    def de_personas(self) -> Enteros:
        """Las de la unidad de cada persona, (n, J)."""
        return _columnas([self.unidades.a_personas(c, SIN_DECIDIR) for c in self.privadas.T])

    @property
    def de_hogares(self) -> Enteros:
        """Las de la unidad principal de cada hogar, (H, J)."""
        return _columnas([self.unidades.a_hogares(c, SIN_DECIDIR) for c in self.privadas.T])


@dataclass(frozen=True)
class Puntajes:
    """De m filas: el menor y el mayor puntaje posibles, en centésimas, y si es pobre.

    `pobre` (m,): 1 si el menor llega al corte, 0 si el mayor no llega, −1 si no se sabe. `sin`
    (m,): cuántos indicadores no se decidieron.
    """

    minimo: Enteros
    maximo: Enteros
    pobre: Enteros
    sin: Enteros


def recodificar(
    receta: Receta,
    esquema: str,
    columnas: Mapping[str, Columna],
    hogar: Enteros,
    jefe: Enteros,
    filas: Enteros,
) -> Recodificada:
    """Recodifica n personas: `columnas` {variable: columna} de la base, las que traiga.

    `hogar` (n,): el de cada persona, −1 si no cuenta; `jefe` (H,): la fila del jefe de cada hogar;
    `filas` (n,): el número de cada una en la base.
    """
    variables = Variables(receta, esquema, columnas, filas, hogar >= 0)
    unidades = _unidades(receta, variables, hogar, jefe)
    decididas = tuple(decidir(p, variables, unidades) for p in receta.privaciones)
    faltan = {
        p.id: tuple(dict.fromkeys(f for v in p.usa for f in variables.faltan(v)))
        for p in receta.privaciones
    }
    return Recodificada(
        receta=receta,
        esquema=esquema,
        unidades=unidades,
        decididas=decididas,
        privadas=_columnas([d.privada for d in decididas]),
        faltan=faltan,
        cuentas=dict(variables.cuentas),
    )


def puntajes(privadas: Enteros, receta: Receta) -> Puntajes:
    """Los puntajes de m filas, desde sus indicadores (m, J) en 1, 0 o −1."""
    pesos = np.array(receta.pesos, dtype=np.int64)
    minimo = (privadas == 1) @ pesos
    maximo = (privadas != 0) @ pesos
    pobre = np.where(minimo >= CORTE, 1, np.where(maximo < CORTE, 0, SIN_DECIDIR))
    sin = (privadas < 0).sum(axis=1)
    return Puntajes(minimo, maximo, pobre.astype(np.int64), sin.astype(np.int64))


def _unidades(receta: Receta, variables: Variables, hogar: Enteros, jefe: Enteros) -> Unidades:
    nadie: Logicos = np.zeros(len(hogar), dtype=np.bool_)
    enteras = formar(hogar, jefe, nadie, "dentro")
    if receta.separar is None or receta.modo == "dentro":
        return enteras
    # De quien no se sabe el parentesco no se sabe que sea otra unidad: queda en su hogar.
    separada = ~Evaluador(variables, enteras).persona(receta.separar).no
    return formar(hogar, jefe, np.asarray(separada), receta.modo)


def _columnas(columnas: list[Enteros]) -> Enteros:
    return np.stack(columnas, axis=1) if columnas else np.zeros((0, 0), dtype=np.int64)
