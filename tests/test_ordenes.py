"""Las órdenes de `kit`: con ayuda y ejemplos en español, y todas en el README."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from generador.ordenes.ayuda import en_espanol, partes
from generador.ordenes.kit import principal
from generador.rutas import RAIZ

INGLES = re.compile(r"\b(usage|options?|arguments?|commands?|default|required|show this)\b", re.I)


def ordenes(grupo: Any, ruta: tuple[str, ...] = ("kit",)) -> Iterator[tuple[tuple[str, ...], Any]]:
    """(nombre completo, orden) de cada orden que se puede correr."""
    for nombre, orden in grupo.commands.items():
        if hasattr(orden, "commands"):
            yield from ordenes(orden, (*ruta, nombre))
        else:
            yield (*ruta, nombre), orden


TODAS = {" ".join(ruta): orden for ruta, orden in ordenes(typer.main.get_command(principal))}


def correr(texto: str) -> Any:
    return CliRunner().invoke(principal, shlex.split(texto)[1:])


def test_estan_las_que_se_conocen() -> None:
    assert {"kit construir", "kit incidencia", "kit datos importar", "kit plugin empaquetar"} <= (
        TODAS.keys()
    )


@pytest.mark.parametrize("nombre", TODAS)
def test_tiene_ayuda_con_ejemplos_y_esta_en_el_readme(nombre: str) -> None:
    texto, ejemplos = partes(TODAS[nombre].help)
    assert texto.endswith(".")
    assert ejemplos
    assert all(e.startswith(nombre) for e in ejemplos)
    assert f"`{nombre}" in (RAIZ / "README.md").read_text("utf-8")
    hecho = correr(f"{nombre} --help")
    assert hecho.exit_code == 0
    assert all(e in hecho.output for e in ejemplos)
    assert not INGLES.findall(hecho.output.replace(nombre, ""))


@pytest.mark.parametrize("nombre", TODAS)
def test_cada_opcion_dice_que_hace(nombre: str) -> None:
    mudas = [p.name for p in TODAS[nombre].params if not p.help]
    assert mudas == []


@pytest.mark.parametrize("nombre", TODAS)
def test_las_opciones_de_los_ejemplos_existen(nombre: str) -> None:
    conocidas = {o for p in TODAS[nombre].params for o in (*p.opts, *p.secondary_opts)}
    usadas = {t for e in partes(TODAS[nombre].help)[1] for t in shlex.split(e) if t[:2] == "--"}
    assert usadas <= conocidas


@pytest.mark.parametrize(
    ("escrito", "dice"),
    [
        ("kit incidencia", "falta ARCHIVO"),
        ("kit sintetizar", "falta --municipio"),
        ("kit incidenca", "la orden «incidenca» no existe; ¿es incidencia?"),
        ("kit nada_que_ver", "la orden «nada_que_ver» no existe"),
        ("kit focalizar b.csv --cupoo 3", "la opción --cupoo no existe; ¿es"),
        ("kit incidencia b.csv --minimo x", "--minimo debe ser un número entero"),
        ("kit incidencia b.csv --minimo 0", "--minimo debe ser 1 o más"),
        ("kit incidencia b.csv --unidad casas", "--unidad no admite «casas»: use uno de personas"),
        ("kit incidencia b.csv sobra", "sobra «sobra»"),
        ("kit incidencia b.csv --por", "--por necesita un valor"),
        ("kit incidencia b.csv --factor=si", "--factor no lleva valor"),
    ],
)
def test_los_errores_de_uso_salen_en_espanol(escrito: str, dice: str) -> None:
    hecho = correr(escrito)
    assert hecho.exit_code == 2
    assert f"Error: {dice}" in hecho.stderr
    assert "Qué hacer: kit" in hecho.stderr
    assert not INGLES.findall(hecho.stderr)


def test_un_mensaje_desconocido_se_muestra_como_viene() -> None:
    assert en_espanol("Something else") == "Something else"


@pytest.mark.parametrize("nombre", ["kit", "kit datos", "kit plugin"])
def test_un_grupo_sin_orden_muestra_su_ayuda(nombre: str) -> None:
    hecho = correr(nombre)
    assert hecho.exit_code == 2
    assert "Órdenes" in hecho.output
    assert not INGLES.findall(hecho.output)
