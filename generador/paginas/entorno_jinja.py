"""El entorno Jinja de las páginas propias: escapa todo texto y no tolera huecos."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import jinja2
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from generador import formato
from generador.disco import cache as cache_en_disco
from generador.disco.escritura import escribir_bytes
from generador.paginas import compilador_de_plantillas
from generador.paginas.compilador_de_plantillas import Entorno
from generador.rutas import PLANTILLAS, TEMPORAL

SECCIONES = {
    "ficha", "pobreza", "comparables", "campo", "monetaria", "nbi", "poblacion", "capacidades",
    "economia", "cita", "vecinos", "dentro", "veredas", "ciudad",
    "cambio", "pertenencia", "juventud", "resumen", "emergencias", "pdet", "campo_2014",
}  # fmt: skip

_ENTRE_ETIQUETAS = re.compile(r"(>|[%#]\})[ \t]*(\n\s*)(?=<|\{[%#])")
_SANGRIA = re.compile(r"\n[ \t]+")
# HTML los da por puestos: cada uno termina donde empieza el siguiente o se cierra su tabla o su
# lista. El de <thead> no, porque hay tablas sin <tbody>.
_CIERRE_DE_MAS = re.compile(r"</(?:td|th|tr|tbody|li|dt|dd)>")
BLOQUES = (
    "p|li|dt|dd|td|th|tr|thead|tbody|table|caption|figure|figcaption|summary|h[1-4]|div|section|"
    "details|ol|ul|dl|article|main|header|footer|nav"
)
"""Las etiquetas junto a las que el espacio no se ve."""
_AL_EMPEZAR = re.compile(rf"(<(?:{BLOQUES})(?: [^<>]*)?>)([ \t\n]+)")
_DESPUES = re.compile(rf"(</(?:{BLOQUES})>)([ \t]*\n[ \t\n]*)")
_ANTES = re.compile(rf"([ \t]*\n[ \t\n]*)(?=</?(?:{BLOQUES})\b)")
_DE_PORCENTAJE = re.compile(r"(?:(?<=\d)|(?<=\}\})) %(?![}\w])")
_PARTE = re.compile(r'\{% include "([^"]+)" %\}')
_NOMBRADA = re.compile(r'\{%-? *(?:include|import|from|extends) "([^"]+)"')
_anotadas: set[str] = set()


class ConPartes(FileSystemLoader):
    """Pone cada `{% include "…" %}` en su lugar al leer la plantilla, y no al pintar cada página.

    Buscar una parte y darle su contexto 25 veces por perfil costaba un séptimo de pintarlos. Un
    error cuenta los renglones con las partes puestas.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """El texto con sus partes, y las partes de sus partes."""
        texto, archivo, vigente = super().get_source(environment, template)

        def parte(hallada: re.Match[str]) -> str:
            return self.get_source(environment, hallada[1])[0].removesuffix("\n")

        return _PARTE.sub(parte, texto), archivo, vigente


class SinSangria(Extension):
    """La sangría de una plantilla es para leerla: no se publica.

    Entre dos etiquetas el salto de línea tampoco, ni junto a la de un bloque; entre una palabra y
    una de las demás queda como el espacio que es. Dos etiquetas que en la página van separadas se
    escriben en la misma línea. Tampoco se publica el cierre de una celda, una fila o un renglón de
    lista: son 500 bytes comprimidos por perfil.
    El espacio entre una cifra y su % sale duro: un renglón nunca empieza por «%».
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """El texto sin lo que sobra, con los mismos renglones: un error sigue diciendo el suyo."""
        sin_saltos = _ENTRE_ETIQUETAS.sub(lambda m: m[1] + _renglones(m[2]), source)
        for junto_a in (_AL_EMPEZAR, _DESPUES):
            sin_saltos = junto_a.sub(lambda m: m[1] + _renglones(m[2]), sin_saltos)
        sin_saltos = _ANTES.sub(lambda m: _renglones(m[1]), sin_saltos)
        sin_sangria = _CIERRE_DE_MAS.sub("", _SANGRIA.sub("\n", sin_saltos))
        return _DE_PORCENTAJE.sub("\u00a0%", sin_sangria)


def _renglones(blanco: str) -> str:
    """Un comentario con los renglones de `blanco`: no se publica, y los demás siguen en el suyo."""
    return f"{{#{saltos}#}}" if (saltos := "\n" * blanco.count("\n")) else ""


@cache
def entorno() -> Environment:
    """Entorno con escape automático y `StrictUndefined`: una variable que falta es un error."""
    entorno = Entorno(
        loader=ConPartes(PLANTILLAS),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=compiladas(),
        extensions=[SinSangria],
    )
    entorno.filters.update(
        numero=formato.numero,
        porcentaje=formato.porcentaje,
        con_signo=formato.con_signo,
        redonda=formato.redonda,
    )
    return entorno


class Compiladas(FileSystemBytecodeCache):
    """Las de Jinja, con su suma adelante: una dañada se compila otra vez en vez de publicarse."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Llena `bucket` si lo guardado es lo que se dejó."""
        try:
            escrito = cache_en_disco.leer_sellado(Path(self._get_cache_filename(bucket)))
        except (OSError, ValueError):
            return
        bucket.bytecode_from_string(escrito)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Guarda lo compilado, sin quitar lo de las demás plantillas."""
        ruta = Path(self._get_cache_filename(bucket))
        with suppress(OSError):
            escribir_bytes(ruta, cache_en_disco.sellado(bucket.bytecode_to_string()))


def compiladas() -> FileSystemBytecodeCache | None:
    """Dónde guarda Jinja las plantillas ya compiladas, como Python sus .pyc; None si no se puede.

    Cada una se reconoce por la huella de su texto; la carpeta, por lo que decide cómo se compila:
    las versiones, este módulo y el compilador.
    """
    modulo = 0
    for archivo in (__file__, str(compilador_de_plantillas.__file__)):
        modulo = crc32(Path(archivo).read_bytes(), modulo)
    version = f"jinja-{jinja2.__version__}-{sys.implementation.cache_tag}-{modulo:08x}"
    carpeta = TEMPORAL / "plantillas" / version
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return Compiladas(str(carpeta))


def pintar(plantilla: str, contexto: dict[str, object]) -> str:
    """HTML de `plantilla` (ruta dentro de plantillas/) con `contexto`.

    Las secciones (diccionarios) pasan como espacios de nombres: `seccion.campo` cuesta la mitad.
    """
    secciones = {
        k: SimpleNamespace(**v)
        for k, v in contexto.items()
        if k in SECCIONES and isinstance(v, dict)
    }
    _anotadas.add(plantilla)
    hoja = _plantilla(plantilla)
    propio = hoja.new_context(contexto | secciones)
    try:
        return _en_un_renglon("".join(hoja.root_render_func(propio)))
    except Exception:
        hoja.environment.handle_exception()  # dice el renglón de la plantilla
    finally:
        # Una macro recuerda el contexto donde está: sin recolector, cada página quedaba en memoria.
        propio.vars.clear()


def _en_un_renglon(html: str) -> str:
    """Cada salto como el espacio que es: con un signo menos, lo que se repite sale más largo.

    Son 180 octetos comprimidos por perfil. Ninguna plantilla propia trae <pre> ni guiones adentro.
    """
    renglones = (renglon.strip(" \t") for renglon in html.split("\n"))
    return " ".join(renglon for renglon in renglones if renglon)


@cache
def _plantilla(nombre: str) -> Template:
    return entorno().get_template(nombre)


def olvidar() -> None:
    """Que la próxima página lea las plantillas otra vez: para trabajar en ellas."""
    entorno.cache_clear()
    _plantilla.cache_clear()


@contextmanager
def anotando() -> Iterator[set[str]]:
    """Las plantillas que se pintan adentro, por su ruta."""
    _anotadas.clear()
    pintadas: set[str] = set()
    try:
        yield pintadas
    finally:
        pintadas |= _anotadas


def las_que_usan(partes: Iterable[str]) -> set[str]:
    """Esas plantillas y las que las nombran, directamente o por otra."""
    nombran = {
        ruta.relative_to(PLANTILLAS).as_posix(): set(_NOMBRADA.findall(ruta.read_text("utf-8")))
        for ruta in PLANTILLAS.rglob("*.html")
    }
    halladas: set[str] = set()
    nuevas = set(partes)
    while nuevas:
        halladas |= nuevas
        nuevas = {una for una, suyas in nombran.items() if suyas & nuevas} - halladas
    return halladas
