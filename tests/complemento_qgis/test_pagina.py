"""La página del complemento: sus ayudas son las del código, y sus enlaces y capturas existen."""

from __future__ import annotations

import ast
import re
from typing import Any

from mkdocs.config import load_config

from generador import __version__
from generador.complemento_qgis.zip_del_complemento import COMPLEMENTO
from generador.paginas.guias import pagina_del_complemento as pagina
from generador.rutas import RAIZ, SITIO

CAMPOS = ("id", "nombre", "resumen", "entrega", "ejemplo", "advertencia")
TEXTO = (SITIO / "complemento" / "index.md").read_text("utf-8")


def fichas() -> dict[str, dict[str, Any]]:
    """Los textos literales de cada `Ficha(…)` del código, sin correrlo: aquí no hay QGIS."""
    halladas = {}
    for ruta in sorted(COMPLEMENTO.rglob("*.py")):
        for nodo in ast.walk(ast.parse(ruta.read_text("utf-8"))):
            if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == "Ficha":
                literales = {
                    a.arg: a.value.value
                    for a in nodo.keywords
                    if a.arg in CAMPOS and isinstance(a.value, ast.Constant)
                }
                halladas[str(literales["id"])] = literales
    return halladas


def test_las_ayudas_guardadas_son_las_del_codigo() -> None:
    guardadas = {a["id"]: a for a in pagina.leer()}
    escritas = fichas()
    assert guardadas.keys() == escritas.keys()
    for nombre, ficha in escritas.items():
        assert len(ficha) >= 4
        assert {c: guardadas[nombre][c] for c in ficha} == ficha, "corra «make ayudas»"


def test_cada_algoritmo_sale_con_su_ayuda() -> None:
    html = pagina.Complemento("https://kit.example/").algoritmos()
    for uno in pagina.leer():
        assert f'<h3 id="{uno["id"]}">' in html
        assert f"kit_pobreza:{uno['id']}" in html
    assert "&amp;lt;" not in html


def test_las_ayudas_no_pueden_traer_otras_etiquetas() -> None:
    assert pagina._texto("a <script>x</script> <code>b &lt; c</code>") == (
        "a &lt;script&gt;x&lt;/script&gt; <code>b &lt; c</code>"
    )


def test_la_direccion_es_la_publica() -> None:
    complemento = pagina.Complemento("https://kit.example/sub/")
    assert "https://kit.example/sub/complemento/plugins.xml" in complemento.repositorio()
    assert f"kit_pobreza-{__version__}.zip" in complemento.zip_del_complemento()


def test_las_capturas_existen_tienen_texto_y_pesan_poco() -> None:
    usadas = re.findall(r'captura\("([^"]+)", "([^"]+)", "([^"]+)"\)', TEXTO)
    assert {n for n, _, _ in usadas} == {r.stem for r in pagina.CAPTURAS.iterdir()}
    assert len(usadas) == 18
    assert sum(r.stat().st_size for r in pagina.CAPTURAS.iterdir()) < 1_250_000
    for nombre, alternativo, pie in usadas:
        datos = (pagina.CAPTURAS / f"{nombre}.webp").read_bytes()
        ancho, alto = pagina.medidas(datos)
        assert (ancho, alto) in {(1366, 768), (880, 640), (1000, 640), (880, 1139)}
        assert len(datos) < 120_000
        assert len(alternativo) > 50
        assert alternativo != pie


def test_esta_en_el_menu_de_herramientas() -> None:
    nav = load_config(str(RAIZ / "mkdocs.yml")).nav
    assert nav is not None
    herramientas = next(e["Herramientas"] for e in nav if "Herramientas" in e)
    assert {"Complemento de QGIS": "complemento/index.md"} in herramientas
