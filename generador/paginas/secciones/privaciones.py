"""Las quince privaciones, de mayor a menor, con sus referencias y dominios."""

from __future__ import annotations

from typing import Any

from generador.paginas.acervo import NACION, Acervo
from generador.paginas.cifras import cifra
from generador.paginas.formato import con_signo, numero, porcentaje

PREFIJO = "priv_"


def ids(acervo: Acervo) -> list[str]:
    """Las quince privaciones de la medida censal, en orden de catálogo."""
    return [i for i in acervo.catalogo if i.startswith(PREFIJO)]


def privaciones(acervo: Acervo, codigo: str) -> list[dict[str, Any]]:
    """Una fila por privación, ordenadas de mayor a menor; valores en porcentaje de hogares."""
    referencias = [c for c in (codigo[:2], NACION) if c != codigo]
    if codigo[:2] == "11":
        referencias = [NACION]
    filas = []
    for indicador in ids(acervo):
        propio = acervo.cubo.valor(indicador, codigo)
        ref = [acervo.cubo.valor(indicador, r) for r in referencias]
        filas.append(
            {
                "id": indicador,
                "nombre": acervo.catalogo[indicador].corto,
                "definicion": acervo.catalogo[indicador].definicion,
                "crudo": propio,
                "valor": numero(propio, 1),
                "ancho": f"{propio:.0f}",
                "depto": f"{ref[0]:.0f}" if len(ref) == 2 else "",
                "pais": f"{ref[-1]:.0f}" if ref else "",
                "diferencia": con_signo(propio - ref[0]) if ref else "",
                "lejania": propio - ref[0] if ref else 0.0,
                "referencia": porcentaje(ref[0]) if ref else "",
                "cabecera": cifra(acervo, indicador, codigo, "cabecera").texto,
                "rural": cifra(acervo, indicador, codigo, "rural").texto,
            }
        )
    return sorted(filas, key=lambda f: -f["crudo"])


def lejanas(filas: list[dict[str, Any]], cuantas: int = 3) -> list[dict[str, Any]]:
    """Las que más se alejan, hacia peor, de la referencia; puede haber menos de `cuantas`."""
    peores = sorted((f for f in filas if f["lejania"] > 0), key=lambda f: -f["lejania"])
    return peores[:cuantas]
