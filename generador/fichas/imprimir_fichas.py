"""`kit fichas`: la ficha en PDF junto a la página de cada territorio ya construido."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from generador.disco import carpeta_propia
from generador.disco.archivo_propio import no_se_pudo
from generador.disco.cerrojo import cerrojo
from generador.disco.escritura import escribir_bytes, escribir_texto
from generador.errores import ErrorDeDatos, Lugar
from generador.fichas import contenido_de_la_ficha, enlace, fichas_guardadas, imagenes
from generador.fichas.taller import Taller
from generador.lugares import paquetes_locales
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.entorno_jinja import pintar
from generador.paginas.parcial import sin_los_de_fuera
from generador.paginas.politica import con_rel
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.veredas_locales.contenido_de_veredas import ResumenDeVeredas, resumen
from generador.paginas.veredas_locales.descargas_de_veredas import NOMBRE
from generador.rutas import PUBLICO

CONSTRUYA = "corra «kit construir» y luego «kit fichas»"


@dataclass(frozen=True)
class Hecho:
    """Cuántas fichas quedaron, cuántas se imprimieron y cuántos bytes pesan todas.

    `imagenes` es lo que pesa cada imagen para compartir.
    """

    fichas: int
    impresas: int
    bytes: int
    imagenes: tuple[int, ...] = ()


@dataclass(frozen=True)
class _FichasPorHacer:
    codigo: str
    pagina: Path
    html: str
    contenido: bytes


def hacer(
    territorios: tuple[str, ...] = (),
    salida: Path = PUBLICO,
    donde: Path = fichas_guardadas.CARPETA,
    acervo: DatosDelSitio | None = None,
) -> Hecho:
    """Deja `ficha.pdf` junto a cada página de `salida` y su botón en ella; y sus imágenes.

    `territorios` limita las fichas a esos códigos; sin él, van todos los del sitio que tienen ficha
    (el país no). La dirección del QR es la de la página; sin dirección pública, no hay QR.
    ErrorDeDatos si `salida` no es un sitio del kit, si no tiene la página de un territorio pedido o
    si una página no es la que sale de estos datos y este código.
    """
    salida = salida.resolve()
    if not carpeta_propia.marcada(salida):
        raise ErrorDeDatos(
            "no es un sitio construido por el kit", lugar=Lugar(str(salida)), que_hacer=CONSTRUYA
        )
    with cerrojo(salida.with_name(f".{salida.name}.cerrojo"), f"otra orden está haciendo {salida}"):
        acervo = acervo or reunir()
        codigos = territorios or _construidos(acervo, salida)
        if not codigos:  # el sitio solo trae la página del país, que no tiene ficha
            return Hecho(0, 0, 0)
        try:
            hecho = _imprimir(_pedidos(acervo, salida, codigos), acervo, donde)
            return replace(hecho, imagenes=_imagenes(acervo, salida, codigos, donde))
        except OSError as causa:
            raise no_se_pudo(salida, causa) from causa


def _imagenes(
    acervo: DatosDelSitio, salida: Path, codigos: tuple[str, ...], donde: Path
) -> tuple[int, ...]:
    """Después de las fichas, que comprobaron que las páginas son las de estos datos."""
    html = _pagina(salida, codigos[0]).read_text("utf-8")
    comun = _comun(acervo, html)
    return tuple(imagenes.hacer(comun, salida, codigos, donde))


def _construidos(acervo: DatosDelSitio, salida: Path) -> tuple[str, ...]:
    """Los que tienen ficha y página, en orden."""
    return tuple(
        t.codigo
        for t in acervo.territorios.values()
        if t.nivel in contenido_de_la_ficha.niveles() and _pagina(salida, t.codigo).is_file()
    )


def _comun(
    acervo: DatosDelSitio, html: str, locales: Mapping[str, ResumenDeVeredas] | None = None
) -> Comun:
    """Lo común a las páginas del sitio de `html`: su dirección y si trae los libros de Excel."""
    direccion, con_libros = enlace.direccion_del_sitio(html), enlace.con_libros(html)
    return Comun(acervo, direccion, locales, con_libros=con_libros)


def _locales(salida: Path, codigos: tuple[str, ...]) -> dict[str, ResumenDeVeredas]:
    """Lo que dice de sus veredas cada página construida con --local: su paquete está al lado."""
    paquetes_ = (_pagina(salida, codigo).with_name(f"{NOMBRE}.zip") for codigo in codigos)
    leidos = paquetes_locales.leer([r for r in paquetes_ if r.is_file()], con_practica=True)
    return {municipio: resumen(local) for municipio, local in leidos.items()}


def _pagina(salida: Path, codigo: str) -> Path:
    return salida / "territorio" / codigo / "index.html"


def _pedidos(
    acervo: DatosDelSitio, salida: Path, codigos: tuple[str, ...]
) -> Iterator[_FichasPorHacer]:
    """Lo que dice cada ficha, comprobado contra su página."""
    comun: Comun | None = None
    propios = frozenset(c for c in acervo.territorios if _pagina(salida, c).is_file())
    for codigo in codigos:
        pagina = _pagina(salida, codigo)
        if acervo.territorios[codigo].nivel not in contenido_de_la_ficha.niveles():
            raise ErrorDeDatos("el país no tiene ficha", valor=codigo, que_hacer="quite ese código")
        if not pagina.is_file():
            raise ErrorDeDatos("no está construida", lugar=Lugar(str(pagina)), que_hacer=CONSTRUYA)
        html = pagina.read_text("utf-8")
        comun = comun or _comun(acervo, html, _locales(salida, codigos))
        ya = contenido_de_la_ficha.contexto(comun, codigo)
        cuerpo = pintar(contenido_de_la_ficha.plantilla(comun, codigo), ya)
        if sin_los_de_fuera(con_rel(cuerpo), propios) not in enlace.quitar(html):
            raise ErrorDeDatos(
                "no es la página que sale de estos datos y este código: la ficha diría otra cosa",
                lugar=Lugar(str(pagina)),
                que_hacer=CONSTRUYA,
            )
        dicho = contenido_de_la_ficha.de(comun, codigo, ya, cuerpo)
        yield _FichasPorHacer(
            codigo, pagina, html, orjson.dumps(dicho, option=orjson.OPT_SORT_KEYS)
        )


def _imprimir(pedidos: Iterator[_FichasPorHacer], acervo: DatosDelSitio, donde: Path) -> Hecho:
    taller: Taller[_FichasPorHacer, tuple[bool, int]] = Taller()

    def una(pedido: _FichasPorHacer) -> tuple[bool, int]:
        guardada = fichas_guardadas.ruta(pedido.codigo, pedido.contenido, donde)
        pdf = fichas_guardadas.leer(guardada)
        estaba = pdf is not None
        if pdf is None:
            t = acervo.territorios[pedido.codigo]
            with taller.imprenta() as imprenta:
                pdf = imprenta.imprimir(f"{t.nombre} ({t.codigo})", pedido.contenido)
            fichas_guardadas.guardar(guardada, pdf)
        _dejar(pedido, pdf, acervo)
        return estaba, len(pdf)

    hechas = taller.hacer(pedidos, una)
    return Hecho(len(hechas), sum(not e for e, _ in hechas), sum(peso for _, peso in hechas))


def _dejar(pedido: _FichasPorHacer, pdf: bytes, acervo: DatosDelSitio) -> None:
    """La ficha y después su botón: nunca hay un enlace a lo que no está."""
    ficha = pedido.pagina.with_name(enlace.FICHA)
    if not (ficha.is_file() and ficha.read_bytes() == pdf):
        escribir_bytes(ficha, pdf)
    con_boton = enlace.poner(pedido.html, acervo.territorios[pedido.codigo])
    if con_boton != pedido.html:
        escribir_texto(pedido.pagina, con_boton)
