"""TerriData: categorías, clasificaciones y pertenencia étnica, y archivos dañados."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import terridata
from tests import danos

LIMITE = {0: 50, 1: 65, 2: 70, 3: 70, 4: 80, 5: 80, 6: 80}  # Ley 617 de 2000, artículo 6
ARCHIVOS = ("GENERAL", "ETNICA")
GRUPOS = ["etnica_indigena", "etnica_negra", "etnica_raizal", "etnica_palenquera", "etnica_rom"]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return terridata.leer(fuentes)


def _columna(tabla: pd.DataFrame, indicador: str, periodo: str) -> pd.Series:
    propia = tabla[(tabla["indicador"] == indicador) & (tabla["periodo"] == periodo)]
    return propia.set_index("territorio")["valor"]


def test_trae_los_indicadores_del_catalogo_para_todos_los_territorios(
    tabla: pd.DataFrame,
) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "terridata"}
    assert set(tabla["indicador"]) == del_catalogo
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.territorios())
    periodos = set(tabla.query("indicador == 'categoria_ley617'")["periodo"])
    assert periodos == {str(anio) for anio in range(2018, 2024)}


def test_las_categorias_estan_en_el_catalogo_con_el_rotulo_del_archivo(
    tabla: pd.DataFrame,
) -> None:
    for indicador, clasificacion in terridata.CLASIFICACIONES.items():
        rotulos = catalogo.indicadores()[indicador].categorias
        valores = tabla[tabla["indicador"] == indicador]["valor"].dropna()
        assert set(valores) == set(rotulos)
        if indicador != "categoria_ley617":
            assert {r: rotulos[int(c)] for r, c in clasificacion.rotulos.items()} == {
                r: r for r in clasificacion.rotulos
            }


@pytest.mark.parametrize(("anio", "distintos"), [("2018", 3), ("2019", 0), ("2023", 2)])
def test_la_categoria_es_la_que_explica_el_limite_de_gasto_de_ese_anio(
    fuentes: Path, tabla: pd.DataFrame, anio: str, distintos: int
) -> None:
    # SICODIS publica la razón y la holgura frente al límite; su suma es el límite aplicado.
    categoria = _columna(tabla, "categoria_ley617", anio)
    ruta = fuentes / "finanzas/SICODIS_ley617_icld_gf_2016_2024.csv"
    comparados, difieren = 0, 0
    with ruta.open(encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada):
            codigo, razon = fila["cod_mpio"], fila[f"RAZON_{anio}"]
            try:
                limite = round(100 * (float(razon) + float(fila[f"HOLGURA_{anio}"])))
            except ValueError:
                continue
            if float(razon) > 0 and codigo in categoria and pd.notna(categoria[codigo]):
                comparados += 1
                difieren += LIMITE[int(categoria[codigo])] != limite
    assert comparados > 1000
    assert difieren <= distintos


def test_el_entorno_reune_las_tipologias(tabla: pd.DataFrame) -> None:
    pares = pd.DataFrame(
        {i: _columna(tabla, i, "2015") for i in ("tipologia_dnp", "entorno_desarrollo")}
    ).dropna()
    municipios = pares[pares.index.str.len() == 5]
    assert len(municipios) == 1102
    esperado = {1: {1, 2}, 2: {3, 4, 5}, 3: {6, 7}}
    hallado = municipios.groupby("entorno_desarrollo")["tipologia_dnp"].agg(set).to_dict()
    assert hallado == esperado


def test_los_grupos_etnicos_suman_y_el_pais_es_la_suma_de_los_departamentos(
    tabla: pd.DataFrame,
) -> None:
    ancha = pd.DataFrame({i: _columna(tabla, i, "2018") for i in [*GRUPOS, "etnica_total"]})
    con_dato = ancha.dropna()
    assert (con_dato[GRUPOS].sum(axis=1) == con_dato["etnica_total"]).all()
    departamentos = ancha.loc[list(codigos.departamentos())]
    assert (departamentos.sum() == ancha.loc["00"]).all()
    assert ancha.loc["00", "etnica_indigena"] == 1_905_617
    assert (ancha.loc["11"] == ancha.loc["11001"]).all()


def test_solo_difieren_de_la_suma_los_departamentos_con_unidades_sin_publicar(
    tabla: pd.DataFrame,
) -> None:
    total = _columna(tabla, "etnica_total", "2018")
    municipal = total[total.index.str.len() == 5]
    suma = municipal.groupby(municipal.index.str[:2]).sum()
    distintos = {d for d in suma.index if suma[d] != total[d]}
    assert distintos == {"88", "91", "94", "97"}
    assert distintos == {c[:2] for c in municipios_de_entonces.NO_SON_MUNICIPIO}


def test_la_poblacion_etnica_cabe_en_la_censada(fuentes: Path, tabla: pd.DataFrame) -> None:
    ruta = fuentes / "poblacion/MGN_ANM_MPIOS_CNPV2018.dbf"
    censo = pyogrio.read_dataframe(ruta, read_geometry=False).set_index("MPIO_CDPMP")
    total = _columna(tabla, "etnica_total", "2018").reindex(censo.index).dropna()
    assert len(total) == 1102
    assert (total <= censo.loc[total.index, "STP27_PERS"]).all()


def test_estados_de_lo_que_falta(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["indicador", "periodo", "territorio"])["estado"]
    esperados = {
        ("categoria_ley617", "2023", "91263"): "no_aplica",
        ("categoria_ley617", "2023", "88001"): "no_aplica",
        ("categoria_ley617", "2023", "00"): "no_aplica",
        ("categoria_ley617", "2018", "05"): "no_disponible",
        ("categoria_ley617", "2018", "94343"): "no_aplica",
        ("categoria_ley617", "2020", "94343"): "no_disponible",
        ("categoria_ley617", "2021", "94343"): "dato",
        ("ruralidad", "2014", "05"): "no_aplica",
        ("ruralidad", "2014", "91263"): "no_disponible",
        ("etnica_indigena", "2018", "91263"): "no_disponible",
        ("resguardos", "2019", "94343"): "no_disponible",
    }
    assert {llave: estado[llave] for llave in esperados} == esperados


@pytest.mark.parametrize(
    ("archivo", "celdas", "esperado"),
    [
        ("GENERAL", {"C5000": "5001"}, ["fila 5000", "«Código Entidad»", "al código"]),
        ("GENERAL", {"I7000": "Séptima"}, ["fila 7000", "«Dato Cualitativo»", "«6»"]),
        ("GENERAL", {"I1": "Dato texto"}, ["falta la columna", "«Dato Cualitativo»"]),
        ("GENERAL", {"C7000": "91263"}, ["Categoría ley 617", "sobran 1: 91263"]),
        ("ETNICA", {"H2": -3}, ["fila 2", "«Dato Numérico»", "-3.0", "rango"]),
        ("ETNICA", {"H2": "1.905.617,0"}, ["fila 2", "1.905.617,0", "punto decimal"]),
        ("ETNICA", {"G2": "Otro"}, ["«Población indígena»", "faltan 1: 00"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, archivo: str, celdas: dict[str, object], esperado: list[str]
) -> None:
    copias = {a: danos.copiar(fuentes, tmp_path, getattr(terridata, a)) for a in ARCHIVOS}
    danos.parchar_celdas(copias[archivo], "Datos", celdas)
    with pytest.raises(ErrorDeDatos) as error:
        terridata.leer(tmp_path)
    for pedazo in [copias[archivo].name, "Datos", "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


def test_indicador_que_falta(
    fuentes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for archivo in ARCHIVOS:
        danos.copiar(fuentes, tmp_path, getattr(terridata, archivo))
    monkeypatch.setattr(terridata, "CONTEOS", {"etnica_total": "Población étnica (2005)"})
    with pytest.raises(ErrorDeDatos, match=r"no trae el indicador «Población étnica \(2005\)»"):
        terridata.leer(tmp_path)
