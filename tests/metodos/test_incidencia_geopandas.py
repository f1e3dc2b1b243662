"""Oráculo: geopandas y pandas, de los puntos a la incidencia de cada vereda real de Apartadó."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest

from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM, PESOS_DEL_IPM
from generador.metodos.patrones import medir_patrones, resumir
from generador.metodos.territorio import Territorios
from tests.metodos.test_territorio_geos import anillos

HOGARES = 20_000
NOMBRES = list(IPM.nombres)


def test_incidencia_por_vereda_como_sjoin_y_groupby(fuentes: Path) -> None:
    veredas = geopandas.read_file(fuentes / "submunicipal" / "veredas_uraba.geojson")
    veredas = veredas[veredas["dptompio"] == "05045"].reset_index(drop=True)
    azar = np.random.default_rng(3)
    oeste, sur, este, norte = veredas.total_bounds
    x, y = azar.uniform((oeste, sur), (este, norte), (HOGARES, 2)).T
    privado = (azar.random((HOGARES, 15)) < azar.beta(1, 2, (HOGARES, 1))).astype(np.uint8)
    personas = azar.integers(1, 9, HOGARES)

    ubicados = Territorios.de_anillos([anillos(v) for v in veredas.geometry]).ubicar(x, y)
    tabla = resumir(privado, Agrupacion(ubicados.poligono, len(veredas)), personas=personas)
    medida = medir_patrones(tabla, IPM)

    base = pd.DataFrame(privado, columns=NOMBRES).assign(personas=personas)
    base["puntaje"] = base[NOMBRES] @ np.array(PESOS_DEL_IPM)
    base["pobres"] = base["personas"] * (base["puntaje"] >= 34)
    base["suma"] = base["pobres"] * base["puntaje"] / 100
    puntos = geopandas.GeoDataFrame(base, geometry=geopandas.points_from_xy(x, y), crs=veredas.crs)
    reparadas = veredas[["geometry"]].set_geometry(veredas.geometry.make_valid())
    unidos = puntos.sjoin(reparadas).sort_values("index_right")
    # Las veredas reales se solapan un poco: un punto en dos cuenta en la primera.
    unidos = unidos[~unidos.index.duplicated()]
    sumas = unidos.groupby("index_right")[["personas", "pobres", "suma"]].sum()
    sumas = sumas.reindex(range(len(veredas)))
    assert sumas["personas"].notna().sum() > 40
    assert np.nan_to_num(sumas["personas"]) == pytest.approx(medida.poblacion)
    h = (sumas["pobres"] / sumas["personas"]).to_numpy()
    m0 = (sumas["suma"] / sumas["personas"]).to_numpy()
    assert medida.incidencia == pytest.approx(h, nan_ok=True)
    assert medida.m0 == pytest.approx(m0, nan_ok=True)
