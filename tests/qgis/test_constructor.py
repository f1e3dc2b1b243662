"""El constructor de reglas y prioridad: lo que se elige es lo que se escribe y se cuenta."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from tests.qgis.capas import agregar, guardar, hogares
from tests.qgis.corridas import filas

CAMPOS = ("orden:integer", "clase:integer", "nom_vereda:string(40)", "documento:string(20)",
          "ingreso:double", "hogar:string(30)")  # fmt: skip
FILAS = [
    [1, 1, "La Peña", "52", 0.5, "a|1|1"], [7, 2, "D'Arcy", "53", 1.5, "a|2|1"],
    [9, 3, "La Y", "54", None, "a|3|1"], [12, 3, "", "55", 0.5, "a|4|1"],
    [None, 1, "La Peña", "56", 2.0, "a|5|1"],
]  # fmt: skip


@pytest.fixture
def base(qgis_new_project: None) -> QgsVectorLayer:
    capa = QgsVectorLayer(f"None?{'&'.join(f'field={c}' for c in CAMPOS)}", "base", "memory")
    for valores in FILAS:
        fila = QgsFeature(capa.fields())
        fila.setAttributes(valores)
        agregar(capa, [fila])
    QgsProject.instance().addMapLayer(capa)
    return capa


def algoritmo(nombre: str) -> Any:
    return QgsApplication.processingRegistry().createAlgorithmById(f"kit_pobreza:{nombre}")


@pytest.fixture
def armado(proveedor: Any, base: QgsVectorLayer) -> Any:
    """El constructor sobre la base, con la caja de texto vacía."""
    from kit_pobreza.constructor.base import Base
    from kit_pobreza.constructor.reglas import Constructor

    hecho = Constructor()
    hecho.poner_base(Base(algoritmo("identificar_hogares"), {"HOGARES": base.id()}))
    return hecho


def elegir(armado: Any, campo: str, comparacion: str, *valores: str) -> None:
    armado.campo.setCurrentIndex(armado.campo.findData(campo))
    armado.comparacion.setCurrentIndex(armado.comparacion.findData(comparacion))
    actual = armado.valores.currentWidget()
    if hasattr(actual, "checkedItemsData"):
        for valor in valores:
            actual.setItemCheckState(actual.findData(valor), Qt.CheckState.Checked)
        return
    cajas = [actual] if hasattr(actual, "setEditText") else (
        armado.valores._desde, armado.valores._hasta)  # fmt: skip
    for caja, valor in zip(cajas, valores, strict=True):
        caja.setEditText(valor)


def test_se_arma_sin_escribir_y_queda_escrito(armado: Any) -> None:
    elegir(armado, "orden", "hasta", "B2")
    assert armado.vista.text() == "«orden <= B2»: 2 de 5 hogares; 1 sin el dato."
    armado.nueva.click()
    elegir(armado, "clase", "es", "2", "3")
    assert armado.vista.text() == "«clase en (2; 3)»: 3 de 5 hogares."
    armado.ademas.click()
    elegir(armado, "nom_vereda", "es", "D'Arcy", "La Y")
    armado.nueva.click()
    elegir(armado, "ingreso", "entre", "1,5", "2")
    armado.salvo.click()
    assert armado.texto_escrito() == (
        "orden <= B2 y clase en (2; 3)\n"
        "nom_vereda en ('D''Arcy'; 'La Y')\n"
        "salvo ingreso entre 1,5 y 2"
    )
    armado.contar()
    assert armado.recuento.text().split("\n") == [
        "orden <= B2 y clase en (2; 3): 1 de 5 hogares",
        "nom_vereda en ('D''Arcy'; 'La Y'): 2 de 5 hogares; 1 sin el dato",
        "ingreso entre 1,5 y 2: 2 de 5 hogares; 1 sin el dato",
        "Elegibles: 0 de 5 hogares; 2 sin el dato.",
    ]


def test_lo_armado_es_lo_que_cuenta_el_algoritmo(armado: Any, correr: Any, base: Any) -> None:
    """Los números del constructor son los de la corrida, y la gramática, la de la orden."""
    elegir(armado, "clase", "no_es", "1")
    armado.nueva.click()
    elegir(armado, "ingreso", "menos", "1")
    armado.tambien.click()
    escrita = armado.texto_escrito()
    assert escrita == "clase != 1 o ingreso < 1"
    armado.contar()
    QgsProject.instance().addMapLayer(base)
    hecha = correr("identificar_hogares", HOGARES=base, REGLAS=escrita)
    assert armado.recuento.text() == f"Elegibles: {hecha['ELEGIBLES']} de 5 hogares."
    assert hecha["ELEGIBLES"] == 4


def test_los_niveles_se_eligen_por_su_codigo(armado: Any) -> None:
    """«orden» es un número que nadie recuerda: se ofrece A1, B2…, y la gramática lo entiende."""
    assert armado._base.distintos("orden") == [("A1", 1), ("B2", 1), ("B4", 1), ("B7", 1)]
    elegir(armado, "orden", "es", "A1", "B4")
    assert armado.vista.text() == "«orden en (A1; B4)»: 2 de 5 hogares; 1 sin el dato."


def test_y_sobre_una_lista_de_o_no_cambia_lo_que_habia(armado: Any) -> None:
    armado.escribir("Uno: clase = 1 o clase = 2")
    elegir(armado, "orden", "mas", "1")
    armado.ademas.click()
    assert armado.texto_escrito() == "Uno: (clase = 1 o clase = 2) y orden > 1"


def test_los_datos_personales_no_se_ofrecen(armado: Any) -> None:
    ofrecidos = [armado.campo.itemData(i) for i in range(armado.campo.count())]
    assert {"orden", "clase", "nom_vereda", "ingreso"} <= set(ofrecidos)
    assert "documento" not in ofrecidos
    # Primero los que el kit explica, en su orden.
    assert ofrecidos[:2] == ["orden", "clase"]
    assert armado.campo.itemText(0).startswith("orden  ·  Lugar del nivel")


def test_lo_que_no_se_entiende_se_dice_sin_perder_lo_escrito(armado: Any) -> None:
    armado.escribir("clase en (0,5)")
    armado.contar()
    assert "puede ser dos valores o un decimal" in armado.recuento.text()
    armado.escribir("claze = 1")
    armado.contar()
    assert "«claze» no es un campo de la capa" in armado.recuento.text()
    assert armado.texto_escrito() == "claze = 1"
    armado.escribir("")
    armado.contar()
    assert armado.recuento.text() == "Todavía no hay reglas."
    armado.nueva.click()
    assert "le falta el valor" in armado.vista.text()
    assert armado.texto_escrito() == ""


def test_sin_capa_o_con_una_vacia_se_dice(proveedor: Any, qgis_new_project: None) -> None:
    from kit_pobreza.constructor.base import Base
    from kit_pobreza.constructor.reglas import SIN_CAPA, Constructor

    hecho = Constructor()
    hecho.poner_base(Base(algoritmo("identificar_hogares"), {}))
    assert hecho.recuento.text() == SIN_CAPA
    assert not hecho.campo.isEnabled()
    vacia = QgsVectorLayer("None?field=orden:integer", "vacía", "memory")
    QgsProject.instance().addMapLayer(vacia)
    hecho.escribir("orden = 1")
    hecho.poner_base(Base(algoritmo("identificar_hogares"), {"HOGARES": vacia.id()}))
    assert "no tiene hogares (0 filas)" in hecho.recuento.text()


def test_un_campo_con_muchos_valores_se_escribe(proveedor: Any, qgis_new_project: None) -> None:
    from kit_pobreza.constructor.base import Base
    from kit_pobreza.constructor.reglas import Constructor

    capa = hogares(300, identidad=True)
    QgsProject.instance().addMapLayer(capa)
    hecho = Constructor()
    hecho.poner_base(Base(algoritmo("identificar_hogares"), {"HOGARES": capa.id()}))
    elegir(hecho, "hogar", "es", "5001|1|1; 5001|2|1")
    assert hecho.vista.text() == "«hogar en ('5001|1|1'; '5001|2|1')»: 2 de 300 hogares."


def test_las_personas_se_cuentan_como_hogares(
    proveedor: Any, qgis_new_project: None, complemento: Path, tmp_path: Path
) -> None:
    """Una capa con una fila por persona: el constructor cuenta los hogares armados."""
    from kit_pobreza.constructor.base import Base

    practica = complemento / "practica" / "hogares_de_practica.csv"
    uri = f"{practica.as_uri()}?delimiter=;&detectTypes=no&geomType=none"
    capa = guardar(QgsVectorLayer(uri, "personas", "delimitedtext"), tmp_path / "p.gpkg")
    QgsProject.instance().addMapLayer(capa)
    base = Base(algoritmo("identificar_hogares"), {"HOGARES": capa.id()})
    assert "personas" in {o.nombre for o in base.opciones()}
    cada_una, todas = base.contar("personas >= 1")
    assert (capa.featureCount(), todas.hogares, cada_una[0].cumplen) == (6611, 2500, 2500)


RAROS = ("fecha:date", "hora:datetime", "si:bool", "largo:int8", "año base:integer")


def test_cualquier_campo_se_puede_elegir(proveedor: Any, qgis_new_project: None) -> None:
    """Fechas, lógicos, nombres con comillas, textos con espacios de más: ni una traza."""
    from kit_pobreza.constructor.base import Base
    from kit_pobreza.constructor.reglas import Constructor
    from qgis.PyQt.QtCore import QDate, QDateTime

    capa = QgsVectorLayer("None?" + "&".join(f"field={c}" for c in RAROS), "raros", "memory")
    agregados = [_texto('con "comillas"'), _real("vacío"), _texto("codigo"), _texto("hogar")]
    capa.dataProvider().addAttributes(agregados)
    capa.updateFields()
    for i in range(4):
        fila = QgsFeature(capa.fields())
        propios = [QDate(2026, 1, 1 + i), QDateTime(2026, 1, 1, 1, i, 0), bool(i % 2), 10**12 + i]
        fila.setAttributes([*propios, 2020 + i, f"La  Peña; «{i}»\nx", None, f"0{i}", f"a|{i}"])
        agregar(capa, [fila])
    QgsProject.instance().addMapLayer(capa)
    armado = Constructor()
    armado.poner_base(Base(algoritmo("identificar_hogares"), {"HOGARES": capa.id()}))
    nombres = [armado.campo.itemData(i) for i in range(armado.campo.count())]
    assert {"año base", 'con "comillas"', "vacío", "codigo"} <= set(nombres)
    for nombre in nombres:
        distintos = armado._base.distintos(nombre)
        if not distintos:
            continue
        valor, hogares_ = distintos[-1]
        elegir(armado, nombre, "es", valor)
        assert f": {hogares_} de 4 hogares." in armado.vista.text(), (nombre, armado.vista.text())
        armado.nueva.click()
    armado.contar()
    assert armado.recuento.text().split("\n")[-1].startswith("Elegibles: "), armado.recuento.text()


def test_los_numeros_chicos_y_los_repetidos(proveedor: Any, qgis_new_project: None) -> None:
    """Un valor de la base se escribe de modo que la gramática lea el mismo."""
    from kit_pobreza.constructor.base import Base

    capa = QgsVectorLayer("None?field=v:double&field=hogar:string", "n", "memory")
    valores = [0.1, 1.234, 1234.5, -0.5, 1e-7, 1234567.0, 12.345]
    for i, v in enumerate(valores):
        fila = QgsFeature(capa.fields())
        fila.setAttributes([v, f"h{i}"])
        agregar(capa, [fila])
    QgsProject.instance().addMapLayer(capa)
    base = Base(algoritmo("identificar_hogares"), {"HOGARES": capa.id()})
    for escrito, _ in base.distintos("v"):
        (cuenta,), _todas = base.contar(f"v = {escrito}")
        assert cuenta.cumplen == 1, escrito


def _texto(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "texto")


def _real(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "real")


def test_la_prioridad_se_arma_y_se_ordena(proveedor: Any, base: QgsVectorLayer) -> None:
    from kit_pobreza.constructor.base import Base
    from kit_pobreza.constructor.prioridad import ConstructorDePrioridad

    hecho = ConstructorDePrioridad()
    hecho.escribir("orden menor")
    hecho.poner_base(Base(algoritmo("seleccionar_hogares"), {"HOGARES": base.id()}))
    assert hecho.lista.item(0).text() == (
        "orden, primero el menor  ·  de 1 a 12; 1 hogares sin el dato"
    )
    ofrecidos = {hecho.campo.itemData(i) for i in range(hecho.campo.count())}
    assert "nom_vereda" not in ofrecidos
    hecho.campo.setCurrentIndex(hecho.campo.findData("ingreso"))
    hecho.sentido.setCurrentIndex(1)
    hecho.agregar.click()
    assert hecho.texto_escrito() == "orden menor, ingreso mayor"
    item = hecho.lista.takeItem(1)
    hecho.lista.insertItem(0, item)
    hecho._de_la_lista()
    assert hecho.texto_escrito() == "ingreso mayor, orden menor"
    hecho.lista.setCurrentRow(0)
    hecho.quitar.click()
    assert hecho.texto_escrito() == "orden menor"
    hecho.escribir("orden menores")
    hecho.leer()
    assert "no se entiende" in hecho.nota.text()


@pytest.mark.parametrize(
    ("nombre", "parametro", "clase"),
    [("identificar_hogares", "REGLAS", "Constructor"),
     ("evaluar_focalizacion", "OBJETIVO", "Constructor"),
     ("seleccionar_hogares", "PRIORIDAD", "ConstructorDePrioridad")],
)  # fmt: skip
def test_en_el_dialogo_hay_constructor_(
    proveedor: Any, qgis_new_project: None, nombre: str, parametro: str, clase: str
) -> None:
    from processing.gui.wrappers import WidgetWrapperFactory

    alg = algoritmo(nombre)
    definicion = alg.parameterDefinition(parametro)
    en_dialogo = WidgetWrapperFactory.create_wrapper(definicion, dialogo("AlgorithmDialog", alg))
    assert type(en_dialogo.widget).__name__ == clase
    assert en_dialogo.value() == definicion.defaultValue()
    # Y sigue habiendo constructor para el siguiente diálogo.
    assert "widget_wrapper" in definicion.metadata()
    assert definicion.type() == "string"
    en_dialogo.widget.deleteLater()


@pytest.mark.parametrize(
    ("nombre", "parametro"),
    [("identificar_hogares", "REGLAS"), ("evaluar_focalizacion", "OBJETIVO"),
     ("seleccionar_hogares", "PRIORIDAD"), ("cargar_sisben", "ARCHIVO")],
)  # fmt: skip
def test_por_lotes_es_la_casilla_de_qgis(
    proveedor: Any, qgis_new_project: None, nombre: str, parametro: str
) -> None:
    """La tabla por lotes, con su botón de agregar una fila."""
    from processing.gui import Postprocessing
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    Postprocessing.iface = None
    cuadro = BatchAlgorithmDialog(algoritmo(nombre))
    panel = cuadro.mainWidget()
    panel.addRow()
    envoltura = panel.wrappers[0][panel.parameter_to_column[parametro]]
    assert not type(envoltura).__module__.startswith("kit_pobreza")
    cuadro.close()


def test_en_un_modelo_tambien(proveedor: Any, qgis_new_project: None) -> None:
    """Ahí el valor puede venir de una entrada o de otro paso: es la casilla de los modelos."""
    from processing.gui.wrappers import WidgetWrapperFactory
    from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm
    from qgis.gui import QgsProcessingModelerParameterWidget

    alg = algoritmo("identificar_hogares")
    cuadro = type("ModelerParametersDialog", (QWidget,), {
        "model": QgsProcessingModelAlgorithm(), "childId": "uno",
        "context": QgsProcessingContext(),
    })()  # fmt: skip
    # QGIS le pasa el diálogo a la casilla, que aquí no es uno de verdad.
    suya = QgsProcessingModelerParameterWidget
    previa, suya.setDialog = suya.setDialog, lambda *_: None
    try:
        envoltura = WidgetWrapperFactory.create_wrapper(alg.parameterDefinition("REGLAS"), cuadro)
    finally:
        suya.setDialog = previa
    assert isinstance(envoltura, suya)


def dialogo(clase: str, alg: Any) -> Any:
    """Un diálogo con el nombre de clase que mira Processing."""
    return type(clase, (QWidget,), {"algorithm": lambda _self: alg})()


def test_el_archivo_o_la_capa_no_dice_opcional(proveedor: Any) -> None:
    from processing.gui.wrappers import WidgetWrapperFactory

    alg = algoritmo("cargar_sisben")
    envoltura = WidgetWrapperFactory.create_wrapper(
        alg.parameterDefinition("ARCHIVO"), dialogo("AlgorithmDialog", alg)
    )
    assert envoltura.label.text() == "Archivo de la base (CSV o TXT)"
    envoltura.setValue("/tmp/Ñame/base.csv")
    assert envoltura.value() == "/tmp/Ñame/base.csv"
    envoltura.setValue(None)
    assert envoltura.value() == ""


def test_nada_obligatorio_dice_opcional(proveedor: Any) -> None:
    """Lo que `revisar` exige no lleva la marca de opcional."""
    obligatorios = {
        "cargar_referencia": {"ARCHIVO"},
        "clasificar_territorios": {"CAPA", "CAMPO"},
        "identificar_hogares": {"HOGARES", "REGLAS"},
        "asignar_cupos": {"TERRITORIOS", "POBRES", "POBLACION", "TOTAL"},
        "seleccionar_hogares": {"HOGARES", "ID", "PRIORIDAD", "SEMILLA"},
        "evaluar_focalizacion": {"HOGARES", "ID", "OBJETIVO"},
        "incidencia_privaciones": {"HOGARES", "K"},
        "diagnosticar_capa": {"HOGARES"},
    }
    from qgis.core import QgsProcessingParameterDefinition as Definicion

    for nombre, suyos in obligatorios.items():
        for parametro in suyos:
            declarado = algoritmo(nombre)
            banderas = declarado.parameterDefinition(parametro).flags()
            assert not banderas & Definicion.Flag.FlagOptional, (nombre, parametro)


def test_las_reglas_se_guardan_y_se_abren(tmp_path: Path, qgis_app: Any) -> None:
    from kit_pobreza.constructor.archivo import leer
    from kit_pobreza.errores import ErrorDeCapa
    from kit_pobreza.salida import escribir_texto

    ruta = tmp_path / "reglas de niñez.txt"
    escribir_texto(str(ruta), "Uno: orden <= B7\nsalvo clase = 1\n")
    assert leer(ruta) == "Uno: orden <= B7\nsalvo clase = 1"
    ruta.write_bytes("Peña".encode("cp1252"))
    with pytest.raises(ErrorDeCapa, match="UTF-8"):
        leer(ruta)
    with pytest.raises(ErrorDeCapa, match="no se pudo leer"):
        leer(tmp_path / "no está.txt")


def test_no_guarda_la_capa(armado: Any) -> None:
    """Solo los campos leídos: una capa viva al cerrar QGIS lo tumba."""
    for valor in armado._base._leidos.values():
        assert isinstance(valor, np.ndarray)


def test_los_registros_no_traen_mas_de_lo_que_se_ve(armado: Any, base: QgsVectorLayer) -> None:
    visto = SimpleNamespace(distintos=armado._base.distintos("nom_vereda"))
    assert visto.distintos == [("D'Arcy", 1), ("La Peña", 2), ("La Y", 1)]
    assert {f["nom_vereda"] for f in filas(base)} >= {v for v, _ in visto.distintos}
