"""Acceso a servicios en QGIS: los números del método, con capas filtradas y con tildes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsVectorLayer,
)

from generador.metodos.acceso.cercania import Sedes
from generador.metodos.polo import polo
from tests.qgis.capas import agregar, cuadricula, cuadros, guardar, hogares
from tests.qgis.corridas import filas, qgis_process

GRADOS, METRICO = "EPSG:4326", "EPSG:9377"
MARCO = (-76.05, 7.0, -76.0, 7.05)  # unos 5,5 km de lado


def en_metros(lugares: list[tuple[float, float]]) -> np.ndarray:
    paso = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(GRADOS), QgsCoordinateReferenceSystem(METRICO),
        QgsProject.instance(),
    )  # fmt: skip
    puntos = [paso.transform(QgsPointXY(*lugar)) for lugar in lugares]
    return np.array([(p.x(), p.y()) for p in puntos])


def sedes(lugares: list[tuple[float, float]], nombres: list[str] | None = None) -> QgsVectorLayer:
    capa = QgsVectorLayer(
        f"Point?crs={GRADOS}&field=nombre:string(254)&field=cupos:double", "sedes", "memory"
    )
    nuevas = []
    for i, lugar in enumerate(lugares):
        fila = QgsFeature(capa.fields())
        nombre = nombres[i] if nombres else f"Sede n.º {i + 1} «La Peña»"
        fila.setAttributes([nombre, 10.0 * (i + 1)])
        fila.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*lugar)))
        nuevas.append(fila)
    agregar(capa, nuevas)
    return capa


def lineas(trazos: list[list[tuple[float, float]]], crs: str = GRADOS) -> QgsVectorLayer:
    capa = QgsVectorLayer(f"LineString?crs={crs}&field=kmh:double", "vías", "memory")
    nuevas = []
    for trazo in trazos:
        fila = QgsFeature(capa.fields())
        fila.setAttributes([30.0])
        fila.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*p) for p in trazo]))
        nuevas.append(fila)
    agregar(capa, nuevas)
    return capa


TRES = [(-76.04, 7.01), (-76.01, 7.04), (-76.02, 7.02)]


def test_en_linea_recta_da_la_distancia_del_metodo(correr: Any, tmp_path: Path) -> None:
    capa = hogares(400, marco=MARCO)
    hecha = correr("acceso_servicios", HOGARES=capa, SEDES=sedes(TRES), NOMBRE="nombre", LIMITE=1.5)
    tabla = correr.filas(hecha["SALIDA"])
    lugares = [(f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in capa.getFeatures()]
    esperada = Sedes.de_puntos(*en_metros(TRES).T).mas_cercana(*en_metros(lugares).T)
    assert [f["km"] for f in tabla] == pytest.approx((esperada.distancia / 1000).tolist(), rel=1e-9)
    assert [f["sede"] for f in tabla] == [f"Sede n.º {s + 1} «La Peña»" for s in esperada.sede]
    assert {f["estado"] for f in tabla} == {"con servicio", "lejos"}
    personas = np.array([f["personas"] for f in tabla], dtype=float)
    cerca = esperada.distancia <= 1500
    assert hecha["CON_SERVICIO"] == personas[cerca].sum()
    assert hecha["SIN_SERVICIO"] == personas[~cerca].sum()
    assert all(f["minutos"] is None and f["acceso"] is None for f in tabla)
    assert "Uso interno" in correr.registro.texto


def test_el_resumen_une_por_territorio_con_la_capa_filtrada(correr: Any, tmp_path: Path) -> None:
    capa = guardar(hogares(600, marco=MARCO), tmp_path / "hogares año.gpkg")
    assert capa.setSubsetString("personas > 2 AND nombre <> 'Año 3'")
    veredas = guardar(cuadricula(3, MARCO), tmp_path / "veredas.gpkg")
    assert veredas.setSubsetString("codigo <> '05002'")
    hecha = correr("acceso_servicios", HOGARES=capa, TERRITORIOS=veredas, SEDES=sedes(TRES),
                   LIMITE=1, CORTES="0,5; 2", RESUMEN="TEMPORARY_OUTPUT")  # fmt: skip
    tabla = {f["codigo"]: f for f in correr.filas(hecha["RESUMEN"])}
    assert set(tabla) == {f"0500{i}" for i in range(1, 10)} - {"05002"}
    lugares = [(f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in capa.getFeatures()]
    km = Sedes.de_puntos(*en_metros(TRES).T).mas_cercana(*en_metros(lugares).T).distancia / 1000
    personas = np.array([f["personas"] for f in capa.getFeatures()])
    paso = (MARCO[2] - MARCO[0]) / 3
    donde = [f"0500{int((x - MARCO[0]) / paso) + 3 * int((y - MARCO[1]) / paso) + 1}"
             for x, y in lugares]  # fmt: skip
    for codigo, fila in tabla.items():
        suyos = np.array([d == codigo for d in donde])
        assert fila["puntos"] == suyos.sum()
        assert fila["personas"] == personas[suyos].sum()
        assert fila["con_serv"] == personas[suyos & (km <= 1)].sum()
        assert fila["hasta_0_5"] == personas[suyos & (km <= 0.5)].sum()
        assert fila["hasta_2"] == personas[suyos & (km <= 2)].sum()
        if suyos.any():
            assert fila["parte_sin"] == pytest.approx(1 - fila["con_serv"] / fila["personas"])
            media = (km * personas)[suyos].sum() / personas[suyos].sum()
            assert fila["costo"] == pytest.approx(media)
    registro = correr.auditoria(hecha["AUDITORIA"])
    entradas = {e["nombre"]: e for e in registro["entradas"]}
    assert set(entradas) == {"hogares", "veredas", "sedes"}
    assert entradas["hogares"]["filtro"]["usa_columnas_personales"] == ["nombre"]
    assert entradas["veredas"]["filtro"] == "codigo <> '05002'"


def test_un_geopackage_sin_pedir_campos_trae_sus_puntos(correr: Any, tmp_path: Path) -> None:
    """GDAL 3.6 los entrega vacíos si no se le pide nada más."""
    capa = guardar(hogares(50, marco=MARCO), tmp_path / "hogares.gpkg")
    hecha = correr("identificar_hogares", HOGARES=capa, TERRITORIOS=cuadricula(1, MARCO),
                   REGLAS="Todos: personas > 0")  # fmt: skip
    assert {f["territorio"] for f in correr.filas(hecha["SALIDA"])} == {"05001"}


def test_por_codigo_el_resumen_es_una_tabla(correr: Any) -> None:
    hecha = correr("acceso_servicios", HOGARES=hogares(200, marco=MARCO), CAMPO_HOGARES="codigo",
                   SEDES=sedes(TRES), LIMITE=1, RESUMEN="TEMPORARY_OUTPUT")  # fmt: skip
    tabla = correr.filas(hecha["RESUMEN"])
    assert sorted(f["territorio"] for f in tabla) == ["05001", "05002", "05003", "05004"]
    assert sum(f["puntos"] for f in tabla) == 200


def test_dos_pasos_conserva_la_capacidad(correr: Any) -> None:
    hecha = correr("acceso_servicios", HOGARES=hogares(300, marco=MARCO), SEDES=sedes(TRES),
                   CAPACIDAD="cupos", LIMITE=2)  # fmt: skip
    tabla = correr.filas(hecha["SALIDA"])
    reciben = sum(f["acceso"] / 1000 * f["personas"] for f in tabla)
    assert reciben == pytest.approx(10 + 20 + 30)


def test_las_veredas_se_miden_por_su_polo(correr: Any, tmp_path: Path) -> None:
    veredas = cuadricula(2, MARCO)
    hecha = correr("acceso_servicios", TERRITORIOS=veredas, SEDES=sedes(TRES), NOMBRE="nombre")
    tabla = correr.filas(hecha["SALIDA"])
    for fila, entidad in zip(tabla, veredas.getFeatures(), strict=True):
        (anillo,) = entidad.geometry().asPolygon()
        centro = polo([en_metros([(p.x(), p.y()) for p in anillo])])
        esperada = Sedes.de_puntos(*en_metros(TRES).T).mas_cercana([centro.x], [centro.y])
        assert fila["km"] == pytest.approx(esperada.distancia[0] / 1000, rel=1e-9)
        assert fila["nombre"] == entidad["nombre"]
    assert hecha["CON_SERVICIO"] is None  # no se sabe cuánta gente hay: no es cero
    assert "No se eligió el campo con las personas" in correr.registro.texto


def test_por_la_red_lo_que_no_se_toca_queda_sin_conexion(correr: Any) -> None:
    """Una vía que llega a la sede, otra suelta y una casa lejos de todo."""
    vias = lineas([[(-76.05, 7.0), (-76.02, 7.0), (-76.0, 7.0)], [(-76.05, 7.04), (-76.0, 7.04)]])
    casas = QgsVectorLayer(f"Point?crs={GRADOS}&field=personas:integer", "casas", "memory")
    nuevas = []
    for i, lugar in enumerate([(-76.05, 7.0), (-76.05, 7.04), (-76.03, 7.02), (-76.0, 7.003)]):
        fila = QgsFeature(casas.fields())
        fila.setAttributes([i + 1])
        fila.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*lugar)))
        nuevas.append(fila)
    sola = QgsFeature(casas.fields())
    sola.setAttributes([100])
    agregar(casas, [*nuevas, sola])
    pedido = {"HOGARES": casas, "SEDES": sedes([(-76.0, 7.0)]), "VIAS": vias, "HASTA_LA_VIA": 1,
              "LIMITE": 9}  # fmt: skip
    hecha = correr("acceso_servicios", METODO=2, VELOCIDAD=30, **pedido)
    tabla = correr.filas(hecha["SALIDA"])
    assert [f["estado"] for f in tabla] == [
        "lejos", "sin conexión", "sin conexión", "con servicio", "sin coordenada",
    ]  # fmt: skip
    (a, _, b) = en_metros([(-76.05, 7.0), (-76.02, 7.0), (-76.0, 7.0)])
    assert tabla[0]["minutos"] == pytest.approx(np.hypot(*(a - b)) / 1000 / 30 * 60, rel=1e-3)
    assert [f["minutos"] for f in tabla[1:3]] == [None, None]
    assert (hecha["SIN_CONEXION"], hecha["PUNTOS_SIN_CONEXION"]) == (5, 2)
    # Con el campo de la velocidad da lo mismo; sin ninguna se va a pie y se tarda más.
    con_campo = correr("acceso_servicios", METODO=2, CAMPO_VELOCIDAD="kmh", VELOCIDAD=5, **pedido)
    assert correr.filas(con_campo["SALIDA"])[0]["minutos"] == pytest.approx(tabla[0]["minutos"])
    a_pie = correr("acceso_servicios", METODO=2, **pedido)
    cociente = correr.filas(a_pie["SALIDA"])[0]["minutos"] / tabla[0]["minutos"]
    assert cociente == pytest.approx(30 / 5.036741, rel=1e-6)


def test_por_el_terreno_con_relieve_y_vias(correr: Any, tmp_path: Path) -> None:
    """Un cañón sin dato de lado a lado: del otro lado no hay por dónde llegar."""
    alturas = np.add.outer(np.linspace(900, 0, 60), np.linspace(0, 300, 60))
    alturas[:, 30] = np.nan
    ancho = (MARCO[0] - 0.005, MARCO[1] - 0.005, MARCO[2] + 0.005, MARCO[3] + 0.005)
    ruta = cuadros(tmp_path / "relieve ñ.tif", alturas, ancho)
    capa = hogares(300, marco=MARCO)
    hecha = correr("acceso_servicios", HOGARES=capa, SEDES=sedes([(-76.04, 7.01)]), METODO=1,
                   RELIEVE=str(ruta), LIMITE=60, CELDA=50, MARGEN=1, UBICACION=True)  # fmt: skip
    salida = correr.capa(hecha["SALIDA"])
    estados = {}
    for fila in salida.getFeatures():
        x = fila.geometry().asPoint().x()
        lado = "oeste" if x < -76.027 else "este" if x > -76.023 else "cañón"
        estados.setdefault(lado, set()).add(fila["estado"])
    assert estados["este"] == {"sin conexión"}
    assert estados["oeste"] <= {"con servicio", "lejos"}
    assert "fuera del terreno" in estados["cañón"]
    # Por una vía rápida se llega antes; y más lejos de lo que se camina hasta ella, no se llega.
    via = lineas([[(-76.05, 7.01), (-76.03, 7.01)]])
    con_via = correr("acceso_servicios", HOGARES=capa, SEDES=sedes([(-76.04, 7.01)]), METODO=1,
                     RELIEVE=str(ruta), VIAS=via, CAMPO_VELOCIDAD="kmh", HASTA_LA_VIA=1,
                     LIMITE=60, CELDA=50, MARGEN=1)  # fmt: skip
    assert con_via["PUNTOS_SIN_CONEXION"] > hecha["PUNTOS_SIN_CONEXION"]


def test_un_rio_solo_se_cruza_por_una_via(correr: Any) -> None:
    """De lado a lado, de norte a sur: al este no se llega, salvo que una vía lo cruce."""
    capa = hogares(200, marco=MARCO)
    rio = lineas([[(-76.025, 6.9), (-76.025, 7.15)]])
    comunes = {"HOGARES": capa, "SEDES": sedes([(-76.04, 7.01)]), "METODO": 1, "RIOS": rio,
               "LIMITE": 600, "CELDA": 100, "MARGEN": 1}  # fmt: skip
    sin_puente = correr("acceso_servicios", **comunes)
    al_este = sum(f.geometry().asPoint().x() > -76.024 for f in capa.getFeatures())
    assert al_este <= sin_puente["PUNTOS_SIN_CONEXION"] <= al_este + 8
    puente = lineas([[(-76.03, 7.02), (-76.02, 7.02)]])
    assert correr("acceso_servicios", VIAS=puente, **comunes)["PUNTOS_SIN_CONEXION"] == 0


@pytest.mark.parametrize(
    ("valores", "dice"),
    [
        ({}, "falta decir de quién se mide el acceso"),
        ({"METODO": 2}, "por la red faltan las vías"),
        ({"CAPACIDAD": "cupos"}, "falta hasta dónde alcanza"),
        ({"CORTES": "cinco"}, "los cortes «cinco» no se entienden"),
        ({"HASTA_LA_VIA": 2}, "no dice nada sin vías"),
    ],
)
def test_lo_que_falta_se_dice(correr: Any, valores: dict[str, Any], dice: str) -> None:
    quien = {} if not valores else {"HOGARES": hogares(5, marco=MARCO)}
    with pytest.raises(RuntimeError, match=dice):
        correr("acceso_servicios", SEDES=sedes(TRES), **quien, **valores)


def test_las_sedes_de_medellin(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    """779 sedes, una sin coordenada; la publicada en 9377 y la de QGIS son la misma."""
    ruta = fuentes / "submunicipal" / "medellin_sedes_educativas_2024.csv"
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        todas = list(csv.DictReader(archivo))
    con = [f for f in todas if f["longitud"]]
    assert (len(todas), len(con)) == (779, 778)
    capa = sedes([(float(f["longitud"]), float(f["latitud"])) for f in con],
                 [f["sede_educativa"] for f in con])  # fmt: skip
    vacia = QgsFeature(capa.fields())
    vacia.setAttributes(["Sin lugar", 1.0])
    agregar(capa, [vacia])
    barrios = QgsVectorLayer(
        str(fuentes / "submunicipal" / "barrios-medellin.geojson"), "barrios", "ogr"
    )
    hecha = correr("acceso_servicios", TERRITORIOS=barrios, SEDES=capa, NOMBRE="nombre", LIMITE=1)
    assert "1 de 779 sedes no tienen coordenada" in correr.registro.texto
    tabla = correr.filas(hecha["SALIDA"])
    assert len(tabla) == 349
    publicadas, grados = (
        np.array([[float(f[x]), float(f[y])] for f in con])
        for x, y in (("x_origen_nacional", "y_origen_nacional"), ("longitud", "latitud"))
    )
    lejos = np.hypot(*(en_metros([(x, y) for x, y in grados]) - publicadas).T)
    assert np.median(lejos) < 0.01
    assert all(f["km"] is not None for f in tabla)


def test_guaviare_por_carretera(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    """Ninguna vía toca Miraflores: sus veredas quedan sin conexión, y no a cero ni a infinito."""
    vias = QgsVectorLayer(f"/vsigzip/{fuentes}/red/OSM_vias_guaviare.geojson.gz", "vías", "ogr")
    nombre = "DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
    todas = QgsVectorLayer(f"/vsigzip/{fuentes}/veredas/{nombre}", "v", "ogr")
    assert todas.setSubsetString("CODIGO_VER LIKE '95%'")
    veredas = guardar(todas, tmp_path / "veredas del Guaviare.gpkg")
    san_jose = sedes([(-72.6389862155, 2.56642839915)], ["San José"])
    hecha = correr("acceso_servicios", TERRITORIOS=veredas, SEDES=san_jose, METODO=2, VIAS=vias,
                   VELOCIDAD=30, HASTA_LA_VIA=5, LIMITE=120)  # fmt: skip
    tabla = correr.filas(hecha["SALIDA"])
    assert len(tabla) == 119
    miraflores = [f for f in tabla if f["CODIGO_VER"].startswith("95200")]
    assert miraflores
    assert {f["estado"] for f in miraflores} == {"sin conexión"}
    assert all(f["minutos"] is None and f["km"] is None for f in miraflores)
    llegan = [f for f in tabla if f["minutos"] is not None]
    assert 20 < len(llegan) < 100
    # Por la vía no se llega antes que en línea recta a esa velocidad.
    assert all(f["minutos"] >= f["km"] / 30 * 60 for f in llegan)


def test_en_un_modelo_y_desde_qgis_process(
    proveedor: Any, perfil: dict[str, str], tmp_path: Path
) -> None:
    """El número que sale del acceso entra a otro paso, y las rutas llevan tildes y espacios."""
    veredas = guardar(cuadricula(2, MARCO), tmp_path / "veredas año 1.gpkg")
    puestos = guardar(sedes(TRES), tmp_path / "puestos «salud».gpkg")
    casas = guardar(hogares(80, marco=MARCO), tmp_path / "hogares ñ.gpkg")
    hijo = QgsProcessingModelChildAlgorithm("kit_pobreza:acceso_servicios")
    hijo.setChildId("acceso")
    modelo = QgsProcessingModelAlgorithm("Acceso", "kit")
    for nombre in ("HOGARES", "TERRITORIOS", "SEDES"):
        modelo.addModelParameter(
            QgsProcessingParameterVectorLayer(nombre, nombre), QgsProcessingModelParameter(nombre)
        )
        entrada = QgsProcessingModelChildParameterSource.fromModelParameter(nombre)
        hijo.addParameterSources(nombre, [entrada])
    fijo = QgsProcessingModelChildParameterSource.fromStaticValue
    hijo.addParameterSources("LIMITE", [fijo(1.5)])
    siguiente = QgsProcessingModelChildAlgorithm("kit_pobreza:clasificar_territorios")
    siguiente.setChildId("clases")
    de = QgsProcessingModelChildParameterSource.fromChildOutput
    resumen = QgsProcessingModelOutput("resumen", "resumen")
    resumen.setChildOutputName("RESUMEN")
    resumen.setChildId("acceso")
    hijo.setModelOutputs({"resumen": resumen})
    modelo.addChildAlgorithm(hijo)
    siguiente.addParameterSources("CAPA", [de("acceso", "RESUMEN")])
    siguiente.addParameterSources("CAMPO", [fijo("parte_sin")])
    siguiente.addParameterSources("METODO", [fijo(2)])
    siguiente.addParameterSources("CORTES", [fijo("0,25; 0,5")])
    final = QgsProcessingModelOutput("final", "final")
    final.setChildOutputName("SALIDA")
    final.setChildId("clases")
    siguiente.setModelOutputs({"final": final})
    modelo.addChildAlgorithm(siguiente)
    modelo.updateDestinationParameters()
    ruta = tmp_path / "acceso.model3"
    assert modelo.toFile(str(ruta))
    guardado = QgsProcessingModelAlgorithm()
    assert guardado.fromFile(str(ruta))
    creado = guardado.create()
    nombres = [d.name() for d in creado.destinationParameterDefinitions()]
    assert len(nombres) == 2, nombres
    destinos = {n: tmp_path / f"{i}.gpkg" for i, n in enumerate(nombres)}
    dicho = qgis_process(
        ["run", str(ruta), f"--HOGARES={casas.source()}", f"--TERRITORIOS={veredas.source()}",
         f"--SEDES={puestos.source()}", *(f"--{n}={r}" for n, r in destinos.items())],
        perfil,
    )  # fmt: skip
    tablas = [filas(QgsVectorLayer(str(r), "s", "ogr")) for r in destinos.values()]
    assert all(len(t) == 4 for t in tablas), dicho
    (clasificada,) = [t for t in tablas if "clase" in t[0]]
    for fila in clasificada:
        assert fila["clase"] == 1 + (fila["parte_sin"] > 0.25) + (fila["parte_sin"] > 0.5)
