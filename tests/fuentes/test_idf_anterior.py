"""El IDF de la metodología anterior: valores divulgados, lo que falta y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.fuentes import codigos, idf_anterior, unidades
from generador.indicadores import catalogo
from tests import danos
from tests.fuentes.texto import Dano, agregar, exigir_error, reemplazar


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return idf_anterior.leer(fuentes)


def test_trae_el_indicador_del_catalogo_desde_2012(tabla: pd.DataFrame) -> None:
    assert set(tabla["indicador"]) == {"idf_anterior"}
    assert catalogo.indicadores()["idf_anterior"].fuente == "idf_anterior"
    assert sorted(set(tabla["periodo"])) == [str(a) for a in range(2012, 2023)]
    for _, propia in tabla.groupby("periodo"):
        assert set(propia["territorio"]) == set(codigos.base())


@pytest.mark.parametrize(
    ("codigo", "puntaje"),
    [
        ("05615", 92.24),  # Rionegro, el primero de 2015 según el DNP
        ("25126", 91.75),
        ("15491", 91.73),
        ("85162", 91.61),
        ("13074", 18.25),  # Barranco de Loba, el último
        ("27787", 39.26),
    ],
)
def test_puntajes_que_el_dnp_divulgo_para_2015(
    tabla: pd.DataFrame, codigo: str, puntaje: float
) -> None:
    de_2015 = tabla[tabla["periodo"] == "2015"].set_index("territorio")["valor"]
    assert de_2015[codigo] == puntaje
    assert de_2015.idxmax() == "05615"
    assert de_2015.idxmin() == "13074"


def test_cero_y_fila_ausente_son_no_disponible(tabla: pd.DataFrame) -> None:
    faltan = {(c, a) for a, sin in idf_anterior.SIN_FILA.items() for c in sin}
    sin = tabla[tabla["estado"] == "no_disponible"]
    hallados = set(zip(sin["territorio"], sin["periodo"], strict=True))
    assert hallados == faltan | {("70771", "2021")}
    assert not (tabla["valor"] == 0).any()


def test_lo_que_no_era_municipio_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] == "no_aplica"]
    assert set(sin["territorio"]) == unidades.NO_SON_MUNICIPIO | {"94343"}
    barrancominas = tabla[tabla["territorio"] == "94343"].set_index("periodo")["estado"]
    assert set(barrancominas[:"2019"]) == {"no_aplica"}
    assert barrancominas["2022"] == "dato"


def test_el_codigo_ajeno_se_descarta(fuentes: Path, tmp_path: Path, tabla: pd.DataFrame) -> None:
    copia = danos.copiar(fuentes, tmp_path, idf_anterior.ARCHIVO)
    agregar("23685,2022,55.5")(copia)
    assert idf_anterior.leer(tmp_path).equals(tabla)


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("05001,2022", "5001,2022"), ["fila 24", "«cod_mpio»", "05001"]),
        (reemplazar("anio,idf", "anio,indice"), ["falta la columna", "«idf»", "«indice»"]),
        (reemplazar("2022,82.2975", "2022,822.975"), ["fila 24", "«idf»", "822.975", "rango"]),
        (reemplazar("2022,82.2975", '2022,"82,2975"'), ["fila 24", "82,2975", "punto decimal"]),
        (reemplazar("05001,2022", "05003,2022"), ["de 2022", "faltan 1: 05001", "sobran 1"]),
        (reemplazar("05001,2021", "05001,2022"), ["de 2021", "faltan 1: 05001"]),
        (agregar("05001,2022,82.2975"), ["de 2022", "se repiten: 05001"]),
        (danos.truncar, ["2012", "faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(idf_anterior, fuentes, tmp_path, danar, esperado)
