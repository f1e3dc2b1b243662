"""Comprobar un paquete recibido: si algo no cuadra no se publica nada de él.

Las huellas dicen si se dañó; no dicen quién lo hizo. Por eso, además, cada celda tiene que cumplir
las reglas de lo publicable, y la tabla y los polígonos tienen que ser, octeto por octeto, los que
salen de volver a calcular todo desde los conteos redondeados.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..cobertura import DECIMALES, Cobertura
from ..errores import ErrorDeMetodo
from ..formulas import original
from ..metodo import IPM
from ..publicable.filas import TERRITORIO, TOTAL
from ..publicable.visible import ESTADOS
from ..tipos import Enteros
from . import esquema, piezas
from .celdas import publicada_de
from .esquema import MANIFIESTO, REHAGALO, TABLA, TERRITORIOS


@dataclass(frozen=True)
class Paquete:
    """Un paquete que cumple: su manifiesto, lo que publica y sus polígonos como cobertura."""

    manifiesto: Mapping[str, Any]
    contenido: piezas.Contenido
    cobertura: Cobertura
    octetos: Mapping[str, bytes]


def comprobar(recibidas: Mapping[str, bytes]) -> Paquete:
    """El paquete de esas piezas, {nombre: octetos}; ErrorDeMetodo con lo primero que no cuadre."""
    faltan = [p for p in (MANIFIESTO, TABLA, TERRITORIOS) if p not in recibidas]
    if faltan:
        raise ErrorDeMetodo(f"al paquete le falta: {', '.join(faltan)}", que_hacer=REHAGALO)
    manifiesto = esquema.leer(recibidas[MANIFIESTO])
    _exigir_metodo(manifiesto)
    _exigir_huellas(manifiesto, recibidas)
    codigos, nombres, filas, total = _leer_tabla(recibidas[TABLA])
    poligonos = _leer_poligonos(recibidas[TERRITORIOS], codigos)
    contenido = _contenido(manifiesto, codigos, nombres, poligonos, filas, total)
    _exigir_iguales(manifiesto, contenido, recibidas)
    en_grados = [[[a / 10**DECIMALES for a in p] for p in suyos] for suyos in poligonos]
    return Paquete(manifiesto, contenido, Cobertura.de_poligonos(en_grados), dict(recibidas))


def _exigir_metodo(manifiesto: Mapping[str, Any]) -> None:
    reglas = manifiesto["reglas"]
    iguales = reglas == esquema.reglas(reglas["redondeo"], reglas["minimo"])
    if manifiesto["huella_del_metodo"] != esquema.huella_del_metodo() or not iguales:
        raise ErrorDeMetodo(
            "se midió con otro método: la huella del suyo no es la de este kit",
            que_hacer="actualice el complemento de QGIS a la versión del sitio y rehaga el paquete",
        )
    if manifiesto["metodo"] != IPM.resumen():
        raise ErrorDeMetodo("los pesos o el corte no son los del IPM", que_hacer=REHAGALO)


def _exigir_huellas(manifiesto: Mapping[str, Any], recibidas: Mapping[str, bytes]) -> None:
    for nombre in esquema.PIEZAS:
        dicha: Mapping[str, Any] = manifiesto["piezas"][nombre]
        octetos = recibidas[nombre]
        propia: Mapping[str, Any] = {"sha256": esquema.sha256(octetos), "octetos": len(octetos)}
        if dicha != propia:
            raise ErrorDeMetodo(
                f"la huella de {nombre} no cuadra: el manifiesto dice {dicha['sha256'][:12]}… "
                f"({dicha['octetos']} octetos) y el archivo da {propia['sha256'][:12]}… "
                f"({propia['octetos']}): cambió después de hacer el paquete",
                que_hacer=REHAGALO,
            )


def _leer_tabla(
    octetos: bytes,
) -> tuple[list[str], list[str], list[dict[str, str]], dict[str, str] | None]:
    """Códigos, nombres y filas de los territorios, y la fila del total si está."""
    try:
        lector = csv.DictReader(io.StringIO(octetos.decode("utf-8"), newline=""), strict=True)
        filas = list(lector)
        columnas = list(lector.fieldnames or ())
    except (UnicodeDecodeError, csv.Error) as error:
        raise ErrorDeMetodo(f"{TABLA} no es un CSV en UTF-8", que_hacer=REHAGALO) from error
    if columnas != list(piezas.COLUMNAS):
        raise ErrorDeMetodo(f"las columnas de {TABLA} no son las del kit", que_hacer=REHAGALO)
    if any(None in fila or None in fila.values() for fila in filas):
        raise ErrorDeMetodo(f"a {TABLA} le faltan o le sobran celdas", que_hacer=REHAGALO)
    hay_total = bool(filas) and filas[-1][TERRITORIO] == TOTAL
    total = filas.pop() if hay_total else None
    codigos = [original(fila[TERRITORIO]) for fila in filas]
    if not codigos or any(a >= b for a, b in zip(codigos, codigos[1:])):
        raise ErrorDeMetodo(
            f"{TABLA} no trae territorios, o no van por código y sin repetir", que_hacer=REHAGALO
        )
    return codigos, [original(fila[piezas.NOMBRE]) for fila in filas], filas, total


def _leer_poligonos(octetos: bytes, codigos: Sequence[str]) -> list[list[list[Enteros]]]:
    """Los polígonos en grados enteros, en el orden de `codigos`."""
    try:
        entidades = json.loads(octetos.decode("utf-8"))["features"]
        leidos = [e["properties"][TERRITORIO] for e in entidades]
        poligonos = [
            [[_anillo(a) for a in poligono] for poligono in e["geometry"]["coordinates"]]
            for e in entidades
        ]
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise ErrorDeMetodo(
            f"{TERRITORIOS} no es una colección de polígonos", que_hacer=REHAGALO
        ) from error
    if leidos != list(codigos):
        raise ErrorDeMetodo(
            f"{TERRITORIOS} y {TABLA} no traen los mismos territorios", que_hacer=REHAGALO
        )
    if not all(suyos and all(suyos) for suyos in poligonos):
        raise ErrorDeMetodo(f"{TERRITORIOS} trae un territorio sin polígono", que_hacer=REHAGALO)
    return poligonos


def _anillo(coordenadas: Any) -> Enteros:
    grados = np.array(coordenadas, dtype=np.float64)
    if grados.ndim != 2 or grados.shape[1] != 2 or len(grados) < 4:
        raise ValueError("un anillo no es una lista de cuatro puntos o más")
    if not (np.isfinite(grados).all() and (np.abs(grados) <= 180).all()):
        raise ValueError("una coordenada no está en grados")
    enteros: Enteros = np.rint(grados * 10**DECIMALES).astype(np.int64)
    return enteros


def _contenido(
    manifiesto: Mapping[str, Any],
    codigos: Sequence[str],
    nombres: Sequence[str],
    poligonos: Sequence[list[list[Enteros]]],
    filas: Sequence[Mapping[str, Any]],
    total: Mapping[str, Any] | None,
) -> piezas.Contenido:
    redondeo, minimo = manifiesto["reglas"]["redondeo"], manifiesto["reglas"]["minimo"]
    dichos = [nombre or codigo for nombre, codigo in zip(nombres, codigos)]
    return piezas.Contenido(
        codigos=tuple(codigos),
        nombres=tuple(nombres),
        poligonos=tuple(poligonos),
        publicada=publicada_de(filas, dichos, redondeo, minimo),
        total=None if total is None else publicada_de([total], [TOTAL], redondeo, minimo),
        practica=manifiesto["practica"],
    )


def _exigir_iguales(
    manifiesto: Mapping[str, Any], contenido: piezas.Contenido, recibidas: Mapping[str, bytes]
) -> None:
    """Que las piezas sean las que salen de los conteos: ni una tasa ni una nota escritas aparte."""
    rehechas = {
        TABLA: piezas.tabla(contenido),
        TERRITORIOS: piezas.geojson(contenido),
        MANIFIESTO: esquema.en_octetos(manifiesto),
    }
    for nombre, octetos in rehechas.items():
        if octetos != recibidas[nombre]:
            raise ErrorDeMetodo(
                f"{nombre} no es el que sale de sus conteos: {_donde(octetos, recibidas[nombre])}",
                que_hacer=REHAGALO,
            )
    estados = contenido.publicada.estado.tolist()
    cuenta = {nombre: estados.count(codigo) for codigo, nombre in ESTADOS.items()}
    if manifiesto["territorios"] != cuenta:
        raise ErrorDeMetodo(
            f"el manifiesto no cuenta los territorios de {TABLA}", que_hacer=REHAGALO
        )


def _donde(esperado: bytes, recibido: bytes) -> str:
    """El primer renglón distinto."""
    renglones = list(zip(esperado.splitlines(), recibido.splitlines()))
    distintos = (i for i, (a, b) in enumerate(renglones, start=1) if a != b)
    return f"renglón {next(distintos, len(renglones) + 1)}"
