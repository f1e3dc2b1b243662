"""El informe de diagnóstico: primero lo que hay que resolver, y después lo que está bien."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

BIEN, REVISAR, IMPIDE = "bien", "revisar", "impide medir"
COLORES = {BIEN: "#1b7837", REVISAR: "#8a4b08", IMPIDE: "#a30000"}
ESTILO = """
body{font:15px/1.5 system-ui,"Segoe UI",sans-serif;color:#1d2b2e;max-width:52rem;margin:2rem auto;
padding:0 1rem}h1{font-size:1.5rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.1rem;
margin:2rem 0 .5rem}.resumen{font-size:1.1rem;margin:0}table{border-collapse:collapse;width:100%}
th{font-size:.85rem;color:#55646a;text-align:left}td,th{border-bottom:1px solid #d5dcde;
padding:.4rem 1rem .4rem 0;vertical-align:top}table{table-layout:fixed}th:nth-child(1){width:36%}
th:nth-child(2){width:12%}th:nth-child(3){width:18%}.n{text-align:right;white-space:nowrap;
font-variant-numeric:tabular-nums}.g{white-space:nowrap;font-weight:600}
@media print{body{margin:0;max-width:none;font-size:10pt}tr{break-inside:avoid}}
"""


def informe_html(capa: str, filas: Sequence[Sequence[Any]]) -> str:
    """El informe de esas filas (revisión, cantidad, gravedad, detalle); se lee y se imprime."""
    orden = (IMPIDE, REVISAR)
    pendientes = [f for gravedad in orden for f in filas if f[2] == gravedad]
    bien = [f for f in filas if f[2] == BIEN]
    partes = [
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Diagnóstico de {escape(capa)}</title><style>{ESTILO}</style></head><body>"
        f'<h1>Diagnóstico de «{escape(capa)}»</h1><p class="resumen">{resumen(filas)}</p>'
    ]
    if pendientes:
        partes.append(f"<h2>Por resolver</h2>{_tabla(pendientes)}")
    if bien:
        partes.append(f"<h2>Sin novedad</h2>{_tabla(bien)}")
    return "".join(partes) + "</body></html>\n"


def resumen(filas: Sequence[Sequence[Any]]) -> str:
    """Qué hay que hacer, en una frase."""
    impiden = sum(f[2] == IMPIDE for f in filas)
    revisar = sum(f[2] == REVISAR for f in filas)
    if impiden:
        primera = f"{_veces(impiden, 'cosa impide', 'cosas impiden')} medir: corríjalas antes."
    else:
        primera = "Se puede medir."
    segunda = f" {_veces(revisar, 'cosa', 'cosas')} por revisar." if revisar else ""
    return primera + segunda


def _veces(cuantas: int, una: str, varias: str) -> str:
    return f"{cuantas} {una if cuantas == 1 else varias}"


def _tabla(filas: Sequence[Sequence[Any]]) -> str:
    cuerpo = "".join(
        f'<tr><td>{escape(str(revision))}</td><td class="n">{_entero(cantidad)}</td>'
        f'<td class="g" style="color:{COLORES[gravedad]}">{gravedad}</td>'
        f"<td>{escape(str(detalle))}</td></tr>"
        for revision, cantidad, gravedad, detalle in filas
    )
    return (
        '<table><thead><tr><th scope="col">Qué se revisó</th><th scope="col" class="n">Cuántos</th>'
        '<th scope="col">Gravedad</th><th scope="col">Detalle</th></tr></thead>'
        f"<tbody>{cuerpo}</tbody></table>"
    )


def _entero(cantidad: Any) -> str:
    return "" if cantidad is None else f"{cantidad:,}".replace(",", ".")
