"""Llenar de una vez una capa de GeoPackage que QGIS acaba de crear vacía.

Crear en Python una entidad de QGIS por hogar cuesta varias veces lo que cuesta el cálculo. Aquí las
filas van de las columnas a SQLite en una sola transacción: los disparadores que QGIS deja en la
capa se quitan, se hace lo mismo que harían ellos (contar las filas y llenar el índice espacial) y
se vuelven a poner.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from .columnas import POR_TANDA, Puntos, en_lista
from .errores import Cancelado, ErrorDeCapa, al_escribir
from .indice_espacial import armar

# El «%» va primero: después ya hay los de los demás.
RESERVADOS = "%?#"
OCTETOS_DE_UN_PUNTO = 29  # 8 de cabecera y 21 de WKB


@dataclass(frozen=True)
class Origen:
    """De qué tabla de otro GeoPackage se copian los primeros campos de la salida.

    `ids` (n,): la fila de la tabla que va en cada fila de la salida.
    """

    ruta: str
    tabla: str
    campos: tuple[str, ...]
    ids: np.ndarray


def tabla_de(ruta: str, capa: str) -> str:
    """La tabla de esa capa; «» si el archivo no es un GeoPackage o la capa es una consulta.

    Sin `capa`, la única que tenga el archivo.
    """
    if not ruta.lower().endswith(".gpkg"):
        return ""
    consulta = (
        "SELECT name FROM sqlite_master JOIN gpkg_contents ON name = table_name "
        "WHERE type = 'table' AND ? IN ('', name)"
    )
    try:
        with closing(_conectar(ruta, "ro")) as conexion:
            halladas = [nombre for (nombre,) in conexion.execute(consulta, (capa,))]
    except sqlite3.Error:
        return ""
    return halladas[0] if len(halladas) == 1 else ""


def llenar(
    ruta: str, capa: str, valores: Sequence[Any], puntos: Puntos | None, avance: Any,
    origen: Origen | None = None,
) -> None:  # fmt: skip
    """Escribe una columna por campo de la capa, en su orden, y el punto de cada fila si lo hay.

    Un punto con NaN queda sin geometría. Con `origen`, los primeros campos se copian de su tabla
    sin pasar por Python, y `valores` son los demás.
    """
    try:
        with closing(_conectar(ruta, "rw")) as conexion:
            if origen is not None:
                conexion.execute("ATTACH DATABASE ? AS origen", (_direccion(origen.ruta, "ro"),))
            conexion.execute("BEGIN IMMEDIATE")
            _Capa(conexion, capa).llenar(valores, puntos, avance, origen)
            conexion.execute("COMMIT")
    except sqlite3.Error as error:
        raise ErrorDeCapa(
            f"no se pudieron escribir las filas: {error}",
            que_hacer=al_escribir(str(error)),
        ) from error


class _Capa:
    """La tabla de una capa vacía y lo que GeoPackage guarda de ella."""

    def __init__(self, conexion: sqlite3.Connection, nombre: str) -> None:
        self._ejecutar = conexion.execute
        self._muchas = conexion.executemany
        lectura = self._ejecutar("SELECT table_name FROM gpkg_contents")
        tablas = [t for (t,) in lectura]
        # Sin nombre en la dirección, el archivo solo tiene esa capa.
        self._tabla = nombre or tablas[0]
        geometria: tuple[str, int] | None = self._ejecutar(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
            (self._tabla,),
        ).fetchone()
        self._geometria, self._sistema = geometria or ("", 0)

    def llenar(
        self, valores: Sequence[Any], puntos: Any, avance: Any, origen: Origen | None
    ) -> None:
        """Las filas, el índice espacial y los recuentos."""
        disparadores = self._ejecutar(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            (self._tabla,),
        ).fetchall()
        for nombre, _ in disparadores:
            self._ejecutar(_orden("DROP TRIGGER", _citar(nombre)))
        total = len(valores[0]) if valores else 0
        con_geometria = bool(self._geometria) and origen is None
        destino = _citar(self._tabla) if origen is None else self._tabla_de_paso(len(valores))
        huecos = ",".join("?" * (len(valores) + 1 + (con_geometria or origen is not None)))
        insertar = _orden("INSERT INTO", destino, "VALUES", f"({huecos})")
        for desde in range(0, total, POR_TANDA):
            if avance.isCanceled():
                raise Cancelado
            tramo = slice(desde, min(desde + POR_TANDA, total))
            columnas: list[Any] = [range(tramo.start + 1, tramo.stop + 1)]
            if con_geometria:
                columnas.append(self._puntos(puntos, tramo))
            if origen is not None:
                columnas.append(origen.ids[tramo].tolist())
            columnas += [en_lista(v, tramo) for v in valores]
            self._muchas(insertar, zip(*columnas))
        if origen is not None:
            self._copiar(origen, len(valores))
        self._contar(total, puntos)
        for _, sql in disparadores:
            self._ejecutar(sql)

    def _tabla_de_paso(self, nuevas: int) -> str:
        """Donde esperan las columnas nuevas a que se les junten las copiadas."""
        columnas = ", ".join(["fid INTEGER PRIMARY KEY", "id INTEGER", *_nuevas("", nuevas)])
        self._ejecutar(_orden("CREATE TEMP TABLE de_paso", f"({columnas})"))
        return "temp.de_paso"

    def _copiar(self, origen: Origen, nuevas: int) -> None:
        copiadas = (f"o.{_citar(c)}" for c in origen.campos)
        lista = ", ".join(["p.fid", *copiadas, *_nuevas("p.", nuevas)])
        self._ejecutar(
            _orden(
                "INSERT INTO", f"main.{_citar(self._tabla)}", "SELECT", lista,
                "FROM temp.de_paso p JOIN", f"origen.{_citar(origen.tabla)} o",
                "ON o.rowid = p.id ORDER BY p.fid",
            )
        )  # fmt: skip

    def _puntos(self, puntos: Puntos, tramo: slice) -> list[bytes | None]:
        """La geometría de cada fila en el formato de GeoPackage."""
        x, y = puntos[0][tramo], puntos[1][tramo]
        octetos = np.zeros((len(x), OCTETOS_DE_UN_PUNTO), np.uint8)
        cabecera = b"GP\x00\x01" + struct.pack("<iBI", self._sistema, 1, 1)
        octetos[:, : len(cabecera)] = np.frombuffer(cabecera, np.uint8)
        pares = np.stack([x, y], axis=1).astype("<f8")
        octetos[:, len(cabecera) :] = pares.view(np.uint8).reshape(len(x), -1)
        escritos = octetos.view(f"V{OCTETOS_DE_UN_PUNTO}").reshape(-1).tolist()
        sin = np.flatnonzero(np.isnan(x) | np.isnan(y)).tolist()
        for i in sin:
            escritos[i] = None
        return escritos

    def _contar(self, total: int, puntos: Any) -> None:
        self._ejecutar(
            "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?",
            (total, self._tabla),
        )
        if not self._geometria:
            return
        con = np.flatnonzero(np.isfinite(puntos[0]) & np.isfinite(puntos[1]))
        if not con.size:
            return
        x, y = puntos[0][con], puntos[1][con]
        self._ejecutar(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
            "WHERE table_name = ?",
            (*map(float, (x.min(), y.min(), x.max(), y.max())), self._tabla),
        )
        indice = f"rtree_{self._tabla}_{self._geometria}"
        hay = self._ejecutar("SELECT 1 FROM sqlite_master WHERE name = ?", (indice,)).fetchone()
        if hay:
            self._indexar(indice, con + 1, x, y)

    def _indexar(self, indice: str, ids: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
        nodos, padres, hojas = (_citar(f"{indice}_{t}") for t in ("node", "parent", "rowid"))
        largo = self._ejecutar(_orden("SELECT length(data) FROM", nodos)).fetchone()[0]
        arbol = armar(ids, x, y, int(largo))
        self._ejecutar(_orden("DELETE FROM", nodos))
        for tabla, filas in ((nodos, arbol.nodos), (padres, arbol.padres), (hojas, arbol.hojas)):
            self._muchas(_orden("INSERT INTO", tabla, "VALUES (?, ?)"), filas)


def _nuevas(tabla: str, cuantas: int) -> list[str]:
    return [f"{tabla}n{i}" for i in range(cuantas)]


def _conectar(ruta: str, modo: str) -> sqlite3.Connection:
    return sqlite3.connect(_direccion(ruta, modo), uri=True, isolation_level=None)


def _direccion(ruta: str, modo: str) -> str:
    return f"{direccion_de_sqlite(Path(ruta).absolute())}?mode={modo}"


def direccion_de_sqlite(ruta: PurePath) -> str:
    """La dirección `file:` de una ruta absoluta, con los signos reservados escapados.

    SQLite no admite el servidor de una carpeta compartida de Windows como anfitrión
    («file://servidor/…»): va como parte de la ruta («file:////servidor/…»).
    """
    escrita = ruta.as_posix()
    for signo in RESERVADOS:
        escrita = escrita.replace(signo, f"%{ord(signo):02X}")
    return f"file://{escrita}" if escrita.startswith("/") else f"file:///{escrita}"


def _citar(nombre: str) -> str:
    """El nombre de una tabla entre comillas: un nombre no puede ser un parámetro de la orden."""
    return '"' + nombre.replace('"', '""') + '"'


def _orden(*partes: str) -> str:
    return " ".join(partes)
