"""Los guiones de datos: las cifras del kit, sin nada que se pueda ejecutar."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio


def test_un_guion_no_puede_cerrar_su_etiqueta() -> None:
    texto = herramientas.guion("x", {"a": "</script><b>"})
    assert "</" not in texto
    datos = texto.partition('["x"] = ')[2].rstrip(";\n")
    assert json.loads(datos) == {"a": "</script><b>"}


@pytest.mark.parametrize("codigo", ["27025", "05001", "91263"])
def test_la_referencia_trae_las_cifras_del_kit(acervo: DatosDelSitio, codigo: str) -> None:
    referencia = herramientas.referencia(acervo)
    municipio = referencia["municipios"][codigo]
    for indicador, valor in zip(referencia["privaciones"], municipio["priv"], strict=True):
        assert valor == acervo.cubo.valor(indicador, codigo)
    for indicador, valor in zip(referencia["desempeno"], municipio["desempeno"], strict=True):
        crudo = acervo.cubo.valor(indicador, codigo)
        assert valor is None if math.isnan(crudo) else valor == round(crudo, 1)
    assert len(referencia["privaciones"]) == 15
    assert len(referencia["municipios"]) == 1122


def test_la_mediana_de_cada_grupo(acervo: DatosDelSitio) -> None:
    medianas = herramientas.referencia(acervo)["medianas"]
    grupo = acervo.municipal("mdm_grupo", "total", acervo.cubo.ultimo("mdm_grupo"))
    mdm = acervo.municipal("mdm", "total", acervo.cubo.ultimo("mdm"))
    assert sum(m["municipios"] for m in medianas.values()) == 1102
    for numero, mediana in medianas.items():
        assert mediana["municipios"] == (grupo == numero).sum()
        assert mediana["mdm"] == pytest.approx(np.nanmedian(mdm[grupo == numero]), abs=0.06)


def test_el_priorizador_dice_de_donde_sale_cada_indicador(acervo: DatosDelSitio) -> None:
    datos = herramientas.priorizador(acervo)
    for indicador in datos["indicadores"]:
        assert indicador["fuente"] and indicador["definicion"] and indicador["periodo"]
        assert len(indicador["valores"]) == 1122
    assert sum(datos["pdet"]) == 170
    mejor = {i["id"] for i in datos["indicadores"] if not i["mayor_primero"]}
    assert {"mdm", "valor_agregado_por_habitante"} <= mejor
    assert "ipm_censal" not in mejor
    ofrecidos = {i["id"] for i in datos["indicadores"]}
    assert {i["tema"] for i in datos["indicadores"]} <= set(datos["temas"])
    assert {"brecha_rural_cabecera", "priv_agua", "nbi", "internet_fijo"} <= ofrecidos
    # Sin sentido, sin dato municipal o solo para leer otro indicador: no ordenan.
    assert not {"sgp_total", "ipm_ecv", "pm_municipal_2024_cv", "mdm_ar"} & ofrecidos


def test_el_mapa_tiene_un_trazo_por_municipio(acervo: DatosDelSitio) -> None:
    assert set(herramientas.mapa(acervo)["formas"]) == set(acervo.municipios)
