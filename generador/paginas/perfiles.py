"""Los perfiles escritos: el cuerpo de cada territorio, vertido en el marco del sitio."""

from __future__ import annotations

import html
from collections.abc import Iterable

from generador.disco.arbol import Arbol
from generador.paginas import presentacion
from generador.paginas.marco import Marco
from generador.paginas.territorios.cuerpos import Paginas


def ruta(codigo: str) -> str:
    """La dirección del perfil dentro del sitio."""
    return f"territorio/{codigo}/index.html"


def escribir(
    paginas: Paginas, marco: Marco, codigos: Iterable[str], publico: Arbol, url: str
) -> None:
    """Escribe `territorio/<codigo>/index.html` por cada código. `url` es la del sitio, con «/»."""
    for codigo in codigos:
        propia = presentacion.de(paginas.comun.acervo, codigo)
        pagina = marco.verter(
            html.escape(propia.titulo),
            html.escape(propia.descripcion),
            f"{url}{ruta(codigo)}",
            paginas.cuerpo(codigo),
        )
        publico.escribir(ruta(codigo), pagina.encode("utf-8"))
