"""Internet fijo: último trimestre de cada año, errores del origen y archivos dañados."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import mintic_internet
from tests import danos
from tests.fuentes import texto

ANIOS = [str(anio) for anio in range(2015, 2024)]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return mintic_internet.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> list[dict[str, str]]:
    ruta = fuentes / mintic_internet.ARCHIVO
    with ruta.open(encoding="utf-8", newline="") as entrada:
        return list(csv.DictReader(entrada))


def _fila(tabla: pd.DataFrame, territorio: str, anio: str) -> tuple[float, str]:
    fila = tabla.query("territorio == @territorio and periodo == @anio")
    return fila["valor"].item(), fila["estado"].item()


def test_trae_su_indicador_todos_los_anios_y_territorios(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "mintic_internet"}
    assert set(tabla["indicador"]) == del_catalogo
    assert sorted(set(tabla["periodo"])) == ANIOS
    for _, propia in tabla.groupby("periodo"):
        assert set(propia["territorio"]) == set(codigos.territorios())


def test_es_el_ultimo_trimestre_de_cada_anio(
    tabla: pd.DataFrame, crudas: list[dict[str, str]]
) -> None:
    medellin = [f for f in crudas if f["COD_MUNICIPIO"] == "05001"]
    for anio in ANIOS:
        ultima = max((f for f in medellin if f["AÑO"] == anio), key=lambda f: f["TRIMESTRE"])
        assert ultima["TRIMESTRE"] == ("3" if anio == "2023" else "4")
        esperado = float(ultima["INDICE"].replace(",", "."))
        assert _fila(tabla, "05001", anio) == (esperado, "dato")
    definicion = catalogo.indicadores()["internet_fijo"].definicion
    assert "último trimestre" in definicion
    assert "2023 el tercero" in definicion


def test_las_cuatro_filas_mayores_de_cien_son_error_del_origen(
    tabla: pd.DataFrame, crudas: list[dict[str, str]]
) -> None:
    imposibles = [f for f in crudas if float(f["INDICE"].replace(",", ".")) > 100]
    assert sorted((f["COD_MUNICIPIO"], f["AÑO"], f["TRIMESTRE"]) for f in imposibles) == [
        ("05002", "2020", "3"),
        ("05002", "2020", "4"),
        ("17088", "2022", "1"),
        ("17088", "2022", "3"),
    ]
    assert _fila(tabla, "05002", "2020")[1] == "no_disponible"
    assert _fila(tabla, "17088", "2022") == (3.49, "dato")
    assert tabla["valor"].max() <= 100


def test_el_pais_es_la_razon_de_las_sumas_sin_las_filas_erradas(
    tabla: pd.DataFrame, crudas: list[dict[str, str]]
) -> None:
    # 8.946.322 accesos y 52.208.724 habitantes en el tercer trimestre de 2023.
    assert _fila(tabla, "00", "2023") == (pytest.approx(100 * 8_946_322 / 52_208_724), "dato")  # type: ignore[comparison-overlap]
    antioquia = [
        f
        for f in crudas
        if f["AÑO"] == "2020" and f["TRIMESTRE"] == "4" and f["COD_MUNICIPIO"][:2] == "05"
    ]
    sin_abejorral = [f for f in antioquia if f["COD_MUNICIPIO"] != "05002"]
    accesos = sum(int(f["No. ACCESOS FIJOS A INTERNET"]) for f in sin_abejorral)
    poblacion = sum(int(f["POBLACIÓN DANE"]) for f in sin_abejorral)
    assert _fila(tabla, "05", "2020") == (pytest.approx(100 * accesos / poblacion), "dato")  # type: ignore[comparison-overlap]


def test_solo_faltan_areas_no_municipalizadas_y_la_fila_errada(tabla: pd.DataFrame) -> None:
    sin = tabla.query("estado != 'dato'")
    assert set(sin["territorio"]) - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS == {"05002"}
    mapiripana = sin.query("territorio == '94663'").set_index("periodo")["estado"].to_dict()
    assert {a for a, e in mapiripana.items() if e == "no_aplica"} == {
        "2020",
        "2021",
        "2022",
        "2023",
    }
    assert len(mapiripana) == len(ANIOS)


RIOHACHA = "2023,3,44,LA GUAJIRA,44001,RIOHACHA,28510,222541,"


@pytest.mark.parametrize(
    ("despues", "esperado"),
    [
        (RIOHACHA.replace("44001", "4401"), ["«COD_MUNICIPIO»", "«4401»", "cero inicial"]),
        (RIOHACHA.replace("44001", "44999"), ["de 2023", "faltan 1: 44001", "sobran 1: 44999"]),
        (RIOHACHA.replace("2023", "2024"), ["«AÑO»", "«2024»", "desconocido"]),
        (RIOHACHA.replace(",3,", ",5,", 1), ["«TRIMESTRE»", "«5»", "desconocido"]),
        (RIOHACHA.replace("222541", "0"), ["«POBLACIÓN DANE»", "fuera de rango"]),
        (RIOHACHA.replace("28510", "2851"), ["«INDICE»", "no es la razón", "1.28"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, despues: str, esperado: list[str]
) -> None:
    dano = texto.reemplazar(RIOHACHA, despues)
    texto.exigir_error(mintic_internet, fuentes, tmp_path, dano, esperado)


@pytest.mark.parametrize(
    ("indice", "esperado"),
    [
        ('"1281"', ["fila 3338", "«INDICE»", "«1281»", "no es la razón", "coma decimal"]),
        ('"12.81"', ["fila 3338", "«INDICE»", "no es un número", "coma decimal"]),
        ('"-12,81"', ["fila 3338", "«INDICE»", "fuera de rango"]),
        ('""', ["fila 3338", "«INDICE»", "vacía"]),
    ],
)
def test_indice_danado(fuentes: Path, tmp_path: Path, indice: str, esperado: list[str]) -> None:
    dano = texto.reemplazar(f'{RIOHACHA}"12,81"', RIOHACHA + indice)
    texto.exigir_error(mintic_internet, fuentes, tmp_path, dano, esperado)


def _sin_el_ultimo_trimestre(copia: Path) -> None:
    lineas = copia.read_text(encoding="utf-8").splitlines(keepends=True)
    quedan = [linea for linea in lineas if not linea.startswith("2023,3,")]
    assert len(quedan) < len(lineas)
    copia.write_text("".join(quedan), encoding="utf-8")


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (texto.reemplazar("INDICE", "ÍNDICE DE USO"), ["falta la columna", "«INDICE»"]),
        (_sin_el_ultimo_trimestre, ["«TRIMESTRE»", "último trimestre", "2023: 2"]),
        (texto.a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (danos.truncar, []),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: texto.Dano, esperado: list[str]
) -> None:
    texto.exigir_error(mintic_internet, fuentes, tmp_path, danar, esperado)
