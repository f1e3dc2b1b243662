"""Una base de práctica con la forma de la nominal del Sisbén IV y ninguna persona de verdad.

Zona, grupo, nivel, patrón de privaciones y tamaño salen de las tablas de conteos de la muestra
anonimizada. La edad, el sexo y el parentesco son inventados y no guardan relación con las
privaciones; el lugar, tampoco. No describe al municipio: sirve para aprender y para probar.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generador.hogares.dominio import instrumento
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.privaciones import es_pobre
from generador.metodos.tipos import Enteros, Octetos
from generador.practica.azar_portable import Azar
from generador.practica.conteos_de_la_muestra import CARPETA
from generador.practica.lugares_de_practica import (
    BARRIOS,
    LugaresDeHogares,
    Municipio,
    VeredasDePractica,
    ubicar_hogares,
)

CABECERA, RURAL_DISPERSO = 1, 3
JEFE, CONYUGE, HIJO = 1, 2, 3
MARCA_DE_SINTETICA = "SINTETICA: NO SON DATOS REALES"
CORTE = "PRACTICA"

COLUMNAS: tuple[str, ...] = (
    *("base_sintetica", "ide_ficha_origen", "ide_hogar", "ide_persona"),
    *("tip_documento", "num_documento", "pri_nombre", "sec_nombre", "pri_apellido"),
    *("seg_apellido", "fec_nacimiento", "dir_vivienda", "num_tel_contacto", "email_contacto"),
    *("cod_dpto", "cod_mpio", "cod_clase", "cod_vereda", "nom_vereda", "cod_barrio", "nom_barrio"),
    *("coord_x_auto_rec", "coord_y_auto_rec", "num_personas_hogar", "tip_parentesco"),
    *("sexo_persona", "edad_calculada", "grupo", "nivel", "clasificacion", "h_5"),
    *(p.lower() for p in PRIVACIONES),
    *("fec_corte", "marca", "estado"),
)


@dataclass(frozen=True)
class Sintetica:
    """La base: {columna: lista} con una fila por persona, y sus metadatos."""

    columnas: Mapping[str, list[Any]]
    metadatos: Mapping[str, Any]

    @property
    def filas(self) -> int:
        """Personas."""
        return len(self.columnas["ide_persona"])


@dataclass(frozen=True)
class _Hogares:
    """H hogares sorteados de la muestra."""

    zona: Enteros
    grupo: Any
    nivel: Enteros
    privado: Octetos
    personas: Enteros
    pobre: Any


def sintetizar(
    municipio: Municipio, hogares: int, semilla: int, veredas: VeredasDePractica | None = None
) -> Sintetica:
    """La base de práctica de un municipio; la misma semilla da la misma base."""
    azar = Azar(semilla)
    sorteados = _sortear(azar, hogares)
    lugares = ubicar_hogares(azar, municipio, sorteados.zona == CABECERA, veredas)
    metadatos = {
        "sintetica": True,
        "advertencia": "Base de práctica: ninguna fila es una persona, un hogar ni un lugar de "
        "verdad, y sus cifras no describen al municipio.",
        "municipio": municipio.codigo,
        "hogares": hogares,
        "personas": int(sorteados.personas.sum()),
        "semilla": semilla,
        "veredas": veredas.archivo if veredas else None,
        "muestra": "Conteos de la muestra anonimizada Sisbén IV, corte SIV_2022 (DNP); ver "
        "generador/practica/patrones_muestra.yaml",
    }
    columnas = _personas(azar, sorteados, lugares, municipio, veredas)
    return Sintetica({c: columnas[c] for c in COLUMNAS}, metadatos)


def tabla_de_la_muestra(nombre: str) -> list[dict[str, str]]:
    """Una de las tablas versionadas de conteos."""
    ruta: Path = CARPETA / f"{nombre}_muestra.csv"
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def _sortear(azar: Azar, cuantos: int) -> _Hogares:
    celdas = tabla_de_la_muestra("patrones")
    elegida = azar.elegir(cuantos, [int(c["hogares"]) for c in celdas])
    zona = np.array([int(c["zona"]) for c in celdas], dtype=np.int64)[elegida]
    grupo = np.array([c["grupo"] for c in celdas])[elegida]
    privado = np.array([[int(c[p]) for p in PRIVACIONES] for c in celdas], dtype=np.uint8)[elegida]
    pobre = es_pobre(privado, IPM)
    nivel, personas = (np.zeros(cuantos, dtype=np.int64) for _ in range(2))
    niveles = tabla_de_la_muestra("niveles")
    for z, g in sorted({(int(n["zona"]), n["grupo"]) for n in niveles}):
        propios = [n for n in niveles if (int(n["zona"]), n["grupo"]) == (z, g)]
        _repartir(azar, nivel, (zona == z) & (grupo == g), propios, "nivel")
    tamanos = tabla_de_la_muestra("tamanos")
    for valor in (0, 1):
        propios = [t for t in tamanos if int(t["pobre"]) == valor]
        _repartir(azar, personas, pobre == valor, propios, "personas_del_hogar")
    return _Hogares(zona, grupo, nivel, privado, personas, pobre)


def _repartir(
    azar: Azar, destino: Enteros, cuales: Any, filas: Sequence[Mapping[str, str]], campo: str
) -> None:
    """Sortea `campo` entre las filas, con sus hogares como peso, para los hogares señalados."""
    valores = np.array([int(f[campo]) for f in filas], dtype=np.int64)
    pesos = [int(f["hogares"]) for f in filas]
    destino[cuales] = valores[azar.elegir(int(np.count_nonzero(cuales)), pesos)]


def _personas(
    azar: Azar,
    hogares: _Hogares,
    lugares: LugaresDeHogares,
    municipio: Municipio,
    veredas: VeredasDePractica | None,
) -> dict[str, list[Any]]:
    """De hogares a personas: lo del hogar se repite en cada una, como en la base real."""
    hogar = np.repeat(np.arange(len(hogares.zona)), hogares.personas)
    inicio = np.cumsum(hogares.personas) - hogares.personas
    puesto = np.arange(len(hogar)) - inicio[hogar] + 1
    del_hogar = _columnas_de_hogar(hogares, lugares, municipio, veredas)
    columnas = {nombre: [valores[i] for i in hogar] for nombre, valores in del_hogar.items()}
    columnas |= _inventadas(azar, hogar, puesto, len(hogares.zona))
    columnas |= _ficticias(len(hogar))
    columnas["ide_persona"] = puesto.tolist()
    return columnas


def _columnas_de_hogar(
    hogares: _Hogares,
    lugares: LugaresDeHogares,
    municipio: Municipio,
    veredas: VeredasDePractica | None,
) -> dict[str, list[Any]]:
    sisben = instrumento()
    n = len(hogares.zona)
    orden = sisben.ordenar(hogares.grupo, hogares.nivel)
    codigos = (*(veredas.codigos if veredas else ()), "")  # la posición −1 es «sin vereda»
    nombres = (*(veredas.nombres if veredas else ()), "")
    columnas: dict[str, list[Any]] = {
        "base_sintetica": [MARCA_DE_SINTETICA] * n,
        "ide_ficha_origen": [f"FICTICIA {i:06d}" for i in range(1, n + 1)],
        "ide_hogar": [1] * n,
        "cod_dpto": [municipio.codigo[:2]] * n,
        "cod_mpio": [municipio.codigo] * n,
        "cod_clase": np.where(hogares.zona == 1, CABECERA, RURAL_DISPERSO).tolist(),
        "cod_vereda": [codigos[i] for i in lugares.vereda],
        "nom_vereda": [nombres[i] for i in lugares.vereda],
        "cod_barrio": [f"{i + 1:02d}" if i >= 0 else "" for i in lugares.barrio],
        "nom_barrio": [BARRIOS[i] if i >= 0 else "" for i in lugares.barrio],
        "coord_x_auto_rec": lugares.longitud.tolist(),
        "coord_y_auto_rec": lugares.latitud.tolist(),
        "num_personas_hogar": hogares.personas.tolist(),
        "grupo": hogares.grupo.tolist(),
        "nivel": hogares.nivel.tolist(),
        "clasificacion": list(sisben.rotular(orden)),
        "h_5": hogares.pobre.astype(np.int64).tolist(),
        "fec_corte": [CORTE] * n,
        "marca": [0] * n,
        "estado": [0] * n,
    }
    for j, privacion in enumerate(PRIVACIONES):
        columnas[privacion.lower()] = hogares.privado[:, j].tolist()
    return columnas


def _inventadas(azar: Azar, hogar: Enteros, puesto: Enteros, hogares: int) -> dict[str, list[Any]]:
    """Parentesco, sexo y edad: verosímiles y sin relación con nada."""
    n = len(hogar)
    con_conyuge = azar.uniforme(hogares) < 0.6
    parentesco = np.where(
        puesto == 1, JEFE, np.where((puesto == 2) & con_conyuge[hogar], CONYUGE, HIJO)
    )
    de_jefe = azar.entero(hogares, 20, 84)[hogar]
    de_hijo = azar.entero(n, 0, np.minimum(de_jefe - 16, 30))
    de_conyuge = np.maximum(18, de_jefe + azar.entero(n, -6, 6))
    edad = np.select([parentesco == JEFE, parentesco == CONYUGE], [de_jefe, de_conyuge], de_hijo)
    return {
        "tip_parentesco": parentesco.tolist(),
        "sexo_persona": azar.entero(n, 1, 2).tolist(),
        "edad_calculada": edad.tolist(),
    }


def _ficticias(n: int) -> dict[str, list[Any]]:
    numeros = [f"FICTICIO {i:06d}" for i in range(1, n + 1)]
    return {
        "num_documento": numeros,
        "email_contacto": [f"ficticio-{i:06d}@ejemplo.invalid" for i in range(1, n + 1)],
        **{
            columna: ["FICTICIO"] * n
            for columna in (
                *("tip_documento", "pri_nombre", "sec_nombre", "pri_apellido", "seg_apellido"),
                *("fec_nacimiento", "dir_vivienda", "num_tel_contacto"),
            )
        },
    }
