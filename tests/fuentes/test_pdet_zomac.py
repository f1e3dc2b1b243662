"""PDET y ZOMAC: los recuentos de las normas y archivos dañados."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import llave
from generador.fuentes.oficiales import pdet_zomac
from tests import danos


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return pdet_zomac.leer(fuentes)


def test_son_170_pdet_y_344_zomac_sobre_toda_la_base(tabla: pd.DataFrame) -> None:
    pdet, zomac = (tabla[tabla["indicador"] == i] for i in ("pdet_subregion", "zomac"))
    assert set(pdet["territorio"]) == set(zomac["territorio"]) == set(codigos.base())
    assert pdet["estado"].value_counts().to_dict() == {"no_aplica": 952, "dato": 170}
    assert pdet["valor"].nunique() == 16
    assert zomac["valor"].sum() == 344
    assert set(tabla["periodo"]) == {"2017"}


@pytest.mark.parametrize(
    ("territorio", "subregion"),
    [
        ("05045", "Urabá antioqueño"),
        ("86001", "Putumayo"),
        ("13244", "Montes de María"),
        ("52835", "Pacífico y Frontera nariñense"),
    ],
)
def test_subregion_de_cabeceras_conocidas(
    tabla: pd.DataFrame, territorio: str, subregion: str
) -> None:
    fila = tabla.query("territorio == @territorio and indicador == 'pdet_subregion'")
    rotulos = catalogo.indicadores()["pdet_subregion"].categorias
    assert rotulos[int(fila["valor"].item())] == subregion


def test_los_rotulos_del_catalogo_son_los_del_archivo() -> None:
    rotulos = catalogo.indicadores()["pdet_subregion"].categorias
    sin_guion = {int(c): llave(r.replace(" - ", "-")) for r, c in pdet_zomac.SUBREGIONES.items()}
    assert {c: llave(r) for c, r in rotulos.items()} == sin_guion


def _reemplazar(antes: str, despues: str) -> Callable[[Path], None]:
    def danar(copia: Path) -> None:
        texto = copia.read_text(encoding="utf-8-sig")
        assert antes in texto
        copia.write_text(texto.replace(antes, despues, 1), encoding="utf-8")

    return danar


def _a_latin1(copia: Path) -> None:
    copia.write_bytes(copia.read_text(encoding="utf-8-sig").encode("latin-1"))


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (_reemplazar("05001|", "5001|"), ["fila 2", "«Cod. Municipio»", "05001"]),
        (_reemplazar("|ZOMAC", "|Zona"), ["falta la columna", "«ZOMAC»", "«Zona»"]),
        (_reemplazar("Medellín||0", "Medellín||2"), ["fila 2", "«ZOMAC»", "«2»", "desconocido"]),
        (_reemplazar("Medellín||0", "Medellín||1"), ["«ZOMAC»", "345", "344"]),
        (_reemplazar("|URABÁ ANTIOQUEÑO|", "||"), ["«Subregión PDET»", "169", "170"]),
        (_reemplazar("|URABÁ ANTIOQUEÑO|", "|URABA|"), ["«URABA»", "«URABÁ ANTIOQUEÑO»"]),
        (_reemplazar("05002|", "99999|"), ["faltan 1: 05002", "sobran 1: 99999"]),
        (_a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (danos.truncar, ["los municipios del marco 2018", "faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Callable[[Path], None], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, pdet_zomac.ARCHIVO)
    danar(copia)
    with pytest.raises(ErrorDeDatos) as error:
        pdet_zomac.leer(tmp_path)
    for pedazo in [copia.name, "Qué hacer", *esperado]:
        assert pedazo in str(error.value)
