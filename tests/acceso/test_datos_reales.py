"""`kit acceso` con los datos publicados: el Guaviare entero y la salud de tres departamentos."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from tests.acceso.test_acceso import en_metros
from tests.hogares.datos import correr, escribir_csv, leer_csv

pytestmark = pytest.mark.oficiales
CABECERA = (-72.6459, 2.5729)  # San José del Guaviare


@pytest.fixture(scope="module")
def guaviare(fuentes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Las 119 veredas, las vías y los ríos, y la cabecera de San José como única sede."""
    carpeta = tmp_path_factory.mktemp("guaviare")
    ruta = fuentes / "veredas" / "DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
    veredas = gpd.read_file(f"/vsigzip/{ruta}")
    veredas = veredas[veredas["CODIGO_VER"].str.startswith("95")]
    veredas[["CODIGO_VER", "NOM_VEREDA", "geometry"]].to_file(carpeta / "veredas.gpkg")
    vias = gpd.read_file(f"/vsigzip/{fuentes / 'red' / 'OSM_vias_guaviare.geojson.gz'}")
    vias[["type", "geometry"]].to_file(carpeta / "vías.gpkg")
    rios = gpd.read_file(fuentes / "red" / "IGAC_drenaje_guaviare.geojson")
    rios[["NOMBRE_GEO", "geometry"]].to_file(carpeta / "ríos.gpkg")
    escribir_csv(
        carpeta / "sedes.csv",
        {"nombre": ["Hospital"], "longitud": [CABECERA[0]], "latitud": [CABECERA[1]]}, ",",
    )  # fmt: skip
    return carpeta


def minutos(carpeta: Path, nombre: str, *mas: object) -> tuple[np.ndarray, list[str]]:
    """Los minutos y el estado de cada vereda."""
    salida = carpeta / nombre
    hecho = correr("acceso", carpeta / "veredas.gpkg", carpeta / "sedes.csv", "--por",
                   "CODIGO_VER", "--metodo", "terreno", "--celda", 1000, "--margen", 20, "--vias",
                   carpeta / "vías.gpkg", "--velocidad", 30, "--salida", salida, *mas)  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    tabla = leer_csv(salida)
    return np.array([float(m or "nan") for m in tabla["minutos"]]), tabla["estado"]


def test_el_guaviare_con_sus_rios(guaviare: Path) -> None:
    """Con los ríos de barrera nadie llega antes, muchas tardan más y ninguna es 0 ni infinito."""
    sin_rios, _ = minutos(guaviare, "sin.csv")
    con_rios, estados = minutos(guaviare, "con.csv", "--rios", guaviare / "ríos.gpkg")
    assert len(con_rios) == 119
    assert np.isfinite(sin_rios).all()
    llegan = np.isfinite(con_rios)
    # La vereda cuyo punto cae en la celda de un río sale por la de al lado, a 1 km: hasta 20 min.
    assert (con_rios[llegan] > sin_rios[llegan] - 20).all()
    tardan_mas = int((con_rios[llegan] > sin_rios[llegan] + 1).sum())
    sin_conexion = estados.count("sin conexión")
    # Son solo los ríos principales, y no cierran a nadie: tres veredas dan la vuelta.
    assert (tardan_mas, sin_conexion) == (3, 0)
    assert llegan.all()


def test_a_miraflores_no_se_llega_por_tierra(guaviare: Path) -> None:
    """Allí no hay vías: caminando a lo sumo 10 km hasta una, sus veredas salen sin conexión."""
    _, estados = minutos(guaviare, "cerca.csv", "--hasta-la-via", 10)
    codigos = leer_csv(guaviare / "cerca.csv")["territorio"]
    de_miraflores = {e for c, e in zip(codigos, estados, strict=True) if c.startswith("95200")}
    assert de_miraflores == {"sin conexión"}
    assert 0 < estados.count("sin conexión") < 119


def test_la_salud_de_narino_cauca_y_valle(fuentes: Path, tmp_path: Path) -> None:
    """1.756 sedes del REPS: 714 con la coordenada de su centro poblado; las demás se cuentan.

    A cuánto queda de cada centro poblado la más cercana, contra SciPy.
    """
    reps = pd.read_csv(
        fuentes / "salud" / "REPS_sedes_IPS_2023-06_narino_cauca_valle_parcial.csv", dtype=str
    )
    poblados = pd.read_excel(
        fuentes / "divipola" / "DIVIPOLA_centros_poblados_2021.xls", header=None, dtype=str
    )
    lugares = _coordenadas(poblados)
    reps["x"] = reps["cepo_codigo"].map(lugares["x"])
    reps["y"] = reps["cepo_codigo"].map(lugares["y"])
    assert (len(reps), int(reps["x"].notna().sum())) == (1756, 714)
    sedes = reps[["nombre", "x", "y"]].fillna("").to_dict("list")
    escribir_csv(tmp_path / "sedes.csv", dict(zip(("nombre", "longitud", "latitud"),
                                                  sedes.values(), strict=True)), ",")  # fmt: skip
    suyos = lugares[lugares.index.str[:2].isin(["52", "19", "76"])]
    cuadros = gpd.GeoDataFrame(
        {"codigo": suyos.index},
        geometry=gpd.points_from_xy(suyos["x"], suyos["y"], crs="EPSG:4326")
        .to_crs("EPSG:9377").buffer(50).to_crs("EPSG:4326"),
    )  # fmt: skip
    cuadros.to_file(tmp_path / "poblados.gpkg")
    hecho = correr("acceso", tmp_path / "poblados.gpkg", tmp_path / "sedes.csv", "--por", "codigo",
                   "--limite", 10, "--salida", tmp_path / "t.csv")  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    assert "1042" in hecho.output.replace(".", "")
    tabla = leer_csv(tmp_path / "t.csv")
    con = reps[reps["x"].notna()]
    arbol = cKDTree(en_metros(con["x"], con["y"]))
    orden = suyos.loc[tabla["territorio"]]
    km = arbol.query(en_metros(orden["x"], orden["y"]))[0] / 1000
    np.testing.assert_allclose(np.array(tabla["km"], float), km, atol=0.01)
    lejos = [e == "lejos" for e in tabla["estado"]]
    assert np.array_equal(np.array(lejos), np.array(tabla["km"], float) > 10)


def _coordenadas(poblados: pd.DataFrame) -> pd.DataFrame:
    """Longitud y latitud por código de centro poblado (8 cifras)."""
    codigo = next(
        c for c in poblados if poblados[c].str.fullmatch(r"\d{8}").fillna(False).sum() > 5000
    )
    filas = poblados[poblados[codigo].str.fullmatch(r"\d{8}").fillna(False)]
    numeros = filas.apply(
        lambda c: pd.to_numeric(c.astype(str).str.replace(",", "."), errors="coerce")
    )
    x = next(c for c in filas if numeros[c].between(-82, -66).sum() > 5000)
    y = next(
        c for c in filas if c != codigo and numeros[c].between(-5, 14).sum() > 5000
        and (numeros[c] % 1 != 0).sum() > 5000
    )  # fmt: skip
    tabla = pd.DataFrame(
        {"x": numeros[x].to_numpy(), "y": numeros[y].to_numpy()}, index=filas[codigo]
    )
    return tabla[~tabla.index.duplicated() & tabla.notna().all(axis=1)]
