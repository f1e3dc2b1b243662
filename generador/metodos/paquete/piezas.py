"""Las piezas del paquete como octetos: los mismos para las mismas cifras, en cualquier motor."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..cobertura import DECIMALES
from ..formulas import inofensivo
from ..publicable.filas import TERRITORIO, TOTAL, Fila, columnas, filas_de
from ..publicable.publicada import Publicada
from ..tablas import documento
from ..tipos import Enteros
from .esquema import MEDIDA

NOMBRE = "nombre"
CIFRAS = 9
ROTULOS: tuple[str, ...] = tuple(p["nombre"] for p in documento("ipm")["privaciones"])
COLUMNAS: dict[str, str] = {
    TERRITORIO: "Código del territorio, o TOTAL",
    NOMBRE: "Nombre del territorio",
    **{
        c: dice for c, dice in columnas(documento("publicable"), ROTULOS).items() if c != TERRITORIO
    },
}
Poligonos = Sequence[Sequence[Enteros]]
"""Los de un territorio: anillos (k, 2) cerrados, en grados enteros de 10⁻⁵."""


@dataclass(frozen=True)
class Contenido:
    """Lo que se publica: `codigos`, `nombres`, `poligonos` y las filas de `publicada`, (T,) y en
    el mismo orden; `total`, de una fila, si se sabe.
    """

    codigos: tuple[str, ...]
    nombres: tuple[str, ...]
    poligonos: tuple[Poligonos, ...]
    publicada: Publicada
    total: Publicada | None
    practica: bool

    def filas(self) -> list[Fila]:
        """Una por territorio, con todas las columnas."""
        return _con_nombre(
            filas_de(
                self.publicada, self.codigos, ROTULOS, documento("publicable"),
                practica=self.practica,
            ),
            self.nombres,
        )  # fmt: skip

    def fila_del_total(self) -> list[Fila]:
        """La del total, si se sabe: no es la suma de las demás."""
        if self.total is None:
            return []
        textos = documento("publicable")
        (fila,) = filas_de(self.total, [TOTAL], ROTULOS, textos, practica=self.practica)
        return _con_nombre([{**fila, "nota": textos["rotulos"]["total"]}], [""])


def _con_nombre(filas: Iterable[Fila], nombres: Sequence[str]) -> list[Fila]:
    return [
        {c: _escrito({**fila, NOMBRE: nombre, "medida": MEDIDA}[c]) for c in COLUMNAS}
        for fila, nombre in zip(filas, nombres)
    ]


def _escrito(valor: Any) -> Any:
    return round(valor, CIFRAS) if isinstance(valor, float) else valor


def tabla(contenido: Contenido) -> bytes:
    """El CSV para programas, con el total al final; lo que parece fórmula lleva apóstrofo."""
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(COLUMNAS)
    for fila in (*contenido.filas(), *contenido.fila_del_total()):
        escritor.writerow([_celda(v) for v in fila.values()])
    return salida.getvalue().encode("utf-8")


def _celda(valor: Any) -> Any:
    return "" if valor is None else inofensivo(valor) if isinstance(valor, str) else valor


def geojson(contenido: Contenido) -> bytes:
    """Los polígonos con sus cifras, en EPSG:4326 y con cinco decimales (RFC 7946)."""
    entidades = (
        _entidad(fila, poligonos) for fila, poligonos in zip(contenido.filas(), contenido.poligonos)
    )
    cuerpo = ",\n".join(entidades)
    return f'{{"type":"FeatureCollection","features":[\n{cuerpo}\n]}}\n'.encode()


def _entidad(fila: Fila, poligonos: Poligonos) -> str:
    escala = 10**DECIMALES
    coordenadas = [
        [[[x / escala, y / escala] for x, y in anillo.tolist()] for anillo in poligono]
        for poligono in poligonos
    ]
    return json.dumps(
        {
            "type": "Feature",
            "properties": fila,
            "geometry": {"type": "MultiPolygon", "coordinates": coordenadas},
        },
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
