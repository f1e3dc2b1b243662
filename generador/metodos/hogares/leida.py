"""Una base leída y armada en hogares, con lo que se pidió de ella, antes de depurar nada."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..instrumento import Instrumento
from ..metodo import Metodo
from ..privaciones import en_centesimas, es_pobre, puntajes
from ..tipos import Logicos, Reales
from .armar import HogaresArmados
from .campos_del_hogar import campos_del_hogar, es_municipio, rotular, texto_del_hogar
from .codigos import Territorio
from .entrada import Entrada


@dataclass(frozen=True)
class Leida:
    """La base leída y armada, sin depurar: H hogares.

    `donde`: el territorio pedido, o uno solo. `propias` {campo: (H,)}: columnas de la base que se
    pidieron como campos; `copiadas` {nombre: columna}: las que se conservan.
    """

    entrada: Entrada
    hechos: HogaresArmados
    donde: Territorio
    propias: Mapping[str, Any]
    copiadas: Mapping[str, str]


def campos_sin_depurar(leida: Leida, metodo: Metodo, instrumento: Instrumento) -> dict[str, Any]:
    """Los campos de todos los hogares, {nombre: (H,)}: sin alguna privación no se sabe si es pobre.

    Para saber si alguien es del objetivo, lo que falta no es «no privado»: es desconocido.
    """
    privaciones = leida.hechos.privaciones
    hay = np.asarray(~np.isnan(privaciones).any(axis=1), dtype=np.bool_)
    completas = privaciones[hay].astype(np.uint8)
    puntaje = en_todos(en_centesimas(puntajes(completas, metodo), metodo), hay)
    pobre = en_todos(es_pobre(completas, metodo), hay)
    campos = campos_del_hogar(leida.hechos, instrumento, leida.donde, puntaje, pobre)
    return {**campos, **leida.propias}


def conservados(leida: Leida, quedan: Logicos) -> dict[str, Any]:
    """Lo que se pidió copiar: el texto de la base, y el municipio con sus cinco cifras."""
    entrada, hechos = leida.entrada, leida.hechos
    return {
        nombre: (
            rotular(hechos.municipio)
            if es_municipio(entrada, columna) and hechos.municipio is not None
            else texto_del_hogar(entrada.columnas[columna], hechos)
        )[quedan]
        for nombre, columna in leida.copiadas.items()
    }


def en_todos(valores: Any, quedan: Logicos) -> Reales:
    """Los valores de los hogares que quedan, en su lugar; NaN en los demás."""
    todos = np.full(len(quedan), np.nan)
    todos[quedan] = valores
    return todos
