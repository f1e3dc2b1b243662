"""Personas en hogares particulares por zona: sumas de control y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import censo_2018, nbi_2018_zonas
from tests import danos


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return nbi_2018_zonas.leer(fuentes)


def _suma(tabla: pd.DataFrame, dominio: str) -> float:
    return float(tabla.loc[tabla["dominio"] == dominio, "valor"].sum())


def test_las_zonas_suman_el_total_del_pais(tabla: pd.DataFrame) -> None:
    assert _suma(tabla, "total") == 43_835_324
    assert _suma(tabla, "cabecera") == 33_905_550
    assert _suma(tabla, "rural") == 9_929_774


def test_cubre_los_1122_en_tres_dominios(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 3
    sin = tabla[tabla["estado"] != "dato"]
    assert set(zip(sin["dominio"], sin["estado"], strict=True)) == {("cabecera", "no_aplica")}
    assert len(sin) == 20


def test_leida_a_ojo(tabla: pd.DataFrame) -> None:
    medellin = tabla[tabla["territorio"] == "05001"].set_index("dominio")["valor"]
    assert medellin["cabecera"] == 2_320_248


def test_es_la_misma_gente_que_la_del_marco(tabla: pd.DataFrame, fuentes: Path) -> None:
    """El archivo del marco geoestadístico trae el total por otro camino: los 1.122 son iguales."""
    marco = censo_2018.leer(fuentes).query("indicador == 'censo_personas_hogares'")
    propia = tabla[tabla["dominio"] == "total"].set_index("territorio")["valor"]
    assert propia.to_dict() == marco.set_index("territorio")["valor"].to_dict()


@pytest.mark.parametrize(
    ("celdas", "fila", "dice"),
    [
        ({"C11": "5001"}, 11, "le falta el cero inicial"),
        ({"E11": "Vereda"}, 11, "valor desconocido"),
        ({"E11": "Cabecera municipal", "F11": "05001000"}, 10, "está repetido"),
        ({"O11": "muchas"}, 11, "no es un número"),
        ({"O11": -3}, 11, "fuera de rango"),
    ],
)
def test_un_dano_se_dice_con_su_celda(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], fila: int, dice: str
) -> None:
    copia = danos.copiar(fuentes, tmp_path, nbi_2018_zonas.ARCHIVO)
    danos.cambiar_celdas(copia, nbi_2018_zonas.HOJA, celdas)
    with pytest.raises(ErrorDeDatos, match=dice) as hallado:
        nbi_2018_zonas.leer(tmp_path)
    lugar = hallado.value.lugar
    assert (lugar.hoja, lugar.fila) == (nbi_2018_zonas.HOJA, fila)


def test_si_falta_un_municipio_se_nombra(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, nbi_2018_zonas.ARCHIVO)
    filas = pd.read_excel(copia, header=None, dtype=str, engine="calamine")[2]
    suyas = {f"C{i + 1}": "" for i in filas.index[filas == "99773"]}
    danos.cambiar_celdas(copia, nbi_2018_zonas.HOJA, suyas)
    with pytest.raises(ErrorDeDatos, match="faltan 1: 99773"):
        nbi_2018_zonas.leer(tmp_path)
