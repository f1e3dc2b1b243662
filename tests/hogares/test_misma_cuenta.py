"""La orden da los mismos números que el complemento de QGIS (ver tests/qgis) y que los métodos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from generador.hogares.incidencia import Opciones
from generador.hogares.poligonos import leer_capa
from generador.hogares.suma import suma_de_control
from generador.metodos.metodo import IPM
from generador.practica.en_el_zip import archivos as archivos_de_practica
from generador.practica.salida_marcada import SUFIJO_DE_METADATOS
from tests import misma_cuenta
from tests.hogares import datos

Practica = tuple[Path, Path]


@pytest.fixture(scope="module")
def practica(tmp_path_factory: pytest.TempPathFactory) -> Practica:
    return misma_cuenta.dejar_practica(tmp_path_factory.mktemp("practica"))


def como(ruta: Path, formato: str) -> Path:
    """La misma base, en otro formato."""
    destino = ruta.with_suffix(f".{formato}")
    if formato == "csv" or destino.exists():
        return destino
    columnas = datos.leer_csv(ruta, ";")
    if formato == "parquet":
        return datos.escribir_parquet(destino, columnas)
    tabla = pd.DataFrame(columnas)
    puntos = gpd.points_from_xy(tabla["coord_x_auto_rec"], tabla["coord_y_auto_rec"])
    gpd.GeoDataFrame(tabla, geometry=puntos, crs="EPSG:4326").to_file(destino)
    return destino


@pytest.mark.parametrize("formato", ["csv", "parquet", "gpkg"])
@pytest.mark.parametrize("modo", ["interno", "publicable"])
def test_incidencia(practica: Practica, tmp_path: Path, formato: str, modo: str) -> None:
    base, territorios = practica
    salida, clave = tmp_path / "t.csv", tmp_path / "clave.txt"
    clave.write_text(misma_cuenta.CLAVE, encoding="utf-8")
    hecho = datos.correr(
        *("incidencia", como(base, formato), "--por", "nombre", "--poligonos", territorios),
        *("--salida", salida, "--modo", modo),
        *(("--clave", clave) if modo == "publicable" else ()),
    )
    assert hecho.exit_code == 0, hecho.output
    if modo == "publicable":
        assert datos.registro_de(salida)["suma_de_resultados"] == misma_cuenta.esperado()[modo]
        return
    columnas = datos.leer_csv(salida)
    filas = [dict(zip(columnas, f, strict=True)) for f in zip(*columnas.values(), strict=True)]
    propias = [f for f in filas if f["territorio"] != "TOTAL"]
    suma = misma_cuenta.de_incidencia(propias, "territorio")
    assert suma == misma_cuenta.esperado()["interno"]
    assert datos.registro_de(salida)["suma_de_resultados"] == suma


def test_la_de_practica_se_publica_con_su_clave(practica: Practica, tmp_path: Path) -> None:
    """Con sus metadatos al lado, la orden la reconoce; QGIS da la misma tabla (tests/qgis)."""
    base, territorios = practica
    metadatos = base.with_name(base.name + SUFIJO_DE_METADATOS)
    metadatos.write_bytes(archivos_de_practica()[metadatos.name])
    salida = tmp_path / "t.csv"
    hecho = datos.correr(
        *("incidencia", base, "--por", "nombre", "--poligonos", territorios),
        *("--salida", salida, "--modo", "publicable"),
    )
    metadatos.unlink()
    assert hecho.exit_code == 0, hecho.output
    registro = datos.registro_de(salida)
    assert "PRÁCTICA" in registro["uso"]
    suma = registro["suma_de_resultados"]
    assert suma == misma_cuenta.esperado()["publicable_de_practica"]


def test_incidencia_contra_los_metodos_sin_duckdb(practica: Practica) -> None:
    """El territorio escrito en la base y el del punto son el mismo, y el oráculo no usa DuckDB."""
    base, territorios = practica
    columnas = datos.leer_csv(base, ";")
    pares = zip(columnas["nom_vereda"], columnas["nom_barrio"], strict=True)
    con_lugar = {**columnas, "lugar": [v or b for v, b in pares]}
    esperada, codigos = datos.oraculo(con_lugar, "lugar", IPM)
    hecha, _ = datos.medir(base, Opciones(por="nombre"), leer_capa(territorios, "nombre"))
    assert hecha.territorios == codigos
    assert datos.iguales(hecha.medida, esperada)


def test_focalizacion(practica: Practica, tmp_path: Path) -> None:
    salida = tmp_path / "lista.csv"
    hecho = datos.correr(
        *("focalizar", practica[0], "--regla", misma_cuenta.REGLA_KIT, "--salida", salida),
        *("--cupo", cupo_sin_empates(practica[0]), "--objetivo", misma_cuenta.OBJETIVO_KIT),
    )
    assert hecho.exit_code == 0, hecho.output
    columnas = datos.leer_csv(salida)
    elegidos = [
        int(fila) - 1  # el complemento cuenta registros; la orden, filas con el encabezado
        for fila, estado in zip(columnas["fila"], columnas["estado"], strict=True)
        if estado == "seleccionado"
    ]
    razones = datos.registro_de(salida)["recuentos"]["evaluacion_en_hogares"]
    assert resumen(elegidos, razones) == misma_cuenta.esperado()["focalizacion"]


def resumen(elegidos: list[int], razones: dict[str, Any]) -> dict[str, Any]:
    return {
        "cupo": len(elegidos),
        "elegidos": suma_de_control([{"registro": f} for f in elegidos], "registro", ()),
        "inclusion": razones["error_de_inclusion"]["valor"],
        "exclusion": razones["error_de_exclusion"]["valor"],
        "cobertura": razones["cobertura"]["valor"],
        "cgh": razones["cgh"],
    }


def cupo_sin_empates(base: Path) -> int:
    """Los hogares de A1 a B1: el corte no parte ningún nivel y no hay sorteo que comparar."""
    columnas = datos.leer_csv(base, ";")
    pares = zip(columnas["clasificacion"], columnas["tip_parentesco"], strict=True)
    return sum(p == "1" and (c[0] == "A" or c == "B1") for c, p in pares)
