"""«Preparar para publicar»: el paquete sale de una salida publicable, o no sale."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsVectorLayer

from generador.metodos.paquete.caja import de_zip
from generador.metodos.paquete.comprobar import comprobar
from generador.metodos.publicable.filas import TERRITORIO
from tests.qgis.capas import guardar
from tests.qgis.corridas import filas as leer_filas
from tests.qgis.veredas_publicadas import (
    RAROS,
    capa_de_veredas,
    hogares_en,
    preparar,
    publicada,
)


def abrir(ruta: Path) -> QgsVectorLayer:
    capa = QgsVectorLayer(str(ruta), "publicable", "ogr")
    assert capa.isValid()
    return capa


def test_el_paquete_trae_las_cifras_de_la_capa(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path)
    hecho = preparar(correr, incidencia, tmp_path / "p.zip")
    paquete = comprobar(de_zip((tmp_path / "p.zip").read_bytes()))
    capa = {f["codigo"]: f for f in leer_filas(abrir(incidencia))}
    filas = paquete.contenido.filas()
    assert [f[TERRITORIO] for f in filas] == sorted(capa)
    for fila in filas:
        suya = capa[str(fila[TERRITORIO])]
        for columna in ("hogares", "pobres", "h", "h_alta", "a", "m0", "t_i3", "c_i12", "f_i15"):
            assert fila[columna] == pytest.approx(suya[columna], abs=1e-8), columna
        assert (fila["personas"], fila["principal"]) == (suya["personas"], suya["principal"])
    estados = paquete.manifiesto["territorios"]
    assert hecho["TERRITORIOS"] == len(capa) and hecho["PUBLICADOS"] == estados["publicado"]
    assert min(estados["publicado"], estados["pocos_hogares"], estados["sin_registros"]) > 0


def test_el_total_es_el_de_la_corrida(correr: Any, tmp_path: Path) -> None:
    veredas = capa_de_veredas()
    hecho = correr("incidencia_privaciones", HOGARES=hogares_en(veredas), TERRITORIOS=veredas,
                   MODO=1, SALIDA=str(tmp_path / "i.gpkg"))  # fmt: skip
    preparar(correr, tmp_path / "i.gpkg", tmp_path / "p.zip")
    (total,) = comprobar(de_zip((tmp_path / "p.zip").read_bytes())).contenido.fila_del_total()
    assert (total["hogares"], total["personas"]) == (
        hecho["TOTAL_HOGARES"],
        hecho["TOTAL_PERSONAS"],
    )
    assert total["h"] == pytest.approx(hecho["H"], abs=1e-9)
    assert total["m0"] == pytest.approx(hecho["M0"], abs=1e-9)


def test_los_nombres_raros_pasan_enteros(correr: Any, tmp_path: Path) -> None:
    preparar(correr, publicada(correr, tmp_path, raros=True), tmp_path / "p.zip")
    nombres = comprobar(de_zip((tmp_path / "p.zip").read_bytes())).contenido.nombres
    assert set(RAROS) <= set(nombres)


def test_una_interna_se_rechaza(correr: Any, tmp_path: Path) -> None:
    veredas = capa_de_veredas()
    interna = tmp_path / "interna.gpkg"
    correr("incidencia_privaciones", HOGARES=hogares_en(veredas), TERRITORIOS=veredas,
           SALIDA=str(interna))  # fmt: skip
    with pytest.raises(RuntimeError, match="no está en modo publicable"):
        preparar(correr, interna, tmp_path / "p.zip")
    # Ni aunque se le ponga al lado el registro de otra.
    otra = publicada(correr, tmp_path)
    registro = str(otra) + ".auditoria.json"
    with pytest.raises(RuntimeError, match="estado"):
        preparar(correr, interna, tmp_path / "p.zip", REGISTRO=registro)
    assert not (tmp_path / "p.zip").exists()


def test_una_capa_sin_registro_se_rechaza(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path)
    suelta = guardar(abrir(incidencia), tmp_path / "copia.gpkg")
    with pytest.raises(RuntimeError, match=r"no está «copia.gpkg.auditoria.json»"):
        preparar(correr, suelta.source(), tmp_path / "p.zip")


@pytest.mark.parametrize(
    ("columna", "valor", "dice"),
    [("hogares", 151, "múltiplo de 3"), ("hogares", 9, "menos de 12"), ("pobres", 100, "múltiplo"),
     ("t_i4", 0.123, "múltiplo de 3"), ("personas", 501, "múltiplo de 10")],
)  # fmt: skip
def test_una_celda_cambiada_a_mano_se_rechaza(
    correr: Any, tmp_path: Path, columna: str, valor: float, dice: str
) -> None:
    incidencia = publicada(correr, tmp_path)
    capa = abrir(incidencia)
    fila = max(capa.getFeatures(), key=lambda f: f["hogares"] or 0)
    indice = capa.fields().indexOf(columna)
    assert capa.dataProvider().changeAttributeValues({fila.id(): {indice: valor}})
    with pytest.raises(RuntimeError, match=dice) as fallo:
        preparar(correr, incidencia, tmp_path / "p.zip")
    assert f"«{columna}»" in str(fallo.value) and fila["nombre"] in str(fallo.value)
    assert list(tmp_path.glob("*p.zip*")) == []


def test_da_lo_mismo_reordenada_y_en_otro_sistema(correr: Any, tmp_path: Path) -> None:
    import processing
    from qgis.core import QgsCoordinateReferenceSystem

    incidencia = publicada(correr, tmp_path)
    preparar(correr, incidencia, tmp_path / "a.zip")
    registro = str(incidencia) + ".auditoria.json"
    revuelta = processing.run(
        "native:orderbyexpression",
        {"INPUT": str(incidencia), "EXPRESSION": "hogares", "ASCENDING": False,
         "OUTPUT": str(tmp_path / "r.gpkg")},
    )["OUTPUT"]  # fmt: skip
    preparar(correr, revuelta, tmp_path / "b.zip", REGISTRO=registro)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    plana = processing.run(
        "native:reprojectlayer",
        {"INPUT": str(incidencia), "TARGET_CRS": QgsCoordinateReferenceSystem("EPSG:9377"),
         "OUTPUT": str(tmp_path / "plana.gpkg")},
    )["OUTPUT"]  # fmt: skip
    preparar(correr, plana, tmp_path / "c.zip", REGISTRO=registro)
    una, otra = (de_zip((tmp_path / n).read_bytes()) for n in ("a.zip", "c.zip"))
    assert una["tabla.csv"] == otra["tabla.csv"]


def test_solo_lo_elegido(correr: Any, tmp_path: Path) -> None:
    capa = abrir(publicada(correr, tmp_path))
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(capa)
    capa.selectByExpression("\"estado\" = 'publicado'")
    elegidas = capa.selectedFeatureCount()
    hecho = correr("preparar_para_publicar", INCIDENCIA=QgsProcessingFeatureSourceDefinition(
        capa.id(), selectedFeaturesOnly=True), CODIGO="codigo", MUNICIPIO="05045",
        FUENTE="Alcaldía", CORTE="2026-03", PAQUETE=str(tmp_path / "p.zip"))  # fmt: skip
    assert hecho["TERRITORIOS"] == hecho["PUBLICADOS"] == elegidas


@pytest.mark.parametrize(
    ("otros", "dice"),
    [({"MUNICIPIO": "5045"}, "cinco cifras"), ({"MUNICIPIO": "٠٥٠٤٥"}, "cinco cifras"),
     ({"CORTE": "marzo de 2026"}, "corte"), ({"CORTE": "2026-13"}, "corte"),
     ({"FUENTE": "x"}, "Fuente"), ({"CODIGO": "uso"}, "se repiten"),
     ({"CODIGO": "no_hay"}, "no_hay")],
)  # fmt: skip
def test_lo_mal_declarado_se_dice(
    correr: Any, tmp_path: Path, otros: dict[str, str], dice: str
) -> None:
    incidencia = publicada(correr, tmp_path)
    with pytest.raises(RuntimeError, match=dice):
        preparar(correr, incidencia, tmp_path / "p.zip", **otros)
    assert not (tmp_path / "p.zip").exists()


def test_no_queda_nada_exacto_ni_una_ruta(correr: Any, tmp_path: Path) -> None:
    preparar(correr, publicada(correr, tmp_path), tmp_path / "p.zip")
    piezas = de_zip((tmp_path / "p.zip").read_bytes())
    assert str(tmp_path) not in b"".join(piezas.values()).decode()
    manifiesto = json.loads(piezas["manifiesto.json"])
    assert "recuentos" not in manifiesto and "parametros" not in manifiesto
