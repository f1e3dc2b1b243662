"""La tabla de hogares recodificados: las mismas columnas y valores en la orden y en QGIS.

Sin la llave del hogar: se agrega solo si alguien la pide, para sortear o para unir con otra capa.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

import numpy as np
import numpy.typing as npt

from ..hogares.campos_del_hogar import rotular
from ..tipos import Enteros, Reales
from .base import BaseRecodificada

Tipo = Literal["texto", "entero", "real"]
Valores = Union[tuple[str, ...], Enteros, Reales]
SIN_DATO = -1


@dataclass(frozen=True)
class ColumnaDeTabla:
    """Un campo: nombre, tipo, qué es y sus H valores. `falta` (H,): dónde no hay dato."""

    nombre: str
    tipo: Tipo
    rotulo: str
    valores: Valores
    falta: npt.NDArray[np.bool_]

    def lista(self) -> list[str | int | float | None]:
        """Los valores de Python, None donde no hay."""
        propios = self.valores if isinstance(self.valores, tuple) else self.valores.tolist()
        return [None if no else v for v, no in zip(propios, self.falta.tolist())]


def tabla(
    base: BaseRecodificada,
    huella: str,
    conservar: tuple[str, ...] = (),
    *,
    con_llave: bool = False,
) -> tuple[ColumnaDeTabla, ...]:
    """Las columnas, una fila por hogar en el orden de su identidad.

    `conservar`: columnas de la base que pasan como texto, las del jefe.
    """
    return (
        *(_llave(base) if con_llave else ()),
        *_del_hogar(base),
        *(_conservada(base, c) for c in conservar),
        *_indicadores(base),
        *_resumen(base),
        *_procedencia(base, huella),
    )


def textos(nombre: str, rotulo: str, valores: tuple[str, ...]) -> ColumnaDeTabla:
    """Una columna de textos; «» es sin dato."""
    return ColumnaDeTabla(nombre, "texto", rotulo, valores, np.array([not v for v in valores]))


def enteros(nombre: str, rotulo: str, valores: Enteros | Reales) -> ColumnaDeTabla:
    """Una columna de enteros; NaN y −1 son sin dato."""
    reales = np.asarray(valores, dtype=np.float64)
    falta = np.asarray(np.isnan(reales) | (reales == SIN_DATO))
    hechos = np.where(falta, 0, np.nan_to_num(reales)).astype(np.int64)
    return ColumnaDeTabla(nombre, "entero", rotulo, hechos, falta)


def _llave(base: BaseRecodificada) -> tuple[ColumnaDeTabla, ...]:
    identidades = base.hechos.identidades or ()
    return (
        textos("hogar", "Hogar: municipio|ficha|hogar", tuple(identidades)),
        enteros("registro", "Fila del jefe en la base", base.hechos.fila),
    )


def _del_hogar(base: BaseRecodificada) -> tuple[ColumnaDeTabla, ...]:
    hechos, entrada = base.hechos, base.entrada
    columnas = []
    if hechos.municipio is not None:
        propios = tuple(str(t) for t in rotular(hechos.municipio).tolist())
        columnas.append(textos("cod_mpio", "Municipio", propios))
    if entrada.tiene("clase"):
        dice = "1 cabecera, 2 centro poblado, 3 rural disperso"
        columnas.append(enteros("cod_clase", dice, hechos.clase))
    if entrada.tiene("zona") or entrada.tiene("clase"):
        dice = "1 cabecera, 2 centro poblado y rural disperso"
        columnas.append(enteros("zona", dice, hechos.zona))
    columnas.append(enteros("num_personas_hogar", "Personas del hogar", hechos.personas))
    for canonica, dice in (
        ("grupo", "Grupo, como viene"),
        ("nivel", "Nivel, como viene"),
        ("clasificacion", "Grupo y nivel, como vienen"),
    ):
        if entrada.tiene(canonica):
            columnas.append(_conservada(base, entrada.esquema.columnas[canonica], canonica, dice))
    if entrada.tiene("fex"):
        sin = np.zeros(len(hechos.factor), dtype=np.bool_)
        factor = ColumnaDeTabla("fex", "real", "Factor de expansión", hechos.factor, sin)
        columnas.append(factor)
    return tuple(columnas)


def _conservada(
    base: BaseRecodificada, columna: str, nombre: str = "", rotulo: str = ""
) -> ColumnaDeTabla:
    limpios, codigos = base.entrada.columnas[columna].tomar(base.hechos.jefe).limpios()
    con_vacio = (*limpios, "")
    return textos(nombre or columna, rotulo, tuple(con_vacio[c] for c in codigos.tolist()))


def _indicadores(base: BaseRecodificada) -> tuple[ColumnaDeTabla, ...]:
    return tuple(
        enteros(p.id, f"{p.nombre}: 1 si el hogar está privado", base.de_hogares[:, j])
        for j, p in enumerate(base.hecha.receta.privaciones)
    )


def _resumen(base: BaseRecodificada) -> tuple[ColumnaDeTabla, ...]:
    hechos, medida = base.puntajes, base.hecha.receta.medida
    return (
        enteros("puntaje_min", "Menor suma posible de privaciones, en centésimas", hechos.minimo),
        enteros("puntaje_max", "Mayor suma posible de privaciones, en centésimas", hechos.maximo),
        enteros("h_recodificada", f"{medida}: 1 pobre, 0 no; vacío, no se sabe", hechos.pobre),
        enteros("n_indeterminadas", "Indicadores que no se decidieron", hechos.sin),
    )


def _procedencia(base: BaseRecodificada, huella: str) -> tuple[ColumnaDeTabla, ...]:
    receta, cuantos = base.hecha.receta, len(base.hechos.jefe)
    return (
        textos("medida", "Cómo se llama esta medida: no es el IPM oficial",
               (receta.medida,) * cuantos),
        textos("receta", "Con qué receta se recodificó", (receta.id,) * cuantos),
        textos("version", "Versión de la receta", (receta.version,) * cuantos),
        textos("huella", "Huella de la receta", (huella,) * cuantos),
    )  # fmt: skip
