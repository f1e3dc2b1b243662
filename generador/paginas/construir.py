"""`kit construir`: el sitio entero en una carpeta aparte que al final reemplaza a la anterior."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generador.complemento_qgis.empaquetar import empaquetar
from generador.cubo import catalogo, codigos, integridad
from generador.disco import carpeta_propia
from generador.disco.archivo_propio import no_se_pudo
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDelKit
from generador.paginas import cifras, herramientas, mkdocs, perfiles, portada_y_listas
from generador.paginas.datos_del_sitio import Acervo, reunir
from generador.paginas.guias import cuadernillo
from generador.paginas.publicacion import (
    buscador,
    descargas,
    figuras,
    indice_de_busqueda,
    paquete_frictionless,
    sobrantes_del_tema,
)
from generador.paginas.territorios.cuerpos import Paginas
from generador.rutas import DATOS, PLANTILLAS, PUBLICO, RAIZ, SITIO

ENTRADAS = (DATOS, PLANTILLAS, SITIO, RAIZ / "docs", RAIZ / "generador", RAIZ / "plugin_qgis")


def construir(
    territorios: tuple[str, ...] = (), salida: Path = PUBLICO, url: str | None = None
) -> Path:
    """Construye el sitio y devuelve su carpeta; si algo falla, la anterior queda como estaba.

    `territorios` limita las páginas a esos códigos, con su departamento y la nación. `url` es la
    dirección pública (con subruta si la hay); sin ella vale la de mkdocs.yml. ErrorDeDatos si
    `salida`, o la carpeta vecina donde se arma, tiene algo que no hizo el kit, o si `datos/` está
    dañado; ErrorDelKit si otro proceso está construyendo ahí.
    """
    _exigir_conocidos(territorios)
    carpeta_propia.exigir_reemplazable(salida, ENTRADAS)
    integridad.exigir(DATOS, catalogo.indicadores())
    salida = salida.resolve()
    provisional, vieja, tomada = (
        salida.with_name(f".{salida.name}.{que}") for que in ("nuevo", "viejo", "cerrojo")
    )
    with cerrojo(tomada, f"otra construcción está haciendo {salida}"):
        carpeta_propia.recuperar(salida, vieja)
        for auxiliar in (provisional, vieja):
            carpeta_propia.quitar(auxiliar)
        with _mientras_se_arma(provisional):
            _armar(provisional, territorios, url)
            # Lo que se haya puesto ahí durante la construcción tampoco se borra.
            carpeta_propia.exigir_reemplazable(salida, ENTRADAS)
            carpeta_propia.intercambiar(provisional, salida, vieja)
    return salida


def _exigir_conocidos(territorios: tuple[str, ...]) -> None:
    if ajenos := sorted(set(territorios) - set(codigos.territorios())):
        raise ErrorDelKit(
            f"no son códigos de territorio: {', '.join(ajenos)}\n"
            "  Qué hacer: use los de la DIVIPOLA con su cero (05001), de dos cifras para un "
            "departamento, o 00 para el país"
        )


@contextmanager
def _mientras_se_arma(provisional: Path) -> Iterator[None]:
    """La carpeta provisional, con su marca; si algo falla o se interrumpe, no queda."""
    try:
        provisional.mkdir(parents=True)
        carpeta_propia.marcar(provisional)
        yield
    except FileNotFoundError:
        raise  # falta algo que el kit lee: no es el disco
    except OSError as causa:
        raise no_se_pudo(provisional, causa) from causa
    finally:
        with suppress(OSError, ErrorDelKit):
            carpeta_propia.quitar(provisional)


def _armar(provisional: Path, territorios: tuple[str, ...], url: str | None) -> None:
    """El sitio en su carpeta provisional; ErrorDelKit con lo que avisó MkDocs."""
    # La construcción crea millones de objetos que viven hasta el final: recorrerlos no libera nada.
    gc.disable()
    try:
        config = mkdocs.leer_configuracion(RAIZ / "mkdocs.yml", provisional, url)
        direccion = config.site_url or ""
        acervo = reunir()
        codigos_pedidos = con_sus_padres(territorios, acervo)
        paginas = Paginas(acervo, direccion)
        marco = mkdocs.construir_guias(
            config,
            mkdocs.Pedido(
                acervo=acervo,
                especiales=lambda nombre: portada_y_listas.CUERPOS[nombre](paginas.comun),
                perfiles=[perfiles.ruta(codigo) for codigo in codigos_pedidos],
            ),
        )
        perfiles.escribir(paginas, marco, codigos_pedidos, provisional, direccion)
        _publicar(acervo, provisional, codigos_pedidos, direccion)
    finally:
        gc.freeze()  # lo que quedó en las cachés no es basura: no vale recorrerlo al salir
        gc.enable()


def con_sus_padres(territorios: tuple[str, ...], acervo: Acervo) -> tuple[str, ...]:
    """Los códigos que se construyen: todos, o los pedidos con su departamento y la nación."""
    if not territorios:
        return tuple(acervo.territorios)
    pedidos = {*territorios, *(codigo[:2] for codigo in territorios), "00"}
    return tuple(codigo for codigo in acervo.territorios if codigo in pedidos)


def _publicar(acervo: Acervo, publico: Path, codigos: tuple[str, ...], url: str) -> None:
    """Lo que acompaña a las páginas: índices, figuras, herramientas, complemento y descargas."""
    sobrantes_del_tema.quitar(publico)
    indice_de_busqueda.completar(publico, (acervo.territorios[codigo] for codigo in codigos))
    buscador.escribir(acervo, publico, codigos)
    figuras.escribir(acervo, publico)
    herramientas.escribir(acervo, publico)
    empaquetar(publico, url)
    cuadernillo.escribir(acervo, publico)
    cifras.olvidar()  # las descargas salen del cubo: libera 40 MB antes de armarlas
    descargas.escribir(acervo, publico, codigos)
    paquete_frictionless.escribir(acervo, publico)
