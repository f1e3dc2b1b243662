"""De unos polígonos oficiales a la capa que se guarda en `datos/` (ver `lugares/capa.py`)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura.coberturas_de_poligonos import Poligonos, arcos_compartidos
from generador.fuentes.lectura.limpieza import (
    METROS,
    LimpiezaDeCapa,
    a_grados,
    a_metros,
    cambio_de_area,
    limpiar,
)
from generador.fuentes.lectura.rasgos import Geometrias, Rasgos, solo_poligonos
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos
from generador.mapas.topojson import Enteros, codificar_arcos

OBJETO = "lugares"
RONDAS = 5

Propiedades = Sequence[Mapping[str, Any]]


def escribir(
    rasgos: Rasgos, propiedades: Propiedades, receta: LimpiezaDeCapa, metadatos: Mapping[str, Any]
) -> bytes:
    """El TopoJSON de la capa: un objeto por rasgo con sus `propiedades`, ordenado por código.

    Los metadatos ganan la tolerancia, el cambio de área y los polígonos que se repararon, con su
    código y el porqué. ErrorDeDatos si un código se repite o si la capa que resulta no es válida.
    """
    codigos = [str(p["codigo"]) for p in propiedades]
    lugar = rasgos.tabla.lugar
    exigir_exactos(lugar, codigos, set(codigos), "los códigos de la capa, uno por polígono")
    orden = sorted(range(len(codigos)), key=codigos.__getitem__)
    antes = a_metros(rasgos.geometrias[orden])
    despues = limpiar(antes, receta)
    origen, enteros = _a_rejilla(a_grados(despues), receta, lugar)
    arcos, referencias = arcos_compartidos(enteros)
    cambio = cambio_de_area(antes, despues)
    salida = {
        "type": "Topology",
        "metadatos": {
            **metadatos,
            "crs": "EPSG:4326",
            "metodo": _metodo(receta),
            "tolerancia_m": receta.tolerancia,
            "cambio_de_area": {
                "mediana": round(float(np.median(cambio)), 4),
                "maximo": round(float(cambio.max()), 4),
                "codigo_del_maximo": codigos[orden[int(cambio.argmax())]],
            },
            "reparados": {codigos[i]: motivo for i, motivo in sorted(rasgos.reparados.items())},
        },
        "transform": {"scale": [receta.paso, receta.paso], "translate": origen},
        "objects": {
            OBJETO: {
                "type": "GeometryCollection",
                "geometries": [
                    _objeto(propiedades[i], anillos)
                    for i, anillos in zip(orden, referencias, strict=True)
                ],
            }
        },
        "arcs": codificar_arcos(arcos),
    }
    return orjson.dumps(salida)


def procedencia(carpeta: Path, ruta: str, titulo: str, fuente: str) -> dict[str, Any]:
    """Los metadatos que toda capa lleva: de qué archivo salió y quién lo publica."""
    huella = hashlib.sha256((carpeta / ruta).read_bytes()).hexdigest()
    return {"titulo": titulo, "fuente": fuente, "archivo": ruta, "sha256": huella}


def _metodo(receta: LimpiezaDeCapa) -> str:
    if not receta.cobertura:
        return f"cada polígono simplificado por separado (Visvalingam) en {METROS}"
    rendijas = f"; rendijas de menos de {receta.rendija:.0f} m cerradas" if receta.rendija else ""
    return (
        f"solapes repartidos{rendijas}; cobertura simplificada (Visvalingam) en {METROS}; "
        "sin recortar contra el límite municipal"
    )


def _a_rejilla(
    grados: Geometrias, receta: LimpiezaDeCapa, lugar: Lugar
) -> tuple[list[float], list[Poligonos]]:
    """El origen de la rejilla y los polígonos en enteros.

    Redondear puede doblar una punta fina sobre sí misma o cruzarla con la vecina: se vuelve a
    limpiar y a redondear hasta que no pase. ErrorDeDatos si pasa siempre.
    """
    paso = receta.paso
    oeste, sur = np.floor(shapely.total_bounds(grados)[:2] / paso) * paso
    actuales = shapely.transform(grados, lambda c: (c - (oeste, sur)) / paso)
    for _ in range(RONDAS):
        redondos = shapely.transform(actuales, np.rint)
        if _valida(redondos, receta):
            origen = [round(float(oeste), 5), round(float(sur), 5)]
            return origen, [_en_enteros(g) for g in redondos]
        actuales = _encajar(redondos, receta)
    raise ErrorDeDatos(
        f"los polígonos redondeados no son válidos o no encajan en {RONDAS} intentos",
        lugar=lugar,
        que_hacer="cambie la tolerancia en el módulo de la fuente",
    )


def _encajar(redondos: Geometrias, receta: LimpiezaDeCapa) -> Geometrias:
    enteros = np.array([solo_poligonos(g) for g in redondos], dtype=object)
    return shapely.coverage_clean(enteros) if receta.cobertura else enteros


def _valida(geometrias: Geometrias, receta: LimpiezaDeCapa) -> bool:
    """Ningún lugar vacío ni inválido y, si encajan, ni solapes ni fronteras distintas."""
    if (shapely.is_empty(geometrias) | ~shapely.is_valid(geometrias)).any():
        return False
    return not receta.cobertura or bool(shapely.coverage_is_valid(geometrias))


def _en_enteros(geometria: shapely.Geometry) -> Poligonos:
    return [
        [_sin_repetidos(anillo) for anillo in (poligono.exterior, *poligono.interiors)]
        for poligono in shapely.get_parts(shapely.orient_polygons(geometria, exterior_cw=True))
    ]


def _sin_repetidos(anillo: shapely.LinearRing) -> Enteros:
    puntos = np.array(anillo.coords).astype(np.int64)
    distintos = np.ones(len(puntos), dtype=bool)
    distintos[1:] = (puntos[1:] != puntos[:-1]).any(axis=1)
    return puntos[distintos]


def _objeto(propiedades: Mapping[str, Any], anillos: list[list[tuple[int, ...]]]) -> dict[str, Any]:
    simple = len(anillos) == 1
    return {
        "type": "Polygon" if simple else "MultiPolygon",
        "properties": dict(propiedades),
        "arcs": anillos[0] if simple else anillos,
    }
