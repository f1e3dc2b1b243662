"""«Comparar dos cortes» y «Evaluar lista»: los casos compartidos con la orden, y lo que no sale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

from tests.casos.cruces_de_casos import CARPETA, CASOS, comparables
from tests.qgis.capas import guardar

DOCUMENTOS = ("1001101", "1.001.101", "1003101", "1009101")
ALGORITMOS = {"comparar-cortes": "comparar_cortes", "evaluar-lista": "evaluar_lista"}


def valores(caso: dict[str, Any], carpeta: Path = CARPETA) -> dict[str, Any]:
    """Los parámetros con que QGIS pide lo mismo que la orden."""
    una, otra = (str(carpeta / archivo) for archivo in caso["archivos"])
    entradas = (
        {"ARCHIVO_ANTES": una, "ARCHIVO_DESPUES": otra, "HOGARES": "TEMPORARY_OUTPUT"}
        if caso["orden"] == "comparar-cortes"
        else {"ARCHIVO": una, "LISTA": otra, "RENGLONES": "TEMPORARY_OUTPUT"}
    )
    reglas = {"OBJETIVO": caso["extra"][1]} if caso["extra"] else {}
    return {**entradas, **reglas, "POR": "nom_vereda"}


def exigir_lo_esperado(correr: Any, caso: dict[str, Any], hecha: dict[str, Any]) -> None:
    for tabla, esperada in caso["tablas"].items():
        filas = correr.filas(hecha[tabla])
        assert comparables(tabla, filas) == comparables(tabla, esperada), tabla
        assert {f["uso"] for f in filas} <= {"INTERNO: no publicar"}


@pytest.mark.parametrize("caso", CASOS, ids=[c["que_es"][:40] for c in CASOS])
def test_qgis_da_lo_mismo_que_la_orden(correr: Any, caso: dict[str, Any]) -> None:
    hecha = correr(ALGORITMOS[caso["orden"]], **valores(caso))
    exigir_lo_esperado(correr, caso, hecha)
    assert correr.auditoria(hecha["AUDITORIA"])["uso"] == "INTERNO: no publicar"


def como_capa(nombre: str, carpeta: Path, destino: Path | None = None) -> QgsVectorLayer:
    """La base abierta en QGIS con todas sus columnas como texto."""
    ruta = shutil.copy(CARPETA / nombre, carpeta / nombre)
    Path(ruta).with_suffix(".csvt").write_text(",".join(['"String"'] * 32), encoding="utf-8")
    capa = QgsVectorLayer(f"{ruta}|option:SEPARATOR=SEMICOLON", nombre, "ogr")
    assert capa.isValid()
    return capa if destino is None else guardar(capa, destino)


def test_de_capas_filtradas_y_ordenadas_da_lo_mismo(correr: Any, tmp_path: Path) -> None:
    """Con las bases abiertas en QGIS, y una de más que el filtro quita."""
    caso = CASOS[0]
    capas = [
        como_capa(nombre, tmp_path, tmp_path / f"corte de «{i}» d'Ñu.gpkg")
        for i, nombre in enumerate(caso["archivos"])
    ]
    de_mas = next(capas[0].getFeatures())
    de_mas.setAttribute("ide_ficha_origen", "999")
    de_mas.setAttribute("fid", None)
    de_mas.setId(-1)
    assert capas[0].dataProvider().addFeatures([de_mas])[0]
    assert capas[0].setSubsetString("\"ide_ficha_origen\" <> '999'")
    hecha = correr("comparar_cortes", CAPA_ANTES=capas[0], CAPA_DESPUES=capas[1],
                   POR="NOM_VEREDA", HOGARES="TEMPORARY_OUTPUT")  # fmt: skip
    for tabla in ("MATRICES", "TERRITORIOS"):
        filas = correr.filas(hecha[tabla])
        assert comparables(tabla, filas) == comparables(tabla, caso["tablas"][tabla]), tabla


def test_solo_lo_elegido_de_una_capa(correr: Any, tmp_path: Path) -> None:
    capa = como_capa("antes.csv", tmp_path, tmp_path / "a.gpkg")
    capa.selectByExpression("\"ide_ficha_origen\" IN ('001', '002')")
    QgsProject.instance().addMapLayer(capa, False)
    hecha = correr(
        "comparar_cortes", CAPA_ANTES=QgsProcessingFeatureSourceDefinition(capa.id(), True),
        ARCHIVO_DESPUES=str(CARPETA / "antes.csv"),
    )  # fmt: skip
    assert (hecha["SIGUEN"], hecha["ENTRAN"], hecha["SALEN"]) == (2, 8, 0)


def test_los_documentos_no_salen_en_ninguna_parte(correr: Any, tmp_path: Path) -> None:
    salida = tmp_path / "salidas"
    salida.mkdir()
    caso = next(c for c in CASOS if "documento.csv" in c["archivos"][1])
    rutas = {t: str(salida / f"{t}.gpkg") for t in ("MEDIDAS", "FALTANTES", "RENGLONES")}
    hecha = correr("evaluar_lista", **{**valores(caso), **rutas})
    assert len(list(salida.iterdir())) == 6
    for archivo in salida.iterdir():
        octetos = archivo.read_bytes()
        assert not any(d.encode() in octetos for d in (*DOCUMENTOS, "Ana «la de Ñ»")), archivo
    assert not any(d in correr.registro.texto for d in DOCUMENTOS)
    registro = json.loads(Path(hecha["AUDITORIA"]).read_text("utf-8"))
    assert "Ley 1581" in str(registro["avisos"])
    # Con la huella de la lista se podría ensayar qué documentos trae.
    (de_la_lista,) = [e for e in registro["lectura"] if e["parametro"] == "LISTA"]
    assert not de_la_lista.get("sha256")


def test_los_documentos_no_se_leen_de_una_capa(correr: Any, tmp_path: Path) -> None:
    capa = como_capa("antes.csv", tmp_path, tmp_path / "base.gpkg")
    with pytest.raises(RuntimeError, match="solo se leen de una base en CSV o TXT"):
        correr("evaluar_lista", CAPA=capa, LISTA=str(CARPETA / "por_documento.csv"))
    por_ficha = correr("evaluar_lista", CAPA=capa, LISTA=str(CARPETA / "por_ficha.csv"),
                       OBJETIVO="A1..B7 y personas>1", POR="nom_vereda")  # fmt: skip
    caso = CASOS[3]
    for tabla in ("MEDIDAS",):
        filas = correr.filas(por_ficha[tabla])
        assert comparables(tabla, filas) == comparables(tabla, caso["tablas"][tabla])


@pytest.mark.parametrize(
    ("algoritmo", "pedido", "dicho"),
    [
        ("comparar_cortes", {"ARCHIVO_ANTES": "antes.csv"}, "«Corte posterior»: se eligió ni un"),
        ("comparar_cortes", {"ARCHIVO_ANTES": "antes.csv", "ARCHIVO_DESPUES": "no.csv"},
         "no existe el archivo «no.csv»"),
        ("comparar_cortes", {"ARCHIVO_ANTES": "antes.csv", "ARCHIVO_DESPUES": "despues.csv",
                             "POR": "vereda de acá"}, "no trae la columna «vereda de acá»"),
        ("comparar_cortes", {"ARCHIVO_ANTES": "antes.csv", "ARCHIVO_DESPUES": "despues.csv",
                             "POR": "num_documento"}, "dato personal"),
        ("comparar_cortes", {"ARCHIVO_ANTES": "antes.csv", "ARCHIVO_DESPUES": "por_ficha.csv"},
         "«por_ficha.csv»"),
        ("evaluar_lista", {"ARCHIVO": "antes.csv"}, "Lista de beneficiarios"),
        ("evaluar_lista", {"ARCHIVO": "antes.csv", "LISTA": "despues.csv", "FICHA": "no está"},
         "«despues.csv», columna «no está»: la lista no trae esa columna"),
        ("evaluar_lista", {"ARCHIVO": "antes.csv", "LISTA": "por_ficha.csv",
                           "OBJETIVO": "salvo X: zona = 2"}, "todas las reglas son de salida"),
        ("evaluar_lista", {"ARCHIVO": "antes.csv", "LISTA": "por_ficha.csv", "CRUZAR_POR": 2},
         "no se reconoce en la lista la columna de documento"),
    ],
)  # fmt: skip
def test_lo_que_no_sirve_se_dice(
    correr: Any, algoritmo: str, pedido: dict[str, Any], dicho: str
) -> None:
    propios = {
        n: str(CARPETA / v) if n.startswith("ARCHIVO") or n == "LISTA" else v
        for n, v in pedido.items()
    }
    with pytest.raises(RuntimeError, match=dicho):
        correr(algoritmo, **propios)


def test_una_ficha_de_dos_hogares_dice_en_cual_corte(correr: Any, tmp_path: Path) -> None:
    """Sin la columna del hogar, dos hogares tendrían la misma llave."""
    texto = (CARPETA / "despues.csv").read_text("utf-8")
    repetida = tmp_path / "repetida.csv"
    repetida.write_text(texto + texto.splitlines(keepends=True)[1], encoding="utf-8", newline="")
    hecha = correr("comparar_cortes", ARCHIVO_ANTES=str(CARPETA / "antes.csv"),
                   ARCHIVO_DESPUES=str(repetida))  # fmt: skip
    assert hecha["SIGUEN"] == 6
    assert "Corte posterior" in correr.registro.texto
