"""Lo que puede cambiar en un archivo del sitio sin que cambie lo que se ve."""

from __future__ import annotations

import re

# Entre estas etiquetas y el texto, el espacio no se pinta (label e input, en renglón propio).
DE_BLOQUE = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "circle", "dd", "defs",
    "desc", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "input", "label", "legend", "li", "line", "link", "main", "meta", "nav", "ol",
    "optgroup", "option", "p", "path", "polyline", "rect", "script", "section", "select",
    "style", "summary", "svg", "table", "tbody", "td", "template", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
# HTML las cierra solo donde empieza la siguiente.
SIN_CIERRE = frozenset({
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
})  # fmt: skip
_PIEZA = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.S)
_NOMBRE = re.compile(r"</?([a-zA-Z][\w-]*)")
_BLANCO = re.compile(r"\s+")


def html(contenido: str) -> list[str]:
    """Etiquetas y textos en orden, sin el espacio que no se pinta ni los cierres que sobran."""
    piezas: list[str] = []
    junto_a_bloque = True
    for cruda in _PIEZA.findall(contenido):
        if not cruda.startswith("<"):
            texto = _BLANCO.sub(" ", cruda)
            texto = texto.lstrip() if junto_a_bloque else texto
            if texto:
                piezas.append(texto)
                junto_a_bloque = False
            continue
        nombre = _NOMBRE.match(cruda)
        de_bloque = bool(nombre) and nombre[1].lower() in DE_BLOQUE if nombre else True
        if de_bloque:
            _recortar(piezas)
        if not (nombre and cruda.startswith("</") and nombre[1].lower() in SIN_CIERRE):
            piezas.append(_BLANCO.sub(" ", cruda).replace(" >", ">"))
        junto_a_bloque = de_bloque
    return piezas


def _recortar(piezas: list[str]) -> None:
    if piezas and not piezas[-1].startswith("<"):
        piezas[-1] = piezas[-1].rstrip()
        if not piezas[-1]:
            piezas.pop()


def hoja(contenido: str) -> list[str]:
    """Las reglas de una hoja de estilo, una por elemento, sin comentarios ni sangría."""
    sin_comentarios = re.sub(r"/\*.*?\*/", "", contenido, flags=re.S)
    junta = re.sub(r"\s*([{};,])\s*|(?<=:)\s+", r"\1", _BLANCO.sub(" ", sin_comentarios)).replace(
        ";}", "}"
    )
    return re.findall(r"[^{}]*\{|[^{}]*\}", junta)


def guion(contenido: str) -> list[str]:
    """Un guion palabra por palabra, sin espacio: partir una línea no lo cambia."""
    return re.findall(r"\w+|[^\w\s]", contenido)
