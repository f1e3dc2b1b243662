"""Los perfiles escritos: el cuerpo de cada territorio, vertido en el marco del sitio."""

from __future__ import annotations

import html
from collections.abc import Iterable

from generador.disco.arbol import Arbol
from generador.paginas.marco import Marco
from generador.paginas.territorios.cuerpos import Paginas


def ruta(codigo: str) -> str:
    """La dirección del perfil dentro del sitio."""
    return f"territorio/{codigo}/index.html"


def escribir(
    paginas: Paginas, marco: Marco, codigos: Iterable[str], publico: Arbol, url: str
) -> None:
    """Escribe `territorio/<codigo>/index.html` por cada código. `url` es la del sitio, con «/»."""
    territorios = paginas.comun.acervo.territorios
    for codigo in codigos:
        titulo = html.escape(territorios[codigo].nombre)
        direccion = f"{url}{ruta(codigo)}"
        pagina = marco.verter(titulo, direccion, paginas.cuerpo(codigo))
        publico.escribir(ruta(codigo), pagina.encode("utf-8"))
