"""Lo que se descarga del sitio, en QGIS: abre con su estilo, y los algoritmos lo reciben."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsGeometry, QgsVectorLayer, QgsWkbTypes

from tests.publicado import CON_POLIGONOS, DE_LA_GUIA, GUIA, META, MUNICIPIOS
from tests.qgis.capas import hogares

HOGARES = 400
POR_ENCIMA = {False: "por debajo", True: "por encima"}


@pytest.fixture(scope="module")
def publicado() -> Path:
    """La carpeta que dejó `tests.publicado` (la prepara correr.sh)."""
    return Path(os.environ["KIT_PUBLICADO"])


@pytest.fixture(scope="module")
def guia(publicado: Path) -> dict[str, Any]:
    """Lo que la guía 2 dice de su municipio."""
    leida: dict[str, Any] = json.loads((publicado / GUIA).read_text("utf-8"))
    return leida


def abrir(ruta: Path) -> QgsVectorLayer:
    capa = QgsVectorLayer(str(ruta), ruta.stem, "ogr")
    assert capa.isValid(), ruta
    assert capa.crs().authid() == "EPSG:4326"
    return capa


@pytest.mark.parametrize("codigo", CON_POLIGONOS)
def test_los_poligonos_se_reciben_sin_nada_que_arreglar(
    correr: Any, publicado: Path, codigo: str
) -> None:
    """Cada hogar queda en su polígono, según GEOS; y el diagnóstico no halla nada en la capa."""
    ruta = publicado / "territorio" / codigo / f"{CON_POLIGONOS[codigo]}.geojson"
    capa = abrir(ruta)
    assert capa.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    poligonos = {f["codigo"]: f.geometry() for f in capa.getFeatures()}
    assert len(poligonos) == capa.featureCount() > 20
    marco = capa.extent()
    esquinas = (marco.xMinimum(), marco.yMinimum(), marco.xMaximum(), marco.yMaximum())
    base = hogares(HOGARES, marco=esquinas)
    esperados = Counter(filter(None, (donde(f.geometry(), poligonos) for f in base.getFeatures())))
    assert esperados.total() > HOGARES / 10

    medida = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=str(ruta),
                    CAMPO_TERRITORIOS="codigo")  # fmt: skip
    filas = correr.filas(medida["SALIDA"])
    assert {f["codigo"] for f in filas} == set(poligonos)
    assert {f["codigo"]: f["hogares"] for f in filas if f["hogares"]} == dict(esperados)

    hecha = correr("diagnosticar_capa", HOGARES=base, TERRITORIOS=str(ruta),
                   CAMPO_TERRITORIOS="codigo")  # fmt: skip
    tabla = {f["revision"]: f for f in correr.filas(hecha["TABLA"])}
    assert tabla["Polígonos inválidos"]["cantidad"] == 0
    assert tabla["Hogares fuera de todo polígono"]["cantidad"] == HOGARES - esperados.total()
    assert hecha["IMPIDEN"] == 0


def donde(punto: QgsGeometry, poligonos: dict[str, QgsGeometry]) -> str | None:
    return next((c for c, forma in poligonos.items() if forma.contains(punto)), None)


def test_el_geojson_toma_el_estilo_que_se_descarga(
    qgis_app: Any, publicado: Path, tmp_path: Path
) -> None:
    """Como dice la guía: el .qml al lado y con el mismo nombre; sin él, QGIS pone el suyo."""
    pais = abrir(publicado / "datos" / "lugares.gpkg")
    suelto = publicado / "territorio" / DE_LA_GUIA / "lugares.geojson"
    assert abrir(suelto).renderer().type() == "singleSymbol"
    shutil.copy(suelto, tmp_path)
    shutil.copy(publicado / "datos" / "lugares.qml", tmp_path)
    propia = abrir(tmp_path / "lugares.geojson")
    assert propia.renderer().type() == "RuleRenderer"
    assert propia.renderer().dump() == pais.renderer().dump()
    assert propia.labelsEnabled()


@pytest.mark.parametrize("codigo", MUNICIPIOS)
def test_cargar_referencia_da_lo_mismo_del_pais_y_del_municipio(
    correr: Any, publicado: Path, codigo: str
) -> None:
    """Del .gpkg del país y del .geojson suyo, los mismos lugares; ninguno se pierde."""
    pais, suyo = publicado / "datos" / "lugares.gpkg", publicado / "territorio" / codigo
    leidas = []
    for ruta in (pais, suyo / "lugares.geojson"):
        hecha = correr("cargar_referencia", ARCHIVO=str(ruta), MUNICIPIO=codigo)
        filas = correr.filas(hecha["SALIDA"])
        assert len(filas) == hecha["LUGARES"] > 0
        todos = abrir(suyo / "lugares.geojson").featureCount()
        assert hecha["LUGARES"] + hecha["SIN_PUNTO"] == todos
        leidas.append(sorted(filas, key=lambda fila: fila["codigo"]))
    assert leidas[0] == leidas[1]


def clasificar(correr: Any, publicado: Path, **valores: Any) -> dict[str, int]:
    """Nombre de cada lugar de la guía → su clase en QGIS."""
    ruta = publicado / "territorio" / DE_LA_GUIA / "lugares.geojson"
    hecha = correr("clasificar_territorios", CAPA=str(ruta), CAMPO="nbi", **valores)
    return {rotulo(f): f["clase"] for f in correr.filas(hecha["SALIDA"])}


def rotulo(fila: dict[str, Any]) -> str:
    """Como lo encabeza la guía; la clase del censo la reemplazó la calculada."""
    formas = {"000": "Cabecera ({nombre})", "999": "Rural disperso"}
    return formas.get(fila["codigo"][5:], "{nombre}").format(nombre=fila["nombre"])


@pytest.mark.parametrize(("columna", "metodo"), [(3, 0), (4, 1)])
def test_las_clases_de_la_guia_salen_en_qgis(
    correr: Any, publicado: Path, guia: dict[str, Any], columna: int, metodo: int
) -> None:
    """Cuartiles y cortes naturales, los 14 lugares."""
    dichas = {fila[0]: int(fila[columna]) for fila in guia["clases"]}
    assert len(dichas) == 14
    assert clasificar(correr, publicado, METODO=metodo, CLASES=4) == dichas


@pytest.mark.parametrize(
    ("columna", "valores"),
    [(5, {"METODO": 3, "PONDERADOR": "personas"}), (6, {"METODO": 2, "CORTES": str(META)})],
)
def test_frente_al_promedio_y_a_la_meta(
    correr: Any, publicado: Path, guia: dict[str, Any], columna: int, valores: dict[str, Any]
) -> None:
    clases = clasificar(correr, publicado, **valores)
    assert {n: POR_ENCIMA[c == 2] for n, c in clases.items()} == {
        fila[0]: fila[columna] for fila in guia["clases"]
    }


def test_el_cruce_de_la_guia_sale_en_qgis(
    correr: Any, publicado: Path, guia: dict[str, Any]
) -> None:
    clases = clasificar(correr, publicado, METODO=4, CANTIDAD="con_nbi", PONDERADOR="personas")
    for clase, cual in enumerate(("resto", "frecuente", "gente", "primero"), start=1):
        nombres = guia["cruce"][cual].replace(" y ", ", ").split(", ")
        assert {n for n, c in clases.items() if c == clase} == set(nombres)
