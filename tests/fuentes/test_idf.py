"""El IDF de la nueva metodología: medianas, lo divulgado, la deuda que cambia, y daños."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import idf
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje

VIGENCIAS = ("2020", "2021", "2022", "2023")


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return idf.leer(fuentes)


@pytest.fixture(scope="module")
def valores(tabla: pd.DataFrame) -> pd.Series:
    return tabla.set_index(["indicador", "periodo", "territorio"])["valor"].sort_index()


def crudos(fuentes: Path, vigencia: str, titulo: str) -> dict[str, object]:
    """Código → celda de la primera columna con ese título, leída con otra biblioteca."""
    libro = openpyxl.load_workbook(fuentes / idf.ruta(vigencia), read_only=True, data_only=True)
    filas = list(libro[f"Municipios {vigencia}"].iter_rows(values_only=True))
    encabezado = next(i for i, f in enumerate(filas) if f and str(f[0]).startswith("C") and f[1])
    puesto = [str(t).strip() for t in filas[encabezado]].index(titulo)
    return {str(f[0]): f[puesto] for f in filas[encabezado + 1 :] if str(f[0]).isdigit()}


def test_trae_los_indicadores_del_catalogo(tabla: pd.DataFrame) -> None:
    fichas = [i.id for i in catalogo.indicadores().values() if i.fuente == "idf"]
    assert set(tabla["indicador"]) == set(fichas)
    assert set(tabla["periodo"]) == set(VIGENCIAS)
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.base())


@pytest.mark.parametrize(
    ("vigencia", "cuantos", "mediana"),
    [("2020", 1097, 54.9), ("2021", 1098, 54.0), ("2022", 1102, 55.8), ("2023", 1102, 58.8)],
)
def test_puntajes_y_mediana_del_archivo(
    fuentes: Path, valores: pd.Series, vigencia: str, cuantos: int, mediana: float
) -> None:
    del_archivo = {
        c: v
        for c, v in crudos(fuentes, vigencia, "Nuevo IDF").items()
        if isinstance(v, int | float)
    }
    assert valores["idf", vigencia].dropna().to_dict() == pytest.approx(del_archivo, abs=1e-12)
    assert len(del_archivo) == cuantos
    assert round(median(del_archivo.values()), 1) == mediana


def test_el_puntaje_que_se_divulgo_de_medellin(valores: pd.Series) -> None:
    assert round(valores["idf", "2020", "05001"], 2) == 78.56


def test_la_deuda_son_dos_indicadores_que_no_se_comparan(
    fuentes: Path, tabla: pd.DataFrame, valores: pd.Series
) -> None:
    por_indicador = tabla.groupby("indicador")["periodo"].agg(set)
    assert por_indicador["idf_deuda_largo_plazo"] == {"2020", "2021"}
    assert por_indicador["idf_deuda_total"] == {"2022", "2023"}
    fichas = catalogo.indicadores()
    assert "idf_deuda_total" in fichas["idf_deuda_largo_plazo"].no_comparar_con
    assert "idf_deuda_largo_plazo" in fichas["idf_deuda_total"].no_comparar_con
    assert "idf" in fichas["idf_anterior"].no_comparar_con
    total = crudos(fuentes, "2022", "Endeudamiento (Total)")
    assert valores["idf_deuda_total", "2022", "05002"] == total["05002"]


def test_la_ejecucion_de_2022_no_es_su_calificacion(fuentes: Path, valores: pd.Series) -> None:
    propias = crudos(fuentes, "2022", "Capacidad de Ejecución de Inversión")
    numericas = {c: v for c, v in propias.items() if isinstance(v, int | float)}
    assert len(numericas) == 1100
    assert valores["idf_ejecucion_inversion", "2022"].dropna().to_dict() == numericas


def test_lo_que_falta_no_es_cero(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["indicador", "periodo", "territorio"])["estado"].sort_index()
    for vigencia in VIGENCIAS:
        assert set(estado["idf", vigencia][list(municipios_de_entonces.NO_SON_MUNICIPIO)]) == {
            "no_aplica"
        }
    assert estado["idf", "2020", "94343"] == "no_disponible"
    assert (estado["idf_rango", "2021"] == "no_disponible").sum() == 4
    # A 24 municipios les faltan en 2023 siete de los ocho componentes, y conservan su puntaje.
    sin_transferencias = estado["idf_transferencias", "2023"] == "no_disponible"
    assert sin_transferencias.sum() == 24
    assert set(estado["idf", "2023"][sin_transferencias]) == {"dato"}


@pytest.mark.parametrize(
    ("vigencia", "celdas", "esperado"),
    [
        ("2020", {"AG7": "IDF"}, ["falta la columna", "«Nuevo IDF»"]),
        ("2020", {"A8": "5001"}, ["fila 8", "«Codigo DANE»", "05001"]),
        ("2020", {"A8": "05003"}, ["los municipios de 2020", "faltan 1: 05001", "sobran 1: 05003"]),
        ("2020", {"A9": "05001"}, ["se repiten 1: 05001"]),
        ("2020", {"D8": "ABEJORRAL"}, ["fila 8", "05001 es de «Medellín»"]),
        ("2020", {"I8": "30,5"}, ["fila 8", "30,5", "punto decimal"]),
        ("2020", {"AG8": 79.9}, ["fila 8", "«Nuevo IDF»", "suman 78.5556"]),
        ("2020", {"AI8": "2. Riesgo (>=40 y <60)"}, ["fila 8", "no es el rango", "78.56"]),
        ("2020", {"AI8": "7. Otro"}, ["fila 8", "«Rango»", "valor desconocido"]),
        ("2022", {"X6": "Capacidad de Ejecución de Inversión"}, ["la columna está repetida"]),
        ("2023", {"A1109": "Fuente: DNP"}, ["fila 1109", "no es un código"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    vigencia: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    archivo = Path(idf.ruta(vigencia)).name
    cambiar_celdas(monkeypatch, archivo, f"Municipios {vigencia}", celdas)
    with pytest.raises(ErrorDeDatos) as error:
        idf.leer(fuentes)
    exigir_mensaje(error.value, archivo, *esperado)
