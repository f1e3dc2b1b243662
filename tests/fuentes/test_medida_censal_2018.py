"""La medida censal 2018: cifras publicadas, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import privaciones_censales
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.oficiales import medida_censal_2018
from tests import danos


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return medida_censal_2018.leer(fuentes)


@pytest.mark.parametrize(
    ("territorio", "valor"),
    [("44847", 92.2), ("27025", 90.6), ("11001", 9.0), ("05001", 12.8), ("05631", 4.5)],
)
def test_cifras_publicadas(tabla: pd.DataFrame, territorio: str, valor: float) -> None:
    fila = tabla.query(
        "territorio == @territorio and indicador == 'ipm_censal' and dominio == 'total'"
    )
    assert fila["valor"].item() == valor


def test_cubre_los_1122_con_sus_15_privaciones_en_3_dominios(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 3 * 16


def test_veinte_unidades_sin_cabecera_son_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla.query("indicador == 'ipm_censal' and estado == 'no_aplica'")
    assert len(sin) == 20
    assert set(sin["dominio"]) == {"cabecera"}


def test_los_totales_son_los_de_las_hojas_que_no_se_leen(
    fuentes: Path, tabla: pd.DataFrame
) -> None:
    """El archivo repite los totales municipales en dos hojas más."""
    libro = LibroOficial(fuentes / medida_censal_2018.ARCHIVO)
    ipm = libro.hoja("2_IPM Mpio y Dpt").tabla(1, {"id": "ID", "ipm_censal": "IPM Municipal"})
    titulos = {f"priv_{p}": titulo for p, titulo in privaciones_censales.PRIVACIONES.items()}
    privaciones = libro.hoja("6_Privaciones IPM Dpt-Mpio").tabla(2, {"id": "ID", **titulos})
    totales = tabla[tabla["dominio"] == "total"].set_index(["territorio", "indicador"])["valor"]
    comparados = 0
    for otra, indicadores in ((ipm, ["ipm_censal"]), (privaciones, list(titulos))):
        for indicador in indicadores:
            de_la_hoja = dict(zip(otra["id"], otra[indicador], strict=True))
            assert totales.xs(indicador, level="indicador").to_dict() == de_la_hoja
            comparados += len(de_la_hoja)
    assert comparados == 1122 * 16


@pytest.mark.parametrize(
    ("celdas", "hoja", "esperado"),
    [
        ({"D14": 101.3}, "4_IPM Mpio dominios", ["fila 14", "«Cabeceras»", "101.3", "rango"]),
        ({"D14": "24,1"}, "4_IPM Mpio dominios", ["fila 14", "24,1", "punto decimal"]),
        ({"D14": None}, "4_IPM Mpio dominios", ["fila 14", "«Cabeceras»", "vacía"]),
        ({"A2": 5001}, "4_IPM Mpio dominios", ["fila 2", "«ID»", "5001", "05001"]),
        ({"E1": "Rural"}, "4_IPM Mpio dominios", ["falta la columna", "«Rural»"]),
        ({"A9": "99999"}, "4_IPM Mpio dominios", ["faltan 1", "sobran 1: 99999"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], hoja: str, esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, medida_censal_2018.ARCHIVO)
    danos.parchar_celdas(copia, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        medida_censal_2018.leer(tmp_path)
    texto = str(error.value)
    for pedazo in [copia.name, hoja, "Qué hacer", *esperado]:
        assert pedazo in texto
