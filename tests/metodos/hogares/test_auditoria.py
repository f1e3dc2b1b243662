"""El registro de auditoría: alcanza para repetir la cuenta y no lleva rutas ni datos personales."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generador.metodos.hogares.auditoria import (
    INTERNO,
    ArchivoLeido,
    Corrida,
    armar,
    faltantes,
    limpiar,
    solo_el_nombre,
)

CORRIDA = Corrida(
    motor="orden",
    nombre="kit focalizar",
    version="1.2.0",
    huella_metodos="a" * 64,
    fecha="2026-11-28T10:00:00+00:00",
    parametros={"reglas": [{"nombre": "R", "condicion": {"campo": "orden", "entre": [1, 12]}}]},
    semilla="acta 7",
    modo="interno",
)
BASE = ArchivoLeido(
    nombre="base.csv",
    sha256="b" * 64,
    filtro="zona = 2",
    seleccion=120,
    esquema="Base municipal nominal Sisbén IV",
    mapeo={"grupo": "Grupo"},
    detalles={"formato": "texto", "separador": ";"},
)


def registro(corrida: Corrida = CORRIDA, *entradas: ArchivoLeido, **otros: Any) -> dict[str, Any]:
    return armar(corrida, entradas or (BASE,), otros.get("recuentos", {"hogares": 10}),
                 otros.get("avisos", []), otros.get("perdidas", []))  # fmt: skip


@pytest.mark.parametrize(
    ("motor", "clave"), [("orden", "orden"), ("qgis", "algoritmo"), ("navegador", "herramienta")]
)
def test_otra_persona_puede_repetirlo(motor: Any, clave: str) -> None:
    hecho = json.loads(json.dumps(registro(replace(CORRIDA, motor=motor))))
    assert faltantes(hecho) == ()
    assert hecho[clave] == "kit focalizar"
    assert hecho["semilla"] == "acta 7"
    entrada = hecho["entradas"][0]
    assert (entrada["filtro"], entrada["seleccion"]) == ("zona = 2", 120)
    assert entrada["mapeo"] == {"grupo": "Grupo"}
    assert hecho["parametros"] == CORRIDA.parametros


@pytest.mark.parametrize(
    ("corrida", "entradas", "falta"),
    [
        ({"version": ""}, [BASE], "kit"),
        ({"huella_metodos": ""}, [BASE], "huella_metodos"),
        ({"fecha": ""}, [BASE], "fecha"),
        ({"nombre": ""}, [BASE], "orden o algoritmo o herramienta"),
        ({}, [replace(BASE, sha256=None)], "entradas[1].sha256"),
        ({}, [BASE, replace(BASE, mapeo={})], "entradas[2].mapeo"),
        ({}, [replace(BASE, filtro="num_documento = '123'")], "entradas[1].filtro"),
    ],
)
def test_lo_que_falta_se_nombra(corrida: Any, entradas: list[ArchivoLeido], falta: str) -> None:
    assert falta in faltantes(registro(replace(CORRIDA, **corrida), *entradas))


def test_sin_entradas_no_se_puede_repetir() -> None:
    assert "entradas" in faltantes(armar(CORRIDA, [], {}, []))


def test_el_modo_interno_lo_dice() -> None:
    assert (registro()["modo"], registro()["uso"]) == ("interno", INTERNO)
    assert "uso" not in registro(replace(CORRIDA, modo="publicable"))
    assert "modo" not in registro(replace(CORRIDA, modo=None))


@pytest.mark.parametrize(
    ("escrito", "limpio"),
    [
        ("/home/ana/Documentos/base.csv", "base.csv"),
        ("C:\\Users\\Ana María\\base.csv", "base.csv"),
        ("C:/Users/ana/b.gpkg|layername=hogares", "b.gpkg|layername=hogares"),
        ("/home/ana/b.gpkg|layername=h|subset=num_documento=1", "b.gpkg|layername=h"),
        ("\\\\servidor\\planeacion\\b.xlsx", "b.xlsx"),
        ("file:///home/ana/b.csv?delimiter=;", "b.csv"),
        ("dbname='sisben' host=10.0.0.1 user='ana' password='x' table=\"pub\".\"hogares\"",
         "\"pub\".\"hogares\""),
        ("dbname=sisben password=secreta", "base de datos"),
        ("se leyó «/home/ana/mis datos/base.csv» con 3 filas", "se leyó «base.csv» con 3 filas"),
        ("no abre C:\\datos\\b.csv: falta", "no abre b.csv: falta"),
        ("1/3", "1/3"),
        ("hogares y/o personas, 3/4 del total", "hogares y/o personas, 3/4 del total"),
        ("ver https://www.dane.gov.co/a/b", "ver https://www.dane.gov.co/a/b"),
        ("avise a ana.perez@alcaldia.gov.co", "avise a [correo]"),
        ("", ""),
    ],
)  # fmt: skip
def test_las_rutas_y_los_correos_no_quedan(escrito: str, limpio: str) -> None:
    assert limpiar(escrito) == limpio
    hecho = registro(
        replace(CORRIDA, parametros={"a": [{"b": escrito}]}),
        avisos=[escrito],
        perdidas=[{"c": escrito}],
    )
    assert hecho["parametros"] == {"a": [{"b": limpio}]}
    assert hecho["avisos"] == [limpio]
    assert hecho["perdidas"] == [{"c": limpio}]


def test_un_filtro_por_documento_no_copia_el_documento() -> None:
    filtro = registro(CORRIDA, replace(BASE, filtro="\"num_documento\" = '1020304050'"))["entradas"]
    assert "1020304050" not in json.dumps(filtro)
    assert filtro[0]["filtro"]["usa_columnas_personales"] == ["num_documento"]
    assert len(filtro[0]["filtro"]["sha256"]) == 64


def test_todo_se_puede_escribir_en_json() -> None:
    recuentos = {
        "n": np.int64(3),
        "h": np.float64(0.5),
        "si": np.bool_(True),
        "c": {"b", "a"},
        5: None,
    }
    hecho = registro(recuentos=recuentos)["recuentos"]
    assert hecho == {"n": 3, "h": 0.5, "si": True, "c": ["a", "b"], "5": None}
    assert json.loads(json.dumps(hecho)) == hecho


def test_de_una_direccion_queda_el_nombre() -> None:
    assert solo_el_nombre("/vsizip/home/ana/b.zip/h.shp") == "h.shp"
    assert solo_el_nombre("/home/ana/carpeta/") == "carpeta"
