"""Un CSV o TXT examinado, y dónde lo lee el motor: tal como está o reescrito en forma canónica.

El examen y las frases son de `metodos/hogares`, los mismos de QGIS y del navegador. El motor solo
sabe leer un CSV limpio: lo demás (otra codificación, saltos mezclados, `sep=`, pie, columnas de
sobra) se reescribe en un temporal, y las filas se siguen nombrando como en el original.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.dominio import documento
from generador.metodos.hogares.examen import Examen, examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.normalizar import SEPARADOR, Normalizado
from generador.metodos.hogares.personales import nombra
from generador.metodos.tipos import Enteros

BLOQUE = 1 << 20
CANONICO = "canonico.csv"
# La posición de una columna personal, que no está en el archivo reescrito.
AUSENTE = -1


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
        propias = _sin_personales(examen)
        normalizado = Normalizado(_bloques(ruta), propias)
        destino = temporal / CANONICO
        destino.parent.mkdir(parents=True, exist_ok=True)
        with destino.open("wb") as salida:
            salida.writelines(normalizado)
    except ErrorDeTexto as error:
        raise ErrorDeDatos(
            error.problema, lugar=Lugar(ruta.name), que_hacer=error.que_hacer
        ) from None
    lugar = {posicion: i for i, posicion in enumerate(propias.posiciones)}
    posiciones = tuple(lugar.get(posicion, AUSENTE) for posicion in examen.posiciones)
    return Texto(examen, destino, SEPARADOR, len(lugar), posiciones, normalizado)


def _sin_personales(examen: Examen) -> Examen:
    """El mismo examen sin las columnas que ningún mapeo deja leer: no pasan a ningún temporal."""
    descartar = documento("datos_personales")["descartar"]
    quedan = [
        (nombre, posicion)
        for nombre, posicion in zip(examen.columnas, examen.posiciones, strict=True)
        if not nombra(nombre, descartar)
    ]
    if not quedan:
        return examen
    nombres, posiciones = zip(*quedan, strict=True)
    return replace(examen, columnas=nombres, posiciones=posiciones)


def _bloques(ruta: Path) -> Iterator[bytes]:
    with ruta.open("rb") as archivo:
        while bloque := archivo.read(BLOQUE):
            yield bloque
