"""Ninguna cifra se escribe a mano en una guía, salvo las que tienen una razón."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.guias.texto import DATOS, GUIAS, escrito, nombre

EXCEPCIONES = yaml.safe_load(
    (Path(__file__).parent / "excepciones.yaml").read_text(encoding="utf-8")
)["excepciones"]
# A2, I15 o G4 son nombres; el número que se busca no sigue a una letra.
NUMERO = re.compile(r"(?<![A-Za-zÁÉÍÓÚáéíóúÑñ\d])\d[\d.,]*")
TEXTOS = [*GUIAS, *(r for r in DATOS if r.stem in ("glosario", "pruebas", "sesiones"))]


def prosa(ruta: Path) -> str:
    """Lo escrito en una guía, o los textos de un archivo de datos."""
    fuente = ruta.read_text(encoding="utf-8")
    if ruta.suffix == ".md":
        return escrito(fuente)
    return "\n".join(_textos(yaml.safe_load(fuente)))


def _textos(nodo: object) -> list[str]:
    if isinstance(nodo, dict):
        return [t for v in nodo.values() for t in _textos(v)]
    if isinstance(nodo, list):
        return [t for v in nodo for t in _textos(v)]
    return [nodo] if isinstance(nodo, str) else []


def sueltos(texto: str) -> list[str]:
    """Los números que quedan, con algo de lo que los rodea."""
    for excepcion in EXCEPCIONES:
        texto = re.sub(excepcion["patron"], " ", texto)
    return [texto[max(0, m.start() - 30) : m.end() + 20] for m in NUMERO.finditer(texto)]


@pytest.mark.parametrize("ruta", TEXTOS, ids=nombre)
def test_no_hay_numeros_sueltos(ruta: Path) -> None:
    assert sueltos(prosa(ruta)) == []


@pytest.mark.parametrize("excepcion", EXCEPCIONES, ids=lambda e: str(e["patron"]))
def test_cada_excepcion_tiene_razon_y_se_usa(excepcion: dict[str, str]) -> None:
    assert len(excepcion["razon"]) > 15
    assert any(re.search(excepcion["patron"], prosa(ruta)) for ruta in TEXTOS)


@pytest.mark.parametrize(
    "malo",
    [
        "La incidencia es de 90,6 % en el municipio.",
        "{{ tabla('Título', ['Uno'], [[\"Son 310.000 personas\"]]) }}",
        "| Antioquia | 22 |",
        "Desde 2019 baja.",
    ],
)
def test_ve_un_numero_suelto(malo: str) -> None:
    assert len(sueltos(escrito(malo))) == 1


@pytest.mark.parametrize(
    "bueno",
    [
        "{{ cifra('ipm_censal', '27025') }} de las personas",
        '{{ valor("poblacion", "27025", "total", "2026") }}',
        "1. Primer paso\n2. Segundo paso",
        "Grupos A1 y C18, y la privación I15",
        "[otro](../2-sisben/index.md#a-2)",
        "---\ntitle: 1. Uno\n---\ntexto",
    ],
)
def test_deja_pasar_lo_que_no_es_una_cifra_escrita(bueno: str) -> None:
    assert sueltos(escrito(bueno)) == []
