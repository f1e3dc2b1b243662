"""Las guías y las páginas de indicadores, guardadas por huella: rehacerlas cuesta dos segundos.

No cambian con los territorios que se pidan. Se reconocen por todo lo que las decide: los
datos, el código, las plantillas, `sitio/`, `mkdocs.yml`, `kit.yaml`, los paquetes instalados, las
variables de entorno del kit, la dirección pública y la fecha. Si algo cambia, se construyen otra
vez; con ellas guardadas, MkDocs ni se carga.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from generador import publicador
from generador.disco import cache, carpeta_guardada
from generador.disco.arbol import Arbol
from generador.disco.carpeta_guardada import Guardada
from generador.paginas import llave, logo
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias_construidas import GuiasConstruidas
from generador.paginas.parcial import DE_TODAS, Parcial, acomodado, acomodar
from generador.paginas.publicacion.llevadas import Llevadas
from generador.paginas.secciones_de_las_guias import SeccionDeGuia
from generador.paquetes import registro_de_paquetes
from generador.rutas import PLANTILLAS, RAIZ, SITIO, TEMPORAL

CARPETA = TEMPORAL / "guias"
CONFIGURACION = RAIZ / "mkdocs.yml"
APARTE = ".aparte.json"
"""Lo que no es un archivo del sitio: el marco de los perfiles, las secciones y la dirección."""
LARGO_DE_LA_VERSION = 16
"""Cuántas cifras de la huella lleva escritas cada página: bastan para que dos no coincidan."""
DEL_ENTORNO = ("KIT_", "SOURCE_DATE_EPOCH")


def escribir(
    acervo: DatosDelSitio,
    publico: Arbol,
    url: str | None,
    donde: Path = CARPETA,
    llevadas: Llevadas | None = None,
    acomodo: Parcial | None = None,
) -> GuiasConstruidas:
    """Deja las guías en `publico`, enlazadas o recién hechas, y devuelve lo que queda a mano.

    `llevadas` son las descargas hechas aparte, que la página de descargas enumera; `acomodo`, cómo
    quedan si el sitio trae unos pocos territorios, que también se guarda. ErrorDelKit con lo que
    avisó MkDocs. Las de unas tablas sin identidad no se guardan.
    """
    if not acervo.identidad:
        return _sin_guardar(acervo, publico.carpeta, url, "", llevadas, acomodo)
    propia = huella(acervo, url, llevadas)
    carpeta, version = donde / propia, propia[:LARGO_DE_LA_VERSION]
    guardada = carpeta_guardada.abrir(carpeta)
    if guardada is None or not guardada.sirve(guardada.sellos):
        guardada = carpeta_guardada.hacer(
            carpeta, lambda arbol: _guardar(acervo, arbol, url, version, llevadas)
        )
    if guardada is None:  # ahí no se puede guardar
        return _sin_guardar(acervo, publico.carpeta, url, version, llevadas, acomodo)
    if acomodo is None:
        guardada.enlazar(publico, guardada.sellos.keys() - {APARTE})
        return _leer(guardada)
    suya = donde.with_name(f"{donde.name}_de_unos")
    cuales = repr([propia, sorted(acomodo.propios)])
    acomodada = _acomodada(guardada, acomodo, suya / cache.huella(cuales, ()))
    if acomodada is None:
        return _sin_guardar(acervo, publico.carpeta, url, version, llevadas, acomodo)
    acomodada.enlazar(publico, acomodada.sellos.keys() - {APARTE})
    return _leer(acomodada)


def construir(
    acervo: DatosDelSitio,
    carpeta: Path,
    url: str | None,
    version: str = "",
    llevadas: Llevadas | None = None,
) -> GuiasConstruidas:
    """Las guías en `carpeta`, hechas por MkDocs, y las páginas de los indicadores en su marco.

    Todas dicen `version`, para que el navegador no mezcle lo guardado de una con lo de otra.
    """
    # Dentro: cargar MkDocs cuesta, y con las guías guardadas no hace falta.
    from generador.paginas.guias_vivas import GuiasVivas  # noqa: PLC0415

    return GuiasVivas(CONFIGURACION).construir(acervo, carpeta, url, version, llevadas)


def huella(acervo: DatosDelSitio, url: str | None, llevadas: Llevadas | None = None) -> str:
    """La de todo lo que decide cómo quedan las guías de `acervo`."""
    entorno = sorted(par for par in os.environ.items() if par[0].startswith(DEL_ENTORNO))
    dia = publicador.actualizado() or datetime.now(UTC).date()  # sin ella, MkDocs pone la de hoy
    aparte = llevadas.en_bytes() if llevadas else b""
    version = [
        *(llave.de(acervo), url, str(dia), entorno, platform.python_version(), aparte),
        *_paquetes(),
    ]
    entradas = (SITIO, PLANTILLAS, CONFIGURACION, publicador.ARCHIVO, registro_de_paquetes.ARCHIVO)
    propio = logo.archivo()
    return cache.huella(repr(version), _archivos((*entradas, *([propio] if propio else []))))


def _paquetes() -> Iterator[str]:
    """«nombre-versión.dist-info» de cada paquete instalado."""
    for carpeta in map(Path, sys.path):
        if carpeta.is_dir():
            yield from sorted(ruta.name for ruta in carpeta.glob("*.dist-info"))


def _archivos(entradas: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for entrada in entradas:
        # Las que no están no suman: sin paquetes hechos no hay registro de paquetes.
        rutas = [entrada] if entrada.is_file() else sorted(entrada.rglob("*"))
        for ruta in rutas:
            if ruta.is_file():
                yield f"{entrada.name}/{ruta.relative_to(entrada).as_posix()}", ruta.read_bytes()


def _sin_guardar(
    acervo: DatosDelSitio,
    carpeta: Path,
    url: str | None,
    version: str,
    llevadas: Llevadas | None,
    acomodo: Parcial | None,
) -> GuiasConstruidas:
    hechas = construir(acervo, carpeta, url, version, llevadas)
    acomodar(acomodo, carpeta)
    return hechas


def _acomodada(guardada: Guardada, acomodo: Parcial, carpeta: Path) -> Guardada | None:
    """Lo mismo para unos pocos territorios; None si no se puede guardar."""

    def acomodar_cada_una(arbol: Arbol) -> None:
        for ruta in guardada.sellos:
            origen = f"{guardada.carpeta}/{ruta}"
            if ruta.endswith(".html") or ruta in DE_TODAS:
                arbol.escribir(ruta, acomodado(acomodo, ruta, Path(origen).read_bytes()))
            else:
                arbol.enlazar(ruta, origen)

    ya = carpeta_guardada.abrir(carpeta)
    if ya and ya.sirve(ya.sellos):
        return ya
    return carpeta_guardada.hacer(carpeta, acomodar_cada_una)


def _guardar(
    acervo: DatosDelSitio, arbol: Arbol, url: str | None, version: str, llevadas: Llevadas | None
) -> None:
    hechas = construir(acervo, arbol.carpeta, url, version, llevadas)
    arbol.escribir(APARTE, orjson.dumps(hechas))


def _leer(guardada: Guardada) -> GuiasConstruidas:
    aparte = orjson.loads((guardada.carpeta / APARTE).read_bytes())
    aparte["secciones"] = tuple(SeccionDeGuia(**una) for una in aparte["secciones"])
    return GuiasConstruidas(**aparte)
