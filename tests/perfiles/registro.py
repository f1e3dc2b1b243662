"""Qué comprueba cada frase: un verificador por plantilla, y ninguna frase sin el suyo.

Un verificador se escribe así, en el módulo de su sección:

    @verifica("pobreza", r"La incidencia es {puntos} mayor que la de {lugar}\\.", compara=[CENSAL])
    def incidencia(f: Frase) -> None:
        assert f["puntos"] == ...

`{palabra}` en el patrón es una pieza con nombre (ver `PIEZAS`); lo demás es una expresión regular.
`compara` dice qué medidas, con su año, pone la frase una frente a otra; si son distintas, `rotulo`
es lo que el párrafo tiene que decir para que nadie las confunda.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.perfiles.tablas import Tablas

Medida = tuple[str, str]  # indicador y año
CENSAL: Medida = ("ipm_censal", "2018")
NUMERO = r"[+\N{MINUS SIGN}]?\d{1,3}(?:\.\d{3})*(?:,\d+)?|\d{4}(?:,\d+)?"
# Piezas de las frases: cómo se escribe cada una.
PIEZAS = {
    "n": NUMERO, "m": NUMERO, "k": NUMERO, "a": NUMERO, "b": NUMERO, "c": NUMERO,
    "anio": r"\d{4}", "otro_anio": r"\d{4}", "codigo": r"\d{2}|\d{5}",
    "pct": rf"(?:{NUMERO}) %", "pct2": rf"(?:{NUMERO}) %",
    "lugar": r".+?", "nombre": r".+?", "texto": r".+?", "resto": r".*",
}  # fmt: skip
# Palabras con que una frase compara: ninguna sale sin declarar qué compara.
COMPARA = re.compile(
    r"\b(mayor|menor|más alta|más baja|igual) que\b|\bque el país\b|\bpor (encima|debajo) de\b"
    r"|\b(más|menos) que en\b|\b([Bb]ajó|[Ss]ubió)\b|\bmás frecuente en\b"
    r"|\bdistingue del país\b|\([+\N{MINUS SIGN}]\d+ %\)|; en todo el municipio\b"
    r"|\bsupera[n]?\b|\bse distingue de la\b|\bpuestos? \d|\bmediana de (?:sus|comparables)\b"
    r"|\bpromedio de sus\b"
    r"|\bse alejan?\b|\bsube\b|\bbaja[n]? frente\b|\bcreci(ó|eron)\b|\bmejor[óa]\b|\bempeor"
)


@dataclass(frozen=True)
class Frase:
    """Lo que un verificador necesita: los datos, el territorio y las piezas de la frase.

    `parrafo` y `seccion` son los textos enteros en que está.
    """

    tablas: Tablas
    codigo: str
    texto: str
    parrafo: str
    seccion: str
    piezas: dict[str, Any]

    def __getitem__(self, pieza: str) -> str:
        return str(self.piezas[pieza] or "")

    @property
    def nombre(self) -> str:
        """El del territorio, como está en territorios.csv."""
        return self.tablas.territorios[self.codigo]["nombre"]

    @property
    def departamento(self) -> str:
        """El nombre de su departamento, con artículo si lo lleva dentro de una frase."""
        propio = self.tablas.territorios[self.codigo[:2]]["nombre"]
        return f"el {propio}" if propio.startswith("Archipiélago") else propio


@dataclass(frozen=True)
class Verificador:
    """Una plantilla de frase, qué compara y cómo se comprueba."""

    nombre: str
    patron: re.Pattern[str]
    comprobar: Callable[[Frase], None]
    compara: tuple[Medida, ...]
    rotulo: re.Pattern[str] | None


@dataclass
class Registro:
    """Los verificadores por sección; `usados` cuenta cuántas frases comprobó cada uno."""

    por_seccion: dict[str, list[Verificador]] = field(default_factory=lambda: defaultdict(list))
    usados: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def hallar(self, seccion: str, texto: str) -> list[tuple[Verificador, re.Match[str]]]:
        """Los que reconocen la frase; debe ser uno solo."""
        hallados = ((v, v.patron.fullmatch(texto)) for v in self.por_seccion[seccion])
        return [(v, m) for v, m in hallados if m]


REGISTRO = Registro()


def verifica(
    secciones: str, patron: str, *, compara: list[Medida] | None = None, rotulo: str = ""
) -> Callable[[Callable[[Frase], None]], Callable[[Frase], None]]:
    """Registra un verificador en las secciones, separadas por espacio («-» es el encabezado)."""
    piezas = re.sub(
        r"\{([a-z_0-9]+)\}",
        lambda m: f"(?P<{m[1]}>{PIEZAS[m[1]]})" if m[1] in PIEZAS else m[0],
        patron,
    )

    def anotar(funcion: Callable[[Frase], None]) -> Callable[[Frase], None]:
        uno = Verificador(
            f"{secciones}: {patron}",
            re.compile(piezas),
            funcion,
            tuple(compara or ()),
            re.compile(rotulo) if rotulo else None,
        )
        for seccion in secciones.split():
            REGISTRO.por_seccion["" if seccion == "-" else seccion].append(uno)
        return funcion

    return anotar
