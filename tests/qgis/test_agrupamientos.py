"""Agrupamientos: los vecinos de polígonos de verdad, los números del método y la leyenda."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)

from tests.qgis.capas import agregar, guardar

LADO = 12
METROS = 1000.0


def malla(
    lado: int = LADO, *, semilla: int = 1, crs: str = "EPSG:9377", hueco: float = 0.0,
    uso: str = "",
) -> QgsVectorLayer:  # fmt: skip
    """lado × lado cuadrados de un kilómetro con «h»: una mancha alta y lo demás, ruido."""
    capa = QgsVectorLayer(
        f"Polygon?crs={crs}&field=codigo:string(9)&field=nombre:string(40)&field=h:double"
        "&field=hogares:integer" + "&field=uso:string(40)" * bool(uso),
        "Veredas de «Ñandú» y D'Elhuyar", "memory",
    )  # fmt: skip
    azar = np.random.default_rng(semilla)
    h = azar.normal(0.3, 0.05, (lado, lado))
    h[2:6, 2:6] += 0.5
    propias = []
    for numero in range(lado * lado):
        j, i = divmod(numero, lado)
        x, y = 4_700_000 + i * METROS, 2_000_000 + j * METROS
        fila = QgsFeature(capa.fields())
        propios = [f"05{numero:03d}", f"Vereda «{numero}» d'Ávila", float(h[j, i]), 50 + numero]
        fila.setAttributes([*propios, *[uso] * bool(uso)])
        lejos = METROS - hueco
        fila.setGeometry(QgsGeometry.fromWkt(
            f"POLYGON(({x} {y},{x + lejos} {y},{x + lejos} {y + lejos},{x} {y + lejos},{x} {y}))"
        ))  # fmt: skip
        propias.append(fila)
    agregar(capa, propias)
    return capa


def listas(lado: int, *, torre: bool = False) -> list[list[int]]:
    """Los vecinos de cada cuadro, contados a mano."""
    hechas = []
    for numero in range(lado * lado):
        j, i = divmod(numero, lado)
        hechas.append([
            b * lado + a
            for b in range(max(j - 1, 0), min(j + 2, lado))
            for a in range(max(i - 1, 0), min(i + 2, lado))
            if (a, b) != (i, j) and (not torre or a == i or b == j)
        ])  # fmt: skip
    return hechas


def del_metodo(valores: list[Any], vecinos: Any, **resto: Any) -> Any:
    from kit_pobreza.metodos.agrupamientos import agrupamientos

    x = [np.nan if v is None else v for v in valores]
    return agrupamientos(x, vecinos, **resto)


def comparar(leidas: list[dict[str, Any]], esperado: Any) -> None:
    for i, fila in enumerate(leidas):
        if fila["h"] is None:
            assert fila["agrup"] is None
            continue
        assert fila["agrup"] == esperado.clase[i]
        assert fila["foco"] == esperado.foco[i]
        for campo, valor in (
            ("moran", esperado.moran), ("gi", esperado.gi), ("p_valor", esperado.p),
        ):  # fmt: skip
            if np.isnan(valor[i]):
                assert fila[campo] is None
            else:
                assert fila[campo] == pytest.approx(valor[i], abs=1e-9)


@pytest.mark.parametrize("tipo", [0, 1])
def test_por_contiguidad_son_los_numeros_del_metodo(correr: Any, tipo: int) -> None:
    hecha = correr("agrupamientos", CAPA=malla(), VECINDAD=tipo, SEMILLA=7)
    leidas = correr.filas(hecha["SALIDA"])
    suyos = listas(LADO, torre=tipo == 1)
    esperado = del_metodo([f["h"] for f in leidas], suyos, semilla=7)
    comparar(leidas, esperado)
    assert hecha["ALTO_ALTO"] == (esperado.clase == 1).sum() > 5
    assert hecha["MORAN_GLOBAL"] == pytest.approx(esperado.global_)
    assert {f["agrup_t"] for f in leidas} >= {"Alto rodeado de altos", "No se distingue del azar"}


def test_los_mas_cercanos_y_la_distancia_van_en_metros(correr: Any) -> None:
    """Con la capa en grados da lo mismo que a mano con los centroides en metros."""
    capa = malla(8)
    grados = malla(8, crs="EPSG:4326")
    de_metros_a_grados(capa, grados)
    centros = np.array([
        [f.geometry().centroid().asPoint().x(), f.geometry().centroid().asPoint().y()]
        for f in capa.getFeatures()
    ])  # fmt: skip
    lejos = np.hypot(*(centros[:, None] - centros[None]).transpose(2, 0, 1))
    np.fill_diagonal(lejos, np.inf)
    dentro = [np.flatnonzero(fila <= 1450).tolist() for fila in lejos]
    hecha = correr("agrupamientos", CAPA=grados, VECINDAD=3, DISTANCIA=1450)
    leidas = correr.filas(hecha["SALIDA"])
    comparar(leidas, del_metodo([f["h"] for f in leidas], dentro))
    # En metros exactos hay empates, y gana el primero de la capa.
    cerca = [sorted(range(64), key=lambda j: (round(fila[j], 3), j))[:5] for fila in lejos]
    hecha = correr("agrupamientos", CAPA=capa, VECINDAD=2, K=5)
    leidas = correr.filas(hecha["SALIDA"])
    comparar(leidas, del_metodo([f["h"] for f in leidas], cerca))


def de_metros_a_grados(origen: QgsVectorLayer, destino: QgsVectorLayer) -> None:
    from qgis.core import QgsCoordinateTransform

    cambio = QgsCoordinateTransform(origen.crs(), destino.crs(), QgsProject.instance())
    nuevas = {}
    for una, otra in zip(origen.getFeatures(), destino.getFeatures(), strict=True):
        geometria = una.geometry()
        geometria.transform(cambio)
        nuevas[otra.id()] = geometria
    assert destino.dataProvider().changeGeometryValues(nuevas)


def test_las_islas_se_dicen_y_la_holgura_las_une(correr: Any) -> None:
    sueltas = malla(5, hueco=20)
    hecha = correr("agrupamientos", CAPA=sueltas)
    assert hecha["ISLAS"] == 25
    assert "25 territorios no tienen vecinos" in correr.registro.texto
    assert "Vereda «0» d'Ávila" in correr.registro.texto
    assert {f["agrup_t"] for f in correr.filas(hecha["SALIDA"])} == {"Sin vecinos con dato"}
    unidas = correr("agrupamientos", CAPA=sueltas, HOLGURA=30)
    assert unidas["ISLAS"] == 0
    leidas = correr.filas(unidas["SALIDA"])
    comparar(leidas, del_metodo([f["h"] for f in leidas], listas(5)))


def test_una_capa_filtrada_ordenada_y_editada(correr: Any, tmp_path: Path) -> None:
    """Los vecinos son los de lo que se ve, y cada cifra cae en su vereda."""
    capa = guardar(malla(), tmp_path / "veredas de Ñame d'Or.gpkg")
    assert capa.setSubsetString("\"codigo\" <> '05014' AND hogares < 180")
    assert capa.startEditing()
    tercera = [f.id() for f in capa.getFeatures()][3]
    capa.changeAttributeValue(tercera, capa.fields().lookupField("h"), 0.9)
    hecha = correr("agrupamientos", CAPA=capa)
    leidas = correr.filas(hecha["SALIDA"])
    assert leidas[3]["h"] == 0.9
    numeros = [int(f["codigo"][2:]) for f in leidas]
    assert 14 not in numeros
    puesto = {n: i for i, n in enumerate(numeros)}
    vecinos = listas(LADO)
    suyos = [[puesto[j] for j in vecinos[n] if j in puesto] for n in numeros]
    comparar(leidas, del_metodo([f["h"] for f in leidas], suyos))
    capa.rollBack()
    assert "05014" in str(correr.auditoria(hecha["AUDITORIA"]))


def test_solo_lo_elegido(correr: Any) -> None:
    capa = malla(4)
    capa.selectByExpression("hogares < 60")
    QgsProject.instance().addMapLayer(capa, False)
    pedido = QgsProcessingFeatureSourceDefinition(capa.id(), True)
    assert len(correr.filas(correr("agrupamientos", CAPA=pedido)["SALIDA"])) == 10


def test_lo_que_no_tiene_dato_o_tiene_pocos_hogares_no_entra(correr: Any) -> None:
    capa = malla()
    ids = [f.id() for f in capa.getFeatures()]
    posicion = capa.fields().lookupField("h")
    capa.dataProvider().changeAttributeValues({ids[0]: {posicion: None}})
    hecha = correr("agrupamientos", CAPA=capa, DENOMINADOR="hogares", MINIMO=60)
    leidas = correr.filas(hecha["SALIDA"])
    assert hecha["SIN_DATO"] == 10
    assert "9 territorios tienen menos de 60 en «hogares»" in correr.registro.texto
    x = [None if f["hogares"] < 60 else f["h"] for f in leidas]
    esperado = del_metodo(x, listas(LADO))
    assert [f["agrup"] for f in leidas][10:] == esperado.clase[10:].tolist()
    assert {f["agrup"] for f in leidas[:10]} == {None}


def test_lo_interno_sigue_interno(correr: Any) -> None:
    from kit_pobreza.metodos.hogares.auditoria import INTERNO

    hecha = correr("agrupamientos", CAPA=malla(4, uso=INTERNO))
    assert correr.capa(hecha["SALIDA"]).name().startswith("INTERNO · ")
    assert correr.auditoria(hecha["AUDITORIA"])["uso"] == INTERNO
    assert "uso" not in correr.auditoria(correr("agrupamientos", CAPA=malla(4))["AUDITORIA"])


def test_la_misma_semilla_da_lo_mismo_y_otra_no(correr: Any) -> None:
    capa = malla()
    una, otra, tercera = (
        [
            f["p_valor"]
            for f in correr.filas(correr("agrupamientos", CAPA=capa, SEMILLA=s)["SALIDA"])
        ]
        for s in (3, 3, 4)
    )
    assert una == otra != tercera


@pytest.mark.parametrize("estilo", [0, 1])
def test_la_leyenda_pinta_a_cada_uno_con_lo_que_dice(correr: Any, estilo: int) -> None:
    from kit_pobreza import estilos_de_agrupamiento as estilos
    from kit_pobreza.estilo import por_reglas
    from qgis.core import QgsExpression, QgsExpressionContext

    hecha = correr("agrupamientos", CAPA=malla(), ESTILO=estilo)
    capa = correr.capa(hecha["SALIDA"])
    clases = (estilos.MORAN, estilos.GI)[estilo]
    campo = ("agrup", "foco")[estilo]
    veces = Counter(fila[campo] for fila in capa.getFeatures())
    limite = sum(fila["limite"] for fila in capa.getFeatures())
    leyenda = estilos.leyenda("título", campo, clases, veces, limite)
    assert por_reglas(capa.geometryType(), leyenda) is not None
    # Solo lo que hay, y lo rayado encima: en QGIS lo último se pinta sobre lo demás.
    assert len([r for r in leyenda.reglas if not r.encima]) == len(veces)
    assert leyenda.reglas[-1].encima == bool(limite)
    for fila in capa.getFeatures():
        contexto = QgsExpressionContext()
        contexto.setFeature(fila)
        cumplen = [
            r.rotulo for r in leyenda.reglas
            if not r.encima and QgsExpression(r.expresion).evaluate(contexto) == 1
        ]  # fmt: skip
        assert cumplen == [f"{fila[f'{campo}_t']} ({veces[fila[campo]]})"]


@pytest.mark.parametrize(
    ("valores", "dicho"),
    [
        ({"CAMPO": "no_esta"}, "no_esta"),
        ({"CAMPO": "h", "VECINDAD": 3}, "Distancia"),
        ({"CAMPO": "nombre"}, "nombre"),
    ],
)
def test_lo_que_no_sirve_se_dice(correr: Any, valores: dict[str, Any], dicho: str) -> None:
    with pytest.raises(RuntimeError, match=dicho):
        correr("agrupamientos", CAPA=malla(3), **valores)


def test_sin_dos_valores_no_hay_que_agrupar(correr: Any) -> None:
    capa = malla(3)
    posicion = capa.fields().lookupField("h")
    capa.dataProvider().changeAttributeValues({f.id(): {posicion: 0.5} for f in capa.getFeatures()})
    with pytest.raises(RuntimeError, match="no tiene dos valores distintos"):
        correr("agrupamientos", CAPA=capa)


def test_un_poligono_invalido_y_uno_sin_forma(correr: Any) -> None:
    capa = malla(4)
    ids = [f.id() for f in capa.getFeatures()]
    x, y = 4_700_000, 2_000_000
    # Se cruza consigo mismo, y toca a los mismos por sus esquinas.
    cruzado = f"POLYGON(({x} {y},{x + 1000} {y + 1000},{x + 1000} {y},{x} {y + 1000},{x} {y}))"
    capa.dataProvider().changeGeometryValues(
        {ids[0]: QgsGeometry.fromWkt(cruzado), ids[15]: QgsGeometry()}
    )
    hecha = correr("agrupamientos", CAPA=capa)
    leidas = correr.filas(hecha["SALIDA"])
    assert "1 polígonos no eran válidos" in correr.registro.texto
    assert leidas[0]["vecinos"] == 3
    assert leidas[15]["agrup_t"] == "Sin vecinos con dato"


def test_una_capa_unida_y_ordenada_al_reves(correr: Any, tmp_path: Path) -> None:
    """El campo viene de otra tabla, en otro orden: cada cifra cae en su vereda."""
    from qgis.core import QgsVectorLayerJoinInfo

    capa = guardar(malla(5), tmp_path / "veredas.gpkg")
    tabla = QgsVectorLayer("NoGeometry?field=cod:string(9)&field=tasa:double", "tabla", "memory")
    propias = []
    for numero in reversed(range(25)):
        fila = QgsFeature(tabla.fields())
        fila.setAttributes([f"05{numero:03d}", float((numero * 7) % 25)])
        propias.append(fila)
    agregar(tabla, propias)
    QgsProject.instance().addMapLayers([capa, tabla], False)
    union = QgsVectorLayerJoinInfo()
    union.setJoinLayer(tabla)
    union.setJoinFieldName("cod")
    union.setTargetFieldName("codigo")
    union.setUsingMemoryCache(True)
    assert capa.addJoin(union)
    hecha = correr("agrupamientos", CAPA=capa, CAMPO="tabla_tasa")
    leidas = correr.filas(hecha["SALIDA"])
    valores = [float((int(f["codigo"][2:]) * 7) % 25) for f in leidas]
    assert [f["tabla_tasa"] for f in leidas] == valores
    esperado = del_metodo(valores, listas(5))
    assert [f["p_valor"] for f in leidas] == pytest.approx(esperado.p.tolist())


def test_pedir_mas_vecinos_que_territorios_los_da_todos(correr: Any) -> None:
    hecha = correr("agrupamientos", CAPA=malla(3), VECINDAD=2, K=50, PERMUTACIONES=99)
    leidas = correr.filas(hecha["SALIDA"])
    assert {f["vecinos"] for f in leidas} == {8}
    # Todos son vecinos de todos: repartir a los demás no cambia nada.
    assert {f["p_valor"] for f in leidas} == {1.0}
    assert {f["gi"] for f in leidas} == {None}


def test_sin_sistema_de_coordenadas_no_hay_metros(correr: Any) -> None:
    from qgis.core import QgsCoordinateReferenceSystem

    capa = malla(3)
    capa.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(RuntimeError, match="no dicen su sistema de coordenadas"):
        correr("agrupamientos", CAPA=capa, VECINDAD=2, K=2)
    assert correr("agrupamientos", CAPA=capa)["ISLAS"] == 0


@pytest.mark.parametrize(
    ("algoritmo", "otros"), [("agrupamientos", {}), ("mapa_bivariado", {"CAMPO_Y": "hogares"})]
)
def test_una_capa_vacia_se_dice(correr: Any, algoritmo: str, otros: dict[str, str]) -> None:
    capa = malla(3)
    assert capa.dataProvider().truncate()
    with pytest.raises(RuntimeError, match="no tiene territorios"):
        correr(algoritmo, CAPA=capa, **otros)
