"""DANE, Marco Geoestadístico Nacional 2018: área y límites de los municipios, con y sin detalle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.coberturas_de_poligonos import (
    Poligonos,
    Situar,
    a_geometria,
    arcos_compartidos,
    simplificar,
)
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, exigir_archivo
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos, numeros
from generador.lugares import capa
from generador.mapas.topojson import (
    Enteros,
    a_grados,
    codificar_arcos,
    decodificar_arcos,
    poligonos,
    puntos_de_anillo,
)

ARCHIVO = "limites/MGN2018_municipios_departamentos.topojson"
CAPA = "MGN_MPIO_POLITICO"
SALIDA = "municipios.topojson"
OBJETO, OBJETO_DE_CAPA = "municipios", capa.OBJETO
PERIODO = "2018"
METROS = "EPSG:9377"
TOLERANCIA = 400.0
"""Metros. Con 400 ningún municipio cambia su área más de 2 % y el archivo pesa unos 0,75 MB."""
SIN_SIMPLIFICAR = ("88",)
"""San Andrés y Providencia: islas pequeñas sin fronteras, que se ven en recuadro ampliado."""
SIN_TOCAR = {
    "titulo": "Municipios y áreas no municipalizadas de Colombia, 2018, con el detalle del archivo",
    "metodo": "sin simplificar: los vértices son los del archivo",
    "tolerancia_m": 0.0,
    "sin_simplificar": [],
}
DESVIO_AREA = 0.025
"""Diferencia admitida entre el área del polígono original y la que publica el DANE (proporción)."""
EXTREMOS = (-81.74, -4.23, -66.85, 13.39)
"""Grados: el cayo y el punto del continente más al oeste, sur, este y norte del marco 2018."""
HOLGURA = 0.05
COLUMNAS = {
    "codigo": "MPIO_CCNCT",
    "nombre": "MPIO_CNMBR",
    "nombre_departamento": "DPTO_CNMBR",
    "area": "MPIO_NAREA",
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `area_km2`: el área oficial de cada municipio en el marco 2018 (km²)."""
    topojson = _abrir(carpeta)
    tabla = _propiedades(topojson)
    areas = numeros(tabla, "area", minimo=0.1, maximo=100_000)
    parte = larga.parte(leer_codigos(tabla, "codigo"), "area_km2", areas, periodo=PERIODO)
    return larga.unir([parte], lugar=tabla.lugar)


def leer_geometria(carpeta: Path) -> bytes:
    """El contenido de `datos/municipios.topojson`: cobertura simplificada de los 1.122 municipios.

    Cada frontera es un solo arco; enteros con `transform`; propiedad única `codigo`; `metadatos`
    dice procedencia y tolerancia. La salida se decodifica y se comprueba antes de entregarla.
    """
    topojson, originales = _comprobados(carpeta)
    simples = _simplificar(originales, _metros(topojson))
    contenido = _escribir(topojson, simples, OBJETO, _metadatos(carpeta / ARCHIVO))
    _exigir_cobertura(list(territorios(contenido).values()), _grados(topojson), Lugar(SALIDA))
    return contenido


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/mgn_2018.topojson`: los mismos municipios con todo su detalle.

    Es el que publica el archivo (vértices a unos 11 m), sin quitar ninguno: para mirar un
    municipio de cerca, donde el simplificado del país ya no sirve.
    """
    topojson, originales = _comprobados(carpeta)
    metadatos = _metadatos(carpeta / ARCHIVO) | SIN_TOCAR
    contenido = _escribir(topojson, originales, OBJETO_DE_CAPA, metadatos)
    capa.desde_bytes(contenido, f"{Path(__file__).stem}.topojson")
    return contenido


def _comprobados(carpeta: Path) -> tuple[dict[str, Any], dict[str, Poligonos]]:
    """El TopoJSON y sus municipios por código: una cobertura en su lugar y con sus áreas."""
    topojson = _abrir(carpeta)
    tabla = _propiedades(topojson)
    with _danado(tabla.lugar):
        originales = _por_codigo(topojson, leer_codigos(tabla, "codigo"))
        if vacios := [c for c, propios in originales.items() if not propios or not all(propios)]:
            raise ValueError(f"el municipio {vacios[0]} no tiene polígono")
        _exigir_lugar(_grados(topojson)(decodificar_arcos(topojson)[0]), tabla.lugar)
    _exigir_cobertura(list(originales.values()), _grados(topojson), tabla.lugar)
    _exigir_areas(originales, _metros(topojson), tabla)
    return topojson, originales


def _escribir(
    topojson: dict[str, Any],
    municipios: dict[str, Poligonos],
    objeto: str,
    metadatos: dict[str, Any],
) -> bytes:
    """El TopoJSON de esos municipios, con cada frontera una sola vez y el `transform` de origen."""
    arcos, referencias = arcos_compartidos(list(municipios.values()))
    geometrias = [
        _objeto(codigo, anillos, objeto)
        for codigo, anillos in zip(municipios, referencias, strict=True)
    ]
    return orjson.dumps(
        {
            "type": "Topology",
            "metadatos": metadatos,
            "transform": topojson["transform"],
            "objects": {objeto: {"type": "GeometryCollection", "geometries": geometrias}},
            "arcs": codificar_arcos(arcos),
        }
    )


def _simplificar(originales: dict[str, Poligonos], situar: Situar) -> dict[str, Poligonos]:
    resto = [c for c in originales if c[:2] not in SIN_SIMPLIFICAR]
    simples = simplificar([originales[c] for c in resto], situar, TOLERANCIA)
    return originales | dict(zip(resto, simples, strict=True))


def territorios(contenido: bytes) -> dict[str, Poligonos]:
    """Los municipios de un `municipios.topojson` ya escrito, decodificados, por código."""
    topojson = orjson.loads(contenido)
    puntos, inicios = decodificar_arcos(topojson)
    return {
        g["properties"]["codigo"]: _anillos(g, puntos, inicios)
        for g in topojson["objects"][OBJETO]["geometries"]
    }


def _abrir(carpeta: Path) -> dict[str, Any]:
    ruta = exigir_archivo(carpeta / ARCHIVO)
    try:
        topojson: dict[str, Any] = orjson.loads(ruta.read_bytes())
    except orjson.JSONDecodeError as causa:
        raise ErrorDeDatos(
            f"no se puede leer como TopoJSON; parece truncado o dañado ({causa})",
            lugar=Lugar(ruta.name),
            que_hacer=DESCARGAR,
        ) from causa
    if faltan := {"arcs", "transform", "objects"} - set(topojson):
        raise ErrorDeDatos(
            f"no es un TopoJSON cuantizado: faltan {', '.join(sorted(faltan))}",
            lugar=Lugar(ruta.name),
            que_hacer=DESCARGAR,
        )
    return topojson


@contextmanager
def _danado(lugar: Lugar) -> Iterator[None]:
    """Lo que no tiene la forma de un TopoJSON, o nombra un arco que no existe."""
    try:
        yield
    except (IndexError, KeyError, TypeError, ValueError, AttributeError) as causa:
        raise ErrorDeDatos(
            f"la geometría no tiene la forma de un TopoJSON ({causa!r})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa


def _propiedades(topojson: dict[str, Any]) -> Tabla:
    """Código y área de cada municipio; la «fila» es el puesto del objeto en la capa, desde 1."""
    lugar = Lugar(Path(ARCHIVO).name, CAPA)
    with _danado(lugar):
        capas = dict(topojson["objects"])
    if CAPA not in capas:
        raise ErrorDeDatos(
            "falta la capa (el archivo trae: " + ", ".join(f"«{c}»" for c in capas) + ")",
            lugar=lugar,
            que_hacer=DESCARGAR,
        )
    with _danado(lugar):
        propias = [dict(g["properties"]) for g in capas[CAPA]["geometries"]]
    for titulo in COLUMNAS.values():
        if any(titulo not in p for p in propias):
            raise ErrorDeDatos(
                f"falta la propiedad (la capa trae: {', '.join(propias[0])})",
                lugar=Lugar(lugar.archivo, CAPA, None, titulo),
                que_hacer=DESCARGAR,
            )
    columnas = {n: [p[t] for p in propias] for n, t in COLUMNAS.items()}
    tabla = Tabla(lugar, list(range(1, len(propias) + 1)), columnas, COLUMNAS)
    lista = leer_codigos(tabla, "codigo")
    exigir_exactos(lugar, lista, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, lista)
    return tabla


def _por_codigo(topojson: dict[str, Any], lista: list[str]) -> dict[str, Poligonos]:
    puntos, inicios = decodificar_arcos(topojson)
    geometrias = dict(zip(lista, topojson["objects"][CAPA]["geometries"], strict=True))
    return {c: _anillos(geometrias[c], puntos, inicios) for c in sorted(geometrias)}


def _anillos(geometria: dict[str, Any], puntos: Enteros, inicios: Enteros) -> Poligonos:
    return [
        [puntos_de_anillo(anillo, puntos, inicios) for anillo in anillos]
        for anillos in poligonos(geometria)
    ]


def _objeto(codigo: str, anillos: list[list[tuple[int, ...]]], objeto: str) -> dict[str, Any]:
    simple = len(anillos) == 1
    de_capa = {"territorio": codigo} if objeto == OBJETO_DE_CAPA else {}
    return {
        "type": "Polygon" if simple else "MultiPolygon",
        "properties": {"codigo": codigo, **de_capa},
        "arcs": anillos[0] if simple else anillos,
    }


def _exigir_cobertura(lista: list[Poligonos], situar: Situar, lugar: Lugar) -> None:
    """Municipios válidos, sin solapes (fronteras idénticas) y sin huecos dentro del país."""
    geometrias = np.array([a_geometria(t, situar) for t in lista], dtype=object)
    malas = shapely.is_empty(geometrias) | ~shapely.is_valid(geometrias)
    if malas.any() or not shapely.coverage_is_valid(geometrias) or _huecos(geometrias):
        raise ErrorDeDatos(
            f"los municipios no forman una cobertura sin huecos ni solapes ({malas.sum()} malos)",
            lugar=lugar,
            que_hacer="compruebe el archivo de límites o cambie TOLERANCIA en mgn_2018.py",
        )


def _huecos(geometrias: NDArray[np.object_]) -> int:
    """Huecos de la unión: `coverage_is_valid` los admite, pero Colombia no tiene enclaves."""
    partes = shapely.get_parts(shapely.coverage_union_all(geometrias))
    return int(shapely.get_num_interior_rings(partes).sum())


def _exigir_lugar(grados: NDArray[np.float64], lugar: Lugar) -> None:
    """El país empieza y termina donde debe: moverlo entero casi no cambia sus áreas."""
    hallados = (*grados.min(axis=0).tolist(), *grados.max(axis=0).tolist())
    if not np.allclose(hallados, EXTREMOS, rtol=0, atol=HOLGURA):
        raise ErrorDeDatos(
            f"los límites no abarcan a Colombia (oeste, sur, este y norte: {EXTREMOS})",
            lugar=lugar,
            valor=", ".join(f"{h:.2f}" for h in hallados),
            que_hacer="compruebe que las coordenadas son longitud y latitud en EPSG:4326",
        )


def _exigir_areas(originales: dict[str, Poligonos], situar: Situar, tabla: Tabla) -> None:
    """El polígono mide lo que dice su área oficial; delata coordenadas cambiadas o movidas."""
    for i, codigo in enumerate(leer_codigos(tabla, "codigo")):
        medida = a_geometria(originales[codigo], situar).area / 1e6
        if not abs(medida / tabla["area"][i] - 1) <= DESVIO_AREA:
            raise tabla.error(
                i,
                "area",
                f"el polígono de {codigo} mide {medida:.1f} km² y no su área oficial",
                "compruebe que las coordenadas son longitud y latitud en EPSG:4326",
            )


def _grados(topojson: dict[str, Any]) -> Situar:
    return lambda puntos: a_grados(puntos, topojson)


def _metros(topojson: dict[str, Any]) -> Situar:
    proyectar = Transformer.from_crs("EPSG:4326", METROS, always_xy=True)

    def situar(puntos: Enteros) -> NDArray[np.float64]:
        grados = a_grados(puntos, topojson)
        return np.column_stack(proyectar.transform(grados[:, 0], grados[:, 1]))

    return situar


def _metadatos(ruta: Path) -> dict[str, Any]:
    return {
        "titulo": "Municipios y áreas no municipalizadas de Colombia, 2018, simplificados",
        "fuente": "DANE, Marco Geoestadístico Nacional (MGN) 2018",
        "archivo": ARCHIVO,
        "sha256": hashlib.sha256(ruta.read_bytes()).hexdigest(),
        "crs": "EPSG:4326",
        "metodo": f"cobertura simplificada (Visvalingam) en {METROS}; los vértices no se mueven",
        "tolerancia_m": TOLERANCIA,
        "sin_simplificar": list(SIN_SIMPLIFICAR),
        "omitido": [],
    }


def en_metros(carpeta: Path) -> dict[str, shapely.Geometry]:
    """Los 1.122 municipios del archivo, sin simplificar, por código y en metros (EPSG:9377)."""
    topojson, originales = _comprobados(carpeta)
    situar = _metros(topojson)
    return {codigo: a_geometria(propios, situar) for codigo, propios in originales.items()}
