"""Los mismos resultados en cada versión de QGIS: las sumas de control versionadas en sumas.json.

Cada suma es la SHA-256 de todas las filas de las salidas de un algoritmo, con su geometría y sus
salidas numéricas. Se rehacen con la versión mínima, después de mirar qué cambió y por qué:

    KIT_SUMAS=escribir make pruebas-qgis
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer

from tests.qgis.capas import cuadricula, cuadros, guardar, hogares
from tests.qgis.practica import veredas_de
from tests.qgis.test_acceso import lineas, sedes

SUMAS = Path(__file__).with_name("sumas.json")
# Nueve cifras: las sumas en coma flotante pueden diferir en la última entre versiones de numpy.
CIFRAS, DECIMALES = 9, 7
REGLAS = "Pobreza: personas >= 4 y al menos 3 de (I1 = 1, I2 = 1, I8 = 1, I13 = 1)"


def sumar(resultados: dict[str, Any], correr: Any) -> str:
    """La suma de los números y de las capas de una corrida, abiertas o por abrir."""
    partes: dict[str, Any] = {}
    for nombre, valor in sorted(resultados.items()):
        if isinstance(valor, (int, float)) or valor is None:
            partes[nombre] = canonico(valor)
        elif nombre not in {"AUDITORIA", "HTML", "CURVA", "LEYENDA"}:
            partes[nombre] = [
                [geometria(f), *map(canonico, f.attributes())]
                for f in _abierta(valor, correr).getFeatures()
            ]
    texto = json.dumps(partes, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(texto.encode("utf-8")).hexdigest()


def _abierta(valor: Any, correr: Any) -> QgsVectorLayer:
    return valor if isinstance(valor, QgsVectorLayer) else correr.capa(valor)


def canonico(valor: Any) -> Any:
    """Un valor escrito igual venga de la versión que venga."""
    if valor is None or getattr(valor, "isNull", lambda: False)():
        return None
    return f"{valor:.{CIFRAS}g}" if isinstance(valor, float) else valor


def geometria(entidad: Any) -> str:
    """Los vértices, porque cada versión escribe el WKT a su manera."""
    geometria = entidad.geometry()
    if geometria.isNull():
        return ""
    return " ".join(f"{v.x():.{DECIMALES}f},{v.y():.{DECIMALES}f}" for v in geometria.vertices())


def comparar(suma: str, caso: str) -> None:
    """Contra la versionada; con KIT_SUMAS=escribir, la guarda."""
    guardadas = json.loads(SUMAS.read_text("utf-8")) if SUMAS.is_file() else {}
    if os.environ.get("KIT_SUMAS") == "escribir":
        guardadas[caso] = suma
        texto = json.dumps(guardadas, ensure_ascii=False, indent=2, sort_keys=True)
        SUMAS.write_text(texto + "\n", encoding="utf-8")
    assert guardadas.get(caso) == suma, caso


@pytest.fixture
def abrir() -> Callable[[Any], Any]:
    """Deja una capa en el proyecto, para usarla en el algoritmo siguiente."""

    def dejar(capa: Any) -> Any:
        QgsProject.instance().addMapLayer(capa, False)
        return capa

    return dejar


def test_los_ocho_dan_lo_mismo_en_cada_version(correr: Any, abrir: Any) -> None:
    base = abrir(hogares(1500))
    territorios = abrir(cuadricula(5))

    def correr_y_sumar(algoritmo: str, **valores: Any) -> dict[str, Any]:
        resultados = correr(algoritmo, **valores)
        if "SALIDA" in resultados:
            resultados["SALIDA"] = abrir(correr.capa(resultados["SALIDA"]))
        comparar(sumar(resultados, correr), algoritmo)
        return resultados

    correr_y_sumar("diagnosticar_capa", HOGARES=base, TERRITORIOS=territorios, ID="codigo")
    medida = correr_y_sumar("incidencia_privaciones", HOGARES=base, TERRITORIOS=territorios)
    correr_y_sumar("clasificar_territorios", CAPA=medida["SALIDA"], METODO=1, CLASES=4)
    correr_y_sumar("asignar_cupos", TERRITORIOS=medida["SALIDA"], REGLA=2, TOTAL=333, NULOS=1)
    elegibles = correr_y_sumar("identificar_hogares", HOGARES=base, REGLAS=REGLAS, UBICACION=True)
    elegibles["SALIDA"].addExpressionField("$id", entero("hogar"))
    elegidos = correr_y_sumar("seleccionar_hogares", HOGARES=elegibles["SALIDA"],
                              PRIORIDAD="personas mayor", CUPO=40, SEMILLA="acta 7")  # fmt: skip
    correr_y_sumar("evaluar_focalizacion", HOGARES=elegidos["SALIDA"], PERSONAS="personas",
                   OBJETIVO="Objetivo: I13 = 1", ORDEN="personas")  # fmt: skip


def test_los_de_acceso_raster_y_analisis_dan_lo_mismo(
    correr: Any, abrir: Any, tmp_path: Path
) -> None:
    """La distancia, el tiempo, la fracción de celda, los agrupamientos y el bivariado."""
    marco = (-76.05, 7.0, -76.0, 7.05)
    base, territorios = abrir(hogares(400, marco=marco)), abrir(cuadricula(5, marco))
    escuelas = sedes([(-76.04, 7.01), (-76.01, 7.04), (-76.02, 7.02)])
    alturas = np.add.outer(np.linspace(900, 0, 60), np.linspace(0, 300, 60))
    ancho = (marco[0] - 0.02, marco[1] - 0.02, marco[2] + 0.02, marco[3] + 0.02)
    relieve = str(cuadros(tmp_path / "relieve.tif", alturas, ancho))
    comunes = {"HOGARES": base, "TERRITORIOS": territorios, "SEDES": escuelas, "NOMBRE": "nombre"}
    casos: dict[str, tuple[str, dict[str, Any]]] = {
        "acceso en línea recta": ("acceso_servicios", {
            **comunes, "LIMITE": 2, "CORTES": "1; 2", "CAPACIDAD": "cupos",
            "RESUMEN": "TEMPORARY_OUTPUT"}),
        "acceso por el terreno": ("acceso_servicios", {
            **comunes, "METODO": 1, "LIMITE": 60, "CELDA": 50, "MARGEN": 1, "RELIEVE": relieve,
            "VIAS": lineas([[(-76.05, 7.01), (-76.03, 7.01)]]), "VELOCIDAD": 20,
            "RIOS": lineas([[(-76.025, 6.99), (-76.025, 7.06)]])}),
        "acceso por la red": ("acceso_servicios", {
            **comunes, "METODO": 2, "LIMITE": 30, "HASTA_LA_VIA": 3, "VELOCIDAD": 20,
            "VIAS": lineas([[(-76.05, 7.01), (-76.0, 7.01)], [(-76.02, 7.0), (-76.02, 7.05)]])}),
        "raster": ("raster_territorios", {"TERRITORIOS": territorios, "RASTER": relieve}),
        "bivariado": ("mapa_bivariado", {"CAMPO_X": "h", "CAMPO_Y": "t_i1", "CUADRO": False}),
        "agrupamientos": ("agrupamientos", {"CAMPO": "h", "MINIMO": 0}),
    }  # fmt: skip
    medida = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=territorios)
    capa = abrir(correr.capa(medida["SALIDA"]))
    for caso, (algoritmo, valores) in casos.items():
        propios = valores if algoritmo not in ("mapa_bivariado", "agrupamientos") else {
            "CAPA": capa, **valores}  # fmt: skip
        comparar(sumar(correr(algoritmo, **propios), correr), caso)


def entero(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "entero")


@pytest.mark.parametrize("muestra", ["11001_Bogota", "15759_Sogamoso", "76113_Bugalagrande"])
def test_las_muestras_reales_dan_lo_mismo(correr: Any, fuentes: Path, muestra: str) -> None:
    ruta = fuentes / "sisben" / f"SIV2022_personas_{muestra}.csv"
    comparar(sumar(correr("cargar_sisben", ARCHIVO=str(ruta)), correr), f"cargar_sisben {muestra}")


def test_las_veredas_de_uraba_dan_lo_mismo(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    veredas = veredas_de(fuentes, "05045", tmp_path / "veredas.gpkg")
    marco = veredas.extent()
    lados = (marco.xMinimum(), marco.yMinimum(), marco.xMaximum(), marco.yMaximum())
    base = guardar(hogares(4000, marco=lados), tmp_path / "hogares.gpkg")
    hecha = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=veredas)
    comparar(sumar(hecha, correr), "veredas de Apartadó")


@pytest.mark.parametrize("formato", ["GPKG", "ESRI Shapefile", "CSV", "memoria"])
def test_cada_formato_da_la_misma_suma(correr: Any, tmp_path: Path, formato: str) -> None:
    """Por Arrow o entidad por entidad, por coordenada o por código: la misma suma."""
    capa = hogares(800)
    if formato != "memoria":
        extension = {"GPKG": "gpkg", "ESRI Shapefile": "shp", "CSV": "csv"}[formato]
        capa = guardar(capa, tmp_path / f"hogares.{extension}", formato)
    hecha = correr("incidencia_privaciones", HOGARES=capa, CAMPO_HOGARES="codigo",
                   TERRITORIOS=cuadricula(2), CAMPO_TERRITORIOS="codigo")  # fmt: skip
    camino = correr.auditoria(hecha["AUDITORIA"])["lectura"][0]["camino"]
    assert camino == ("entidad por entidad" if formato == "memoria" else "Arrow")
    comparar(sumar(hecha, correr), "un mismo resultado en cada formato")
