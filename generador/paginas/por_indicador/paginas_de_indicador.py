"""Las páginas de los indicadores, vertidas en el marco del sitio: `indicador/<id>/index.html`."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from generador.cubo.catalogo import Indicador
from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.datos_enlazados import DatosEnlazados
from generador.paginas.entorno_jinja import pintar
from generador.paginas.marco import Marco
from generador.paginas.por_indicador.ficha import Fichas
from generador.paginas.presentacion import LARGO_DE_LA_DESCRIPCION, Presentacion
from generador.rutas import SITIO

MAPA = SITIO / "mapa" / "index.md"


def ruta(indicador: str) -> str:
    """La dirección de la página dentro del sitio."""
    return f"indicador/{indicador}/index.html"


def rutas(acervo: DatosDelSitio) -> list[str]:
    """Las de todos."""
    return [ruta(indicador) for indicador in acervo.catalogo]


def presentacion(ficha: Indicador) -> Presentacion:
    """El título y la descripción; el título es el nombre largo, que no se repite."""
    dicho = f"{ficha.largo}. {ficha.definicion}"
    if len(dicho) > LARGO_DE_LA_DESCRIPCION:
        dicho = f"{dicho[:LARGO_DE_LA_DESCRIPCION].rsplit(' ', 1)[0]}…"
    return Presentacion(f"{ficha.largo} · indicador", dicho)


def contextos(acervo: DatosDelSitio, url: str) -> Iterator[tuple[Indicador, dict[str, Any]]]:
    """Cada indicador con lo que dice su página; `url` es la del sitio, o «»."""
    fichas = Fichas(acervo, url, con_mapa=MAPA.is_file())
    for ficha in acervo.catalogo.values():
        yield ficha, fichas.contexto(ficha)


def escribir(
    acervo: DatosDelSitio,
    marco: Marco,
    publico: Arbol,
    url: str,
    fijo: dict[str, Any],
    hechos: Iterable[tuple[Indicador, dict[str, Any]]] | None = None,
) -> None:
    """Escribe la de cada uno; `fijo` es lo de toda plantilla, y `hechos`, lo de `contextos`."""
    enlazados = DatosEnlazados(url)
    for ficha, contexto in contextos(acervo, url) if hechos is None else hechos:
        propia = presentacion(ficha)
        anios = [anio["periodo"] for anio in contexto["anios"]]
        pagina = marco.verter(
            html.escape(propia.titulo),
            html.escape(propia.descripcion),
            f"{url}{ruta(ficha.id)}",
            pintar("indicador.html", {**fijo, **contexto}),
            enlazados.de_indicador(ficha, anios, contexto["fuentes"], propia),
        )
        publico.escribir(ruta(ficha.id), pagina.encode("utf-8"))
