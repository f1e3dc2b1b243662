"""Qué pasa alrededor de cada municipio: la incidencia de sus vecinos y el agrupamiento local."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.leer import DATO, NO_APLICA, Cubo, Llave
from generador.disco import cache
from generador.indicadores.derivados import IPM, municipales
from generador.mapas.topologia import Topologia
from generador.metodos import agrupamientos as metodo
from generador.metodos import azar, vecindad
from generador.rutas import TEMPORAL

# Clase del método → código de la categoría en el catálogo.
CODIGOS = {
    metodo.ALTO_ALTO: 1,
    metodo.BAJO_ALTO: 2,
    metodo.BAJO_BAJO: 3,
    metodo.ALTO_BAJO: 4,
    metodo.NO_SIGNIFICATIVO: 5,
}
INDICADORES = ("ipm_vecinos", "agrupamiento", "agrupamiento_limite")
# Los 9.999 sorteos cuestan más de medio segundo de CPU y solo dependen de estas entradas.
CARPETA = TEMPORAL / "agrupamientos"
CODIGO = (*(Path(str(modulo.__file__)) for modulo in (metodo, azar, vecindad)), Path(__file__))


def calcular(cubo: Cubo, topologia: Topologia) -> list[Llave]:
    """Agrega al cubo los tres indicadores de vecindad y devuelve sus llaves.

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
        suyas = _columnas(cubo.columnas[IPM, "total", censo][lugares], vecinos, CARPETA / censo)
        for indicador, municipal in zip(INDICADORES, suyas, strict=True):
            valores = np.full(len(cubo.territorios), np.nan)
            valores[lugares] = municipal
            estados = np.where(np.isnan(valores), NO_APLICA, DATO).astype(np.int8)
            hechas.append((indicador, "total", censo))
            cubo.agregar(hechas[-1], valores, estados)
    return hechas


def _columnas(
    valores: NDArray[np.float64], vecinos: list[list[int]], donde: Path
) -> NDArray[np.float64]:
    """Una fila por cada uno de `INDICADORES`, (3, municipios), desde `donde` si ya está hecha."""
    codigo = ((ruta.name, ruta.read_bytes()) for ruta in CODIGO)
    partes = [("valores", valores.tobytes()), ("vecinos", orjson.dumps(vecinos)), *codigo]
    ruta = donde / f"{cache.huella(np.__version__, partes)}.npz"
    if (guardadas := _abrir(ruta, (len(INDICADORES), len(valores)))) is not None:
        return guardadas
    hallado = metodo.agrupamientos(valores, vecinos)
    clases = np.array([CODIGOS.get(c, np.nan) for c in hallado.clase.tolist()])
    limite = np.where(np.isnan(clases), np.nan, hallado.en_el_limite)
    columnas = np.stack([hallado.retraso, clases, limite])
    memoria = io.BytesIO()
    np.savez(memoria, columnas=columnas)
    cache.guardar(ruta, memoria.getvalue())
    return columnas


def _abrir(ruta: Path, forma: tuple[int, int]) -> NDArray[np.float64] | None:
    """Lo guardado en `ruta`; None si no está o no se deja leer (se rehace, no es un error)."""
    try:
        with np.load(ruta, allow_pickle=False) as archivo:
            columnas: NDArray[np.float64] = archivo["columnas"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return columnas if columnas.shape == forma else None
