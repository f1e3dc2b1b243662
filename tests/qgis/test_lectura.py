"""Los dos caminos de lectura dan lo mismo, y se usa el rápido solo cuando es igual."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from kit_pobreza import compat
from kit_pobreza.lectura import Fuente, PedidoDeLectura, arrow, bucle
from qgis.core import (
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from tests.qgis.capas import CAMPOS, agregar, cuadricula, guardar, hogares
from tests.qgis.corridas import Registro

PEDIDO = PedidoDeLectura(numeros=(*CAMPOS, "personas"), textos=("codigo", "nombre"))


def fuente_de(capa: Any, definicion: Any = None) -> Fuente:
    """La fuente tal como la arma un algoritmo."""
    from kit_pobreza.algoritmos.incidencia_privaciones import IncidenciaPrivaciones
    from kit_pobreza.lectura import preparar

    contexto = QgsProcessingContext()
    QgsProject.instance().addMapLayer(capa, False)
    contexto.setProject(QgsProject.instance())
    algoritmo = IncidenciaPrivaciones().create()
    return preparar(algoritmo, "HOGARES", {"HOGARES": definicion or capa}, contexto)


def leida(fuente: Fuente, pedido: PedidoDeLectura) -> dict[str, Any]:
    """Todo lo leído, con los textos escritos."""
    bloque = fuente.leer(pedido)
    columnas = {c: bloque.columnas[c].astype(float).tolist() for c in pedido.numeros}
    for c in pedido.textos:
        columnas[c] = fuente.diccionarios[c].escribir(bloque.columnas[c]).tolist()
    if pedido.crs is not None:
        columnas["x"], columnas["y"] = bloque.x.tolist(), bloque.y.tolist()
    return {**columnas, "filas": bloque.filas}


def por_el_bucle(capa: Any, pedido: PedidoDeLectura, definicion: Any = None) -> dict[str, Any]:
    fuente = fuente_de(capa, definicion)
    fuente._plan = "prueba"
    return leida(fuente, pedido)


def con_nulos(capa: Any) -> Any:
    """La capa con nulos en números, textos y geometría."""
    for i, campo in ((3, 0), (5, 15), (7, 16), (8, 17)):
        ids = [f.id() for f in capa.getFeatures()]
        capa.dataProvider().changeAttributeValues({ids[i]: {campo: None}})
    vacia = QgsFeature(capa.fields())
    vacia.setAttributes([1] * 15 + [2, "05009", "Ñandú"])
    agregar(capa, [vacia])
    return capa


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Una ruta con tildes y espacios."""
    ruta = tmp_path / "Año 2024 – veredas de Urabá"
    ruta.mkdir()
    return ruta


@pytest.mark.parametrize(
    ("formato", "extension", "camino"),
    [("GPKG", "gpkg", "Arrow"), ("ESRI Shapefile", "shp", "Arrow"), ("CSV", "csv", "Arrow")],
)
@pytest.mark.parametrize("con_puntos", [True, False])
def test_mismos_datos_en_cada_formato(
    qgis_new_project: None,
    carpeta: Path,
    formato: str,
    extension: str,
    camino: str,
    con_puntos: bool,
) -> None:
    memoria = con_nulos(hogares(300))
    capa = guardar(memoria, carpeta / f"hogares.{extension}", formato)
    crs = memoria.crs() if con_puntos and extension != "csv" else None
    pedido = PedidoDeLectura(numeros=PEDIDO.numeros, textos=PEDIDO.textos, crs=crs)
    fuente = fuente_de(capa)
    rapida = leida(fuente, pedido)
    assert fuente.camino == camino, fuente.motivo
    assert _iguales(rapida, por_el_bucle(capa, pedido))
    assert _iguales(rapida, por_el_bucle(memoria, pedido))
    assert rapida["filas"] == 301
    assert np.isnan(rapida["I1"][3])
    assert rapida["codigo"][7] == "" or rapida["nombre"][8] == ""


def _iguales(una: dict[str, Any], otra: dict[str, Any]) -> bool:
    for clave, valores in una.items():
        uno, dos = np.array(valores), np.array(otra[clave])
        if uno.dtype.kind == "f":
            np.testing.assert_allclose(uno, dos, rtol=0, atol=1e-9, err_msg=clave)
        else:
            assert uno.tolist() == dos.tolist(), clave
    return True


def filtrar(capa: Any) -> None:
    assert capa.setSubsetString("\"codigo\" = '05001'")


def editar(capa: Any) -> None:
    capa.startEditing()
    primera = next(capa.getFeatures())
    capa.changeAttributeValue(primera.id(), capa.fields().lookupField("personas"), 99)
    capa.deleteFeature([f.id() for f in capa.getFeatures()][-1])


def unir(capa: Any) -> None:
    otra = cuadricula(2)
    otra.setName("otra")
    QgsProject.instance().addMapLayer(otra, False)
    union = QgsVectorLayerJoinInfo()
    union.setJoinLayer(otra)
    union.setJoinFieldName("codigo")
    union.setTargetFieldName("codigo")
    union.setPrefix("v_")
    union.setUsingMemoryCache(True)
    assert capa.addJoin(union)


def virtual(capa: Any) -> None:
    capa.addExpressionField("personas * 2", compat.campo("dobles", "entero"))


@pytest.mark.parametrize(
    ("preparar_capa", "campos", "camino", "motivo"),
    [
        (filtrar, ("personas",), "Arrow", "archivo local"),
        (editar, ("personas",), "entidad por entidad", "ediciones sin guardar"),
        (unir, ("personas",), "Arrow", "archivo local"),
        (unir, ("v_nombre",), "entidad por entidad", "unión"),
        (virtual, ("dobles",), "entidad por entidad", "virtual"),
        (virtual, ("personas",), "Arrow", "archivo local"),
    ],
)
def test_estado_de_la_capa(
    qgis_new_project: None, carpeta: Path, preparar_capa: Callable[[Any], None],
    campos: tuple[str, ...], camino: str, motivo: str,
) -> None:  # fmt: skip
    capa = guardar(con_nulos(hogares(300)), carpeta / "hogares.gpkg")
    QgsProject.instance().addMapLayer(capa, False)
    preparar_capa(capa)
    textos = tuple(c for c in campos if c == "v_nombre")
    pedido = PedidoDeLectura(
        numeros=tuple(c for c in campos if c not in textos), textos=textos, crs=capa.crs()
    )
    fuente = fuente_de(capa)
    rapida = leida(fuente, pedido)
    assert fuente.camino == camino
    assert motivo in fuente.motivo
    visibles = list(capa.getFeatures())
    assert rapida["filas"] == len(visibles)
    nombre = campos[0]
    vistos = [f[nombre] for f in visibles]
    if textos:
        assert rapida[nombre] == [v if isinstance(v, str) else "" for v in vistos]
    else:
        reales = [float(v) if isinstance(v, (int, float)) else np.nan for v in vistos]
        np.testing.assert_array_equal(rapida[nombre], reales)
    if preparar_capa is editar:
        capa.rollBack()


def test_seleccion(qgis_new_project: None, carpeta: Path) -> None:
    capa = guardar(hogares(100), carpeta / "hogares.gpkg")
    QgsProject.instance().addMapLayer(capa, False)
    capa.selectByIds([1, 5, 9])
    fuente = fuente_de(capa, QgsProcessingFeatureSourceDefinition(capa.id(), True))
    leidas = leida(fuente, PEDIDO)
    elegidas = [capa.getFeature(fid) for fid in (1, 5, 9)]
    assert leidas["filas"] == 3
    for campo in (*CAMPOS, "personas", "codigo", "nombre"):
        assert leidas[campo] == [f[campo] for f in elegidas]
    assert "selección" in fuente.motivo


def test_definicion_sin_seleccion_va_por_arrow(qgis_new_project: None, carpeta: Path) -> None:
    capa = guardar(hogares(100), carpeta / "hogares.gpkg")
    QgsProject.instance().addMapLayer(capa, False)
    fuente = fuente_de(capa, QgsProcessingFeatureSourceDefinition(capa.id(), False))
    assert leida(fuente, PEDIDO)["filas"] == 100
    assert fuente.camino == "Arrow"


def test_campo_logico_no_va_por_arrow(qgis_new_project: None, carpeta: Path) -> None:
    """GDAL 3.6 entrega corridos los campos lógicos."""
    memoria = QgsVectorLayer(
        "Point?crs=EPSG:4326&field=b:bool&field=personas:integer", "b", "memory"
    )
    filas = []
    for i in range(50):
        fila = QgsFeature(memoria.fields())
        fila.setAttributes([i % 3 == 0, i])
        filas.append(fila)
    agregar(memoria, filas)
    capa = guardar(memoria, carpeta / "b.gpkg")
    fuente = fuente_de(capa)
    textos = leida(fuente, PedidoDeLectura(textos=("b",)))["b"]
    assert fuente.camino == "entidad por entidad"
    assert [t == "1" for t in textos] == [i % 3 == 0 for i in range(50)]


def test_multipunto_y_otro_crs_van_igual(qgis_new_project: None, carpeta: Path) -> None:
    from qgis.core import QgsCoordinateReferenceSystem

    capa = guardar(con_nulos(hogares(300)), carpeta / "hogares.gpkg")
    pedido = PedidoDeLectura(numeros=("personas",), crs=QgsCoordinateReferenceSystem("EPSG:9377"))
    fuente = fuente_de(capa)
    rapida = leida(fuente, pedido)
    assert fuente.camino == "Arrow"
    assert _iguales(rapida, por_el_bucle(capa, pedido))
    assert 4_600_000 < rapida["x"][0] < 5_000_000
    assert np.isnan(rapida["x"][-1])


def test_progreso_y_cancelacion(qgis_new_project: None, carpeta: Path, monkeypatch: Any) -> None:
    from kit_pobreza.errores import Cancelado

    monkeypatch.setattr(bucle, "FILAS_POR_BLOQUE", 50)
    monkeypatch.setattr(arrow, "FILAS_POR_BLOQUE", 50)
    capa = guardar(hogares(300), carpeta / "hogares.gpkg")
    for plan in (None, "prueba"):
        fuente = fuente_de(capa)
        fuente._plan = plan or fuente._plan
        entera = Registro()
        fuente.leer(PEDIDO, entera)
        assert entera.progresos == pytest.approx([100 * i / 6 for i in range(1, 7)])
        registro = Registro(cancelar_en=50)
        with pytest.raises(Cancelado):
            fuente.leer(PEDIDO, registro)
        assert registro.progresos == sorted(registro.progresos)
        assert 50 <= registro.progresos[-1] < 100
