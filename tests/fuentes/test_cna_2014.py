"""El Censo Agropecuario: totales del DANE, qué es el Cuadro 2, ceros, números pequeños y daños.

Los .xls se leen aquí por posición y sin el kit; los daños van en la rejilla ya leída.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo import catalogo, codigos
from generador.cubo.minimos import PERSONAS_MINIMAS
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.oficiales import cna_2014
from tests.fuentes.anchas import ensanchar
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje

CUATRO, SEIS, DOCE, UNO = (f"CNA2014_{n}-Anexos-municipales.xls" for n in (4, 6, 12, 1))


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return cna_2014.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla).droplevel("periodo")


def por_posicion(fuentes: Path, archivo: str, hoja: str, codigo: int) -> dict[str, list[Any]]:
    """Las filas de municipio de una hoja, por código de cinco cifras."""
    with (fuentes / "cna2014" / archivo).open("rb") as entero:
        filas = CalamineWorkbook.from_filelike(entero).get_sheet_by_name(hoja).to_python()
    numericas = [f for f in filas if str(f[codigo]).removesuffix(".0").isdigit()]
    return {str(f[codigo]).removesuffix(".0").zfill(5): f for f in numericas}


def test_trae_los_indicadores_del_catalogo(tabla: pd.DataFrame) -> None:
    fichas = [i.id for i in catalogo.indicadores().values() if i.fuente == "cna_2014"]
    assert set(tabla["indicador"]) == set(fichas)
    assert set(tabla["periodo"]) == {"2014"}
    municipios = set(tabla["territorio"]) - {codigos.NACION}
    assert municipios == set(codigos.base())


@pytest.mark.parametrize(
    ("indicador", "total"),
    [  # los totales que el DANE imprime en la fila «Total Nacional»
        ("cna_personas", 5_126_734),
        ("cna_personas_etnico", 1_030_132),
        ("cna_upa", 2_370_099),
        ("cna_upa_asistencia", 392_002),
        ("cna_upa_credito_solicitado", 254_072),
        ("cna_upa_credito_aprobado", 224_607),
        ("cna_upa_no_agropecuaria", 133_436),
        ("cna_unidades", 2_913_163),
        ("cna_tenencia_propia", 1_572_635),
        ("cna_tenencia_arriendo", 208_075),
        ("cna_tenencia_colectiva", 110_995),
        ("cna_tenencia_mixta", 96_501),
        ("cna_tenencia_otra", 33_530 + 34_562 + 6_718 + 7_245 + 28_708 + 64_959),
    ],
)
def test_totales_del_pais(ancha: pd.DataFrame, indicador: str, total: int) -> None:
    assert ancha[indicador].sum() == total


def test_el_cuadro_2_trae_a_todas_las_personas_y_no_solo_a_las_pobres(ancha: pd.DataFrame) -> None:
    pais = ancha.loc["00"]
    municipios = ancha.drop(index="00")
    pobres = municipios["cna_personas_pobres"]
    exacto = pais["cna_ipm"] * municipios["cna_personas"].sum() / 100
    callados = round(exacto) - pobres.sum()
    assert exacto == pytest.approx(round(exacto), abs=1e-4)
    assert 0 <= callados <= municipios.loc[pobres.isna(), "cna_personas"].sum()
    propias = 100 * municipios["cna_personas_pobres"] / municipios["cna_personas"]
    con_dato = municipios["cna_ipm"].notna()
    assert (propias - municipios["cna_ipm"])[con_dato].abs().max() < 1e-9


def test_cada_incidencia_y_privacion_es_la_del_archivo(fuentes: Path, ancha: pd.DataFrame) -> None:
    incidencias = por_posicion(fuentes, CUATRO, "Cuadro 1", 1)
    privaciones = por_posicion(fuentes, CUATRO, "Cuadro 3", 1)
    assert len(incidencias) == len(privaciones) == 1122
    columnas = {"cna_ipm": 3, "cna_ipm_etnico": 4, "cna_ipm_no_etnico": 5}
    de_cada = {i: 3 + n for n, i in enumerate(cna_2014.PRIVACIONES)}
    for crudas, puestos in ((incidencias, columnas), (privaciones, de_cada)):
        for indicador, puesto in puestos.items():
            publicadas = ancha[indicador].dropna().drop(index="00")
            assert {c: crudas[c][puesto] for c in publicadas.index} == publicadas.to_dict()


def test_el_credito_es_el_del_archivo(fuentes: Path, ancha: pd.DataFrame) -> None:
    crudas = por_posicion(fuentes, SEIS, "Cuadro7", 2)
    for indicador, puesto in (("cna_upa", 4), ("cna_upa_credito_solicitado", 5)):
        assert {c: f[puesto] for c, f in crudas.items()} == ancha[indicador].dropna().to_dict()


def test_sin_nadie_no_aplica_y_con_muy_pocos_no_se_publica(
    tabla: pd.DataFrame, ancha: pd.DataFrame
) -> None:
    por_indicador = tabla.set_index(["indicador", "territorio"])["estado"]
    etnico = por_indicador["cna_ipm_etnico"].drop("00")
    assert etnico.value_counts().to_dict() == {"dato": 414, "no_disponible": 378, "no_aplica": 330}
    personas = ancha["cna_personas_etnico"]
    assert (personas[etnico[etnico == "no_aplica"].index] == 0).all()
    fuera = ancha["cna_personas"] - personas
    callados = etnico[etnico == "no_disponible"].index
    assert (personas[callados].between(1, 29) | fuera[callados].between(1, 29)).all()
    # En Angostura hay tres personas en territorio étnico y ninguna en pobreza: no es «sin nadie».
    assert personas["05038"] == 3
    assert etnico["05038"] == "no_disponible"
    assert por_indicador["cna_ipm_no_etnico", "97777"] == "no_aplica"
    total = por_indicador["cna_ipm"]
    assert set(total[total != "dato"].index) == {"54250", "54670"}


def test_lo_que_se_calla_no_se_despeja_con_el_total(ancha: pd.DataFrame) -> None:
    """Donde una parte es de menos de 30, ni la otra parte ni, en el total, cuántas son pobres."""
    municipios = ancha.drop(index="00")
    etnico = municipios["cna_personas_etnico"]
    fuera = municipios["cna_personas"] - etnico
    pocas = etnico.between(1, 29) | (fuera.between(1, 29) & (etnico > 0))
    assert pocas.sum() == 378
    assert municipios.loc[pocas, ["cna_ipm_etnico", "cna_ipm_no_etnico"]].isna().all(axis=None)
    pequenos = municipios["cna_personas"] < PERSONAS_MINIMAS
    assert set(municipios.index[pequenos]) == {"54250", "54670"}
    assert municipios.loc[pequenos, "cna_personas_pobres"].isna().all()


def test_hay_ceros_que_si_son_ceros(ancha: pd.DataFrame) -> None:
    ceros = ancha.index[ancha["cna_ipm_etnico"] == 0]
    assert len(ceros)
    assert (ancha.loc[ceros, "cna_personas_etnico"] >= PERSONAS_MINIMAS).all()


@pytest.mark.parametrize(
    ("archivo", "hoja", "celdas", "esperado"),
    [
        (CUATRO, "Cuadro 1", {"D4": "IPM"}, ["falta la columna", "«Total área rural dispersa"]),
        (CUATRO, "Cuadro 1", {"D7": "N/D"}, ["fila 7", "«N/D»", "no es un número"]),
        (CUATRO, "Cuadro 1", {"D7": 122.55}, ["fila 7", "rango"]),
        (CUATRO, "Cuadro 1", {"D7": 23.0}, ["fila 7", "no es una incidencia entre 15210 personas"]),
        (CUATRO, "Cuadro 1", {"B7": 5003.0}, ["faltan 1: 05001", "sobran 1: 05003"]),
        (CUATRO, "Cuadro 1", {"B8": 5001.0}, ["faltan 1: 05002", "se repiten 1: 05001"]),
        (CUATRO, "Cuadro 1", {"A6": None}, ["la fila del país", "faltan 1: 00"]),
        (CUATRO, "Cuadro 1", {"B1130": "Fuente"}, ["fila 1130", "no es un código"]),
        (CUATRO, "Cuadro 2", {"D7": 15211.0}, ["fila 7", "suman 15210"]),
        (CUATRO, "Cuadro 2", {"C7": "Abejorral"}, ["fila 7", "05001 es de «Medellín»"]),
        (CUATRO, "Cuadro 3", {"E6": None}, ["fila 6", "«Analfabetismo»", "vacía"]),
        (SEIS, "Cuadro7", {"E8": 5565.0}, ["fila 7", "Total UPA", "suman 2370100"]),
        (SEIS, "Cuadro7", {"F8": 113.0, "F9": 272.0}, ["fila 8", "suman"]),
        (SEIS, "Cuadro6", {"F6": "Sí recibió"}, ["falta la columna", "asistencia técnica | Si"]),
        (DOCE, "Cuadro1", {"E8": None, "E9": 882.0}, ["2 municipios (05001, 05002)", "anexo 6"]),
        (UNO, "Cuadro 5", {"F9": -1.0}, ["fila 9", "Propia", "rango"]),
        (UNO, "Cuadro 5", {"C1133": "Fuente"}, ["fila 1133", "no es un código"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    archivo: str,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    cambiar_celdas(monkeypatch, archivo, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        cna_2014.leer(fuentes)
    exigir_mensaje(error.value, archivo, *esperado)


def test_los_cuadros_que_se_leen_existen(fuentes: Path) -> None:
    for cuadro in cna_2014.CUADROS:
        assert cuadro.hoja in LibroOficial(fuentes / cna_2014.ruta(cuadro.libro)).hojas
