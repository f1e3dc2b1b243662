"""Todas las páginas, leídas como archivos: sin huecos, sin enlaces rotos, con su estructura."""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from generador.cubo import codigos
from generador.publicar.enlaces import rotos
from tests.construido import Sitio
from tests.sitio.muestra import perfil
from tests.sitio.paginas import Pagina, leer
from tests.sitio.servidor import SUBRUTA

# Restos de un valor que no llegó. «nan» suelto no es palabra del español ni nombre de municipio.
RESTOS = re.compile(r"(?<!\w)(?:nan|none|undefined|null|inf)(?!\w)|\{\{|\{%|&(?:\w+|#\d+);", re.I)
EN_ATRIBUTO = re.compile(r"(?<![a-z])(?:NaN|nan|inf)(?![a-km-z])|undefined|\{\{")
# Restos que solo puede dejar una plantilla: signos sin su cifra.
HUECOS = re.compile(
    r"[(:] %|\(\)|«»|[:,] ?[.,](?!\w)|\b(?:de|en|a|que|y) [.,;)]|\b(?:de de|en en|de el|a el) "
)
PERFILES = [perfil(codigo) for codigo in codigos.territorios()]


@pytest.fixture(scope="module")
def paginas(sitio: Sitio) -> dict[str, Pagina]:
    return leer(sitio.carpeta)


def restos(pagina: Pagina) -> list[str]:
    """Lo que se ve o se dibuja y no debería estar."""
    malos = [
        pagina.texto[max(0, m.start() - 30) : m.end() + 10] for m in RESTOS.finditer(pagina.texto)
    ]
    # `none` es palabra de CSS y de SVG: en los atributos solo importan los números que faltan.
    malos += [
        f"{nombre}={valor[:60]}"
        for nombre, valor in pagina.atributos()
        if EN_ATRIBUTO.search(valor)
    ]
    return malos


def test_estan_los_1156_territorios(paginas: dict[str, Pagina]) -> None:
    assert {r for r in paginas if re.fullmatch(r"territorio/\d+/index.html", r)} == set(PERFILES)
    assert len(PERFILES) == 1156


def test_no_hay_restos_en_ninguna_pagina(paginas: dict[str, Pagina]) -> None:
    assert {r: malos for r, p in paginas.items() if (malos := restos(p))} == {}


def huecos(pagina: Pagina) -> list[str]:
    """Frases a las que les falta lo que iba en medio."""
    seguido = re.sub(r"[ \n]+", " ", pagina.texto)
    return [seguido[max(0, m.start() - 40) : m.end() + 10] for m in HUECOS.finditer(seguido)]


def test_no_hay_huecos_en_ningun_territorio(paginas: dict[str, Pagina]) -> None:
    assert {ruta: malos for ruta in PERFILES if (malos := huecos(paginas[ruta]))} == {}


@pytest.mark.parametrize(
    "trozo",
    ["<p>nan %</p>", "<p>None</p>", "<b>{{ t.nombre }}</b>", '<i style="--valor:nan"></i>',
     '<path d="M0 nanL3 4"/>', "<p>&lt;undefined&gt;</p>", "<td>−inf"],
)  # fmt: skip
def test_ve_un_resto(trozo: str) -> None:
    assert len(restos(Pagina("x.html", f"<html><body>{trozo}</body></html>"))) == 1


@pytest.mark.parametrize(
    "trozo", ["<script>null;NaN</script>", "<p>Nanguma, Nuncía</p>", '<path fill="none"/>']
)
def test_no_confunde_con_restos(trozo: str) -> None:
    assert restos(Pagina("x.html", f"<html><body>{trozo}</body></html>")) == []


def test_todos_los_enlaces_internos_resuelven(sitio: Sitio, paginas: dict[str, Pagina]) -> None:
    assert rotos(sitio.carpeta, paginas, SUBRUTA) == []
    assert sum(len(p.enlaces) for p in paginas.values()) > 30_000


@pytest.mark.parametrize(
    ("enlace", "sirve"),
    [
        ("b.html", True), ("b.html#si", True), ("#aqui", True), ("/kit/b.html", True),
        ("https://www.dane.gov.co/", True), ("tildes%20y%20espacios.csv", True),
        ("c.html", False), ("b.html#no", False), ("#no", False), ("/b.html", False),
        ("../b.html", False), ("b.html#m=05001", False), ("http://www.dane.gov.co/", True),
        ("javascript:alert(1)", False),
    ],
)  # fmt: skip
def test_ve_un_enlace_roto(tmp_path: Path, enlace: str, sirve: bool) -> None:
    (tmp_path / "tildes y espacios.csv").write_text("")
    (tmp_path / "a.html").write_text(f'<p id="aqui"><a class="x" href="{enlace}">a</a>')
    (tmp_path / "b.html").write_text('<p id="si">')
    assert rotos(tmp_path, leer(tmp_path), "/kit/") == ([] if sirve else [f"a.html → {enlace}"])


def test_cada_pagina_tiene_un_titulo_y_un_h1(paginas: dict[str, Pagina]) -> None:
    for ruta, pagina in paginas.items():
        assert len(re.findall(r"<h1\b", pagina.html)) == 1, ruta
        titulo = re.search(r"<title>(.*?)</title>", pagina.html, re.S)
        assert titulo, ruta
        assert titulo[1].strip(), ruta
        assert sorted(pagina.anclas) == sorted(pagina.identificadores), ruta


def test_ningun_titulo_ni_descripcion_se_repite(sitio: Sitio) -> None:
    """En todo el sitio, también entre homónimos: «La Unión» son cuatro municipios."""
    titulos, descripciones = Counter[str](), Counter[str]()
    # La tarjeta va dentro de otra página: no se busca ni tiene descripción.
    tarjetas = sitio.carpeta / "tarjeta"
    paginas = [
        r
        for r in sitio.carpeta.rglob("*.html")
        if r.name != "404.html" and not r.is_relative_to(tarjetas)
    ]
    for ruta in paginas:
        cabeza = ruta.read_text(encoding="utf-8").partition("</head>")[0]
        titulos.update(re.findall(r"<title>(.*?)</title>", cabeza, re.S))
        descripciones.update(re.findall(r'<meta name="description" content="(.*?)">', cabeza, re.S))
    assert titulos.total() == descripciones.total() == len(paginas)
    # De todas las clases: perfiles, indicadores, herramientas, guías, el mapa y el comparador.
    rutas = {r.relative_to(sitio.carpeta).parts[0] for r in paginas}
    assert rutas >= {"territorio", "indicador", "herramientas", "modulos", "mapa", "comparar"}
    assert [d for d in descripciones if not 40 <= len(html.unescape(d)) <= 300] == []
    assert [t for t, n in (titulos + descripciones).items() if n > 1] == []


def test_los_titulos_de_territorio_no_saltan_de_nivel(paginas: dict[str, Pagina]) -> None:
    for ruta in PERFILES:
        cuerpo = paginas[ruta].html.partition("<article")[2]
        niveles = [int(n) for n in re.findall(r"<h([1-6])\b", cuerpo)]
        assert niveles[0] == 1, ruta
        assert all(b - a <= 1 for a, b in itertools.pairwise(niveles)), ruta


def test_ningun_recurso_viene_de_otro_dominio(sitio: Sitio, paginas: dict[str, Pagina]) -> None:
    cargan = re.compile(
        r'<(?:script|img|link|iframe|source|object|embed)\b[^>]*?(?:src|href)="(\w+:)?//', re.I
    )
    for ruta, pagina in paginas.items():
        sin_canonica = re.sub(r'<link rel="canonical"[^>]*>', "", pagina.html)
        assert not cargan.search(sin_canonica), ruta
    for hoja in sitio.carpeta.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", hoja.read_text("utf-8")), hoja


def test_la_direccion_canonica_es_la_publicada(sitio: Sitio, paginas: dict[str, Pagina]) -> None:
    for ruta in PERFILES:
        assert f'<link rel="canonical" href="{sitio.publica}{ruta}">' in paginas[ruta].html
