"""Las descargas y lo que se compara: se hacen una vez para todos y en cada construcción se enlazan.

Son la mitad del peso del sitio y solo dependen de `datos/` y del código (ver `llave`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generador.disco import carpeta_guardada
from generador.disco.arbol import Arbol
from generador.paginas import llave
from generador.paginas.comparar import datos_del_comparador as comparar
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import (
    capas_de_lugares,
    capas_descargables,
    datos_publicados,
    paquete_frictionless,
    por_indicador,
)
from generador.paginas.publicacion.mapa import archivos_del_mapa as mapa
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "descargas"
PARTES = (datos_publicados, capas_de_lugares, capas_descargables, por_indicador, mapa, comparar)


def escribir(
    acervo: DatosDelSitio, publico: Arbol, codigos: tuple[str, ...], donde: Path = CARPETA
) -> None:
    """Deja en `publico` las descargas de `codigos` y las comunes; guarda en `donde` las de todos.

    Las de unas tablas sin identidad no se guardan, ni las de unos pocos territorios.
    """

    def comunes(arbol: Arbol) -> None:
        for parte in PARTES:
            parte.comunes(acervo, arbol)

    def propias(arbol: Arbol) -> None:
        for parte in PARTES:
            parte.de_territorios(acervo, arbol, codigos)
        paquete_frictionless.escribir(acervo, arbol.carpeta)

    if not acervo.identidad:
        comunes(publico)
        propias(publico)
        return
    guardar_en = donde / "comunes" / llave.de(acervo), donde / "todos" / llave.de(acervo)
    _enlazar_o_hacer(guardar_en[0], publico, comunes)
    if len(codigos) == len(acervo.territorios):
        _enlazar_o_hacer(guardar_en[1], publico, propias)
    elif _enlazar_pedidos(guardar_en[1], publico, set(codigos)):
        datos_publicados.tabla_completa(acervo, publico, codigos)
        paquete_frictionless.escribir(acervo, publico.carpeta)
    else:
        propias(publico)


def _enlazar_o_hacer(carpeta: Path, publico: Arbol, hacer: Callable[[Arbol], None]) -> None:
    guardada = carpeta_guardada.abrir(carpeta)
    if guardada is None or not guardada.sirve(guardada.sellos):
        guardada = carpeta_guardada.hacer(carpeta, hacer)
    if guardada is None:
        hacer(publico)
    else:
        guardada.enlazar(publico, guardada.sellos)


def _enlazar_pedidos(carpeta: Path, publico: Arbol, pedidos: set[str]) -> bool:
    """Enlaza lo de unos territorios, si alguna vez se guardó lo de todos."""
    guardada = carpeta_guardada.abrir(carpeta)
    if guardada is None:
        return False
    suyas = [r for r in guardada.sellos if (p := Path(r).parts)[0] != "datos" and p[1] in pedidos]
    if sirve := guardada.sirve(suyas):
        guardada.enlazar(publico, suyas)
    return sirve
