"""De qué años y de cuántos territorios hay cifra: con dato, sin dato y sin aplicar."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente, Filas

ZONAS = {"total": "Todo el territorio", "cabecera": "Cabecera", "rural": "Rural"}


class Estado(NamedTuple):
    """Una razón para que haya o no haya cifra: cómo se rotula y qué quiere decir."""

    numero: int
    rotulo: str
    que_es: str = ""


ESTADOS = (
    Estado(DATO, "Con dato"),
    Estado(NO_APLICA, "No aplica", "por naturaleza no existe"),
    Estado(NO_DISPONIBLE, "No disponible", "la fuente no la publica"),
    Estado(SIN_FILA, "Sin dato", "la fuente no trae el territorio"),
)


class EstadosPorZona(NamedTuple):
    """Los estados que se dan, y por zona cuántos territorios están en cada uno, en su orden."""

    estados: list[Estado]
    zonas: list[tuple[str, list[int]]]


class Anio(NamedTuple):
    """Un periodo del dominio total: cuántos territorios tienen dato y la cifra del país."""

    periodo: str
    con_dato: int
    pais: float
    del_kit: bool


def por_zona(acervo: DatosDelSitio, columna: ColumnaVigente, filas: Filas) -> EstadosPorZona:
    """La de cada zona en que existe el indicador, en su año vigente."""
    cuentas = {}
    indicador, _, periodo = columna.llave
    for dominio in DOMINIOS:
        estados = acervo.cubo.estados.get((indicador, dominio, periodo))
        if estados is not None:
            cuentas[ZONAS[dominio]] = np.bincount(estados[filas.de(columna.nivel)], minlength=4)
    hay = [e for e in ESTADOS if e.numero == DATO or any(n[e.numero] for n in cuentas.values())]
    return EstadosPorZona(hay, [(z, [int(n[e.numero]) for e in hay]) for z, n in cuentas.items()])


def por_anio(acervo: DatosDelSitio, columna: ColumnaVigente, filas: Filas) -> list[Anio]:
    """Todos los periodos del total, del último al primero."""
    cubo, propias, pais = acervo.cubo, filas.de(columna.nivel), acervo.cubo.indice[NACION]
    indicador = columna.ficha.id
    return [
        Anio(
            periodo,
            int((cubo.estados[llave][propias] == DATO).sum()),
            float(cubo.columnas[llave][pais]),
            llave in acervo.agregadas,
        )
        for periodo in reversed(cubo.periodos(indicador))
        if (llave := (indicador, "total", periodo))
    ]
