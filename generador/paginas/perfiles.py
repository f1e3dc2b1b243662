"""Los perfiles escritos: el cuerpo de cada territorio, vertido en el marco, y su tarjeta."""

from __future__ import annotations

import html
from collections.abc import Iterable

from generador.disco.arbol import Arbol
from generador.paginas import presentacion
from generador.paginas.datos_enlazados import DatosEnlazados
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
    acervo, enlazados = paginas.comun.acervo, DatosEnlazados(url)
    for codigo in codigos:
        contexto = paginas.contexto(codigo)
        propia = presentacion.de(acervo, codigo)
        pagina = marco.verter(
            html.escape(propia.titulo),
            html.escape(propia.descripcion),
            f"{url}{ruta(codigo)}",
            paginas.cuerpo(codigo, contexto),
            enlazados.de_territorio(acervo.territorios[codigo], propia),
        )
        publico.escribir(ruta(codigo), pagina.encode("utf-8"))
        suya = tarjeta.pintada(contexto, f"{url}{ruta(codigo)}" if url else "")
        publico.escribir(tarjeta.ruta(codigo), suya.encode("utf-8"))
