"""`kit raster`: contra exactextract, sin dato que no es cero, y archivos que no sirven."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio
from exactextract import exact_extract
from rasterio.transform import Affine, from_origin

from tests.acceso.test_acceso import casas, veredas
from tests.hogares.datos import correr, escribir_csv, leer_csv


def raster(ruta: Path, valores: Any, **mas: Any) -> Path:
    datos = np.asarray(valores, dtype=mas.pop("dtype", "float64"))
    como = {"driver": "GTiff", "width": datos.shape[1], "height": datos.shape[0], "count": 1,
            "dtype": datos.dtype, "crs": "EPSG:4326", "nodata": -9999,
            "transform": from_origin(-76.0613, 7.0307, 0.005, 0.005), **mas}  # fmt: skip
    with rasterio.open(ruta, "w", **como) as abierto:
        abierto.write(datos, 1)
    return ruta


def test_las_cifras_son_las_de_exactextract(tmp_path: Path) -> None:
    azar = np.random.default_rng(2)
    valores = azar.uniform(0, 50, (8, 15))
    valores[azar.random((8, 15)) < 0.2] = -9999
    ruta, capa = raster(tmp_path / "población ñ.tif", valores), veredas(tmp_path / "v.gpkg")
    salida = tmp_path / "t.csv"
    hecho = correr("raster", capa, ruta, "--por", "codigo", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    pedido = ["sum", "mean", "min", "max", "count"]
    verdad = exact_extract(str(ruta), pyogrio.read_dataframe(capa), pedido, output="pandas")
    for propia, ajena in zip(("suma", "media", "minimo", "maximo", "celdas"), pedido, strict=True):
        assert np.array(tabla[propia], float) == pytest.approx(verdad[ajena].to_numpy(), rel=1e-6)
    assert "tienen dato solo en una parte" in hecho.output
    registro = json.loads((tmp_path / "t.csv.auditoria.json").read_text("utf-8"))
    assert [e["nombre"] for e in registro["entradas"]] == ["v.gpkg", "población ñ.tif"]
    assert "uso" not in registro


def test_fuera_del_raster_queda_sin_dato(tmp_path: Path) -> None:
    ruta = raster(tmp_path / "r.tif", np.ones((8, 6)))  # solo llega a la primera vereda
    salida = tmp_path / "t.gpkg"
    hecho = correr(
        "raster", veredas(tmp_path / "v.gpkg"), ruta, "--por", "codigo", "--salida", salida
    )
    assert hecho.exit_code == 0, hecho.output
    tabla = pyogrio.read_dataframe(salida)
    assert np.isnan(tabla["suma"][1:]).all()
    assert tabla["cubierto"].tolist()[1:] == [0, 0]
    assert tabla["suma"][0] > 0
    assert "2 territorios no tienen ningún dato en el raster: 2, 3" in hecho.output


def test_la_escala_y_los_enteros(tmp_path: Path) -> None:
    ruta = raster(tmp_path / "r.tif", np.full((8, 15), 30), dtype="int16")
    with rasterio.open(ruta, "r+") as abierto:
        abierto.scales, abierto.offsets = (0.1,), (2.0,)
    salida = tmp_path / "t.csv"
    assert correr("raster", veredas(tmp_path / "v.gpkg"), ruta, "--por", "codigo", "--salida",
                  salida).exit_code == 0  # fmt: skip
    assert np.array(leer_csv(salida)["media"], float) == pytest.approx([5, 5, 5])


def test_el_subregistro_compara_la_base_con_la_poblacion(tmp_path: Path) -> None:
    base = casas(60)
    ruta = raster(tmp_path / "p.tif", np.full((8, 15), 2.0))
    salida = tmp_path / "t.csv"
    hecho = correr("raster", veredas(tmp_path / "v.gpkg"), ruta, "--por", "codigo", "--base",
                   escribir_csv(tmp_path / "b.csv", base), "--salida", salida)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    x, y = (np.array(base[f"coord_{e}_auto_rec"], float) for e in "xy")
    tabla = leer_csv(salida)
    for i in range(3):
        dentro = (x >= -76.05 + 0.02 * i) & (x < -76.03 + 0.02 * i) & (y < 7.02)
        assert float(tabla["personas"][i]) == dentro.sum()
        assert float(tabla["suma"][i]) == pytest.approx(32)
        assert float(tabla["subreg"][i]) == pytest.approx(1 - dentro.sum() / 32)
        km2 = float(tabla["fuera"][i]) / float(tabla["dens_fuera"][i])
        assert km2 == pytest.approx(2.21 * 2.21, rel=0.01)
    registro = json.loads((tmp_path / "t.csv.auditoria.json").read_text("utf-8"))
    assert registro["uso"].startswith("INTERNO")


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        ("cortado", "no se puede leer"),
        ("texto", "no se puede leer"),
        ("sin_crs", "no dice en qué sistema"),
        ("girado", "girado o no tiene el norte arriba"),
        ("al_reves", "girado o no tiene el norte arriba"),
        ("banda", "tiene 1 bandas y se pidió la 2"),
    ],
)
def test_un_raster_que_no_sirve_se_dice(tmp_path: Path, dano: str, dice: str) -> None:
    mas: dict[str, Any] = {
        "sin_crs": {"crs": None},
        "girado": {"transform": Affine(0.005, 0.001, -76.06, 0, -0.005, 7.03)},
        "al_reves": {"transform": Affine(0.005, 0, -76.06, 0, 0.005, 7.0)},
    }.get(dano, {})
    ruta = raster(tmp_path / "r.tif", np.random.default_rng(1).random((200, 300)), **mas)
    if dano == "cortado":
        ruta.write_bytes(ruta.read_bytes()[:9000])
    if dano == "texto":
        ruta.write_text("hola", encoding="utf-8")
    salida = tmp_path / "t.csv"
    opciones = ["--banda", 2] if dano == "banda" else []
    hecho = correr("raster", veredas(tmp_path / "v.gpkg"), ruta, "--por", "codigo", "--salida",
                   salida, *opciones)  # fmt: skip
    assert hecho.exit_code == 1
    assert dice in hecho.output
    assert "r.tif" in hecho.output
    assert "Traceback" not in hecho.output
    assert not salida.exists()


@pytest.mark.oficiales
def test_las_luces_de_las_veredas_del_guaviare(fuentes: Path, tmp_path: Path) -> None:
    nombre = "DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
    capa = pyogrio.read_dataframe(f"/vsigzip/{fuentes / 'veredas' / nombre}")
    capa = capa[capa["CODIGO_VER"].str.startswith("95")]
    pyogrio.write_dataframe(capa, tmp_path / "v.gpkg")
    salida = tmp_path / "t.csv"
    ruta = fuentes / "raster" / "viirs_luces_nocturnas_col_2020.tif"
    hecho = correr("raster", tmp_path / "v.gpkg", ruta, "--por", "CODIGO_VER", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    assert len(tabla["territorio"]) == 119
    verdad = exact_extract(str(ruta), capa, ["sum"], output="pandas",
                           include_cols=["CODIGO_VER"]).set_index("CODIGO_VER")  # fmt: skip
    esperada = verdad.loc[tabla["territorio"], "sum"].to_numpy()
    assert np.array(tabla["suma"], float) == pytest.approx(esperada, rel=1e-6, abs=1e-6)
