"""Celdas → números y códigos, con error que señala la celda cuando algo no cuadra."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, limpiar

Estado = Literal["dato", "no_aplica", "no_disponible"]
ESTADOS: tuple[Estado, ...] = ("dato", "no_aplica", "no_disponible")
Dominio = Literal["total", "cabecera", "rural"]
DOMINIOS: tuple[Dominio, ...] = ("total", "cabecera", "rural")

CON_PUNTO = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
CON_COMA = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")

Numeros = list[tuple[float, Estado]]


def numeros(
    tabla: Tabla,
    columna: str,
    *,
    minimo: float | None = None,
    maximo: float | None = None,
    vacio: Estado | None = None,
    nulos: Mapping[str, Estado] | None = None,
    decimal: Literal[".", ","] = ".",
) -> Numeros:
    """Convierte una columna en pares (valor, estado); el valor de lo que no es dato es NaN.

    `vacio` es el estado de la celda vacía (None: es un error); `nulos` da el de textos como «N/C».
    Con `decimal=","` los textos son es-CO («1.234,5»). Fuera de [minimo, maximo] es un error.
    """
    salida: Numeros = []
    especiales = {limpiar(k): v for k, v in (nulos or {}).items()}
    for i, celda in enumerate(tabla[columna]):
        texto = limpiar(celda)
        if texto in especiales:
            salida.append((math.nan, especiales[texto]))
        elif texto == "" and vacio is not None:
            salida.append((math.nan, vacio))
        else:
            salida.append((_numero(tabla, i, columna, celda, decimal), "dato"))
            _exigir_rango(tabla, i, columna, salida[-1][0], minimo, maximo)
    return salida


def _numero(tabla: Tabla, i: int, columna: str, celda: Any, decimal: str) -> float:
    if isinstance(celda, int | float) and not isinstance(celda, bool) and math.isfinite(celda):
        return float(celda)
    texto = limpiar(celda)
    if decimal == "," and CON_COMA.fullmatch(texto):
        return float(texto.replace(".", "").replace(",", "."))
    if decimal == "." and CON_PUNTO.fullmatch(texto):
        return float(texto)
    if texto == "":
        raise tabla.error(i, columna, "la celda está vacía", "complete el dato o quite la fila")
    pista = "con punto decimal" if decimal == "." else "con coma decimal y punto de miles"
    raise tabla.error(i, columna, "no es un número", f"escriba el número {pista}, sin otros signos")


def _exigir_rango(
    tabla: Tabla, i: int, columna: str, valor: float, minimo: float | None, maximo: float | None
) -> None:
    if (minimo is not None and valor < minimo) or (maximo is not None and valor > maximo):
        limites = (
            f"entre {minimo} y {maximo}"
            if None not in (minimo, maximo)
            else (f"mínimo {minimo}" if minimo is not None else f"máximo {maximo}")
        )
        raise tabla.error(
            i, columna, f"está fuera de rango ({limites})", "revise el dato con la entidad"
        )


def codigos(
    tabla: Tabla, columna: str, *, cifras: int = 5, sin_cero_inicial: bool = False
) -> list[str]:
    """Códigos de territorio con sus `cifras` completas.

    Un código corto es un error (perdió el cero inicial), salvo que la fuente los publique así y lo
    declare con `sin_cero_inicial=True`: entonces se completan.
    """
    salida = []
    for i, celda in enumerate(tabla[columna]):
        texto = limpiar(celda)
        if sin_cero_inicial and texto.isdigit():
            texto = texto.zfill(cifras)
        if not (texto.isdigit() and len(texto) == cifras):
            corto = texto.isdigit() and len(texto) < cifras
            raise tabla.error(
                i,
                columna,
                "al código le falta el cero inicial"
                if corto
                else f"no es un código de {cifras} cifras",
                f"guarde la columna como texto: «{texto.zfill(cifras)}»"
                if corto
                else "revise que la columna sea el código DANE del territorio",
            )
        salida.append(texto)
    return salida


def categorias(tabla: Tabla, columna: str, validas: Mapping[str, str]) -> list[str]:
    """Traduce rótulos a su identificador; uno desconocido es un error con la lista de válidos."""
    salida = []
    for i, celda in enumerate(tabla[columna]):
        texto = limpiar(celda)
        if texto not in validas:
            lista = ", ".join(f"«{v}»" for v in validas)
            raise tabla.error(
                i,
                columna,
                f"valor desconocido (se espera {lista})",
                "revise la versión del archivo",
            )
        salida.append(validas[texto])
    return salida


def exigir_exactos(
    lugar: Lugar, hallados: Sequence[str], esperados: Collection[str], que: str
) -> None:
    """ErrorDeDatos si en `hallados` falta, sobra o se repite alguno de `esperados`.

    `que` los nombra con su artículo («los municipios de 2022»).
    """
    repetidos = sorted(h for h, veces in Counter(hallados).items() if veces > 1)
    frases = [diferencia(hallados, esperados)]
    frases += [f"se repiten {len(repetidos)}: {', '.join(repetidos[:12])}"] if repetidos else []
    if detalle := "; ".join(filter(None, frases)):
        raise ErrorDeDatos(
            f"no están exactamente {que} ({detalle})",
            lugar=lugar,
            que_hacer=f"compruebe que el archivo está completo y sin filas de más; {DESCARGAR}",
        )


def diferencia(hallados: Collection[str], esperados: Collection[str]) -> str:
    """Frase con lo que falta y lo que sobra entre dos conjuntos; «» si son iguales."""
    faltan, sobran = sorted(set(esperados) - set(hallados)), sorted(set(hallados) - set(esperados))
    partes = [f"faltan {len(faltan)}: {', '.join(faltan[:12])}"] if faltan else []
    partes += [f"sobran {len(sobran)}: {', '.join(sobran[:12])}"] if sobran else []
    return "; ".join(partes)
