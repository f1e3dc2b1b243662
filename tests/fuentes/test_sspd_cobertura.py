"""Acueducto, alcantarillado y aseo: recuentos, coherencia entre zonas y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import sspd_cobertura
from tests import danos
from tests.fuentes.en_memoria import exigir_mensaje

LLAVE = ["indicador", "periodo", "dominio", "territorio"]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sspd_cobertura.leer(fuentes)


def test_trae_los_indicadores_del_catalogo_en_tres_dominios_y_dos_anios(
    tabla: pd.DataFrame,
) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "sspd_cobertura"}
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 3 * 2 * len(del_catalogo)


def test_los_municipios_con_dato_son_los_que_trae_el_archivo(tabla: pd.DataFrame) -> None:
    con_dato = tabla.query("dominio == 'total' and estado == 'dato'")
    assert con_dato.groupby(["indicador", "periodo"]).size().to_dict() == {
        ("cobertura_acueducto", "2018"): 1064,
        ("cobertura_acueducto", "2024"): 1083,
        ("cobertura_alcantarillado", "2018"): 1064,
        ("cobertura_alcantarillado", "2024"): 1082,
        ("cobertura_aseo", "2018"): 1064,
        ("cobertura_aseo", "2024"): 1083,
    }
    assert not set(con_dato["territorio"]) & municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS


def test_cifras_del_archivo_con_su_zona(tabla: pd.DataFrame) -> None:
    valor = tabla.set_index(LLAVE)["valor"]
    esperados = {
        ("cobertura_acueducto", "2024", "total", "11001"): 99.0,
        ("cobertura_acueducto", "2024", "cabecera", "11001"): 99.2,
        ("cobertura_acueducto", "2024", "rural", "11001"): 22.4,
        ("cobertura_alcantarillado", "2018", "total", "27025"): 55.4,
        ("cobertura_alcantarillado", "2018", "rural", "27025"): 0.0,
        ("cobertura_aseo", "2024", "total", "05001"): 97.3,
    }
    hallados = {llave: valor[llave] for llave in esperados}
    assert hallados == pytest.approx(esperados, abs=0.05)


def test_el_total_esta_entre_la_cabecera_y_lo_rural(tabla: pd.DataFrame) -> None:
    ancha = tabla.pivot(index=[*LLAVE[:2], "territorio"], columns="dominio", values="valor")
    con_todo = ancha.dropna()
    zonas = con_todo[["cabecera", "rural"]]
    assert len(con_todo) > 6000
    assert (con_todo["total"] <= zonas.max(axis=1) + 0.11).all()
    assert (con_todo["total"] >= zonas.min(axis=1) - 0.11).all()


def test_las_advertencias_cuentan_bien_los_cambios_bruscos(tabla: pd.DataFrame) -> None:
    total = tabla.query("dominio == 'total'")
    for indicador, propia in total.groupby("indicador"):
        anios = propia.pivot(index="territorio", columns="periodo", values="valor")
        bruscos = ((anios["2024"] - anios["2018"]).abs().round(1) >= 50).sum()
        advertencias = catalogo.indicadores()[str(indicador)].advertencias
        assert any(f"50 puntos o más en {bruscos} municipios" in a for a in advertencias)


def test_estados_de_lo_que_falta(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(LLAVE)["estado"]
    esperados = {
        ("cobertura_aseo", "2018", "total", "94663"): "no_disponible",
        ("cobertura_aseo", "2024", "total", "94663"): "no_aplica",  # ya es de Barrancominas
        ("cobertura_aseo", "2024", "cabecera", "94343"): "no_disponible",
        ("cobertura_aseo", "2024", "rural", "91263"): "no_disponible",
        ("cobertura_aseo", "2024", "total", "88001"): "dato",
        ("cobertura_acueducto", "2018", "rural", "44847"): "no_disponible",  # celda vacía
        ("cobertura_alcantarillado", "2024", "total", "08549"): "no_disponible",
        ("cobertura_acueducto", "2024", "total", "08549"): "dato",
    }
    assert {llave: estado[llave] for llave in esperados} == esperados


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"C2": 99999}, ["2018", "«Acueducto»", "faltan 1: 05004", "sobran 1: 99999"]),
        ({"C2": "Abriaquí"}, ["fila 2", "«Codigo DANE»", "no es un código de 5 cifras"]),
        ({"F2": 139.04}, ["fila 2", "«Municipio o Distrito»", "139.04", "rango"]),
        ({"F2": "39,04"}, ["fila 2", "39,04", "punto decimal"]),
        ({"B2": "Energía"}, ["fila 2", "«Servicio»", "Energía", "«Aseo»"]),
        ({"A2": 2020}, ["fila 2", "«Año»", "2020", "«2018», «2024»"]),
        ({"G1": "Cabecera"}, ["falta la columna", "«Urbana»", "«Cabecera»"]),
        ({"B2": None}, ["«Acueducto» en 2018", "faltan 1: 05004"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, sspd_cobertura.ARCHIVO)
    danos.parchar_celdas(copia, "Export", celdas)
    with pytest.raises(ErrorDeDatos) as error:
        sspd_cobertura.leer(tmp_path)
    exigir_mensaje(error.value, copia.name, "Export", *esperado)
