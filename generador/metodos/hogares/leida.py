"""Una base leída y armada en hogares, con lo que se pidió de ella, antes de depurar nada."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..depuracion import ReglaDeNulos, depurar
from ..instrumento import Instrumento
from ..metodo import Metodo
from ..privaciones import en_centesimas, es_pobre, puntajes
from ..tipos import Logicos, Reales
from .armar import HogaresArmados
from .campos_del_hogar import campos_del_hogar, es_municipio, rotular, texto_del_hogar
from .codigos import TerritorioDeCadaFila
from .entrada import Entrada
from .nombres import PRIVACIONES


@dataclass(frozen=True)
class Leida:
    """La base leída y armada, sin depurar: H hogares.

    `donde`: el territorio pedido, o uno solo. `propias` {campo: (H,)}: columnas de la base que se
    pidieron como campos; `copiadas` {nombre: columna}: las que se conservan.
    """

    entrada: Entrada
    hechos: HogaresArmados
    donde: TerritorioDeCadaFila
    propias: Mapping[str, Any]
    copiadas: Mapping[str, str]


def campos_de_los_hogares(
    leida: Leida,
    metodo: Metodo,
    instrumento: Instrumento,
    nulos: ReglaDeNulos = "excluir",
) -> dict[str, Any]:
    """Los campos de todos los hogares, {nombre: (H,)}: sin alguna privación no se sabe si es pobre.

    Lo que falta no es «no privado»: es desconocido. El hogar sigue, porque puede entrar por lo que
    sí se sabe de él, con `puntaje` y `pobre` en NaN. «fallar» da ErrorDeMetodo con el recuento y
    «no_privado» lo cuenta como 0.
    """
    depuradas = depurar(list(leida.hechos.privaciones.T), PRIVACIONES, nulos)
    privado, se_sabe = depuradas.privado, depuradas.conservadas
    puntaje = _en_todos(en_centesimas(puntajes(privado, metodo), metodo), se_sabe)
    pobre = _en_todos(es_pobre(privado, metodo), se_sabe)
    campos = campos_del_hogar(leida.hechos, instrumento, leida.donde, puntaje, pobre)
    return {**campos, **leida.propias}


def conservados(leida: Leida) -> dict[str, Any]:
    """Lo que se pidió copiar: el texto de la base, y el municipio con sus cinco cifras."""
    entrada, hechos = leida.entrada, leida.hechos
    return {
        nombre: rotular(hechos.municipio)
        if es_municipio(entrada, columna) and hechos.municipio is not None
        else texto_del_hogar(entrada.columnas[columna], hechos)
        for nombre, columna in leida.copiadas.items()
    }


def _en_todos(valores: Any, cuales: Logicos) -> Reales:
    """Los valores de esos hogares, en su lugar; NaN en los demás."""
    todos = np.full(len(cuales), np.nan)
    todos[cuales] = valores
    return todos
