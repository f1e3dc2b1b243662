"""De la página de un territorio a sus oraciones, cada una con la sección en que está."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple

# Donde hay prosa. Lo demás son tablas, títulos y menús: sus celdas las comprueban otras pruebas.
PROSA = {"p", "figcaption", "li", "summary"}
OCULTAS = {"svg", "table", "nav", "h1", "h2", "h3", "dt", "rotulo"}
# Una sección del perfil se puede plegar (`details` con su ancla); una tabla plegada, no es sección.
SECCIONES = {"section", "seccion"}
DISFRAZADAS = {("rotulo", "a"), ("seccion", "details")}
SIN_CIERRE = {"img", "br", "path", "rect", "input", "use"}
# El cierre de uno de estos no se publica: lo pone el que sigue, o el de su lista.
SEGUIDAS = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
DE_LISTA = {"ul", "ol", "dl"}
# Listas de pares (nombre y número) o de enlaces, que no son oraciones.
LISTAS_DE_DATOS = {
    "lista-barras", "lista-comparables", "leyenda", "rotulos-directos",
    "quien-es-quien", "leyenda-puntos", "regla", "etiquetas",
}  # fmt: skip
FIN = re.compile(r"(?<=[.!?])\s+(?=[«¿]?[A-ZÁÉÍÓÚÑ0-9])")
# El rótulo de una fuente no es parte de la oración: lleva a su ficha.
ROTULO = re.compile(r"datos/fuentes\.html#")


class Oracion(NamedTuple):
    """Una oración, la sección donde está («» en el encabezado) y el párrafo entero."""

    texto: str
    seccion: str
    parrafo: str


class _Lector(HTMLParser):
    """Junta el texto de cada bloque de prosa; los bloques de adentro se leen aparte."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.secciones: list[str] = []
        self.pila: list[tuple[str, bool]] = []
        self.abiertos: list[list[str]] = []
        self.parrafos: list[tuple[str, str]] = []
        self.ignoradas = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        propios = dict(attrs)
        if tag in SIN_CIERRE:
            return
        if abierta := self._sin_cerrar(SEGUIDAS.get(tag, set())):
            self.handle_endtag(abierta)
        if tag == "details" and propios.get("id"):
            tag = "seccion"
        if tag in SECCIONES:
            self.secciones.append(propios.get("id") or "")
        if tag == "a" and ROTULO.search(propios.get("href") or ""):
            tag = "rotulo"
        de_datos = bool(LISTAS_DE_DATOS & set((propios.get("class") or "").split()))
        oculta = tag in OCULTAS or de_datos
        self.ignoradas += oculta
        self.pila.append((tag, oculta))
        if self.abiertos:
            self.abiertos[-1].append(" " if tag == "span" else "")
        if tag in PROSA:
            self.abiertos.append([])

    def _sin_cerrar(self, cuales: set[str]) -> str:
        """La que sigue abierta en la lista de más adentro; «» si ninguna."""
        abiertas = takewhile(lambda una: una not in DE_LISTA, (t for t, _ in reversed(self.pila)))
        return next((una for una in abiertas if una in cuales), "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SIN_CIERRE:
            return
        while self.pila:
            abierta, oculta = self.pila.pop()
            self.ignoradas -= oculta
            if abierta in PROSA:
                texto = " ".join("".join(self.abiertos.pop()).split())
                if any(letra.isalnum() for letra in texto) and not self.ignoradas:
                    self.parrafos.append((self.secciones[-1] if self.secciones else "", texto))
            if abierta in SECCIONES:
                self.secciones.pop()
            if abierta == tag or (abierta, tag) in DISFRAZADAS:
                break

    def handle_data(self, data: str) -> None:
        if self.abiertos and not self.ignoradas:
            self.abiertos[-1].append(data)


def oraciones(cuerpo: str) -> Iterator[Oracion]:
    """Todas las de una página, en orden."""
    lector = _Lector()
    lector.feed(cuerpo)
    for seccion, parrafo in lector.parrafos:
        for texto in FIN.split(parrafo):
            yield Oracion(texto, seccion, parrafo)
