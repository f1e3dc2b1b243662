"""Ningún algoritmo escribe sobre su entrada, ni su registro sobre un archivo de otra persona."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsVectorLayer,
)

from tests.qgis.capas import cuadricula, guardar, hogares


@pytest.fixture
def base(tmp_path: Path) -> QgsVectorLayer:
    return guardar(hogares(60), tmp_path / "base.gpkg")


def medir(correr: Any, base: Any, salida: Any, **otros: Any) -> Any:
    return correr("incidencia_privaciones", HOGARES=base, CAMPO_HOGARES="codigo", SALIDA=salida,
                  **otros)  # fmt: skip


@pytest.mark.parametrize("como", ["ruta", "enlace", "relativa", "definición", "su misma tabla"])
@pytest.mark.parametrize("entrada", ["capa", "ruta", "seleccionadas"])
def test_la_salida_no_puede_ser_la_entrada(
    correr: Any, base: QgsVectorLayer, tmp_path: Path, como: str, entrada: str
) -> None:
    ruta = tmp_path / "base.gpkg"
    antes = ruta.read_bytes()
    (tmp_path / "atajo").symlink_to(tmp_path)
    salidas = {
        "ruta": str(ruta),
        "enlace": str(tmp_path / "atajo" / "base.gpkg"),
        "relativa": os.path.relpath(ruta),
        "definición": QgsProcessingOutputLayerDefinition(str(ruta)),
        "su misma tabla": f"ogr:dbname='{ruta}' table=\"base\" (geom)",
    }
    entradas: dict[str, Any] = {
        "capa": base,
        "ruta": str(ruta),
        "seleccionadas": QgsProcessingFeatureSourceDefinition(str(ruta), True),
    }
    with pytest.raises(RuntimeError, match="que es la entrada de «Hogares»"):
        medir(correr, entradas[entrada], salidas[como])
    assert ruta.read_bytes() == antes


def test_otra_tabla_del_mismo_archivo_se_admite(
    correr: Any, base: QgsVectorLayer, tmp_path: Path
) -> None:
    """Agregar una capa a un GeoPackage no cambia las otras: no es escribir sobre la entrada."""
    alg = QgsApplication.processingRegistry().createAlgorithmById(
        "kit_pobreza:incidencia_privaciones"
    )
    for tabla, admite in (("resultado", True), ("base", False)):
        destino = f"ogr:dbname='{tmp_path / 'base.gpkg'}' table=\"{tabla}\" (geom)"
        valores = {"HOGARES": base, "CAMPO_HOGARES": "codigo", "SALIDA": destino}
        assert alg.checkParameterValues(valores, correr.contexto)[0] is admite


def test_ni_un_hermano_del_shapefile(correr: Any, tmp_path: Path) -> None:
    base = guardar(hogares(60), tmp_path / "base.shp", "ESRI Shapefile")
    antes = {r.name: r.read_bytes() for r in tmp_path.iterdir()}
    with pytest.raises(RuntimeError, match="que es la entrada"):
        medir(correr, base, str(tmp_path / "base.dbf"))
    assert {r.name: r.read_bytes() for r in tmp_path.iterdir()} == antes


def test_ni_el_archivo_que_se_carga(correr: Any, tmp_path: Path) -> None:
    archivo = tmp_path / "base.csv"
    archivo.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="que es la entrada"):
        correr("cargar_sisben", ARCHIVO=str(archivo), HOGARES=str(archivo))
    assert archivo.read_text("utf-8") == "a;b\n1;2\n"


def test_dos_salidas_no_van_al_mismo_archivo(
    correr: Any, base: QgsVectorLayer, tmp_path: Path
) -> None:
    destino = str(tmp_path / "t.csv")
    with pytest.raises(RuntimeError, match="van al mismo archivo"):
        medir(correr, base, destino, UBICADOS=destino)


def test_el_registro_no_pisa_un_archivo_ajeno(
    correr: Any, base: QgsVectorLayer, tmp_path: Path
) -> None:
    registro = tmp_path / "t.csv.auditoria.json"
    for ajeno in ("mi acta", '{"acta": 1}', "[]"):
        registro.write_text(ajeno, encoding="utf-8")
        with pytest.raises(RuntimeError, match="que no hizo el kit"):
            medir(correr, base, str(tmp_path / "t.csv"))
        assert registro.read_text("utf-8") == ajeno
        assert not (tmp_path / "t.csv").exists()
    registro.unlink()
    for _ in range(2):
        medir(correr, base, str(tmp_path / "t.csv"))
        assert "Se reemplaza" not in correr.registro.texto
    assert json.loads(registro.read_text("utf-8"))["algoritmo"].startswith("kit_pobreza:")


def test_lo_ajeno_se_reemplaza_avisando(correr: Any, base: QgsVectorLayer, tmp_path: Path) -> None:
    """El diálogo de Processing pregunta; por lotes o en un modelo, queda dicho y en el registro."""
    destino = tmp_path / "t.csv"
    destino.write_text("de otra persona\n", encoding="utf-8")
    hecho = medir(correr, base, str(destino))
    assert "Se reemplaza «t.csv»" in correr.registro.texto
    assert any("Se reemplaza «t.csv»" in a for a in correr.auditoria(hecho["AUDITORIA"])["avisos"])


@pytest.mark.parametrize("formato", ["memoria", "gpkg", "csv", "shp"])
def test_una_razon_larga_no_rompe_la_salida(correr: Any, tmp_path: Path, formato: str) -> None:
    """Más larga que los 254 octetos de un shapefile, con letras de dos octetos en el borde."""
    nombre = "Programa de vivienda rural con niñez y atención prioritaria; " * 5
    destino = "TEMPORARY_OUTPUT" if formato == "memoria" else str(tmp_path / f"t.{formato}")
    hecho = correr("identificar_hogares", HOGARES=hogares(20), REGLAS=f"{nombre}: personas >= 1",
                   UBICACION=True, SALIDA=destino)  # fmt: skip
    razones = {f["razon"] for f in correr.filas(hecho["SALIDA"])}
    completa = f"cumple: {nombre.strip()}"
    assert len(completa) > 254
    if formato != "shp":
        assert razones == {completa}
        assert "recortaron" not in correr.registro.texto
        return
    (razon,) = razones
    assert completa.startswith(razon)
    assert len(razon.encode()) in (252, 253, 254)
    assert "se recortaron en «razon» (20)" in correr.registro.texto


def test_la_cuadricula_tampoco(correr: Any, base: QgsVectorLayer, tmp_path: Path) -> None:
    veredas = guardar(cuadricula(2), tmp_path / "veredas.gpkg")
    antes = (tmp_path / "veredas.gpkg").read_bytes()
    with pytest.raises(RuntimeError, match="que es la entrada de «Territorios"):
        correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=veredas,
               SALIDA=str(tmp_path / "veredas.gpkg"))  # fmt: skip
    assert (tmp_path / "veredas.gpkg").read_bytes() == antes


@pytest.mark.parametrize("nombre", ["r.gpkg", "r.shp", "r.csv", "r.geojson"])
def test_si_falla_despues_de_crear_la_salida_queda_la_anterior(
    correr: Any, base: QgsVectorLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nombre: str
) -> None:
    """Lo que había se aparta y vuelve, con sus archivos hermanos y su registro."""
    from kit_pobreza import auditoria
    from kit_pobreza.errores import ErrorDeCapa

    carpeta = tmp_path / "salidas"
    carpeta.mkdir()
    valores = {"TERRITORIOS": cuadricula(2), "SALIDA": str(carpeta / nombre)}

    correr("incidencia_privaciones", HOGARES=base, **valores)
    antes = {r.name: r.read_bytes() for r in carpeta.iterdir()}
    correr("incidencia_privaciones", HOGARES=base, **valores)
    assert {r.name for r in carpeta.iterdir()} == set(antes)
    antes = {r.name: r.read_bytes() for r in carpeta.iterdir()}

    def sin_disco(*_nada: Any, **_mas: Any) -> str:
        raise ErrorDeCapa("no hay espacio", que_hacer="libere espacio")

    monkeypatch.setattr(auditoria, "registro", sin_disco)
    with pytest.raises(RuntimeError, match="no hay espacio"):
        correr("incidencia_privaciones", HOGARES=base, **valores)
    assert {r.name: r.read_bytes() for r in carpeta.iterdir()} == antes
