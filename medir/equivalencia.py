"""¿Los dos sitios dicen lo mismo? Sin eso el cociente no significaría nada."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypedDict

from medir.peso import paginas

TOLERANCIA = 0.15  # diferencia admitida entre los tamaños medianos del HTML
_ETIQUETA = re.compile(r"<[^>]*>")


class Testigo(TypedDict):
    """Un territorio cuyo nombre y cifra deben leerse en su página de los dos sitios."""

    codigo: str
    nombre: str
    cifra: str


@dataclass(frozen=True)
class Equivalencia:
    """Comparación de dos sitios; `faltas` dice en palabras qué no cuadra (vacía si todo cuadra)."""

    paginas: tuple[int, int]
    html_mediano: tuple[float, float]
    datos: tuple[int, int]
    testigos: int
    mismo_texto: int
    faltas: tuple[str, ...]


def comparar(nuestro: Path, otro: Path, testigos: Sequence[Testigo]) -> Equivalencia:
    """Mismas páginas y descargas, tamaño mediano parecido, y cada testigo con su nombre y cifra."""
    cuantas = (len(paginas(nuestro)), len(paginas(otro)))
    medianos = (_mediano(nuestro), _mediano(otro))
    datos = (_descargas(nuestro), _descargas(otro))
    faltas = []
    if cuantas[0] != cuantas[1]:
        faltas.append(f"páginas: {cuantas[0]} y {cuantas[1]}")
    if datos[0] != datos[1]:
        faltas.append(f"descargas por territorio: {datos[0]} y {datos[1]}")
    if abs(medianos[1] / medianos[0] - 1) > TOLERANCIA:
        faltas.append(f"HTML mediano: {medianos[0]:.0f} y {medianos[1]:.0f} bytes")
    iguales = 0
    for uno in testigos:
        textos = [texto_visible(_pagina(sitio, uno["codigo"])) for sitio in (nuestro, otro)]
        iguales += textos[0] == textos[1]
        faltas += [
            f"{uno['codigo']}: el {donde} no dice «{dato}»"
            for donde, texto in zip(("nuestro", "otro"), textos, strict=True)
            for dato in (uno["nombre"], uno["cifra"])
            if dato not in texto
        ]
    return Equivalencia(cuantas, medianos, datos, len(testigos), iguales, tuple(faltas))


def texto_visible(contenido: str) -> str:
    """El texto de una página sin etiquetas ni espacios repetidos."""
    return " ".join(html.unescape(_ETIQUETA.sub(" ", contenido)).split())


def _pagina(sitio: Path, codigo: str) -> str:
    ruta = sitio / "territorio" / codigo / "index.html"
    return ruta.read_text(encoding="utf-8") if ruta.is_file() else ""


def _mediano(sitio: Path) -> float:
    return median([r.stat().st_size for r in paginas(sitio)] or [0])


def _descargas(sitio: Path) -> int:
    return len(list((sitio / "territorio").glob("*/datos.*")))
