"""Un CSV o TXT examinado, y dónde lo lee el motor: tal como está o reescrito en forma canónica.

El examen y las frases son de `metodos/hogares`, los mismos de QGIS y del navegador. El motor solo
sabe leer un CSV limpio: lo demás (otra codificación, saltos mezclados, `sep=`, pie, columnas de
sobra) se reescribe en un temporal, y las filas se siguen nombrando como en el original.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.hogares.examen import Examen, examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.normalizar import SEPARADOR, Normalizado
from generador.metodos.tipos import Enteros

BLOQUE = 1 << 20
CANONICO = "canonico.csv"


@dataclass(frozen=True)
class Texto:
    """Lo que el motor lee: `ruta`, su `separador`, `ancho` celdas y la posición de cada columna.

    `normalizado` sabe de qué fila del original viene cada una; None si se lee el original.
    """

    examen: Examen
    ruta: Path
    separador: str
    ancho: int
    posiciones: tuple[int, ...]
    normalizado: Normalizado | None

    def numerar(self, lugares: Enteros) -> Enteros:
        """El número de fila en el original de cada lugar de los datos (0 es el primero)."""
        if self.normalizado is None:
            return lugares + self.examen.fila_encabezado + 1
        return self.normalizado.filas_originales(lugares + 2)


def abrir_texto(
    ruta: Path, temporal: Path, separador: str | None = None, codificacion: str | None = None
) -> Texto:
    """Examina el archivo y lo deja legible para el motor; ErrorDeDatos si no es una tabla.

    `temporal` es la carpeta donde se reescribe si hace falta.
    """
    try:
        examen = examinar(_bloques(ruta), separador=separador, codificacion=codificacion)
        if examen.limpio:
            donde = examen.separador, examen.ancho, examen.posiciones
            return Texto(examen, ruta, *donde, None)
        normalizado = Normalizado(_bloques(ruta), examen)
        destino = temporal / CANONICO
        destino.parent.mkdir(parents=True, exist_ok=True)
        with destino.open("wb") as salida:
            salida.writelines(normalizado)
    except ErrorDeTexto as error:
        raise ErrorDeDatos(
            error.problema, lugar=Lugar(ruta.name), que_hacer=error.que_hacer
        ) from None
    cuantas = len(examen.columnas)
    return Texto(examen, destino, SEPARADOR, cuantas, tuple(range(cuantas)), normalizado)


def _bloques(ruta: Path) -> Iterator[bytes]:
    with ruta.open("rb") as archivo:
        while bloque := archivo.read(BLOQUE):
            yield bloque
