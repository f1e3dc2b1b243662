"""Un archivo de hogares, sea CSV, Parquet o capa, como una relación de columnas c0, c1, c2…

Los nombres originales quedan fuera del SQL: vienen rotos, repetidos o con comillas.
"""
# ruff: noqa: PLC0415 - pyogrio y shapely solo hacen falta con capas

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generador.errores import ErrorDeDatos, Lugar
from generador.errores_ajenos import sin_espacio
from generador.hogares.texto import Texto, abrir_texto
from generador.metodos.tipos import Enteros

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

DE_TEXTO = {".csv", ".txt"}
CAPAS = {".gpkg", ".shp", ".geojson", ".fgb"}
LEER_CSV = """SELECT * FROM read_csv($1, delim=$2, columns=$3, encoding='utf-8', quote='"',
    escape='"', header=true, all_varchar=true, auto_detect=false, strict_mode=true,
    null_padding=false)"""

LEER_PARQUET = "SELECT * FROM read_parquet($1)"
COMODINES = re.compile(r"[\[*?]")


@dataclass(frozen=True)
class Apertura:
    """Lo que quien corre la orden dice del archivo; None es «detéctelo»."""

    separador: str | None = None
    codificacion: str | None = None
    capa: str | None = None
    crs: str | None = None


@dataclass(frozen=True)
class ArchivoDeHogares:
    """Una base abierta, sin leer todavía.

    `columnas` como vienen; `geometria` dice si trae puntos y `crs` su sistema, o el que dijo quien
    corre la orden. `sha256` es la huella del archivo entero.
    """

    ruta: Path
    formato: str
    columnas: tuple[str, ...]
    sha256: str
    conexion: DuckDBPyConnection = field(repr=False)
    texto: Texto | None = None
    capa: str | None = None
    crs: str | None = None
    geometria: bool = False

    def numerar(self, lugares: Enteros) -> Enteros:
        """El número de cada fila como la ve quien abre el archivo, desde su lugar (0, 1, …)."""
        return self.texto.numerar(lugares) if self.texto else lugares + 1

    @property
    def avisos(self) -> tuple[str, ...]:
        """Lo que se notó al abrirlo."""
        return self.texto.examen.avisos if self.texto else ()

    def relacion(self, columnas: Sequence[str]) -> DuckDBPyRelation:
        """La relación con esas columnas como `c<posición>`; y `gx`, `gy` si hay geometría."""
        posiciones = sorted({self.columnas.index(c) for c in columnas})
        if self.formato == "capa":
            return self._de_capa(posiciones)
        if self.texto is not None:
            tipos = {f"p{i}": "VARCHAR" for i in range(self.texto.ancho)}
            pedido = [sin_comodines(self.texto.ruta), self.texto.separador, tipos]
            celdas = self.conexion.sql(LEER_CSV, params=pedido)
            propias = ((i, self.texto.posiciones[i]) for i in posiciones)
            return celdas.project(", ".join(f"p{p} AS c{i}" for i, p in propias))
        todas = self.conexion.sql(LEER_PARQUET, params=[sin_comodines(self.ruta)])
        return todas.project(
            ", ".join(f"{entre_comillas(self.columnas[i])} AS c{i}" for i in posiciones)
        )

    def _de_capa(self, posiciones: Sequence[int]) -> DuckDBPyRelation:
        import pyogrio

        nombres = [self.columnas[i] for i in posiciones]
        with mensajes_de_capa(self.ruta):
            tabla: Any = pyogrio.read_dataframe(
                self.ruta, layer=self.capa, columns=nombres, read_geometry=self.geometria
            )
        sencilla = tabla[nombres].set_axis([f"c{i}" for i in posiciones], axis=1)
        if self.geometria:
            _solo_puntos(tabla.geometry, self.ruta)
            sencilla = sencilla.assign(gx=tabla.geometry.x, gy=tabla.geometry.y)
        return self.conexion.from_df(sencilla)


def sin_comodines(ruta: Path) -> str:
    """La ruta como la entiende el motor sin buscar otros archivos: «base[1].csv» es ese archivo."""
    return COMODINES.sub(lambda c: f"[{c[0]}]", str(ruta))


def entre_comillas(nombre: str) -> str:
    """Un identificador SQL, aunque traiga comillas."""
    return '"' + nombre.replace('"', '""') + '"'


def abrir(
    conexion: DuckDBPyConnection, ruta: Path, como: Apertura | None = None
) -> ArchivoDeHogares:
    """Abre por la extensión; ErrorDeDatos si no está, no se conoce o está dañado."""
    pedido = como or Apertura()
    if not ruta.is_file():
        raise ErrorDeDatos(
            "no existe el archivo", lugar=Lugar(str(ruta)), que_hacer="revise la ruta"
        )
    extension = ruta.suffix.lower()
    if extension in DE_TEXTO:
        temporal = conexion.execute("SELECT current_setting('temp_directory')").fetchall()[0][0]
        texto = abrir_texto(ruta, Path(temporal), pedido.separador, pedido.codificacion)
        columnas, huella = texto.examen.columnas, texto.examen.sha256
        return ArchivoDeHogares(ruta, "texto", columnas, huella, conexion, texto, crs=pedido.crs)
    if extension == ".parquet":
        with mensajes_de(ruta):
            relacion = conexion.sql(LEER_PARQUET, params=[sin_comodines(ruta)])
            columnas = tuple(relacion.columns)
        return ArchivoDeHogares(
            ruta, "parquet", columnas, sha256_de(ruta), conexion, crs=pedido.crs
        )
    if extension in CAPAS:
        return _abrir_capa(conexion, ruta, pedido)
    raise ErrorDeDatos(
        f"no se conoce el formato «{extension or 'sin extensión'}»",
        lugar=Lugar(ruta.name),
        que_hacer="use .csv, .txt, .parquet, .gpkg, .shp o .geojson",
    )


def sha256_de(ruta: Path) -> str:
    """Huella del contenido, por bloques."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


@contextmanager
def mensajes_de(ruta: Path) -> Iterator[None]:
    """Convierte los errores del motor en ErrorDeDatos, sin copiar la fila, que lleva datos."""
    import duckdb

    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise
    except duckdb.Error as causa:
        if sin_espacio(causa) or not _es_del_archivo(causa):
            raise
        raise _traducido(str(causa), ruta) from None


def _es_del_archivo(causa: Exception) -> bool:
    """Lo que dice el motor de un archivo dañado; una consulta mal hecha es otra cosa."""
    import duckdb

    de_consulta = isinstance(causa, duckdb.ProgrammingError)
    return isinstance(causa, duckdb.InvalidInputException) or not de_consulta


def _traducido(mensaje: str, ruta: Path) -> ErrorDeDatos:
    linea = re.search(r"CSV Error on Line: (\d+)", mensaje)
    fila = int(linea[1]) if linea else None
    columnas = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", mensaje)
    if columnas:
        problema = f"la fila tiene {columnas[2]} columnas y el encabezado {columnas[1]}"
        hacer = (
            "el archivo está cortado, o un valor lleva el separador adentro (¿coma decimal sin "
            "comillas?): expórtelo otra vez, con «;» o con comillas"
        )
    elif "unterminated quote" in mensaje:
        problema = "hay unas comillas que no se cierran"
        hacer = "el archivo está cortado o mal exportado: expórtelo otra vez"
    elif "unicode" in mensaje:
        problema = "hay letras que no están en la codificación detectada"
        hacer = "indíquela con --codificacion latin-1"
    else:
        problema = "el archivo no se puede leer: está dañado o cortado"
        hacer = "expórtelo otra vez"
    return ErrorDeDatos(problema, lugar=Lugar(ruta.name, fila=fila), que_hacer=hacer)


@contextmanager
def mensajes_de_capa(ruta: Path) -> Iterator[None]:
    """Convierte los errores de GDAL al leer una capa en ErrorDeDatos, con el archivo."""
    from pyogrio import errors
    from shapely.errors import ShapelyError

    danos = (
        ShapelyError,  # un anillo que no cierra
        *(errors.DataSourceError, errors.DataLayerError, errors.FeatureError),
        *(errors.FieldError, errors.GeometryError, errors.CRSError),
    )
    try:
        yield
    except danos:
        raise ErrorDeDatos(
            "la capa no se puede abrir: está dañada o no es lo que dice su extensión",
            lugar=Lugar(ruta.name),
            que_hacer="expórtela otra vez desde QGIS",
        ) from None


def _abrir_capa(conexion: DuckDBPyConnection, ruta: Path, pedido: Apertura) -> ArchivoDeHogares:
    import pyogrio

    with mensajes_de_capa(ruta):
        # GDAL deja un .aux.xml al lado de lo que lee si trae metadatos: no se escribe nada ahí.
        pyogrio.set_gdal_config_options({"GDAL_PAM_ENABLED": False})
        nombres = [str(nombre) for nombre, _ in pyogrio.list_layers(ruta)]
        elegida = elegir_capa(nombres, pedido.capa, ruta, "--capa")
        datos = pyogrio.read_info(ruta, layer=elegida)
    return ArchivoDeHogares(
        ruta,
        "capa",
        tuple(str(c) for c in datos["fields"]),
        sha256_de(ruta),
        conexion,
        capa=elegida,
        crs=pedido.crs or datos["crs"],
        geometria=datos["geometry_type"] is not None,
    )


def elegir_capa(nombres: Sequence[str], pedida: str | None, ruta: Path, opcion: str) -> str:
    """La capa que se lee; ErrorDeDatos si hay varias y no se dijo cuál: nunca la primera."""
    if pedida is None and len(nombres) == 1:
        return nombres[0]
    if pedida in nombres:
        return str(pedida)
    raise ErrorDeDatos(
        f"la capa «{pedida}» no está" if pedida else f"el archivo trae {len(nombres)} capas",
        lugar=Lugar(ruta.name),
        que_hacer=f"elija una con {opcion}: {', '.join(nombres)}",
    )


def _solo_puntos(geometrias: Any, ruta: Path) -> None:
    otras = geometrias[~geometrias.isna() & (geometrias.geom_type != "Point")]
    if len(otras):
        raise ErrorDeDatos(
            f"{len(otras)} hogares no son puntos ({', '.join(sorted(set(otras.geom_type)))})",
            lugar=Lugar(ruta.name),
            que_hacer="use la capa de puntos de los hogares, o conviértala a puntos sencillos",
        )
