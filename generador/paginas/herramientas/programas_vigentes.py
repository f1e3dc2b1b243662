"""Los programas con su vigencia, para el lector del Sisbén y para las guías."""

from __future__ import annotations

from datetime import date
from typing import Any

from generador import publicador
from generador.normas.curadas import CONFIRMADA, CONOCIMIENTO, PRENSA, Respaldo
from generador.normas.programas import ESTADOS, Programa, programas, revisados

MARCAS = {CONFIRMADA: "", PRENSA: "consta en prensa", CONOCIMIENTO: "por verificar"}


def fecha_en_palabras(fecha: str) -> str:
    """El día, el mes o el año en palabras, según hasta dónde llegue la fecha (AAAA-MM-DD)."""
    partes = [int(p) for p in fecha.split("-")] if fecha else []
    if len(partes) == 3:
        return publicador.en_palabras(date(*partes))
    if len(partes) == 2:
        return f"{publicador.MESES[partes[1] - 1]} de {partes[0]}"
    return fecha


def marca(respaldo: Respaldo) -> str:
    """Lo que acompaña a una fila que no se leyó en su norma; vacío si está confirmada."""
    return MARCAS[respaldo.verificacion]


def para_el_lector(reglas: dict[str, Any]) -> dict[str, Any]:
    """Las reglas del lector con los programas de la tabla y el día en que se revisó."""
    return {
        **reglas,
        "corte": fecha_en_palabras(revisados()),
        "programas": [_programa(p) for p in programas().values()],
    }


def _programa(uno: Programa) -> dict[str, str | None]:
    reemplazo = programas().get(uno.reemplazado_por)
    return {
        "nombre": uno.programa,
        "entidad": uno.entidad,
        "desde": uno.desde or None,
        "hasta": uno.hasta or None,
        "corte": uno.corte,
        "estado": uno.estado,
        "rotulo": ESTADOS[uno.estado],
        "rige_hasta": uno.rige_hasta or None,
        "ultimo": fecha_en_palabras(uno.ultimo_dato),
        "marca": marca(uno.respaldo),
        "reemplazo": reemplazo.programa if reemplazo else "",
        "nota": uno.respaldo.nota,
    }
