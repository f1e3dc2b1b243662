"""La capa de lugares en QGIS: se abre con su estilo, y el complemento la carga como referencia."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsExpression, QgsProject, QgsSymbolLayer, QgsVectorLayer

from generador.lugares import estilo_qgis
from tests.qgis.lugares import filas, lugares

TAMANO = QgsSymbolLayer.Property.PropertySize


def test_el_geopaquete_se_abre_con_su_estilo(qgis_app: Any, tmp_path: Path) -> None:
    capa = QgsVectorLayer(f"{lugares(tmp_path, estilo_qgis.qml())}|layername=lugares", "l", "ogr")
    assert capa.isValid()
    assert capa.crs().authid() == "EPSG:4326"
    reglas = capa.renderer().rootRule().children()
    assert [regla.label() for regla in reglas] == [
        "NBI de menos de 10 %", "NBI de 10 a 25 %", "NBI de 25 a 50 %", "NBI de 50 a 75 %",
        "NBI de 75 % o más", "No se muestra la tasa", "Más grande: más personas",
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


def test_llega_al_proyecto_pintada_como_la_que_se_descarga(
    proveedor: Any, qgis_new_project: None, tmp_path: Path
) -> None:
    """Color, tamaño por personas y nombres: lo que QGIS entiende de un estilo y del otro."""
    import processing
    from processing.gui import Postprocessing

    Postprocessing.iface = None
    ruta = lugares(tmp_path, estilo_qgis.qml())
    processing.runAndLoadResults(
        "kit_pobreza:cargar_referencia",
        {"ARCHIVO": str(ruta), "MUNICIPIO": "19532", "SALIDA": "TEMPORARY_OUTPUT"},
    )
    (cargada,) = QgsProject.instance().mapLayers().values()
    descargada = QgsVectorLayer(f"{ruta}|layername=lugares", "l", "ogr")
    assert cargada.renderer().dump() == descargada.renderer().dump()
    assert tamanos(cargada) == {f["nombre"]: tamano(f["personas"]) for f in cargada.getFeatures()}
    assert cargada.labelsEnabled()
    nombres = [c.labeling().settings().fieldName for c in (cargada, descargada)]
    assert nombres[0] == nombres[1]
    alias = cargada.attributeAlias(cargada.fields().lookupField("nbi"))
    assert alias == "NBI (% de personas)"


def tamano(personas: int) -> float:
    """Los milímetros que promete el estilo."""
    return next(mm for desde, mm in ((10000, 5), (1000, 3.6), (200, 2.7), (0, 1.9))
                if personas >= desde)  # fmt: skip


def tamanos(capa: Any) -> dict[str, float]:
    """Nombre de cada lugar → el tamaño que evalúa QGIS en el símbolo de su regla."""
    contexto = capa.createExpressionContext()
    vistos = {}
    for entidad in capa.getFeatures():
        contexto.setFeature(entidad)
        (simbolo,) = (
            regla.symbol()
            for regla in capa.renderer().rootRule().children()
            if QgsExpression(regla.filterExpression()).evaluate(contexto)
        )
        propiedad = simbolo.symbolLayer(0).dataDefinedProperties().property(TAMANO)
        vistos[entidad["nombre"]] = propiedad.valueAsDouble(contexto, 0)[0]
    return vistos


@pytest.mark.parametrize(
    ("valores", "esperado"),
    [
        ({"MUNICIPIO": "19532"}, "«Capa de lugares del kit» está vacío"),
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
