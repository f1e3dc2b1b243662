"""«Plan»: el plan de cualificación que sale del autodiagnóstico."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}")
    parrafo(d, "Plan de cualificación", "Title")
    parrafo(d, "{municipio}, {departamento} · {fecha}", "Entrada")
    parrafo(d, "Dónde está el municipio", "Heading 2")
    parrafo(d, "{resumen}")
    word.tabla(
        d,
        ["Dimensión", "Puntaje (0 a 100)", "Nivel"],
        ["{#dimensiones}{nombre}", "{puntaje}", "{nivel}{/dimensiones}"],
        (3.2, 1.4, 1.8),
        derecha=(1,),
    )
    parrafo(d, "Fortalezas para apoyarse", "Heading 2")
    parrafo(d, "{#fortalezas}")
    parrafo(d, "•\t{texto}", "Lista")
    parrafo(d, "{/fortalezas}")
    parrafo(d, "Brechas y qué se hará", "Heading 2")
    word.tabla(
        d,
        ["Brecha", "Evidencia", "Acción", "Quién y cuándo"],
        ["{#brechas}{brecha}", "{evidencia}", "{accion}", "{quien}{/brechas}"],
        (2.2, 2, 2.8, 1.6),
    )
    parrafo(d, "Seguimiento", "Heading 2")
    parrafo(d, "{seguimiento}")
    word.firmas(d, "Elaboró: {elaboro}", "Aprobó: {aprobo}")
    parrafo(d, "", "Aire")
    parrafo(d, "{fuentes}", "Nota")
    return d
