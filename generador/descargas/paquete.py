"""El `datapackage.json` de las descargas: un Data Package de Frictionless, versión 1."""

from __future__ import annotations

from typing import Any

import orjson

from generador import __version__
from generador.descargas import libros_del_pais, tabla_larga
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import hoja_de_calculo
from generador.paginas.publicacion.a_lo_ancho import REFERENCIA
from generador.paginas.publicacion.llevadas import (
    CAMBIOS,
    DE_CAMBIOS,
    DICCIONARIO,
    PAQUETE,
    Archivo,
    ruta_de_tema,
)

Objeto = dict[str, Any]
LICENCIAS = [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
TIPOS = {
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
}
DIALECTO = {"delimiter": hoja_de_calculo.SEPARADOR}
SIN_CIFRA = ["", "no aplica", "no disponible", "sin dato"]


def descriptor(acervo: DatosDelSitio, archivos: tuple[Archivo, ...]) -> bytes:
    """El descriptor de esos archivos, sin nada que dependa de cuándo se hizo."""
    dicho = {
        "profile": "data-package",
        "name": "kit-pobreza",
        "title": "Kit de capacidades territoriales contra la pobreza: datos",
        "version": __version__,
        "licenses": LICENCIAS,
        "sources": [
            {
                "title": f"{f.productor}, {f.titulo}",
                **({"path": f.publicacion} if f.publicacion else {}),
            }
            for f in acervo.fuentes.values()
        ],
        "resources": [_recurso(acervo, a) for a in archivos if a.ruta != PAQUETE],
    }
    return orjson.dumps(dicho, option=orjson.OPT_INDENT_2)


def _recurso(acervo: DatosDelSitio, archivo: Archivo) -> Objeto:
    ruta = archivo.ruta.removeprefix("datos/")
    nombre, _, extension = ruta.rpartition(".")
    recurso: Objeto = {
        "name": f"{nombre.replace('/', '-').replace('_', '-')}-{extension}",
        "path": ruta,
        "bytes": archivo.bytes,
        "hash": f"sha256:{archivo.sha256}",
    }
    if extension in TIPOS:
        return {
            "profile": "data-resource", **recurso,
            "format": extension, "mediatype": TIPOS[extension],
        }  # fmt: skip
    return {
        "profile": "tabular-data-resource",
        **recurso,
        "format": "csv",
        "encoding": "utf-8-sig",
        "dialect": DIALECTO,
        **({"compression": "zip"} if extension == "zip" else {}),
        "schema": _esquema(acervo, archivo.ruta),
    }


def _esquema(acervo: DatosDelSitio, ruta: str) -> Objeto:
    if ruta == DICCIONARIO:
        return {"fields": _textos(libros_del_pais.DE_DICCIONARIO), "primaryKey": ["Código"]}
    if ruta == CAMBIOS:
        return {"fields": _textos(DE_CAMBIOS)}
    tema = next(t for t in acervo.temas if ruta_de_tema(t.id) == ruta)
    ids = {i.id for i in tema.indicadores}
    anios = hoja_de_calculo.anios_en_orden(
        (periodo for indicador, _, periodo in acervo.cubo.columnas if indicador in ids),
        acervo.vigente(REFERENCIA),
    )
    con_categorias = any(i.categorias for i in tema.indicadores)
    numero = {"type": "number", "decimalChar": ",", "bareNumber": True}
    de_anio: Objeto = {"type": "string"} if con_categorias else numero
    return {
        "fields": [*_textos(tabla_larga.PRIMERAS), *({"name": a, **de_anio} for a in anios)],
        "missingValues": SIN_CIFRA,
        "primaryKey": ["Código", "Indicador", "Zona"],
    }


def _textos(titulos: tuple[str, ...]) -> list[Objeto]:
    return [{"name": titulo, "type": "string"} for titulo in titulos]
