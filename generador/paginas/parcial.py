"""Un sitio con unos pocos territorios: lo que llevaba a la página de otro, deja de ser enlace.

Las guías, el mapa y las páginas por indicador hablan de todo el país y se hacen una sola vez: aquí,
al final, se quita lo que no lleva a ninguna parte. Lo que el navegador escribe después (el mapa, el
comparador) lo dice con el mismo guion de las copias descargadas.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.disco.arbol import Arbol
from generador.errores import ErrorDelKit
from generador.paginas import conjunto
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paquetes import paginas as de_las_copias
from generador.rutas import SITIO

DE_TODAS = GUION, HOJA = "recursos/kit.js", "recursos/kit.css"
CON_AVISO = {"index.html": "territorio/00/index.html", "territorio/index.html": "00/index.html"}
"""Las páginas que dicen qué trae el sitio, con el enlace de cada una a la del país."""
COMPARAR = "comparar/index.html"
EL_PAIS = "el país"
NOMBRADOS = 4
_A_TERRITORIO = re.compile(
    r'(<a\b[^>]*?)\s(?:xlink:)?href="((?:[^":]*/)?(\d{5}|\d\d)/index\.html(?:#[^"]*)?)"'
)
_SOLO_FUERA = re.compile(r"\s*<li>\s*<a data-fuera=\"[^\"]*\">[^<]*</a>\s*(?:</li>)?")
_GRUPO = re.compile(
    r'\s*<details class="seccion grupo-departamento" id="d(\d\d)">.*?</details>', re.S
)
_CUANTOS = re.compile(r"(?<=</h2><span>)[^<]*(?=</span></summary>)")
_TITULO = re.compile(r"</h1>(?:\s*<p class=\"entradilla\">.*?</p>)?", re.S)
"""Con lo que la lista dice de cuántos hay, que aquí no es cierto."""
_DESCRIPCION = re.compile(
    r'(?<=<meta name="description" content=")[^"]*'
    r'|(?<=<meta property="og:description" content=")[^"]*'
)


@dataclass(frozen=True)
class Parcial:
    """Cómo queda cada archivo de un sitio que solo trae las páginas de `propios`."""

    propios: frozenset[str]
    nombre: str
    frases: Mapping[str, tuple[str, str]]
    """De cada página que nombra el conjunto del país: lo que dice, y lo que aquí es cierto."""
    cuantos: Mapping[str, str]
    """Lo que se publica de cada departamento: «2 municipios»."""

    def pagina(self, ruta: str, texto: str) -> str:
        """La página `ruta`; ErrorDelKit si ya no dice del conjunto lo que aquí se cambia."""
        texto = sin_los_de_fuera(texto, self.propios)
        if ruta in self.frases:
            dicha, cierta = self.frases[ruta]
            if dicha not in texto:
                raise ErrorDelKit(f"{ruta} ya no dice «{dicha}»: revise generador/paginas/parcial")
            texto = texto.replace(dicha, cierta)
        if ruta in CON_AVISO:
            texto = self._en_la_entrada(texto, CON_AVISO[ruta])
        return _SOLO_FUERA.sub("", texto) if ruta in CON_AVISO or ruta == COMPARAR else texto

    def recurso(self, ruta: str, texto: str) -> str:
        """El guion o la hoja `ruta`, con lo que dice qué no trae el sitio si es la de todas."""
        if ruta == HOJA:
            return texto + _del_kit("paquete.css")
        if ruta != GUION:
            return texto
        suyos = de_las_copias.datos(self.nombre, sorted(self.propios), aviso(self.nombre))
        # En una copia descargada de este sitio ya corrió el de la copia, que trae menos.
        return f"{texto}if (!window.KIT_PAQUETE) {{\n{suyos}{_del_kit('paquete.js')}}}\n"

    def _en_la_entrada(self, pagina: str, pais: str) -> str:
        """La portada y la lista: dicen qué trae el sitio y no listan lo demás."""
        del_pais = self.nombre == EL_PAIS
        trae = (
            "la página de " if del_pais else f"las páginas de {html.escape(self.nombre)} y la de "
        )
        trae = f"Este sitio trae {trae}"
        dicho = (
            f'</h1><p class="aviso">{trae}<a href="{pais}">Colombia</a>. De los demás territorios '
            "hay cifras en el mapa y en cada indicador.</p>"
        )
        pagina = _TITULO.sub(lambda _: dicho, pagina, count=1)
        pagina = _DESCRIPCION.sub(lambda _: f"{trae}Colombia.", pagina)
        return _GRUPO.sub(self._grupo, pagina)

    def _grupo(self, grupo: re.Match[str]) -> str:
        if grupo[1] not in self.propios:
            return ""
        return _CUANTOS.sub(lambda _: self.cuantos[grupo[1]], grupo[0], count=1)


@dataclass(frozen=True)
class ArbolParcial(Arbol):
    """La carpeta de un sitio con unos pocos territorios: lo que se escribe en ella, se acomoda."""

    acomodo: Parcial | None = None

    def escribir(self, ruta: str, contenido: bytes) -> None:
        """Como `Arbol.escribir`; sin `acomodo`, tal cual."""
        super().escribir(ruta, acomodado(self.acomodo, ruta, contenido))


def de(acervo: DatosDelSitio, codigos: Iterable[str]) -> Parcial:
    """El de un sitio con `codigos`, que traen a sus departamentos y a la nación."""
    propios = frozenset(codigos)
    de_cada_uno = {
        d: [acervo.territorios[m] for m in acervo.municipios_de(d) if m in propios]
        for d in acervo.departamentos
    }
    return Parcial(
        propios,
        en_palabras(acervo, propios),
        {
            "index.html": (conjunto.del_pais(acervo), conjunto.de_unos(acervo, propios)),
            COMPARAR: (conjunto.lista_del_pais(acervo), conjunto.LISTA_PARCIAL),
        },
        {d: conjunto.cuantos(suyos) for d, suyos in de_cada_uno.items()},
    )


def acomodado(parcial: Parcial | None, ruta: str, contenido: bytes) -> bytes:
    """El archivo `ruta` como queda en el sitio parcial; sin `parcial`, tal cual."""
    if parcial is None:
        return contenido
    if ruta.endswith(".html"):
        return parcial.pagina(ruta, contenido.decode()).encode()
    return (
        parcial.recurso(ruta, contenido.decode()).encode() if ruta in (GUION, HOJA) else contenido
    )


def acomodar(parcial: Parcial | None, publico: Path) -> None:
    """Deja coherente el sitio de `publico`; sin `parcial`, no lo toca.

    No toca los archivos que estén enlazados con otros: los reemplaza.
    """
    if parcial is None:
        return
    paginas = [r.relative_to(publico).as_posix() for r in publico.rglob("*.html")]
    for ruta in (*paginas, *DE_TODAS):
        archivo = publico / ruta
        antes = archivo.read_bytes()
        ahora = acomodado(parcial, ruta, antes)
        if ahora != antes:
            archivo.unlink()  # puede ser otro nombre de un archivo guardado
            archivo.write_bytes(ahora)


def sin_los_de_fuera(pagina: str, propios: frozenset[str]) -> str:
    """`pagina` sin los enlaces a territorios que no son de `propios`; queda su texto."""

    def quitado(enlace: re.Match[str]) -> str:
        return enlace[0] if enlace[3] in propios else f'{enlace[1]} data-fuera="{enlace[2]}"'

    return _A_TERRITORIO.sub(quitado, pagina)


def aviso(nombre: str) -> str:
    """Lo que se dice al tocar un territorio que no está."""
    return f"Ese territorio no tiene página en este sitio, que trae {nombre}."


def en_palabras(acervo: DatosDelSitio, propios: frozenset[str]) -> str:
    """«Chocó y Antioquia»: los departamentos enteros o solos, y los municipios pedidos."""
    suyos = [d for d in acervo.departamentos if d in propios]
    enteros = [d for d in suyos if propios.issuperset(acervo.municipios_de(d))]
    de_otros = {m for d in enteros for m in acervo.municipios_de(d)}
    solos = [d for d in suyos if propios.isdisjoint(acervo.municipios_de(d))]
    sueltos = sorted(propios - set(suyos) - de_otros - {NACION})
    nombres = [acervo.territorios[c].nombre for c in (*enteros, *solos, *sueltos)] or [EL_PAIS]
    if (sobran := len(nombres) - NOMBRADOS) > 0:
        return (
            f"{', '.join(nombres[:NOMBRADOS])} y {f'otros {sobran}' if sobran > 1 else 'uno más'}"
        )
    *primeros, ultimo = nombres
    return f"{', '.join(primeros)} y {ultimo}" if primeros else ultimo


def _del_kit(nombre: str) -> str:
    return (SITIO / "recursos" / "paquete" / nombre).read_text(encoding="utf-8")
