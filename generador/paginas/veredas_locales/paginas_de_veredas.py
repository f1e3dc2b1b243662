"""Las páginas de veredas vertidas en el marco del sitio: `territorio/<codigo>/veredas.html`."""

from __future__ import annotations

import html
from collections.abc import Mapping

from generador.disco.arbol import Arbol
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.datos_enlazados import DatosEnlazados
from generador.paginas.entorno_jinja import pintar
from generador.paginas.marco import Marco
from generador.paginas.presentacion import Presentacion
from generador.paginas.veredas_locales import descargas_de_veredas
from generador.paginas.veredas_locales.contenido_de_veredas import contexto, corte_escrito
from generador.rutas import PLANTILLAS

ESTILO = "recursos/veredas_locales.css"
HOJA = PLANTILLAS / "veredas_locales.css"
"""No está en `sitio/`: sin paquetes el sitio no la lleva."""
DEL_TEMA = "recursos/indicador.css"
"""La miga y los rasgos se ven como en la página de un indicador."""
_FIN = "</head>"


def ruta(municipio: str) -> str:
    """La dirección de la página dentro del sitio."""
    return f"territorio/{municipio}/veredas.html"


def rutas(locales: Mapping[str, PaqueteLocal]) -> list[str]:
    """Las que van en el mapa del sitio: una de práctica no se anuncia."""
    return [ruta(m) for m, local in locales.items() if not local.paquete.manifiesto["practica"]]


def escribir(
    acervo: DatosDelSitio,
    locales: Mapping[str, PaqueteLocal],
    marco: str,
    publico: Arbol,
    url: str,
) -> None:
    """Escribe cada página con sus descargas, y la hoja de estilo de todas.

    `marco` es el HTML del tema con sus marcas; `url`, la dirección del sitio, o «».
    """
    if not locales:
        return
    publico.escribir(ESTILO, HOJA.read_bytes())
    datos = DatosEnlazados(url).de_pagina()
    for municipio, local in locales.items():
        propia = presentacion(acervo, local)
        pagina = Marco(_con_cabeza(marco, local)).verter(
            html.escape(propia.titulo),
            html.escape(propia.descripcion),
            f"{url}{ruta(municipio)}",
            pintar("veredas_locales.html", contexto(acervo, local, url)),
            datos,
        )
        publico.escribir(ruta(municipio), pagina.encode("utf-8"))
        for nombre, octetos in descargas_de_veredas.archivos(local).items():
            publico.escribir(f"territorio/{municipio}/{nombre}", octetos)


def presentacion(acervo: DatosDelSitio, local: PaqueteLocal) -> Presentacion:
    """El título y la descripción."""
    t = acervo.territorios[local.municipio]
    return Presentacion(
        f"Veredas de {t.nombre}, {t.nombre_departamento} · {local.paquete.manifiesto['medida']}",
        f"Pobreza multidimensional por vereda en {t.nombre} entre los hogares del Sisbén, "
        f"{corte_escrito(local)}: incidencia, privaciones y cuánto se sabe de cada cifra.",
    )


def _con_cabeza(marco: str, local: PaqueteLocal) -> str:
    """El marco con las hojas de estilo; el de una práctica pide que nadie lo indexe."""
    robots = '<meta name="robots" content="noindex">'
    propio = robots if local.paquete.manifiesto["practica"] else ""
    hojas = "".join(f'<link rel="stylesheet" href="../../{h}">' for h in (DEL_TEMA, ESTILO))
    return marco.replace(_FIN, f"{propio}{hojas}{_FIN}", 1)
