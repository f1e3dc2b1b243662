"""Prestadores de salud: cuentas por departamento, fuera de los tres no hay dato, y daños."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.oficiales import reps_prestadores
from tests import danos
from tests.fuentes.texto import Dano, agregar, exigir_error, reemplazar


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return reps_prestadores.leer(fuentes)


@pytest.fixture(scope="module")
def cuentas(tabla: pd.DataFrame) -> pd.DataFrame:
    return tabla.pivot(index="territorio", columns="indicador", values="valor").dropna()


def test_trae_los_indicadores_del_catalogo(tabla: pd.DataFrame) -> None:
    fichas = [i for i in catalogo.indicadores().values() if i.fuente == "reps_prestadores"]
    assert set(tabla["indicador"]) == {i.id for i in fichas}
    assert set(tabla["territorio"]) == set(codigos.base())
    assert all("sede principal" in " ".join(i.advertencias) for i in fichas)


def test_sumas_de_control(cuentas: pd.DataFrame) -> None:
    assert cuentas.sum().to_dict() == {"reps_ips": 1693, "reps_ips_publicas": 164, "reps_ese": 140}
    assert (cuentas["reps_ese"] <= cuentas["reps_ips_publicas"]).all()
    assert (cuentas["reps_ips_publicas"] <= cuentas["reps_ips"]).all()


@pytest.mark.parametrize(
    ("depto", "municipios", "con_ips", "con_publica"),
    [("52", 64, 64, 64), ("76", 42, 42, 42), ("19", 42, 28, 20)],
)
def test_cuantos_municipios_tienen(
    cuentas: pd.DataFrame, depto: str, municipios: int, con_ips: int, con_publica: int
) -> None:
    suyos = cuentas[cuentas.index.str.startswith(depto)]
    assert len(suyos) == municipios
    assert (suyos["reps_ips"] > 0).sum() == con_ips
    assert (suyos["reps_ips_publicas"] > 0).sum() == con_publica


def test_cada_municipio_por_su_nombre_y_no_por_su_codigo(
    fuentes: Path, cuentas: pd.DataFrame
) -> None:
    with (fuentes / reps_prestadores.ARCHIVO).open(encoding="utf-8-sig", newline="") as entrada:
        por_nombre = Counter(f["muni_nombre"] for f in csv.DictReader(entrada))
    for codigo, nombre in (("76001", "CALI"), ("52001", "PASTO"), ("19001", "POPAYÁN")):
        assert cuentas.loc[codigo, "reps_ips"] == por_nombre[nombre]


def test_fuera_de_los_tres_departamentos_no_hay_dato_y_nunca_un_cero(tabla: pd.DataFrame) -> None:
    fuera = tabla[~tabla["territorio"].str[:2].isin(["19", "52", "76"])]
    assert set(fuera["estado"]) == {"no_disponible"}
    dentro = tabla[tabla["territorio"].str[:2].isin(["19", "52", "76"])]
    assert set(dentro["estado"]) == {"dato"}


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar(",ese,", ",tipo,"), ["falta la columna", "«ese»"]),
        (reemplazar("1907509150", "907509150"), ["fila 2", "«codigo_habilitacion»", "10 cifras"]),
        (reemplazar("1907509150", "0500109150"), ["fila 2", "05001 no es un municipio de Cauca"]),
        (reemplazar("1907509150", "1999909150"), ["fila 2", "19999 no es un municipio"]),
        (reemplazar("1907509150", "1910009150"), ["fila 2", "19100 es de «Bolívar»", "19075"]),
        (reemplazar("Cauca,BALBOA", "Tolima,BALBOA"), ["fila 2", "«depa_nombre»", "«Tolima»"]),
        (reemplazar("1,Privada", "1,Otra"), ["fila 2", "«naju_nombre»", "desconocido"]),
        (reemplazar("N/A,SI,2019", "N/A,NO,2019"), ["«habilitado»", "«NO»"]),
        (agregar("Total,,1693" + "," * 15), ["fila 1695", "«clpr_nombre»"]),
        (danos.truncar, ["fila 853", "valor desconocido"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(reps_prestadores, fuentes, tmp_path, danar, esperado)
