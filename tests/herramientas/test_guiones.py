"""Los guiones de las herramientas: cada uno lo carga alguna página, y una sola vez."""

from __future__ import annotations

import re

import pytest
import yaml

from generador.paginas.guion_del_obrero import LISTA, lo_que_lleva
from generador.rutas import PLANTILLAS, SITIO

CARPETA = SITIO / "recursos" / "herramientas"
PAGINAS = sorted((SITIO / "herramientas").glob("*/index.md"))
PLANTILLA = (PLANTILLAS / "tema" / "herramienta.html").read_text("utf-8")
# La plantilla carga primero los del buscador, que son de todo el sitio.
SUYOS = PLANTILLA.split("recursos/buscador/")[1].split("{% for guion in [")[1].split("]")[0]
COMUNES = re.findall(r'"([a-z/_]+)"', SUYOS)


def guiones(pagina: str) -> list[str]:
    """Los que carga una herramienta, en orden."""
    texto = (SITIO / "herramientas" / pagina / "index.md").read_text("utf-8")
    ficha = yaml.safe_load(texto.split("---")[1])
    return [*COMUNES, *ficha.get("guiones", [])]


HERRAMIENTAS = [p.parent.name for p in PAGINAS if guiones(p.parent.name) != COMUNES]


def test_todo_guion_lo_carga_alguna_pagina() -> None:
    cargados = {g for nombre in HERRAMIENTAS for g in guiones(nombre)}
    # Lo que produce un documento se pide la primera vez que se produce.
    cargados |= set(
        re.findall(
            r'"((?:documentos|terceros)/[a-z_]+)"',
            (CARPETA / "documentos/producir.js").read_text("utf-8"),
        )
    )
    cargados |= set(lo_que_lleva(SITIO / LISTA)[0])
    escritos = {r.relative_to(CARPETA).with_suffix("").as_posix() for r in CARPETA.rglob("*.js")}
    assert cargados == escritos


@pytest.mark.parametrize("nombre", HERRAMIENTAS)
def test_ninguno_se_carga_dos_veces(nombre: str) -> None:
    assert len(guiones(nombre)) == len(set(guiones(nombre)))
