"""Bases pequeñas que se escriben en los formatos que lee el kit, y un oráculo sin DuckDB."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import shapely
from typer.testing import CliRunner, Result

from generador.hogares import incidencia, tabla_interna
from generador.hogares.archivo import abrir
from generador.hogares.base_reconocida import reconocer_base
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import CapaDeTerritorios
from generador.metodos.depuracion import depurar
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.metodo import Metodo
from generador.metodos.patrones import TablaDePatrones, codificar, medir_patrones, unir
from generador.metodos.privaciones import Medida
from generador.ordenes.kit import principal
from tests.oficiales import los_de

Columnas = Mapping[str, Sequence[Any]]
MUESTRAS = {"11001": "11001_Bogota", "15759": "15759_Sogamoso", "76113": "76113_Bugalagrande"}


def correr(*argumentos: object) -> Result:
    """Corre `kit` con esos argumentos."""
    return CliRunner().invoke(principal, [str(a) for a in argumentos])


def muestra(fuentes: Path, municipio: str) -> Path:
    (ruta,) = los_de(fuentes, f"sisben/SIV2022_personas_{MUESTRAS[municipio]}.csv")
    return ruta


def leer_csv(ruta: Path, separador: str = ",") -> dict[str, list[str]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo, delimiter=separador))
    return {c: [fila[c] for fila in filas] for c in filas[0]}


def escribir_csv(ruta: Path, columnas: Columnas, separador: str = ";") -> Path:
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo, delimiter=separador)
        escritor.writerow(columnas)
        escritor.writerows(zip(*columnas.values(), strict=True))
    return ruta


def escribir_parquet(ruta: Path, columnas: Columnas) -> Path:
    with conectar() as conexion:
        conexion.from_df(pd.DataFrame(dict(columnas))).to_parquet(str(ruta))
    return ruta


def escribir_gpkg(ruta: Path, columnas: Columnas) -> Path:
    pyogrio.write_dataframe(pd.DataFrame(dict(columnas)), ruta, driver="GPKG")
    return ruta


def base_de_hogares(hogares: int, semilla: int, territorios: int = 3) -> dict[str, list[Any]]:
    """Personas con privaciones al azar; todas las de un hogar dicen lo mismo."""
    azar = np.random.default_rng(semilla)
    privado = azar.integers(0, 2, (hogares, 15))
    tamano = azar.integers(1, 6, hogares)
    hogar = np.repeat(np.arange(hogares), tamano)
    puesto = np.arange(len(hogar)) - np.repeat(np.cumsum(tamano) - tamano, tamano)
    donde = azar.integers(0, territorios, hogares)
    pesos = np.array([10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4])
    return {
        "ide_ficha_origen": [f"F{h:05d}" for h in hogar],
        "ide_hogar": [1] * len(hogar),
        "num_documento": [f"10{i:08d}" for i in range(len(hogar))],
        "pri_nombre": ["PERSONAVERDADERA"] * len(hogar),
        "cod_mpio": ["05045"] * len(hogar),
        "cod_vereda": [f"V{donde[h]}" for h in hogar],
        "tip_parentesco": [1 if p == 0 else 3 for p in puesto],
        "num_personas_hogar": tamano[hogar].tolist(),
        "grupo": [("A", "B", "C")[h % 3] for h in hogar],
        "nivel": [h % 5 + 1 for h in hogar],
        "edad_calculada": azar.integers(0, 80, len(hogar)).tolist(),
        "h_5": (privado @ pesos >= 34).astype(int)[hogar].tolist(),
        **{f"i{j + 1}": privado[hogar, j].tolist() for j in range(15)},
    }


def medir(
    ruta: Path,
    opciones: incidencia.Opciones | None = None,
    capa: CapaDeTerritorios | None = None,
) -> tuple[incidencia.IncidenciaMedida, TablaDeSalida]:
    """Lo mismo que la orden, sin pantalla."""
    elegidas = opciones or incidencia.Opciones()
    with conectar() as conexion:
        base = reconocer_base(abrir(conexion, ruta))
        resultado = incidencia.medir_incidencia(base, elegidas, capa)
    return resultado, tabla_interna.armar(resultado, elegidas)


def como_muestra(columnas: Columnas) -> dict[str, list[Any]]:
    """La misma base nominal con los nombres de la muestra nacional, que trae `fex`."""
    nombres = {
        "ide_ficha_origen": "llave",
        "ide_hogar": "hogar",
        "ide_persona": "orden",
        "tip_parentesco": "per003",
        "sexo_persona": "per001",
    }
    sobran = ("cod_dpto", "num_personas_hogar", "edad_calculada", "cod_clase")
    return {nombres.get(c, c): list(v) for c, v in columnas.items() if c not in sobran}


def oraculo(columnas: Columnas, campo: str, metodo: Metodo) -> tuple[Medida, tuple[str, ...]]:
    """La misma cuenta en memoria, con los métodos y sin DuckDB: una fila por persona.

    Cada persona tiene las privaciones de su hogar, que son las que dice el jefe.
    """
    nombres = {c.upper(): c for c in columnas}
    habla = fila_del_jefe(columnas)
    privadas = [np.array(columnas[nombres[p]]).astype(np.int64)[habla] for p in PRIVACIONES]
    privado = depurar(privadas, PRIVACIONES).privado
    parentesco = nombres.get("TIP_PARENTESCO") or nombres["PER003"]
    jefe = np.array(columnas[parentesco]).astype(int) == 1
    grupos, codigos = Agrupacion.de_codigos([str(v) for v in columnas[campo]])
    suelta = TablaDePatrones(
        territorio=grupos.grupo,
        patron=codificar(privado),
        registros=jefe.astype(np.int64),
        hogares=jefe.astype(np.float64),
        personas=np.ones(len(jefe)),
        territorios=grupos.numero,
        bits=15,
    )
    return medir_patrones(unir([suelta]), metodo), codigos


def fila_del_jefe(columnas: Columnas) -> list[int]:
    """De cada fila, la fila del jefe de su hogar."""
    nombres = {c.upper(): c for c in columnas}
    ficha, hogar, parentesco = (
        columnas[next(nombres[n] for n in posibles if n in nombres)]
        for posibles in (
            ("IDE_FICHA_ORIGEN", "LLAVE"),
            ("IDE_HOGAR", "HOGAR"),
            ("TIP_PARENTESCO", "PER003"),
        )
    )
    llaves = list(zip(ficha, hogar, strict=True))
    jefes = {k: i for i, (k, p) in enumerate(zip(llaves, parentesco, strict=True)) if int(p) == 1}
    return [jefes[k] for k in llaves]


def iguales(una: Medida, otra: Medida) -> bool:
    """Bit a bit: las mismas sumas, y por tanto los mismos indicadores."""
    campos = ("registros", "poblacion", "pobres", "privados", "privados_pobres")
    return all(getattr(una, c).tobytes() == getattr(otra, c).tobytes() for c in campos)


def registro_de(salida: Path) -> dict[str, Any]:
    leido: dict[str, Any] = json.loads(Path(f"{salida}.auditoria.json").read_text("utf-8"))
    return leido


def cuadricula(ruta: Path, lado: int = 2, crs: str = "EPSG:4326") -> Path:
    """Cuadrados de un grado desde (−76, 6), con código «P<columna><fila>»."""
    celdas = [(i, j) for i in range(lado) for j in range(lado)]
    poligonos = shapely.box(
        [-76 + i for i, _ in celdas],
        [6 + j for _, j in celdas],
        [-75 + i for i, _ in celdas],
        [7 + j for _, j in celdas],
    )
    pyogrio.raw.write(
        ruta,
        shapely.to_wkb(poligonos),
        [np.array([f"P{i}{j}" for i, j in celdas], dtype=object)],
        ["codigo"],
        geometry_type="Polygon",
        crs=crs,
    )
    return ruta
