"""Un acervo con nombres hostiles, y la tabla larga y las capas hechas una vez."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generador.descargas import tabla_larga
from generador.descargas.tabla_larga import TablaLarga
from generador.paginas.datos_del_sitio import DatosDelSitio

FORMULA = '=HYPERLINK("http://malo.example";"clic")'


@pytest.fixture(scope="session")
def hostil(acervo: DatosDelSitio) -> DatosDelSitio:
    """Un municipio que se llama como una fórmula, una categoría y un indicador también."""
    grupo = replace(
        acervo.catalogo["mdm_grupo"],
        corto="+1+1",
        categorias=dict.fromkeys(acervo.catalogo["mdm_grupo"].categorias, FORMULA),
    )
    nombres = {
        codigo: replace(t, nombre_departamento="@Chocó") if codigo[:2] == "27" else t
        for codigo, t in acervo.territorios.items()
    }
    nombres["27025"] = replace(nombres["27025"], nombre=FORMULA)
    return replace(acervo, territorios=nombres, catalogo=acervo.catalogo | {"mdm_grupo": grupo})


@pytest.fixture(scope="session")
def larga(acervo: DatosDelSitio) -> Iterator[TablaLarga]:
    with tabla_larga.abierta(acervo) as abierta:
        yield abierta


@pytest.fixture(scope="session")
def parquet(larga: TablaLarga, tmp_path_factory: pytest.TempPathFactory) -> Path:
    destino = tmp_path_factory.mktemp("larga") / "indicadores.parquet"
    larga.parquet(destino)
    return destino
