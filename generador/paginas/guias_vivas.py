"""Las guías y las páginas de los indicadores, hechas y a mano para rehacer unas pocas.

Construir las necesita una vez; la vista previa guarda lo leído y rehace solo las que dependen de lo
que cambió.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generador.cubo.catalogo import Indicador
from generador.disco.arbol import Arbol
from generador.paginas import hoja_del_tema, mkdocs, portada_y_listas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.datos_enlazados import DatosEnlazados
from generador.paginas.guias_construidas import GuiasConstruidas
from generador.paginas.hoja_del_tema import HojaDelTema
from generador.paginas.macros import Macros
from generador.paginas.marco import Marco
from generador.paginas.por_indicador import paginas_de_indicador
from generador.paginas.publicacion import pagina_de_descargas
from generador.paginas.publicacion.llevadas import Llevadas
from generador.paginas.secciones_de_las_guias import SeccionDeGuia
from generador.paginas.territorios.contexto_comun import Comun


class GuiasVivas:
    """Lo que MkDocs leyó, con lo que las llena."""

    RUTA_DE_LA_HOJA = hoja_del_tema.HOJA

    def __init__(self, configuracion: Path) -> None:
        self._configuracion = configuracion
        self._comun: Comun
        self._taller: mkdocs.TallerDeGuias
        self._hoja: HojaDelTema
        self._dicho: list[tuple[Indicador, dict[str, Any]]] | None = None

    def construir(
        self,
        acervo: DatosDelSitio,
        carpeta: Path,
        url: str | None,
        version: str = "",
        llevadas: Llevadas | None = None,
    ) -> GuiasConstruidas:
        """Todas, en `carpeta`, con `version` escrita; ErrorDelKit con lo que avisó MkDocs.

        `llevadas` son las descargas hechas aparte, que la página de descargas enumera.
        """
        config = mkdocs.leer_configuracion(self._configuracion, carpeta, url)
        config.extra["version_del_sitio"] = version
        direccion = config.site_url or ""
        self._comun = comun = Comun(acervo, direccion)
        pedido = mkdocs.PedidoDeGuias(
            macros=Macros(acervo, direccion, llevadas),
            especiales=lambda nombre: portada_y_listas.CUERPOS[nombre](comun),
            conjunto=lambda propia: DatosEnlazados(direccion).del_pais(
                propia, pagina_de_descargas.ofrecidas(llevadas)
            ),
        )
        self._taller = mkdocs.TallerDeGuias(config, pedido)
        guias = self._taller.construir()
        marco, self._dicho = Marco(guias.marcos["indicador"]), None
        paginas_de_indicador.escribir(acervo, marco, Arbol(carpeta), direccion, comun.fijo)
        self._hoja = hoja_del_tema.escribir(carpeta, guias.marcos.values())
        return replace(guias, version=version)

    def indicadores(self, publico: Arbol) -> None:
        """Escribe otra vez en `publico` la página de cada indicador, con lo dicho ya a mano."""
        comun = self._comun
        if self._dicho is None:
            self._dicho = list(paginas_de_indicador.contextos(comun.acervo, comun.url))
        marco = Marco(self._taller.marcos["indicador"])
        paginas_de_indicador.escribir(
            comun.acervo, marco, publico, comun.url, comun.fijo, self._dicho
        )

    def rehacer(
        self, guias: Iterable[str], plantillas: Iterable[str], *, tema: bool
    ) -> dict[str, str] | None:
        """{ruta publicada: HTML} de `guias` y de las que se pintan con `plantillas`.

        Con `tema`, las demás se vierten otra vez. None si el menú cambió: ver
        `TallerDeGuias.rehacer`.
        """
        pedidas = set(guias)
        leidas = set(self._taller.que_pintan(plantillas))
        leidas |= {g for g in self._taller.escritas if {g, f"{g.partition('/')[0]}/"} & pedidas}
        hechas = self._taller.rehacer(leidas)
        if hechas is None or not tema:
            return hechas
        otras = [guia for guia in self._taller.escritas if guia not in leidas]
        vertidas = self._taller.rehacer(otras, leidas=False)
        return None if vertidas is None else hechas | vertidas

    @property
    def marcos(self) -> dict[str, str]:
        """Las páginas del tema con las marcas de `marco.py`."""
        return self._taller.marcos

    def secciones(self) -> tuple[SeccionDeGuia, ...]:
        """Lo que el buscador halla."""
        return self._taller.secciones()

    def hoja(self, textos: Iterable[str]) -> str | None:
        """La hoja del tema, si por esas páginas cambia."""
        return self._hoja.texto() if self._hoja.crece(textos) else None
