"""Cuánto pesa un sitio construido frente a sus varas, leído del disco."""

from __future__ import annotations

import gzip
import html
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from generador.fichas.enlace import FICHA
from generador.publicar import varas

INDICE = ("recursos/municipios.js", "recursos/contenidos.js")
HOJA_DE_TARJETA = "recursos/tarjeta.css"
_PIEZA = re.compile(
    r'<script\b[^>]*?\ssrc="([^"]+)"'
    r'|<link\b[^>]*?\srel="(?:stylesheet|icon|preload)"[^>]*?\shref="([^"]+)"'
)
_LETRA = re.compile(r"url\([\"']?([^)\"']+\.woff2)")


@dataclass(frozen=True)
class Peso:
    """Una medida con su vara, en octetos; `de` es el archivo que la da, si es uno."""

    que: str
    octetos: int
    vara: int
    de: str = ""

    @property
    def cabe(self) -> bool:
        """Si no pasa de la vara."""
        return self.octetos <= self.vara


def comprimido(contenido: bytes) -> int:
    """Octetos con gzip de nivel 6, como viaja."""
    return len(gzip.compress(contenido, 6, mtime=0))


def pesar(publico: Path) -> list[Peso]:
    """Cada medida de `publico`, pase o no de su vara."""
    todos = {r.relative_to(publico).as_posix(): r.stat().st_size for r in _archivos(publico)}
    fichas = {r: n for r, n in todos.items() if posixpath.basename(r) == FICHA}
    total = sum(todos.values())
    pesos = [Peso("Sitio sin fichas", total - sum(fichas.values()), varas.SITIO)]
    if fichas:
        pesos.append(Peso("Sitio con fichas", total, varas.SITIO_CON_FICHAS))
        pesos.append(_mayor("La ficha mayor", fichas, varas.FICHA))
    perfiles = {
        f"territorio/{r.parent.name}/{r.name}": comprimido(r.read_bytes())
        for r in sorted((publico / "territorio").glob("[0-9]" * 5 + "/index.html"))
    }
    if perfiles:
        mayor = _mayor("El perfil municipal mayor, comprimido", perfiles, varas.PERFIL)
        visita = mayor.octetos + sum(map(comprimido, _piezas(publico, mayor.de)))
        pesos += [mayor, Peso("Primera visita a ese perfil", visita, varas.PRIMERA_VISITA)]
    hoja = todos.get(HOJA_DE_TARJETA, 0)
    if tarjetas := {r: n + hoja for r, n in todos.items() if r.startswith("tarjeta/")}:
        pesos.append(_mayor("La tarjeta mayor, con su hoja", tarjetas, varas.TARJETA))
    indice = sum(comprimido((publico / r).read_bytes()) for r in INDICE if r in todos)
    return [*pesos, Peso("Índice de búsqueda, comprimido", indice, varas.INDICE_DE_BUSQUEDA)]


def _archivos(publico: Path) -> list[Path]:
    return [r for r in publico.rglob("*") if r.is_file()]


def _mayor(que: str, pesos: dict[str, int], vara: int) -> Peso:
    cual = max(pesos, key=lambda ruta: pesos[ruta])
    return Peso(que, pesos[cual], vara, cual)


def _piezas(publico: Path, ruta: str) -> list[bytes]:
    """Lo que la página pide al abrirse: guiones, hojas, ícono y las letras de sus hojas."""
    escrita = (publico / ruta).read_text(encoding="utf-8")
    rutas = {
        _junto_a(ruta, html.unescape(guion or otra)) for guion, otra in _PIEZA.findall(escrita)
    }
    for hoja in sorted(r for r in rutas if r.endswith(".css") and (publico / r).is_file()):
        letras = _LETRA.findall((publico / hoja).read_text(encoding="utf-8"))
        rutas |= {_junto_a(hoja, letra) for letra in letras}
    return [(publico / r).read_bytes() for r in sorted(rutas) if (publico / r).is_file()]


def _junto_a(ruta: str, enlace: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(ruta), enlace))
