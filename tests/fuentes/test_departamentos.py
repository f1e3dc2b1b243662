"""Nombres de departamento: cubren los 33, coinciden con un archivo oficial y fallan con pista."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import departamentos
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla, llave
from generador.fuentes.oficiales.pobreza_monetaria_municipal_2024 import ARCHIVO, HOJA
from tests.fuentes.en_memoria import exigir_mensaje


def de_nombres(*nombres: str) -> Tabla:
    filas = list(range(2, 2 + len(nombres)))
    lugar = Lugar("ejemplo.xlsx", "Hoja1")
    return Tabla(lugar, filas, {"nombre": list(nombres)}, {"nombre": "Departamento"})


def test_son_la_nacion_y_los_33_departamentos_sin_nombres_repetidos() -> None:
    assert tuple(departamentos.NOMBRES) == (codigos.NACION, *codigos.departamentos())
    nombres = [llave(n) for alias in departamentos.NOMBRES.values() for n in alias]
    assert len(nombres) == len(set(nombres))


def test_coincide_con_los_codigos_y_nombres_del_archivo_municipal(fuentes: Path) -> None:
    columnas = {"codigo": "Código Departamento", "nombre": "Departamento"}
    tabla = LibroOficial(fuentes / ARCHIVO).hoja(HOJA).tabla(1, columnas, clave="nombre")
    assert set(tabla["codigo"]) == set(codigos.departamentos())
    assert departamentos.codigos(tabla, "nombre") == tabla["codigo"]


@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [
        ("BOGOTA D.C.", "11"),
        (" san  andrés ", "88"),
        ("Total Nacional", "00"),
        ("Valle del cauca", "76"),
    ],
)
def test_ignora_tildes_mayusculas_y_espacios(nombre: str, codigo: str) -> None:
    assert departamentos.codigos(de_nombres(nombre), "nombre") == [codigo]


@pytest.mark.parametrize(
    ("nombre", "pista"), [("Antioqia", "¿es «Antioquia»?"), ("123", "no es el nombre")]
)
def test_un_nombre_desconocido_dice_donde_y_propone(nombre: str, pista: str) -> None:
    with pytest.raises(ErrorDeDatos) as error:
        departamentos.codigos(de_nombres("Huila", nombre), "nombre")
    exigir_mensaje(
        error.value, "ejemplo.xlsx", "Hoja1", "fila 3", "«Departamento»", f"«{nombre}»", pista
    )
