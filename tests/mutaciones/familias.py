"""Las familias del corpus, en el orden en que se corren, y cuáles piden los archivos oficiales."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.mutaciones.bases import corpus as bases
from tests.mutaciones.capas import corpus as capas
from tests.mutaciones.datos import corpus as datos
from tests.mutaciones.disco import corpus as disco
from tests.mutaciones.entrada import SEMILLA, Corredor, Entrada
from tests.mutaciones.navegador import corpus as navegador
from tests.mutaciones.oficiales import corpus as oficiales
from tests.mutaciones.reglas import corpus as reglas
from tests.mutaciones.sig import acceso, agrupamientos, paquete, recodificacion

MUNICIPIOS_CON_MUESTRA = ("11001", "15759", "76113")


@dataclass(frozen=True)
class Familia:
    """Sus entradas, sin abrir nada, y cómo se abre lo que hace falta para correrlas."""

    nombre: str
    entradas: Callable[[], Iterator[Entrada]]
    abrir: Callable[[Path], AbstractContextManager[Corredor]]


FAMILIAS: dict[str, Familia] = {
    modulo.FAMILIA: Familia(modulo.FAMILIA, modulo.entradas, modulo.abrir)
    for modulo in (
        *(oficiales, bases, reglas, capas, datos, disco, navegador),
        *(recodificacion, acceso, agrupamientos, paquete),
    )
}


def entradas(familia: str = "") -> list[Entrada]:
    """Todas, o las de una familia, siempre en el mismo orden."""
    elegidas = [FAMILIAS[familia]] if familia else FAMILIAS.values()
    return [entrada for f in elegidas for entrada in f.entradas()]


def de_oficiales(entrada: Entrada) -> bool:
    """Si hace falta la carpeta de archivos oficiales."""
    return entrada.familia == oficiales.FAMILIA or entrada.sujeto in MUNICIPIOS_CON_MUESTRA


# Cuántas de cada familia van en «make pruebas», y qué fuentes tardan demasiado para ir.
DE_LA_MUESTRA = {
    "oficiales": 40,
    "bases": 40,
    "reglas": 25,
    "capas": 15,
    "datos": 22,
    "disco": 8,
    "navegador": 8,
    "recodificacion": 12,
    "acceso": 8,
    "agrupamientos": 8,
    "veredas": 12,
}
PESADAS = {
    *("censo_2018", "divipola", "eva_cultivos", "luces_nocturnas", "mgn_2018", "terridata"),
    *("proyecciones_poblacion", "sgp_participaciones", "men_estadisticas", "medida_censal_2018"),
}


def muestra() -> list[Entrada]:
    """Las que corren con las pruebas: estratificadas por familia, y siempre las mismas."""
    salida = []
    for nombre, cuantas in DE_LA_MUESTRA.items():
        propias = [e for e in entradas(nombre) if e.sujeto not in PESADAS]
        azar = random.Random(f"{SEMILLA}/{nombre}")
        salida += sorted(azar.sample(propias, cuantas), key=lambda e: (e.sujeto, e.operador))
    return salida
