"""Cuánto cuesta «Incidencia de privaciones» en QGIS, frente a lo que QGIS trae y a geopandas.

    /usr/bin/python3 -m medir.complemento --geopandas .venv/bin/python
    /usr/bin/python3 -m medir.complemento --hogares 100000 --sin-nativo

Corre con el Python de QGIS, sobre el complemento tal como sale del zip. De GPKG a polígonos con
resultados; cada parte en su proceso. La vara de memoria cuenta el proceso entero: se dice aparte
lo que QGIS ocupa sin hacer nada, y qué suma el complemento.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from medir import en_qgis
from medir.en_qgis import SIN_COMPLEMENTO, SIN_HACER_NADA, VECES, escrito, medir_aqui, miles
from medir.hogares_y_veredas import COLUMNAS, FILAS, PRIVACIONES, escribir

META_CPU, META_MB, META_VECES, META_GEOPANDAS = 1.5, 400.0, 15.0, 1.0
META_CPU_PUBLICABLE, META_MB_PUBLICABLE = 4.0, 600.0


def correr_parte(parte: str, carpeta: Path) -> dict[str, float]:
    """CPU (s), memoria (MB) y total de control de una parte, en este proceso."""
    return medir_aqui(_geopandas() if parte == "geopandas" else _en_qgis(parte, carpeta), carpeta)


def _en_qgis(parte: str, carpeta: Path) -> Callable[[Path], float]:
    """La parte, con QGIS ya arrancado y el proveedor registrado."""
    en_qgis.arrancar(carpeta, con_complemento=parte != SIN_COMPLEMENTO)
    return PARTES[parte]


def _nada(_carpeta: Path) -> float:
    return 0.0


def _geopandas() -> Callable[[Path], float]:
    """Unir por ubicación y sumar fuera de QGIS; las importaciones no cuentan."""
    import geopandas  # noqa: PLC0415 - solo la trae el entorno del kit, no el Python de QGIS

    # Su lectura más rápida, si el entorno la trae.
    flecha = importlib.util.find_spec("pyarrow") is not None

    def unir_y_sumar(carpeta: Path) -> float:
        hogares = geopandas.read_file(carpeta / "hogares.gpkg", use_arrow=flecha)
        veredas = geopandas.read_file(carpeta / "veredas.gpkg", use_arrow=flecha)
        unidos = hogares.sjoin(veredas[["codigo", "geometry"]].rename(columns={"codigo": "v"}))
        grupos = unidos.groupby("v")
        sumas = grupos[PRIVACIONES].sum().assign(n=grupos.size()).reset_index()
        salida = veredas.merge(sumas, left_on="codigo", right_on="v", how="left")
        salida.to_file(carpeta / "geopandas.gpkg")
        return float(sumas["n"].sum())

    return unir_y_sumar


def _nuestro(carpeta: Path) -> float:
    import processing  # noqa: PLC0415

    hecho = processing.run(
        "kit_pobreza:incidencia_privaciones",
        {
            "HOGARES": str(carpeta / "hogares.gpkg"),
            "TERRITORIOS": str(carpeta / "veredas.gpkg"),
            "SALIDA": str(carpeta / "salida.gpkg"),
        },
    )
    return float(hecho["TOTAL_HOGARES"])


def _publicable(carpeta: Path) -> float:
    """La misma corrida en modo publicable, con la clave y la bitácora de la carpeta."""
    import processing  # noqa: PLC0415

    hecho = processing.run(
        "kit_pobreza:incidencia_privaciones",
        {
            "HOGARES": str(carpeta / "hogares_con_identidad.gpkg"),
            "TERRITORIOS": str(carpeta / "veredas.gpkg"),
            "MODO": 1,
            "SALIDA": str(carpeta / "publicable.gpkg"),
        },
    )
    return float(hecho["TOTAL_HOGARES"])


def _nativo(carpeta: Path) -> float:
    """La misma cuenta con lo que trae QGIS: unir por ubicación y agregar 15 sumas y el conteo."""
    import processing  # noqa: PLC0415
    from qgis.core import QgsVectorLayer  # noqa: PLC0415

    unida = processing.run(
        "native:joinattributesbylocation",
        {
            "INPUT": str(carpeta / "hogares.gpkg"),
            "JOIN": str(carpeta / "veredas.gpkg"),
            "PREDICATE": [5],
            "JOIN_FIELDS": ["codigo"],
            "METHOD": 1,
            "PREFIX": "v_",
            "DISCARD_NONMATCHING": True,
            "OUTPUT": str(carpeta / "unida.gpkg"),
        },
    )["OUTPUT"]
    comun = {"length": 0, "precision": 0, "delimiter": ""}
    sumas = [
        {"aggregate": "sum", "input": f'"{c}"', "name": c, "type": 6, **comun} for c in PRIVACIONES
    ]
    conteo = {"aggregate": "count", "input": '"personas"', "name": "n", "type": 4, **comun}
    agregada = processing.run(
        "native:aggregate",
        {
            "INPUT": unida,
            "GROUP_BY": '"v_codigo"',
            "AGGREGATES": [conteo, *sumas],
            "OUTPUT": str(carpeta / "agregada.gpkg"),
        },
    )["OUTPUT"]
    capa = QgsVectorLayer(agregada, "a", "ogr")
    return float(sum(entidad["n"] for entidad in capa.getFeatures()))


PARTES: dict[str, Callable[[Path], float]] = {
    "nuestro": _nuestro, "publicable": _publicable, "nativo": _nativo,
    SIN_COMPLEMENTO: _nada, SIN_HACER_NADA: _nada,
}  # fmt: skip


def medir(carpeta: Path, opciones: argparse.Namespace) -> dict[str, Any]:
    """Todas las partes de una corrida."""
    en_qgis.instalar(carpeta)
    escribir(carpeta, opciones.hogares)

    def una(parte: str, **como: Any) -> dict[str, float]:
        return en_qgis.repetir(["-m", "medir.complemento", "--parte", parte], carpeta, **como)

    medido: dict[str, Any] = {"hogares": opciones.hogares, "poligonos": COLUMNAS * FILAS}
    for parte in (SIN_COMPLEMENTO, SIN_HACER_NADA):
        medido[parte] = una(parte, veces=1)
    medido["nuestro"], medido["publicable"] = una("nuestro"), una("publicable")
    if opciones.geopandas:
        medido["geopandas"] = una("geopandas", python=opciones.geopandas)
    if not opciones.sin_nativo:
        medido["nativo"] = una("nativo", veces=1)
    return medido


def informar(medido: dict[str, Any]) -> list[str]:
    """Lo medido y sus cocientes, en renglones."""
    nuestro, publicable = medido["nuestro"], medido["publicable"]
    qgis, vacio = (medido[p]["memoria"] for p in (SIN_COMPLEMENTO, SIN_HACER_NADA))
    lineas = [
        f"{miles(medido['hogares'])} hogares y {miles(medido['poligonos'])} polígonos; "
        f"{VECES} corridas",
        en_qgis.carga(),
        f"QGIS sin hacer nada: {vacio:.0f} MB, {vacio - qgis:.0f} de ellos el complemento cargado",
        f"Complemento: {escrito(nuestro, META_CPU, META_MB)}",
        f"  de esa memoria, {nuestro['memoria'] - vacio:.0f} MB los suma la corrida",
        f"Publicable: {escrito(publicable, META_CPU_PUBLICABLE, META_MB_PUBLICABLE)}",
        f"  de esa memoria, {publicable['memoria'] - vacio:.0f} MB los suma la corrida",
    ]
    for parte, nombre, meta in (
        ("geopandas", "geopandas sjoin + pandas groupby", META_GEOPANDAS),
        ("nativo", "native:joinattributesbylocation + native:aggregate", META_VECES),
    ):
        if parte in medido:
            otro = medido[parte]
            lineas.append(
                f"{nombre}: {escrito(otro)}; cociente {otro['cpu'] / nuestro['cpu']:.1f} veces "
                f"(meta {meta:g})".replace(".", ",")
            )
            if otro["total"] != nuestro["total"]:
                lineas.append(f"  cuentan distinto: {otro['total']:.0f} y {nuestro['total']:.0f}")
    return lineas


def principal() -> None:
    """Mide, informa y guarda; sale con 0 aunque no se cumpla la meta: depende de la máquina."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--hogares", type=int, default=1_000_000)
    analizador.add_argument("--sin-nativo", action="store_true")
    analizador.add_argument("--geopandas", help="el Python que tiene geopandas")
    analizador.add_argument("--parte", choices=[*PARTES, "geopandas"])
    analizador.add_argument("--carpeta", type=Path)
    opciones = analizador.parse_args()
    if opciones.parte:
        en_qgis.entregar(correr_parte(opciones.parte, opciones.carpeta))
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        medido = medir(Path(nombre), opciones)
    print("\n".join(informar(medido)))
    en_qgis.guardar("complemento", medido)


if __name__ == "__main__":
    principal()
