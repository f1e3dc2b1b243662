"""Ley 617: razón y holgura frente al límite, lo que falta, y archivos dañados."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import ley617
from tests import danos
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.texto import Dano, a_latin1, exigir_error, reemplazar


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return ley617.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo_sin_el_anio_sin_rotulo(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "ley617"}
    assert set(tabla["indicador"]) == del_catalogo
    assert sorted(set(tabla["periodo"])) == [str(a) for a in range(2016, 2024)]
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.base())


def test_medellin_y_alto_baudo(ancha: pd.DataFrame) -> None:
    medellin = fila(ancha, "05001", "2022")
    conocidos = {
        "ley617_icld": 1_877_616.4,
        "ley617_gasto": 635_168.1,
        "ley617_razon": 33.83,
        "ley617_limite": 50.0,
        "ley617_holgura": 16.17,
    }
    assert medellin == pytest.approx(conocidos, abs=0.05)
    assert fila(ancha, "27025", "2020")["ley617_holgura"] == pytest.approx(-1.68, abs=0.005)
    assert fila(ancha, "27025", "2023")["ley617_razon"] == pytest.approx(51.17, abs=0.005)


def test_la_razon_y_la_holgura_son_las_del_archivo(fuentes: Path, ancha: pd.DataFrame) -> None:
    comparados = 0
    with (fuentes / ley617.ARCHIVO).open(encoding="utf-8-sig", newline="") as entrada:
        for leida in csv.DictReader(entrada):
            for anio in ley617.ANIOS:
                propia = fila(ancha, leida["cod_mpio"], anio)
                if pd.isna(propia["ley617_razon"]):
                    assert leida[f"RAZON_{anio}"] in {"N/C", "0", "0.0"}
                    continue
                for indicador, titulo in [("razon", "RAZON"), ("holgura", "HOLGURA")]:
                    publicado = 100 * float(leida[f"{titulo}_{anio}"])
                    assert propia[f"ley617_{indicador}"] == pytest.approx(publicado, abs=0.52)
                comparados += 1
    assert comparados == 8638


def test_razon_mas_holgura_es_un_limite_de_la_ley(ancha: pd.DataFrame) -> None:
    con_dato = ancha.dropna()
    suma = con_dato["ley617_razon"] + con_dato["ley617_holgura"]
    assert (suma - con_dato["ley617_limite"]).abs().max() < 1e-9
    sesenta = con_dato.index[con_dato["ley617_limite"] == 60]
    assert set(sesenta) == {("88001", "2018"), ("88001", "2019")}
    assert set(con_dato["ley617_limite"]) == {50, 60, 65, 70, 80}


def test_cuantos_superan_el_limite(ancha: pd.DataFrame) -> None:
    superan = (ancha["ley617_holgura"] < 0).groupby("periodo").sum().tolist()
    assert superan == [15, 17, 16, 15, 26, 22, 12, 30]
    assert (ancha["ley617_razon"] > 100).sum() == 17
    assert (ancha["ley617_razon"] < 10).sum() == 5


def test_cero_y_nc_son_no_disponible(tabla: pd.DataFrame) -> None:
    estado = tabla[tabla["indicador"] == "ley617_razon"].set_index(["territorio", "periodo"])
    assert estado.loc[("27615", "2016"), "estado"] == "no_disponible"  # N/C
    assert estado.loc[("05837", "2017"), "estado"] == "no_disponible"  # 0
    assert estado.loc[("94343", "2019"), "estado"] == "no_aplica"
    assert estado.loc[("94343", "2020"), "estado"] == "no_disponible"
    assert estado.loc[("88001", "2023"), "estado"] == "dato"
    areas = tabla[tabla["territorio"].isin(municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS)]
    assert set(areas["estado"]) == {"no_aplica"}
    assert (tabla.groupby(["territorio", "periodo"])["estado"].nunique() == 1).all()


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("05001,", "5001,"), ["fila 2", "«cod_mpio»", "05001"]),
        (reemplazar("GF_2023", "GF"), ["falta la columna", "«GF_2023»"]),
        (reemplazar("502945581", "602945581"), ["fila 2", "«RAZON_2016»", "0.4542"]),
        (reemplazar("502945581", "N/C"), ["fila 2", "«RAZON_2016»"]),
        (reemplazar("0.3788727502740089", "0"), ["fila 2", "«RAZON_2016»", "0.3789"]),
        (reemplazar("0.12112724972599109", "0.32"), ["fila 2", "«HOLGURA_2016»", "0.6989"]),
        (reemplazar("1327478898", "N.D."), ["fila 2", "«ICLD_2016»", "no es un número"]),
        (reemplazar("1327478898", '"1.327.478.898,0"'), ["fila 2", "punto decimal"]),
        (reemplazar("05002,", "05003,"), ["faltan 1: 05002", "sobran 1: 05003"]),
        (a_latin1, ["Latin-1", "UTF-8"]),
        (danos.truncar, ["faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(ley617, fuentes, tmp_path, danar, esperado)
