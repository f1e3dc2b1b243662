"""Los cultivos principales: orden, sumas de control, lista del catálogo y archivos dañados."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.lectura.rejillas import llave
from generador.fuentes.oficiales import eva_cultivos
from tests import danos
from tests.fuentes import texto
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.en_memoria import exigir_mensaje

ANIOS = [str(anio) for anio in range(2019, 2024)]
PUESTOS = [f"cultivo_{n}" for n in range(1, 6)]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return eva_cultivos.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


@pytest.fixture(scope="module")
def cruda(fuentes: Path) -> pd.DataFrame:
    ruta = fuentes / eva_cultivos.ARCHIVO
    return pd.read_csv(ruta, dtype={"codigo_dane_municipio": str, "ano": str})


def _nombre(codigo: float) -> str:
    return catalogo.indicadores()["cultivo_1"].categorias[int(codigo)]


def test_trae_los_indicadores_del_catalogo_para_todos_los_territorios(
    tabla: pd.DataFrame,
) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "eva_cultivos"}
    assert set(tabla["indicador"]) == del_catalogo
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.territorios())
    periodos = tabla.groupby("indicador")["periodo"].agg(lambda p: sorted(set(p))).to_dict()
    for puesto in PUESTOS:
        assert periodos[puesto] == periodos[f"{puesto}_area"] == ["2023"]
        assert periodos[f"{puesto}_produccion"] == ANIOS
    assert periodos["area_sembrada"] == periodos["area_cosechada"] == ANIOS


def test_los_cinco_puestos_tienen_la_misma_lista_y_nada_le_sobra(tabla: pd.DataFrame) -> None:
    lista = catalogo.indicadores()["cultivo_1"].categorias
    assert all(catalogo.indicadores()[p].categorias == lista for p in PUESTOS)
    usados = tabla.loc[tabla["indicador"].isin(PUESTOS), "valor"].dropna()
    assert set(usados) == set(lista)
    assert len({llave(rotulo) for rotulo in lista.values()}) == len(lista)


def test_los_cinco_de_alto_baudo(ancha: pd.DataFrame) -> None:
    propia = fila(ancha, "27025", "2023")
    assert [_nombre(propia[p]) for p in PUESTOS] == ["Plátano", "Cacao", "Caña", "Banano", "Arroz"]
    assert [propia[f"{p}_area"] for p in PUESTOS] == [875, 758, 601, 331, 150]
    assert [propia[f"{p}_produccion"] for p in PUESTOS] == pytest.approx(
        [1875, 138.4, 6030, 3013, 731.3], abs=0.05
    )


def test_los_cinco_del_pais_se_suman_cultivo_por_cultivo(ancha: pd.DataFrame) -> None:
    propia = fila(ancha, "00", "2023")
    nombres = [_nombre(propia[p]) for p in PUESTOS]
    assert nombres == ["Café", "Arroz", "Palma de aceite", "Maíz", "Caña"]
    assert propia["cultivo_1_area"] == pytest.approx(842_631.9, abs=0.05)
    assert propia["cultivo_2_produccion"] == pytest.approx(3_783_441.9, abs=0.05)


@pytest.mark.parametrize(
    ("anio", "sembrada", "cosechada"),
    [("2019", 5_264_115.7, 4_759_682.0), ("2023", 5_505_758.8, 5_061_634.8)],
)
def test_el_area_del_pais_es_la_suma_del_archivo(
    cruda: pd.DataFrame, ancha: pd.DataFrame, anio: str, sembrada: float, cosechada: float
) -> None:
    del_anio = cruda[cruda["ano"] == anio]
    for columna, esperado in (("area_sembrada", sembrada), ("area_cosechada", cosechada)):
        assert fila(ancha, "00", anio)[columna] == pytest.approx(esperado, abs=0.051)
        assert del_anio[columna].sum() == pytest.approx(esperado, abs=0.06)
        deptos = [fila(ancha, d, anio)[columna] for d in codigos.departamentos() if d != "11"]
        assert sum(deptos) == pytest.approx(esperado, abs=2)


def test_el_orden_es_por_area_sembrada_y_no_deja_fuera_uno_mayor(
    cruda: pd.DataFrame, ancha: pd.DataFrame
) -> None:
    areas = ancha.xs("2023", level="periodo")[[f"{p}_area" for p in PUESTOS]].fillna(0)
    for mayor, menor in pairwise(areas.columns):
        assert (areas[mayor] >= areas[menor]).all()
    de_2023 = cruda[cruda["ano"] == "2023"].sort_values("area_sembrada", ascending=False)
    primeras = de_2023.groupby("codigo_dane_municipio").head(5)
    mayores = primeras.groupby("codigo_dane_municipio")["area_sembrada"].sum()
    suma = sum((areas[c] for c in areas.columns), start=pd.Series(0.0, index=areas.index))
    assert (suma.reindex(mayores.index) - mayores).abs().max() < 0.3


def test_la_produccion_de_cada_anio_es_la_del_mismo_cultivo(
    cruda: pd.DataFrame, ancha: pd.DataFrame
) -> None:
    de_medellin = cruda[cruda["codigo_dane_municipio"] == "05001"]
    for puesto in PUESTOS:
        nombre = llave(_nombre(fila(ancha, "05001", "2023")[puesto]))
        propias = de_medellin[de_medellin["cultivo"].map(llave) == nombre]
        esperada = propias.set_index("ano")["produccion"].to_dict()
        serie = ancha.xs("05001", level="territorio")[f"{puesto}_produccion"]
        assert serie.dropna().to_dict() == pytest.approx(esperada)


def test_la_advertencia_sobre_el_area_mayor_que_el_municipio(ancha: pd.DataFrame) -> None:
    ruta = Path(__file__).parents[2] / "datos" / "mgn_2018.csv"
    areas = pd.read_csv(ruta, dtype={"territorio": str}).set_index("territorio")["area_km2"]
    sembrada = ancha.xs("2023", level="periodo")["area_sembrada"].reindex(areas.index)
    municipios = areas.index[(sembrada > 100 * areas) & (areas.index.str.len() == 5)]
    assert len(municipios) == 3
    assert "en tres municipios" in catalogo.indicadores()["area_sembrada"].advertencias[1]


def test_estados_de_lo_que_falta(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["indicador", "periodo", "territorio"])["estado"]
    esperados = {
        ("cultivo_1", "2023", "08372"): "no_disponible",
        ("area_sembrada", "2019", "08372"): "dato",
        ("area_sembrada", "2023", "11"): "no_disponible",
        ("cultivo_1", "2023", "91263"): "no_disponible",
        ("area_sembrada", "2019", "94663"): "no_disponible",
        ("area_sembrada", "2020", "94663"): "no_aplica",  # ya es de Barrancominas
        ("cultivo_1_produccion", "2019", "08573"): "no_disponible",  # no reportó ese año
        ("cultivo_1_produccion", "2023", "08573"): "dato",
    }
    assert {llave: estado[llave] for llave in esperados} == esperados
    quinto = tabla.query("indicador == 'cultivo_5' and estado == 'no_aplica'")
    assert len(set(quinto["territorio"]) - municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS) == 15


def test_cultivo_nuevo_entre_los_principales(fuentes: Path, tmp_path: Path) -> None:
    dano = texto.reemplazar("27025,2023,Plátano,875.0", "27025,2023,Cáñamo,875.0")
    texto.exigir_error(
        eva_cultivos, fuentes, tmp_path, dano, ["«cultivo»", "«Cáñamo»", "no están en el catálogo"]
    )


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (texto.reemplazar("05001,2019,Ajo", "5001,2019,Ajo"), ["fila 3", "«5001»", "cero inicial"]),
        (texto.reemplazar("05001,2019,Ajo", "05001,2018,Ajo"), ["fila 3", "«ano»", "«2018»"]),
        (texto.reemplazar("Ajo,6.0", "Ajo,-6.0"), ["fila 3", "«area_sembrada»", "rango"]),
        (texto.reemplazar("Ajo,6.0", 'Ajo,"6,0"'), ["fila 3", "«6,0»", "punto decimal"]),
        (texto.reemplazar("Ajo,6.0", "Ajo,"), ["fila 3", "«area_sembrada»", "vacía"]),
        (texto.reemplazar("2019,Ajo,", "2019,Aguacate,"), ["fila 3", "«cultivo»", "dos veces"]),
        (texto.reemplazar("area_cosechada", "cosechada"), ["falta la columna", "«cosechada»"]),
        (texto.reemplazar("05001,2019,Ajo", "08001,2019,Ajo"), ["de 2019", "sobran 1: 08001"]),
        (texto.a_latin1, ["Latin-1", "UTF-8"]),
        (danos.truncar, ["truncado o dañado"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: texto.Dano, esperado: list[str]
) -> None:
    texto.exigir_error(eva_cultivos, fuentes, tmp_path, danar, esperado)


def test_un_anio_incompleto(fuentes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copia = danos.copiar(fuentes, tmp_path, eva_cultivos.ARCHIVO)
    monkeypatch.setitem(eva_cultivos.SIN_FILA, "2022", frozenset())
    with pytest.raises(ErrorDeDatos) as error:
        eva_cultivos.leer(tmp_path)
    exigir_mensaje(error.value, copia.name, "de 2022", "faltan 5: 08001, 08372, 11001")
