"""Bogotá, UPZ y jóvenes registrados en el Sisbén IV por grupo, sin las celdas de menos de cinco."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generador.fuentes.lectura import barrios, rasgos
from generador.fuentes.lectura.finanzas import exigir_suma
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.lectura.rejillas import Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros

CAPA = "submunicipal/bogota_UPZ.geojson"
COLUMNAS_CAPA = {"codigo": "UPLCODIGO", "nombre": "NOMBRE"}  # se llama así y trae códigos de UPZ
ARCHIVO = "submunicipal/bogota_UPZ_jovenes_sisben_grupo_JCO.csv"
BOGOTA = "11001"
GRUPOS = {
    "grupo_a": "GRUPO_A",
    "grupo_b": "GRUPO_B",
    "grupo_c": "GRUPO_C",
    "grupo_d": "GRUPO_D",
}
POR_SEXO = {
    f"{sexo}_{grupo[-1]}": f"{sexo.upper()}_{grupo[-1].upper()}"
    for sexo in ("hombres", "mujeres")
    for grupo in GRUPOS
}
COLUMNAS = {
    "codigo": "CODIGO_UPZ",
    "upz": "UPZ",
    "localidad": "LOCALIDAD",
    "jovenes": "JOVENES_TOTAL",
    **GRUPOS,
    **POR_SEXO,
}
MINIMO = 5
"""Jóvenes: una celda con menos no se publica, ni las que dejarían despejarla."""
RECETA = LimpiezaDeCapa(tolerancia=20.0, rendija=20.0)
LOCALIDADES = {
    "Antonio Narino": "Antonio Nariño",
    "Ciudad Bolivar": "Ciudad Bolívar",
    "Engativa": "Engativá",
    "Fontibon": "Fontibón",
    "Los Martires": "Los Mártires",
    "San Cristobal": "San Cristóbal",
    "Usaquen": "Usaquén",
}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/bogota_upz.topojson`: 112 UPZ y 4 unidades rurales (UPR)."""
    propios = rasgos.leer(carpeta, CAPA, COLUMNAS_CAPA)
    propiedades = [
        {"codigo": limpiar(codigo), "nombre": nombre_de_lugar(nombre).replace("Upr ", "UPR ")}
        for codigo, nombre in zip(propios.tabla["codigo"], propios.tabla["nombre"], strict=True)
    ]
    rotulo = ("Unidades de Planeamiento Zonal (UPZ)", "SDIS e IDECA, UPZ de junio de 2022")
    return barrios.capa(
        propios, BOGOTA, propiedades, receta=RECETA, origen=(carpeta, CAPA), rotulo=rotulo
    )


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Una fila por UPZ, con las columnas de `cubo/lugares/bogota_upz.yaml`.

    Si un grupo tiene menos de cinco jóvenes la fila va sin ninguna cifra, ni siquiera el total:
    con el total y los demás grupos se despejaría. El sexo no se publica.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS)
    codigos = [f"UPZ{limpiar(celda)}" for celda in tabla["codigo"]]
    propios = rasgos.leer(carpeta, CAPA, COLUMNAS_CAPA).tabla["codigo"]
    esperados = {c for c in propios if c.startswith("UPZ")}
    exigir_exactos(tabla.lugar, codigos, esperados, "las UPZ de la capa")
    columnas = {n: numeros(tabla, n, minimo=0) for n in ("jovenes", *GRUPOS, *POR_SEXO)}
    _exigir_sumas(tabla, columnas)
    pocos = _pocos(np.array([[v for v, _ in columnas[grupo]] for grupo in GRUPOS]))
    cifras = {n: np.where(pocos, np.nan, [v for v, _ in columnas[n]]) for n in ("jovenes", *GRUPOS)}
    return pd.DataFrame(
        {
            "codigo": codigos,
            "territorio": BOGOTA,
            "nombre": [nombre_de_lugar(celda) for celda in tabla["upz"]],
            "localidad": [LOCALIDADES.get(t := limpiar(c), t) for c in tabla["localidad"]],
            "publicada": np.where(pocos, "no", "si"),
            **cifras,
        }
    )


def _pocos(grupos: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(n,) si algún grupo de la UPZ tiene menos de cinco jóvenes; `grupos` va (4, n)."""
    return np.asarray((grupos < MINIMO).any(axis=0))


def _exigir_sumas(tabla: Tabla, columnas: dict[str, Numeros]) -> None:
    """Los cuatro grupos suman el total, y hombres y mujeres suman cada grupo."""
    exigir_suma(tabla, "jovenes", columnas["jovenes"], [columnas[grupo] for grupo in GRUPOS])
    for grupo in GRUPOS:
        partes = [columnas[f"{sexo}_{grupo[-1]}"] for sexo in ("hombres", "mujeres")]
        exigir_suma(tabla, grupo, columnas[grupo], partes)
