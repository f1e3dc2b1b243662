"""La capa de lugares en QGIS: se abre con su estilo, y el complemento la carga como referencia."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsVectorLayer

from generador.lugares import estilo_qgis
from tests.qgis.lugares import filas, lugares


def test_el_geopaquete_se_abre_con_su_estilo(qgis_app: Any, tmp_path: Path) -> None:
    capa = QgsVectorLayer(f"{lugares(tmp_path, estilo_qgis.qml())}|layername=lugares", "l", "ogr")
    assert capa.isValid()
    assert capa.crs().authid() == "EPSG:4326"
    reglas = capa.renderer().rootRule().children()
    assert [regla.label() for regla in reglas] == [
        "NBI de menos de 10 %", "NBI de 10 a 25 %", "NBI de 25 a 50 %", "NBI de 50 a 75 %",
        "NBI de 75 % o más", "No se muestra la tasa",
    ]  # fmt: skip
    assert [regla.symbol().color().name() for regla in reglas[:5]] == list(estilo_qgis.RAMPA)
    assert capa.labelsEnabled()
    # Cada lugar cae en una sola regla: ninguno queda sin pintar.
    for entidad in capa.getFeatures():
        cuantas = sum(
            next(capa.getFeatures(f"{r.filterExpression()} AND $id = {entidad.id()}"), None)
            is not None
            for r in reglas
        )
        assert cuantas == 1


def test_carga_los_de_un_municipio_y_nombra_los_que_no_tienen_punto(
    correr: Any, tmp_path: Path
) -> None:
    hecha = correr("cargar_referencia", ARCHIVO=str(lugares(tmp_path)), MUNICIPIO="52835")
    suyos = [f for f in filas() if f[1][1] == "52835"]
    con_punto = [f for f in suyos if f[0] is not None]
    assert hecha["LUGARES"] == len(con_punto)
    assert hecha["SIN_PUNTO"] == len(suyos) - len(con_punto) == 5
    capa = correr.capa(hecha["SALIDA"])
    leidas = {f["codigo"]: f for f in capa.getFeatures()}
    assert len(leidas) == len(con_punto)
    for punto, valores in con_punto:
        leida = leidas[valores[0]]
        assert (leida.geometry().asPoint().x(), leida.geometry().asPoint().y()) == punto
        assert leida["personas"] == valores[4]
        assert (leida["nbi"] or None) == (valores[6] or None)
    assert "Trujillo" in correr.registro.texto


def test_los_cortes_y_colores_son_los_de_la_pagina() -> None:
    from kit_pobreza.algoritmos import cargar_referencia

    assert cargar_referencia.RAMPA == estilo_qgis.RAMPA
    assert cargar_referencia.CORTES == estilo_qgis.CORTES


@pytest.mark.parametrize(
    ("valores", "esperado"),
    [
        ({"MUNICIPIO": "19532"}, "no hay un archivo"),
        ({"ARCHIVO": "lugares.gpkg", "MUNICIPIO": "9532"}, "no es un código de municipio"),
        ({"ARCHIVO": "lugares.gpkg", "MUNICIPIO": "05001"}, "no trae lugares con punto de «05001»"),
        ({"ARCHIVO": "ajeno.gpkg"}, "no trae la capa «lugares»"),
    ],
)
def test_lo_que_no_sirve_se_dice(
    correr: Any, tmp_path: Path, valores: dict[str, str], esperado: str
) -> None:
    lugares(tmp_path)
    (tmp_path / "ajeno.gpkg").write_text("no es un geopaquete", encoding="utf-8")
    if "ARCHIVO" in valores:
        valores = {**valores, "ARCHIVO": str(tmp_path / valores["ARCHIVO"])}
    with pytest.raises(RuntimeError, match=esperado):
        correr("cargar_referencia", **valores)
