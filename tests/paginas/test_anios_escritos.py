"""Ningún módulo ni plantilla escribe el año de una medida: sale de las tablas.

Se mira todo texto y todo entero del código, con sus docstrings, y todo el texto de las plantillas,
de los guiones del navegador y de las páginas de las herramientas. Las demás guías las mira
tests/guias/test_numeros_sueltos.py.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generador.rutas import PLANTILLAS, RAIZ, SITIO

# Un año dentro de un identificador (medida_censal_2018) es parte de un nombre que no cambia.
ANIO = re.compile(r"(?<![\w.,])(?:199\d|20[0-4]\d)(?![\w.,]*\d|\w)")
CODIGO = ("generador/paginas", "generador/indicadores")
RECURSOS = SITIO / "recursos"
AJENOS = "terceros"
# Lo que puede decir un año, y por qué no es el de una medida.
EXCEPCIONES = {
    r"http://www\.w3\.org/2000/svg": "Nombre del lenguaje SVG.",
    r"http://(?:schemas\.openxmlformats\.org|purl\.org)/\S+": "Nombre de los formatos de Office.",
    r"(?:package|officeDocument)/2006/\S+": "Sigue al nombre de los formatos de Office.",
    r"SEMILLA = 2018": "Semilla del azar: con otra, el ejemplo del simulador sería distinto.",
    r'semilla: "2026"': "Semilla con que el simulador empieza: un texto cualquiera.",
    r"serie anterior \(censo 2005\)": "Nombre de la serie: el censo con que se pesó.",
    r"Decreto Ley 893 de 2017|Decreto 1650 de 2017": "Norma que crea la categoría; no está en la "
    "tabla de normas, que se publica, porque ninguna guía la cita.",
    r"(?:Ley|Decreto|Conpes|Resolución DNP) \d+ de \d{4}": "Año de una norma.",
    r"Alkire y Foster \(2011\)": "Año de una publicación.",
    r"Encuesta de Calidad de Vida de 2024": "Edición de la encuesta de donde se tomó la regla.",
    r"\b\d{1,2}/0\d/2026\b|\b2026-03-01\b": "Ejemplo de cómo se escribe una fecha.",
    r"\[2026, 7, 9, ": "Primer año del festivo que creó la Ley 2578.",
    r"new Date\(2020, 0, 1\)": "Fecha fija dentro de un zip: así no cambia su huella.",
    r'anio: "2026"': "Vigencia con que empieza la casilla; el usuario la cambia.",
    r'\["2000", "Todos"\]': "Un máximo de municipios, no un año.",
}


def en_codigo(ruta: Path) -> Iterator[str]:
    """Cada texto y cada entero escrito en un módulo, con la línea en que está."""
    lineas = ruta.read_text(encoding="utf-8")
    for nodo in ast.walk(ast.parse(lineas)):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
            yield nodo.value
        elif isinstance(nodo, ast.Constant) and isinstance(nodo.value, int):
            yield lineas.splitlines()[nodo.lineno - 1] if ANIO.search(str(nodo.value)) else ""


def escritos(texto: str) -> list[str]:
    """Los años que quedan, con algo de lo que los rodea."""
    for patron in EXCEPCIONES:
        texto = re.sub(patron, " ", texto)
    return [texto[max(0, m.start() - 30) : m.end() + 20] for m in ANIO.finditer(texto)]


def textos() -> dict[str, list[str]]:
    """De cada archivo, lo que dice."""
    modulos = [r for c in CODIGO for r in sorted((RAIZ / c).rglob("*.py"))]
    guiones = [r for r in sorted(RECURSOS.rglob("*.js")) if AJENOS not in r.parts]
    otros = [
        *sorted(PLANTILLAS.rglob("*.html")),
        *guiones,
        *sorted((SITIO / "herramientas").rglob("*.md")),
    ]
    dichos = {r: list(en_codigo(r)) for r in modulos}
    dichos |= {r: [r.read_text(encoding="utf-8")] for r in otros}
    return {r.relative_to(RAIZ).as_posix(): partes for r, partes in dichos.items()}


TEXTOS = textos()


@pytest.mark.parametrize("archivo", TEXTOS)
def test_no_hay_un_anio_escrito(archivo: str) -> None:
    assert [hallado for parte in TEXTOS[archivo] for hallado in escritos(parte)] == []


def test_se_mira_donde_estaban() -> None:
    for archivo in (
        "generador/indicadores/derivados.py",
        "generador/paginas/citas.py",
        "plantillas/municipio.html",
        "sitio/recursos/herramientas/preparador/cifras.js",
        "sitio/herramientas/privaciones/index.md",
    ):
        assert any(TEXTOS[archivo]), archivo


@pytest.mark.parametrize("patron", EXCEPCIONES)
def test_cada_excepcion_tiene_razon_y_se_usa(patron: str) -> None:
    assert len(EXCEPCIONES[patron]) > 15
    assert any(re.search(patron, parte) for partes in TEXTOS.values() for parte in partes)


@pytest.mark.parametrize(
    ("modulo", "cuantos"),
    [
        ('CENSO = "2018"', 1),
        ("ANIO = 2026", 1),
        ('f"multidimensional en 2018 ({fuente})"', 1),
        ('COLUMNAS = [("mdm", "Desempeño municipal 2021", "2021")]', 2),
        ('"""Serie 2005-2035 por área."""', 2),
        ('FUENTE = "medida_censal_2018"', 0),
        ("MAXIMO = 20001", 0),
        ('TITULO = "Decreto Ley 893 de 2017"', 0),
        ('HABITANTES = "2.018 personas"', 0),
    ],
)
def test_ve_un_anio_en_el_codigo(tmp_path: Path, modulo: str, cuantos: int) -> None:
    ruta = tmp_path / "modulo.py"
    ruta.write_text(modulo, encoding="utf-8")
    assert sum(len(escritos(parte)) for parte in en_codigo(ruta)) == cuantos
