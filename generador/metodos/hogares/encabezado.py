"""El nombre de una columna en una sola forma, y si es el de una columna conocida.

Llega con mayúsculas, tildes de una o de dos piezas, letras rotas por la codificación, espacios,
saltos de línea, comillas o la marca de orden de bytes; y un shapefile lo corta a diez caracteres.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Marca de orden de bytes, también como la deja una lectura en Latin-1.
ADORNOS = "\ufeffï»¿\"'`«»“”‘’ \t\r\n\xa0"
SEPARADORES = re.compile(r"_*[\s.\-/]+[\s.\-/_]*")
RARO = re.compile(r"[^0-9a-z_]+")
# El guion que se quita no puede juntar dos números: «i1_1» no es «i11».
GUION = re.compile(r"(?<!\d)_|_(?!\d)")
LARGO_DBF = 10
# GDAL numera los nombres que al cortarse se repiten: tip_parent, tip_pare_1, …, tip_pare10.
REPETIDO_DBF = re.compile(r"(.{8})(?:_\d|\d\d)")


@lru_cache(maxsize=1 << 14)
def clave(columna: str) -> str:
    """Nombre en minúsculas, con «_» en vez de espacios; lo que no sea a-z, 0-9 o _ queda en «?».

    «Num evento» → num_evento; «ind_discap_ba�arse», «…baÃ±arse» y «…bañarse» → ind_discap_ba?arse.
    """
    junto = unicodedata.normalize("NFC", columna).strip(ADORNOS)
    visible = "".join(c for c in junto if unicodedata.category(c) != "Cf")
    return RARO.sub("?", SEPARADORES.sub("_", visible.strip(ADORNOS).lower()))


@lru_cache(maxsize=1 << 14)
def compacta(columna: str) -> str:
    """La clave sin guiones, salvo entre dos cifras: «H 5», «h_5» y «H5» son la misma."""
    return GUION.sub("", clave(columna))


def coincide(columna: str, nombre: str) -> bool:
    """Si la columna es `nombre` (en ASCII), con cada «?» de su clave en lugar de una letra."""
    if "?" not in clave(columna):
        return compacta(columna) == compacta(nombre)
    return _con_rotas(clave(columna), nombre)


def cortes(columna: str, nombres: Iterable[str]) -> tuple[str, ...]:
    """Los nombres largos de los que la columna puede ser el corte a diez caracteres.

    «num_person» → num_personas_hogar. Con el número que pone GDAL («tip_pare_1») solo se sabe el
    comienzo, y pueden ser varios.
    """
    corta = clave(columna)
    if len(corta) != LARGO_DBF:
        return ()
    largos = [n for n in nombres if len(n) > LARGO_DBF]
    enteros = tuple(n for n in largos if _con_rotas(corta, n[:LARGO_DBF]))
    numerada = REPETIDO_DBF.fullmatch(corta)
    if enteros or numerada is None:
        return enteros
    return tuple(n for n in largos if n.startswith(numerada[1]))


def _con_rotas(escrita: str, nombre: str) -> bool:
    partes = [re.escape(parte) for parte in escrita.split("?")]
    return re.fullmatch("[a-z_]".join(partes), nombre) is not None
