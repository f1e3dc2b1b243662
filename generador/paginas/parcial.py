"""Un sitio con unos pocos territorios: lo que llevaba a la página de otro, deja de ser enlace.

Las guías, el mapa y las páginas por indicador hablan de todo el país y se hacen una sola vez: aquí,
al final, se quita lo que no lleva a ninguna parte. Lo que el navegador escribe después (el mapa, el
comparador) lo dice con el mismo guion de las copias descargadas.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paquetes import paginas as de_las_copias
from generador.rutas import SITIO

GUION, HOJA = "recursos/kit.js", "recursos/kit.css"
CON_AVISO = {"index.html": "territorio/00/index.html", "territorio/index.html": "00/index.html"}
"""Las páginas que dicen qué trae el sitio, con el enlace de cada una a la del país."""
NOMBRADOS = 4
_A_TERRITORIO = re.compile(
    r'(<a\b[^>]*?)\s(?:xlink:)?href="((?:[^":]*/)?(\d{5}|\d\d)/index\.html(?:#[^"]*)?)"'
)
_SOLO_FUERA = re.compile(r"\s*<li>\s*<a data-fuera=\"[^\"]*\">[^<]*</a>\s*(?:</li>)?")
_GRUPO = re.compile(
    r'\s*<details class="seccion grupo-departamento" id="d(\d\d)">.*?</details>', re.S
)
_TITULO = re.compile(r"</h1>(?:\s*<p class=\"entradilla\">.*?</p>)?", re.S)
"""Con lo que la lista dice de cuántos hay, que aquí no es cierto."""


def acomodar(acervo: DatosDelSitio, publico: Path, codigos: Iterable[str]) -> None:
    """Deja coherente el sitio de `publico`, que solo trae las páginas de `codigos`.

    No toca los archivos que estén enlazados con otros: los reemplaza.
    """
    propios = frozenset(codigos)
    nombre = en_palabras(acervo, propios)
    for ruta in publico.rglob("*.html"):
        antes = ruta.read_text(encoding="utf-8")
        relativa = ruta.relative_to(publico).as_posix()
        ahora = sin_los_de_fuera(antes, propios)
        if relativa in CON_AVISO:
            ahora = _en_la_entrada(ahora, propios, nombre, CON_AVISO[relativa])
        if ahora != antes:
            _reemplazar(ruta, ahora)
    suyos = de_las_copias.datos(nombre, sorted(propios), aviso(nombre))
    # En una copia descargada de este sitio ya corrió el de la copia, que trae menos.
    guion = f"if (!window.KIT_PAQUETE) {{\n{suyos}{_del_kit('paquete.js')}}}\n"
    for comun, aparte in ((GUION, guion), (HOJA, _del_kit("paquete.css"))):
        _reemplazar(publico / comun, (publico / comun).read_text(encoding="utf-8") + aparte)


def sin_los_de_fuera(pagina: str, propios: frozenset[str]) -> str:
    """`pagina` sin los enlaces a territorios que no son de `propios`; queda su texto."""

    def quitado(enlace: re.Match[str]) -> str:
        return enlace[0] if enlace[3] in propios else f'{enlace[1]} data-fuera="{enlace[2]}"'

    return _A_TERRITORIO.sub(quitado, pagina)


def aviso(nombre: str) -> str:
    """Lo que se dice al tocar un territorio que no está."""
    return f"Ese territorio no tiene página en este sitio, que trae {nombre}."


def en_palabras(acervo: DatosDelSitio, propios: frozenset[str]) -> str:
    """«Chocó y Antioquia»: los departamentos que están enteros o, si no, los municipios pedidos."""
    suyos = [d for d in acervo.departamentos if d in propios]
    enteros = [d for d in suyos if propios.issuperset(acervo.municipios_de(d))]
    de_otros = {m for d in enteros for m in acervo.municipios_de(d)}
    sueltos = sorted(propios - set(suyos) - de_otros - {NACION})
    nombres = [acervo.territorios[c].nombre for c in (*enteros, *sueltos)] or ["el país"]
    if len(nombres) > NOMBRADOS:
        return f"{', '.join(nombres[:NOMBRADOS])} y otros {len(nombres) - NOMBRADOS}"
    *primeros, ultimo = nombres
    return f"{', '.join(primeros)} y {ultimo}" if primeros else ultimo


def _en_la_entrada(pagina: str, propios: frozenset[str], nombre: str, pais: str) -> str:
    """La portada y la lista: dicen qué trae el sitio y no listan lo demás."""
    dicho = (
        f'</h1><p class="aviso">Este sitio trae las páginas de {html.escape(nombre)} y la de '
        f'<a href="{pais}">Colombia</a>. De los demás territorios hay cifras en el mapa y en cada '
        "indicador.</p>"
    )
    pagina = _TITULO.sub(lambda _: dicho, pagina, count=1)
    pagina = _GRUPO.sub(lambda grupo: grupo[0] if grupo[1] in propios else "", pagina)
    return _SOLO_FUERA.sub("", pagina)


def _del_kit(nombre: str) -> str:
    return (SITIO / "recursos" / "paquete" / nombre).read_text(encoding="utf-8")


def _reemplazar(ruta: Path, texto: str) -> None:
    ruta.unlink()  # puede ser otro nombre de un archivo guardado
    ruta.write_text(texto, encoding="utf-8", newline="")
