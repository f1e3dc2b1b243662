"""Los archivos con que se corre cada algoritmo: pocos, pequeños y siempre los mismos.

Toda capa lleva `cual`, que no se repite, y `sobra`, en 0: con ellas `variantes.py` la deja
filtrada, ordenada, unida o editada.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer

from tests.casos.cruces_de_casos import CARPETA as CRUCES
from tests.metodos.recodificacion.bases import columnas_de, hogares_variados
from tests.qgis.capas import cuadricula, cuadros, guardar, hogares
from tests.qgis.lugares import lugares
from tests.qgis.test_acceso import lineas, sedes
from tests.qgis.test_base_nominal import ENCABEZADO, FILAS
from tests.qgis.veredas_publicadas import capa_de_veredas, hogares_en

# Tildes, comillas de las tres, coma, espacio: lo que trae una carpeta de verdad.
RARA = 'Año 2024, d\'Urabá «centro» "dos"'
OTRAS = "otras"
MARCO = (-76.05, 7.0, -76.0, 7.05)
DE_LA_BASE = (-77.0, 7.5, -76.0, 8.5)
VIAS = [[(-76.05, 7.01), (-76.03, 7.01)], [(-76.03, 7.01), (-76.0, 7.04)],
        [(-76.03, 7.01), (-76.03, 7.05)]]  # fmt: skip
RIOS = [[(-76.025, 6.99), (-76.025, 7.06)], [(-76.06, 7.03), (-76.04, 7.03)],
        [(-76.04, 7.03), (-76.04, 7.06)]]  # fmt: skip
HOGARES, VEREDAS_PUBLICADAS = 240, 9
CRUDOS = 40
CSV_DE_TEXTOS = "?delimiter={separador}&detectTypes=no&geomType=none"


def preparar(carpeta: Path, correr: Any) -> None:
    """Escribe todas las entradas en `carpeta`, una copia en su subcarpeta `RARA`, y otras más
    cortas en `OTRAS`."""
    carpeta.mkdir()
    for nombre, hacer in CAPAS.items():
        guardar(con_llave(hacer()), carpeta / f"{nombre}.gpkg")
    (carpeta / "base.txt").write_text("\n".join([ENCABEZADO, *FILAS]) + "\n", encoding="utf-8")
    for nombre in ("antes", "despues", "por_documento", "por_ficha"):
        shutil.copy(CRUCES / f"{nombre}.csv", carpeta)
    _escribir_crudas(carpeta / "crudas.csv")
    for nombre, (origen, separador) in TABLAS.items():
        uri = (carpeta / origen).as_uri() + CSV_DE_TEXTOS.format(separador=separador)
        tabla = QgsVectorLayer(uri, nombre, "delimitedtext").materialize(QgsFeatureRequest())
        guardar(con_llave(tabla), carpeta / f"{nombre}.gpkg")
    lugares(carpeta)
    ancho = (MARCO[0] - 0.02, MARCO[1] - 0.02, MARCO[2] + 0.02, MARCO[3] + 0.02)
    alturas = np.add.outer(np.linspace(900, 0, 30), np.linspace(0, 300, 30))
    cuadros(carpeta / "relieve.tif", alturas, ancho)
    _medir(carpeta, correr)
    archivos = list(carpeta.iterdir())
    for nombre in (RARA, OTRAS):
        (carpeta / nombre).mkdir()
        for ruta in archivos:
            shutil.copy(ruta, carpeta / nombre)
    for ruta in (carpeta / OTRAS).iterdir():
        _acortar(ruta)


def con_llave(capa: QgsVectorLayer) -> QgsVectorLayer:
    """La misma capa, con `cual` y `sobra`; lo que ya tenga se queda."""
    from kit_pobreza.compat import campo

    datos = capa.dataProvider()
    nuevos = [campo("cual", "texto"), campo("sobra", "entero")]
    assert datos.addAttributes([c for c in nuevos if capa.fields().lookupField(c.name()) < 0])
    capa.updateFields()
    cual, sobra = (capa.fields().lookupField(c) for c in ("cual", "sobra"))
    cambios = {f.id(): {cual: f"n.º {i}", sobra: 0} for i, f in enumerate(capa.getFeatures())}
    assert datos.changeAttributeValues(cambios)
    return capa


def _hogares() -> QgsVectorLayer:
    """Los hogares, con un ingreso, un orden y una selección que salen de su fila."""
    from kit_pobreza.compat import campo

    capa = hogares(HOGARES, marco=MARCO, identidad=True)
    propios = {
        "ingreso": ("real", lambda i: 50.0 + 37 * i % 211),
        "orden": ("entero", lambda i: i % 17 + 1),
        "seleccion": ("entero", lambda i: int(i % 3 == 0)),
    }
    datos = capa.dataProvider()
    assert datos.addAttributes([campo(n, tipo) for n, (tipo, _) in propios.items()])
    capa.updateFields()
    lugar = {n: capa.fields().lookupField(n) for n in propios}
    cambios = {
        f.id(): {lugar[n]: hacer(i) for n, (_, hacer) in propios.items()}
        for i, f in enumerate(capa.getFeatures())
    }
    assert datos.changeAttributeValues(cambios)
    return capa


def _veredas_publicadas() -> QgsVectorLayer:
    """Unas pocas veredas reales."""
    capa = capa_de_veredas()
    sobran = [f.id() for f in capa.getFeatures()][VEREDAS_PUBLICADAS:]
    assert capa.dataProvider().deleteFeatures(sobran)
    capa.updateExtents()
    return capa


CAPAS: dict[str, Callable[[], QgsVectorLayer]] = {
    "hogares": _hogares,
    "veredas": lambda: cuadricula(3, MARCO),
    "limite": lambda: cuadricula(2, DE_LA_BASE),
    "sedes": lambda: sedes([(-76.04, 7.01), (-76.01, 7.04), (-76.02, 7.02)]),
    "vias": lambda: lineas(VIAS),
    "rios": lambda: lineas(RIOS),
    "veredas_reales": _veredas_publicadas,
}
# Qué archivo de personas es cada tabla, y su separador.
TABLAS = {
    "personas": ("base.txt", ";"), "tabla_antes": ("antes.csv", ";"),
    "tabla_despues": ("despues.csv", ";"), "tabla_cruda": ("crudas.csv", ";"),
}  # fmt: skip


def _escribir_crudas(ruta: Path) -> None:
    """Respuestas de personas sin las 15 privaciones; sus hogares son los primeros de la capa."""
    columnas = columnas_de(hogares_variados(CRUDOS))
    columnas["cod_mpio"] = ["05001"] * len(columnas["cod_mpio"])
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo, delimiter=";")
        escritor.writerow(columnas)
        escritor.writerows(zip(*columnas.values(), strict=True))


def _medir(carpeta: Path, correr: Any) -> None:
    """Lo que unos algoritmos reciben de otros, con su registro al lado."""
    propias = {n: str(carpeta / f"{n}.gpkg") for n in ("hogares", "veredas", "veredas_reales")}
    correr("incidencia_privaciones", HOGARES=propias["hogares"], TERRITORIOS=propias["veredas"],
           SALIDA=str(carpeta / "medida.gpkg"))  # fmt: skip
    correr("asignar_cupos", TERRITORIOS=str(carpeta / "medida.gpkg"), TOTAL=50, NULOS=1,
           SALIDA=str(carpeta / "cupos.gpkg"))  # fmt: skip
    veredas = QgsVectorLayer(propias["veredas_reales"], "veredas", "ogr")
    correr("incidencia_privaciones", HOGARES=hogares_en(veredas), TERRITORIOS=veredas, MODO=1,
           SALIDA=str(carpeta / "publicable.gpkg"))  # fmt: skip
    # De los campos propios a lo publicable solo pasan los textos.
    con_llave(QgsVectorLayer(str(carpeta / "publicable.gpkg"), "publicable", "ogr"))


def _acortar(ruta: Path) -> None:
    """Le quita la primera fila a una capa y la última a un texto."""
    if ruta.suffix == ".gpkg":
        capa = QgsVectorLayer(str(ruta), "capa", "ogr")
        assert capa.dataProvider().deleteFeatures([next(capa.getFeatures()).id()])
    elif ruta.suffix in (".csv", ".txt"):
        lineas_ = ruta.read_text("utf-8").splitlines(keepends=True)
        ruta.write_text("".join(lineas_[:-1]), encoding="utf-8")


def abrir(ruta: Path, nombre: str = "") -> QgsVectorLayer:
    """La capa de un archivo, en el proyecto."""
    capa = QgsVectorLayer(str(ruta), nombre or ruta.stem, "ogr")
    assert capa.isValid(), ruta
    QgsProject.instance().addMapLayer(capa, False)
    return capa


def de_archivo(valor: Any) -> str:
    """De «@hogares.gpkg», «hogares.gpkg»; «» si el valor no nombra una entrada."""
    return valor[1:] if isinstance(valor, str) and valor.startswith("@") else ""


def en(carpeta: Path, valores: dict[str, Any]) -> dict[str, Any]:
    """Los valores de un caso, con la ruta de cada entrada en esa carpeta."""
    return {
        n: str(carpeta / archivo) if (archivo := de_archivo(v)) else v for n, v in valores.items()
    }


def nombrados(casos: Iterable[dict[str, Any]]) -> set[str]:
    """Los archivos que nombran esos casos."""
    return {archivo for v in casos for x in v.values() if (archivo := de_archivo(x))}
