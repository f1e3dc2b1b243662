"""Bogotá, Medellín y Cali: sumas del archivo, lo que no se publica y archivos dañados."""

from __future__ import annotations

import csv
import statistics
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from generador.fuentes.oficiales import (
    bogota_localidades,
    bogota_upl,
    bogota_upz,
    cali_barrios,
    medellin_barrios,
    medellin_comunas,
    medellin_ipm_manzana,
)
from generador.rutas import DATOS
from tests import danos
from tests.fuentes import geojson

CAPAS = {
    bogota_upz: (bogota_upz.CAPA, 116),
    bogota_upl: (bogota_upl.CAPA, 33),
    bogota_localidades: (bogota_localidades.ARCHIVO, 20),
    cali_barrios: (cali_barrios.ARCHIVO, 339),
    medellin_comunas: (medellin_comunas.ARCHIVO, 21),
    medellin_barrios: (medellin_barrios.ARCHIVO, 349),
}
GRUPOS = ("GRUPO_A", "GRUPO_B", "GRUPO_C", "GRUPO_D")


def _filas(ruta: Path) -> list[dict[str, str]]:
    with ruta.open(encoding="utf-8-sig", newline="") as entrada:
        return list(csv.DictReader(entrada))


@pytest.fixture(scope="module")
def jovenes(fuentes: Path) -> list[dict[str, str]]:
    return _filas(fuentes / bogota_upz.ARCHIVO)


@pytest.fixture(scope="module")
def publicadas() -> dict[str, dict[str, str]]:
    return {f["codigo"]: f for f in _filas(DATOS / "bogota_upz.csv")}


@pytest.mark.parametrize("modulo", CAPAS)
def test_las_capas_estan_enteras(fuentes: Path, tmp_path: Path, modulo: Any) -> None:
    archivo, cuantos = CAPAS[modulo]
    original = gpd.GeoDataFrame.from_features(geojson.rasgos(fuentes / archivo), crs=4326)
    original["geometry"] = original.geometry.make_valid()
    nombre = modulo.__name__.rpartition(".")[2]
    capa = geojson.tabla((DATOS / f"{nombre}.topojson").read_bytes(), tmp_path / "c.topojson")
    assert len(capa) == len(original) == cuantos
    assert capa.is_valid.all()
    assert capa.area.sum() == pytest.approx(original.to_crs(9377).union_all().area, rel=0.003)


def test_el_archivo_de_jovenes_es_el_conocido(jovenes: list[dict[str, str]]) -> None:
    totales = [sum(int(f[grupo]) for f in jovenes) for grupo in GRUPOS]
    assert totales == [81_950, 312_762, 425_963, 103_111]
    assert sum(int(f["JOVENES_TOTAL"]) for f in jovenes) == 923_786
    celdas = [int(f[c]) for f in jovenes for c in f if c[:6] in ("GRUPO_", "HOMBRE", "MUJERE")]
    assert sum(celda < 5 for celda in celdas) == 142


def test_ninguna_celda_de_menos_de_cinco(
    jovenes: list[dict[str, str]], publicadas: dict[str, dict[str, str]]
) -> None:
    """La fila con un grupo pequeño va entera sin cifra; las demás son las del archivo."""
    calladas = 0
    for fila in jovenes:
        publicada = publicadas[f"UPZ{fila['CODIGO_UPZ']}"]
        cifras = [publicada[c] for c in ("jovenes", "grupo_a", "grupo_b", "grupo_c", "grupo_d")]
        if min(int(fila[grupo]) for grupo in GRUPOS) < 5:
            calladas += 1
            assert (publicada["publicada"], set(cifras)) == ("no", {""})
        else:
            assert publicada["publicada"] == "si"
            assert cifras == [fila[c] for c in ("JOVENES_TOTAL", *GRUPOS)]
            assert min(map(int, cifras)) >= 5
    assert calladas == 15
    assert len(publicadas) == 112
    assert not any("hombre" in c or "mujer" in c for c in next(iter(publicadas.values())))


def test_el_ingreso_es_el_de_la_encuesta(fuentes: Path) -> None:
    originales = {f["codigo_upl"]: f for f in _filas(fuentes / bogota_upl.ARCHIVO)}
    publicadas = {f["codigo"]: f for f in _filas(DATOS / "bogota_upl.csv")}
    assert set(originales) == set(publicadas)
    for codigo, fila in originales.items():
        assert float(publicadas[codigo]["ingreso_hogar"]) == float(
            fila["ingreso_por_hogar_promedio"]
        )
    ingresos = [float(f["ingreso_hogar"]) for f in publicadas.values()]
    assert (round(min(ingresos), -3), round(max(ingresos), -5)) == (864_000, 6_600_000)
    assert "indice" not in ",".join(next(iter(publicadas.values())))


def test_los_sectores_de_medellin_sin_ninguno_de_pocas_manzanas(fuentes: Path) -> None:
    por_sector: dict[str, list[float]] = defaultdict(list)
    for fila in _filas(fuentes / medellin_ipm_manzana.ARCHIVO):
        por_sector[fila["COD_DANE"][:18]].append(100 * float(fila["ipm"]))
    assert (len(por_sector), sum(map(len, por_sector.values()))) == (241, 11_201)
    publicados = {f["codigo"]: f for f in _filas(DATOS / "medellin_ipm_manzana.csv")}
    assert set(publicados) == {s for s, valores in por_sector.items() if len(valores) >= 5}
    assert len(por_sector) - len(publicados) == 12
    for sector, fila in publicados.items():
        assert int(fila["manzanas"]) == len(por_sector[sector])
        mediana = statistics.median(por_sector[sector])
        assert float(fila["mediana"]) == pytest.approx(mediana, abs=1e-6)


def _cambiar(celda: str, valor: str) -> Callable[[list[dict[str, str]]], None]:
    def dano(filas: list[dict[str, str]]) -> None:
        filas[3][celda] = valor

    return dano


def _quitar(filas: list[dict[str, str]]) -> None:
    del filas[3]


def _sin_columna(filas: list[dict[str, str]]) -> None:
    for fila in filas:
        del fila["GRUPO_A"]


@pytest.mark.parametrize(
    ("dano", "esperado"),
    [
        (_cambiar("GRUPO_A", "9"), ["fila 5", "suman"]),
        (_cambiar("HOMBRES_B", "9"), ["fila 5", "«GRUPO_B»", "suman"]),
        (_cambiar("GRUPO_C", "-3"), ["fila 5", "fuera de rango"]),
        (_cambiar("GRUPO_C", "muchos"), ["fila 5", "no es un número"]),
        (_cambiar("CODIGO_UPZ", "999"), ["sobran 1: UPZ999"]),
        (_quitar, ["faltan 1"]),
        (_sin_columna, ["GRUPO_A"]),
    ],
)
def test_jovenes_danados(
    fuentes: Path,
    tmp_path: Path,
    dano: Callable[[list[dict[str, str]]], None],
    esperado: list[str],
) -> None:
    danos.copiar(fuentes, tmp_path, bogota_upz.CAPA)
    copia = danos.copiar(fuentes, tmp_path, bogota_upz.ARCHIVO)
    filas = _filas(copia)
    dano(filas)
    with copia.open("w", encoding="utf-8", newline="") as salida:
        escritor = csv.DictWriter(salida, list(filas[0]))
        escritor.writeheader()
        escritor.writerows(filas)
    geojson.falla_diciendo(bogota_upz.leer_lugares, tmp_path, [copia.name, *esperado])


def test_un_barrio_repetido(fuentes: Path, tmp_path: Path) -> None:
    def repetir(propios: list[dict[str, Any]]) -> None:
        propios[1]["properties"]["id_barrio"] = propios[0]["properties"]["id_barrio"]

    geojson.danada(fuentes, tmp_path, cali_barrios.ARCHIVO, repetir)
    geojson.falla_diciendo(cali_barrios.leer_capa, tmp_path, ["se repiten 1"])


def test_una_manzana_de_otra_ciudad(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, medellin_ipm_manzana.ARCHIVO)
    texto = copia.read_text(encoding="utf-8").replace("\n05001", "\n05002", 1)
    copia.write_text(texto, encoding="utf-8")
    geojson.falla_diciendo(medellin_ipm_manzana.leer_lugares, tmp_path, ["no es de Medellín"])
