"""El `datapackage.json` (Frictionless Data Package v1) de `datos/`."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from generador.cubo import catalogo_de_lugares, forma
from generador.cubo.catalogo import Indicador
from generador.cubo.catalogo_de_lugares import TablaDeLugares
from generador.cubo.procedencia import Fuente
from generador.errores import ErrorDeDatos, Lugar

Objeto = dict[str, Any]

TITULO = "Kit de capacidades territoriales contra la pobreza: datos"
DESCRIPCION = (
    "Tablas obtenidas de archivos oficiales, una por fuente: territorio, dominio y periodo por "
    "filas, indicadores por columnas; lo que está por debajo del "
    "municipio, un lugar por fila. La celda vacía dice que esa combinación no existe; NA, que "
    "el indicador no aplica a ese territorio; ND, que la fuente no trae la cifra."
)
LICENCIA_DEL_PAQUETE = "La de cada productor: vea `licenses` y `cita` en cada recurso"
AL_TERRITORIO = {"resource": "territorios", "fields": ["codigo"]}
# Lo que no está en `tipos` es texto.
ESQUEMAS_PROPIOS: dict[str, Objeto] = {
    forma.TERRITORIOS: {
        "tipos": {"latitud": {"type": "number"}, "longitud": {"type": "number"}},
        "llaves": {
            "primaryKey": ["codigo"],
            "foreignKeys": [
                {"fields": ["departamento"], "reference": {**AL_TERRITORIO, "resource": ""}}
            ],
        },
    },
    forma.EQUIVALENCIAS: {
        "tipos": {"codigo": {"type": "string", "constraints": {"required": True}}},
        "llaves": {"foreignKeys": [{"fields": ["codigo_base"], "reference": AL_TERRITORIO}]},
    },
}
CAMPOS_LLAVE: list[Objeto] = [
    {"name": "territorio", "type": "string", "constraints": {"required": True}},
    {
        "name": "dominio",
        "type": "string",
        "constraints": {"required": True, "enum": list(forma.DOMINIOS)},
    },
    {
        "name": "periodo",
        "type": "string",
        "constraints": {"required": True, "pattern": r"^\d{4}$"},
    },
]


def describir(
    archivos: Mapping[str, bytes],
    procedencia: Mapping[str, Fuente],
    catalogo: dict[str, Indicador],
) -> Objeto:
    """El descriptor de `archivos` (nombre → contenido), sin nada que dependa de cuándo se hizo.

    `procedencia` va de nombre de archivo a su fuente; el que no tiene fuente es propio del kit.
    """
    unicas = {f.id: f for f in procedencia.values()}
    return {
        "profile": "data-package",
        "name": forma.NOMBRE,
        "title": TITULO,
        "description": DESCRIPCION,
        "licenses": [_licencia(LICENCIA_DEL_PAQUETE)],
        "sources": [_origen(fuente) for _, fuente in sorted(unicas.items())],
        "resources": [
            _recurso(nombre, contenido, procedencia.get(nombre), catalogo)
            for nombre, contenido in sorted(archivos.items())
        ],
    }


def _recurso(
    nombre: str, contenido: bytes, fuente: Fuente | None, catalogo: dict[str, Indicador]
) -> Objeto:
    id_, _, extension = nombre.rpartition(".")
    # Una fuente puede traer su tabla y su capa: los nombres de los recursos no se repiten.
    es_capa = extension == "topojson" and nombre != forma.GEOMETRIA
    recurso: Objeto = {
        "name": id_.replace("_", "-") + ("-capa" if es_capa else ""),
        "path": nombre,
        "format": extension,
        "encoding": "utf-8",
        "bytes": len(contenido),
        "hash": f"sha256:{hashlib.sha256(contenido).hexdigest()}",
    }
    if fuente:
        recurso |= _procedencia(fuente)
    if extension != "csv":
        return {"profile": "data-resource", **recurso, "mediatype": "application/json"}
    titulos = next(csv.reader(contenido.decode("utf-8").splitlines()[:1]))
    return {
        "profile": "tabular-data-resource",
        **recurso,
        "mediatype": "text/csv",
        "schema": esquema(nombre, titulos, catalogo),
    }


def esquema(nombre: str, titulos: list[str], catalogo: dict[str, Indicador]) -> Objeto:
    """El esquema (Table Schema) de una tabla con esos títulos; ErrorDeDatos si no son los suyos."""
    if nombre in ESQUEMAS_PROPIOS:
        propio = ESQUEMAS_PROPIOS[nombre]
        campos = [{"name": t, **propio["tipos"].get(t, {"type": "string"})} for t in titulos]
        return {"fields": campos, "missingValues": [forma.VACIA], **propio["llaves"]}
    if nombre in catalogo_de_lugares.tablas():
        return _de_lugares(catalogo_de_lugares.tablas()[nombre], titulos)
    propios = titulos[len(forma.LLAVE) :]
    forma.exigir_columnas(nombre.removesuffix(".csv"), propios, catalogo)
    return {
        "fields": [*CAMPOS_LLAVE, *(_campo(catalogo[t]) for t in propios)],
        "missingValues": [forma.VACIA, forma.NO_APLICA, forma.NO_DISPONIBLE],
        "primaryKey": list(forma.LLAVE),
        "foreignKeys": [{"fields": ["territorio"], "reference": AL_TERRITORIO}],
    }


def _de_lugares(tabla: TablaDeLugares, titulos: list[str]) -> Objeto:
    if titulos != tabla.titulos:
        raise ErrorDeDatos(
            "las columnas no son las declaradas, en su orden",
            lugar=Lugar(tabla.nombre, fila=1),
            valor=",".join(titulos),
            que_hacer="corrija generador/cubo/lugares o el módulo que lee la fuente",
        )
    territorio = next(c.nombre for c in tabla.columnas if c.tipo == "territorio")
    return {
        "fields": [columna.esquema() for columna in tabla.columnas],
        "missingValues": [forma.VACIA],
        "primaryKey": list(tabla.llave),
        "foreignKeys": [{"fields": [territorio], "reference": AL_TERRITORIO}],
    }


def _campo(indicador: Indicador) -> Objeto:
    campo: Objeto = {
        "name": indicador.id,
        "type": "string" if indicador.categorias else "number",
        "title": indicador.corto,
        "description": indicador.definicion,
        "unidad": indicador.unidad,
    }
    if indicador.categorias:
        rotulos = [rotulo for _, rotulo in sorted(indicador.categorias.items())]
        campo["constraints"] = {"enum": rotulos}
    elif indicador.unidad == "si_no":
        campo["constraints"] = {"enum": [0, 1]}
    return campo


def _procedencia(fuente: Fuente) -> Objeto:
    """Lo que pide el formato (título, fuentes, licencias) y lo propio del kit (corte, cita…)."""
    return {
        "title": fuente.titulo,
        "sources": [_origen(fuente)],
        "licenses": [_licencia(fuente.licencia)],
        "productor": fuente.productor,
        "anio": fuente.anio,
        "corte": fuente.corte,
        "cita": fuente.cita,
        "archivos": [asdict(archivo) for archivo in fuente.archivos],
        "notas": list(fuente.notas),
    }


def _origen(fuente: Fuente) -> Objeto:
    origen = {"title": f"{fuente.productor}, {fuente.titulo}"}
    return {**origen, "path": fuente.publicacion} if fuente.publicacion else origen


def _licencia(titulo: str) -> Objeto:
    return {"name": "segun-el-productor", "title": titulo}
