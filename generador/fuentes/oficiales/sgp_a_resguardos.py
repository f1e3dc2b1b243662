"""DNP, SICODIS: asignación especial del SGP para resguardos indígenas, 2020 a 2025."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGP_resguardos_2020_2025.xlsx"
HOJA = "Documentos de Distribución"
ENCABEZADO = 3
# Cuántos resguardos trae cada vigencia: todos los que reciben algo.
FILAS = {"2020": 989, "2021": 973, "2022": 993, "2023": 1017, "2024": 1035, "2025": 1073}
COLUMNAS = {
    "vigencia": "Vigencia",
    "resguardo": "DANE RESGUARDO",
    "codigo": "DANE ET",
    "nombre": "Municipio",
    "nombre_departamento": "Departamento",
    "doceava": "Última Doceava Vigencia Anterior",
    "once": "Once Doceavas Vigencia",
    "presupuesto": "Presupuesto",
    "poblacion": "Población Vigencia",
}
CIFRAS_DE_RESGUARDO = 9


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: resguardos, personas y millones de pesos corrientes por municipio y vigencia.

    Dominio total, 2020 a 2025. Un resguardo cuenta si tiene población en la vigencia; el que solo
    recibe la última doceava de la anterior suma pesos y no cuenta. «no_aplica» sin ninguno.
    """
    tabla = LibroOficial(carpeta / ARCHIVO).hoja(HOJA).tabla(ENCABEZADO, COLUMNAS, clave="vigencia")
    territorios = leer_codigos(tabla, "codigo")
    cruce_de_nombres.exigir(tabla, territorios)
    anios = categorias(tabla, "vigencia", {anio: anio for anio in FILAS})
    _exigir_resguardos(tabla, territorios, anios)
    partes = [
        parte
        for anio in FILAS
        for parte in _de_la_vigencia(tabla.filtrar([a == anio for a in anios]), anio)
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _exigir_resguardos(tabla: Tabla, territorios: list[str], anios: list[str]) -> None:
    """Que cada código de resguardo empiece por su municipio y esté una vez por vigencia."""
    resguardos = leer_codigos(tabla, "resguardo", cifras=CIFRAS_DE_RESGUARDO)
    vistos: set[tuple[str, str]] = set()
    for i, llave in enumerate(zip(anios, resguardos, strict=True)):
        if not resguardos[i].startswith(territorios[i]):
            problema = f"no es de un resguardo de {territorios[i]}"
            raise tabla.error(i, "resguardo", problema, "revise la fila con la entidad")
        if llave in vistos:
            problema = f"el resguardo se repite en {anios[i]}"
            raise tabla.error(i, "resguardo", problema, f"deje una sola fila; {DESCARGAR}")
        vistos.add(llave)
    cuentas = Counter(anios)
    for anio, cuantas in FILAS.items():
        if cuentas[anio] != cuantas:
            raise ErrorDeDatos(
                f"en {anio} trae {cuentas[anio]} resguardos y se esperaban {cuantas}",
                lugar=tabla.lugar,
                que_hacer=f"{DESCARGAR}; si la versión es otra, actualice FILAS",
            )


def _de_la_vigencia(tabla: Tabla, anio: str) -> Iterable[pd.DataFrame]:
    territorios = [limpiar(celda) for celda in tabla["codigo"]]
    pesos, personas = (numeros(tabla, c, minimo=0) for c in ("presupuesto", "poblacion"))
    partes = [numeros(tabla, c, minimo=0) for c in ("doceava", "once")]
    finanzas.exigir_suma(tabla, "presupuesto", pesos, partes)
    millones = finanzas.a_millones(pesos, finanzas.PESOS)
    con_gente: Numeros = [(float(p > 0), "dato") for p, _ in personas]
    for indicador, valores in (
        ("resguardos_sgp", con_gente),
        ("resguardos_sgp_poblacion", personas),
        ("resguardos_sgp_recursos", millones),
    ):
        sumas: dict[str, float] = {}
        for codigo, (valor, _) in zip(territorios, valores, strict=True):
            sumas[codigo] = sumas.get(codigo, 0.0) + valor
        propios: Numeros = [(valor, "dato") for valor in sumas.values()]
        yield larga.parte(list(sumas), indicador, propios, periodo=anio)
        yield municipios_de_entonces.faltantes(
            sumas, indicador, anio, municipios_de_entonces.siempre("no_aplica")
        )
