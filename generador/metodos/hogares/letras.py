r"""En qué codificación está un archivo: UTF-8 si lo es; si no, la que da palabras del español.

«LA PE\xa5A» es «LA PEÑA» en cp850 y «LA PE¥A» en Windows-1252. Cada octeto alto se mira con lo que
tiene a los lados y cada codificación gana o pierde puntos según lo que allí se leería.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np

from ..tablas import documento
from ..tipos import Enteros, Octetos, Reales
from .flujo import UTF16
from .frases import FICHA, ErrorDeTexto, aviso
from .registros import Tramo

UTF8 = "utf-8"
INDEFINIDO = "␀"
# La única que define los 256 octetos.
RESPALDO = "latin-1"
# Clases de vecino; INICIAL es la mayúscula que empieza palabra, y solo puede ir antes.
OTRO, MINUSCULA, MAYUSCULA, ALTA, INICIAL = range(5)
# Puntos por octeto: entre la primera y la segunda debe haber al menos esta diferencia.
DUDA = 0.5
IMPOSIBLE = -4.0
SOLA = 0.25  # «ó» entre dos espacios


def codificacion_pedida(pedida: str | None) -> str | None:
    """La clave de la codificación que pidió la persona; ErrorDeTexto si no se conoce."""
    if not pedida:
        return None
    escrita = pedida.strip().lower().replace("_", "-")
    for codificacion in documento(FICHA)["codificaciones"]:
        if escrita in (codificacion["clave"], *codificacion["alias"]):
            return str(codificacion["clave"])
    raise ErrorDeTexto("codificacion_desconocida", codificacion=pedida, conocidas=conocidas())


def conocidas() -> str:
    """Las claves que se pueden pedir, separadas por comas."""
    return ", ".join(c["clave"] for c in documento(FICHA)["codificaciones"])


def nombre_de(clave: str) -> str:
    """Cómo se nombra la codificación en una frase."""
    return str(_ficha(clave)["nombre"])


def decodificar(octetos: bytes, clave: str) -> str:
    """El texto; lo que sale de UTF-16 ya viene en UTF-8. ValueError si hay letras ajenas."""
    return octetos.decode(UTF8 if clave in UTF16 else clave)


class Letras:
    """Lo que se sabe de las letras del archivo, tramo a tramo.

    `contexto` (128, 5, 4): cuántas veces sale cada octeto alto con cada clase de vecino antes y
    después; `primera` (128,): la primera fila en que sale cada uno, 0 si no sale.
    """

    def __init__(self) -> None:
        self.contexto: Enteros = np.zeros((128, 5, 4), dtype=np.int64)
        self.primera: Enteros = np.zeros(128, dtype=np.int64)
        self.fila_utf8 = 0
        self.fila_ajena = 0
        self.perdidas = 0
        self.fila_perdida = 0
        self.fila_doblada = 0

    def agregar(self, tramo: Tramo) -> None:
        """Cuenta las letras del tramo."""
        if tramo.datos.isascii():
            return
        altos = np.flatnonzero(tramo.octetos >= 128)
        try:
            codecs.decode(tramo.datos, UTF8)
        except UnicodeDecodeError as ajena:
            self.fila_ajena = self.fila_ajena or _fila(tramo, ajena.start)
        self._buscar_utf8(tramo, altos)
        self._contar(tramo, altos)

    def _buscar_utf8(self, tramo: Tramo, altos: Enteros) -> None:
        """Letras del español en UTF-8 («ñ» son C3 B1), y las que ya venían dañadas."""
        uno, dos, tres = (tramo.octetos[altos + k] for k in range(3))
        pares = altos[((uno == 0xC3) | (uno == 0xC2)) & (dos >= 0x80) & (dos < 0xC0)]
        perdidas = altos[(uno == 0xEF) & (dos == 0xBF) & (tres == 0xBD)]
        dobladas = altos[(uno == 0xC3) & (dos == 0x83) & ((tres == 0xC2) | (tres == 0xE2))]
        self.perdidas += len(perdidas)
        self.fila_utf8 = self.fila_utf8 or _primera_fila(tramo, pares)
        self.fila_perdida = self.fila_perdida or _primera_fila(tramo, perdidas)
        self.fila_doblada = self.fila_doblada or _primera_fila(tramo, dobladas)

    def _contar(self, tramo: Tramo, altos: Enteros) -> None:
        valores = tramo.octetos[altos].astype(np.int64) - 128
        # Antes del primer octeto está el relleno, que no es letra.
        antes, mas_atras = (_clases()[tramo.octetos[altos - k]] for k in (1, 2))
        antes = np.where((antes == MAYUSCULA) & (mas_atras == OTRO), INICIAL, antes)
        despues = _clases()[tramo.octetos[altos + 1]]
        juntos = np.bincount((valores * 5 + antes) * 4 + despues, minlength=self.contexto.size)
        self.contexto += juntos.reshape(self.contexto.shape)
        distintos, lugar = np.unique(valores, return_index=True)
        for valor, posicion in zip(distintos.tolist(), altos[lugar].tolist()):
            if not self.primera[valor]:
                self.primera[valor] = _fila(tramo, posicion)

    def elegir(self, pedida: str | None) -> tuple[str, list[str]]:
        """La codificación y los avisos; ErrorDeTexto si hay dos mezcladas o la pedida no sirve."""
        if pedida:
            return pedida, self._comprobar(pedida)
        if not self.fila_ajena:
            return UTF8, self._danadas()
        if self.fila_utf8:
            raise ErrorDeTexto("mezcla", fila_utf8=self.fila_utf8, fila=self.fila_ajena)
        return self._la_mejor()

    def _danadas(self) -> list[str]:
        dichas = []
        if self.perdidas:
            dichas.append(aviso("letras_perdidas", cuantas=self.perdidas, fila=self.fila_perdida))
        if self.fila_doblada:
            dichas.append(aviso("letras_dobladas", fila=self.fila_doblada))
        return dichas

    def _comprobar(self, pedida: str) -> list[str]:
        if pedida == UTF8 or pedida in UTF16:
            if self.fila_ajena:
                self._no_decodifica(pedida, self.fila_ajena)
            return self._danadas()
        filas = [int(f) for f, c in zip(self.primera, _alto(pedida)) if f and c == INDEFINIDO]
        if filas:
            self._no_decodifica(pedida, min(filas))
        parece_utf8 = bool(self.primera.any()) and not self.fila_ajena
        return [aviso("parece_utf8", codificacion=nombre_de(pedida))] if parece_utf8 else []

    def _no_decodifica(self, pedida: str, fila: int) -> None:
        raise ErrorDeTexto(
            "no_decodifica", fila=fila, codificacion=nombre_de(pedida), conocidas=conocidas()
        )

    def _la_mejor(self) -> tuple[str, list[str]]:
        """La de más puntos; si otra queda cerca, se dice."""
        claves = [c["clave"] for c in documento(FICHA)["codificaciones"] if "se_detecta" in c]
        puntos = {clave: float((self.contexto * _puntos(clave)).sum()) for clave in claves}
        primera, segunda = sorted(claves, key=lambda clave: -puntos[clave])[:2]
        dudosa = puntos[primera] - puntos[segunda] < DUDA * int(self.contexto.sum())
        if any(_alto(primera)[i] == INDEFINIDO for i in np.flatnonzero(self.primera).tolist()):
            primera = RESPALDO
        nombres = {"codificacion": nombre_de(primera), "otra": nombre_de(segunda)}
        return primera, [aviso("codificacion_dudosa" if dudosa else "codificacion", **nombres)]


def _fila(tramo: Tramo, posicion: int) -> int:
    """La fila que contiene ese octeto del tramo."""
    return tramo.primera + int(np.searchsorted(tramo.inicios, posicion, side="right")) - 1


def _primera_fila(tramo: Tramo, posiciones: Enteros) -> int:
    return _fila(tramo, int(posiciones[0])) if len(posiciones) else 0


def _ficha(clave: str) -> Mapping[str, Any]:
    fichas: list[Mapping[str, Any]] = documento(FICHA)["codificaciones"]
    return next(ficha for ficha in fichas if ficha["clave"] == clave)


def _alto(clave: str) -> str:
    """Las 128 letras de los octetos altos; en Latin-1, los mismos números."""
    return str(_ficha(clave).get("alto") or bytes(range(128, 256)).decode("latin-1"))


@lru_cache(maxsize=1)
def _clases() -> Octetos:
    """Clase de cada octeto como vecino: minúscula, mayúscula, alto u otra cosa."""
    clases = np.full(256, OTRO, dtype=np.uint8)
    clases[ord("a") : ord("z") + 1] = MINUSCULA
    clases[ord("A") : ord("Z") + 1] = MAYUSCULA
    clases[128:] = ALTA
    return clases


@cache
def _puntos(clave: str) -> Reales:
    """Puntos (128, 5, 4) de cada octeto alto en esa codificación, según sus vecinos."""
    return np.array([[[_valer(c, a, d) for d in range(4)] for a in range(5)] for c in _alto(clave)])


def _valer(caracter: str, antes: int, despues: int) -> float:
    """Qué tan propio del español es ese carácter entre esos vecinos."""
    if caracter == INDEFINIDO:
        return IMPOSIBLE
    if caracter in documento(FICHA)["letras_del_espanol"]:
        valer = _valer_mayuscula if caracter.isupper() else _valer_minuscula
        return valer(antes, despues)
    if caracter in documento(FICHA)["signos_frecuentes"]:
        entre_letras = OTRO not in (antes, despues) and ALTA not in (antes, despues)
        return -2.0 if entre_letras else 1.0
    return -1.0 if caracter.isalpha() else -2.0


def _valer_minuscula(antes: int, despues: int) -> float:
    if MAYUSCULA in (antes, despues):  # «PEñA»
        return -2.0
    if antes in (MINUSCULA, INICIAL) or despues == MINUSCULA:  # «José», «Fé», «útil»
        return 2.0
    return SOLA


def _valer_mayuscula(antes: int, despues: int) -> float:
    if antes == MINUSCULA or (despues == MINUSCULA and antes != OTRO):  # «PeÑa»
        return -2.0
    if MAYUSCULA in (antes, despues) or despues == MINUSCULA:  # «BOGOTÁ», «Ávila»
        return 2.0
    return 1.0 if antes == INICIAL else SOLA
