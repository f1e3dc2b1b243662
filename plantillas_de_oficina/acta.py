"""«Acta»: lo acordado en una sesión y sus compromisos. El tablero la vuelve a leer."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}")
    parrafo(d, "Acta", "Title")
    parrafo(d, "{sesion}", "Entrada")
    parrafo(d, "{municipio}, {departamento} ({codigo})", "Nota")
    word.campos(
        d,
        [
            ("Fecha", "{fecha}"),
            ("Lugar", "{lugar}"),
            ("Facilita", "{facilita}"),
            ("", ""),
            ("Convocados", ""),
            ("Asistentes", ""),
        ],
    )
    parrafo(d, "Lo acordado", "Heading 2")
    parrafo(d, "{acuerdo}")
    parrafo(d, "Decisiones:")
    for _ in range(2):
        word.renglon(d)
    parrafo(d, "Prueba del grupo (promedios)", "Heading 2")
    word.campos(d, [("Entrada", ""), ("Salida", ""), ("Ganancia", ""), ("Con las dos", "")])
    parrafo(d, "Compromisos", "Heading 2")
    word.tabla(
        d,
        ["N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado"],
        [
            "{#compromisos}{n}",
            "{que}",
            "{quien}",
            "{cuando}",
            "{evidencia}",
            "{estado}{/compromisos}",
        ],
        (0.5, 2.6, 1.5, 1.15, 2, 1.05),
        alto=9,
    )
    parrafo(d, "{nota_de_estados}", "Nota")
    word.firmas(d, "Firma, alcaldía", "Firma, facilita")
    return d
