"""DANE, veredas con su código: 3.608 polígonos de 54 municipios, y cuánto cubren de cada uno."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import archivos_de_veredas, rasgos
from generador.fuentes.lectura.capa_de_lugares import escribir, procedencia
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rasgos import Rasgos
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "veredas/DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
COLUMNAS = {
    "codigo": "CODIGO_VER",
    "vereda": "NOM_VEREDA",
    "nombre": "NOM_MPIO",
    "nombre_departamento": "NOM_DPTO",
}
RECETA = LimpiezaDeCapa(tolerancia=50.0, rendija=150.0, paso=1e-4)
"""El archivo trae cuatro decimales y fronteras que difieren unos 100 m a lado y lado."""
OTRO_NOMBRE = {("54206019", "EL CARMEN"), ("86865066", "VALLE DEL GUAMUEZ 1")}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/veredas_dane.topojson`; el código es el oficial, de ocho cifras."""
    propios, codigos, territorios = _abrir(carpeta)
    propiedades = [
        {"codigo": codigo, "territorio": territorio, "nombre": nombre}
        for codigo, territorio, nombre in zip(
            codigos, territorios, archivos_de_veredas.nombres(propios), strict=True
        )
    ]
    metadatos = procedencia(carpeta, ARCHIVO, "Veredas con código", "DANE, veredas")
    return escribir(propios, propiedades, RECETA, metadatos)


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Una fila por municipio, con las columnas de `cubo/lugares/veredas_dane.yaml`."""
    propios, _, territorios = _abrir(carpeta)
    return archivos_de_veredas.tabla_de_cobertura(propios, territorios, mgn_2018.en_metros(carpeta))


def _abrir(carpeta: Path) -> tuple[Rasgos, list[str], list[str]]:
    """Los rasgos con su código y el de su municipio, que son las cinco primeras cifras."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    codigos = leer_codigos(propios.tabla, "codigo", cifras=8)
    territorios = [codigo[:5] for codigo in codigos]
    archivos_de_veredas.exigir_municipios(propios, territorios, OTRO_NOMBRE)
    return propios, codigos, territorios
