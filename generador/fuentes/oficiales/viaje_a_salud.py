"""CEPAL, minutos medios de viaje al hospital o clínica más cercanos, por superficie municipal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import larga
from generador.fuentes.lectura.rejillas import Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "accesibilidad/CEPAL_covariables_satelitales_municipio.csv"
PERIODO = "2023"  # el de la extracción; la capa de base se infiere y es anterior
MOTORIZADO, A_PIE = "viaje_salud_motorizado", "viaje_salud_a_pie"
COLUMNAS = {
    "codigo": "dam2",
    MOTORIZADO: "accesibilidad_hospitales",
    A_PIE: "accesibilidad_hosp_caminado",
}
MAXIMO = 20_000  # minutos: dos semanas


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con los minutos medios, motorizado y a pie, de los 1.122; dominio total.

    Es el promedio de las celdas del municipio, no de su gente. No se agrega a departamentos.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios del marco 2018")
    minutos = {i: numeros(tabla, i, minimo=0, maximo=MAXIMO) for i in (MOTORIZADO, A_PIE)}
    _exigir_orden(tabla, minutos)
    partes = [larga.parte(territorios, i, v, periodo=PERIODO) for i, v in minutos.items()]
    return larga.unir(partes, lugar=tabla.lugar)


def _exigir_orden(tabla: Tabla, minutos: dict[str, Numeros]) -> None:
    """A pie nunca se llega antes: si pasa, las columnas están cambiadas."""
    for i, ((en_vehiculo, _), (a_pie, _)) in enumerate(
        zip(minutos[MOTORIZADO], minutos[A_PIE], strict=True)
    ):
        if a_pie < en_vehiculo:
            raise tabla.error(
                i,
                A_PIE,
                f"a pie se llega antes que en vehículo ({en_vehiculo:g} minutos)",
                "compruebe que las dos columnas no estén cambiadas",
            )
