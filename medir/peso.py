"""Cuánto pesa un sitio construido."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generador.publicar.pesos import INDICE, comprimido


@dataclass(frozen=True)
class Peso:
    """Bytes; las páginas son las de territorio y `comprimido` usa gzip, como un servidor.

    La vara del perfil es para municipios: los departamentos traen la tabla de los suyos.
    """

    paginas: int
    html_mediano: float
    html_maximo: int
    html_mayor: str
    comprimido_mediano: float
    comprimido_maximo: int
    municipal_comprimido: int
    indice_comprimido: int
    archivos: int
    sitio: int


def pesar(publico: Path) -> Peso:
    """Pesa el sitio de `publico`; FileNotFoundError si no trae páginas de territorio o índice."""
    rutas = paginas(publico)
    if not rutas:
        raise FileNotFoundError(f"{publico} no trae territorio/*/index.html")
    contenidos = [ruta.read_bytes() for ruta in rutas]
    comprimidos = [comprimido(c) for c in contenidos]
    mayor = max(range(len(rutas)), key=lambda i: len(contenidos[i]))
    todos = [r.stat().st_size for r in publico.rglob("*") if r.is_file()]
    return Peso(
        paginas=len(rutas),
        html_mediano=median(map(len, contenidos)),
        html_maximo=len(contenidos[mayor]),
        html_mayor=rutas[mayor].parent.name,
        comprimido_mediano=median(comprimidos),
        comprimido_maximo=max(comprimidos),
        municipal_comprimido=max(
            (c for r, c in zip(rutas, comprimidos, strict=True) if _es_municipio(r)), default=0
        ),
        indice_comprimido=sum(comprimido((publico / ruta).read_bytes()) for ruta in INDICE),
        archivos=len(todos),
        sitio=sum(todos),
    )


def paginas(publico: Path) -> list[Path]:
    """Las páginas de territorio, en orden de código (sin la lista, que no lleva código)."""
    return sorted((publico / "territorio").glob("*/index.html"))


def _es_municipio(pagina: Path) -> bool:
    return len(pagina.parent.name) == 5
