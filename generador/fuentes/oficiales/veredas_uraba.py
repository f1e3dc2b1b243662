"""DANE, veredas de nueve municipios de Urabá: polígonos con nombre y sin código de vereda."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import archivos_de_veredas, identificadores, rasgos
from generador.fuentes.lectura.capa_de_lugares import escribir, procedencia
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rasgos import Rasgos
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "submunicipal/veredas_uraba.geojson"
COLUMNAS = {"codigo": "dptompio", "vereda": "nombre_ver", "nombre": "nomb_mpio"}
RECETA = LimpiezaDeCapa(tolerancia=50.0, rendija=150.0, paso=1e-4)


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/veredas_uraba.topojson`; el código es del kit: municipio y nombre."""
    propios, territorios = _abrir(carpeta)
    nombres = archivos_de_veredas.nombres(propios)
    codigos = identificadores.del_kit(territorios, nombres)
    propiedades = [
        {"codigo": codigo, "territorio": territorio, "nombre": nombre}
        for codigo, territorio, nombre in zip(codigos, territorios, nombres, strict=True)
    ]
    metadatos = procedencia(carpeta, ARCHIVO, "Veredas de Urabá, sin código", "DANE, veredas")
    return escribir(propios, propiedades, RECETA, metadatos)


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Una fila por municipio, con las columnas de `cubo/lugares/veredas_uraba.yaml`."""
    propios, territorios = _abrir(carpeta)
    return archivos_de_veredas.tabla_de_cobertura(propios, territorios, mgn_2018.en_metros(carpeta))


def _abrir(carpeta: Path) -> tuple[Rasgos, list[str]]:
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    territorios = leer_codigos(propios.tabla, "codigo")
    archivos_de_veredas.exigir_municipios(propios, territorios)
    return propios, territorios
