"""El código QR que abre la página del territorio."""

from __future__ import annotations

import io

import segno

CORRECCION = "m"  # 15 % del código puede faltar: una fotocopia lo daña


def dibujar(direccion: str) -> str:
    """El SVG del código; vacío si no hay dirección pública: un QR de mentira no lleva a nada."""
    if not direccion:
        return ""
    salida = io.BytesIO()
    codigo = segno.make(direccion, error=CORRECCION, micro=False)
    codigo.save(salida, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return salida.getvalue().decode("utf-8")
