"""Qué columnas se pueden leer y conservar (Ley 1581 de 2012): una lista de lo permitido.

La lista es un dato (`datos/datos_personales.json`) y los nombres del Sisbén, los de sus esquemas.
Se puede lo que traen los esquemas y no es personal, lo que escribe el kit y los códigos y nombres
de territorio. La ficha, el hogar y la persona sirven para contar y no se escriben. Una columna
desconocida pasa solo si quien usa la nombra, y si no parece personal por su nombre (aquí) ni por
lo que trae (`contenido`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Literal

from ..tablas import documento as tabla
from .contenido import contenido_personal
from .encabezado import clave, coincide, cortes

__all__ = ["Permiso", "columnas_personales", "contenido_personal", "motivo_personal", "permitida"]

Uso = Literal["sisben", "kit", "territorio", "contar", "pedida", "desconocida", "personal"]
ROTA = "aeioun"
ROTAS_QUE_SE_PRUEBAN = 3


@dataclass(frozen=True)
class Permiso:
    """Si la columna se puede leer y conservar, y por qué.

    `uso` dice qué es: «contar» identifica la ficha, el hogar o la persona, sirve para contar y no
    se escribe; «pedida» es una desconocida que se nombró: falta mirar su contenido.
    """

    permitida: bool
    motivo: str
    uso: Uso


DE_CONTAR = Permiso(False, "identifica la ficha, el hogar o la persona: solo cuenta", "contar")
DE_LA_MUESTRA = Permiso(True, "es una variable de la muestra nacional", "sisben")
DE_TERRITORIO = Permiso(True, "es un código o nombre de territorio", "territorio")


def permitida(
    columna: str, documento: Mapping[str, Any] | None = None, *, nombrada: bool = False
) -> Permiso:
    """El permiso de una columna por su nombre; `nombrada` si quien usa la pidió expresamente."""
    datos = tabla("datos_personales") if documento is None else documento
    descartada = nombra(columna, datos["descartar"])
    lecturas = _lecturas(columna)
    hallados: tuple[tuple[bool, Permiso], ...] = (
        (bool(nombra(columna, datos["solo_para_contar"])), DE_CONTAR),
        (bool(descartada), Permiso(False, f"es el dato personal «{descartada}»", "personal")),
        (clave(columna) in datos["del_kit"], Permiso(True, "es un campo del kit", "kit")),
        (re.match(datos["de_la_muestra"], clave(columna)) is not None, DE_LA_MUESTRA),
        (bool(nombra(columna, _del_sisben())), Permiso(True, "es del Sisbén", "sisben")),
        (any(re.search(p, k) for p in datos["territorio"] for k in lecturas), DE_TERRITORIO),
    )
    conocida = next((permiso for es, permiso in hallados if es), None)
    if conocida is not None:
        return conocida
    motivo = motivo_personal(columna, datos)
    if motivo:
        return Permiso(False, motivo, "personal")
    if nombrada:
        return Permiso(True, "se pidió por su nombre", "pedida")
    return Permiso(False, "no se conoce: nómbrela si la necesita", "desconocida")


def motivo_personal(columna: str, documento: Mapping[str, Any]) -> str:
    """Por qué el nombre de la columna parece un dato personal; «» si no lo parece."""
    nombrada = nombra(columna, documento["descartar"])
    if nombrada:
        return f"es el dato personal «{nombrada}»"
    lecturas = _lecturas(columna)
    if any(re.search(documento["no_son_de_personas"], k) for k in lecturas):
        return ""
    for regla in documento["nombres_personales"]:
        if any(re.search(regla["patron"], k) for k in lecturas):
            return f"su nombre parece {regla['que']}"
    return ""


def columnas_personales(
    columnas: Sequence[str], documento: Mapping[str, Any], conocidas: Collection[str] = ()
) -> dict[str, str]:
    """Columnas que por su nombre son personales y por qué, {columna: motivo}, en su orden.

    `conocidas` son las columnas que `nombres.reconocer` identificó (valores de `columnas` y
    `otras`): «ind_gasto_celular» es un gasto, no un teléfono.
    """
    motivos = {}
    for columna in columnas:
        motivo = motivo_personal(columna, documento)
        if motivo and (columna not in conocidas or nombra(columna, documento["descartar"])):
            motivos[columna] = motivo
    return motivos


def nombra(columna: str, nombres: Collection[str]) -> str:
    """El nombre de la lista que es esa columna, entero o cortado a diez caracteres; «» si no."""
    enteros = (n for n in nombres if coincide(columna, n))
    return next(enteros, "") or next(iter(cortes(columna, nombres)), "")


@lru_cache(maxsize=1)
def _del_sisben() -> tuple[str, ...]:
    """Los nombres de los esquemas y del diccionario, menos los personales y los de contar."""
    esquemas, datos = tabla("esquemas_sisben"), tabla("datos_personales")
    propios = [
        *(n for e in esquemas["esquemas"] for nombres in e["columnas"].values() for n in nombres),
        *(c.lower() for e in esquemas["esquemas"] for c in (*e["columnas"], *e["privaciones"])),
        *(f"i{j}" for j in range(1, 16)),
        *esquemas["variables"],
        *esquemas["mal_escritas"],
        *(nombre for pareja in esquemas["coordenadas"] for nombre in pareja),
    ]
    vedados = {*datos["descartar"], *datos["solo_para_contar"], "id_ficha", "id_persona"}
    return tuple(dict.fromkeys(n for n in propios if n not in vedados))


@lru_cache(maxsize=1 << 12)
def _lecturas(columna: str) -> tuple[str, ...]:
    """La clave sin tildes; con las letras rotas, lo que podría decir: «c?dula» → cedula…"""
    plana = "".join(
        c for c in unicodedata.normalize("NFD", columna) if unicodedata.category(c) != "Mn"
    )
    partes = clave(plana).split("?")
    if len(partes) == 1:
        return (partes[0],)
    if len(partes) - 1 > ROTAS_QUE_SE_PRUEBAN:
        return ("_".join(partes),)
    return tuple(
        "".join(a + b for a, b in zip(partes, (*letras, "")))
        for letras in product((*ROTA, "_"), repeat=len(partes) - 1)
    )
