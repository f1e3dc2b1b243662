"""«POAI»: las líneas de un proyecto en el plan operativo anual de inversiones."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import libro
from plantillas_de_oficina.libro import ANTES

COLUMNAS = (
    ("Sector", "{lineas.sector}", "@"),
    ("Programa y meta del plan", "{lineas.meta_del_plan}", "@"),
    ("Proyecto", "{lineas.proyecto}", "@"),
    ("Producto y unidad", "{lineas.producto}", "@"),
    ("Cantidad", "{lineas.cantidad}", "#,##0"),
    ("Fuente", "{lineas.fuente}", "@"),
    ("Rubro", "{lineas.rubro}", "@"),
    ("Apropiación (pesos)", "{lineas.valor}", "#,##0"),
    ("Responsable", "{lineas.responsable}", "@"),
)


def hacer() -> Any:
    """La plantilla."""
    archivo, h = libro.nuevo("Línea del POAI", "POAI", (18, 34, 34, 26, 16, 26, 20, 18, 24))
    n = len(COLUMNAS)
    libro.cabecera(h, "Plan operativo anual de inversiones, vigencia {vigencia}", n)
    libro.tabla(h, ANTES, COLUMNAS)
    libro.total(h, ANTES + 2, [(8, f"=SUM(H{ANTES + 1}:H{ANTES + 1})")], n)
    libro.linea(h, ANTES + 4, "{nota}", n, suave=True, tamano=10, alto=46)
    libro.linea(h, ANTES + 5, "{fuentes}", n, suave=True, tamano=10, alto=30)
    return archivo
