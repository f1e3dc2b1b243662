"""El paquete de veredas hecho por la orden: los mismos octetos que da QGIS con la misma salida."""
# ruff: noqa: PLC0415 - la geometría es del extra «hogares»

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generador.disco import archivo_propio
from generador.disco.tablas_sin_formulas import original
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import CAPAS, mensajes_de_capa
from generador.hogares.dominio import GEOGRAFICAS, con_lugar
from generador.hogares.escribir_tablas import registro_de
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.columna import escribir
from generador.metodos.paquete import caja
from generador.metodos.paquete.armar import Declarado, TerritorioDeLaCapa, armar
from generador.metodos.paquete.comprobar import Paquete, comprobar
from generador.metodos.paquete.esquema import MANIFIESTO, NOMBRE
from generador.metodos.paquete.procedencia import Procedencia, leer_registro
from generador.metodos.publicable.filas import RESUMEN, TERRITORIO, TOTAL
from generador.metodos.tipos import Reales

Fila = dict[str, Any]


@dataclass(frozen=True)
class PedidoDePaquete:
    """Qué se lee: la salida publicable, su registro y, si no trae polígonos, la capa."""

    incidencia: Path
    registro: Path | None
    capa: Path | None
    codigo: str
    nombre: str | None
    declarado: Declarado
    salida: Path
    reemplazar: bool


def preparar(pedido: PedidoDePaquete) -> Paquete:
    """Escribe el zip y lo devuelve comprobado; ErrorDeDatos con lo que no se pueda publicar."""
    _exigir_reemplazable(pedido)
    filas, total = _filas(pedido)
    procedencia = _procedencia(pedido)
    if procedencia.total is None and total is not None:
        procedencia = replace(procedencia, total=total)
    con_poligonos = _en_la_capa(pedido, filas) if pedido.capa else filas
    with con_lugar(pedido.incidencia.name):
        piezas = armar(con_poligonos, procedencia, pedido.declarado)
        paquete = comprobar(piezas)
    archivo_propio.guardar({pedido.salida: caja.en_zip(piezas)})
    return paquete


def _procedencia(pedido: PedidoDePaquete) -> Procedencia:
    ruta = pedido.registro or registro_de(pedido.incidencia)
    try:
        leido = json.loads(ruta.read_bytes())
    except (OSError, ValueError) as causa:
        raise ErrorDeDatos(
            "no se halla, o no se puede leer, el registro de la salida publicable",
            lugar=Lugar(str(ruta)),
            que_hacer="diga con --registro cuál es el «.auditoria.json» que dejó la incidencia",
        ) from causa
    with con_lugar(ruta.name):
        return leer_registro(leido)


def _filas(pedido: PedidoDePaquete) -> tuple[list[TerritorioDeLaCapa], Fila | None]:
    """Los territorios de la salida y, si la trae, la fila del total."""
    if pedido.incidencia.suffix.lower() == ".csv":
        return _de_csv(pedido)
    campos = [pedido.codigo, *([pedido.nombre] if pedido.nombre else [])]
    if pedido.capa:
        campos = [TERRITORIO]
    leidas = list(_de_capa(pedido.incidencia, campos))
    return [
        TerritorioDeLaCapa(
            _texto(fila, campos[0]), _texto(fila, campos[1]) if len(campos) > 1 else "", fila, suyos
        )
        for fila, suyos in leidas
    ], None


def _de_csv(pedido: PedidoDePaquete) -> tuple[list[TerritorioDeLaCapa], Fila | None]:
    if pedido.capa is None:
        raise ErrorDeDatos(
            "una tabla no trae los polígonos",
            lugar=Lugar(str(pedido.incidencia)),
            que_hacer="diga con --capa cuál es la capa de veredas con que se midió",
        )
    try:
        with pedido.incidencia.open(encoding="utf-8", newline="") as archivo:
            leidas = list(csv.DictReader(archivo))
    except (OSError, UnicodeDecodeError, csv.Error) as causa:
        raise ErrorDeDatos(
            "no se puede leer como la tabla que escribe «kit incidencia»",
            lugar=Lugar(str(pedido.incidencia)),
            que_hacer="use el .csv que dejó la orden, sin guardarlo desde Excel",
        ) from causa
    if not leidas or TERRITORIO not in leidas[0]:
        raise ErrorDeDatos(
            "no trae la columna del territorio",
            lugar=Lugar(str(pedido.incidencia), columna=TERRITORIO),
            que_hacer="use el .csv que dejó «kit incidencia --modo publicable»",
        )
    if any(fila.get("estado") == RESUMEN for fila in leidas):
        raise ErrorDeDatos(
            "se midió por un campo de la base: no dice qué veredas no se publican",
            lugar=Lugar(str(pedido.incidencia)),
            que_hacer="mida con --poligonos y la capa de veredas",
        )
    total = next((fila for fila in leidas if fila[TERRITORIO] == TOTAL), None)
    propias = [fila for fila in leidas if fila is not total]
    return [TerritorioDeLaCapa(original(f[TERRITORIO]), "", f, ()) for f in propias], total


def _en_la_capa(
    pedido: PedidoDePaquete, filas: list[TerritorioDeLaCapa]
) -> list[TerritorioDeLaCapa]:
    """Las mismas filas con el nombre y los polígonos de la capa, unidas por código."""
    capa = pedido.capa
    if capa is None:
        return filas
    campos = [pedido.codigo, *([pedido.nombre] if pedido.nombre else [])]
    hallados: dict[str, tuple[str, list[list[Reales]]]] = {}
    for fila, suyos in _de_capa(capa, campos):
        codigo = _texto(fila, campos[0])
        nombre, poligonos = hallados.get(codigo, (_texto(fila, campos[-1]), []))
        hallados[codigo] = (nombre, [*poligonos, *suyos])
    sin_poligono = [t.codigo for t in filas if t.codigo not in hallados]
    sin_fila = sorted(set(hallados) - {t.codigo for t in filas} - {""})
    for que, cuales in (("filas sin polígono", sin_poligono), ("polígonos sin fila", sin_fila)):
        if cuales:
            raise ErrorDeDatos(
                f"hay {len(cuales)} {que}: {', '.join(cuales[:5])}",
                lugar=Lugar(capa.name, columna=pedido.codigo),
                que_hacer="use la capa y el campo con que se midió la incidencia",
            )
    return [
        replace(
            t,
            nombre=hallados[t.codigo][0] if pedido.nombre else "",
            poligonos=hallados[t.codigo][1],
        )
        for t in filas
    ]


def _de_capa(ruta: Path, campos: list[str]) -> Iterator[tuple[Fila, list[list[Reales]]]]:
    """Cada fila de la capa con sus polígonos en grados, los inválidos reparados."""
    import pyogrio

    if ruta.suffix.lower() not in CAPAS or not ruta.is_file():
        raise ErrorDeDatos(
            "no es una capa que exista",
            lugar=Lugar(str(ruta)),
            que_hacer="use un .gpkg, .shp o .geojson; o el .csv de la orden, con --capa",
        )
    with mensajes_de_capa(ruta):
        tabla = pyogrio.read_dataframe(ruta)
    if faltan := [c for c in campos if c not in tabla.columns]:
        raise ErrorDeDatos(
            "la capa no trae ese campo",
            lugar=Lugar(ruta.name, columna=faltan[0]),
            que_hacer=f"elija entre: {', '.join(map(str, tabla.columns))}",
        )
    if "geometry" not in tabla.columns or tabla.crs is None:
        raise ErrorDeDatos(
            "no trae polígonos con su sistema de coordenadas",
            lugar=Lugar(ruta.name),
            que_hacer="use la capa publicable, o diga con --capa cuál es la de veredas",
        )
    geometrias = tabla.geometry.make_valid()
    if not tabla.crs.is_geographic:
        # MAGNA-SIRGAS y WGS 84 coinciden por debajo del metro: no se mueven.
        geometrias = geometrias.to_crs(GEOGRAFICAS)
    propias = tabla.drop(columns="geometry").to_dict("records")
    for fila, geometria in zip(propias, geometrias, strict=True):
        yield {str(c): v for c, v in fila.items()}, list(_poligonos(geometria))


def _poligonos(geometria: Any) -> Iterator[list[Reales]]:
    import shapely

    if geometria is None or geometria.is_empty:
        return
    for parte in shapely.get_parts(geometria):
        if parte.geom_type == "Polygon":
            yield [shapely.get_coordinates(a) for a in (parte.exterior, *parte.interiors)]
        elif parte.geom_type == "MultiPolygon":
            yield from _poligonos(parte)


def _texto(fila: Mapping[str, Any], campo: str) -> str:
    """El valor como texto; «» si no hay. Un nulo de pandas es distinto de sí mismo."""
    valor = fila.get(campo)
    vacio = valor is None or valor != valor  # noqa: PLR0124
    return "" if vacio else escribir(valor).strip()


def _exigir_reemplazable(pedido: PedidoDePaquete) -> None:
    """ErrorDeDatos si la salida es una entrada o algo que no es un paquete del kit."""
    salida = pedido.salida
    if salida.suffix.lower() != ".zip":
        raise ErrorDeDatos(
            "el paquete es un .zip", lugar=Lugar(str(salida)), que_hacer="termine la salida en .zip"
        )
    archivo_propio.exigir_archivo(salida)
    if not salida.exists() or pedido.reemplazar:
        return
    try:
        piezas = caja.de_zip(salida.read_bytes())
        es_paquete = f'"paquete": "{NOMBRE}"'.encode() in piezas.get(MANIFIESTO, b"")
    except (ErrorDeMetodo, OSError):
        es_paquete = False
    if not es_paquete:
        raise ErrorDeDatos(
            "ya existe y no es un paquete del kit",
            lugar=Lugar(str(salida)),
            que_hacer="elija otra ruta, o agregue --reemplazar si ese archivo sobra",
        )
