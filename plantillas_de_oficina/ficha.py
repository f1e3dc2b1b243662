"""«Ficha»: un proyecto en dos páginas, para entrar al banco de proyectos."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}")
    parrafo(d, "Ficha de proyecto", "Entrada")
    parrafo(d, "{nombre}", "Title")
    word.campos(
        d,
        [
            ("Responsable", "{responsable}"),
            ("Fecha", "{fecha}"),
            ("Código en el banco", "{codigo_banco}"),
            ("Duración", "{duracion}"),
        ],
    )
    for titulo, campo in (
        ("Problema", "{problema}"),
        ("La cifra del municipio", "{cifra}"),
        ("Población objetivo", "{poblacion}"),
        ("Objetivo", "{objetivo}"),
        ("Meta del plan de desarrollo", "{meta_del_plan}"),
    ):
        parrafo(d, titulo, "Heading 2")
        parrafo(d, campo)
    parrafo(d, "Actividades", "Heading 2")
    word.tabla(
        d,
        ["Qué se hace", "Aliado", "Instrumento", "Quién y cuándo"],
        ["{#actividades}{que}", "{aliado}", "{instrumento}", "{quien}{/actividades}"],
        (3, 1.8, 1.8, 1.8),
    )
    parrafo(d, "Con qué se paga", "Heading 2")
    word.campos(d, [("Costo total", "{costo}"), ("Fuente", "{fuente_de_recursos}")])
    parrafo(d, "Normas que lo permiten", "Heading 2")
    parrafo(d, "{normas}")
    parrafo(d, "Cómo se sabrá si sirvió", "Heading 2")
    parrafo(d, "{indicador}")
    parrafo(d, "Riesgos", "Heading 2")
    parrafo(d, "{riesgos}")
    word.firmas(d, "Formuló: {responsable}", "Revisó: {reviso}")
    parrafo(d, "", "Aire")
    parrafo(d, "{fuentes}", "Nota")
    return d
