"""`kit acceso`: las cifras contra SciPy y pyproj, lo que no se sabe, y lo que no se puede leer."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import rasterio
import shapely
from pyproj import Transformer
from rasterio.transform import from_origin
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from generador.metodos.hogares.nombres import PRIVACIONES
from tests import misma_cuenta, misma_cuenta_acceso
from tests.hogares.datos import correr, escribir_csv, leer_csv

A_METROS = Transformer.from_crs("EPSG:4326", "EPSG:9377", always_xy=True)
PUESTOS = [
    ("Escuela «La Peña»", -76.04, 7.01),
    ("=Colegio", -76.01, 7.04),
    ("Sede 3", -76.02, 7.02),
]


def casas(cuantas: int = 60, semilla: int = 1) -> dict[str, list[Any]]:
    """Una base con una fila por hogar."""
    azar = np.random.default_rng(semilla)
    return {
        "ide_ficha_origen": [f"F{i:04d}" for i in range(cuantas)],
        "ide_hogar": ["1"] * cuantas,
        "ide_persona": ["1"] * cuantas,
        "tip_parentesco": ["1"] * cuantas,
        "cod_mpio": ["05045"] * cuantas,
        "nom_vereda": [f"Vereda Ñ{i % 3}" for i in range(cuantas)],
        "num_personas_hogar": ["1"] * cuantas,
        "coord_x_auto_rec": [f"{x:.6f}" for x in azar.uniform(-76.05, -76.0, cuantas)],
        "coord_y_auto_rec": [f"{y:.6f}" for y in azar.uniform(7.0, 7.05, cuantas)],
        **{p: ["0"] * cuantas for p in PRIVACIONES},
    }


def puestos(ruta: Path, lista: Any = PUESTOS, **mas: list[Any]) -> Path:
    nombres, x, y = zip(*lista, strict=True)
    return escribir_csv(ruta, {"nombre": nombres, "longitud": x, "latitud": y, **mas}, ",")


def en_metros(x: Any, y: Any) -> np.ndarray:
    return np.stack(A_METROS.transform(np.array(x, float), np.array(y, float)), axis=1)


def test_la_distancia_es_la_de_ckdtree_en_9377(tmp_path: Path) -> None:
    base = casas()
    hogares, salida = tmp_path / "h.csv", tmp_path / "t.csv"
    hecho = correr("acceso", escribir_csv(tmp_path / "base.csv", base),
                   puestos(tmp_path / "sedes ñ.csv"), "--por", "nom_vereda", "--limite", 1.5,
                   "--cortes", "0,5; 2", "--salida", salida, "--hogares", hogares)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(hogares)
    sedes = en_metros([p[1] for p in PUESTOS], [p[2] for p in PUESTOS])
    metros, cual = cKDTree(sedes).query(
        en_metros(base["coord_x_auto_rec"], base["coord_y_auto_rec"])
    )
    assert np.array(tabla["km"], float) == pytest.approx(metros / 1000, rel=1e-12)
    # Un texto que parece fórmula sale con su apóstrofo.
    nombres = ["Escuela «La Peña»", "'=Colegio", "Sede 3"]
    assert tabla["sede"] == [nombres[c] for c in cual]
    assert tabla["estado"] == ["con servicio" if m <= 1500 else "lejos" for m in metros]
    assert tabla["fila"] == [str(i + 2) for i in range(60)]
    resumen = {f: dict(zip(leer_csv(salida), v, strict=True)) for f, v in por_fila(salida).items()}
    for i in range(3):
        suyos = np.arange(60) % 3 == i
        fila = resumen[f"Vereda Ñ{i}"]
        assert float(fila["con_serv"]) == (metros[suyos] <= 1500).sum()
        assert float(fila["hasta_0_5"]) == (metros[suyos] <= 500).sum()
        assert float(fila["hasta_2"]) == (metros[suyos] <= 2000).sum()
        assert float(fila["costo"]) == pytest.approx(metros[suyos].mean() / 1000)
    assert float(resumen["TOTAL"]["personas"]) == 60
    registro = json.loads((tmp_path / "t.csv.auditoria.json").read_text("utf-8"))
    assert registro["uso"].startswith("INTERNO")
    assert [e["nombre"] for e in registro["entradas"]] == ["base.csv", "sedes ñ.csv"]
    assert str(tmp_path) not in json.dumps(registro)


def por_fila(ruta: Path) -> dict[str, list[str]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        _, *filas = csv.reader(archivo)
    return {f[0]: f for f in filas}


def test_lo_que_no_tiene_coordenada_no_es_cero(tmp_path: Path) -> None:
    base = casas(6)
    base["coord_x_auto_rec"][0] = ""
    base["coord_x_auto_rec"][1] = "no sabe"
    base["coord_x_auto_rec"][2], base["coord_y_auto_rec"][2] = "7.01", "-76.04"  # al revés
    base["coord_x_auto_rec"][3] = "12"  # fuera de Colombia
    salida = tmp_path / "h.csv"
    hecho = correr("acceso", escribir_csv(tmp_path / "b.csv", base), puestos(tmp_path / "s.csv"),
                   "--limite", 3, "--hogares", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    assert [tabla["estado"][i] for i in (0, 1, 3)] == ["sin coordenada"] * 3
    assert [tabla["km"][i] for i in (0, 1, 3)] == [""] * 3
    assert float(tabla["km"][2]) == pytest.approx(0, abs=1e-6)
    assert "no es una coordenada" in hecho.output
    assert "«no sabe»" in hecho.output


def test_las_sedes_sucias_se_cuentan(tmp_path: Path) -> None:
    lista = [*PUESTOS, ("Al revés", 7.03, -76.03), ("Sin lugar", "", ""), ("Rara", "x", 7.0),
             ("", -76.03, 7.02)]  # fmt: skip
    salida = tmp_path / "h.csv"
    hecho = correr("acceso", escribir_csv(tmp_path / "b.csv", casas()),
                   puestos(tmp_path / "s.csv", lista), "--hogares", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    assert "sedes: " in hecho.output
    assert "«x» (fila 7)" in hecho.output
    vistas = set(leer_csv(salida)["sede"])
    assert {"Al revés", "sede de la fila 8"} <= vistas
    assert not {"Sin lugar", "Rara"} & vistas


@pytest.mark.oficiales
def test_las_sedes_de_bogota(fuentes: Path, tmp_path: Path) -> None:
    """2.227 sedes y las UPZ: tres coordenadas sucias se cuentan y no se pierden calladas."""
    ruta = fuentes / "educacion" / "bogota_SED_sedes_educativas_2025-03-31.csv"
    salida = tmp_path / "upz.csv"
    hecho = correr("acceso", fuentes / "submunicipal" / "bogota_UPZ.geojson", ruta, "--por",
                   "UPLCODIGO", "--limite", 1, "--salida", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    assert len(tabla["territorio"]) == 116
    assert all(tabla["sede"])
    assert set(tabla["personas"]) == {""}
    assert (
        json.loads((tmp_path / "upz.csv.auditoria.json").read_text("utf-8"))["recuentos"]["sedes"]
        == 2227
    )


def veredas(ruta: Path, **mas: list[Any]) -> Path:
    cuadros = [shapely.box(-76.05 + 0.02 * i, 7.0, -76.03 + 0.02 * i, 7.02) for i in range(3)]
    datos = gpd.GeoDataFrame({"codigo": ["1", "2", "3"], **mas}, geometry=cuadros, crs="EPSG:4326")
    pyogrio.write_dataframe(datos, ruta)
    return ruta


def test_de_un_territorio_se_mide_un_punto_de_adentro(tmp_path: Path) -> None:
    salida = tmp_path / "t.gpkg"
    hecho = correr("acceso", veredas(tmp_path / "veredas ñ.gpkg", pob=[10, None, 5]),
                   puestos(tmp_path / "s.csv", cupos=[5, 0, 10]), "--por", "codigo", "--personas",
                   "pob", "--capacidad", "cupos", "--limite", 3, "--salida", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = pyogrio.read_dataframe(salida)
    assert tabla["personas"].tolist()[::2] == [10, 5]
    assert np.isnan(tabla["personas"][1])  # sin dato no es cero
    centros = en_metros([-76.04, -76.02, -76.0], [7.01] * 3)
    sedes = en_metros([p[1] for p in PUESTOS], [p[2] for p in PUESTOS])
    # El polo se busca con una precisión de 2 % del lado.
    assert tabla["km"].to_numpy() * 1000 == pytest.approx(cKDTree(sedes).query(centros)[0], abs=60)
    gente = np.nan_to_num(tabla["personas"].to_numpy(float))
    assert (gente * tabla["acceso"].to_numpy() / 1000).sum() == pytest.approx(15)


@pytest.fixture
def relieve(tmp_path: Path) -> Path:
    """Un plano con una franja sin dato de norte a sur."""
    ruta = tmp_path / "relieve ñ.tif"
    alturas = np.full((80, 80), 100.0, np.float32)
    alturas[:, 40] = -9999
    with rasterio.open(ruta, "w", driver="GTiff", width=80, height=80, count=1, dtype="float32",
                       crs="EPSG:4326", nodata=-9999,
                       transform=from_origin(-76.065, 7.065, 0.001, 0.001)) as raster:  # fmt: skip
        raster.write(alturas, 1)
    return ruta


def test_por_el_terreno_un_canon_deja_sin_conexion(tmp_path: Path, relieve: Path) -> None:
    base, salida = casas(), tmp_path / "h.csv"
    sede = puestos(tmp_path / "s.csv", [("Oeste", -76.045, 7.02)])
    hecho = correr("acceso", escribir_csv(tmp_path / "b.csv", base), sede, "--metodo", "terreno",
                   "--relieve", relieve, "--celda", 50, "--margen", 1, "--limite", 60,
                   "--factor-fuera", 1, "--hogares", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    x = np.array(base["coord_x_auto_rec"], float)
    for i in range(60):
        if x[i] > -76.022:
            assert (tabla["estado"][i], tabla["minutos"][i]) == ("sin conexión", "")
        elif x[i] < -76.028:
            # En lo plano, sin vías: entre la recta y lo que alarga andar por ocho vecinas.
            recta = float(tabla["km"][i]) / 5.036741 * 60
            assert recta * 0.99 <= float(tabla["minutos"][i]) <= recta * 1.09 + 2


def test_por_la_via_se_llega_y_lejos_de_ella_no(tmp_path: Path) -> None:
    base, salida = casas(), tmp_path / "h.csv"
    via = gpd.GeoDataFrame(
        {"kmh": [40.0]}, geometry=[shapely.LineString([(-76.06, 7.02), (-75.99, 7.02)])],
        crs="EPSG:4326",
    )  # fmt: skip
    pyogrio.write_dataframe(via, tmp_path / "vías.gpkg")
    orden = ("acceso", escribir_csv(tmp_path / "b.csv", base),
             puestos(tmp_path / "s.csv", [("S", -76.0, 7.02)]), "--metodo", "terreno", "--vias",
             tmp_path / "vías.gpkg", "--hasta-la-via", 1, "--celda", 100, "--hogares", salida,
             "--limite", 30)  # fmt: skip
    assert correr(*orden, "--campo-velocidad", "kmh").exit_code == 0
    rapida = leer_csv(salida)
    assert correr(*orden).exit_code == 0
    a_pie = leer_csv(salida)
    lejos = np.abs(np.array(base["coord_y_auto_rec"], float) - 7.02) * 110.6 > 1.2
    for i in range(60):
        if lejos[i]:
            assert rapida["estado"][i] == a_pie["estado"][i] == "sin conexión"
    llegan = [i for i in range(60) if rapida["minutos"][i]]
    assert len(llegan) > 10
    assert all(float(rapida["minutos"][i]) < float(a_pie["minutos"][i]) for i in llegan)


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        (["--cortes", "uno"], "los cortes «uno» no se entienden"),
        (["--relieve", "x.tif"], "se pidió en línea recta"),
        (["--capacidad", "cupos"], "cupos"),
        (["--nombre", "nada"], "las sedes no traen esa columna"),
        (["--sedes-x", "longitud"], "una sola de las dos coordenadas"),
        (["--personas", "pob"], "solo sirve con una capa de territorios"),
        (["--metodo", "terreno", "--relieve", "no_esta.tif"], "no existe el raster"),
        (["--metodo", "terreno", "--celda", "1"], "m o más"),
        (["--metodo", "terreno", "--velocidad", "30"], "no se dieron"),
        (["--metodo", "terreno", "--factor-fuera", "3"], "el factor fuera de la vía es 3"),
    ],
)
def test_lo_que_no_sirve_se_dice_sin_traza(tmp_path: Path, opciones: list[str], dice: str) -> None:
    hecho = correr("acceso", escribir_csv(tmp_path / "b.csv", casas()), puestos(tmp_path / "s.csv"),
                   *opciones, "--salida", tmp_path / "t.csv")  # fmt: skip
    assert hecho.exit_code == 1
    assert dice in hecho.output
    assert "Traceback" not in hecho.output
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        ("", ""),
        ("nombre,otra\nuna,1\n", "no traen coordenadas que se reconozcan"),
        ("nombre,longitud,latitud\n", "ninguna"),
        ("nombre,longitud,latitud\na,,\n", "ninguna"),
        ("nombre,longitud,latitud\na,4700000,2200000\n", "--sedes-crs EPSG:9377"),
    ],
)
def test_unas_sedes_que_no_sirven(tmp_path: Path, contenido: str, dice: str) -> None:
    (tmp_path / "s.csv").write_text(contenido, encoding="utf-8")
    hecho = correr("acceso", escribir_csv(tmp_path / "b.csv", casas()), tmp_path / "s.csv")
    assert hecho.exit_code == 1
    assert dice in hecho.output
    assert "s.csv" in hecho.output
    assert "Traceback" not in hecho.output


def test_una_capa_vacia_se_dice(tmp_path: Path) -> None:
    vacia = tmp_path / "vacía.geojson"
    vacia.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    base, sedes = escribir_csv(tmp_path / "b.csv", casas()), puestos(tmp_path / "s.csv")
    for orden in ([vacia, sedes, "--por", "x"], [base, vacia]):
        hecho = correr("acceso", *orden)
        assert hecho.exit_code == 1
        assert "«vacía.geojson»: la capa está vacía" in hecho.output


def test_sin_rasterio_lo_demas_corre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rasterio", None)
    base, sedes = escribir_csv(tmp_path / "b.csv", casas()), puestos(tmp_path / "s.csv")
    assert correr("acceso", base, sedes).exit_code == 0
    assert correr("acceso", base, sedes, "--metodo", "terreno").exit_code == 0
    (tmp_path / "r.tif").write_bytes(b"")
    relieve, capa = tmp_path / "r.tif", veredas(tmp_path / "v.gpkg")
    for orden in (
        ["acceso", base, sedes, "--metodo", "terreno", "--relieve", relieve],
        ["raster", capa, relieve, "--por", "codigo"],
    ):
        hecho = correr(*orden)
        assert hecho.exit_code == 1
        assert "falta instalar «rasterio»" in hecho.output
        assert "pip install -e '.[rasters]'" in hecho.output


def test_no_pisa_lo_ajeno_ni_la_entrada(tmp_path: Path) -> None:
    base, sedes = escribir_csv(tmp_path / "b.csv", casas()), puestos(tmp_path / "s.csv")
    antes = sedes.read_bytes()
    for salida in (base, sedes):
        hecho = correr("acceso", base, sedes, "--salida", salida, "--reemplazar")
        assert hecho.exit_code == 1
    assert sedes.read_bytes() == antes


def test_las_filas_barajadas_dan_lo_mismo(tmp_path: Path) -> None:
    base = casas(40)
    orden = np.random.default_rng(5).permutation(40)
    barajada = {c: [v[i] for i in orden] for c, v in base.items()}
    tablas = []
    for nombre, datos in (("a", base), ("b", barajada)):
        salida = tmp_path / f"{nombre}.csv"
        hecho = correr("acceso", escribir_csv(tmp_path / f"base_{nombre}.csv", datos),
                       puestos(tmp_path / "s.csv"), "--por", "nom_vereda", "--limite", 1,
                       "--salida", salida)  # fmt: skip
        assert hecho.exit_code == 0
        tablas.append(pd.read_csv(salida).set_index("territorio").sort_index())
    pd.testing.assert_frame_equal(tablas[0], tablas[1], rtol=1e-12)


@pytest.mark.parametrize("metodo", ["recta", "terreno", "relieve"])
def test_da_los_mismos_numeros_que_qgis(tmp_path: Path, metodo: str) -> None:
    base, _ = misma_cuenta.dejar_practica(tmp_path)
    salida = tmp_path / "t.csv"
    con_relieve: list[Any] = []
    if metodo == "relieve":
        relieve = misma_cuenta_acceso.escribir_relieve(tmp_path / "relieve.asc")
        vias = misma_cuenta_acceso.escribir_vias(tmp_path / "vias.geojson")
        con_relieve = ["--relieve", relieve, "--vias", vias, "--campo-velocidad", "kmh"]
    hecho = correr("acceso", base, misma_cuenta_acceso.escribir_sedes(tmp_path / "sedes.csv"),
                   "--por", "nom_vereda", "--metodo",
                   "recta" if metodo == "recta" else "terreno", *con_relieve,
                   "--celda", misma_cuenta_acceso.CELDA, "--limite",
                   misma_cuenta_acceso.LIMITES[metodo], "--cortes", misma_cuenta_acceso.CORTES,
                   "--salida", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    columnas = leer_csv(salida)
    filas = [dict(zip(columnas, f, strict=True)) for f in zip(*columnas.values(), strict=True)]
    misma_cuenta_acceso.comparar(metodo, misma_cuenta_acceso.resumido(filas))
