"""La guía «Publicar su propio kit»: lo que cita existe y lo que muestra se admite."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from generador import publicador
from generador.cubo import codigos
from generador.ordenes.kit import principal
from generador.rutas import RAIZ

GUIA = (RAIZ / "docs" / "PUBLICAR.md").read_text("utf-8")
MAKEFILE = (RAIZ / "Makefile").read_text("utf-8")
DE_KIT = sorted(set(re.findall(r"`(kit [^`]+)`", GUIA)))


def test_el_ejemplo_de_kit_yaml_se_admite(tmp_path: Path) -> None:
    (ejemplo,) = re.findall(r"```yaml\n(.*?)```", GUIA, re.S)
    ruta = tmp_path / "kit.yaml"
    ruta.write_text(ejemplo, encoding="utf-8")
    leido = publicador.leer(ruta)
    assert all(getattr(leido, campo) for campo in publicador.CAMPOS)
    assert set(leido.departamentos) <= set(codigos.territorios())


def test_explica_cada_campo_y_ninguno_mas() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", GUIA, re.M)) == publicador.CAMPOS
    de_fabrica = (RAIZ / "kit.yaml").read_text("utf-8")
    assert tuple(re.findall(r"^(\w+):", de_fabrica, re.M)) == publicador.CAMPOS


def test_cada_objetivo_de_make_existe() -> None:
    objetivos = set(re.findall(r"\bmake ([a-z]\w*)", GUIA))
    assert objetivos >= {"sitio", "servir", "publicado", "descargas", "publicar"}
    for objetivo in objetivos:
        assert re.search(rf"^{objetivo}:", MAKEFILE, re.M), objetivo
    assert "$(ACEPTO)" in MAKEFILE


@pytest.mark.parametrize("escrita", DE_KIT)
def test_cada_orden_de_kit_existe_con_sus_opciones(escrita: str) -> None:
    orden: Any = typer.main.get_command(principal)
    palabras = escrita.split()[1:]
    while palabras and hasattr(orden, "commands"):
        assert palabras[0] in orden.commands, escrita
        orden = orden.commands[palabras.pop(0)]
    conocidas = {o for parametro in orden.params for o in parametro.opts}
    assert {p for p in palabras if p.startswith("--")} <= conocidas, escrita


def test_lo_que_se_marca_en_el_flujo_existe() -> None:
    flujo = yaml.safe_load((RAIZ / ".github/workflows/publicar.yml").read_text("utf-8"))
    marcas = set(flujo[True]["workflow_dispatch"]["inputs"])
    assert marcas == set(re.findall(r"\*(acepto_\w+|primera_\w+)\*", GUIA))
