"""Una incidencia publicable sobre las veredas reales de un municipio, con hogares sintéticos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import QgsFeature, QgsVectorLayer

from generador.rutas import DATOS
from tests.qgis.capas import MARCO, agregar

APARTADO = "05045"
CUANTOS = (400, 150, 60, 45, 24, 18, 9, 5, 0)
"""Hogares de cada vereda, por turnos: hay de todos los tamaños que el método distingue."""
RAROS = ('San José de «la Ñ»', 'El "Tigre" <b>alto</b>', "La Unión & Cía.", "La Unión & Cía.",
         "Vereda con un nombre larguísimo que nadie escribe entero en un mapa pero que existe, "
         "Corregimiento de San José de Apartadó, sector de arriba", "=SUMA(A1)",
         "O'Higgins")  # fmt: skip


def capa_de_veredas(municipio: str = APARTADO, *, raros: bool = False) -> QgsVectorLayer:
    """Las veredas que el kit trae de ese municipio, en memoria, con `codigo` y `nombre`."""
    todas = QgsVectorLayer(str(DATOS / "veredas_uraba.topojson"), "todas", "ogr")
    assert todas.isValid()
    capa = QgsVectorLayer(
        "MultiPolygon?crs=EPSG:4326&field=codigo:string(40)&field=nombre:string(200)",
        "veredas", "memory",
    )  # fmt: skip
    filas: list[QgsFeature] = []
    for suya in todas.getFeatures():
        if suya["territorio"] != municipio:
            continue
        fila = QgsFeature(capa.fields())
        raro = raros and len(filas) < len(RAROS)
        fila.setAttributes([suya["codigo"], RAROS[len(filas)] if raro else suya["nombre"]])
        fila.setGeometry(suya.geometry())
        filas.append(fila)
    agregar(capa, filas)
    return capa


def hogares_en(capa: QgsVectorLayer) -> QgsVectorLayer:
    """Hogares dentro de cada vereda, tantos como diga `CUANTOS`; siempre los mismos."""
    azar = np.random.default_rng(7)
    hogares = QgsVectorLayer(
        f"{MARCO}&field=personas:integer&field=codigo:string(40)&field=hogar:string(30)",
        "hogares", "memory",
    )  # fmt: skip
    filas: list[QgsFeature] = []
    for i, vereda in enumerate(capa.getFeatures()):
        dentro = vereda.geometry().pointOnSurface()
        frecuencia = azar.uniform(0.1, 0.6)
        for _ in range(CUANTOS[i % len(CUANTOS)]):
            fila = QgsFeature(hogares.fields())
            marcas = (azar.random(15) < frecuencia).astype(int).tolist()
            propios = [int(azar.integers(1, 8)), vereda["codigo"], f"5045|{len(filas) + 1}|1"]
            fila.setAttributes([*marcas, *propios])
            fila.setGeometry(dentro)
            filas.append(fila)
    agregar(hogares, filas)
    return hogares


def publicada(correr: Any, carpeta: Path, *, raros: bool = False) -> Path:
    """El GeoPackage que deja «Incidencia de privaciones» en modo publicable, con su registro."""
    veredas_ = capa_de_veredas(raros=raros)
    ruta = carpeta / "publicable.gpkg"
    correr("incidencia_privaciones", HOGARES=hogares_en(veredas_), TERRITORIOS=veredas_, MODO=1,
           SALIDA=str(ruta))  # fmt: skip
    return ruta


def preparar(correr: Any, incidencia: Any, paquete: Path, **otros: Any) -> Any:
    """Corre «Preparar para publicar»."""
    return correr("preparar_para_publicar", **{
        "INCIDENCIA": str(incidencia), "CODIGO": "codigo", "NOMBRE": "nombre",
        "MUNICIPIO": APARTADO, "FUENTE": "Base Sisbén IV de la Alcaldía de Apartadó",
        "CORTE": "2026-03", "PAQUETE": str(paquete), **otros,
    })  # fmt: skip
