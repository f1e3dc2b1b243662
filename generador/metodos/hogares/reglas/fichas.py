"""Las palabras, los números, los textos y los signos de una regla, con su posición."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Clase = Literal["texto", "rango", "signo", "palabra", "numero", "otro", "fin"]
# El procesador de palabras cambia las comillas y los signos; se leen como los del teclado.
DEL_TECLADO = str.maketrans("“”„‘’‚≤≥≠\xa0", "\"\"\"'''\u2264\u2265\u2260 ")
FICHA = re.compile(
    r"""\s*(?:
      (?P<texto>'(?:[^']|'')*'|"(?:[^"]|"")*")
    | (?P<rango>\.\.)
    | (?P<signo><=|>=|!=|<>|==|[≤≥≠=<>(),;|])
    | (?P<palabra>\d*[^\W\d]\w*)
    | (?P<numero>[+-]?\d+(?:\.\d+)*)
    | (?P<otro>\S)
    )""",
    re.VERBOSE,
)
SIGNOS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}
COMPARACIONES = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True)
class Ficha:
    """Un trozo de la regla: qué es, cómo se lee y dónde está (desde 0)."""

    clase: Clase
    texto: str
    inicio: int
    fin: int

    @property
    def valor(self) -> str:
        """El texto sin comillas, con las dobles de adentro hechas una."""
        if self.clase != "texto":
            return self.texto
        comilla = self.texto[0]
        return self.texto[1:-1].replace(comilla * 2, comilla)

    def es(self, palabra: str) -> bool:
        """Si es esa palabra o ese signo; lo que va entre comillas nunca lo es."""
        return self.clase in ("palabra", "signo") and self.texto.lower() == palabra


def separar(texto: str) -> list[Ficha]:
    """Las fichas del texto y, al final, una de clase «fin»."""
    propio = texto.translate(DEL_TECLADO)
    fichas = []
    for hallada in FICHA.finditer(propio):
        clase: Clase = hallada.lastgroup  # type: ignore[assignment]
        escrita = hallada.group(clase)
        fichas.append(
            Ficha(clase, SIGNOS.get(escrita, escrita), hallada.start(clase), hallada.end(clase))
        )
    return [*fichas, Ficha("fin", "", len(propio.rstrip()), len(propio.rstrip()))]


def dos_puntos(texto: str) -> int:
    """Dónde están los dos puntos que separan el nombre de la condición; −1 si no hay.

    Son los últimos que no quedan dentro de unas comillas.
    """
    propio = texto.translate(DEL_TECLADO)
    lugar = propio.rfind(":")
    while lugar >= 0:
        suelto = re.sub(r"'[^']*'|\"[^\"]*\"", "", propio[lugar + 1 :])
        if "'" not in suelto and '"' not in suelto:
            return lugar
        lugar = propio.rfind(":", 0, lugar)
    return -1
