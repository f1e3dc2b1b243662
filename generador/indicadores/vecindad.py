"""Qué pasa alrededor de cada municipio: la incidencia de sus vecinos y el agrupamiento local."""

from __future__ import annotations

import numpy as np

from generador.cubo import periodos
from generador.cubo.leer import DATO, NO_APLICA, Cubo, Llave
from generador.indicadores.derivados import IPM, municipales
from generador.mapas.topologia import Topologia
from generador.metodos import agrupamientos as metodo

# Clase del método → código de la categoría en el catálogo.
CODIGOS = {
    metodo.ALTO_ALTO: 1,
    metodo.BAJO_ALTO: 2,
    metodo.BAJO_BAJO: 3,
    metodo.ALTO_BAJO: 4,
    metodo.NO_SIGNIFICATIVO: 5,
}


def calcular(cubo: Cubo, topologia: Topologia) -> list[Llave]:
    """Agrega al cubo los dos indicadores de vecindad y devuelve sus llaves.

    Los calcula en cada año de la medida censal. Son vecinos los que comparten frontera, aunque sean
    de otro departamento. No aplica a departamentos ni nación, ni a un municipio que no limita con
    ninguno.
    """
    lugares = municipales(cubo)
    codigos = [cubo.territorios[i] for i in lugares]
    puesto = {codigo: i for i, codigo in enumerate(codigos)}
    vecinos = [[puesto[v.codigo] for v in topologia.vecinos[c]] for c in codigos]
    hechas: list[Llave] = []
    for censo in periodos.con_dato(cubo, IPM):
        hallado = metodo.agrupamientos(cubo.columnas[IPM, "total", censo][lugares], vecinos)
        clases = np.array([CODIGOS.get(c, np.nan) for c in hallado.clase.tolist()])
        for indicador, suyos in (("ipm_vecinos", hallado.retraso), ("agrupamiento", clases)):
            valores = np.full(len(cubo.territorios), np.nan)
            valores[lugares] = suyos
            estados = np.where(np.isnan(valores), NO_APLICA, DATO).astype(np.int8)
            hechas.append((indicador, "total", censo))
            cubo.agregar(hechas[-1], valores, estados)
    return hechas
