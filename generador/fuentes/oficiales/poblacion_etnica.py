"""DANE, proyecciones de población municipal por pertenencia étnico-racial, 2018-2035."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.areas import RURAL, ceros_no_aplican, exigir_completa, exigir_sumas
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Estado, Numeros, categorias, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "poblacion/anex-DCD-Proypoblacion-PertenenciaEtnicoRacial-mun.xlsx"
HOJA = "Municipal"
ENCABEZADO = (1, 2)
# El censo, el año con que el kit lee la población y el último de la serie. El archivo trae todos;
# el de 2019 no suma la población de ninguna de las dos publicaciones que usa el kit.
ANIOS = ("2018", "2026", "2035")
DEL_ARCHIVO = tuple(str(anio) for anio in range(2018, 2036))
GRUPO = "Pertenencia Étnico-Racial"
TERRITORIO = {
    "codigo": "COD_DPTO-MPIO",
    "nombre": "MUNICIPIO",
    "nombre_departamento": "DEPARTAMENTO",
    "anio": "AÑO",
    "area": "ÁREA GEOGRÁFICA",
    "total": "Total",
}
INDIGENA = "Indígena"
NARP = (
    "Raizal del Archipiélago de San Andrés, Providencia y Santa Catalina",
    "Palenquero(a) de San Basilio",
    "Negro(a), mulato(a), afrodescendiente, afrocolombiano(a)",
)
LOS_DEMAS = ("Gitano(a) o Rrom", "Ningún grupo étnico-racial")
GRUPOS = (INDIGENA, *NARP, *LOS_DEMAS)
AREAS = {"Total": "total", "Cabecera Municipal": "cabecera", RURAL: "rural"}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `poblacion_indigena` y `poblacion_narp` (personas), dominio total.

    Los años de `ANIOS`, por municipio; el resto del archivo se lee para comprobar que las áreas y
    los grupos suman el total. Donde el total es 0 el municipio ya era parte de otro: «no_aplica».
    """
    tabla = _tabla(LibroOficial(carpeta / ARCHIVO))
    dominios = categorias(tabla, "area", AREAS)
    territorios = leer_codigos(tabla, "codigo")
    anios = categorias(tabla, "anio", {anio: anio for anio in DEL_ARCHIVO})
    cruce_de_nombres.exigir(tabla, territorios)
    llaves = [f"{t} {a}" for t, a in zip(territorios, anios, strict=True)]
    exigir_completa(tabla, llaves, [f"{t} {a}" for t in codigos.base() for a in DEL_ARCHIVO])
    cifras = {columna: numeros(tabla, columna, minimo=0) for columna in ("total", *GRUPOS)}
    for columna, valores in cifras.items():
        exigir_sumas(tabla, columna, llaves, dominios, valores)
    _exigir_grupos(tabla, cifras)
    de_aqui = [i for i, d in enumerate(dominios) if d == "total" and anios[i] in ANIOS]
    total = ceros_no_aplican(cifras["total"])
    publicados = {"poblacion_indigena": (INDIGENA,), "poblacion_narp": NARP}
    return larga.unir(
        [
            larga.parte(
                [territorios[i] for i in de_aqui],
                indicador,
                [_suma(cifras, grupos, total, i) for i in de_aqui],
                periodo=[anios[i] for i in de_aqui],
            )
            for indicador, grupos in publicados.items()
        ],
        lugar=tabla.lugar,
        aditivos=None,
    )


def _tabla(libro: LibroOficial) -> Tabla:
    columnas = {**TERRITORIO, **{g: f"{GRUPO} | {g}" for g in GRUPOS}}
    return libro.hoja(HOJA).tabla(ENCABEZADO, columnas, clave="codigo")


def _exigir_grupos(tabla: Tabla, cifras: dict[str, Numeros]) -> None:
    for i, (total, _) in enumerate(cifras["total"]):
        suma = sum(cifras[grupo][i][0] for grupo in GRUPOS)
        if suma != total:
            raise tabla.error(
                i,
                "total",
                f"no es la suma de los seis grupos ({suma:.0f})",
                "revise la fila con la entidad",
            )


def _suma(
    cifras: dict[str, Numeros], grupos: tuple[str, ...], total: Numeros, i: int
) -> tuple[float, Estado]:
    if total[i][1] != "dato":
        return total[i]
    return sum(cifras[grupo][i][0] for grupo in grupos), "dato"
