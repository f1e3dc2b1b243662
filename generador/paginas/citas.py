"""La procedencia como la lee una persona: rótulo corto, título y cita."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generador.cubo.procedencia import Fuente
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio


@dataclass(frozen=True)
class ProcedenciaCitada:
    """Una fuente lista para mostrarse al pie de una página."""

    id: str
    corta: str
    titulo: str
    productor: str
    anio: str


def procedencias(acervo: DatosDelSitio) -> dict[str, ProcedenciaCitada]:
    """Todas las fuentes por identificador."""
    return {f.id: _procedencia(f) for f in acervo.fuentes.values()}


def _procedencia(fuente: Fuente) -> ProcedenciaCitada:
    return ProcedenciaCitada(
        fuente.id,
        fuente.rotulo,
        fuente.titulo,
        fuente.productor,
        fuente.anio,
    )


def rotulo(una: ProcedenciaCitada, raiz: str = "../../") -> Markup:
    """El rótulo enlazado a su ficha que acompaña a cada cifra."""
    destino = f"{raiz}datos/fuentes.html#{una.id}"
    return Markup('<a href="{}">{}</a>').format(destino, una.corta)


def usadas(todas: dict[str, ProcedenciaCitada], ids: Iterable[str]) -> list[ProcedenciaCitada]:
    """Las fuentes de una página, en el orden en que se nombran."""
    return [todas[i] for i in dict.fromkeys(ids)]


def cita(
    territorio: Territorio, cifra: str, anio: str, url: str, cautela: str = ""
) -> dict[str, str | Markup]:
    """Cita corta (para un texto) y larga (para una bibliografía); `anio` es el de la cifra.

    `url` es la dirección pública del sitio, o «». `cautela` es lo que no debe quedarse por fuera de
    un texto que use la cifra.
    """
    corta, larga = autoria(territorio, anio)
    return {
        "corta": f"{territorio.nombre}: {cifra} de pobreza multidimensional en {anio} "
        f"({corta}).{f' {cautela}' if cautela else ''}",
        "larga": Markup(
            "Kit de capacidades territoriales contra la pobreza. Perfil de {} ({}), {}. {}"
        ).format(
            territorio.nombre,
            territorio.codigo,
            larga,
            direccion(url, f"territorio/{territorio.codigo}/index.html"),
        ),
    }


def direccion(url: str, ruta: str) -> Markup:
    """Dónde está la página citada. Sin dirección pública, la ruta dentro del sitio.

    Esa, `kit.js` la cambia por la de la página abierta, si no se abrió desde el disco.
    """
    if url:
        return Markup("{}{}").format(url, ruta)
    return Markup("<span data-direccion>{}</span>").format(f"En el sitio del kit: {ruta}")


def autoria(territorio: Territorio, anio: str) -> tuple[str, str]:
    """De quién es la incidencia, en corto y en largo: del DANE en un municipio; si no, del kit."""
    medida = f"Medida de pobreza multidimensional municipal de fuente censal, {anio}"
    if territorio.nivel == "municipio":
        return "DANE, medida censal; Kit contra la pobreza", f"con datos del DANE, {medida}"
    return (
        "promedio del Kit contra la pobreza con la medida censal municipal del DANE",
        f"promedio del kit con los datos municipales del DANE, {medida}",
    )
