"""Los oráculos del modo publicable y la base de práctica con que se calcularon.

`practica_de_los_oraculos.csv` es la base de práctica de la versión en que se hicieron los oráculos
(un renglón por hogar sintético, en el orden de su ficha): la del zip cambia cuando cambia la tabla
de patrones, y los oráculos no.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from generador.metodos.azar import Palabras
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM
from generador.metodos.patrones import TablaDePatrones, descodificar, resumir
from generador.metodos.publicable.llaves import llaves_de_hogar
from generador.metodos.publicable.tabla import Publicable, publicar

ORACULOS = Path(__file__).resolve().parents[1] / "oraculos"


@cache
def casos() -> Any:
    return json.loads((ORACULOS / "supresion_casos.json").read_text("utf-8"))


def clave() -> bytes:
    return bytes.fromhex(casos()["clave_de_prueba_hex"])


def palabra(hexadecimal: str) -> Palabras:
    return np.array([int(hexadecimal, 16)], dtype=np.uint64)


@dataclass(frozen=True)
class Hogares:
    """Hogares con su identidad canónica, sus personas, sus privaciones y su territorio."""

    identidades: Sequence[str]
    personas: np.ndarray
    privado: np.ndarray
    territorio: np.ndarray
    territorios: int

    def elegir(self, filas: np.ndarray) -> Hogares:
        return Hogares(
            [self.identidades[i] for i in filas],
            self.personas[filas],
            self.privado[filas],
            self.territorio[filas],
            self.territorios,
        )

    def tabla(self, con: bytes | None = None) -> TablaDePatrones:
        return resumir(
            self.privado,
            Agrupacion(self.territorio, self.territorios),
            personas=self.personas,
            llaves=llaves_de_hogar(con or clave(), self.identidades),
        )

    def publicar(self, con: bytes | None = None, **opciones: Any) -> Publicable:
        return publicar(self.tabla(con), IPM, con or clave(), **opciones)


def de_un_territorio(ids: Sequence[str], personas: Any, privaciones: Any) -> Hogares:
    return Hogares(
        list(ids),
        np.array(personas, dtype=np.int64),
        np.array(privaciones, dtype=np.uint8),
        np.zeros(len(ids), dtype=np.int64),
        1,
    )


def del_caso(nombre: str) -> Hogares:
    caso = casos()[nombre]
    return de_un_territorio(caso["ids"], caso["personas"], caso["privaciones"])


@cache
def practica() -> tuple[Hogares, tuple[str, ...]]:
    """Los 2.500 hogares de los oráculos y los códigos de sus 58 territorios."""
    ruta = ORACULOS / "practica_de_los_oraculos.csv"
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    agrupacion, codigos = Agrupacion.de_codigos([f["territorio"] for f in filas])
    patron = np.array([int(f["patron"]) for f in filas], dtype=np.int64)
    hogares = Hogares(
        [f"5045|FICTICIA {i:06d}|1" for i in range(1, len(filas) + 1)],
        np.array([int(f["personas"]) for f in filas], dtype=np.int64),
        descodificar(patron, 15),
        agrupacion.grupo,
        agrupacion.numero,
    )
    return hogares, codigos


def marcas(hogares: Hogares) -> np.ndarray:
    """Las 16 celdas de cada hogar: pobre y las 15 privaciones, (n, 16)."""
    pobre = hogares.privado @ np.array(IPM.pesos) >= IPM.corte
    return np.column_stack([pobre, hogares.privado]).astype(np.int64)
