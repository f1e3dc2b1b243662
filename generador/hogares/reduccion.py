"""De la base a los renglones que se miden: en memoria si cabe, y si no, contando en el motor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from generador.hogares import en_el_motor
from generador.hogares.base_armada import armar_hogares, columnas_del_nucleo, leer_entrada
from generador.hogares.base_reconocida import Base
from generador.hogares.columnas_leidas import ColumnasLeidas
from generador.hogares.dominio import con_lugar
from generador.hogares.renglones import Renglones, de_armados
from generador.metodos.publicable.llaves import exigir_llaves

if TYPE_CHECKING:
    from generador.hogares.incidencia import Opciones

# Hasta aquí los hogares se arman en memoria; las dos maneras dan lo mismo.
FILAS_EN_MEMORIA = 3_000_000


def reducir(
    base: Base, columnas: Sequence[str], opciones: Opciones, en_memoria: int = FILAS_EN_MEMORIA
) -> tuple[Renglones, bool]:
    """Los renglones, con esas `columnas`, y si se revisaron los hogares.

    No se revisan si así se pidió, ni si la base no dice qué personas son de un hogar ni cuántas
    tiene: entonces cada fila cuenta con lo suyo.
    """
    clave = opciones.clave.octetos if opciones.clave else None
    renglones, revisada = _reducir(base, columnas, opciones, en_memoria, clave)
    if clave is not None:
        with con_lugar(base.nombre):
            exigir_llaves(renglones.llaves)
    return renglones, revisada


def _reducir(
    base: Base, columnas: Sequence[str], opciones: Opciones, en_memoria: int, clave: bytes | None
) -> tuple[Renglones, bool]:
    lectura = ColumnasLeidas.de(base, columnas_del_nucleo(base, columnas))
    if not opciones.revisar:
        propia = lectura.en_columnas()
        return en_el_motor.sin_revisar(propia, columnas, opciones.peticion), False
    # El error de muestreo necesita cada hogar, y una muestra cabe.
    de_muestra = clave is not None and base.canonica("fex") is not None
    if lectura.contar() > en_memoria and not de_muestra:
        return en_el_motor.revisando(lectura.en_columnas(), columnas, opciones.peticion, clave)
    entrada, leidas = leer_entrada(base, lectura)
    hechos = armar_hogares(base, entrada, opciones.peticion)
    if hechos.hogar is None and bool(np.isnan(hechos.personas).all()):
        return en_el_motor.sin_revisar(lectura, columnas, opciones.peticion, hechos.avisos), False
    return de_armados(entrada, hechos, tuple(columnas), leidas.puntos, clave), True
