"""La lista de un programa y los documentos de la base en la orden: sus archivos y sus errores.

Aquí no interviene el motor: lo que pasa por DuckDB puede quedar en su carpeta de derrame.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import DE_TEXTO
from generador.hogares.base_reconocida import Base
from generador.hogares.texto import BLOQUE
from generador.metodos.beneficiarios import Cruce
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares import lista as metodo
from generador.metodos.hogares.armar import HogaresArmados
from generador.metodos.hogares.entrada import Entrada
from generador.metodos.hogares.lista import ComoEsLaLista, Lista

COMO_SE_DICE = "diga cuál es con --ficha NOMBRE o --documento NOMBRE"


def leer_lista(archivo: Path, como: ComoEsLaLista) -> Lista:
    """Lee solo las columnas que se cruzan; ErrorDeDatos si no están o no es un texto."""
    _exigir_texto(archivo)
    with _con_archivo(archivo):
        return metodo.leer_lista(archivo.name, lambda: _bloques(archivo), como)


def cruzar(
    lista: Lista, archivo: Path, base: Base, entrada: Entrada, hechos: HogaresArmados
) -> Cruce:
    """El hogar de cada renglón; ErrorDeDatos si la base no trae con qué cruzar."""
    texto = base.archivo.texto

    def documentos() -> metodo.DeLaBase:
        if texto is None:
            raise ErrorDeDatos(
                "los documentos solo se leen de una base en CSV o TXT, que no deja copias",
                lugar=Lugar(base.nombre),
                que_hacer="cruce por ficha (--cruzar-por ficha), o exporte la base a CSV",
            )
        ruta = base.archivo.ruta
        return metodo.documentos_de_la_base(lambda: _bloques(ruta), texto.examen, entrada.filas)

    return metodo.cruzar(
        lista,
        hechos,
        entrada.filas,
        documentos,
        lambda de_la_lista: _con_archivo(archivo if de_la_lista else base.archivo.ruta),
    )


def columnas_de_documento(base: Base) -> tuple[str, ...]:
    """Las columnas de la base que se leen si se cruza por documento."""
    texto = base.archivo.texto
    if texto is None:
        return ()
    return tuple(metodo.reconocer_partes(texto.examen.columnas, metodo.DE_DOCUMENTO).values())


def _exigir_texto(ruta: Path) -> None:
    if not ruta.is_file():
        raise ErrorDeDatos(
            "no existe el archivo", lugar=Lugar(str(ruta)), que_hacer="revise la ruta"
        )
    if ruta.suffix.lower() not in DE_TEXTO:
        raise ErrorDeDatos(
            "la lista solo se lee en CSV o TXT",
            lugar=Lugar(ruta.name),
            que_hacer="guárdela en Excel como «CSV UTF-8 (delimitado por comas)»",
        )


@contextmanager
def _con_archivo(ruta: Path) -> Iterator[None]:
    """Los errores del método con el archivo, y sin la cadena de causas, que llevaría sus celdas."""
    try:
        yield
    except ErrorDeMetodo as error:
        problema, que_hacer = error.problema, error.que_hacer
        lugar = Lugar(ruta.name)
        if isinstance(error, metodo.ErrorDeLista):
            lugar = Lugar(ruta.name, columna=error.columna, fila=error.fila)
        raise ErrorDeDatos(problema, lugar=lugar, que_hacer=que_hacer) from None


def _bloques(ruta: Path) -> Iterator[bytes]:
    with ruta.open("rb") as archivo:
        while bloque := archivo.read(BLOQUE):
            yield bloque
