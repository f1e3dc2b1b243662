"""El sitio armado en una carpeta: las guías, los perfiles vertidos en el marco y las descargas."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generador.complemento_qgis.empaquetar import empaquetar
from generador.disco.arbol import Arbol
from generador.paginas import cifras, guias_guardadas, perfiles
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.marco import Marco
from generador.paginas.por_indicador import escritas
from generador.paginas.publicacion import (
    buscador,
    de_todos,
    guardadas,
    mapa_del_sitio,
    sobrantes_del_tema,
)
from generador.paginas.publicacion.llevadas import Llevadas
from generador.paginas.territorios.cuerpos import Paginas


@dataclass(frozen=True)
class Armado:
    """Lo que quedó a mano tras armar: sirve para volver a pintar los perfiles sin lo demás."""

    acervo: DatosDelSitio
    paginas: Paginas
    marco: Marco
    codigos: tuple[str, ...]
    direccion: str

    def pintar_perfiles(self, publico: Arbol) -> None:
        """Escribe la página de cada territorio en `publico`."""
        perfiles.escribir(self.paginas, self.marco, self.codigos, publico, self.direccion)


def armar(
    publico: Arbol,
    territorios: tuple[str, ...] = (),
    url: str | None = None,
    acervo: DatosDelSitio | None = None,
    llevadas: Llevadas | None = None,
) -> Armado:
    """Arma el sitio en `publico`, que no se ve hasta que esté entero.

    `territorios` limita los perfiles; sin `acervo`, se lee `datos/`. `llevadas` son las descargas
    que se hicieron aparte. ErrorDelKit con lo que avisó MkDocs; ErrorDeDatos si ellas no son de
    estos datos.
    """
    with _sin_recolectar():
        acervo = acervo or reunir()
        codigos = con_sus_padres(territorios, acervo)
        if llevadas:
            llevadas.exigir_de(acervo, codigos)
        guias = guias_guardadas.escribir(acervo, publico, url, llevadas=llevadas)
        direccion, marco = guias.direccion, Marco(guias.marcos["territorio"])
        paginas = Paginas(acervo, direccion, con_libros=llevadas is not None)
        armado = Armado(acervo, paginas, marco, codigos, direccion)
        armado.pintar_perfiles(publico)
        vertidas = [*map(perfiles.ruta, codigos), *escritas.rutas(acervo)]
        mapa_del_sitio.escribir(guias, vertidas, publico)
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
    cifras.olvidar()  # las descargas salen del cubo: libera 40 MB antes de armarlas
    guardadas.escribir(acervo, arbol, codigos)
