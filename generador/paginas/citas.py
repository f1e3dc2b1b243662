"""La procedencia como la lee una persona: rótulo corto, título y cita."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generador.cubo.procedencia import Fuente
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio


@dataclass(frozen=True)
class Procedencia:
    """Una fuente lista para mostrarse al pie de una página."""

    id: str
    corta: str
    titulo: str
    productor: str
    anio: str


def procedencias(acervo: DatosDelSitio) -> dict[str, Procedencia]:
    """Todas las fuentes por identificador."""
    return {f.id: _procedencia(f) for f in acervo.fuentes.values()}


def _procedencia(fuente: Fuente) -> Procedencia:
    return Procedencia(
        fuente.id,
        fuente.rotulo,
        fuente.titulo,
        fuente.productor,
        fuente.anio,
    )


def rotulo(una: Procedencia, raiz: str = "../../") -> Markup:
    """El rótulo enlazado a su ficha que acompaña a cada cifra."""
    destino = f"{raiz}datos/fuentes.html#{una.id}"
    return Markup('<a href="{}">{}</a>').format(destino, una.corta)


def usadas(todas: dict[str, Procedencia], ids: Iterable[str]) -> list[Procedencia]:
    """Las fuentes de una página, en el orden en que se nombran."""
    return [todas[i] for i in dict.fromkeys(ids)]


def cita(
    territorio: Territorio, cifra: str, anio: str, url: str, cautela: str = ""
) -> dict[str, str]:
    """Cita corta (para un texto) y larga (para una bibliografía); `anio` es el de la cifra.

    `cautela` es lo que no debe quedarse por fuera de un texto que use la cifra.
    """
    return {
        "corta": f"{territorio.nombre}: {cifra} de pobreza multidimensional en {anio} (DANE, "
        f"medida censal; Kit contra la pobreza).{f' {cautela}' if cautela else ''}",
        "larga": "Kit de capacidades territoriales contra la pobreza. Perfil de "
        f"{territorio.nombre} ({territorio.codigo}), con datos del DANE, Medida de pobreza "
        f"multidimensional municipal de fuente censal, {anio}. {url}",
    }
