"""El sitio armado en una carpeta: las guías, los perfiles vertidos en el marco y las descargas."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generador import publicador
from generador.complemento_qgis.zip_del_complemento import empaquetar
from generador.disco.arbol import Arbol
from generador.errores import ErrorDelKit
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.paginas import cifras, guias_guardadas, parcial, perfiles
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.marco import Marco
from generador.paginas.parcial import ArbolParcial
from generador.paginas.por_indicador import paginas_de_indicador
from generador.paginas.publicacion import (
    buscador,
    de_todos,
    descargas_guardadas,
    fuentes_publicadas,
    mapa_del_sitio,
    sobrantes_del_tema,
    version_del_sitio,
)
from generador.paginas.publicacion.llevadas import Llevadas
from generador.paginas.territorios.cuerpos import Paginas
from generador.paginas.veredas_locales import contenido_de_veredas as de_las_veredas
from generador.paginas.veredas_locales import paginas_de_veredas as veredas_locales

if TYPE_CHECKING:  # cargan MkDocs, que con las guías guardadas no hace falta
    from generador.paginas.guias_vivas import GuiasVivas


@dataclass(frozen=True)
class Armado:
    """Lo que quedó a mano tras armar: sirve para volver a pintar los perfiles sin lo demás."""

    acervo: DatosDelSitio
    paginas: Paginas
    marco: Marco
    codigos: tuple[str, ...]
    direccion: str
    locales: Mapping[str, PaqueteLocal] = field(default_factory=dict)
    marco_de_veredas: str = field(default="", repr=False)
    acomodo: parcial.Parcial | None = None
    """Cómo quedan los archivos, si el sitio no es de todo el país."""

    def pintar_perfiles(self, publico: Arbol) -> None:
        """Escribe la página de cada territorio en `publico`, y la de sus veredas si la tiene."""
        perfiles.escribir(self.paginas, self.marco, self.codigos, publico, self.direccion)
        veredas_locales.escribir(
            self.acervo, self.locales, self.marco_de_veredas, publico, self.direccion
        )


def armar(
    publico: Arbol,
    territorios: tuple[str, ...] = (),
    url: str | None = None,
    acervo: DatosDelSitio | None = None,
    locales: Mapping[str, PaqueteLocal] | None = None,
    llevadas: Llevadas | None = None,
    guias_vivas: GuiasVivas | None = None,
) -> Armado:
    """Arma el sitio en `publico`, que no se ve hasta que esté entero.

    `territorios` limita los perfiles; sin `acervo`, se lee `datos/`; `locales`, los paquetes de
    veredas por municipio; `llevadas`, las descargas que se hicieron aparte; `guias_vivas`, quien
    hace las guías si después se van a rehacer unas pocas. ErrorDelKit con lo que avisó MkDocs, o si
    un paquete es de un municipio que no se construye; ErrorDeDatos si las descargas no son de estos
    datos.
    """
    with _sin_recolectar():
        acervo = acervo or reunir()
        codigos, suyos = con_sus_padres(territorios, acervo), dict(locales or {})
        if llevadas:
            llevadas.exigir_de(acervo, codigos)
        _exigir_construidos(suyos, codigos)
        pocos = len(codigos) < len(acervo.territorios)
        acomodo = parcial.de(acervo, codigos) if pocos else None
        if guias_vivas:
            guias = guias_vivas.construir(acervo, publico.carpeta, url, llevadas=llevadas)
            parcial.acomodar(acomodo, publico.carpeta)
        else:
            guias = guias_guardadas.escribir(
                acervo, publico, url, llevadas=llevadas, acomodo=acomodo
            )
        direccion, marco = guias.direccion, Marco(guias.marcos["territorio"])
        enlaces = {m: de_las_veredas.resumen(local) for m, local in suyos.items()}
        paginas = Paginas(acervo, direccion, enlaces, con_libros=llevadas is not None)
        paginas.recordar(codigos if len(codigos) == len(acervo.territorios) else ())
        armado = Armado(
            acervo, paginas, marco, codigos, direccion, suyos, guias.marcos["territorio"], acomodo
        )
        armado.pintar_perfiles(ArbolParcial(publico.carpeta, publico.anterior, acomodo))
        vertidas = [
            *map(perfiles.ruta, codigos),
            *veredas_locales.rutas(suyos),
            *paginas_de_indicador.rutas(acervo),
        ]
        mapa_del_sitio.escribir(guias, vertidas, publico)
        version_del_sitio.escribir(guias.version, publico)
        buscador.escribir(acervo, publico.carpeta, codigos, guias.secciones)
        _publicar(acervo, publico, codigos, direccion)
        if llevadas:
            llevadas.poner(publico, codigos)
    return armado


@contextmanager
def _sin_recolectar() -> Iterator[None]:
    """La construcción crea millones de objetos que viven hasta el final: recorrerlos no libera."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # lo que quedó en las cachés no es basura: no vale recorrerlo al salir
        gc.enable()


def _exigir_construidos(locales: Mapping[str, PaqueteLocal], codigos: tuple[str, ...]) -> None:
    """ErrorDelKit si la página de un paquete se quedaría sin su perfil."""
    if fuera := sorted(set(locales) - set(codigos)):
        raise ErrorDelKit(
            f"«{locales[fuera[0]].ruta.name}» es del municipio {fuera[0]}, que no se construye\n"
            f"  Qué hacer: agréguelo con --territorios {fuera[0]}, o quite el paquete"
        )


def con_sus_padres(territorios: tuple[str, ...], acervo: DatosDelSitio) -> tuple[str, ...]:
    """Los códigos que se construyen: todos, o los pedidos con su departamento y la nación."""
    if not territorios:
        return tuple(acervo.territorios)
    pedidos = {*territorios, *(codigo[:2] for codigo in territorios), "00"}
    return tuple(codigo for codigo in acervo.territorios if codigo in pedidos)


def _publicar(acervo: DatosDelSitio, arbol: Arbol, codigos: tuple[str, ...], url: str) -> None:
    """Lo que acompaña a las páginas: índices, figuras, herramientas, complemento y descargas."""
    publico = arbol.carpeta
    sobrantes_del_tema.quitar(publico)
    de_todos.escribir(acervo, publico)
    empaquetar(publico, url)
    if dominio := publicador.leer().dominio:
        arbol.escribir("CNAME", f"{dominio}\n".encode())
    arbol.escribir(fuentes_publicadas.RUTA, fuentes_publicadas.en_bytes(acervo.fuentes))
    cifras.olvidar()  # las descargas salen del cubo: libera 40 MB antes de armarlas
    descargas_guardadas.escribir(acervo, arbol, codigos)
