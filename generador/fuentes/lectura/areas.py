"""Proyecciones por área: que las tres áreas estén, que sumen, y qué significa un cero en ellas."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla
from generador.fuentes.lectura.valores_de_celdas import DOMINIOS, Numeros, diferencia

RURAL = "Centros Poblados y Rural Disperso"


def exigir_completa(tabla: Tabla, llaves: Collection[str], esperadas: Collection[str]) -> None:
    """Falla si a la tabla le falta alguna llave esperada (territorio, o territorio y año)."""
    esperadas = set(esperadas)
    if falta := diferencia(esperadas.intersection(llaves), esperadas):
        raise ErrorDeDatos(
            f"no trae todos los territorios del marco 2018 en todos sus años ({falta})",
            lugar=tabla.lugar,
            que_hacer="compruebe que el archivo está completo; " + DESCARGAR,
        )


def exigir_sumas(
    tabla: Tabla, columna: str, llaves: Sequence[str], dominios: Sequence[str], valores: Numeros
) -> None:
    """Exige que cada llave traiga una vez cada área y que el total sea cabecera más rural.

    Todas las secuencias van fila por fila con `tabla`; el error señala la celda del total.
    """
    filas: dict[str, dict[str, int]] = {}
    for i, (llave, dominio) in enumerate(zip(llaves, dominios, strict=True)):
        propias = filas.setdefault(llave, {})
        if dominio in propias:
            raise tabla.error(
                i,
                "area",
                f"{llave} repite esta área",
                "deje una sola fila por territorio, año y área",
            )
        propias[dominio] = i
    for llave, propias in filas.items():
        if falta := diferencia(propias, DOMINIOS):
            fila = next(iter(propias.values()))
            raise tabla.error(fila, "area", f"{llave} no trae sus tres áreas ({falta})", DESCARGAR)
        total, cabecera, rural = (valores[propias[d]][0] for d in DOMINIOS)
        if total != cabecera + rural:
            raise tabla.error(
                propias["total"],
                columna,
                f"el total de {llave} no es cabecera ({cabecera:.0f}) más rural ({rural:.0f})",
                "revise las tres filas del territorio con la entidad",
            )


def ceros_no_aplican(valores: Numeros) -> Numeros:
    """Cambia los ceros por «no_aplica».

    En estas series un cero nunca es «nadie»: o el territorio no tiene cabecera, o aún no existía
    ese año, o ya era parte de otro. Un cero por error lo descubre antes `exigir_sumas`.
    """
    return [(math.nan, "no_aplica") if valor == 0 else (valor, e) for valor, e in valores]
