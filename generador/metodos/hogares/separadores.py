"""Qué signo separa las columnas, y si la primera línea es la instrucción «sep=;» de Excel."""

from __future__ import annotations

import re
from itertools import islice

from ..tablas import documento
from .frases import FICHA, ErrorDeTexto
from .registros import en_renglones, filas_de_csv

LINEA_SEP = re.compile(rb'"?sep=([^\r\n"])?"?[;,|\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
FILAS_DE_MUESTRA = 50


def separadores() -> tuple[str, ...]:
    """Los signos que se reconocen, en orden de preferencia."""
    return tuple(s["signo"] for s in documento(FICHA)["separadores"])


def separador_pedido(pedido: str | None) -> str | None:
    """El signo que pidió la persona («tab», «coma»… valen); ErrorDeTexto si no se conoce."""
    if not pedido:
        return None
    signo = str(documento(FICHA)["alias_de_separador"].get(pedido.lower(), pedido))
    if signo not in separadores():
        raise ErrorDeTexto("separador_desconocido", separador=pedido)
    return signo


def linea_sep(inicio: bytes) -> tuple[int, str | None]:
    """Octetos que ocupa la línea «sep=…» (0 si no está) y el signo que declara."""
    hallada = LINEA_SEP.match(inicio)
    if not hallada:
        return 0, None
    signo = (hallada[1] or b"").decode("latin-1")
    if signo not in separadores():
        raise ErrorDeTexto("separador_desconocido", separador=signo)
    return hallada.end(), signo


def detectar_separador(inicio: bytes) -> str | None:
    """El signo que da más columnas en el encabezado y más filas como él; None si ninguno separa."""
    puntos = {signo: _puntos(inicio, signo) for signo in separadores()}
    mejor = max(puntos, key=lambda signo: puntos[signo])
    return mejor if puntos[mejor] > 0 else None


def nombre_de_separador(signo: str) -> str:
    """Cómo se dice el signo en una frase."""
    return str(next(s["nombre"] for s in documento(FICHA)["separadores"] if s["signo"] == signo))


def _puntos(inicio: bytes, signo: str) -> float:
    """Columnas del encabezado por la parte de las filas de la muestra que traen las mismas."""
    renglones = en_renglones(inicio.decode("latin-1"))
    filas_escritas = (fila for fila in filas_de_csv(renglones, signo) if any(fila))
    anchos = [len(fila) for fila in islice(filas_escritas, FILAS_DE_MUESTRA)]
    if not anchos or anchos[0] < 2:
        return 0.0
    # La última fila de la muestra puede estar cortada, y una columna de más o de menos se explica.
    filas = anchos[1:-1] or anchos[1:]
    parecidas = sum(abs(ancho - anchos[0]) <= 1 for ancho in filas)
    return anchos[0] * (1 + parecidas) / (1 + len(filas))
