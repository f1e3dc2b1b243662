"""Las filas de una salida publicable, iguales en la orden y en QGIS: solo lo redondeado."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..hogares.nombres import PRIVACIONES
from .etiquetas import se_listan
from .publicada import Publicada, Valor
from .tabla import Publicable
from .textos import sin_publicar

TOTAL = "TOTAL"
TERRITORIO, PRINCIPAL, NOTA = "territorio", "principal", "nota"
RESUMEN = "sin_publicar"
Fila = dict[str, Valor]


def filas_de_territorios(
    hecha: Publicable,
    etiquetas: Sequence[str],
    nombres: Sequence[str],
    documento: Mapping[str, Any],
    *,
    etiquetas_de_la_base: bool,
) -> list[Fila]:
    """Una fila por territorio que se lista, en el orden de `etiquetas` (T,).

    `nombres`: el de cada privación; `documento`: `publicable.json`. Con `etiquetas_de_la_base` no
    se listan los que no se publican: van en `fila_sin_publicar`.
    """
    listados = se_listan(hecha.territorios, etiquetas_de_la_base=etiquetas_de_la_base).tolist()
    filas = filas_de(hecha.territorios, etiquetas, nombres, documento, practica=hecha.practica)
    return [fila for fila, listada in zip(filas, listados) if listada]


def fila_total(hecha: Publicable, nombres: Sequence[str], documento: Mapping[str, Any]) -> Fila:
    """La fila del total, que no es la suma de las demás."""
    fila = filas_de(hecha.total, [TOTAL], nombres, documento, practica=hecha.practica)[0]
    if hecha.total.publicado[0]:
        fila[NOTA] = documento["rotulos"]["total"]
    return fila


def fila_sin_publicar(hecha: Publicable, documento: Mapping[str, Any]) -> Fila | None:
    """La fila «N territorios sin publicar»; None si se publican todos."""
    cuantos = hecha.sin_publicar
    if not cuantos:
        return None
    return {
        **dict.fromkeys(columnas(documento)),
        TERRITORIO: sin_publicar(documento, cuantos),
        "estado": RESUMEN,
        **uso(documento, practica=hecha.practica),
    }


def columnas(documento: Mapping[str, Any], nombres: Sequence[str] = PRIVACIONES) -> dict[str, str]:
    """{columna: qué es}, en el orden de la salida; `nombres`: el de cada privación."""
    hechas: dict[str, str] = {}
    for columna, dice in documento["columnas"].items():
        if "{j}" in columna:
            pares = zip(PRIVACIONES, nombres)
            hechas.update({columna.format(j=p.lower()): dice.format(privacion=n) for p, n in pares})
        else:
            hechas[columna] = dice
    return hechas


def uso(documento: Mapping[str, Any], *, practica: bool) -> Fila:
    """Las dos columnas que dicen si se puede publicar, y si es solo una práctica."""
    return {
        "publicable": "no" if practica else "sí",
        "uso": documento["rotulos"]["practica"] if practica else "publicable",
    }


def filas_de(
    publicada: Publicada,
    etiquetas: Sequence[str],
    nombres: Sequence[str],
    documento: Mapping[str, Any],
    *,
    practica: bool,
) -> list[Fila]:
    """Una fila por territorio, con su nota y su uso; `nombres`: el de cada privación."""
    principales = publicada.privacion_principal.tolist()
    filas = []
    for etiqueta, propia, j in zip(etiquetas, publicada.filas(), principales):
        magnitud = bool(propia["orden_de_magnitud"])
        filas.append(
            {
                TERRITORIO: etiqueta,
                **propia,
                "orden_de_magnitud": int(magnitud),
                PRINCIPAL: nombres[j] if j >= 0 else None,
                NOTA: documento["rotulos"]["orden_de_magnitud"]
                if magnitud
                else documento["estados"][str(propia["estado"])],
                **uso(documento, practica=practica),
            }
        )
    return filas
