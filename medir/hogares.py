"""Cuánto tarda y cuánta memoria usa `kit incidencia` con una base del tamaño de la nacional.

    python -m medir.hogares                 35 millones de personas
    python -m medir.hogares --filas 1000000

Las personas son sintéticas: repeticiones de los conteos de la muestra, repartidas entre todos los
municipios. El Parquet se escribe por trozos en .tmp/ y se borra al terminar.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from generador.formato import numero
from generador.hogares.motor_duckdb import conectar
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.privaciones import es_pobre
from generador.practica.azar_portable import Azar
from generador.practica.sintesis import COLUMNAS, tabla_de_la_muestra
from generador.rutas import DATOS, RAIZ

FILAS = 35_000_000
SEMILLA = 1


@dataclass(frozen=True)
class Medicion:
    """Lo que costó una corrida; la memoria es la mayor que tuvo el proceso."""

    nombre: str
    filas: int
    segundos: float
    cpu: float
    megas: float

    def __str__(self) -> str:
        return (
            f"{self.nombre}: {numero(self.filas)} personas, {numero(self.segundos, 1)} s "
            f"({numero(self.cpu, 1)} s de CPU), {numero(self.megas)} MB"
        )


def medir(filas: int = FILAS) -> list[Medicion]:
    """Hace la base, corre la orden sin revisar, revisando y para publicar, y borra la base."""
    with _carpeta() as carpeta:
        base = carpeta / "base.parquet"
        personas = escribir_base(base, filas)
        megas = numero(base.stat().st_size / 1e6)
        print(f"base: {numero(personas)} personas, {megas} MB de Parquet")
        clave = carpeta / "clave.txt"
        clave.write_text("5a" * 16, encoding="utf-8")
        publicar = ("--modo", "publicable", "--clave", str(clave))
        return [
            _correr("kit incidencia", base, personas, "--sin-revisar-hogares"),
            _correr("kit incidencia, revisando hogares", base, personas, "--revisar-hogares"),
            _correr("kit incidencia, publicable", base, personas, *publicar, "--reemplazar"),
        ]


def escribir_base(ruta: Path, filas: int) -> int:
    """Escribe por trozos al menos `filas` personas; devuelve cuántas quedaron."""
    modelo = _personas_modelo()
    repeticiones = -(-filas // len(modelo))
    municipios = pd.DataFrame({"cod_mpio": _municipios()})
    municipios["numero"] = np.arange(len(municipios))
    with conectar() as conexion:
        veces = conexion.sql("SELECT range AS vez FROM range($1)", params=[repeticiones])
        personas = conexion.from_df(modelo).set_alias("p")
        # El hogar entero cae en un municipio, y los municipios quedan revueltos en el archivo.
        ficha = f"vez * {int(modelo['hogar'].max()) + 1} + hogar"
        repetidas = veces.cross(personas).project(
            f"*, {ficha} AS ide_ficha_origen, CAST(hash({ficha}) % {len(municipios)} AS BIGINT) "
            "AS municipio"
        )
        lugares = conexion.from_df(municipios)
        completas = repetidas.join(lugares, "municipio = numero")
        propias = ["ide_ficha_origen", *(c for c in COLUMNAS if c in {*modelo, "cod_mpio"})]
        completas.project(", ".join(propias)).to_parquet(str(ruta))
    return repeticiones * len(modelo)


def _personas_modelo() -> pd.DataFrame:
    """Un hogar por cada hogar de la muestra, con tantas personas como en la tabla de tamaños."""
    celdas = tabla_de_la_muestra("patrones")
    hogares = np.repeat(np.arange(len(celdas)), [int(c["hogares"]) for c in celdas])
    patrones = np.array([[int(c[p]) for p in PRIVACIONES] for c in celdas], dtype=np.uint8)
    privado = patrones[hogares]
    pobre = es_pobre(privado, IPM)
    tamanos, azar = np.zeros(len(hogares), dtype=np.int64), Azar(SEMILLA)
    for valor in (0, 1):
        filas = [t for t in tabla_de_la_muestra("tamanos") if int(t["pobre"]) == valor]
        sorteo = azar.elegir(int((pobre == valor).sum()), [int(t["hogares"]) for t in filas])
        tamanos[pobre == valor] = np.array([int(t["personas_del_hogar"]) for t in filas])[sorteo]
    hogar = np.repeat(np.arange(len(hogares)), tamanos)
    puesto = np.arange(len(hogar)) - (np.cumsum(tamanos) - tamanos)[hogar]
    columnas = {p.lower(): privado[hogar, j].astype(np.int8) for j, p in enumerate(PRIVACIONES)}
    return pd.DataFrame(
        {
            "hogar": hogar,
            "ide_hogar": np.int8(1),
            "tip_parentesco": np.where(puesto == 0, 1, 3).astype(np.int8),
            "num_personas_hogar": tamanos[hogar].astype(np.int8),
            "h_5": pobre[hogar].astype(np.int8),
            **columnas,
        }
    )


def _municipios() -> list[str]:
    with (DATOS / "territorios.csv").open(encoding="utf-8", newline="") as archivo:
        codigos = [fila["codigo"] for fila in csv.DictReader(archivo)]
    return [codigo for codigo in codigos if len(codigo) == 5]


def _correr(nombre: str, base: Path, filas: int, *opciones: str) -> Medicion:
    salida = base.with_name("incidencia.csv")
    orden = ["incidencia", str(base), "--por", "cod_mpio", "--salida", str(salida), *opciones]
    # Un proceso intermedio por corrida: así la memoria que se lee es solo la de esa corrida.
    codigo = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    antes = resource.getrusage(resource.RUSAGE_CHILDREN)
    inicio = time.perf_counter()
    hecho = subprocess.run(  # noqa: S603 - la orden la arma este mismo módulo
        [sys.executable, "-c", codigo, sys.executable, "-c", ARRANQUE, *orden],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=RAIZ,
    )
    segundos = time.perf_counter() - inicio
    despues = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = despues.ru_utime + despues.ru_stime - antes.ru_utime - antes.ru_stime
    return Medicion(nombre, filas, segundos, cpu, int(hecho.stdout.split()[-1]) / 1024)


ARRANQUE = "from generador.ordenes.kit import principal; principal()"


@contextmanager
def _carpeta() -> Iterator[Path]:
    temporal = RAIZ / ".tmp"
    temporal.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=temporal, prefix="hogares-") as carpeta:
        yield Path(carpeta)


def main() -> None:
    """Punto de entrada de `python -m medir.hogares`."""
    lector = argparse.ArgumentParser(description="Mide kit incidencia con una base sintética.")
    lector.add_argument("--filas", type=int, default=FILAS, help="personas (por omisión, 35 M)")
    for medicion in medir(lector.parse_args().filas):
        print(medicion)


if __name__ == "__main__":
    main()
