"""De las filas de una salida publicable a sus conteos, con cada regla comprobada celda por celda.

Lo que se deriva (tasas, contribuciones, rangos) se vuelve a calcular: de una fila solo se creen los
conteos redondeados. Da igual de qué motor venga la fila.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite, isnan
from typing import Any

import numpy as np

from ..errores import ErrorDeMetodo
from ..hogares.nombres import PRIVACIONES
from ..metodo import IPM
from ..publicable.publicada import Publicada
from ..publicable.redondeo import BASE_DE_PERSONAS, BASES
from ..publicable.visible import ESTADOS, MINIMO, MINIMO_COMPLETO
from ..supresion import PUBLICADO
from .esquema import REHAGALO

# Como los llama la capa de QGIS, cuyos nombres caben en un shapefile.
CORTOS = {"personas_pobres": "pers_pobre"}
ENTERAS = ("hogares", "pobres", "personas", "personas_pobres")
TASAS = tuple(f"{letra}_{p.lower()}" for letra in "tc" for p in PRIVACIONES)
CODIGOS = {nombre: codigo for codigo, nombre in ESTADOS.items()}


def publicada_de(
    filas: Sequence[Mapping[str, Any]], nombres: Sequence[str], redondeo: int, minimo: int
) -> Publicada:
    """Los conteos de las filas, (G,); ErrorDeMetodo con la celda que no cumpla una regla.

    `nombres` es cómo se llama cada fila en un mensaje. Una celda vacía es None, NaN o «».
    """
    if redondeo not in BASES or minimo < MINIMO:
        raise _mala("la salida", "reglas", f"{redondeo} y {minimo}", "no son las que se publican")
    hechas = [_fila(f, n, redondeo, minimo) for f, n in zip(filas, nombres)]
    cifras = np.array([c for _, c in hechas], dtype=np.float64).reshape(len(filas), -1)
    personas, por_privacion = cifras[:, 2:4], cifras[:, 4:]
    return Publicada(
        metodo=IPM,
        base=redondeo,
        estado=np.array([e for e, _ in hechas], dtype=np.int64),
        hogares=cifras[:, 0],
        pobres=cifras[:, 1],
        privados=por_privacion[:, : len(PRIVACIONES)],
        censurados=por_privacion[:, len(PRIVACIONES) :],
        personas=personas[:, 0],
        personas_pobres=personas[:, 1],
    )


def _fila(
    fila: Mapping[str, Any], nombre: str, redondeo: int, minimo: int
) -> tuple[int, list[float]]:
    """El estado y las 34 cifras: hogares, pobres, personas, pobres, privados y censurados."""
    estado = str(fila.get("estado") or "")
    if estado not in CODIGOS:
        raise _mala(nombre, "estado", estado, f"no es uno de: {', '.join(CODIGOS)}")
    enteras = [_numero(fila, c, nombre) for c in ENTERAS]
    tasas = [_numero(fila, c, nombre) for c in TASAS]
    if CODIGOS[estado] != PUBLICADO:
        return CODIGOS[estado], _callada(estado, enteras, tasas, nombre)
    hogares, pobres, personas, personas_pobres = enteras
    _exigir_conteo(nombre, "hogares", hogares, redondeo)
    if hogares < minimo:
        raise _mala(nombre, "hogares", hogares, f"se muestra con menos de {minimo} hogares")
    _exigir_conteo(nombre, "pobres", pobres, redondeo, tope=hogares)
    conteos = [_de_tasa(nombre, c, t, hogares, redondeo) for c, t in zip(TASAS, tasas)]
    mitad = len(PRIVACIONES)
    for columna, c, d in zip(TASAS[mitad:], conteos[mitad:], conteos[:mitad]):
        if c > min(d, pobres):
            raise _mala(nombre, columna, c, "hay más privados y pobres que privados o que pobres")
    _personas(nombre, hogares, pobres, personas, personas_pobres)
    return PUBLICADO, [*enteras, *conteos]


def _callada(estado: str, enteras: list[float], tasas: list[float], nombre: str) -> list[float]:
    """Una fila que no se muestra: ninguna cifra, salvo el cero de la que no tiene registros."""
    propios = [0.0 if estado == "sin_registros" else float("nan"), *[float("nan")] * 3]
    for columna, valor, propio in zip(
        (*ENTERAS, *TASAS), (*enteras, *tasas), [*propios, *[float("nan")] * len(TASAS)]
    ):
        if not isnan(valor) and valor != propio:
            raise _mala(nombre, columna, valor, f"la fila está en «{estado}» y no muestra cifras")
    return [*propios, *[float("nan")] * len(TASAS)]


def _personas(
    nombre: str, hogares: float, pobres: float, personas: float, personas_pobres: float
) -> None:
    """Las personas, solo desde 30 hogares; una base que no las cuenta no trae ninguna."""
    if isnan(personas) and isnan(personas_pobres):
        return
    if hogares < MINIMO_COMPLETO:
        raise _mala(nombre, "personas", personas, f"se muestran desde {MINIMO_COMPLETO} hogares")
    _exigir_conteo(nombre, "personas", personas, BASE_DE_PERSONAS)
    _exigir_conteo(nombre, "personas_pobres", personas_pobres, BASE_DE_PERSONAS, tope=personas)
    if pobres == 0 and personas_pobres > 0:
        raise _mala(nombre, "personas_pobres", personas_pobres, "no hay ningún hogar pobre")


def _exigir_conteo(
    nombre: str, columna: str, valor: float, base: int, tope: float = float("inf")
) -> None:
    if isnan(valor):
        raise _mala(nombre, columna, "", "falta la cifra")
    if valor < 0 or valor % base:
        raise _mala(nombre, columna, valor, f"no es un múltiplo de {base}: no está redondeada")
    if valor > tope:
        raise _mala(nombre, columna, valor, f"es más que su total, {tope:.0f}")


def _de_tasa(nombre: str, columna: str, tasa: float, hogares: float, base: int) -> float:
    """El conteo de que salió la tasa, que tiene que ser un múltiplo del redondeo."""
    if isnan(tasa):
        raise _mala(nombre, columna, "", "falta la cifra")
    conteo = tasa * hogares
    cercano = base * round(conteo / base)
    # QGIS guarda las tasas con ocho decimales: con dos millones de hogares se aparta 0,01.
    if abs(conteo - cercano) > max(1e-6, hogares * 1e-8):
        raise _mala(
            nombre, columna, tasa, f"no sale de un múltiplo de {base} sobre {hogares:.0f} hogares"
        )
    if not 0 <= cercano <= hogares:
        raise _mala(nombre, columna, tasa, "no está entre 0 y 1")
    return float(cercano)


def _numero(fila: Mapping[str, Any], columna: str, nombre: str) -> float:
    """La cifra de una celda; NaN si está vacía."""
    cual = columna if columna in fila else CORTOS.get(columna, columna)
    if cual not in fila:
        raise ErrorDeMetodo(
            f"a la salida le falta la columna «{columna}»",
            que_hacer="use la salida de «Incidencia de privaciones» en modo publicable, con todas "
            "sus columnas",
        )
    crudo = fila[cual]
    if crudo is None or crudo == "":
        return float("nan")
    try:
        valor = float(crudo)
    except (TypeError, ValueError):
        raise _mala(nombre, columna, crudo, "no es un número") from None
    if isnan(valor):
        return valor
    if not isfinite(valor):
        raise _mala(nombre, columna, crudo, "no es un número finito")
    return valor


def _mala(nombre: str, columna: str, valor: Any, problema: str) -> ErrorDeMetodo:
    escrito = f"{valor:.10g}" if isinstance(valor, float) else str(valor)[:60]
    return ErrorDeMetodo(
        f"«{nombre[:80]}», columna «{columna}», valor «{escrito}»: {problema}", que_hacer=REHAGALO
    )
