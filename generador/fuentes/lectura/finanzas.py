"""Lo común a las fuentes de finanzas: pesos a millones, ceros sin dato y sumas exactas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla
from generador.fuentes.lectura.valores_de_celdas import Estado, Numeros

PESOS, MILES_DE_PESOS = 1e6, 1e3  # cuántas unidades del archivo caben en un millón de pesos
SEGREGADO = "27493"  # Nuevo Belén de Bajirá: SICODIS lo trae aparte; su territorio es de Riosucio


def a_millones(valores: Numeros, por_millon: float) -> Numeros:
    """Los valores en millones de pesos; lo que no es dato no cambia."""
    return [(v / por_millon if e == "dato" else v, e) for v, e in valores]


def cero_sin_dato(valores: Numeros, territorios: Sequence[str], anio: str) -> Numeros:
    """Los valores con el 0 como falta de dato: el archivo lo escribe donde no hay información."""
    return [
        (math.nan, sin_dato(c, anio)) if e != "dato" or v == 0 else (v, e)
        for c, (v, e) in zip(territorios, valores, strict=True)
    ]


def sin_dato(codigo: str, anio: str) -> Estado:
    """Por qué una fila del archivo viene sin dato: aún no era municipio, o no se conoce.

    San Andrés no es municipio, pero SICODIS lo trae: allí un vacío sí es falta de información.
    """
    if codigo == municipios_de_entonces.ISLA:
        return "no_disponible"
    return municipios_de_entonces.estado_de_municipio(codigo, anio)


def exigir_suma(tabla: Tabla, columna: str, total: Numeros, partes: Sequence[Numeros]) -> None:
    """ErrorDeDatos en la primera fila en que `partes` no suma exactamente `total`."""
    for i, (valor, _) in enumerate(total):
        suma = math.fsum(parte[i][0] for parte in partes)
        if suma != valor:
            raise tabla.error(
                i,
                columna,
                f"sus partes suman {suma:.0f} y no ese valor",
                "revise la fila con la entidad o traiga de nuevo el archivo",
            )
