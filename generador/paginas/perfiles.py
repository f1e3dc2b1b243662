"""Los perfiles escritos: el cuerpo de cada territorio, vertido en el marco, y su tarjeta."""

from __future__ import annotations

import html
from collections.abc import Iterable

from generador.disco.arbol import Arbol
from generador.paginas import presentacion
from generador.paginas.marco import Marco
from generador.paginas.territorios import tarjeta
from generador.paginas.territorios.cuerpos import Paginas


def ruta(codigo: str) -> str:
    """La dirección del perfil dentro del sitio."""
    return f"territorio/{codigo}/index.html"


def escribir(
    paginas: Paginas, marco: Marco, codigos: Iterable[str], publico: Arbol, url: str
) -> None:
    """Escribe la página y la tarjeta de cada código. `url` es la del sitio, con «/»."""
    for codigo in codigos:
        contexto = paginas.contexto(codigo)
        propia = presentacion.de(paginas.comun.acervo, codigo)
        pagina = marco.verter(
            html.escape(propia.titulo),
            html.escape(propia.descripcion),
            f"{url}{ruta(codigo)}",
            paginas.cuerpo(codigo, contexto),
        )
        publico.escribir(ruta(codigo), pagina.encode("utf-8"))
        suya = tarjeta.pintada(contexto, f"{url}{ruta(codigo)}" if url else "")
        publico.escribir(tarjeta.ruta(codigo), suya.encode("utf-8"))
