"""Los pesos de cada año llevados a los del último año con IPC completo."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generador.cubo.catalogo import DEFLACTOR, Indicador
from generador.cubo.leer import DATO, SIN_FILA, Cubo, Llave
from generador.indicadores.derivados import poner
from generador.metodos import precios

NACION = "00"


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega el IPC promedio de cada año y lo que el catálogo pide en pesos constantes.

    El año base es el último con los doce meses de IPC. Un año que no los tiene no se lleva: el
    indicador no existe ese año. Espera que departamento y nación ya estén completos.
    """
    indices = _promedios(cubo, catalogo[DEFLACTOR].derivado_de)
    hechas = [_guardar(cubo, anio, indice) for anio, indice in indices.items()]
    base = indices[max(indices)] if indices else np.nan
    for ficha in catalogo.values():
        for llave in [
            k for k in cubo.columnas if ficha.constante_de and k[0] == ficha.constante_de
        ]:
            if llave[2] in indices:
                valores = precios.a_precios_de(cubo.columnas[llave], indices[llave[2]], base)
                hechas.append((ficha.id, *llave[1:]))
                poner(cubo, hechas[-1], valores, [llave])
    return hechas


def _promedios(cubo: Cubo, meses: tuple[str, ...]) -> dict[str, float]:
    """El IPC promedio de cada año que trae los doce meses."""
    anios = cubo.periodos(meses[0])
    tabla = [[cubo.valor(mes, NACION, "total", anio) for mes in meses] for anio in anios]
    promedios = precios.promedio_anual(np.array(tabla).reshape(len(anios), len(meses)))
    return {a: float(p) for a, p in zip(anios, promedios, strict=True) if np.isfinite(p)}


def _guardar(cubo: Cubo, anio: str, indice: float) -> Llave:
    llave = (DEFLACTOR, "total", anio)
    valores = np.full(len(cubo.territorios), np.nan)
    estados = np.full(len(cubo.territorios), SIN_FILA, np.int8)
    valores[cubo.indice[NACION]], estados[cubo.indice[NACION]] = indice, DATO
    cubo.agregar(llave, valores, estados)
    return llave
