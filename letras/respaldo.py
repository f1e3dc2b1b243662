"""Las medidas de la letra de respaldo, para que al llegar la propia nada cambie de sitio.

El respaldo se agranda o encoge (`size-adjust`) hasta que un texto corriente en español mida lo
mismo de ancho, y toma el alto de renglón de la propia (`ascent-override`, `descent-override`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fontTools.ttLib import TTFont

# Veces por cada 10.000 letras en un texto en español, y un espacio cada cinco letras.
FRECUENCIA = {
    "e": 1368, "a": 1253, "o": 868, "s": 798, "r": 687, "n": 671, "i": 625, "d": 586, "l": 497,
    "c": 468, "t": 463, "u": 393, "m": 315, "p": 251, "b": 142, "g": 101, "v": 90, "y": 90,
    "q": 88, "h": 70, "f": 69, "z": 52, "j": 44, "x": 22, " ": 2000,
}  # fmt: skip

# Anchos de las letras que traen los equipos, en milésimas de su cuadro. Arial, Helvetica y
# Liberation Sans miden lo mismo; Roboto es la de los celulares Android; DejaVu, la de Linux.
ARIAL = {
    " ": 278, "a": 556, "b": 556, "c": 500, "d": 556, "e": 556, "f": 278, "g": 556, "h": 556,
    "i": 222, "j": 222, "l": 222, "m": 833, "n": 556, "o": 556, "p": 556, "q": 556, "r": 333,
    "s": 500, "t": 278, "u": 556, "v": 500, "x": 500, "y": 500, "z": 500,
}  # fmt: skip
ARIAL_NEGRITA = {
    " ": 278, "a": 556, "b": 611, "c": 556, "d": 611, "e": 556, "f": 333, "g": 611, "h": 611,
    "i": 278, "j": 278, "l": 278, "m": 889, "n": 611, "o": 611, "p": 611, "q": 611, "r": 389,
    "s": 556, "t": 333, "u": 611, "v": 556, "x": 556, "y": 556, "z": 500,
}  # fmt: skip
ROBOTO = {
    " ": 248, "a": 544, "b": 561, "c": 523, "d": 564, "e": 530, "f": 347, "g": 561, "h": 551,
    "i": 243, "j": 239, "l": 243, "m": 876, "n": 552, "o": 570, "p": 561, "q": 568, "r": 338,
    "s": 516, "t": 327, "u": 551, "v": 484, "x": 496, "y": 473, "z": 496,
}  # fmt: skip

DEJAVU = {
    " ": 318, "a": 613, "b": 635, "c": 550, "d": 635, "e": 615, "f": 352, "g": 635, "h": 634,
    "i": 278, "j": 278, "l": 278, "m": 974, "n": 634, "o": 612, "p": 635, "q": 635, "r": 411,
    "s": 521, "t": 392, "u": 634, "v": 592, "x": 592, "y": 592, "z": 525,
}  # fmt: skip
DEJAVU_NEGRITA = {
    " ": 348, "a": 675, "b": 716, "c": 593, "d": 716, "e": 678, "f": 435, "g": 716, "h": 712,
    "i": 343, "j": 343, "l": 343, "m": 1042, "n": 712, "o": 687, "p": 716, "q": 716, "r": 493,
    "s": 595, "t": 478, "u": 712, "v": 652, "x": 645, "y": 652, "z": 582,
}  # fmt: skip


@dataclass(frozen=True)
class Ajuste:
    """Los tres descriptores de la letra de respaldo, en %."""

    tamano: float
    ascenso: float
    descenso: float

    def css(self) -> str:
        """Los descriptores tal como van en `@font-face`; el espacio entre renglones, en cero."""
        return (
            f"  size-adjust: {self.tamano:.1f}%;\n"
            f"  ascent-override: {self.ascenso:.1f}%;\n"
            f"  descent-override: {self.descenso:.1f}%;\n"
            "  line-gap-override: 0%;\n"
        )


def ancho_medio(anchos: Mapping[str, float]) -> float:
    """El ancho de una letra corriente, ponderado por cuánto se usa, en milésimas del cuadro."""
    total = sum(FRECUENCIA.values())
    return sum(veces * anchos[letra] for letra, veces in FRECUENCIA.items()) / total


def anchos_de(fuente: TTFont) -> dict[str, float]:
    """El ancho de cada letra de `FRECUENCIA`, en milésimas del cuadro."""
    mapa, cuadro = fuente.getBestCmap(), fuente["head"].unitsPerEm
    return {letra: fuente["hmtx"][mapa[ord(letra)]][0] * 1000 / cuadro for letra in FRECUENCIA}


def ajuste(propia: TTFont, respaldo: Mapping[str, float]) -> Ajuste:
    """Lo que se le dice al navegador para que `respaldo` ocupe lo mismo que `propia`."""
    tamano = ancho_medio(anchos_de(propia)) / ancho_medio(respaldo)
    cuadro = propia["head"].unitsPerEm * tamano
    renglon = propia["hhea"]
    return Ajuste(100 * tamano, 100 * renglon.ascent / cuadro, -100 * renglon.descent / cuadro)
