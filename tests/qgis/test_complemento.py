"""El complemento entero: fichas, carga y descarga, panel, copia del método y qgis_process."""

from __future__ import annotations

import ast
import hashlib
import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject

from generador import __version__
from generador.compartido import COMPARTIDO
from generador.rutas import GENERADOR
from tests.metodos.datos import dominio
from tests.qgis.capas import cuadricula, guardar, hogares
from tests.qgis.corridas import qgis_process
from tests.qgis.usos import USOS


def test_los_algoritmos_se_explican(proveedor: Any) -> None:
    algoritmos = {a.name(): a for a in proveedor.algorithms()}
    assert set(algoritmos) == set(USOS)
    for algoritmo in algoritmos.values():
        ayuda = algoritmo.shortHelpString()
        assert "<h3>Ejemplo</h3>" in ayuda
        assert len(algoritmo.tags()) >= 4
        assert algoritmo.group()[0] in "12345"
        assert any(d.type() == "outputNumber" for d in algoritmo.outputDefinitions())
        for definicion in algoritmo.parameterDefinitions():
            assert definicion.name().isascii()
            assert definicion.name().isupper()
            assert definicion.description()


def test_los_enteros_caben_en_lo_que_qgis_guarda(proveedor: Any) -> None:
    """Con un máximo mayor, el cuadro de QGIS muestra −2.147.483.648 en vez de lo que va."""
    from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber
    from qgis.gui import QgsGui, QgsProcessingGui

    entero = QgsProcessingParameterNumber.Type.Integer
    vistos = 0
    for algoritmo in proveedor.algorithms():
        for definicion in algoritmo.parameterDefinitions():
            if definicion.type() != "number" or definicion.dataType() != entero:
                continue
            assert definicion.maximum() <= 2**31 - 1, definicion.name()
            cuadro = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
                definicion, QgsProcessingGui.WidgetType.Standard
            )
            control = cuadro.createWrappedWidget(QgsProcessingContext())
            assert control is not None
            if definicion.defaultValue() is not None:
                assert cuadro.parameterValue() == definicion.defaultValue(), definicion.name()
                vistos += 1
    assert vistos >= 3


def test_los_nombres_de_las_privaciones_son_los_de_la_tabla() -> None:
    from kit_pobreza.algoritmos.nombres import DIMENSIONES, PRIVACIONES

    tabla = dominio("ipm_15_privaciones.csv")
    assert [f["indicador"] for f in tabla] == list(PRIVACIONES)
    assert [n for _, n in DIMENSIONES] == [
        len(list(grupo)) for _, grupo in groupby(tabla, key=lambda f: f["dimension"])
    ]


def test_la_copia_de_lo_compartido_es_identica(complemento: Path) -> None:
    propios = {
        r.relative_to(GENERADOR).as_posix(): hashlib.sha256(r.read_bytes()).hexdigest()
        for carpeta in COMPARTIDO
        for r in (GENERADOR / carpeta).rglob("*")
        if r.is_file() and "__pycache__" not in r.parts and r.name != "ruff.toml"
    }
    lineas = (complemento / "HUELLA").read_text("utf-8").splitlines()
    assert {ruta: h for h, ruta in (linea.split("  ") for linea in lineas)} == propios
    for ruta, huella in propios.items():
        copia = (complemento / ruta).read_bytes()
        assert hashlib.sha256(copia).hexdigest() == huella


@pytest.mark.parametrize("cambiado", ["metodos/jenks.py", "resguardo/clave.py"])
def test_si_alguien_cambia_la_copia_la_huella_lo_dice(complemento: Path, cambiado: str) -> None:
    from kit_pobreza import recursos

    assert "modificada" not in recursos.compartido.__wrapped__()
    archivo = complemento / cambiado
    original = archivo.read_bytes()
    archivo.write_bytes(original + b"#")
    try:
        assert f"modificada: {cambiado}" in recursos.compartido.__wrapped__()
    finally:
        archivo.write_bytes(original)


def test_version_y_metadatos(complemento: Path) -> None:
    from kit_pobreza.recursos import version

    texto = (complemento / "metadata.txt").read_text("utf-8")
    assert version() == __version__
    for linea in (
        "qgisMinimumVersion=3.22",
        "qgisMaximumVersion=4.99",
        "hasProcessingProvider=yes",
    ):
        assert linea in texto.splitlines()


def test_no_importa_mas_que_qgis_y_no_usa_la_red(complemento: Path) -> None:
    red = {"urllib", "http", "socket", "ssl", "requests", "ftplib", "QgsNetworkAccessManager"}
    permitidos = {"qgis", "osgeo", "numpy", "processing"}
    import sys

    for ruta in complemento.rglob("*.py"):
        for nodo in ast.walk(ast.parse(ruta.read_text("utf-8"))):
            nombres: list[str] = []
            if isinstance(nodo, ast.Import):
                nombres = [a.name.split(".")[0] for a in nodo.names]
            elif isinstance(nodo, ast.ImportFrom) and nodo.level == 0:
                nombres = [str(nodo.module).split(".")[0]]
                assert not red & {a.name for a in nodo.names}, ruta
            ajenos = set(nombres) - permitidos - set(sys.stdlib_module_names)
            assert not ajenos, (ruta, ajenos)
            assert not red & set(nombres), ruta


@pytest.mark.parametrize("corrida", [1, 2])
def test_cargar_y_descargar(
    qgis_iface: Any, qgis_processing: None, qgis_new_project: None, corrida: int
) -> None:
    from kit_pobreza import classFactory

    for _vez in range(2):
        complemento = classFactory(qgis_iface)
        complemento.initGui()
        registro = QgsApplication.processingRegistry()
        assert len(registro.providerById("kit_pobreza").algorithms()) == len(USOS)
        complemento.unload()
        assert registro.providerById("kit_pobreza") is None


@pytest.fixture
def panel(proveedor: Any, qgis_new_project: None) -> Any:
    from kit_pobreza.memoria import MEMORIA
    from kit_pobreza.panel.panel import Panel

    MEMORIA.olvidar()
    abierto = Panel()
    yield abierto
    abierto.cerrar()
    abierto.deleteLater()


def medir_y_cargar(**valores: Any) -> Any:
    """Corre la incidencia como la caja de herramientas: la salida llega al proyecto."""
    import processing
    from processing.gui import Postprocessing

    # El `iface` de pytest-qgis es de mentira y QGIS 3.44 exige uno de verdad; con ventana se prueba
    # en test_ventana.py.
    Postprocessing.iface = None
    return processing.runAndLoadResults(
        "kit_pobreza:incidencia_privaciones",
        {
            "HOGARES": hogares(300, identidad=True),
            "TERRITORIOS": cuadricula(3),
            "SALIDA": "TEMPORARY_OUTPUT",
            **valores,
        },
    )


def test_estilo_y_leyenda_al_llegar(proveedor: Any, qgis_new_project: None) -> None:
    medir_y_cargar()
    (capa,) = QgsProject.instance().mapLayers().values()
    (grupo,) = capa.renderer().rootRule().children()
    assert grupo.label() == "INTERNO · H: personas en pobreza"
    assert grupo.filterExpression() == ""
    reglas = grupo.children()
    rotulos = [regla.label() for regla in reglas]
    assert rotulos[-1] == "Sin hogares"
    assert "%" in rotulos[0]
    contados = 0
    for entidad in capa.getFeatures():
        from qgis.core import QgsExpression, QgsExpressionContext

        contexto = QgsExpressionContext()
        contexto.setFeature(entidad)
        contexto.setFields(capa.fields())
        cumplen = [r for r in reglas if QgsExpression(r.filterExpression()).evaluate(contexto) == 1]
        assert len(cumplen) == 1
        contados += 1
    assert contados == 9
    assert capa.attributeAlias(capa.fields().lookupField("h")) == "H, incidencia (de personas)"


def test_el_panel_guia_y_recuerda(panel: Any) -> None:
    assert panel.siguiente.text() == "Siguiente: cargue la base del Sisbén (paso 1)."
    medir_y_cargar(K="0,4")
    valores = panel.valores_para("incidencia_privaciones")
    assert valores["K"] == "0,4"
    (capa,) = (c for c in QgsProject.instance().mapLayers().values())
    assert panel.valores_para("clasificar_territorios")["CAPA"] == capa.id()
    assert "% en pobreza; 9 territorios" in panel.tarjetas[1].estado.text()


def test_lo_recordado_viaja_en_el_proyecto(panel: Any) -> None:
    from kit_pobreza.memoria import MEMORIA
    from kit_pobreza.panel.recuerdo import AMBITO, LLAVE, recuperar

    medir_y_cargar(K="0,4")
    guardado, _ = QgsProject.instance().readEntry(AMBITO, LLAVE, "")
    assert json.loads(guardado)["parametros"]["incidencia_privaciones"]["K"] == "0,4"
    MEMORIA.olvidar()
    recuperar()
    assert panel.valores_para("incidencia_privaciones")["K"] == "0,4"


def test_mover_k_recalcula_sin_releer_y_da_lo_mismo(panel: Any, correr: Any) -> None:
    medir_y_cargar()
    (resultado,) = QgsProject.instance().mapLayers().values()
    panel.deslizadores.k.setValue(50)
    panel.deslizadores.emitir()
    exploradas = [c for c in QgsProject.instance().mapLayers().values() if c is not resultado]
    (capa,) = exploradas
    assert capa.name() == "INTERNO · Exploración, k = 0,5"
    directa = correr("incidencia_privaciones", HOGARES=hogares(300), TERRITORIOS=cuadricula(3),
                     K="0,5")  # fmt: skip
    for una, otra in zip(capa.getFeatures(), correr.filas(directa["SALIDA"]), strict=True):
        assert una["codigo"] == otra["codigo"]
        assert (una["h"], una["m0"]) == pytest.approx((otra["h"], otra["m0"]))
    panel.deslizadores.con_pesos.setChecked(True)
    for deslizador in panel.deslizadores.pesos[1:]:
        deslizador.setValue(0)
    assert panel.deslizadores.metodo().proporciones == (1, *[0] * 14)
    panel.deslizadores.pesos[0].setValue(0)
    assert panel.deslizadores.metodo() is None
    panel.deslizadores.volver()
    oficiales = (10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4)
    volvio = panel.deslizadores.metodo()
    assert [100 * p for p in volvio.proporciones] == list(oficiales)
    assert (volvio.denominador, volvio.corte) == (300, 100)


def test_cerrado_no_recalcula_lo_que_quedo_pendiente(panel: Any) -> None:
    """Cerrar con el deslizador recién movido: nada llega después al proyecto."""
    from tests.qgis.vias import esperar

    medir_y_cargar()
    cerrado = type(panel)()
    cerrado.deslizadores.k.setValue(25)
    cerrado.cerrar()
    esperar(lambda: False, 0.2)
    assert len(QgsProject.instance().mapLayers()) == 1
    panel.deslizadores.k.setValue(25)  # el que sigue abierto sí responde
    esperar(lambda: len(QgsProject.instance().mapLayers()) == 2)
    assert len(QgsProject.instance().mapLayers()) == 2


def test_lo_publicable_no_se_explora(panel: Any) -> None:
    from kit_pobreza.memoria import MEMORIA

    medir_y_cargar(MODO=1, MINIMO=20)
    (capa,) = QgsProject.instance().mapLayers().values()
    assert MEMORIA.capa("incidencia_privaciones") == capa.id()
    assert MEMORIA.exploracion(capa.id()) is None
    assert not panel.deslizadores.isEnabled()
    assert "en modo interno" in panel.lectura.text()
    assert "% en pobreza; 9 territorios" in panel.tarjetas[1].estado.text()


def test_k_se_puede_escribir_aunque_no_sea_una_centesima(panel: Any) -> None:
    medir_y_cargar()
    deslizadores = panel.deslizadores
    deslizadores.k_escrito.setText("3/7")
    deslizadores.k_escrito.editingFinished.emit()
    deslizadores.emitir()
    metodo = deslizadores.metodo()
    assert (metodo.denominador, metodo.corte, deslizadores.k.value()) == (700, 300, 43)
    nombres = [c.name() for c in QgsProject.instance().mapLayers().values()]
    assert "INTERNO · Exploración, k = 3/7" in nombres
    for malo, dice in (("0", "no es mayor que 0"), ("un tercio", "no es una proporción")):
        deslizadores.k_escrito.setText(malo)
        deslizadores.k_escrito.editingFinished.emit()
        assert dice in deslizadores._nota_k.text()
        assert deslizadores.metodo() == metodo
    deslizadores.k.setValue(33)
    assert (deslizadores.k_escrito.text(), deslizadores.metodo().corte) == ("0,33", 33)
    deslizadores.k.setValue(34)
    assert (deslizadores.k_escrito.text(), deslizadores.metodo().corte) == ("1/3", 100)
    deslizadores.k_escrito.setText("40 %")
    deslizadores.k_escrito.editingFinished.emit()
    assert (deslizadores.k_escrito.text(), deslizadores.k.value()) == ("0,4", 40)
    deslizadores.volver()
    assert (deslizadores.k_escrito.text(), deslizadores.k.value()) == ("1/3", 34)


def test_veredas_de_uraba(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    """Hogares sintéticos dentro de las veredas reales: cada uno queda en la suya."""
    import numpy as np
    from qgis.core import QgsGeometry, QgsVectorLayer

    veredas = QgsVectorLayer(
        str(fuentes / "submunicipal" / "veredas_uraba.geojson"), "veredas", "ogr"
    )
    puntos, duenos = [], []
    for i, vereda in enumerate(veredas.getFeatures()):
        centro = vereda.geometry().makeValid().pointOnSurface()
        puntos += [centro] * (3 + i % 20)
        duenos += [vereda.id()] * (3 + i % 20)
    base = hogares(len(puntos))
    ids = [f.id() for f in base.getFeatures()]
    base.dataProvider().changeGeometryValues(dict(zip(ids, map(QgsGeometry, puntos), strict=True)))
    base = guardar(base, tmp_path / "hogares.gpkg")
    hecha = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=veredas,
                   CAMPO_TERRITORIOS="nombre_ver")  # fmt: skip
    assert "lectura Arrow" in correr.registro.texto
    assert hecha["TOTAL_HOGARES"] + hecha["SIN_TERRITORIO"] == len(puntos)
    contados = {f.get("fid", i): f["hogares"] for i, f in enumerate(correr.filas(hecha["SALIDA"]))}
    esperados = np.bincount(duenos, minlength=len(contados))
    solapados = hecha["TOTAL_HOGARES"] - sum(
        int(n) for n, e in zip(contados.values(), esperados, strict=False) if n == e
    )
    assert hecha["SIN_TERRITORIO"] == 0
    assert solapados < 0.05 * len(puntos)


def test_qgis_process_de_punta_a_punta(perfil: dict[str, str], tmp_path: Path) -> None:
    base = guardar(hogares(200), tmp_path / "hogares.gpkg")
    veredas = guardar(cuadricula(2), tmp_path / "veredas.gpkg")
    salida = tmp_path / "salida.gpkg"
    dicho = qgis_process(
        ["--json", "run", "kit_pobreza:incidencia_privaciones", f"--HOGARES={base.source()}",
         f"--TERRITORIOS={veredas.source()}", f"--SALIDA={salida}"],
        perfil,
    )  # fmt: skip
    resultados = json.loads(dicho)["results"]
    assert resultados["TOTAL_HOGARES"] == 200
    assert resultados["M0"] == pytest.approx(resultados["H"] * resultados["A"])
    assert salida.is_file()
    registro = json.loads((tmp_path / "salida.gpkg.auditoria.json").read_text("utf-8"))
    assert registro["lectura"][0]["camino"] == "Arrow"
