"""Ortografía de lo que se lee en las guías, con hunspell (es_CO) y un glosario propio."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.guias.test_contenido import construida
from tests.guias.texto import GUIAS, nombre, visible

GLOSARIO = Path(__file__).parent / "glosario.txt"
# Siglas, niveles (A5), direcciones y nombres de archivo no son palabras del diccionario.
NO_ES_PALABRA = re.compile(r"\S*[/_@]\S*|\S+\.\w{2,4}\b|\b\w*\d\w*\b|\b[A-ZÁÉÍÓÚÑ]{2,}s?\b")


def permitidas(*, de_todas: bool = False) -> set[str]:
    """Las palabras del glosario, una por línea.

    Con `de_todas`, sin las marcadas «?»: las que alguna versión del diccionario ya trae.
    """
    lineas = GLOSARIO.read_text(encoding="utf-8").splitlines()
    palabras = [linea for linea in lineas if linea.strip() and not linea.startswith("#")]
    elegidas = [p for p in palabras if not (de_todas and p.endswith("?"))]
    return {palabra.rstrip(" ?") for palabra in elegidas}


def desconocidas(texto: str) -> list[str]:
    """Palabras que hunspell no conoce, sin repetir."""
    orden = shutil.which("hunspell")
    if orden is None:
        pytest.fail("falta hunspell: apt-get install hunspell hunspell-es", pytrace=False)
    # Una palabra por línea: hunspell parte las líneas muy largas en cualquier letra.
    palabras = re.findall(r"[^\W\d_]{2,}", NO_ES_PALABRA.sub(" ", texto))
    hecho = subprocess.run(
        [orden, "-d", "es_CO", "-i", "utf-8", "-l"],
        input="\n".join(palabras),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return sorted(set(hecho.stdout.split()))


def nombres(acervo: DatosDelSitio) -> set[str]:
    """Las palabras de los nombres de territorios y de las fuentes, que no escribe el kit."""
    textos = [f"{t.nombre} {t.nombre_departamento}" for t in acervo.territorios.values()]
    textos += [f"{f.titulo} {f.productor}" for f in acervo.fuentes.values()]
    textos += [p.corta for p in citas.procedencias(acervo).values()]
    return {palabra for texto in textos for palabra in re.findall(r"\w+", texto)}


@pytest.mark.parametrize("ruta", GUIAS, ids=nombre)
def test_ortografia(publico: Path, acervo: DatosDelSitio, ruta: Path) -> None:
    halladas = desconocidas(visible(construida(publico, ruta)))
    assert set(halladas) - permitidas() - nombres(acervo) == set()


def test_ve_una_falta() -> None:
    assert desconocidas("La focalisación es útil y la poblacion también") == [
        "focalisación",
        "poblacion",
    ]


def test_el_glosario_no_tiene_palabras_de_mas(publico: Path) -> None:
    todo = " ".join(visible(construida(publico, ruta)) for ruta in GUIAS)
    assert permitidas(de_todas=True) - set(desconocidas(todo)) == set()
    assert permitidas() - set(re.findall(r"\w+", todo)) == set()
