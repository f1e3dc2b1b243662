"""Entradas malas: mensaje claro en español, con qué hacer, y ninguna salida a medias."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsGeometry, QgsProject, QgsVectorLayer

from tests.qgis.capas import CAMPOS, agregar, cuadricula, guardar, hogares, poligono


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Una ruta con tildes y espacios."""
    ruta = tmp_path / "Salidas del año – Chocó"
    ruta.mkdir()
    return ruta


def cambiar(capa: Any, fila: int, campo: str, valor: Any) -> Any:
    ids = [f.id() for f in capa.getFeatures()]
    posicion = capa.fields().lookupField(campo)
    assert capa.dataProvider().changeAttributeValues({ids[fila]: {posicion: valor}})
    return capa


def con_filtro_vacio(capa: Any) -> Any:
    assert capa.setSubsetString("\"codigo\" = 'nada'")
    return capa


MALAS: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "capa vacía": (lambda: hogares(0), None, ("no quedó ningún hogar", "0 filas")),
    "un 9 en una privación": (
        lambda: cambiar(hogares(50), 30, "I4", 9), None, ("«I4»", "el primero, 9, en la fila 31"),
    ),
    "nulos": (
        lambda: cambiar(hogares(50), 30, "I4", None), None,
        ("1 de 50 hogares", "«I4»: 1", "excluir"),
    ),
    "personas negativas": (
        lambda: cambiar(hogares(50), 7, "personas", -2), None, ("«personas»", "-2", "fila 8"),
    ),
    "texto que no es número": (
        lambda: cambiar(hogares(50, tipo="string"), 7, "I2", "sí"), None,
        ("«I2»", "fila 8", "«sí»", "no es un número"),
    ),
    "territorios de otro sitio": (
        lambda: hogares(50), lambda: cuadricula(2, (10, 10, 11, 11)),
        ("ninguno de los 50 hogares",),
    ),
    "hogares que no son puntos": (
        lambda: con_campos(cuadricula(2)), None, ("no es de puntos", "código"),
    ),
    "sin las 15 privaciones": (lambda: cuadricula(2), None, ("15 campos de privación",)),
    "hogares sin CRS": (lambda: sin_crs(hogares(5)), None, ("sistema de coordenadas",)),
}  # fmt: skip


def con_campos(capa: Any) -> Any:
    from kit_pobreza.compat import campo

    for nombre in CAMPOS:
        capa.addExpressionField("0", campo(nombre, "entero"))
    return capa


def sin_crs(capa: Any) -> Any:
    from qgis.core import QgsCoordinateReferenceSystem

    capa.setCrs(QgsCoordinateReferenceSystem())
    return capa


@pytest.mark.parametrize("caso", MALAS)
def test_incidencia_dice_que_pasa_y_no_deja_nada(correr: Any, carpeta: Path, caso: str) -> None:
    hacer_hogares, hacer_territorios, dichos = MALAS[caso]
    territorios = (hacer_territorios or (lambda: cuadricula(2)))()
    with pytest.raises(RuntimeError) as error:
        correr("incidencia_privaciones", HOGARES=hacer_hogares(), TERRITORIOS=territorios,
               SALIDA=str(carpeta / "salida.gpkg"))  # fmt: skip
    for dicho in (*dichos, "Qué hacer"):
        assert dicho in str(error.value)
    assert list(carpeta.iterdir()) == []


def test_cero_filas_tras_el_filtro(correr: Any, carpeta: Path) -> None:
    capa = con_filtro_vacio(guardar(hogares(50), carpeta / "hogares.gpkg"))
    with pytest.raises(RuntimeError, match="0 filas"):
        correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(2))
    with pytest.raises(RuntimeError, match="0 filas"):
        correr("identificar_hogares", HOGARES=capa, REGLAS="Todos: personas > 0")


def test_las_privaciones_como_texto_dan_lo_mismo(correr: Any) -> None:
    def medir(tipo: str) -> list[Any]:
        hecha = correr(
            "incidencia_privaciones", HOGARES=hogares(200, tipo=tipo), TERRITORIOS=cuadricula(2)
        )
        return correr.filas(hecha["SALIDA"])

    assert medir("string") == medir("integer")


def test_geometria_invalida_se_repara_se_cuenta_y_se_nombra(correr: Any) -> None:
    territorios = cuadricula(2)
    corbata = poligono(territorios, [(-75, 7), (-74, 8), (-74, 7), (-75, 8)], ["05099", "Corbata"])
    assert not corbata.geometry().isGeosValid()
    agregar(territorios, [corbata])
    hecha = correr("incidencia_privaciones", HOGARES=hogares(200), TERRITORIOS=territorios,
                   CAMPO_TERRITORIOS="nombre")  # fmt: skip
    assert hecha["TOTAL_HOGARES"] == 200
    assert "1 polígonos" in correr.registro.texto
    assert "Corbata (fila 5)" in correr.registro.texto
    assert len(correr.filas(hecha["SALIDA"])) == 5


def test_crs_mezclados_dan_lo_mismo(correr: Any) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    base, territorios = hogares(300), cuadricula(2)
    directa = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=territorios)
    planas = QgsVectorLayer(
        "Polygon?crs=EPSG:9377&field=codigo:string(5)&field=nombre:string", "p", "memory"
    )
    destino = QgsCoordinateReferenceSystem("EPSG:9377")
    cambio = QgsCoordinateTransform(territorios.crs(), destino, QgsProject.instance())
    filas = []
    for fila in territorios.getFeatures():
        geometria = QgsGeometry(fila.geometry().densifyByCount(200))
        geometria.transform(cambio)
        fila.setGeometry(geometria)
        filas.append(fila)
    agregar(planas, filas)
    otra = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=planas)
    assert otra["H"] == directa["H"]
    assert otra["SIN_TERRITORIO"] == directa["SIN_TERRITORIO"] == 0
    assert "EPSG:9377" in correr.registro.texto


@pytest.mark.parametrize("salida", ["salida.gpkg", "salida.shp", "salida.geojson"])
def test_ruta_con_tildes_y_registro_al_lado(correr: Any, carpeta: Path, salida: str) -> None:
    ruta = carpeta / salida
    hecha = correr("incidencia_privaciones", HOGARES=hogares(100), TERRITORIOS=cuadricula(2),
                   SALIDA=str(ruta))  # fmt: skip
    assert ruta.is_file()
    registro = correr.auditoria(f"{ruta}.auditoria.json")
    assert registro["algoritmo"] == "kit_pobreza:incidencia_privaciones"
    assert registro["recuentos"]["hogares"] == 100
    assert registro["lectura"][0]["camino"] == "entidad por entidad"
    assert registro["parametros"]["K"] == "1/3"
    assert registro["parametros"]["SALIDA"] == salida
    assert len(registro["huella_metodos"]) == 64
    assert str(carpeta) not in Path(hecha["AUDITORIA"]).read_text("utf-8")


@pytest.mark.parametrize("destino", ["salida.gpkg", "salida.shp", "TEMPORARY_OUTPUT"])
def test_cancelar_a_mitad_no_deja_nada(
    correr: Any, carpeta: Path, monkeypatch: Any, destino: str
) -> None:
    from kit_pobreza.lectura import bucle

    monkeypatch.setattr(bucle, "FILAS_POR_BLOQUE", 20)
    ruta = destino if destino == "TEMPORARY_OUTPUT" else str(carpeta / destino)
    with pytest.raises(RuntimeError, match="Cancelado"):
        correr("incidencia_privaciones", cancelar_en=40, HOGARES=hogares(100),
               TERRITORIOS=cuadricula(2), SALIDA=ruta)  # fmt: skip
    assert list(carpeta.iterdir()) == []


@pytest.mark.parametrize("destino", ["salida.gpkg", "salida.shp", "salida.csv"])
def test_cancelar_al_escribir_borra_lo_escrito(
    correr: Any, carpeta: Path, monkeypatch: Any, destino: str
) -> None:
    """Se cancela cuando ya se escribieron dos tandas de la segunda salida."""
    from kit_pobreza import salida

    monkeypatch.setattr(salida, "POR_TANDA", 20)
    tandas = []
    escribir = salida._escribir_tanda

    def contar(sumidero: Any, tanda: Any, avance: Any) -> None:
        tandas.append(len(tanda))
        if len(tandas) == 3:
            avance.cancel()
        escribir(sumidero, tanda, avance)

    monkeypatch.setattr(salida, "_escribir_tanda", contar)
    with pytest.raises(RuntimeError, match="Cancelado"):
        correr("identificar_hogares", HOGARES=hogares(100), REGLAS="Todos: personas > 0",
               SALIDA=str(carpeta / destino))  # fmt: skip
    assert tandas[:2] == [20, 20]
    assert list(carpeta.iterdir()) == []


def test_si_el_gpkg_tiene_otras_capas_solo_se_borra_la_propia(carpeta: Path) -> None:
    from kit_pobreza.salida import borrar
    from qgis.core import QgsProcessingContext, QgsVectorFileWriter

    ruta = carpeta / "varias.gpkg"
    guardar(hogares(5), ruta)
    opciones = QgsVectorFileWriter.SaveVectorOptions()
    opciones.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    opciones.layerName = "mia"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        hogares(5), str(ruta), QgsProject.instance().transformContext(), opciones
    )
    borrar(f"{ruta}|layername=mia", QgsProcessingContext())
    assert QgsVectorLayer(f"{ruta}|layername=varias", "v", "ogr").featureCount() == 5
    assert not QgsVectorLayer(f"{ruta}|layername=mia", "m", "ogr").isValid()


@pytest.mark.parametrize(
    ("k", "bien"),
    [("1/3", True), ("0,33", True), ("0.4", True), ("0", False), ("2", False), ("un tercio", False),
     ("1/0", False)],
)  # fmt: skip
def test_k_escrito(correr: Any, k: str, bien: bool) -> None:
    valores = {"HOGARES": hogares(50), "TERRITORIOS": cuadricula(1), "K": k}
    if bien:
        assert correr("incidencia_privaciones", **valores)["TOTAL_HOGARES"] == 50
        return
    with pytest.raises(RuntimeError, match=f"«Umbral k» trae «{k}»"):
        correr("incidencia_privaciones", **valores)


def test_pesos_escritos_en_fracciones(correr: Any) -> None:
    """Los mismos pesos en centésimas y en fracciones, con coma decimal, dan lo mismo."""
    valores = {"HOGARES": hogares(200), "TERRITORIOS": cuadricula(1)}
    fracciones = "1/10;10 %;0,05;5%;1/20;1/20;0.1;0,1;1/10;1/10;4 %;0,04;1/25;1/25;1/25"
    normal, escrita = (
        correr("incidencia_privaciones", **valores, PESOS=pesos)
        for pesos in ("10,10,5,5,5,5,10,10,10,10,4,4,4,4,4", fracciones)
    )
    assert all(normal[c] == escrita[c] for c in ("H", "A", "M0"))
    registro = json.loads(Path(escrita["AUDITORIA"]).read_text("utf-8"))
    assert registro["recuentos"]["metodo"] == {
        "D": 300, "W": [30, 30, 15, 15, 15, 15, 30, 30, 30, 30, 12, 12, 12, 12, 12], "K": 100,
    }  # fmt: skip
    assert registro["parametros"]["PESOS"] == fracciones


@pytest.mark.parametrize(
    ("pesos", "dice"),
    [("1/15", "15 privaciones y 1 pesos"), ("10,a", "el peso 2 «a» no es una proporción"),
     (",".join(["6"] * 15), "los pesos suman 90 y deben sumar 1"),
     (";".join(["0,0666"] * 15), "los pesos suman 999/1000")],
)  # fmt: skip
def test_pesos_mal_escritos(correr: Any, pesos: str, dice: str) -> None:
    with pytest.raises(RuntimeError, match=dice):
        correr("incidencia_privaciones", HOGARES=hogares(50), TERRITORIOS=cuadricula(1),
               PESOS=pesos)  # fmt: skip


def test_carpeta_que_no_existe(correr: Any, carpeta: Path) -> None:
    with pytest.raises(RuntimeError) as error:
        correr("incidencia_privaciones", HOGARES=hogares(50), TERRITORIOS=cuadricula(1),
               SALIDA="/proc/no/se/puede.gpkg")  # fmt: skip
    assert "no se pudo crear la salida «Incidencia por territorio»" in str(error.value)
    assert "Qué hacer: revise que la carpeta exista" in str(error.value)


def test_archivo_sisben_malo(correr: Any, carpeta: Path) -> None:
    for nombre, contenido, dicho in (
        ("vacio.csv", "", "está vacío"),
        ("sin.csv", "una columna\n1\n", "no tiene columnas separadas"),
        ("otro.csv", "a;b;c\n1;2;3\n", "no es una base Sisbén conocida"),
        ("corto.csv", ";".join(CAMPOS) + ";tip_parentesco\n0;1\n", "la fila 2 está incompleta"),
        ("cero.csv", ";".join(CAMPOS) + ";tip_parentesco\n", "no trae ninguna fila de datos"),
    ):
        ruta = carpeta / nombre
        ruta.write_text(contenido, encoding="utf-8")
        with pytest.raises(RuntimeError, match="Qué hacer") as error:
            correr("cargar_sisben", ARCHIVO=str(ruta))
        assert dicho in str(error.value), nombre
