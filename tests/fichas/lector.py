"""Lee una ficha con bibliotecas que no la hicieron: pdfplumber, las etiquetas; pdfium, la hoja."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import zxingcpp

BLANCOS = re.compile(r"\s+")
Nodo = dict[str, Any]


def en_un_renglon(texto: str) -> str:
    """Sin saltos ni espacios repetidos o duros."""
    return BLANCOS.sub(" ", texto.replace("\u00a0", " ")).strip()


@dataclass(frozen=True)
class Ficha:
    """Una ficha leída; el texto, por sus etiquetas: lo decorativo no está."""

    pdf: bytes

    @cached_property
    def _abierta(self) -> Any:
        return pdfplumber.open(BytesIO(self.pdf))

    @property
    def hojas(self) -> int:
        return len(pypdfium2.PdfDocument(self.pdf))

    @property
    def titulo(self) -> str:
        return str(self._abierta.metadata["Title"])

    @property
    def catalogo(self) -> Any:
        return self._abierta.doc.catalog

    @property
    def metadatos(self) -> str:
        """El XMP, como texto."""
        return str(self.catalogo["Metadata"].resolve().get_data(), "utf-8")

    @cached_property
    def nodos(self) -> list[Nodo]:
        """Todos los del árbol de etiquetas, en orden de lectura."""
        return list(_recorrer(self._abierta.structure_tree))

    def de_clase(self, clase: str) -> list[Nodo]:
        """Los nodos de esa clase: «H1», «Table»…"""
        return [nodo for nodo in self.nodos if nodo["type"] == clase]

    def escrito(self, nodo: Nodo) -> str:
        """El texto que cuelga de un nodo."""
        return en_un_renglon("".join(self._trozos(nodo)))

    @cached_property
    def texto(self) -> str:
        """El de toda la ficha, en orden de lectura."""
        return en_un_renglon(" ".join(map(self.escrito, self._abierta.structure_tree)))

    @cached_property
    def visible(self) -> str:
        """Lo que se ve en las dos hojas, también al pie."""
        hojas = pypdfium2.PdfDocument(self.pdf)
        return en_un_renglon(" ".join(h.get_textpage().get_text_range() for h in hojas))

    def tabla(self, primera_cabeza: str) -> list[list[str]]:
        """Las filas de la tabla cuya cabecera empieza así, sin la cabecera ni celdas vacías."""
        for tabla in self.de_clase("Table"):
            filas = [n for n in _recorrer([tabla]) if n["type"] == "TR"]
            celdas = [[self.escrito(c) for c in f.get("children", [])] for f in filas]
            if celdas[0][0] == primera_cabeza:
                return celdas[1:]
        raise AssertionError(f"no hay una tabla de «{primera_cabeza}»")

    def imagen(self, hoja: int, escala: float = 3.0) -> Any:
        """La hoja como imagen de PIL, en grises."""
        return pypdfium2.PdfDocument(self.pdf)[hoja].render(scale=escala).to_pil().convert("L")

    def codigos_qr(self) -> list[str]:
        """Lo que dicen los códigos de la primera hoja, leída en grises."""
        return [codigo.text for codigo in zxingcpp.read_barcodes(self.imagen(0))]

    @cached_property
    def _por_marca(self) -> dict[tuple[int, int], str]:
        """El texto de cada contenido marcado, por (hoja, número).

        Un espacio duro va en su propia marca, sin número, dentro de la del texto: pdfplumber pierde
        desde ahí el número de la de afuera, y aquí se le devuelve.
        """
        salida: dict[tuple[int, int], str] = {}
        for i, hoja in enumerate(self._abierta.pages, 1):
            marca = -1
            for letra in hoja.chars:
                if letra["tag"] == "Artifact":
                    continue
                marca = marca if letra["mcid"] is None else letra["mcid"]
                salida[i, marca] = salida.get((i, marca), "") + letra["text"]
        return salida

    def _trozos(self, nodo: Nodo) -> Iterator[str]:
        for marca in nodo.get("mcids", ()):
            yield self._por_marca.get((nodo["page_number"], marca), "")
        for hijo in nodo.get("children", ()):
            yield from self._trozos(hijo)
            yield " " if hijo["type"] not in ("Span", "Strong") else ""


def _recorrer(nodos: list[Nodo]) -> Iterator[Nodo]:
    for nodo in nodos:
        yield nodo
        yield from _recorrer(nodo.get("children", []))
