"""Afiliados por régimen: sumas de control contra la otra hoja del libro y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial, limpiar
from generador.fuentes.oficiales import adres_afiliados
from tests import danos
from tests.fuentes.en_memoria import exigir_mensaje


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return adres_afiliados.leer(fuentes)


def _por_departamento(fuentes: Path) -> dict[str, int]:
    """Rótulo → afiliados de las filas de la primera hoja que no son de un municipio."""
    libro = LibroOficial(fuentes / adres_afiliados.ARCHIVO)
    filas = [[limpiar(c) for c in fila] for fila in libro.hoja(libro.hojas[0]).celdas]
    con_texto = [[c for c in fila if c] for fila in filas]
    return {
        " ".join(fila[:-2]): int(fila[-2])
        for fila in con_texto
        if len(fila) > 2 and fila[-2].isdigit() and ("TOTAL" in fila[0] or "DPTO." in fila[-3])
    }


def test_trae_los_indicadores_del_catalogo_para_toda_la_base(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "adres_afiliados"}
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["territorio"]) == set(codigos.base())
    assert set(tabla["periodo"]) == {"2024"}
    assert len(tabla) == 1122 * len(del_catalogo)


def test_sumas_del_pais(tabla: pd.DataFrame) -> None:
    sumas = tabla.groupby("indicador")["valor"].sum().to_dict()
    assert sumas == {
        "afiliados_subsidiado": 30_411_895,
        "afiliados_contributivo": 22_903_100,
        "afiliados_salud": 53_314_995,
    }


def test_lo_que_falta_frente_al_total_son_el_inpec_y_los_sin_municipio(
    fuentes: Path, tabla: pd.DataFrame
) -> None:
    subsidiado = tabla.query("indicador == 'afiliados_subsidiado'")["valor"].sum()
    filas = _por_departamento(fuentes)
    inpec = filas["TOTAL - INPEC - 01"]
    sin_municipio = sum(n for rotulo, n in filas.items() if "DPTO." in rotulo)
    assert filas["TOTAL DEPARTAMENTOS"] == subsidiado + inpec + sin_municipio
    advertencias = " ".join(catalogo.indicadores()["afiliados_subsidiado"].advertencias)
    for numero in (inpec, sin_municipio):
        assert f"{numero:,}".replace(",", ".") in advertencias


def test_el_codigo_viejo_de_belen_de_bajira_se_suma_a_riosucio(tabla: pd.DataFrame) -> None:
    riosucio = tabla.query("territorio == '27615'").set_index("indicador")["valor"].to_dict()
    assert riosucio == {
        "afiliados_subsidiado": 29_508 + 3,
        "afiliados_contributivo": 1_649,
        "afiliados_salud": 31_160,
    }


def test_mapiripana_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla.query("estado != 'dato'")
    assert set(zip(sin["territorio"], sin["estado"], strict=True)) == {("94663", "no_aplica")}


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"F2": "5001"}, ["fila 2", "«CODIGO_MUNICIPIO»", "5001", "05001"]),
        ({"F2": "94663"}, ["faltan 1: 91263", "sobran 1: 94663"]),
        ({"H2": -1}, ["fila 2", "Subsidiado", "-1.0", "rango"]),
        ({"H2": "1.677,5"}, ["fila 2", "1.677,5", "punto decimal"]),
        ({"I2": None}, ["fila 2", "Contributivo", "vacía"]),
        ({"B2": "Noviembre"}, ["fila 2", "«MES»", "Noviembre", "«Diciembre»"]),
        ({"A2": 2023}, ["fila 2", "«AÑO»", "2023", "«2024»"]),
        ({"H1": "SUBSIDIADO"}, ["falta la columna", "AFILIADOS Subsidiado"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, adres_afiliados.ARCHIVO)
    danos.parchar_celdas(copia, "Hoja2", celdas)
    with pytest.raises(ErrorDeDatos) as error:
        adres_afiliados.leer(tmp_path)
    exigir_mensaje(error.value, copia.name, "Hoja2", *esperado)
