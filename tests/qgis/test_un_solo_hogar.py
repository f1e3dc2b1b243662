"""La misma base da los mismos hogares que el método, venga como venga, y nada se pierde callado."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer

from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.armar import HogaresArmados, armar
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.entrada import Entrada, Peticion
from generador.metodos.hogares.nombres import reconocer
from generador.metodos.instrumento import Instrumento
from generador.metodos.seleccion import (
    SELECCIONADO,
    Candidatos,
    Criterio,
    LimitesDeSeleccion,
    seleccionar,
)
from generador.metodos.tablas import documento
from tests.qgis.capas import guardar

CUPO, SEMILLA = 460, "acta 7"
PRIVACIONES = [f"i{j}" for j in range(1, 16)]
ENCABEZADO = ["ide_ficha_origen", "ide_hogar", "ide_persona", "cod_mpio", "cod_clase", "grupo",
              "nivel", "clasificacion", "tip_parentesco", "edad_calculada", "niv_educativo",
              *PRIVACIONES]  # fmt: skip


@pytest.fixture
def practica(complemento: Path) -> Path:
    return complemento / "practica" / "hogares_de_practica.csv"


def filas_de(ruta: Path) -> tuple[list[str], list[list[str]]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        encabezado, *filas = csv.reader(archivo, delimiter=";")
    return encabezado, filas


def escribir(ruta: Path, encabezado: list[str], filas: list[list[Any]]) -> Path:
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        csv.writer(archivo, delimiter=";").writerows([encabezado, *filas])
    return ruta


def del_metodo(ruta: Path) -> tuple[HogaresArmados, Instrumento]:
    """Los hogares armados por el método, sin el complemento ni su lector."""
    encabezado, filas = filas_de(ruta)
    columnas = {
        n: Columna.de_lista(n, c) for n, c in zip(encabezado, zip(*filas, strict=True), strict=True)
    }
    instrumento = Instrumento.de_datos(documento("instrumentos")["instrumentos"][0])
    esquema = reconocer(encabezado, documento("esquemas_sisben"))
    entrada = Entrada(esquema, columnas, np.arange(2, len(filas) + 2))
    return armar(entrada, Peticion(instrumento)), instrumento


def elegidos_por_el_metodo(ruta: Path) -> set[str]:
    hogares, _ = del_metodo(ruta)
    orden = hogares.clasificacion.orden.astype(float)
    candidatos = Candidatos((orden > 0) & (orden <= 12), hogares.identidades,
                            Agrupacion.unica(len(orden)))  # fmt: skip
    hecha = seleccionar(candidatos, {"orden": orden}, [Criterio("orden", "menor")],
                        LimitesDeSeleccion(cupo=CUPO), SEMILLA)  # fmt: skip
    assert hecha.sorteado.any(), "sin empates no se prueba el sorteo"
    return {h for h, e in zip(hogares.identidades, hecha.estado, strict=True) if e == SELECCIONADO}


def elegidos_en_qgis(correr: Any, **entrada: Any) -> set[str]:
    hogares = correr.capa(correr("cargar_sisben", **entrada)["HOGARES"])
    QgsProject.instance().addMapLayer(hogares)
    elegibles = correr.capa(
        correr("identificar_hogares", HOGARES=hogares, REGLAS="R: A1..B7")["SALIDA"]
    )
    QgsProject.instance().addMapLayer(elegibles)
    hecha = correr("seleccionar_hogares", HOGARES=elegibles, CUPO=CUPO, SEMILLA=SEMILLA)
    return {f["hogar"] for f in correr.filas(hecha["SALIDA"]) if f["seleccion"] == 1}


def test_se_seleccionan_los_del_metodo_y_barajar_no_cambia_nada(
    correr: Any, practica: Path, tmp_path: Path
) -> None:
    esperados = elegidos_por_el_metodo(practica)
    assert len(esperados) == CUPO
    assert elegidos_en_qgis(correr, ARCHIVO=str(practica)) == esperados
    encabezado, filas = filas_de(practica)
    random.Random(3).shuffle(filas)
    barajada = escribir(tmp_path / "barajada.csv", encabezado, filas)
    assert elegidos_en_qgis(correr, ARCHIVO=str(barajada)) == esperados


@pytest.mark.parametrize("de_una_vez", [0, 10**9])
def test_todas_las_escrituras_dan_lo_mismo(
    correr: Any, practica: Path, tmp_path: Path, monkeypatch: Any, de_una_vez: int
) -> None:
    """Por columnas a un GeoPackage, copiando de la tabla, o entidad por entidad."""
    from kit_pobreza import salida

    esperados = elegidos_en_qgis(correr, ARCHIVO=str(practica))
    monkeypatch.setattr(salida, "DE_UNA_VEZ", de_una_vez)
    cargada = correr("cargar_sisben", ARCHIVO=str(practica), HOGARES=str(tmp_path / "h.gpkg"))
    hogares = QgsVectorLayer(cargada["HOGARES"], "h", "ogr")
    armados, _ = del_metodo(practica)
    assert [f["hogar"] for f in hogares.getFeatures()] == list(armados.identidades)
    assert hogares.featureCount() == len(armados.identidades)
    QgsProject.instance().addMapLayer(hogares)
    for destino in (str(tmp_path / "i.gpkg"), "TEMPORARY_OUTPUT", str(tmp_path / "i.geojson")):
        for ubicacion in (False, True):
            hecho = correr("identificar_hogares", HOGARES=hogares, REGLAS="A1..B7",
                           SALIDA=destino, UBICACION=ubicacion, SOLO_ELEGIBLES=True)  # fmt: skip
            lista = correr.capa(hecho["SALIDA"])
            assert lista.featureCount() == hecho["ELEGIBLES"]
            assert lista.isSpatial() is ubicacion
            propias = {f["hogar"]: f for f in hogares.getFeatures()}
            for fila in lista.getFeatures():
                original = propias[fila["hogar"]]
                assert [fila[c] for c in ("orden", "I1", "personas")] == [
                    original[c] for c in ("orden", "I1", "personas")
                ]
                assert not ubicacion or fila.geometry().equals(original.geometry())
            del lista
    temporal = correr("identificar_hogares", HOGARES=hogares, REGLAS="A1..B7")
    lista = correr.capa(temporal["SALIDA"])
    QgsProject.instance().addMapLayer(lista)
    hecha = correr("seleccionar_hogares", HOGARES=lista, CUPO=CUPO, SEMILLA=SEMILLA,
                   SALIDA=str(tmp_path / "s.gpkg"))  # fmt: skip
    assert {f["hogar"] for f in correr.filas(hecha["SALIDA"]) if f["seleccion"] == 1} == esperados


def test_el_indice_espacial_encuentra_lo_mismo_que_sin_el(
    correr: Any, practica: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    import sqlite3

    from kit_pobreza import salida
    from qgis.core import QgsRectangle

    monkeypatch.setattr(salida, "DE_UNA_VEZ", 0)
    ruta = correr("cargar_sisben", ARCHIVO=str(practica), HOGARES=str(tmp_path / "h.gpkg"))[
        "HOGARES"
    ]
    with sqlite3.connect(ruta) as base:
        assert base.execute("SELECT rtreecheck('rtree_h_geom')").fetchone() == ("ok",)
    capa = QgsVectorLayer(ruta, "h", "ogr")
    puntos = {f.id(): f.geometry().asPoint() for f in capa.getFeatures() if f.hasGeometry()}
    marco = capa.extent()
    azar = np.random.default_rng(1)
    for _ in range(20):
        (x0, x1), (y0, y1) = (
            np.sort(azar.uniform(a, b, 2))
            for a, b in ((marco.xMinimum(), marco.xMaximum()), (marco.yMinimum(), marco.yMaximum()))
        )
        cuadro = QgsRectangle(x0, y0, x1, y1)
        dentro = {i for i, p in puntos.items() if cuadro.contains(p)}
        assert {f.id() for f in capa.getFeatures(cuadro)} == dentro
    # Lo que QGIS agregue después también queda en el índice: volvieron sus disparadores.
    assert capa.startEditing()
    nueva = next(capa.getFeatures())
    nueva.setAttribute(0, None)
    nueva.setId(-1)
    assert capa.addFeature(nueva)
    assert capa.commitChanges(), capa.commitErrors()
    with sqlite3.connect(ruta) as base:
        assert base.execute("SELECT rtreecheck('rtree_h_geom')").fetchone() == ("ok",)
        cuenta = base.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone()
    assert cuenta == (capa.featureCount(),)


def fila(ficha: int, persona: int, edad: Any = 30, educativo: Any = 5, **otros: Any) -> list[Any]:
    v = {"nivel": 3, "marca": 1, "clase": 3, "parentesco": 1 if persona == 1 else 3, **otros}
    return [ficha, 1, persona, "05045", v["clase"], "A", v["nivel"], "", v["parentesco"], edad,
            educativo, *[v["marca"]] * 15]  # fmt: skip


def cargar(correr: Any, ruta: Path, filas: list[list[Any]], **pedido: Any) -> Any:
    archivo = escribir(ruta, ENCABEZADO, filas)
    capa = correr.capa(correr("cargar_sisben", ARCHIVO=str(archivo), **pedido)["HOGARES"])
    QgsProject.instance().addMapLayer(capa)
    return capa


def elegibles(correr: Any, capa: Any, regla: str) -> list[str]:
    hecho = correr("identificar_hogares", HOGARES=capa, REGLAS=regla)
    return sorted(f["hogar"] for f in correr.filas(hecho["SALIDA"]) if f["elegible"])


@pytest.mark.parametrize(
    ("regla", "fichas"),
    [("R: A1..B7", "1234"), ("zona = 2", "134"), ("zona=1 y pobre=1", "2"), ("pobre = 0", "3"),
     ("puntaje >= 34", "124"), ("clasificacion = 'A4'", "4"), ("niv_educativo >= 5", "14"),
     ("personas = 2", "4"), ("nivel <= 3", "123"), ("NIVEL = 4", "4"),
     ("edad_jefe entre 40 y 50", "2")],
)  # fmt: skip
def test_los_campos_de_las_reglas_son_los_de_la_orden(
    correr: Any, tmp_path: Path, regla: str, fichas: str
) -> None:
    """El 9 de `niv_educativo` es «no aplica», y no un nivel mayor que 5."""
    filas = [fila(1, 1), fila(2, 1, 45, 9, clase=1), fila(3, 1, educativo=2, marca=0),
             fila(4, 1, educativo=6, nivel=4), fila(4, 2)]  # fmt: skip
    capa = cargar(correr, tmp_path / "b.csv", filas, CONSERVAR="niv_educativo")
    assert elegibles(correr, capa, regla) == [f"5045|{f}|1" for f in fichas]


def test_una_edad_imposible_no_es_un_menor(correr: Any, tmp_path: Path) -> None:
    filas = [fila(1, 1), fila(1, 2, -1), fila(2, 1), fila(2, 2, 4), fila(2, 3, 999), fila(3, 1)]
    capa = cargar(correr, tmp_path / "b.csv", filas)
    assert "no es una edad entre 0 y 120 años" in correr.registro.texto
    contados = {f["hogar"]: (f["menores_6"], f["sin_edad"]) for f in capa.getFeatures()}
    assert contados == {"5045|1|1": (0, 1), "5045|2|1": (1, 1), "5045|3|1": (0, 0)}
    hecho = correr("identificar_hogares", HOGARES=capa, REGLAS="menores_6 >= 1")
    estados = {f["hogar"]: f["estado"] for f in correr.filas(hecho["SALIDA"])}
    assert estados["5045|1|1"] == 2
    assert estados["5045|3|1"] == 0


def test_lo_que_se_pierde_detiene_salvo_que_se_acepte(correr: Any, tmp_path: Path) -> None:
    archivo = escribir(
        tmp_path / "b.csv", ENCABEZADO, [fila(1, 1), fila(2, 1, parentesco="pariente?")]
    )
    with pytest.raises(RuntimeError) as error:
        correr("cargar_sisben", ARCHIVO=str(archivo))
    for dicho in ("«tip_parentesco»", "«pariente?» (fila 3)", "marque «Seguir aunque"):
        assert dicho in str(error.value)
    hecha = correr("cargar_sisben", ARCHIVO=str(archivo), ACEPTAR=True)
    assert hecha["TOTAL_HOGARES"] == 2
    (perdida,) = correr.auditoria(hecha["AUDITORIA"])["perdidas"]
    assert (perdida["columna"], perdida["filas"]) == ("tip_parentesco", 1)


def test_una_base_de_personas_se_agrupa_igual_que_al_cargarla(
    correr: Any, practica: Path, tmp_path: Path
) -> None:
    uri = f"{practica.as_uri()}?delimiter=;&detectTypes=no&geomType=none"
    personas = guardar(QgsVectorLayer(uri, "personas", "delimitedtext"), tmp_path / "p.gpkg")
    QgsProject.instance().addMapLayer(personas)
    cargada = correr.capa(correr("cargar_sisben", ARCHIVO=str(practica))["HOGARES"])
    QgsProject.instance().addMapLayer(cargada)
    regla = "orden <= B7 y personas >= 3 y zona = 2"
    assert elegibles(correr, personas, regla) == elegibles(correr, cargada, regla)
    medida = correr("incidencia_privaciones", HOGARES=personas, CAMPO_HOGARES="cod_mpio")
    assert "una fila por persona" in correr.registro.texto
    otra = correr("incidencia_privaciones", HOGARES=cargada, CAMPO_HOGARES="cod_mpio")
    for numero in ("TOTAL_HOGARES", "TOTAL_PERSONAS", "H", "A", "M0"):
        assert medida[numero] == otra[numero], numero
    with pytest.raises(RuntimeError, match="una fila por persona, y aquí cada fila es un hogar"):
        correr("seleccionar_hogares", HOGARES=personas, ID="ide_hogar", CUPO=1, SEMILLA="1")


def test_sin_ficha_no_hay_sorteo(correr: Any, tmp_path: Path) -> None:
    encabezado = ["sin_nombre", *ENCABEZADO[1:]]
    archivo = escribir(tmp_path / "b.csv", encabezado, [fila(1, 1), fila(2, 1), fila(2, 2)])
    capa = correr.capa(correr("cargar_sisben", ARCHIVO=str(archivo))["HOGARES"])
    assert "no hay sorteo ni modo publicable" in correr.registro.texto
    QgsProject.instance().addMapLayer(capa)
    assert [f["hogar"] for f in capa.getFeatures()] == [1, 2]
    with pytest.raises(RuntimeError, match="el sorteo usa esa identidad"):
        correr("seleccionar_hogares", HOGARES=capa, CUPO=1, SEMILLA="1")


def test_los_codigos_de_territorio_se_juntan(correr: Any, practica: Path) -> None:
    """«05001» y «5001» son el mismo territorio, y «#N/D» no es ninguno: se cuenta y se dice."""
    from tests.qgis.capas import hogares

    capa = hogares(200)
    posicion = capa.fields().lookupField("codigo")
    cambios = {
        f.id(): {posicion: f["codigo"].lstrip("0")} for f in capa.getFeatures() if f.id() % 2
    }
    cambios[next(iter(cambios))] = {posicion: "#N/D"}
    assert capa.dataProvider().changeAttributeValues(cambios)
    hecha = correr("incidencia_privaciones", HOGARES=capa, CAMPO_HOGARES="codigo")
    filas = correr.filas(hecha["SALIDA"])
    assert sorted(f["territorio"] for f in filas) == ["05001", "05002", "05003", "05004"]
    assert (hecha["TOTAL_HOGARES"], hecha["SIN_TERRITORIO"]) == (199, 1)
    assert "venían escritos de varias formas" in correr.registro.texto
    assert "«#N/D»" in correr.registro.texto


def test_sin_campo_de_personas_no_se_supone_una(correr: Any) -> None:
    from tests.qgis.capas import hogares

    capa = hogares(60)
    assert capa.dataProvider().renameAttributes({capa.fields().lookupField("personas"): "cuantos"})
    capa.updateFields()
    hecha = correr("incidencia_privaciones", HOGARES=capa, CAMPO_HOGARES="codigo")
    assert "TOTAL_PERSONAS" not in hecha
    assert {f["personas"] for f in correr.filas(hecha["SALIDA"])} == {None}
    assert "No se reconoce el campo con las personas" in correr.registro.texto


def test_lo_interno_va_marcado_y_el_registro_permite_repetir(
    correr: Any, practica: Path, tmp_path: Path
) -> None:
    import hashlib

    from tests.qgis.capas import cuadricula, hogares

    cargada = correr("cargar_sisben", ARCHIVO=str(practica))
    (entrada,) = correr.auditoria(cargada["AUDITORIA"])["entradas"]
    assert entrada["sha256"] == hashlib.sha256(practica.read_bytes()).hexdigest()
    assert entrada["mapeo"]["parentesco"] == "tip_parentesco"
    capa = guardar(hogares(200), tmp_path / "h.gpkg")
    assert capa.setSubsetString("\"codigo\" <> '05001'")
    QgsProject.instance().addMapLayer(capa)
    medida = correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(2))
    registro = correr.auditoria(medida["AUDITORIA"])
    assert (registro["modo"], registro["uso"]) == ("interno", "INTERNO: no publicar")
    leida = registro["entradas"][0]
    assert leida["filtro"] == "\"codigo\" <> '05001'"
    assert leida["sha256"] == hashlib.sha256((tmp_path / "h.gpkg").read_bytes()).hexdigest()
    assert all(len(e["sha256"]) == 64 for e in registro["entradas"])
    resultado = correr.capa(medida["SALIDA"])
    assert resultado.name() == "INTERNO · Incidencia por territorio"
    assert {f["uso"] for f in resultado.getFeatures()} == {"INTERNO: no publicar"}
    assert {f["supresion"] for f in resultado.getFeatures()} == {0}
