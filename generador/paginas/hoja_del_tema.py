"""La hoja del tema, recortada a lo que el sitio usa: las suyas pesan más que las del kit.

El tema trae iconos, pestañas, avisos y buscador que aquí no están. Una regla se queda si cada
clase, ancla o atributo que pide aparece en alguna página o en algún guion o plantilla del kit; las
que solo piden etiquetas se quedan todas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generador.errores import ErrorDelKit
from generador.rutas import PLANTILLAS, SITIO

HOJA = "recursos/tema.css"
DEL_TEMA = ("main", "palette")
"""Las dos hojas del tema, en el orden en que las páginas las piden."""
CREDITO = "/* De Material for MkDocs, © Martin Donath, licencia MIT; recortada a lo que se usa. */"
_PIEZA = re.compile(r"""/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]""", re.S)
_ENTRE_COMAS = re.compile(r""",(?![^(\[]*[)\]])""")
_NEGADO = re.compile(r":(?:not|is|where)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_NOMBRE = re.compile(r"[.#]((?:\\.|[\w-])+)|\[[\w-]+[~|^$*]?=[\"']?([\w-]+)")
_PALABRA = re.compile(r"[\w-]+")
_PROPIEDAD = re.compile(r"--[\w-]+")
_DECLARACION = re.compile(r"""((?:[^;"']|"[^"]*"|'[^']*')+);?""")
_TEXTO_DE = {".html", ".js", ".css", ".py"}


@dataclass(frozen=True)
class ReglaDeEstilo:
    """`cabeza{cuerpo}`; las de dentro, si es un `@media` o un `@supports`."""

    cabeza: str
    cuerpo: str
    dentro: tuple[ReglaDeEstilo, ...] = ()

    def __str__(self) -> str:
        return f"{self.cabeza}{{{self.cuerpo}{''.join(map(str, self.dentro))}}}"


class HojaDelTema:
    """La del tema entera y lo que el sitio usa de ella."""

    def __init__(self, carpeta: Path, paginas: Iterable[str]) -> None:
        """`carpeta` es la del sitio, que ya tiene las hojas del tema.

        `paginas` son los HTML que la piden y no están en `carpeta`. ErrorDelKit si falta una.
        """
        leidas = map(_leer, carpeta.rglob("*.html"))
        self._usadas = palabras(chain(leidas, paginas, _escrito_en_el_kit()))
        self._entera = _entera(carpeta)

    def texto(self) -> str:
        """La que se publica."""
        return f"{CREDITO}\n{recortada(self._entera, self._usadas)}\n"

    def crece(self, textos: Iterable[str]) -> bool:
        """Si por esas páginas hay que publicar otra: traen palabras que ninguna traía."""
        antes = len(self._usadas)
        self._usadas |= palabras(textos)
        return len(self._usadas) > antes


def escribir(carpeta: Path, paginas: Iterable[str]) -> HojaDelTema:
    """Deja la hoja recortada en el sitio de `carpeta`, y la devuelve; ver `HojaDelTema`."""
    hoja = HojaDelTema(carpeta, paginas)
    (carpeta / HOJA).write_text(hoja.texto(), encoding="utf-8")
    return hoja


def recortada(css: str, usadas: set[str]) -> str:
    """`css` sin las reglas que nombran algo que no está en `usadas`, ni los iconos que sobran."""
    quedan = tuple(_utiles(reglas(css), usadas))
    return "".join(map(str, _sin_propiedades_de_mas(quedan, usadas)))


def palabras(textos: Iterable[str]) -> set[str]:
    """Cada palabra (letras, cifras y guiones) de los textos: de ahí salen clases y anclas."""
    # Ninguna palabra lleva espacios: buscarlas en lo que no se repite cuesta la mitad.
    trozos: set[str] = set()
    for texto in textos:
        trozos.update(texto.split())
    return set(_PALABRA.findall(" ".join(trozos)))


def reglas(css: str) -> tuple[ReglaDeEstilo, ...]:
    """Las reglas de una hoja, con las anidadas dentro; ErrorDelKit si las llaves no cierran."""
    abiertas: list[tuple[str, list[ReglaDeEstilo]]] = [("", [])]
    texto = ""
    desde = 0
    for pieza in _PIEZA.finditer(css):
        texto += css[desde : pieza.start()]
        desde = pieza.end()
        if pieza[0] == "{":
            abiertas.append((texto.rpartition(";")[2].strip(), []))
            texto = ""
        elif pieza[0] == "}":
            cabeza, dentro = abiertas.pop()
            if not abiertas:
                break
            abiertas[-1][1].append(ReglaDeEstilo(cabeza, texto.strip(), tuple(dentro)))
            texto = ""
        elif not pieza[0].startswith("/*"):
            texto += pieza[0]
    if len(abiertas) != 1:
        raise ErrorDelKit("una hoja de estilo del tema abre y cierra un número distinto de llaves")
    return tuple(abiertas[0][1])


def _utiles(todas: Iterable[ReglaDeEstilo], usadas: set[str]) -> Iterator[ReglaDeEstilo]:
    for regla in todas:
        if regla.cabeza.startswith(("@media", "@supports")):
            if dentro := tuple(_utiles(regla.dentro, usadas)):
                yield ReglaDeEstilo(regla.cabeza, "", dentro)
        elif regla.cabeza.startswith("@"):
            yield regla
        elif selectores := [s for s in _ENTRE_COMAS.split(regla.cabeza) if _usado(s, usadas)]:
            yield ReglaDeEstilo(",".join(selectores), regla.cuerpo)


def _usado(selector: str, usadas: set[str]) -> bool:
    """Si todo lo que el selector exige está; lo que niega o da a escoger no se exige."""
    pedidos = (a or b for a, b in _NOMBRE.findall(_NEGADO.sub("", selector)))
    return all(pedido.replace("\\", "") in usadas for pedido in pedidos)


def _sin_propiedades_de_mas(
    todas: tuple[ReglaDeEstilo, ...], usadas: set[str]
) -> Iterator[ReglaDeEstilo]:
    """Quita de las raíces los iconos (`--md-…-icon`) que ninguna regla que quedó pinta."""
    leidas = {p for r in todas for p in re.findall(r"var\((--[\w-]+)", str(r))} | usadas
    for regla in todas:
        if "--md-" not in regla.cuerpo or "url(" not in regla.cuerpo:
            yield regla
            continue
        partes = [d for d in _DECLARACION.findall(regla.cuerpo) if _pintada(d, leidas)]
        if partes:
            yield ReglaDeEstilo(regla.cabeza, ";".join(partes))


def _pintada(declaracion: str, leidas: set[str]) -> bool:
    nombre = _PROPIEDAD.match(declaracion.strip())
    return nombre is None or nombre[0] in leidas


def _entera(carpeta: Path) -> str:
    halladas = [sorted(carpeta.glob(f"assets/stylesheets/{n}.*.min.css")) for n in DEL_TEMA]
    if any(len(una) != 1 for una in halladas):
        raise ErrorDelKit(f"el tema no trae sus hojas {' y '.join(DEL_TEMA)}: revise su versión")
    return "".join(_leer(ruta) for (ruta,) in halladas)


def _escrito_en_el_kit() -> Iterator[str]:
    """Las plantillas, los guiones y lo que los llena: lo que una página puede llegar a pedir."""
    for raiz in (PLANTILLAS, SITIO / "recursos", Path(__file__).parent):
        for ruta in sorted(raiz.rglob("*")):
            if ruta.suffix in _TEXTO_DE and "terceros" not in ruta.parts:
                yield _leer(ruta)


def _leer(ruta: Path) -> str:
    return ruta.read_text(encoding="utf-8")
