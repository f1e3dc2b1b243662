"""«Agenda»: una sesión con sus momentos, para enviar con la convocatoria."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}")
    parrafo(d, "{sesion}", "Title")
    parrafo(d, "{acompana}", "Entrada")
    word.campos(
        d,
        [
            ("Fecha", "{fecha}"),
            ("Hora", "{hora}"),
            ("Lugar", "{lugar}"),
            ("Facilita", "{facilita}"),
        ],
    )
    parrafo(d, "Objetivo", "Heading 2")
    parrafo(d, "{objetivo}")
    parrafo(d, "Participantes", "Heading 2")
    parrafo(d, "{participantes}")
    parrafo(d, "Agenda", "Heading 2")
    word.tabla(
        d,
        ["Hora", "Momento", "Qué se hace", "Dura"],
        ["{#momentos}{hora}", "{momento}", "{que}", "{dura}{/momentos}"],
        (0.6, 2, 2.4, 0.7),
        derecha=(3,),
    )
    parrafo(d, "Materiales", "Heading 2")
    parrafo(d, "{#materiales}")
    parrafo(d, "•\t{texto}", "Lista")
    parrafo(d, "{/materiales}")
    return d
