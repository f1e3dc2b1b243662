"""El mapa de dos indicadores: las clases del método, la leyenda y el cuadro sobre el mapa."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from qgis.core import QgsProject

from tests.qgis.test_agrupamientos import malla


def test_las_clases_son_las_del_metodo(correr: Any) -> None:
    from kit_pobreza.metodos.bivariado import bivariar
    from kit_pobreza.metodos.clasificacion import cuantiles, fisher_jenks

    capa = malla()
    posicion = capa.fields().lookupField("h")
    primera = next(capa.getFeatures()).id()
    capa.dataProvider().changeAttributeValues({primera: {posicion: None}})
    for metodo, cortar in ((0, cuantiles), (1, fisher_jenks)):
        hecha = correr("mapa_bivariado", CAPA=capa, CAMPO_Y="hogares", METODO=metodo)
        leidas = correr.filas(hecha["SALIDA"])
        x = np.array([np.nan if f["h"] is None else f["h"] for f in leidas])
        y = np.array([float(f["hogares"]) for f in leidas])
        esperado = bivariar(x, y, (cortar(x[1:], 3), cortar(y[1:], 3)))
        assert leidas[0]["biv"] is None
        assert leidas[0]["biv_t"] is None
        propias = [10 * (i + 1) + j + 1 for i, j in zip(esperado.una, esperado.otra, strict=True)]
        assert [f["biv"] for f in leidas[1:]] == propias[1:]
        assert hecha["ALTO_ALTO"] == propias.count(33)
        assert hecha["SIN_DATO"] == 1


def test_el_cuadro_dice_cuantos_hay_y_escapa_los_nombres(correr: Any, tmp_path: Path) -> None:
    capa = malla()
    capa.setFieldAlias(capa.fields().lookupField("h"), "Pobreza <b> & «más»")
    hecha = correr("mapa_bivariado", CAPA=capa, CAMPO_Y="hogares",
                   LEYENDA=str(tmp_path / "cuadro.svg"))  # fmt: skip
    raiz = ET.fromstring(Path(hecha["LEYENDA"]).read_text("utf-8"))
    textos = [t.text or "" for t in raiz.iter("{http://www.w3.org/2000/svg}text")]
    assert "Pobreza <b> & «más» →" in textos
    assert sum(int(t) for t in textos[:9]) == 144
    assert len(list(raiz.iter("{http://www.w3.org/2000/svg}rect"))) == 10


def test_la_leyenda_tiene_una_regla_por_pareja_con_su_recuento(correr: Any) -> None:
    from kit_pobreza import estilos_bivariados as estilos
    from kit_pobreza.metodos.bivariado import bivariar

    hecho = bivariar([1, 1, 3, np.nan], [1, 1, 9, 1], ([1, 2], [3, 6]))
    leyenda = estilos.leyenda(("Una", "Otra"), hecho)
    assert [r.rotulo for r in leyenda.reglas] == [
        "Alto × alto (1)", "Bajo × bajo (2)", "Sin alguno de los dos (1)",
    ]  # fmt: skip


def test_el_cuadro_queda_sobre_el_mapa_atado_a_su_capa(correr: Any, tmp_path: Path) -> None:
    from kit_pobreza import estilos_bivariados as estilos

    capa = malla(3)
    QgsProject.instance().addMapLayer(capa, False)
    ruta = tmp_path / "cuadro.svg"
    ruta.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    estilos.poner_en_el_mapa(capa, str(ruta))
    (puesta,) = QgsProject.instance().annotationManager().annotations()
    assert puesta.mapLayer() == capa
    assert puesta.filePath() == str(ruta)
    QgsProject.instance().annotationManager().clear()


@pytest.mark.parametrize(
    ("valores", "dicho"),
    [
        ({}, "«Segundo indicador.*está vacío"),
        ({"CAMPO_Y": "h"}, "los dos indicadores son «h»"),
        ({"CAMPO_Y": "hogares", "METODO": 2, "CORTES_X": "0,2"}, "trae «0,2»"),
        ({"CAMPO_Y": "hogares", "METODO": 2, "CORTES_X": "0,4; 0,2", "CORTES_Y": "1; 2"},
         "en orden creciente"),
    ],
)  # fmt: skip
def test_lo_que_no_sirve_se_dice(correr: Any, valores: dict[str, Any], dicho: str) -> None:
    with pytest.raises(RuntimeError, match=dicho):
        correr("mapa_bivariado", CAPA=malla(3), **valores)
