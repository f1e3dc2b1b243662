"""QGIS con su ventana a 1366 × 768: quien no escribe reglas llega de la base a la lista."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.qgis.ventana import abrir_qgis

FOTOS = ("1-inicio", "2-practica", "3-medido", "4-guardado", "5-reglas", "6-identificado",
         "7-prioridad", "8-incidencia", "9-panel", "10-nuevo", "11-reabierto")  # fmt: skip

DE_DIALOGO = {"5-reglas", "6-identificado", "7-prioridad", "8-incidencia"}
VENTANA, DIALOGO = [1366, 768], [1100, 700]


@pytest.fixture(scope="module")
def corrida(tmp_path_factory: Any, qgis_app: Any) -> dict[str, Any]:
    """Lo que dejó el guion, con las capturas en la carpeta."""
    return abrir_qgis("guion_armar.py", tmp_path_factory.mktemp("armar"), "1366x768")


def test_cada_capa_llega_preseleccionada(corrida: dict[str, Any]) -> None:
    hogares, territorios = "INTERNO · Hogares", "Territorios de práctica"
    propuestas = corrida["propuestas"]
    assert propuestas["medir"] == [hogares, territorios]
    assert propuestas["incidencia"] == [hogares, territorios]
    assert propuestas["identificar"] == hogares
    assert propuestas["seleccionar"] == "INTERNO · Hogares con su razón"


def test_se_arma_sin_escribir(corrida: dict[str, Any]) -> None:
    assert corrida["armado"] == "orden <= B2 y clase = 3"
    assert corrida["recuento"] == "Elegibles: 347 de 2.500 hogares."
    assert corrida["identificados"] == 347
    assert corrida["prioridad"] == "orden menor, menores_6 mayor"


def test_lo_hecho_queda_junto_al_proyecto(corrida: dict[str, Any]) -> None:
    """Con su registro, y nada temporal: al reabrir, los pasos siguen hechos."""
    capas = ("calidad_de_la_base", "hogares", "incidencia_por_territorio",
             "territorios_de_practica")  # fmt: skip
    assert {f"plan de niñez_{c}.gpkg" for c in capas} <= set(corrida["junto"])
    assert corrida["temporales"] == 0
    nuevo, reabierto = corrida["siguiente"][10:12]
    assert nuevo.endswith("(paso 1).")
    assert reabierto.endswith("(paso 3).")
    assert corrida["estados"][11][:2] == corrida["estados"][9][:2]
    guardado = corrida["guardado"]
    assert "plan de niñez" not in guardado
    assert str(corrida["carpeta"]) not in guardado
    assert "parametros" in json.loads(guardado)


def test_hay_boton_de_ayuda(corrida: dict[str, Any]) -> None:
    assert corrida["ayuda"] == [True]


def test_la_ventana_es_de_1366_por_768(corrida: dict[str, Any]) -> None:
    """En todos los pasos, y cabe: la pantalla mide lo mismo, sin escala que la agrande."""
    assert corrida["pantalla"] == VENTANA
    assert corrida["ventana"] == [VENTANA] * len(corrida["siguiente"])


@pytest.mark.parametrize("nombre", FOTOS)
def test_nada_se_corta(corrida: dict[str, Any], nombre: str) -> None:
    """La foto no sale en blanco, y ningún texto del panel o del constructor pide más ancho."""
    from qgis.PyQt.QtGui import QImage

    imagen = QImage(str(corrida["carpeta"] / f"{nombre}.png"))
    assert [imagen.width(), imagen.height()] == (DIALOGO if nombre in DE_DIALOGO else VENTANA)
    colores = {
        imagen.pixel(x, y)
        for x in range(0, imagen.width(), 7)
        for y in range(0, imagen.height(), 7)
    }
    assert len(colores) > 60
    assert corrida["cortados"] == []
