"""Las descargas que se hicieron aparte: cuáles son, cómo se reconocen y cómo entran al sitio.

`kit descargas` las deja en una carpeta con la forma del sitio y este registro. Al construir con
ellas se enlazan: lo que las páginas dicen que hay, está.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from generador.disco import carpeta_propia
from generador.disco.arbol import Arbol
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.datos_publicados import TABLA

REGISTRO = "datos/descargas.json"
ESQUEMA = "2"
LIBRO = "datos.xlsx"
PARQUET, PAQUETE = "datos/indicadores.parquet", "datos/datapackage.json"
DICCIONARIO, CAMBIOS = "datos/diccionario.csv", "datos/cambios.csv"
DE_CAMBIOS = (
    "Fuente", "Indicador", "Código del indicador", "Territorio", "Código", "Zona", "Año", "Antes",
    "Ahora", "Diferencia",
)  # fmt: skip
SOBRAN = (TABLA, PAQUETE, "datos/lugares.geojson", "datos/lugares.gpkg")
"""Lo del sitio que las de aquí reemplazan: con ellas no se publica dos veces."""
REHACER = "corra «kit descargas» otra vez, o construya sin ellas"


class Archivo(NamedTuple):
    """Uno de todo el país: dónde va en el sitio, cuánto pesa, su sha256 y de cuándo es."""

    ruta: str
    bytes: int
    sha256: str
    fecha: str


class DelLibro(NamedTuple):
    """El libro de un territorio: cuánto pesa, su sha256 y la huella de lo que lo decide."""

    bytes: int
    sha256: str
    huella: str


@dataclass(frozen=True)
class Llevadas:
    """El registro de una carpeta de descargas.

    `llave` es la de los datos y el código con que se hicieron; `del_sitio`, lo que además trae todo
    sitio; `cambios`, lo que cambió frente a la versión anterior, si la hubo.
    """

    carpeta: Path
    llave: str
    fecha: str
    archivos: tuple[Archivo, ...]
    libros: dict[str, DelLibro]
    del_sitio: tuple[Archivo, ...] = ()
    cambios: dict[str, Any] | None = None

    @property
    def por_ruta(self) -> dict[str, Archivo]:
        """Los de todo el país, por su ruta en el sitio."""
        return {archivo.ruta: archivo for archivo in (*self.del_sitio, *self.archivos)}

    @property
    def peso_de_libros(self) -> int:
        """Bytes de los libros de todos los territorios."""
        return sum(libro.bytes for libro in self.libros.values())

    def rutas(self, codigos: Iterable[str]) -> dict[str, int]:
        """Los bytes de cada archivo que va en un sitio con esos territorios, por su ruta."""
        propios = {ruta_del_libro(c): self.libros[c].bytes for c in codigos}
        return {**{a.ruta: a.bytes for a in self.archivos}, **propios}

    def en_bytes(self) -> bytes:
        """El registro como se guarda y se publica."""
        dicho = {"esquema": ESQUEMA, **asdict(self)}
        del dicho["carpeta"]
        dicho["archivos"] = [archivo._asdict() for archivo in self.archivos]
        dicho["del_sitio"] = [archivo._asdict() for archivo in self.del_sitio]
        dicho["libros"] = {codigo: libro._asdict() for codigo, libro in self.libros.items()}
        return orjson.dumps(dicho, option=orjson.OPT_INDENT_2)

    def exigir_de(self, acervo: DatosDelSitio, codigos: Iterable[str]) -> None:
        """ErrorDeDatos si no son de estos datos y este código, o si falta algo de lo anotado.

        `codigos` son los territorios cuyo libro tiene que estar.
        """
        if self.llave != llave.de(acervo):
            raise _error(self.carpeta, "las descargas se hicieron con otros datos u otra versión")
        if faltan := sorted(set(codigos) - set(self.libros)):
            raise _error(self.carpeta, f"no traen el libro de {faltan[0]} ({len(faltan)} en total)")
        if danados := self.danados():
            raise _error(self.carpeta / danados[0], "falta o no mide lo que dice el registro")

    def danados(self) -> list[str]:
        """Los archivos que faltan o no miden lo que se anotó."""
        return [r for r, peso in self.rutas(self.libros).items() if _mide(self.carpeta / r) != peso]

    def poner(self, publico: Arbol, codigos: Iterable[str]) -> None:
        """Enlaza en `publico` las del país y los libros de `codigos`, y quita lo que sobra."""
        for sobra in SOBRAN:
            (publico.carpeta / sobra).unlink(missing_ok=True)
        for ruta in self.rutas(codigos):
            publico.enlazar(ruta, str(self.carpeta / ruta))
        publico.escribir(REGISTRO, self.en_bytes())


def ruta_de_tema(tema: str) -> str:
    """Dónde va en el sitio la tabla de un tema."""
    return f"datos/temas/{tema}.zip"


def ruta_del_libro(codigo: str) -> str:
    """Dónde va en el sitio el libro de un territorio."""
    return f"territorio/{codigo}/{LIBRO}"


def leer(carpeta: Path) -> Llevadas:
    """El registro de `carpeta`; ErrorDeDatos si no la hizo `kit descargas`."""
    ruta = carpeta / REGISTRO
    if not carpeta_propia.marcada(carpeta) or not ruta.is_file():
        raise _error(carpeta, "no es una carpeta hecha por «kit descargas»")
    try:
        dicho = orjson.loads(ruta.read_bytes())
        if dicho.pop("esquema") != ESQUEMA:
            raise _error(ruta, "lo hizo otra versión del kit")
        dicho["archivos"] = tuple(Archivo(**uno) for uno in dicho["archivos"])
        dicho["del_sitio"] = tuple(Archivo(**uno) for uno in dicho["del_sitio"])
        dicho["libros"] = {codigo: DelLibro(**uno) for codigo, uno in dicho["libros"].items()}
        return Llevadas(carpeta=carpeta, **dicho)
    except (ValueError, KeyError, TypeError, AttributeError) as causa:
        raise _error(ruta, "está dañado") from causa


def _mide(ruta: Path) -> int:
    try:
        return ruta.stat().st_size
    except OSError:
        return -1


def _error(ruta: Path, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(problema, lugar=Lugar(str(ruta)), que_hacer=REHACER)
