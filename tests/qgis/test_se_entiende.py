"""Lo que el complemento dice: ayudas, resultados, leyendas, y qué hacer en cada error."""

from __future__ import annotations

import inspect
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QUrl

from tests.qgis.capas import cuadricula, guardar, hogares
from tests.qgis.test_complemento import medir_y_cargar


def test_la_ayuda_trae_la_de_cada_parametro_y_el_boton_la_abre(proveedor: Any) -> None:
    for algoritmo in proveedor.algorithms():
        ayuda = algoritmo.shortHelpString()
        for parametro in algoritmo.PARAMETROS:
            assert parametro.ayuda in ayuda
            assert not parametro.ayuda or f"<b>{parametro.etiqueta}</b>" in ayuda
        pagina = Path(QUrl(algoritmo.helpUrl()).toLocalFile())
        texto = pagina.read_text("utf-8")
        assert algoritmo.displayName() in texto
        assert ayuda in texto
        assert "http" not in texto.replace("http-equiv", "")


def test_los_resultados_se_leen(correr: Any) -> None:
    hecha = correr("incidencia_privaciones", HOGARES=hogares(1500), TERRITORIOS=cuadricula(3))
    (dicho,) = (linea for linea in correr.registro.lineas if linea.startswith("Resultado"))
    assert "\n  Hogares medidos: 1.500\n" in dicho
    assert f"\n  Incidencia H: {100 * hecha['H']:.1f} %".replace(".", ",") in dicho
    assert f"\n  Registro: {hecha['AUDITORIA']}" in dicho
    assert "{" not in dicho


def test_ninguna_regla_de_leyenda_es_falsa(proveedor: Any, qgis_new_project: None) -> None:
    """El título es un grupo que no filtra, abierto en el panel de capas."""
    from tests.qgis.vias import esperar

    medir_y_cargar()
    (capa,) = QgsProject.instance().mapLayers().values()
    reglas = capa.renderer().rootRule().descendants()
    assert len(reglas) > 5
    assert not any(regla.filterExpression().upper() == "FALSE" for regla in reglas)
    (grupo,) = capa.renderer().rootRule().children()
    rama = QgsProject.instance().layerTreeRoot().findLayer(capa.id())
    esperar(lambda: bool(rama.customProperty("expandedLegendNodes")), 5)
    assert rama.customProperty("expandedLegendNodes") == [grupo.ruleKey()]


@pytest.mark.parametrize(
    ("unidad", "dice"), [("", "Parte de los hogares"), ("personas", "Parte de las personas")]
)
def test_la_evaluacion_concuerda(correr: Any, unidad: str, dice: str) -> None:
    capa = hogares(60, identidad=True)
    capa.addExpressionField("$id % 2", _entero("seleccion"))
    hecha = correr("evaluar_focalizacion", HOGARES=capa, OBJETIVO="I1 = 1", ORDEN="personas",
                   PERSONAS=unidad)  # fmt: skip
    lecturas = [f["lectura"] for f in correr.filas(hecha["INDICADORES"])]
    assert f"{dice} que es objetivo" in lecturas
    cuantos = "cuántas" if unidad else "cuántos"
    assert any(f"objetivo, {cuantos} reciben" in lectura for lectura in lecturas)


def _entero(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "entero")


@pytest.mark.parametrize(
    ("mensaje", "dice"),
    [
        ("database or disk is full", "libere espacio"),
        ("database is locked", "cierre el programa"),
        ("attempt to write a readonly database", "donde pueda escribir"),
        ("UNIQUE constraint failed: t.fid", "GeoPackage"),
        ("database disk image is malformed", "dañado"),
        ("disk I/O error", "unidad de red"),
        ("algo que nadie previó", "elija otra ruta"),
    ],
)
def test_lo_que_hay_que_hacer_depende_de_la_causa(
    qgis_app: Any, monkeypatch: pytest.MonkeyPatch, mensaje: str, dice: str, tmp_path: Path
) -> None:
    """Solo si el disco está lleno se manda a mirar el disco."""
    from kit_pobreza import geopaquete
    from kit_pobreza.errores import ErrorDeCapa

    def sin_abrir(*_nada: Any) -> Any:
        raise sqlite3.OperationalError(mensaje)

    monkeypatch.setattr(geopaquete, "_conectar", sin_abrir)
    with pytest.raises(ErrorDeCapa, match=dice) as error:
        geopaquete.llenar(str(tmp_path / "a.gpkg"), "a", [[1]], None, None)
    assert ("espacio" in str(error.value)) is (dice == "libere espacio")


@pytest.mark.parametrize(
    ("ruta", "direccion"),
    [
        ("C:/Usuarios/José Ñáñez/base #1? 50%.gpkg",
         "file:///C:/Usuarios/José Ñáñez/base %231%3F 50%25.gpkg"),
        (r"\\servidor\Planeación\sisbén.gpkg", "file:////servidor/Planeación/sisbén.gpkg"),
    ],
)  # fmt: skip
def test_las_rutas_de_windows_llegan_a_sqlite(qgis_app: Any, ruta: str, direccion: str) -> None:
    """Con tildes, y las de una carpeta compartida, que SQLite no admite como anfitrión."""
    from kit_pobreza.geopaquete import direccion_de_sqlite

    assert direccion_de_sqlite(PureWindowsPath(ruta)) == direccion


def test_una_carpeta_con_tildes_comillas_y_almohadilla(correr: Any, tmp_path: Path) -> None:
    """De una vez a SQLite: 12.000 hogares, con la ruta más rara que admite el disco."""
    carpeta = tmp_path / "Ñáñez's «plan» #1 50% ¿ya?"
    carpeta.mkdir()
    base = guardar(hogares(12_000, identidad=True), carpeta / "base de niñez.gpkg")
    salida = carpeta / "elegibles.gpkg"
    hecha = correr("identificar_hogares", HOGARES=base, REGLAS="personas > 2", SALIDA=str(salida))
    with closing(sqlite3.connect(salida)) as conexion:
        (cuantos,) = conexion.execute("SELECT count(*) FROM elegibles").fetchone()
    assert cuantos == 12_000
    assert Path(hecha["AUDITORIA"]).parent == carpeta


def test_la_tabla_de_un_geopaquete_con_comillas_tampoco_se_pisa(
    correr: Any, tmp_path: Path
) -> None:
    """QGIS escapa la comilla de la ruta: no por eso deja de ser la entrada."""
    ruta = tmp_path / "niñez's.gpkg"
    base = guardar(hogares(60), ruta)
    antes = ruta.read_bytes()
    direccion = QgsDataSourceUri()
    direccion.setDatabase(str(ruta))
    direccion.setDataSource("", "niñez's", "geom")
    destino = f"ogr:{direccion.uri()}"
    with pytest.raises(RuntimeError, match="que es la entrada de «Hogares»"):
        correr("incidencia_privaciones", HOGARES=base, CAMPO_HOGARES="codigo", SALIDA=destino)
    assert ruta.read_bytes() == antes


def test_nada_cuenta_los_algoritmos_a_mano(complemento: Path) -> None:
    """Agregar uno no deja un «nueve algoritmos» mintiendo."""
    for ruta in (*complemento.glob("*.py"), *complemento.glob("algoritmos/*.py")):
        texto = ruta.read_text("utf-8").lower()
        assert "nueve algoritmos" not in texto
        assert "ocho algoritmos" not in texto


def test_un_numero_se_escribe_como_aqui(qgis_app: Any) -> None:
    from kit_pobreza.numeros import escrito

    escritos = [escrito(v) for v in (1500, 1234567.0, 0.0846, -2.5, 12345.678901, 0, "a", None)]
    assert escritos == ["1.500", "1.234.567", "0,085", "-2,5", "12.345,679", "0", "a", "sin dato"]
    assert escrito(float("nan")) == "sin dato"
    assert escrito(0.2081, proporcion=True) == "20,8 %"
    assert QgsApplication.instance() is not None


def test_lo_que_el_algoritmo_exige_no_dice_opcional(proveedor: Any) -> None:
    """Un campo que la corrida pide con `pedido.campo` no puede ir rotulado «[opcional]»."""
    for algoritmo in proveedor.algorithms():
        modulo = sys.modules[type(algoritmo).__module__]
        exigidos = set(re.findall(r'pedido\.campo\("(\w+)"\)', inspect.getsource(modulo)))
        # Estos solo hacen falta si se elige la capa de cupos, o la de los seleccionados.
        for nombre in exigidos - {"CUPOS_CODIGO", "CUPOS_NUMERO", "CAMPO_SELECCION"}:
            definicion = algoritmo.parameterDefinition(nombre)
            opcional = definicion.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
            assert not opcional, f"{algoritmo.name()}.{nombre}"
