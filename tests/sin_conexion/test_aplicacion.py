"""Lo que hace instalable al sitio, y la versión que lleva escrita."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generador.paginas import guias_guardadas
from generador.rutas import RAIZ, SITIO
from iconos import __main__ as iconos
from tests.sitio.muestra import indicador, perfil


def test_toda_pagina_dice_la_misma_version(construido: Path) -> None:
    version = (construido / "version.txt").read_text("utf-8").strip()
    assert re.fullmatch(rf"[0-9a-f]{{{guias_guardadas.LARGO_DE_LA_VERSION}}}", version)
    escrita = f'<meta name="kit-version" content="{version}">'
    # La tarjeta va dentro de otra página y no se guarda.
    tarjetas = construido / "tarjeta"
    paginas = [
        r
        for r in construido.rglob("*.html")
        if r.name != "404.html" and not r.is_relative_to(tarjetas)
    ]
    assert [r for r in paginas if r.read_text("utf-8").count(escrita) != 1] == []
    rutas = {r.relative_to(construido).as_posix() for r in paginas}
    assert {perfil("27025"), indicador("ipm_censal"), "sin-conexion.html"} <= rutas


def test_el_manifiesto_vale_en_cualquier_subruta(construido: Path) -> None:
    dicho = json.loads((construido / "manifiesto.webmanifest").read_text("utf-8"))
    assert dicho["name"] in (RAIZ / "mkdocs.yml").read_text("utf-8")
    assert (dicho["start_url"], dicho["scope"]) == ("index.html", "./")
    assert "id" not in dicho  # absoluto, sería el de otra copia en el mismo dominio
    for icono in dicho["icons"]:
        assert (construido / icono["src"]).is_file()
    tamanos = {i["sizes"] for i in dicho["icons"] if i["type"] == "image/png"}
    assert tamanos == {"192x192", "512x512"}
    assert [i for i in dicho["icons"] if i.get("purpose") == "maskable"]


@pytest.mark.parametrize("nombre", sorted(iconos.ICONOS))
def test_los_iconos_son_los_del_dibujo(nombre: str) -> None:
    lado, recortable = iconos.ICONOS[nombre]
    imagen = iconos.dibujar(lado, recortable=recortable)
    assert (iconos.CARPETA / nombre).read_bytes() == iconos.png(imagen)
    colores = {"".join(f"{c:02x}" for c in imagen[y, x]) for x, y in ((0, 0), (lado // 2,) * 2)}
    assert colores == {"ffffffff" if recortable else "ffffff00", "14202bff"}


def test_el_servicio_se_publica_junto_y_sin_sus_partes(construido: Path) -> None:
    servicio = (construido / "servicio.js").read_text("utf-8")
    partes = sorted(r.name for r in (SITIO / "recursos/servicio").glob("*.js"))
    lista = (SITIO / "servicio.js").read_text("utf-8")
    assert sorted(re.findall(r"@parte recursos/servicio/(\S+)", lista)) == partes
    assert "@parte" not in servicio
    assert not (construido / "recursos/servicio").exists()


def test_lo_que_se_pide_al_usar_una_pagina_existe(construido: Path) -> None:
    """Los guiones que se guardan aunque no se hayan pedido todavía."""
    guion = (SITIO / "recursos/sin_conexion.js").read_text("utf-8")
    tabla = guion[guion.index("const DEL_BUSCADOR") : guion.index("function alUsarla")]
    nombres = re.findall(r'"([\w/]+)"', tabla)
    assert len(nombres) >= 6
    assert [n for n in nombres if not (construido / f"recursos/{n}.js").is_file()] == []


def test_las_piezas_de_los_documentos_estan_todas(construido: Path) -> None:
    guion = (SITIO / "recursos/herramientas/documentos/producir.js").read_text("utf-8")
    de_fabrica = re.search(r"DE_FABRICA = \[(.*?)\]", guion)
    assert de_fabrica
    plantillas = construido / "recursos/herramientas/datos/plantillas"
    assert re.findall(r'"(\w+)"', de_fabrica[1]) == sorted(r.stem for r in plantillas.iterdir())
