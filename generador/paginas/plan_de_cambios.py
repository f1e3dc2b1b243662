"""Qué hay que rehacer según lo que cambió, y rehacerlo sobre el sitio ya construido.

Lo que no está aquí (un archivo nuevo o borrado, `mkdocs.yml`, una imagen, lo de las copias) rehace
el sitio entero.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from generador.paginas import entorno_jinja, recursos_juntados
from generador.paginas.guias_vivas import GuiasVivas
from generador.paginas.marco import Marco
from generador.paginas.parcial import ArbolParcial, acomodado
from generador.paginas.publicacion import buscador
from generador.paginas.sitio_armado import Armado
from generador.rutas import PLANTILLAS, SITIO

DE_LOS_PERFILES = frozenset(
    {"municipio.html", "departamento.html", "nacion.html", "tarjeta.html", "veredas_locales.html"}
    | {"veredas_locales.css"}
)
DE_LOS_INDICADORES = "indicador.html"
DEL_TEMA, DE_LA_FICHA = "tema/", "ficha/"
HERRAMIENTAS, SESIONES = "herramientas/", "sesiones/"
SIN_RUMBO = ("recursos/paquete/", "recursos/herramientas/documentos/")
"""De `sitio/`: lo que además lee otra parte del kit."""


@dataclass
class Plan:
    """Lo que se rehace."""

    perfiles: bool = False
    indicadores: bool = False
    tema: bool = False
    guias: set[str] = field(default_factory=set)
    """Por su ruta en `sitio/`; con «/» al final, todas las de esa carpeta."""
    plantillas: set[str] = field(default_factory=set)
    recursos: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class ArbolVivo(ArbolParcial):
    """El sitio que se está mostrando: solo se toca lo que queda distinto, y nunca a medias."""

    def escribir(self, ruta: str, contenido: bytes) -> None:
        """Deja `ruta` con ese contenido, acomodado si el sitio trae unos pocos territorios."""
        contenido = acomodado(self.acomodo, ruta, contenido)
        destino = self.carpeta / ruta
        with suppress(FileNotFoundError):
            if destino.read_bytes() == contenido:
                return
        nuevo = destino.with_name(f".{destino.name}.nuevo")
        nuevo.parent.mkdir(parents=True, exist_ok=True)
        nuevo.write_bytes(contenido)
        nuevo.replace(destino)  # el de antes puede ser otro nombre de un archivo guardado


def planear(cambiados: Iterable[Path]) -> Plan | None:
    """Qué rehacer; None si hay que rehacerlo todo."""
    plan = Plan()
    plantillas: set[str] = set()
    for ruta in cambiados:
        if ruta.is_relative_to(PLANTILLAS):
            plantillas.add(ruta.relative_to(PLANTILLAS).as_posix())
        elif not ruta.is_relative_to(SITIO) or not _de_sitio(plan, ruta):
            return None
    usan = entorno_jinja.las_que_usan(plantillas)
    plan.tema = any(una.startswith(DEL_TEMA) for una in usan)
    plan.perfiles = plan.tema or bool(usan & DE_LOS_PERFILES)
    plan.indicadores = plan.tema or DE_LOS_INDICADORES in usan
    plan.plantillas = {una for una in usan if not una.startswith((DEL_TEMA, DE_LA_FICHA))}
    return plan


def _de_sitio(plan: Plan, ruta: Path) -> bool:
    """Si se sabe qué pide un archivo de `sitio/`; lo anota en el plan."""
    relativa = ruta.relative_to(SITIO).as_posix()
    if relativa.startswith(SIN_RUMBO):
        return False
    if ruta.suffix == ".md":
        plan.guias.add(relativa)
        if relativa.startswith(HERRAMIENTAS):
            plan.guias.add(SESIONES)  # nombran cada herramienta con el título de su página
        return True
    if ruta.suffix in {".css", ".js"}:
        plan.recursos.add(relativa)
        return True
    return False


def aplicar(plan: Plan, guias: GuiasVivas, armado: Armado, publico: ArbolVivo) -> Armado | None:
    """Deja `publico` como pide el plan y devuelve lo armado; None si hay que rehacerlo todo.

    Los mismos bytes que dejaría construir, salvo lo que en el sitio ya nadie pide.
    """
    hechas: dict[str, str] = {}
    if plan.guias or plan.plantillas or plan.tema:
        pintadas = guias.rehacer(plan.guias, plan.plantillas, tema=plan.tema)
        if pintadas is None:
            return None
        hechas = pintadas
    for ruta, pagina in hechas.items():
        publico.escribir(ruta, pagina.encode("utf-8", errors="xmlcharrefreplace"))
    if plan.guias:
        buscador.escribir(armado.acervo, publico.carpeta, armado.codigos, guias.secciones())
    if plan.tema:
        del_tema = guias.marcos["territorio"]
        armado = replace(armado, marco=Marco(del_tema), marco_de_veredas=del_tema)
    if plan.perfiles:
        armado.pintar_perfiles(publico)
    if plan.indicadores:
        guias.indicadores(publico)
    recursos = recursos_juntados.publicados(SITIO, plan.recursos)
    for ruta, contenido in recursos.items():
        publico.escribir(ruta, contenido)
    hoja = guias.hoja([*hechas.values(), *_escritos(plan)])
    if hoja is not None:
        publico.escribir(guias.RUTA_DE_LA_HOJA, hoja.encode())
    return armado


def _escritos(plan: Plan) -> list[str]:
    """El texto de lo que cambió: de ahí salen las clases que el tema debe pintar."""
    rutas = [PLANTILLAS / una for una in plan.plantillas] + [SITIO / uno for uno in plan.recursos]
    rutas += [r for r in (PLANTILLAS / DEL_TEMA).rglob("*.html") if plan.tema]
    return [ruta.read_text("utf-8") for ruta in rutas if ruta.is_file()]
