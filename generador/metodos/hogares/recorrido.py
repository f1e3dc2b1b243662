"""Recorrer una vez las filas de un archivo y contar lo que el examen necesita saber de ellas."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..tipos import Enteros, Logicos
from .frases import ErrorDeTexto
from .letras import Letras
from .pie import FILAS_MAXIMAS
from .primera_fila import INDICE, SOBRANTE, leer_encabezado
from .registros import CR, LF, Tramo, comillas_regulares, partir_fila
from .vacias import BLANCOS, encabezados_repetidos, filas_vacias

# Con menos columnas, un texto con un salto y unos separadores adentro puede ser legítimo.
COLUMNAS_PARA_SOSPECHAR = 4


@dataclass(frozen=True)
class FilaCruda:
    """Una fila no vacía sin decodificar: su número, su puesto entre las de datos y sus octetos."""

    fila: int
    puesto: int
    octetos: bytes


class RecorridoDeFilas:
    """Cuenta filas, vacías y saltos, y guarda las filas que no coinciden y las del final."""

    def __init__(self, separador: str) -> None:
        self.separador = separador
        self.letras = Letras()
        self.fila_encabezado = 0
        self.encabezado: list[str] = []
        self.encabezado_crudo = b""
        self.repetidos = 0
        self.primer_repetido = 0
        self.filas = 0
        self.vacias = 0
        self.primera_vacia = 0
        self.saltos = {"lf": 0, "crlf": 0, "cr": 0}
        self.completo = True
        self.regulares = True
        self.anchos: dict[int, int] = {}
        self.primeras: dict[int, list[int]] = {}
        self.con_salto: set[int] = set()
        self.ultima_siempre_vacia = True
        self.iniciales: list[FilaCruda] = []
        self.finales: deque[FilaCruda] = deque(maxlen=FILAS_MAXIMAS)
        self.desde = 0

    def agregar(self, tramo: Tramo) -> None:
        """Suma un tramo; ErrorDeTexto si unas comillas se tragan filas."""
        self.letras.agregar(tramo)
        self._contar_saltos(tramo)
        self.regulares = self.regulares and comillas_regulares(tramo, self.separador)
        vacias = filas_vacias(tramo, self.separador, self.desde)
        comienzo = 0
        if not self.fila_encabezado:
            comienzo = self._tomar_encabezado(tramo, vacias)
            vacias = filas_vacias(tramo, self.separador, self.desde)
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

    @property
    def ancho(self) -> int:
        """Las celdas por fila: las del encabezado, o una más o menos si así viene la mayoría."""
        propio = len(self.encabezado)
        posibles = [propio, propio + 1]
        if not self.encabezado[-1].strip(BLANCOS):
            posibles.append(propio - 1)
        return max(posibles, key=lambda ancho: self.anchos.get(ancho, 0))

    def irregulares(self) -> list[tuple[int, int]]:
        """(fila, celdas) de las primeras filas que no tienen `ancho` celdas, en orden."""
        return sorted(
            (f, n) for n, filas in self.primeras.items() for f in filas if n != self.ancho
        )

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
        i = int(escritas[0]) if len(escritas) else len(tramo)
        self.vacias += i
        self.primera_vacia = self.primera_vacia or (tramo.primera if i else 0)
        if not len(escritas):
            return i
        self.fila_encabezado = tramo.primera + i
        self.encabezado_crudo = tramo.fila(i)
        self.encabezado = partir_fila(self.encabezado_crudo, self.separador)
        con_nombre = leer_encabezado(self.encabezado, self.fila_encabezado)
        self.desde = next((k for k, nombre in enumerate(con_nombre) if nombre), 0)
        return i + 1

    def _contar(self, tramo: Tramo, escritas: Enteros) -> None:
        celdas = tramo.celdas[escritas]
        for ancho in np.unique(celdas).tolist():
            self._contar_ancho(tramo, escritas[celdas == ancho], ancho)
        if tramo.comillas:
            self._buscar_saltos(tramo, escritas)
        if len(self.iniciales) < FILAS_MAXIMAS:
            cabeza = escritas[: FILAS_MAXIMAS - len(self.iniciales)]
            self.iniciales += self._crudas(tramo, cabeza, self.filas + 1)
        cola = escritas[-FILAS_MAXIMAS:]
        self.finales.extend(self._crudas(tramo, cola, self.filas + 1 + len(escritas) - len(cola)))
        self.filas += len(escritas)

    def _contar_ancho(self, tramo: Tramo, filas: Enteros, ancho: int) -> None:
        self.anchos[ancho] = self.anchos.get(ancho, 0) + len(filas)
        primeras = self.primeras.setdefault(ancho, [])
        faltan = FILAS_MAXIMAS + 1 - len(primeras)
        primeras += (tramo.primera + filas[:faltan]).tolist()
        if ancho == len(self.encabezado) + 1 and self.ultima_siempre_vacia:
            self.ultima_siempre_vacia = _ultima_vacia(tramo, filas)

    def _crudas(self, tramo: Tramo, filas: Enteros, puesto: int) -> Sequence[FilaCruda]:
        return [
            FilaCruda(tramo.primera + i, puesto + k, tramo.fila(i))
            for k, i in enumerate(filas.tolist())
        ]

    def _buscar_saltos(self, tramo: Tramo, escritas: Enteros) -> None:
        """Las filas con un salto adentro; ErrorDeTexto si ahí caben varias filas enteras."""
        columnas = len(self.encabezado)
        octetos = tramo.octetos[: len(tramo.datos)]
        saltos = np.flatnonzero((octetos == LF) | (octetos == CR))
        duenas = np.searchsorted(tramo.inicios, saltos, side="right") - 1
        con_salto = np.unique(duenas[saltos < tramo.fines[duenas]])
        for i in con_salto[np.isin(con_salto, escritas)].tolist():
            if int(tramo.celdas[i]) != columnas and len(self.con_salto) < FILAS_MAXIMAS:
                self.con_salto.add(tramo.primera + i)
            fila = tramo.fila(i).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            renglones = fila.count(b"\n") + 1
            tragadas = fila.count(self.separador.encode()) == renglones * (columnas - 1)
            if tragadas and columnas >= COLUMNAS_PARA_SOSPECHAR:
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
