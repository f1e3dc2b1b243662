"""Armar el paquete: de la salida publicable y sus polígonos a las tres piezas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..cobertura import DECIMALES, Cobertura
from ..errores import ErrorDeMetodo
from ..metodo import IPM
from ..publicable.filas import TOTAL
from ..publicable.publicada import Publicada
from ..publicable.visible import ESTADOS
from ..tipos import Numeros
from . import esquema, piezas
from .celdas import publicada_de
from .procedencia import Procedencia

# La parte del territorio mediano que puede medir el triángulo de un vértice que se quita.
PARTE_DEL_MEDIANO = 1e-4
MENOR_TRIANGULO = 25.0
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True)
class Declarado:
    """Lo que dice quien publica: el municipio (DIVIPOLA), la fuente y el corte de la base."""

    municipio: str
    fuente: str
    corte: str


@dataclass(frozen=True)
class TerritorioDeLaCapa:
    """Uno de la capa: su código, su nombre, su fila publicable y sus polígonos, en grados."""

    codigo: str
    nombre: str
    fila: Mapping[str, Any] = field(repr=False)
    poligonos: Sequence[Sequence[Numeros]] = field(repr=False)


def armar(
    territorios: Iterable[TerritorioDeLaCapa], procedencia: Procedencia, declarado: Declarado
) -> dict[str, bytes]:
    """Las piezas, {nombre: octetos}; ErrorDeMetodo con la celda o el territorio que no sirva.

    Los territorios van por código; el orden en que lleguen no cambia un octeto.
    """
    ordenados = sorted(territorios, key=lambda t: t.codigo)
    _exigir_distintos(ordenados)
    cobertura = Cobertura.de_poligonos([t.poligonos for t in ordenados])
    sin_poligono = [t for t, suyos in zip(ordenados, cobertura.anillos) if not suyos]
    if sin_poligono:
        cuales = ", ".join(f"«{_dicho(t)}»" for t in sin_poligono[:5])
        raise ErrorDeMetodo(
            f"{len(sin_poligono)} territorios no tienen polígono, o no mide un metro: {cuales}",
            que_hacer="repare la capa de territorios y vuelva a medir la incidencia con ella",
        )
    umbral = round(max(MENOR_TRIANGULO, PARTE_DEL_MEDIANO * float(np.median(cobertura.areas()))))
    simple = cobertura.simplificada(umbral)
    contenido = piezas.Contenido(
        codigos=tuple(t.codigo for t in ordenados),
        nombres=tuple(_limpio(t.nombre) for t in ordenados),
        poligonos=tuple(simple.poligonos(i) for i in range(len(ordenados))),
        publicada=publicada_de(
            [t.fila for t in ordenados],
            [_dicho(t) for t in ordenados],
            procedencia.redondeo,
            procedencia.minimo,
        ),
        total=_total(procedencia),
        practica=procedencia.practica,
    )
    hechas = {
        esquema.TABLA: piezas.tabla(contenido),
        esquema.TERRITORIOS: piezas.geojson(contenido),
    }
    manifiesto = _manifiesto(contenido.publicada, procedencia, declarado, umbral, hechas)
    octetos = esquema.en_octetos(manifiesto)
    esquema.leer(octetos)
    return {esquema.MANIFIESTO: octetos, **hechas}


def _total(procedencia: Procedencia) -> Publicada | None:
    if procedencia.total is None:
        return None
    return publicada_de([procedencia.total], [TOTAL], procedencia.redondeo, procedencia.minimo)


def _exigir_distintos(territorios: Sequence[TerritorioDeLaCapa]) -> None:
    if not territorios:
        raise ErrorDeMetodo(
            "la salida no tiene ningún territorio", que_hacer="elija la capa que dejó la incidencia"
        )
    vacios = [t for t in territorios if not t.codigo.strip() or t.codigo == TOTAL]
    if vacios:
        raise ErrorDeMetodo(
            f"{len(vacios)} territorios no tienen código (el primero, «{vacios[0].nombre[:60]}»)",
            que_hacer="elija otro campo de código, o complételo en la capa de territorios",
        )
    veces = Counter(t.codigo for t in territorios)
    repetidos = [c for c, n in veces.items() if n > 1]
    if repetidos:
        raise ErrorDeMetodo(
            f"{len(repetidos)} códigos se repiten: {', '.join(repetidos[:5])}",
            que_hacer="elija un campo que no se repita, o junte los polígonos de cada territorio "
            "(«Disolver») antes de medir la incidencia",
        )


def _manifiesto(
    publicada: Publicada,
    procedencia: Procedencia,
    declarado: Declarado,
    umbral: int,
    hechas: Mapping[str, bytes],
) -> dict[str, Any]:
    cuenta = Counter(publicada.estado.tolist())
    return {
        "paquete": esquema.NOMBRE,
        "version": esquema.VERSION,
        "modo": "publicable",
        "practica": procedencia.practica,
        "medida": esquema.MEDIDA,
        "municipio": declarado.municipio.strip(),
        "fuente": _limpio(declarado.fuente),
        "corte": declarado.corte.strip(),
        "fecha": procedencia.fecha,
        "huella_de_clave": procedencia.huella_de_clave,
        "metodo": IPM.resumen(),
        "reglas": esquema.reglas(procedencia.redondeo, procedencia.minimo),
        "huella_del_metodo": esquema.huella_del_metodo(),
        "hecho_con": {
            "corrida": procedencia.corrida,
            "kit": procedencia.kit,
            "huella_metodos": procedencia.huella_metodos,
        },
        "geometria": {
            "crs": "EPSG:4326",
            "decimales": DECIMALES,
            "simplificacion_m2": umbral,
        },
        "territorios": {nombre: cuenta[codigo] for codigo, nombre in ESTADOS.items()},
        "piezas": {
            nombre: {"sha256": esquema.sha256(octetos), "octetos": len(octetos)}
            for nombre, octetos in hechas.items()
        },
    }


def _limpio(texto: str) -> str:
    """En un solo renglón, sin caracteres de control."""
    return " ".join(CONTROL.sub(" ", texto).split())


def _dicho(territorio: TerritorioDeLaCapa) -> str:
    return territorio.nombre or territorio.codigo
