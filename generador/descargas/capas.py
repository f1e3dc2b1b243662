"""Las capas del país: un GeoPackage con sus estilos adentro, y GeoParquet para programas.

Los límites son los del mapa del sitio, simplificados sin huecos ni solapes: sirven para pintar, no
para deslindar.
"""
# ruff: noqa: S608 - en las consultas solo van nombres y rutas del kit

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio import errors

from generador.cubo import forma
from generador.descargas import motor, vigentes
from generador.descargas.estilo_de_municipios import Estilo, qml
from generador.disco import estilos_de_geopaquete
from generador.disco.archivo_propio import no_se_pudo
from generador.disco.geopaquete import FECHA_FIJA
from generador.errores_ajenos import en_el_sistema
from generador.lugares import estilo_qgis
from generador.mapas.topojson import a_grados, decodificar_arcos, poligonos, puntos_de_anillo
from generador.metodos.clasificacion import cuantiles
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.por_indicador.clases import CLASES, FIJOS, RAMPA
from generador.paginas.por_indicador.clases import RAMPAS as RAMPA_DEL_TEMA
from generador.paginas.publicacion import capas_de_lugares

GRADOS = "EPSG:4326"
MUNICIPIOS, DEPARTAMENTOS, LUGARES = "municipios", "departamentos", "lugares"
CON_ESTILO = ("ipm_censal", "nbi", "pm_municipal_2024", "poblacion_rural", "sgp_por_habitante")
"""Los que QGIS ofrece para pintar; el primero es con el que abre la capa."""
FALLAN = (
    OSError, errors.DataSourceError, errors.DataLayerError, errors.FeatureError,
    errors.FieldError, errors.GeometryError,
)  # fmt: skip
PAGINA = 1024  # bytes de cada página de SQLite
DECIMALES_DE_GRADO = 5

Geometrias = NDArray[np.object_]


def de_municipios(acervo: DatosDelSitio) -> Geometrias:
    """El polígono de cada municipio, en el orden de `acervo.municipios`."""
    leido = orjson.loads((acervo.carpeta / forma.GEOMETRIA).read_bytes())
    enteros, inicios = decodificar_arcos(leido)
    grados = np.round(a_grados(enteros, leido), DECIMALES_DE_GRADO)
    hechas = {}
    for objeto in leido["objects"][MUNICIPIOS]["geometries"]:
        partes = [
            [puntos_de_anillo(a, grados, inicios) for a in poligono]  # type: ignore[arg-type]
            for poligono in poligonos(objeto)
        ]
        juntas = shapely.MultiPolygon([(p[0], p[1:]) for p in partes])
        hechas[str(objeto["properties"]["codigo"])] = shapely.orient_polygons(juntas)
    return np.array([hechas[codigo] for codigo in acervo.municipios], object)


def de_departamentos(acervo: DatosDelSitio, municipios: Geometrias) -> Geometrias:
    """El polígono de cada departamento: los de sus municipios, unidos."""
    de = np.array([codigo[:2] for codigo in acervo.municipios])
    unidos = [shapely.coverage_union_all(municipios[de == d]) for d in acervo.departamentos]
    return np.array([_multiple(g) for g in unidos], object)


def _multiple(geometria: Any) -> Any:
    partes = getattr(geometria, "geoms", [geometria])
    return shapely.orient_polygons(shapely.MultiPolygon(list(partes)))


def geopaquete(acervo: DatosDelSitio) -> bytes:
    """El GeoPackage; ErrorDeDatos si la carpeta temporal no alcanza."""
    municipios = de_municipios(acervo)
    with tempfile.TemporaryDirectory(prefix="kit-gpkg-") as carpeta:
        destino = Path(carpeta) / "kit.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FECHA_FIJA})
        try:
            _poligonos(destino, acervo, DEPARTAMENTOS, de_departamentos(acervo, municipios))
            _poligonos(destino, acervo, MUNICIPIOS, municipios)
            _lugares(destino, acervo)
            _estilos(destino, acervo)
            return destino.read_bytes()
        except (*FALLAN, sqlite3.OperationalError) as causa:
            raise no_se_pudo(Path(tempfile.gettempdir()), en_el_sistema(causa)) from causa
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _codigos(acervo: DatosDelSitio, capa: str) -> tuple[str, ...]:
    return acervo.municipios if capa == MUNICIPIOS else acervo.departamentos


def tabla(acervo: DatosDelSitio, capa: str) -> dict[str, list[Any]]:
    """Las columnas de una capa: quién es cada uno y la última cifra de cada indicador."""
    codigos = _codigos(acervo, capa)
    propios = [acervo.territorios[codigo] for codigo in codigos]
    return {
        "codigo": list(codigos),
        "nombre": [t.nombre for t in propios],
        "departamento": [t.nombre_departamento for t in propios],
        **{v.ficha.id: v.celdas for v in vigentes.columnas(acervo, codigos)},
    }


def _poligonos(destino: Path, acervo: DatosDelSitio, capa: str, geometrias: Geometrias) -> None:
    columnas = tabla(acervo, capa)
    _escribir(
        destino, capa, "MultiPolygon", shapely.to_wkb(geometrias),
        {nombre: motor.columna(list(valores)) for nombre, valores in columnas.items()},
    )  # fmt: skip


def _lugares(destino: Path, acervo: DatosDelSitio) -> None:
    filas = list(zip(*capas_de_lugares.tabla(acervo), strict=True))
    columnas = {
        nombre: motor.columna(list(valores))
        for (nombre, _), valores in zip(capas_de_lugares.CAMPOS, filas, strict=True)
    }
    _escribir(destino, LUGARES, "Point", _wkb_de_lugares(acervo), columnas)


def _wkb_de_lugares(acervo: DatosDelSitio) -> Geometrias:
    return np.array(
        [
            None if p is None else shapely.to_wkb(shapely.Point(*p))
            for p in capas_de_lugares.puntos(acervo)
        ],
        object,
    )


def _escribir(
    destino: Path, capa: str, tipo: str, wkb: Geometrias, columnas: dict[str, NDArray[Any]]
) -> None:
    pyogrio.raw.write(
        destino,
        geometry=wkb,
        field_data=list(columnas.values()),
        fields=list(columnas),
        layer=capa,
        driver="GPKG",
        geometry_type=tipo,
        crs=GRADOS,
        append=destino.exists(),
    )
    escritas = pyogrio.read_info(destino, layer=capa)["features"]
    if escritas != len(wkb):
        raise OSError(f"de la capa {capa} se guardaron {escritas} de {len(wkb)} filas")


def _estilos(destino: Path, acervo: DatosDelSitio) -> None:
    propios = [
        (capa, estilo.nombre, qml(estilo, alias), estilo.nombre)
        for capa in (MUNICIPIOS, DEPARTAMENTOS)
        for alias in [[v.ficha for v in vigentes.columnas(acervo, _codigos(acervo, capa))]]
        for estilo in estilos(acervo, capa)
    ]
    propios.append((LUGARES, "NBI del censo", estilo_qgis.qml(), "NBI del censo"))
    with closing(sqlite3.connect(destino)) as base:
        estilos_de_geopaquete.poner(base, propios)
        base.commit()
        # Cada fila mide poco más que media página de las de siempre: en la otra mitad no cabe nada.
        base.execute(f"PRAGMA page_size = {PAGINA}")
        base.execute("VACUUM")


def estilos(acervo: DatosDelSitio, capa: str) -> list[Estilo]:
    """Los de una capa; cada indicador se parte donde lo parte el sitio o, si no, en quintos."""
    codigos = _codigos(acervo, capa)
    propias = {v.ficha.id: v for v in vigentes.columnas(acervo, codigos)}
    de_municipios_ = {v.ficha.id: v for v in vigentes.columnas(acervo, acervo.municipios)}
    salida = []
    for indicador in CON_ESTILO:
        if indicador not in propias:
            continue
        vista = de_municipios_[indicador]
        cortes = FIJOS.get(indicador) or sorted(set(cuantiles(vista.valores, CLASES)))
        rampa = RAMPA_DEL_TEMA.get(vista.ficha.tema, RAMPA)
        nombre = f"{vista.ficha.corto}, {vista.anio}"
        unidad, decimales = vista.ficha.simbolo, 0 if indicador in FIJOS else vista.ficha.decimales
        salida.append(Estilo(nombre, indicador, unidad, decimales, cortes, rampa))
    return salida


def geoparquet_de_municipios(acervo: DatosDelSitio, destino: Path) -> None:
    """Deja en `destino` los municipios con su polígono y la última cifra de cada indicador."""
    columnas = tabla(acervo, MUNICIPIOS)
    _geoparquet(columnas, shapely.to_wkb(de_municipios(acervo)), destino)


def geoparquet_de_lugares(acervo: DatosDelSitio, destino: Path) -> None:
    """Deja en `destino` cada lugar de adentro de un municipio con su punto y su NBI."""
    valores = zip(*capas_de_lugares.tabla(acervo), strict=True)
    columnas = {
        nombre: list(v) for (nombre, _), v in zip(capas_de_lugares.CAMPOS, valores, strict=True)
    }
    _geoparquet(columnas, _wkb_de_lugares(acervo), destino)


def _geoparquet(columnas: dict[str, list[Any]], wkb: Geometrias, destino: Path) -> None:
    propias = {nombre: motor.columna(valores) for nombre, valores in columnas.items()}
    with motor.abierto() as abierto:
        motor.poner(abierto, "capa", {**propias, "geometry": wkb})
        abierto.execute(
            # Sin sistema dicho, GeoParquet son grados (OGC:CRS84): longitud y latitud.
            "COPY (SELECT * REPLACE (ST_GeomFromWKB(geometry) AS geometry) FROM capa) "
            f"TO {motor.ruta(destino)} ({motor.PARQUET})"
        )
