"""«Oferta»: el inventario de oferta por privación, con la necesidad frente a la oferta."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import libro
from plantillas_de_oficina.libro import ANTES

COLUMNAS = (
    ("Privación", "{privaciones.nombre}", "@"),
    ("Hogares con la privación", "{privaciones.hogares}", "#,##0"),
    ("Programas que la atienden", "{privaciones.programas}", "@"),
    ("Cupos al año", "{privaciones.cupos}", "#,##0"),
    ("Hogares sin cupo", "{privaciones.sin_cupo}", "#,##0"),
    ("Cupos por cada 100 hogares", "{privaciones.cobertura}", "#,##0.0"),
    ("Pertinente", "{privaciones.pertinente}", "@"),
    ("Oportuna", "{privaciones.oportuna}", "@"),
    ("Cómo está la oferta", "{privaciones.juicio}", "@"),
    ("Qué hacer", "{privaciones.que_hacer}", "@"),
)
PROGRAMAS = (
    ("Programa", "{programas.programa}", "@"),
    ("Quién lo ofrece", "{programas.entidad}", "@"),
    ("Privación que atiende", "{programas.privacion}", "@"),
    ("Cupos al año", "{programas.cupos}", "#,##0"),
    ("Pertinente", "{programas.pertinente}", "@"),
    ("Oportuna", "{programas.oportuna}", "@"),
    ("Cómo se entra", "{programas.requisito}", "@"),
)


def hacer() -> Any:
    """La plantilla: una hoja por privación y otra por programa."""
    archivo, h = libro.nuevo(
        "Inventario de oferta por privación",
        "Necesidad y oferta",
        (30, 13, 34, 11, 12, 12, 12, 12, 22, 40),
    )
    n = len(COLUMNAS)
    libro.cabecera(h, "Inventario de oferta por privación", n)
    libro.linea(h, 4, "{de_donde}", n, suave=True, tamano=10, alto=28)
    libro.tabla(h, ANTES, COLUMNAS)
    fila = ANTES + 3
    libro.linea(h, fila, "{como_se_lee}", n, suave=True, tamano=10, alto=62)
    libro.linea(h, fila + 1, "{fuentes}", n, suave=True, tamano=10, alto=30)
    p = archivo.create_sheet("Programas")
    for i, ancho in enumerate((36, 30, 32, 12, 12, 12, 44), start=1):
        p.column_dimensions["ABCDEFG"[i - 1]].width = ancho
    p.sheet_view.showGridLines = False
    p.page_setup.orientation, p.page_setup.paperSize = "landscape", 1
    p.page_setup.fitToWidth, p.page_setup.fitToHeight = 1, 0
    p.sheet_properties.pageSetUpPr.fitToPage = True
    libro.linea(p, 1, "Programas del inventario", 7, tamano=16, fuerte=True, remates=True)
    libro.tabla(p, 3, PROGRAMAS)
    libro.total(p, 5, [(4, "=SUM(D4:D4)")], 7)
    return archivo
