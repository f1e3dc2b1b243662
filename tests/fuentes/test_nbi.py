"""Las NBI de 2018: cifras del libro, niveles que no se derivan, cobertura y libros dañados."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import nbi_2018
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.oficiales import nbi
from tests import danos

DEPARTAMENTOS, MUNICIPIOS = nbi_2018.HOJA_DEPARTAMENTOS, nbi_2018.HOJA_MUNICIPIOS


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return nbi.leer(fuentes).query("periodo == '2018'")


def _valor(tabla: pd.DataFrame, territorio: str, indicador: str, dominio: str = "total") -> float:
    filas = tabla.query(
        "territorio == @territorio and indicador == @indicador and dominio == @dominio"
    )
    return float(filas["valor"].item())


@pytest.mark.parametrize(
    ("territorio", "indicador", "dominio", "valor"),
    [
        ("00", "nbi", "total", 14.28),
        ("00", "nbi", "rural", 30.48),
        ("00", "nbi_miseria", "total", 3.80),
        ("11", "nbi_hacinamiento", "cabecera", 1.42),
        ("99", "nbi_dependencia", "total", 16.75),
        ("05001", "nbi", "total", 5.230398664972173),
        ("99773", "nbi_vivienda", "total", 75.77213795865245),
        ("99773", "nbi", "cabecera", 32.47422680412371),
    ],
)
def test_celdas_leidas_a_ojo_en_el_archivo(
    tabla: pd.DataFrame, territorio: str, indicador: str, dominio: str, valor: float
) -> None:
    assert _valor(tabla, territorio, indicador, dominio) == valor


@pytest.mark.parametrize("indicador", list(nbi_2018.COMPONENTES))
@pytest.mark.parametrize("dominio", ["total", "cabecera", "rural"])
def test_la_hoja_vigente_es_la_que_coincide_con_los_municipios(
    tabla: pd.DataFrame, indicador: str, dominio: str
) -> None:
    """Bogotá es municipio y departamento: si se leyera «Departamento_OLD» no coincidiría."""
    municipio = _valor(tabla, "11001", indicador, dominio)
    assert _valor(tabla, "11", indicador, dominio) == pytest.approx(municipio, abs=0.0051)


def test_cubre_nacion_departamentos_y_municipios_en_3_dominios(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == set(codigos.territorios())
    assert set(tabla["indicador"]) == set(nbi_2018.COMPONENTES)
    assert len(tabla) == (1 + 33 + 1122) * 3 * 7


def test_veinte_unidades_sin_cabecera_son_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["estado"]) == {"no_aplica"}
    assert set(sin["dominio"]) == {"cabecera"}
    assert sin["territorio"].nunique() == 20
    assert len(sin) == 20 * 7


def test_solo_tres_celdas_del_origen_superan_al_nbi(tabla: pd.DataFrame) -> None:
    """Descubre columnas corridas: miseria y componentes son parte de las personas en NBI.

    Las tres excepciones vienen así del archivo y están anotadas en los metadatos.
    """
    ancha = tabla.pivot(index=["territorio", "dominio"], columns="indicador", values="valor")
    partes = ancha.drop(columns="nbi")
    exceso = partes.sub(ancha["nbi"], axis=0).max(axis=1) > 0.01
    assert set(ancha.index[exceso]) == {
        ("27160", "rural"),
        ("27615", "cabecera"),
        ("50325", "rural"),
    }
    suma = partes.drop(columns="nbi_miseria").sum(axis=1, min_count=5)
    assert (ancha["nbi"] - suma).max() < 0.03


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        (MUNICIPIOS, {"E14": 101.5}, ["fila 14", "Prop de Personas en NBI", "101.5", "rango"]),
        (MUNICIPIOS, {"E14": "12,68"}, ["fila 14", "12,68", "punto decimal"]),
        (MUNICIPIOS, {"E14": None}, ["fila 14", "«Total | ", "vacía"]),
        (MUNICIPIOS, {"M14": None}, ["fila 14", "«Cabeceras | ", "otras de la misma cabecera"]),
        (MUNICIPIOS, {"C14": 21}, ["fila 14", "«Código Municipio»", "021"]),
        (MUNICIPIOS, {"A14": 5}, ["fila 14", "«Código Departamento»", "«05»"]),
        (MUNICIPIOS, {"C14": "999"}, ["faltan 1: 05021", "sobran 1: 05999"]),
        (MUNICIPIOS, {"G10": "Vivienda"}, ["falta la columna", "Componente vivienda"]),
        (DEPARTAMENTOS, {"C12": -1}, ["fila 12", "Prop de Personas en NBI", "fuera de rango"]),
        (DEPARTAMENTOS, {"A44": "98"}, ["faltan 1: 00", "sobran 1: 98"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, hoja: str, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, nbi_2018.ARCHIVO)
    danos.cambiar_celdas(copia, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        list(nbi_2018.partes(LibroOficial(copia)))
    texto = str(error.value)
    for pedazo in [copia.name, f"«{hoja}»", "Qué hacer", *esperado]:
        assert pedazo in texto


def test_sin_la_hoja_vigente_no_se_conforma_con_la_anterior(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, nbi_2018.ARCHIVO)
    libro = openpyxl.load_workbook(copia)
    del libro[DEPARTAMENTOS]
    libro.save(copia)
    with pytest.raises(ErrorDeDatos, match=r"«Departamento»: falta la hoja.*«Departamento_OLD»"):
        list(nbi_2018.partes(LibroOficial(copia)))
