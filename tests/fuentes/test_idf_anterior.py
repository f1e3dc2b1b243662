"""El IDF de la metodología anterior: valores divulgados, lo que falta y archivos dañados."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import idf_anterior
from tests import danos
from tests.fuentes.texto import Dano, agregar, exigir_error, reemplazar


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return idf_anterior.leer(fuentes)


@pytest.fixture(scope="module")
def crudo(fuentes: Path) -> dict[tuple[str, str], float]:
    with (fuentes / idf_anterior.ARCHIVO).open(encoding="utf-8-sig", newline="") as entrada:
        filas = {(f["cod_mpio"], f["anio"]): float(f["idf"]) for f in csv.DictReader(entrada)}
    return {llave: idf for llave, idf in filas.items() if llave != ("88001", "2005")}


def test_trae_el_indicador_del_catalogo_todos_los_anios(tabla: pd.DataFrame) -> None:
    assert set(tabla["indicador"]) == {"idf_anterior"}
    assert catalogo.indicadores()["idf_anterior"].fuente == "idf_anterior"
    assert sorted(set(tabla["periodo"])) == [str(a) for a in range(2000, 2023)]
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
    assert round(de_2015[codigo], 2) == puntaje
    assert de_2015.idxmax() == "05615"
    assert de_2015.idxmin() == "13074"


def test_los_valores_son_los_del_archivo_y_los_ceros_no_estan(
    tabla: pd.DataFrame, crudo: dict[tuple[str, str], float]
) -> None:
    con_dato = tabla[tabla["estado"] == "dato"]
    propios = dict(
        zip(
            zip(con_dato["territorio"], con_dato["periodo"], strict=True),
            con_dato["valor"],
            strict=True,
        )
    )
    ceros = {llave for llave, valor in crudo.items() if valor == 0}
    assert Counter(anio for _, anio in ceros) == {"2005": 11, "2010": 4, "2011": 16, "2021": 1}
    assert propios == {ll: v for ll, v in crudo.items() if v}
    assert set(tabla.set_index(["territorio", "periodo"])["estado"][list(ceros)]) == {
        "no_disponible"
    }


def test_lo_que_no_era_municipio_no_aplica(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["territorio", "periodo"])["estado"]
    assert set(estado[list(municipios_de_entonces.NO_SON_MUNICIPIO)]) == {"no_aplica"}
    assert set(estado["94343"][:"2019"]) == {"no_aplica"}
    assert estado["94343", "2022"] == "dato"
    for codigo, primero in municipios_de_entonces.PRIMER_ANIO.items():
        assert set(estado[codigo][: str(int(primero) - 1)]) == {"no_aplica"}
    sin_fila_y_municipio = estado["05055", "2000"]
    assert sin_fila_y_municipio == "no_disponible"


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
        (reemplazar("05001,2022", "05003,2022"), ["de 2022", "sobran 1: 05003"]),
        (reemplazar("05001,2021", "05001,2022"), ["en 2021 trae 1100", "se esperaban 1101"]),
        (reemplazar("05001,2021", "05001,2023"), ["fila 23", "«anio»", "«2023»"]),
        (agregar("05001,2022,82.2975"), ["de 2022", "se repiten 1: 05001"]),
        (danos.truncar, ["en 2000 trae", "se esperaban 955"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(idf_anterior, fuentes, tmp_path, danar, esperado)
