"""La tabla que se publica: una fila por territorio y el total, con lo suprimido en blanco."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from generador.hogares.dominio import MEDIDA, NOMBRES
from generador.hogares.incidencia import Resultado
from generador.metodos.privaciones import Medida
from generador.metodos.sisben import PRIVACIONES
from generador.metodos.supresion import COMPLEMENTARIA, PRIMARIA, PUBLICADO, ocultar
from generador.metodos.tipos import Enteros

TOTAL = "TOTAL"
SUPRESION = {PUBLICADO: "", PRIMARIA: "primaria", COMPLEMENTARIA: "complementaria"}
Valor = str | int | float | None

ESCALARES = {
    "hogares": "Hogares de la base (registros)",
    "personas": "Personas (expandidas si hay factor)",
    "pobres": "Pobres, en la unidad del denominador",
    "H": "Incidencia: proporción de pobres",
    "A": "Intensidad: puntaje medio de los pobres",
    "M0": "Incidencia ajustada: H por A",
}
DICCIONARIO = {
    "territorio": "Código del territorio, o TOTAL",
    **ESCALARES,
    **{f"h_{p}": f"{NOMBRES[p]}: proporción de privados (sin censurar)" for p in PRIVACIONES},
    **{f"hk_{p}": f"{NOMBRES[p]}: proporción de pobres privados (censurada)" for p in PRIVACIONES},
    **{f"c_{p}": f"{NOMBRES[p]}: contribución a M0" for p in PRIVACIONES},
    "privacion_principal": "La privación que más contribuye a M0",
    "supresion": "primaria o complementaria si no se publica; vacío si se publica",
    "denominador": "Qué se cuenta: personas u hogares",
    "medida": "Cómo se llama esta medida: no es el IPM oficial",
}


@dataclass(frozen=True)
class Tabla:
    """Columnas en orden y una lista de valores por fila; None es «no se publica» o «no existe»."""

    columnas: tuple[str, ...]
    filas: tuple[tuple[Valor, ...], ...]

    def columna(self, nombre: str) -> list[Valor]:
        """Los valores de una columna."""
        posicion = self.columnas.index(nombre)
        return [fila[posicion] for fila in self.filas]


def armar(resultado: Resultado, unidad: str) -> Tabla:
    """La tabla de `kit incidencia`, en el orden de `DICCIONARIO`."""
    total = np.array([resultado.supresion.total], dtype=np.int64)
    de_territorios = _columnas(
        resultado.medida, resultado.personas, resultado.supresion.territorios
    )
    del_total = _columnas(resultado.total, np.array([resultado.personas.sum()]), total)
    columnas: dict[str, list[Valor]] = {"territorio": [*resultado.territorios, TOTAL]}
    for nombre, valores in de_territorios.items():
        columnas[nombre] = [*valores, *del_total[nombre]]
    filas = len(columnas["territorio"])
    columnas["denominador"] = [unidad] * filas
    columnas["medida"] = [MEDIDA] * filas
    ordenadas = [columnas[nombre] for nombre in DICCIONARIO]
    return Tabla(tuple(DICCIONARIO), tuple(zip(*ordenadas, strict=True)))


def _columnas(medida: Medida, personas: Any, codigo: Enteros) -> dict[str, list[Valor]]:
    escalares = {
        "hogares": medida.registros,
        "personas": personas,
        "pobres": medida.pobres,
        "H": medida.incidencia,
        "A": medida.intensidad,
        "M0": medida.m0,
    }
    matrices = {"h": medida.tasas, "hk": medida.tasas_censuradas, "c": medida.contribuciones}
    columnas = {nombre: _valores(valores, codigo) for nombre, valores in escalares.items()}
    for prefijo, matriz in matrices.items():
        for j, privacion in enumerate(PRIVACIONES):
            columnas[f"{prefijo}_{privacion}"] = _valores(matriz[:, j], codigo)
    columnas["privacion_principal"] = [
        NOMBRES[PRIVACIONES[j]] if j >= 0 and c == PUBLICADO else None
        for j, c in zip(medida.privacion_principal.tolist(), codigo.tolist(), strict=True)
    ]
    columnas["supresion"] = [SUPRESION[c] for c in codigo.tolist()]
    return columnas


def _valores(valores: Any, codigo: Enteros) -> list[Valor]:
    entero = np.asarray(valores).dtype.kind == "i"
    return [
        None if math.isnan(v) else int(v) if entero else v
        for v in ocultar(valores, codigo).tolist()
    ]
