"""Ortografía de lo que se lee en las herramientas: sus páginas, sus reglas y lo que muestran."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas import REGLAS
from tests.guias.test_ortografia import desconocidas, nombres, permitidas
from tests.guias.texto import visible
from tests.herramientas.conftest import Abrir, Sitio, herramienta
from tests.herramientas.test_comunes import cada_una, usar

# Lo que las guías no dicen y las herramientas sí.
PROPIAS = set((Path(__file__).parent / "glosario.txt").read_text("utf-8").split())


def textos(nodo: Any) -> list[str]:
    """Las frases de un archivo de reglas: lo que tiene espacios; lo demás son claves."""
    if isinstance(nodo, dict):
        return [t for v in nodo.values() for t in textos(v)]
    if isinstance(nodo, list):
        return [t for v in nodo for t in textos(v)]
    return [nodo] if isinstance(nodo, str) and " " in nodo else []


def faltas(texto: str, acervo: DatosDelSitio) -> set[str]:
    return set(desconocidas(texto)) - permitidas() - PROPIAS - nombres(acervo)


@pytest.mark.parametrize("ruta", sorted(REGLAS.glob("*.json")), ids=lambda r: r.stem)
def test_las_reglas(acervo: DatosDelSitio, ruta: Path) -> None:
    leidas = json.loads(ruta.read_text("utf-8"))
    assert faltas("\n".join(textos(leidas)), acervo) == set()


@pytest.mark.navegador
@cada_una
def test_lo_que_se_muestra(sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=27025"))
    usar(pagina, nombre)
    assert faltas(visible(pagina.content()), acervo) == set()
