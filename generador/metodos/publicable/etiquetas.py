"""Qué campos pueden ser el territorio de una salida publicable, y qué etiquetas se listan.

Una coordenada, un identificador o una característica de la persona como «territorio» publican al
hogar por la etiqueta, por muy redondeadas que estén las cifras. Las listas de nombres son un dato
(`datos/publicable.json`); aquí se aplican, y se mira además a qué se parecen los valores.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..errores import ErrorDeMetodo
from ..hogares.nombres import clave, coincide
from ..tablas import documento
from ..tipos import Enteros, Logicos
from .visible import MINIMO, Visible

COORDENADA = "campo de coordenada"
PARECE_COORDENADA = "parece coordenada"
IDENTIFICADOR = "identificador"
CARACTERISTICA = "característica de la persona, no territorio"
CRUCE = "cruza territorio con característica"
MUY_PEQUENOS = "más de la mitad de los territorios no llega al mínimo"
MOTIVOS = {
    "coordenada": COORDENADA,
    "identificador": IDENTIFICADOR,
    "caracteristica": CARACTERISTICA,
}

COORDENADAS: dict[str, Any] = documento("publicable")["parece_coordenada"]
DECIMAL, GRADOS = re.compile(COORDENADAS["decimal"]), re.compile(COORDENADAS["grados"])
LONGITUD, LATITUD = COORDENADAS["longitud"], COORDENADAS["latitud"]
# «5.001» es un código con punto de miles; con cuatro decimales ya no puede serlo.
DECIMALES_DE_LATITUD_SOLA: int = COORDENADAS["decimales_de_latitud_sola"]


def motivo_de_rechazo(
    campos: Sequence[str],
    valores: Iterable[str],
    documento: Mapping[str, Any],
    variables: Collection[str] = (),
) -> str | None:
    """Por qué esos campos (uno, o varios cruzados) no pueden ser el territorio; None si pueden.

    `valores` distintos del territorio; `documento`, `publicable.json`; `variables`, las del
    diccionario del Sisbén: las que no son lugares son características.
    """
    motivos = [_por_nombre(campo, documento["etiquetas"], variables) for campo in campos]
    propios = [motivo for motivo in motivos if motivo]
    if propios:
        cruzado = len(campos) > 1 and set(propios) == {CARACTERISTICA}
        return CRUCE if cruzado else propios[0]
    return PARECE_COORDENADA if any(map(parece_coordenada, valores)) else None


def comprobar_campos(
    campos: Sequence[str],
    valores: Iterable[str],
    documento: Mapping[str, Any],
    variables: Collection[str] = (),
) -> None:
    """ErrorDeMetodo si esos campos no pueden ser el territorio de una salida publicable."""
    motivo = motivo_de_rechazo(campos, valores, documento, variables)
    if motivo:
        nombres = " + ".join(campos)
        raise ErrorDeMetodo(
            f"«{nombres}» no sirve de territorio para publicar: {motivo}",
            que_hacer="agrupe por vereda, barrio o una capa de polígonos, o mida en modo interno",
        )


def exige_tamanos(campos: Sequence[str], documento: Mapping[str, Any]) -> bool:
    """Si hay que mirar que esos campos de la base no sean casi un identificador.

    Una división conocida (vereda, barrio, municipio) se publica aunque la mayoría sea pequeña; de
    otro campo no se sabe qué es hasta ver cuántos hogares junta.
    """
    return not all(_es_territorio(campo, documento["etiquetas"]) for campo in campos)


def comprobar_tamanos(hogares: Enteros, minimo: int = MINIMO) -> None:
    """ErrorDeMetodo si más de la mitad de los territorios no llega al mínimo.

    `hogares` (G,) redondeados, de los territorios con registros. No se usa con una capa de
    polígonos, cuyas etiquetas no salen de la base.
    """
    if 2 * int(np.count_nonzero(hogares < minimo)) > len(hogares):
        raise ErrorDeMetodo(
            f"{MUY_PEQUENOS} de {minimo} hogares",
            que_hacer="agrupe por un campo con territorios mayores, o mida en modo interno",
        )


def se_listan(publicada: Visible, *, etiquetas_de_la_base: bool) -> Logicos:
    """Qué filas salen con su etiqueta, (G,): todas, o solo las publicadas si salió de la base.

    Que un territorio de la base exista ya dice que allí vive alguien; las demás se resumen en una
    fila, «N territorios sin publicar».
    """
    if etiquetas_de_la_base:
        return publicada.publicado
    return np.ones(len(publicada.estado), dtype=np.bool_)


def parece_coordenada(valor: str) -> bool:
    """Si el texto trae una longitud y una latitud de Colombia, o una sola, con sus decimales."""
    if GRADOS.search(valor):
        return True
    numeros = [(float(f"{a}.{b}"), len(b)) for a, b in DECIMAL.findall(valor)]
    if any(LONGITUD[0] <= n <= LONGITUD[1] for n, _ in numeros):
        return True
    latitudes = [cifras for n, cifras in numeros if LATITUD[0] <= n <= LATITUD[1]]
    solo = DECIMAL.fullmatch(valor.strip()) is not None
    return bool(latitudes) and solo and latitudes[0] >= DECIMALES_DE_LATITUD_SOLA


def _es_territorio(campo: str, etiquetas: Mapping[str, Any]) -> bool:
    return any(coincide(campo, nombre) for nombre in etiquetas["territorios"])


def _por_nombre(campo: str, etiquetas: Mapping[str, Any], variables: Collection[str]) -> str | None:
    if _es_territorio(campo, etiquetas):
        return None
    propia = clave(campo)
    for clase, motivo in MOTIVOS.items():
        if any(re.search(patron, propia) for patron in etiquetas[clase]):
            return motivo
    if any(coincide(campo, variable) for variable in variables):
        return CARACTERISTICA
    return None
