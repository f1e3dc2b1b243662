"""El puesto de un territorio por incidencia, con el rango que deja la omisión del censo.

Un puesto exacto no se sostiene: los no contados pueden moverlo. Todo puesto del sitio sale de aquí,
y la cuenta, de `metodos.posiciones`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero
from generador.metodos import omision, posiciones
from generador.metodos.grupos import Agrupacion
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.aviso_de_omision import omitidos
from generador.redondeo import redondear_columna

IPM = "ipm_censal"
# Los momios en llano: tantos pobres por cada uno que no lo es.
CONDICION = (
    "si, por cada persona no pobre, hubiera entre los no contados la mitad o el doble de pobres "
    "que entre los contados"
)


@dataclass(frozen=True)
class PuestosDeTodos:
    """Puesto y rango de cada territorio en su grupo, y su clase de omisión; todo (n,)."""

    posicion: posiciones.Posicion
    rango: posiciones.Rango
    clase: NDArray[np.int64]


@dataclass(frozen=True)
class Puestos:
    """Los de cada municipio en el país y en su departamento, en el orden de `municipios`."""

    pais: PuestosDeTodos
    departamento: PuestosDeTodos


def lugares(
    incidencia: NDArray[np.float64],
    sin_contar: NDArray[np.float64],
    agrupacion: Agrupacion | None = None,
) -> PuestosDeTodos:
    """Los lugares de incidencias y omisiones (%); se ordena lo que se publica. NaN: sin rango."""
    publicada = redondear_columna(incidencia, 1)
    bajo, alto = omision.por_momios(publicada / 100, sin_contar / 100)
    return PuestosDeTodos(
        posiciones.posicion(publicada, agrupacion),
        posiciones.rango(bajo, alto, agrupacion),
        omision.clase(sin_contar / 100),
    )


@cache
def puestos(acervo: DatosDelSitio) -> Puestos:
    """Todos los municipales de una vez; el 1 es el de mayor incidencia."""
    columnas = acervo.municipal(IPM), omitidos(acervo)[acervo.filas_municipales]
    deptos = Agrupacion.de_codigos([m[:2] for m in acervo.municipios])[0]
    return Puestos(lugares(*columnas), lugares(*columnas, deptos))


@cache
def de_departamentos(acervo: DatosDelSitio) -> PuestosDeTodos:
    """Los de los departamentos entre ellos, en el orden de `departamentos`."""
    filas = [acervo.cubo.indice[d] for d in acervo.departamentos]
    incidencia = np.array([acervo.valor(IPM, d) for d in acervo.departamentos])
    return lugares(incidencia, omitidos(acervo)[filas])


@cache
def entre_comparables(acervo: DatosDelSitio) -> PuestosDeTodos:
    """Los de cada municipio entre él y sus comparables, en el orden de `municipios`.

    Un comparable cuya cifra describe solo a los contados no cuenta. Sin comparables, sin puesto.
    """
    grupos = [
        [codigo, *parecidos.codigos] if (parecidos := acervo.parecidos[codigo]).codigos else []
        for codigo in acervo.municipios
    ]
    filas = np.array([acervo.posicion_municipal[c] for grupo in grupos for c in grupo])
    grupo = np.repeat(np.arange(len(grupos)), [len(g) for g in grupos])
    incidencia = acervo.municipal(IPM)[filas]
    sin_contar = omitidos(acervo)[acervo.filas_municipales][filas]
    ajena = omision.clase(sin_contar / 100) == omision.SOLO_CONTADOS
    juntos = lugares(
        np.where(ajena, np.nan, incidencia), sin_contar, Agrupacion(grupo, len(grupos))
    )
    propia = np.cumsum([0, *(len(g) for g in grupos[:-1])])
    return _elegidos(juntos, propia, np.array([bool(g) for g in grupos]))


def _elegidos(
    de: PuestosDeTodos, filas: NDArray[np.int64], hay: NDArray[np.bool_]
) -> PuestosDeTodos:
    """Los de `filas`; donde no hay, sin puesto."""
    seguras = np.where(hay, filas, 0)

    def tomar(columna: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.where(hay, columna[seguras], posiciones.SIN_PUESTO)

    p, r = de.posicion, de.rango
    return PuestosDeTodos(
        posiciones.Posicion(tomar(p.puesto), tomar(p.de), tomar(p.empatados), p.percentil[seguras]),
        posiciones.Rango(tomar(r.mejor), tomar(r.peor)),
        np.where(hay, de.clase[seguras], omision.SIN_CLASE),
    )


def escrito(de: PuestosDeTodos, i: int, condicion: bool = True) -> str:
    """«puesto 13 de 1.122; entre 10 y 15 si…»; desde 10 % de omisión, solo el rango.

    Vacío si no hay puesto que dar: está solo en su grupo, la cifra describe solo a los contados, o
    el rango es todo el grupo.
    `condicion` dice si se explica de qué depende el rango.
    """
    cuantos, puesto = int(de.posicion.de[i]), int(de.posicion.puesto[i])
    if puesto == posiciones.SIN_PUESTO or cuantos < 2 or de.clase[i] == omision.SOLO_CONTADOS:
        return ""
    mejor, peor = int(de.rango.mejor[i]), int(de.rango.peor[i])
    if de.clase[i] >= omision.ALTA and mejor == 1 and peor == cuantos:
        return ""  # «entre los puestos 1 y 2 de 2» no dice nada
    si = f" {CONDICION}" if condicion else ""
    if de.clase[i] >= omision.ALTA and mejor != peor:
        return f"entre los puestos {numero(mejor)} y {numero(peor)} de {numero(cuantos)}{si}"
    dicho = f"puesto {numero(puesto)} de {numero(cuantos)}{_empate(int(de.posicion.empatados[i]))}"
    if mejor == peor:
        return dicho
    return f"{dicho}; entre {numero(mejor)} y {numero(peor)}{si}"


def _empate(cuantos: int) -> str:
    otros = cuantos - 1
    if otros < 1:
        return ""
    return f" (empatado con {'otro' if otros == 1 else f'otros {numero(otros)}'})"


def frase(piezas: Sequence[str]) -> str:
    """Une las piezas de `escrito` en una oración con mayúscula inicial y punto; vacía sin ellas."""
    dichas = [p for p in piezas if p]
    unidas = ". ".join(p[0].upper() + p[1:] for p in dichas)
    return f"{unidas}." if unidas else ""
