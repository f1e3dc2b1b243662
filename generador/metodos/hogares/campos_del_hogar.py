"""Los campos de cada hogar que usan las reglas y la prioridad, con los mismos nombres siempre.

Los del kit salen de `armar`; los demás son columnas de la base, leídas de la fila que habla por el
hogar. Lo que no se sabe es NaN o «», y las cuentas por edad con alguna edad dudosa, `ConDuda`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Union

import numpy as np

from ..identificacion import ConDuda
from ..instrumento import SIN_ORDEN, Instrumento
from ..tipos import Reales
from .armar import HogaresArmados
from .campos import leer_campo
from .codigos import COLUMNA_DE_CODIGO, TerritorioDeCadaFila, territorio, unir
from .columna import Columna
from .edades import CuentaPorEdad
from .entrada import Entrada
from .marcas import la_marca
from .nombres import PRIVACIONES
from .reglas import catalogo
from .textos import limpiar

Campo = Union[Reales, np.ndarray, ConDuda]
TODOS = "TODOS"
DE_EDAD: tuple[str, ...] = ("menores_6", "menores_18", "mayores_60")
# Los que arma el kit; cualquier otro nombre es una columna de la base.
DEL_KIT: tuple[str, ...] = (
    *("orden", "grupo", "nivel", "clasificacion", "puntaje", "pobre", "h_5", "personas"),
    *("zona", "clase", "territorio", *DE_EDAD, *PRIVACIONES),
)


def campos_del_hogar(
    hechos: HogaresArmados,
    instrumento: Instrumento,
    donde: TerritorioDeCadaFila,
    puntaje: Reales,
    pobre: Reales,
) -> dict[str, Campo]:
    """Los campos del kit, {nombre: (H,)}; sin las cuentas por edad si la base no permite saberlas.

    `donde`, `puntaje` y `pobre` (H,) dependen del pedido (el territorio, los pesos y el corte) y
    los da quien llama; NaN donde no se sabe.
    """
    orden = hechos.clasificacion.orden
    codigos = instrumento.rotular(orden)
    return {
        "orden": np.where(orden == SIN_ORDEN, np.nan, orden),
        "grupo": np.array([c[:1] for c in codigos], dtype=np.str_),
        "nivel": np.array([float(c[1:]) if c else np.nan for c in codigos]),
        "clasificacion": np.array(codigos, dtype=np.str_),
        "puntaje": puntaje,
        "pobre": pobre,
        "h_5": hechos.h_5,
        "personas": hechos.personas,
        "zona": hechos.zona,
        "clase": hechos.clase,
        "territorio": rotular(donde),
        **{nombre: con_duda(cuenta) for nombre, cuenta in hechos.edades.items()},
        **{p: la_marca(hechos.marcas, j) for j, p in enumerate(PRIVACIONES)},
    }


def campo_ajeno(
    entrada: Entrada, hechos: HogaresArmados, columna: str, *, decimal: str | None = None
) -> Campo:
    """Una columna de la base en cada hogar, (H,): números, o textos si no lo son.

    Un código (`cod_vereda`) y un municipio son siempre texto, en su forma única. Lo que no se
    entiende queda anotado en `hechos.perdidas` y detiene: una regla lo usa.
    """
    if es_municipio(entrada, columna) and hechos.municipio is not None:
        return rotular(hechos.municipio)
    propia, perdidas = entrada.columnas[columna].tomar(hechos.jefe), hechos.perdidas.de(hechos.jefe)
    if COLUMNA_DE_CODIGO.search(columna):
        return rotular(territorio(propia, perdidas, hechos.avisos))
    nombres = {**entrada.esquema.columnas, **entrada.esquema.otras}
    variable = next((v for v, c in nombres.items() if c == columna), "")
    if variable in _de_texto():
        return texto_del_hogar(entrada.columnas[columna], hechos)
    return leer_campo(propia, variable, perdidas, decimal=decimal)


def territorio_del_hogar(
    entrada: Entrada, hechos: HogaresArmados, columnas: Sequence[str]
) -> TerritorioDeCadaFila:
    """El territorio de cada hogar según una o varias columnas, que se unen con «-»."""
    perdidas = hechos.perdidas.de(hechos.jefe)
    partes = [
        hechos.municipio
        if es_municipio(entrada, columna) and hechos.municipio is not None
        else territorio(entrada.columnas[columna].tomar(hechos.jefe), perdidas, hechos.avisos)
        for columna in columnas
    ]
    return unir(partes)


def un_solo_territorio(hogares: int) -> TerritorioDeCadaFila:
    """Todos los hogares en uno, cuando no se pide ninguno."""
    return TerritorioDeCadaFila((TODOS,), np.zeros(hogares, dtype=np.int32))


def texto_del_hogar(columna: Columna, hechos: HogaresArmados) -> np.ndarray:
    """La columna tal como está en la fila que habla por cada hogar, (H,); «» sin dato."""
    textos = np.array([*(limpiar(t) for t in columna.textos), ""], dtype=np.str_)
    return np.asarray(textos[columna.codigos[hechos.jefe]])


def es_municipio(entrada: Entrada, columna: str) -> bool:
    """Si la columna es la del código de municipio, que tiene su propia forma de cinco cifras."""
    return entrada.esquema.columnas.get("cod_mpio") == columna


def rotular(donde: TerritorioDeCadaFila) -> np.ndarray:
    """El texto de cada fila, (n,); «» donde no hay."""
    # El código −1 (sin territorio) es el último: «».
    return np.asarray(np.array([*donde.etiquetas, ""], dtype=np.str_)[donde.codigos])


def con_duda(cuenta: CuentaPorEdad) -> Campo:
    """La cuenta como un campo: números si no hay dudas."""
    bajo = cuenta.seguras.astype(np.float64)
    return ConDuda(bajo, bajo + cuenta.dudosas) if cuenta.dudosas.any() else bajo


@lru_cache(maxsize=1)
def _de_texto() -> frozenset[str]:
    """Los campos que el catálogo declara de texto, aunque una base solo traiga cifras en ellos."""
    return frozenset(campo.id for campo in catalogo() if campo.tipo == "texto")
