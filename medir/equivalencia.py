"""¿Los dos sitios dicen lo mismo? Sin eso el cociente no significaría nada."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypedDict

from generador.publicar.pesos import comprimido
from medir.peso import paginas

TOLERANCIA = 0.15  # diferencia admitida entre los tamaños medianos del HTML comprimido
DICHAS = 5  # páginas con cifras distintas que se nombran
_ETIQUETA = re.compile(r"<[^>]*>")
_CIFRA = re.compile(r"\d(?:[\d.,]*\d)?")


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
    mismas_cifras: int
    faltas: tuple[str, ...]


def comparar(nuestro: Path, otro: Path, testigos: Sequence[Testigo]) -> Equivalencia:
    """Mismas páginas y descargas, tamaño parecido, las mismas cifras y cada testigo con la suya."""
    cuantas = (len(paginas(nuestro)), len(paginas(otro)))
    medianos = (_mediano(nuestro), _mediano(otro))
    datos = (_descargas(nuestro), _descargas(otro))
    faltas = []
    if cuantas[0] != cuantas[1]:
        faltas.append(f"páginas: {cuantas[0]} y {cuantas[1]}")
    if datos[0] != datos[1]:
        faltas.append(f"descargas por territorio: {datos[0]} y {datos[1]}")
    if abs(medianos[1] / medianos[0] - 1) > TOLERANCIA:
        faltas.append(f"HTML mediano comprimido: {medianos[0]:.0f} y {medianos[1]:.0f} bytes")
    distintas = _cifras_distintas(nuestro, otro)
    faltas += [f"{codigo}: {cuales}" for codigo, cuales in list(distintas.items())[:DICHAS]]
    for uno in testigos:
        faltas += [
            f"{uno['codigo']}: el {donde} no dice «{dato}»"
            for donde, sitio in (("nuestro", nuestro), ("otro", otro))
            for dato in (uno["nombre"], uno["cifra"])
            if dato not in texto_visible(_pagina(sitio, uno["codigo"]))
        ]
    iguales = cuantas[0] - len(distintas)
    return Equivalencia(cuantas, medianos, datos, len(testigos), iguales, tuple(faltas))


def _cifras_distintas(nuestro: Path, otro: Path) -> dict[str, str]:
    """Por territorio, qué cifras visibles trae de más cada página; no está el que cuadra."""
    distintas = {}
    for ruta in paginas(nuestro):
        codigo = ruta.parent.name
        propias, ajenas = (cifras(_pagina(sitio, codigo)) for sitio in (nuestro, otro))
        if propias != ajenas:
            solo = [" ".join(sorted((a - b).elements())[:6]) or "nada"
                    for a, b in ((propias, ajenas), (ajenas, propias))]  # fmt: skip
            distintas[codigo] = f"solo el nuestro trae {solo[0]}; solo el otro, {solo[1]}"
    return distintas


def cifras(contenido: str) -> Counter[str]:
    """Cuántas veces se lee cada cifra en una página, con su formato."""
    return Counter(_CIFRA.findall(texto_visible(contenido)))


def texto_visible(contenido: str) -> str:
    """El texto de una página sin etiquetas ni espacios repetidos."""
    return " ".join(html.unescape(_ETIQUETA.sub(" ", contenido)).split())


def _pagina(sitio: Path, codigo: str) -> str:
    ruta = sitio / "territorio" / codigo / "index.html"
    return ruta.read_text(encoding="utf-8") if ruta.is_file() else ""


def _mediano(sitio: Path) -> float:
    return median([comprimido(r.read_bytes()) for r in paginas(sitio)] or [0])


def _descargas(sitio: Path) -> int:
    return len(list((sitio / "territorio").glob("*/datos.*")))
