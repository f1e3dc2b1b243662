"""Recorrer una vez las filas de un archivo y contar lo que el examen necesita saber de ellas."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..tipos import Enteros, Logicos
from .encabezado_de_texto import INDICE, SOBRANTE, leer_encabezado
from .frases import ErrorDeTexto
from .letras import Letras
from .pie import FILAS_MAXIMAS
from .registros import CR, LF, Tramo, comillas_regulares, partir_fila
from .vacias import BLANCOS, encabezados_repetidos, filas_vacias

# Con menos columnas, un texto con un salto y unos separadores adentro puede ser legítimo.
COLUMNAS_PARA_SOSPECHAR = 4


@dataclass(frozen=True)
class Cruda:
    """Una fila no vacía sin decodificar: su número, su puesto entre las de datos y sus octetos."""

    fila: int
    puesto: int
    octetos: bytes


class Recorrido:
    """Cuenta filas, vacías y saltos, y guarda las filas que no coinciden y las del final."""

    def __init__(self, separador: str) -> None:
        self.separador = separador
        self.letras = Letras()
        self.fila_encabezado = 0
        self.encabezado: list[str] = []
        self.encabezado_crudo = b""
        self.repetidos = 0
        self.primer_repetido = 0
        self.ancho = 0
        self.filas = 0
        self.vacias = 0
        self.primera_vacia = 0
        self.saltos = {"lf": 0, "crlf": 0, "cr": 0}
        self.completo = True
        self.regulares = True
        self.irregulares = 0
        self.primeras_irregulares: list[tuple[int, int, bool]] = []
        self.ultima_siempre_vacia = True
        self.primera_normal = 0
        self.iniciales: list[Cruda] = []
        self.finales: deque[Cruda] = deque(maxlen=FILAS_MAXIMAS)
        self._desde = 0

    def agregar(self, tramo: Tramo) -> None:
        """Suma un tramo; ErrorDeTexto si unas comillas se tragan filas."""
        self.letras.agregar(tramo)
        self._contar_saltos(tramo)
        self.regulares = self.regulares and comillas_regulares(tramo, self.separador)
        vacias = filas_vacias(tramo, self.separador, self._desde)
        comienzo = 0
        if not self.fila_encabezado:
            comienzo = self._tomar_encabezado(tramo, vacias)
            vacias = filas_vacias(tramo, self.separador, self._desde)
        de_datos = np.arange(comienzo, len(tramo))
        sin_nada = de_datos[vacias[comienzo:]]
        if len(sin_nada):
            self.primera_vacia = self.primera_vacia or tramo.primera + int(sin_nada[0])
            self.vacias += len(sin_nada)
        repetidos = encabezados_repetidos(tramo, self.encabezado_crudo)
        otra_vez = de_datos[repetidos[comienzo:]]
        if len(otra_vez):
            self.primer_repetido = self.primer_repetido or tramo.primera + int(otra_vez[0])
            self.repetidos += len(otra_vez)
        escritas = de_datos[~(vacias | repetidos)[comienzo:]]
        if len(escritas):
            self._contar(tramo, escritas)

    def ajuste(self) -> str:
        """Por qué las filas traen una celda más que el encabezado; «» si no la traen o no se sabe.

        Solo hay dos razones que se aceptan: un separador de sobra al final (la última celda está
        vacía en todas) o un número de orden al comienzo (1, 2, 3… sin saltarse ninguno).
        """
        if self.ancho != len(self.encabezado) + 1:
            return ""
        if self.ultima_siempre_vacia:
            return SOBRANTE
        revisadas = [*self.iniciales, *self.finales]
        primeras = ((partir_fila(c.octetos, self.separador), c.puesto) for c in revisadas)
        numeradas = all(p[0].strip() == str(k) for p, k in primeras if len(p) == self.ancho)
        return INDICE if numeradas else ""

    def _tomar_encabezado(self, tramo: Tramo, vacias: Logicos) -> int:
        """La primera fila escrita son los nombres; devuelve desde cuál fila hay datos."""
        escritas = np.flatnonzero(~vacias)
        if not len(escritas):
            return len(tramo)
        i = int(escritas[0])
        self.vacias = i
        self.primera_vacia = tramo.primera if i else 0
        self.fila_encabezado = tramo.primera + i
        self.encabezado_crudo = tramo.fila(i)
        self.encabezado = partir_fila(self.encabezado_crudo, self.separador)
        con_nombre = leer_encabezado(self.encabezado, self.fila_encabezado)
        self._desde = next((k for k, nombre in enumerate(con_nombre) if nombre), 0)
        return i + 1

    def _fijar_ancho(self, celdas: Enteros) -> None:
        """Las celdas por fila: las del encabezado, o una más o menos si así vienen casi todas."""
        propio = len(self.encabezado)
        usual = int(np.bincount(celdas).argmax())
        sin_la_ultima = usual == propio - 1 and not self.encabezado[-1].strip(BLANCOS)
        self.ancho = usual if usual == propio + 1 or sin_la_ultima else propio

    def _contar(self, tramo: Tramo, escritas: Enteros) -> None:
        celdas = tramo.celdas[escritas]
        if not self.ancho:
            self._fijar_ancho(celdas)
        distintas = celdas != self.ancho
        if distintas.any():
            self._anotar_irregulares(tramo, escritas[distintas])
        if tramo.comillas:
            self._buscar_tragadas(tramo, escritas)
        normales = escritas[~distintas]
        if len(normales):
            self.primera_normal = self.primera_normal or tramo.primera + int(normales[0])
            if self.ancho > len(self.encabezado) and self.ultima_siempre_vacia:
                self.ultima_siempre_vacia = _ultima_vacia(tramo, normales)
        if len(self.iniciales) < FILAS_MAXIMAS:
            self.iniciales += self._crudas(tramo, escritas[:FILAS_MAXIMAS], self.filas + 1)
        cola = escritas[-FILAS_MAXIMAS:]
        self.finales.extend(self._crudas(tramo, cola, self.filas + 1 + len(escritas) - len(cola)))
        self.filas += len(escritas)

    def _crudas(self, tramo: Tramo, filas: Enteros, puesto: int) -> Sequence[Cruda]:
        return [
            Cruda(tramo.primera + i, puesto + k, tramo.fila(i))
            for k, i in enumerate(filas.tolist())
        ]

    def _anotar_irregulares(self, tramo: Tramo, filas: Enteros) -> None:
        self.irregulares += len(filas)
        faltan = FILAS_MAXIMAS + 1 - len(self.primeras_irregulares)
        for i in filas[:faltan].tolist():
            con_salto = b"\n" in tramo.fila(i) or b"\r" in tramo.fila(i)
            self.primeras_irregulares.append((tramo.primera + i, int(tramo.celdas[i]), con_salto))

    def _buscar_tragadas(self, tramo: Tramo, escritas: Enteros) -> None:
        """Una celda con saltos y los separadores de varias filas: sus comillas no cerraban ahí."""
        if self.ancho < COLUMNAS_PARA_SOSPECHAR:
            return
        octetos = tramo.octetos[: len(tramo.datos)]
        saltos = np.flatnonzero((octetos == LF) | (octetos == CR))
        duenas = np.searchsorted(tramo.inicios, saltos, side="right") - 1
        for i in np.unique(duenas[saltos < tramo.fines[duenas]]).tolist():
            fila = tramo.fila(i).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            renglones = fila.count(b"\n") + 1
            if fila.count(self.separador.encode()) == renglones * (self.ancho - 1):
                raise ErrorDeTexto("comillas", fila=tramo.primera + i)

    def _contar_saltos(self, tramo: Tramo) -> None:
        hasta = np.append(tramo.inicios[1:], len(tramo.datos)) - 1
        self.completo = tramo.completo
        if not tramo.completo:
            hasta = hasta[:-1]
        inicios = tramo.inicios[: len(hasta)]
        lf = tramo.octetos[hasta] == LF
        crlf = lf & (tramo.octetos[hasta - 1] == CR) & (hasta > inicios)
        self.saltos["crlf"] += int(crlf.sum())
        self.saltos["lf"] += int(lf.sum() - crlf.sum())
        self.saltos["cr"] += int(len(hasta) - lf.sum())


def _ultima_vacia(tramo: Tramo, filas: Enteros) -> bool:
    """Si la última celda de todas esas filas está vacía."""
    if tramo.cortes is None or tramo.ultimos is None:
        return not any(tramo.partidas[i][-1].strip(BLANCOS) for i in filas.tolist())
    comienzo = tramo.cortes[tramo.ultimos[filas] - 1] + 1
    return all(
        not tramo.datos[a:b].strip(BLANCOS.encode())
        for a, b in zip(comienzo.tolist(), tramo.fines[filas].tolist())
    )
