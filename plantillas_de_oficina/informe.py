"""«Informe»: un cuerpo de bloques de cualquier forma, para el preparador y los informes."""

from __future__ import annotations

from typing import Any

from plantillas_de_oficina import word
from plantillas_de_oficina.word import parrafo, salto_antes

# El bucle abre y cierra en corridas propias: si no, cada vuelta seguiría con la letra anterior.
RICO = ("{#n}{t}{/n}", "{#b}{t}{/b}", "{#i}{t}{/i}")


def _rico(documento: Any, antes: str, estilo: str) -> None:
    """Un párrafo con sus trozos: normal, negrita o cursiva."""
    nuevo = documento.add_paragraph(antes, style=estilo)
    nuevo.add_run("{#texto}")
    nuevo.add_run(RICO[0])
    nuevo.add_run(RICO[1]).bold = True
    nuevo.add_run(RICO[2]).italic = True
    nuevo.add_run("{/texto}")


def hacer() -> Any:
    """La plantilla."""
    d = word.nueva("{titulo}", membrete=False)
    parrafo(d, "{#bloques}")
    for nivel, estilo in enumerate(("Title", "Heading 1", "Heading 2")):
        for corte in ("", "_corte"):
            parrafo(d, f"{{#titulo{nivel}{corte}}}")
            titulo = parrafo(d, "{texto}", estilo)
            if corte:
                salto_antes(titulo)
            parrafo(d, f"{{/titulo{nivel}{corte}}}")
    for tipo, estilo in (("parrafo", "Normal"), ("nota", "Nota"), ("entrada", "Entrada")):
        parrafo(d, f"{{#{tipo}}}")
        _rico(d, "", estilo)
        parrafo(d, f"{{/{tipo}}}")
    parrafo(d, "{#lista}")
    parrafo(d, "{#items}")
    _rico(d, "{marca}\t", "Lista")
    parrafo(d, "{/items}")
    parrafo(d, "{/lista}")
    parrafo(d, "{#campos}")
    word.campos(
        d,
        [("{#filas}{rotulo_a}", "{valor_a}"), ("{rotulo_b}", "{valor_b}{/filas}")],
    )
    parrafo(d, "{/campos}")
    parrafo(d, "{#renglones}")
    parrafo(d, "{#items}")
    _rico(d, "{marca}\t", "Lista")
    parrafo(d, "{#lineas}")
    word.renglon(d)
    parrafo(d, "{/lineas}")
    parrafo(d, "{/items}")
    parrafo(d, "{/renglones}")
    parrafo(d, "{#prueba}")
    parrafo(d, "{#items}")
    parrafo(d, "{marca}\t{pregunta}", "Pregunta")
    parrafo(d, "{#opciones}")
    parrafo(d, "{letra} {opcion}", "Opcion")
    parrafo(d, "{/opciones}")
    parrafo(d, "{/items}")
    parrafo(d, "{/prueba}")
    parrafo(d, "{#tabla}")
    parrafo(d, "{#con_rotulo}")
    parrafo(d, "{rotulo}", "Rotulo")
    parrafo(d, "{/con_rotulo}")
    parrafo(d, "{@xml}")
    parrafo(d, "", "Aire")
    parrafo(d, "{/tabla}")
    parrafo(d, "{/bloques}")
    return d
