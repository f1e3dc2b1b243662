"""Una base de práctica con el esquema nominal, dentro de las veredas reales y con patrones reales.

Los patrones de privación y el grupo salen de los conteos versionados de la muestra anonimizada
(`generador/practica/patrones_muestra.csv`); ningún hogar es de verdad.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np

from generador.rutas import PRACTICA
from tests.qgis.capas import guardar

CONTEOS = PRACTICA
RURAL = "2"
NIVELES = {"A": 5, "B": 7, "C": 18, "D": 21}
PRIVACIONES = [f"I{j}" for j in range(1, 16)]
PESOS = np.array([10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4])
ENCABEZADO = [
    "ide_ficha_origen", "ide_hogar", "ide_persona", "num_documento", "pri_nombre", "cod_mpio",
    "cod_clase", "coord_x_auto_rec", "coord_y_auto_rec", "grupo", "nivel", "tip_parentesco",
    "edad_calculada", "sexo_persona", *map(str.lower, PRIVACIONES),
]  # fmt: skip


def veredas_de(fuentes: Path, municipio: str, ruta: Path) -> Any:
    """Las veredas de Urabá de un municipio, guardadas en `ruta`."""
    from qgis.core import QgsVectorLayer

    todas = QgsVectorLayer(str(fuentes / "submunicipal" / "veredas_uraba.geojson"), "v", "ogr")
    assert todas.setSubsetString(f"dptompio = '{municipio}'")
    return guardar(todas, ruta)


def escribir_base(ruta: Path, veredas: Any, municipio: str, hogares: int = 2500) -> None:
    """Un TXT con una fila por persona; siempre el mismo para la misma capa de veredas."""
    azar = np.random.default_rng(1)
    tabla = [f for f in _conteos("patrones_muestra") if f["zona"] == RURAL]
    patrones = np.array([[int(f[p]) for p in PRIVACIONES] for f in tabla])
    veces = np.array([int(f["hogares"]) for f in tabla], dtype=float)
    tamanos = [int(f["personas_del_hogar"]) for f in _conteos("tamanos_muestra")]
    poligonos = [f.geometry().makeValid() for f in veredas.getFeatures()]
    # Unas veredas tienen mucha más gente y mucha más privación que otras, como en la realidad.
    cuantos = azar.multinomial(hogares, azar.dirichlet(np.full(len(poligonos), 0.8)))
    inclinacion = azar.normal(0, 0.06, len(poligonos))
    lineas = []
    for poligono, n, inclinada in zip(poligonos, cuantos.tolist(), inclinacion, strict=True):
        pesos = veces * np.exp(inclinada * (patrones @ PESOS))
        elegidos = azar.choice(len(tabla), n, p=pesos / pesos.sum())
        for fila, punto in zip(elegidos.tolist(), _puntos(poligono, n, azar), strict=True):
            ficha = len(lineas) + 1
            grupo = tabla[fila]["grupo"]
            nivel = azar.integers(1, NIVELES[grupo] + 1)
            for persona in range(1, azar.choice(tamanos) + 1):
                edad = azar.integers(25, 80) if persona == 1 else azar.integers(0, 60)
                comun = [ficha, 1, persona, "FICTICIO", "FICTICIA", municipio, 3, *punto, grupo,
                         nivel, 1 if persona == 1 else 3, edad, azar.integers(1, 3)]  # fmt: skip
                lineas.append([*comun, *patrones[fila]])
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        csv.writer(archivo, delimiter=";").writerows([ENCABEZADO, *lineas])


def _puntos(poligono: Any, cuantos: int, azar: np.random.Generator) -> list[tuple[str, str]]:
    """Puntos al azar dentro del polígono, por rechazo."""
    from qgis.core import QgsGeometry, QgsPointXY

    marco, dentro = poligono.boundingBox(), []
    while len(dentro) < cuantos:
        x = azar.uniform(marco.xMinimum(), marco.xMaximum())
        y = azar.uniform(marco.yMinimum(), marco.yMaximum())
        if poligono.contains(QgsGeometry.fromPointXY(QgsPointXY(x, y))):
            dentro.append((f"{x:.6f}", f"{y:.6f}"))
    return dentro


def _conteos(nombre: str) -> list[dict[str, str]]:
    with (CONTEOS / f"{nombre}.csv").open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))
