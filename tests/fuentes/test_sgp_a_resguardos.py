"""SGP a resguardos: totales, lo que dice otro archivo del DNP, lo que falta y archivos dañados."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import sgp_a_resguardos, sgp_participaciones
from tests.fuentes.anchas import del_periodo, ensanchar
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje

RECURSOS = "resguardos_sgp_recursos"


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sgp_a_resguardos.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo(tabla: pd.DataFrame) -> None:
    fichas = [i.id for i in catalogo.indicadores().values() if i.fuente == "sgp_a_resguardos"]
    assert set(tabla["indicador"]) == set(fichas)
    assert set(tabla["periodo"]) == set(sgp_a_resguardos.FILAS)
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.base())


@pytest.mark.parametrize(
    ("anio", "miles_de_millones", "resguardos", "personas"),
    [("2020", 227.2, 961, 1_204_078), ("2025", 422.5, 1073, 1_637_856)],
)
def test_sumas_de_control(
    ancha: pd.DataFrame, anio: str, miles_de_millones: float, resguardos: int, personas: int
) -> None:
    del_anio = del_periodo(ancha, anio).sum()
    assert round(del_anio[RECURSOS] / 1000, 1) == miles_de_millones
    assert del_anio["resguardos_sgp"] == resguardos
    assert del_anio["resguardos_sgp_poblacion"] == personas


def test_cada_municipio_es_la_suma_exacta_de_sus_filas(fuentes: Path, ancha: pd.DataFrame) -> None:
    ruta = fuentes / sgp_a_resguardos.ARCHIVO
    libro = openpyxl.load_workbook(ruta, read_only=True)
    filas = [f for f in libro[sgp_a_resguardos.HOJA].iter_rows(min_row=4, values_only=True) if f[0]]
    assert len(filas) == 6080
    assert len({f[2] for f in filas}) == 297
    pesos: dict[tuple[str, str], int] = defaultdict(int)
    for f in filas:
        pesos[f[2], str(int(f[0]))] += int(f[8])
    publicados = ancha[RECURSOS].dropna()
    assert set(publicados.index) == set(pesos)
    assert all(publicados[ll] == pytest.approx(v / 1e6, rel=1e-12) for ll, v in pesos.items())


def test_es_lo_que_el_mismo_dnp_dice_en_las_participaciones(
    fuentes: Path, ancha: pd.DataFrame
) -> None:
    otra = sgp_participaciones.leer(fuentes)
    otra = otra[(otra["indicador"] == "sgp_resguardos") & (otra["valor"] > 0)]
    otra = otra[otra["territorio"].str.len() == 5]
    llaves = list(zip(otra["territorio"], otra["periodo"], strict=True))
    assert len(llaves) == 273 + 272 + 276
    nuestra = ancha[RECURSOS].loc[llaves].to_numpy()
    assert abs(nuestra - otra["valor"].to_numpy()).max() < 1e-6


def test_sin_resguardos_no_aplica_y_la_sola_doceava_no_cuenta(
    tabla: pd.DataFrame, ancha: pd.DataFrame
) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["estado"]) == {"no_aplica"}
    assert ("11001", "2025") in set(zip(sin["territorio"], sin["periodo"], strict=True))
    de_2020 = ancha.xs("2020", level="periodo")
    solo_doceava = de_2020[(de_2020[RECURSOS] > 0) & (de_2020["resguardos_sgp"] == 0)]
    assert (solo_doceava["resguardos_sgp_poblacion"] == 0).all()
    assert 989 - de_2020["resguardos_sgp"].sum() == 28


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"I3": "Total"}, ["falta la columna", "«Presupuesto»"]),
        ({"C4": "5034"}, ["fila 4", "«DANE ET»", "05034"]),
        ({"C4": "05035"}, ["fila 4", "«DANE RESGUARDO»", "no es de un resguardo de 05035"]),
        ({"E4": "APARTADÓ"}, ["fila 4", "05034 es de «Andes»", "05045"]),
        ({"A4": 2026.0}, ["fila 4", "«Vigencia»", "valor desconocido"]),
        ({"A4": 2021.0}, ["fila 993", "se repite en 2021"]),
        ({"I4": 37521825.0}, ["fila 4", "«Presupuesto»", "suman 37521824"]),
        ({"I4": "N.D."}, ["fila 4", "«N.D.»", "no es un número"]),
        ({"J4": -213.0}, ["fila 4", "Población", "rango"]),
        ({"A4": None}, ["en 2020 trae 988", "se esperaban 989"]),
        ({"A6083": "Total", "C6083": None}, ["fila 6083", "«DANE ET»"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    cambiar_celdas(monkeypatch, Path(sgp_a_resguardos.ARCHIVO).name, sgp_a_resguardos.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        sgp_a_resguardos.leer(fuentes)
    exigir_mensaje(error.value, Path(sgp_a_resguardos.ARCHIVO).name, *esperado)
