"""Los territorios de la base de práctica: veredas de Apartadó generalizadas y barrios inventados.

Las veredas son las que publica el DANE, reparadas, sin solapes y simplificadas como cobertura: los
linderos compartidos se simplifican una sola vez y no quedan huecos. La cabecera es el disco donde
`lugares` pone los hogares urbanos, en sus ocho barrios inventados; las veredas se recortan con él.
Aquí se hace, con shapely, lo que se versiona; leerlo (`leer`) no necesita más que numpy.
"""
# ruff: noqa: PLC0415 - la geometría es del extra «hogares»: empaquetar no la necesita

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generador.disco.escritura import escribir_texto
from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.territorio import Territorios
from generador.metodos.tipos import Enteros, Reales
from generador.practica.lugares_de_practica import BARRIOS, Municipio, sectores
from generador.rutas import PRACTICA

MUNICIPIO = "05045"
ARCHIVO = PRACTICA / "territorios_practica.geojson"
ORIGEN = "submunicipal/veredas_uraba.geojson"
TOLERANCIA = 0.001  # grados: unos 110 m
RENDIJA = 0.0012  # grados: lo que entre dos veredas es error de digitalización y no la cabecera
DECIMALES = 5
VEREDA, BARRIO = "vereda", "barrio de práctica (inventado)"


@dataclass(frozen=True)
class TerritoriosDePractica:
    """Los territorios versionados; `codigos` y `nombres` son los de las veredas, sin los barrios.

    `geojson` es el contenido del archivo, tal cual; `municipio`, el que forman todos juntos.
    """

    geojson: bytes
    codigos: tuple[str, ...]
    nombres: tuple[str, ...]
    veredas: Territorios
    municipio: Municipio
    archivo: str = ARCHIVO.name

    def ubicar(self, x: Reales, y: Reales, crs: str) -> tuple[Enteros, int]:
        """Vereda de cada punto, −1 si ninguna, y cuántos puntos caen en más de una."""
        del crs  # el archivo es siempre de longitud y latitud
        hallado = self.veredas.ubicar(x, y)
        return hallado.poligono, int(np.count_nonzero(hallado.solapados > 1))


def leer(ruta: Path = ARCHIVO) -> TerritoriosDePractica:
    """Los territorios de práctica, sin más que numpy."""
    contenido = ruta.read_bytes()
    coleccion = json.loads(contenido)
    anillos = [_anillos(rasgo["geometry"]) for rasgo in coleccion["features"]]
    propiedades = [rasgo["properties"] for rasgo in coleccion["features"]]
    veredas = [i for i, p in enumerate(propiedades) if p["tipo"] == VEREDA]
    puntos = np.concatenate([a for forma in anillos for a in forma])
    (oeste, sur), (este, norte) = puntos.min(axis=0).tolist(), puntos.max(axis=0).tolist()
    lon, lat = coleccion["municipio"]["cabecera"]
    return TerritoriosDePractica(
        geojson=contenido,
        codigos=tuple(propiedades[i]["codigo"] for i in veredas),
        nombres=tuple(propiedades[i]["nombre"] for i in veredas),
        veredas=Territorios.de_anillos([anillos[i] for i in veredas]),
        municipio=Municipio(
            codigo=coleccion["municipio"]["codigo"],
            nombre=coleccion["municipio"]["nombre"],
            contorno=Territorios.de_anillos(anillos),
            caja=(oeste, sur, este, norte),
            cabecera=(lon, lat),
        ),
    )


def rehacer(fuentes: Path, destino: Path = ARCHIVO) -> Path:
    """Rehace el archivo versionado desde las veredas oficiales; devuelve su ruta."""
    escribir_texto(destino, hacer(fuentes / ORIGEN))
    return destino


def hacer(origen: Path) -> str:
    """El GeoJSON, un rasgo por línea; ErrorDeDatos si el archivo oficial no está."""
    import shapely

    nombres, veredas = _veredas(origen)
    municipio = Municipio.de_datos(MUNICIPIO)
    limpias = shapely.coverage_clean(veredas, gap_width=RENDIJA)
    simples = shapely.coverage_simplify(limpias, TOLERANCIA)
    # Los barrios no se simplifican: en ellos caen los hogares urbanos.
    barrios = [shapely.Polygon(s) for s in sectores(municipio.cabecera)]
    campo = [_solo_poligonos(g) for g in shapely.difference(simples, shapely.union_all(barrios))]
    # Los vértices compartidos se redondean igual a los dos lados: sigue siendo cobertura.
    juntos = shapely.coverage_clean([*campo, *barrios])
    fijada = shapely.transform(juntos, lambda p: np.round(p, DECIMALES))
    rotulos = [
        *((f"V{i:02d}", nombre, VEREDA) for i, nombre in enumerate(nombres, start=1)),
        *((f"B{i:02d}", nombre, BARRIO) for i, nombre in enumerate(BARRIOS, start=1)),
    ]
    rasgos = [_rasgo(*r, g) for r, g in zip(rotulos, fijada, strict=True)]
    datos = {"codigo": municipio.codigo, "nombre": municipio.nombre, "cabecera": municipio.cabecera}
    encabezado = f'{{"type":"FeatureCollection","municipio":{_json(datos)},"features":[\n'
    return encabezado + ",\n".join(rasgos) + "\n]}\n"


def _veredas(origen: Path) -> tuple[list[str], Any]:
    import pyogrio
    import shapely

    if not origen.is_file():
        raise ErrorDeDatos(
            "no está la capa oficial de veredas",
            lugar=Lugar(str(origen)),
            que_hacer="póngala ahí: su procedencia está en territorios_practica.yaml",
        )
    tabla: Any = pyogrio.read_dataframe(origen, where=f"dptompio = '{MUNICIPIO}'")
    tabla = tabla.sort_values("nombre_ver", kind="stable")
    reparadas = [_solo_poligonos(g) for g in shapely.make_valid(tabla.geometry.to_numpy())]
    return tabla["nombre_ver"].tolist(), np.array(reparadas)


def _solo_poligonos(geometria: Any) -> Any:
    """Sin las líneas y puntos que deja una reparación, ni migajas de menos de una hectárea."""
    import shapely

    partes = [p for g in shapely.get_parts([geometria]) for p in shapely.get_parts(g)]
    poligonos = [p for p in partes if p.geom_type == "Polygon" and p.area > 1e-6]
    return shapely.MultiPolygon(poligonos) if len(poligonos) > 1 else poligonos[0]


def _rasgo(codigo: str, nombre: str, tipo: str, geometria: Any) -> str:
    import shapely

    forma = json.loads(shapely.to_geojson(shapely.normalize(geometria)))
    propiedades = {"codigo": codigo, "nombre": nombre, "tipo": tipo}
    rasgo = {"type": "Feature", "properties": propiedades, "geometry": forma}
    return _json(rasgo)


def _json(valor: Any) -> str:
    return json.dumps(valor, ensure_ascii=False, separators=(",", ":"))


def _anillos(forma: dict[str, Any]) -> Sequence[Reales]:
    partes = forma["coordinates"] if forma["type"] == "MultiPolygon" else [forma["coordinates"]]
    return [np.array(anillo, dtype=np.float64) for parte in partes for anillo in parte]
