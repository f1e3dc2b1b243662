"""El panel: lo de cada proyecto vive en él, y nada se pinta en otra vereda ni se pierde."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from tests.qgis.capas import agregar, cuadricula, guardar, hogares, poligono
from tests.qgis.corridas import filas
from tests.qgis.test_complemento import medir_y_cargar

MARCO = (-77, 7, -76, 8)


@pytest.fixture
def panel(proveedor: Any, qgis_new_project: None) -> Any:
    from kit_pobreza.memoria import MEMORIA
    from kit_pobreza.panel.panel import Panel

    MEMORIA.olvidar()
    abierto = Panel()
    yield abierto
    abierto.cerrar()
    abierto.deleteLater()


def explorada(panel: Any, k: int) -> dict[str, float]:
    """H por código de la capa de exploración, con otro k."""
    panel.deslizadores.k.setValue(k)
    panel.deslizadores.emitir()
    (capa,) = (c for c in QgsProject.instance().mapLayers().values()
               if "Exploración" in c.name())  # fmt: skip
    return {f["codigo"]: f["h"] for f in filas(capa)}


def resultado() -> Any:
    (capa,) = (c for c in QgsProject.instance().mapLayers().values()
               if "Incidencia" in c.name())  # fmt: skip
    return capa


def medidas(correr: Any, k: str) -> dict[str, float]:
    """H por código, de medir otra vez con ese k."""
    hecha = correr("incidencia_privaciones", HOGARES=hogares(300), TERRITORIOS=cuadricula(3), K=k)
    return {f["codigo"]: f["h"] for f in correr.filas(hecha["SALIDA"])}


def test_el_explorador_une_por_codigo_una_capa_filtrada(panel: Any, correr: Any) -> None:
    esperadas = medidas(correr, "0,5")
    medir_y_cargar()
    assert resultado().setSubsetString("\"codigo\" in ('05002', '05005', '05009')")
    vistas = explorada(panel, 50)
    assert vistas == pytest.approx({c: esperadas[c] for c in ("05002", "05005", "05009")})


def test_y_una_con_filas_borradas_agregadas_y_en_otro_orden(panel: Any, correr: Any) -> None:
    esperadas = medidas(correr, "0,5")
    medir_y_cargar()
    capa = resultado()
    filas_ = {f["codigo"]: f for f in capa.getFeatures()}
    assert capa.dataProvider().deleteFeatures([filas_["05001"].id(), filas_["05004"].id()])
    # La que se borró vuelve al final, y entra una vereda que nadie midió.
    vuelve = poligono(capa, [(0, 0), (1, 0), (1, 1), (0, 0)], filas_["05001"].attributes())
    nueva = poligono(capa, [(0, 0), (1, 0), (1, 1), (0, 0)], ["05999", "Otra"])
    agregar(capa, [vuelve, nueva])
    vistas = explorada(panel, 50)
    assert vistas.pop("05999") is None
    quedan = {c: h for c, h in esperadas.items() if c != "05004"}
    assert vistas == pytest.approx(quedan)
    assert "1 territorios de la capa no son los que se midieron" in panel.lectura.text()


@pytest.mark.parametrize("elegido", [None, "nombre"])
def test_sin_un_campo_que_distinga_une_por_id(panel: Any, correr: Any, elegido: str | None) -> None:
    """Dos veredas con el mismo código y nombre: la llave es el id de la entidad."""
    veredas = cuadricula(3)
    ids = [f.id() for f in veredas.getFeatures()]
    iguales = {0: "05001", 1: "Vereda 1"}
    veredas.dataProvider().changeAttributeValues({ids[8]: iguales})
    hecha = correr("incidencia_privaciones", HOGARES=hogares(300), TERRITORIOS=veredas, K="0,5")
    esperadas = [f["h"] for f in correr.filas(hecha["SALIDA"])]
    medir_y_cargar(TERRITORIOS=veredas, **({"CAMPO_TERRITORIOS": elegido} if elegido else {}))
    capa = resultado()
    borrada = next(capa.getFeatures()).id()
    assert capa.dataProvider().deleteFeatures([borrada])
    panel.deslizadores.k.setValue(50)
    panel.deslizadores.emitir()
    (exploracion,) = (c for c in QgsProject.instance().mapLayers().values() if c is not capa)
    assert [f["h"] for f in filas(exploracion)] == pytest.approx(esperadas[1:])


def test_la_exploracion_ordenada_no_se_corre(panel: Any, correr: Any) -> None:
    """Mover k dos veces con la capa de exploración filtrada en medio."""
    medir_y_cargar()
    explorada(panel, 20)
    (capa,) = (c for c in QgsProject.instance().mapLayers().values()
               if "Exploración" in c.name())  # fmt: skip
    assert capa.setSubsetString("\"codigo\" > '05004'")
    esperadas = medidas(correr, "0,5")
    vistas = explorada(panel, 50)
    assert vistas == pytest.approx({c: h for c, h in esperadas.items() if c > "05004"})


def test_un_proyecto_nuevo_empieza_sin_recuerdos(panel: Any, tmp_path: Path) -> None:
    from kit_pobreza.panel.recuerdo import AMBITO, LLAVE

    medir_y_cargar(K="0,4")
    proyecto = QgsProject.instance()
    assert panel.valores_para("incidencia_privaciones")["K"] == "0,4"
    ruta = tmp_path / "plan.qgz"
    assert proyecto.write(str(ruta))
    proyecto.clear()
    assert panel.valores_para("incidencia_privaciones") == {}
    assert panel.siguiente.text() == "Siguiente: cargue la base del Sisbén (paso 1)."
    assert "en pobreza" not in panel.tarjetas[1].estado.text()
    assert proyecto.readEntry(AMBITO, LLAVE, "")[0] == ""
    assert not panel.deslizadores.isEnabled()
    assert proyecto.read(str(ruta))
    assert panel.valores_para("incidencia_privaciones")["K"] == "0,4"


def test_ninguna_ruta_queda_en_el_proyecto(panel: Any, tmp_path: Path) -> None:
    """Ni la de la base nominal, ni las de las capas, ni las de las salidas."""
    import processing
    from kit_pobreza.panel.recuerdo import AMBITO, LLAVE

    from tests.qgis.test_base_nominal import ENCABEZADO, FILAS

    secreta = tmp_path / "Base nominal de Ñame"
    secreta.mkdir()
    base = secreta / "base.txt"
    base.write_text("\n".join([ENCABEZADO, *FILAS]) + "\n", encoding="utf-8")
    processing.run("kit_pobreza:cargar_sisben", {
        "ARCHIVO": str(base), "HOGARES": str(secreta / "h.gpkg"), "CALIDAD": "TEMPORARY_OUTPUT",
    })  # fmt: skip
    veredas = guardar(cuadricula(3), secreta / "veredas.gpkg")
    medir_y_cargar(TERRITORIOS=veredas.source(), SALIDA=str(secreta / "i.gpkg"), K="0,4")
    texto = QgsProject.instance().readEntry(AMBITO, LLAVE, "")[0]
    assert json.loads(texto)["parametros"]["incidencia_privaciones"]["K"] == "0,4"
    assert secreta.name not in texto
    assert str(tmp_path) not in texto
    # En la sesión sí se propone: quien repite la carga no vuelve a buscar el archivo.
    assert panel.valores_para("cargar_sisben")["ARCHIVO"] == str(base)


def test_un_proyecto_de_antes_se_limpia_al_abrirlo(panel: Any, tmp_path: Path) -> None:
    from kit_pobreza.panel.recuerdo import AMBITO, LLAVE, recuperar

    ruta = "/home/ana/bases/nominal.csv"
    viejo = {"parametros": {"cargar_sisben": {"ARCHIVO": ruta, "MUNICIPIO": "05045",
                                              "HOGARES": "/x/h.gpkg"},
                            "incidencia_privaciones": {"HOGARES": "/x/h.gpkg", "K": "0,4"},
                            "algo_que_ya_no_existe": {"A": "/y"}},
             "recuentos": {}, "capas": {}}  # fmt: skip
    proyecto = QgsProject.instance()
    proyecto.writeEntry(AMBITO, LLAVE, json.dumps(viejo))
    recuperar()
    quedan = json.loads(proyecto.readEntry(AMBITO, LLAVE, "")[0])["parametros"]
    assert quedan == {
        "cargar_sisben": {"MUNICIPIO": "05045"}, "incidencia_privaciones": {"K": "0,4"},
    }  # fmt: skip


@pytest.mark.parametrize("malo", ["{", "[1]", '{"parametros": 3}', "null"])
def test_un_recuerdo_danado_no_impide_abrir(panel: Any, malo: str) -> None:
    from kit_pobreza.panel.recuerdo import AMBITO, LLAVE, recuperar

    QgsProject.instance().writeEntry(AMBITO, LLAVE, malo)
    recuperar()
    panel.actualizar()
    assert panel.siguiente.text().endswith("(paso 1).")


def test_un_paso_sin_su_capa_no_esta_hecho(panel: Any) -> None:
    from kit_pobreza.panel.pasos import PERDIDA

    medir_y_cargar()
    assert "en pobreza" in panel.tarjetas[1].estado.text()
    assert panel.tarjetas[1].insignia.text() == "✓"
    QgsProject.instance().removeMapLayer(resultado().id())
    assert panel.tarjetas[1].estado.text() == PERDIDA
    assert panel.tarjetas[1].insignia.text() == "2"


def test_las_temporales_se_guardan_junto_al_proyecto(panel: Any, tmp_path: Path) -> None:
    """La misma capa, con su estilo, su registro y todas sus filas; al reabrir sigue hecha."""
    from kit_pobreza.panel import vivas

    medir_y_cargar()
    # La prueba no muestra la ventana: `isHidden` dice lo que se pidió.
    assert not panel.aviso.isHidden()
    assert panel.aviso.texto.text() == "1 capa es temporal y se pierde al cerrar QGIS."
    panel.aviso.boton.click()  # sin guardar el proyecto no hay dónde
    assert len(vivas.temporales()) == 1
    proyecto = QgsProject.instance()
    ruta = tmp_path / "Plan de niñez's.qgz"
    assert proyecto.write(str(ruta))
    antes, pintor = filas(resultado()), resultado().renderer().type()
    panel.aviso.boton.click()
    assert vivas.temporales() == []
    assert panel.aviso.isHidden()
    archivo = tmp_path / "Plan de niñez's_incidencia_por_territorio.gpkg"
    registro = json.loads((tmp_path / f"{archivo.name}.auditoria.json").read_text("utf-8"))
    assert registro["algoritmo"] == "kit_pobreza:incidencia_privaciones"
    assert resultado().renderer().type() == pintor
    leidas = [{n: v for n, v in f.items() if n != "fid"} for f in filas(resultado())]
    # El GeoPackage guarda ocho decimales.
    for leida, era in zip(leidas, antes, strict=True):
        assert leida == pytest.approx(era, abs=1e-8)
    assert proyecto.write(str(ruta))
    proyecto.clear()
    assert proyecto.read(str(ruta))
    assert len(filas(resultado())) == 9
    assert panel.tarjetas[1].insignia.text() == "✓"


def test_se_guarda_entera_aunque_este_filtrada_y_con_un_campo_virtual(
    panel: Any, tmp_path: Path
) -> None:
    from kit_pobreza.panel import vivas

    medir_y_cargar()
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    capa = resultado()
    capa.addExpressionField("h * 100", _entero("virtual"))
    assert capa.setSubsetString("codigo = '05002'")
    vivas.guardar([capa])
    assert [f["codigo"] for f in filas(capa)] == ["05002"]
    assert [c.name() for c in capa.fields()].count("virtual") == 1
    assert capa.setSubsetString("")
    assert len(filas(capa)) == 9


def test_la_temporal_que_es_un_archivo_tambien_se_guarda(panel: Any, tmp_path: Path) -> None:
    """Con muchos hogares la salida temporal es un GeoPackage de la carpeta temporal."""
    import processing
    from kit_pobreza.panel import vivas
    from processing.gui import Postprocessing

    Postprocessing.iface = None
    base = guardar(hogares(12_000, identidad=True), tmp_path / "base.gpkg")
    processing.runAndLoadResults("kit_pobreza:identificar_hogares", {
        "HOGARES": base, "REGLAS": "personas > 3", "SALIDA": "TEMPORARY_OUTPUT",
        "RECUENTOS": "TEMPORARY_OUTPUT",
    })  # fmt: skip
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    temporales = vivas.temporales()
    (grande,) = (c for c in temporales if c.featureCount() == 12_000)
    assert grande.providerType() == "ogr"
    antes = filas(grande)
    vivas.guardar(temporales)
    assert vivas.temporales() == []
    assert filas(grande) == antes
    nombres = sorted(r.name for r in tmp_path.glob("plan_*"))
    assert nombres == [
        "plan_hogares_con_su_razon.gpkg", "plan_hogares_con_su_razon.gpkg.auditoria.json",
        "plan_recuento_por_regla.gpkg", "plan_recuento_por_regla.gpkg.auditoria.json",
    ]  # fmt: skip


def test_no_se_guarda_a_medio_editar_ni_sin_permiso(
    panel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lo editado no se pierde, y un fallo no deja un archivo a medias ni la capa vacía."""
    from kit_pobreza.errores import ErrorDeCapa
    from kit_pobreza.panel import vivas

    medir_y_cargar()
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    capa = resultado()
    assert capa.startEditing()
    assert capa.changeAttributeValue(next(capa.getFeatures()).id(), 0, "x")
    with pytest.raises(ErrorDeCapa, match="ediciones sin guardar"):
        vivas.guardar([capa])
    assert capa.rollBack()
    fuera = str(tmp_path / "no existe" / "x.gpkg")
    monkeypatch.setattr(vivas, "ruta_libre", lambda _nombre: fuera)
    with pytest.raises(ErrorDeCapa, match="no se pudo guardar «Incidencia por territorio»"):
        vivas.guardar([capa])
    assert len(filas(capa)) == 9
    assert capa.providerType() == "memory"
    assert sorted(r.name for r in tmp_path.iterdir()) == ["plan.qgz"]


def test_una_capa_en_memoria_reabierta_vacia_no_cuenta_como_hecha(
    panel: Any, tmp_path: Path
) -> None:
    from kit_pobreza.panel.pasos import PERDIDA

    medir_y_cargar()
    proyecto, ruta = QgsProject.instance(), tmp_path / "plan.qgz"
    assert proyecto.write(str(ruta))
    proyecto.clear()
    assert proyecto.read(str(ruta))
    assert panel.tarjetas[1].estado.text() == PERDIDA


def propuestos(algoritmo: str) -> dict[str, Any]:
    """Lo que traen las casillas de las salidas del diálogo; vacío si van a la temporal."""
    from qgis.gui import QgsGui, QgsProcessingGui

    registro = QgsApplication.processingRegistry()
    declarado = registro.createAlgorithmById(f"kit_pobreza:{algoritmo}")
    casillas, valores = QgsGui.processingGuiRegistry(), {}
    for destino in declarado.destinationParameterDefinitions():
        casilla = casillas.createParameterWidgetWrapper(
            destino, QgsProcessingGui.WidgetType.Standard
        )
        pintada = casilla.createWrappedWidget(QgsProcessingContext())
        valores[destino.name()] = casilla.parameterValue()
        pintada.deleteLater()
    rutas = {n: getattr(v, "sink", v) for n, v in valores.items()}
    escritas = {n: getattr(v, "staticValue", lambda v=v: v)() for n, v in rutas.items()}
    return {n: v for n, v in escritas.items() if v and v != "TEMPORARY_OUTPUT"}


def test_con_el_proyecto_guardado_cada_salida_se_propone_a_su_lado(
    panel: Any, tmp_path: Path
) -> None:
    """En el diálogo, se abra desde el panel o desde la caja de herramientas."""
    assert propuestos("evaluar_focalizacion") == {}
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    assert propuestos("evaluar_focalizacion") == {
        "INDICADORES": str(tmp_path / "plan_indicadores.gpkg"),
        "CURVA": str(tmp_path / "plan_curva_de_concentracion.svg"),
    }
    # La opcional que no se pide no se escribe.
    assert set(propuestos("incidencia_privaciones")) == {"SALIDA"}
    (tmp_path / "plan_indicadores.gpkg").write_text("de otra corrida")
    (tmp_path / "plan_indicadores_2.gpkg.auditoria.json").write_text("{}")
    otros = propuestos("evaluar_focalizacion")
    assert otros["INDICADORES"] == str(tmp_path / "plan_indicadores_3.gpkg")


def test_sin_dialogo_la_salida_va_donde_se_diga(panel: Any, correr: Any, tmp_path: Path) -> None:
    """Un modelo, un lote o `qgis_process` no reciben la ruta: es solo lo que propone el diálogo."""
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    registro = QgsApplication.processingRegistry()
    for algoritmo in registro.providerById("kit_pobreza").algorithms():
        declarado = algoritmo.create()
        for destino in declarado.destinationParameterDefinitions():
            assert destino.defaultValue() in (None, "TEMPORARY_OUTPUT"), algoritmo.id()
    correr("incidencia_privaciones", HOGARES=hogares(30), CAMPO_HOGARES="codigo")
    assert [r.name for r in tmp_path.iterdir()] == ["plan.qgz"]


def test_lo_temporal_se_avisa_al_terminar(panel: Any) -> None:
    """Al correr desde el diálogo sin proyecto guardado; en medio de un modelo no hay a quién."""
    from kit_pobreza.destinos import por_perderse

    algoritmo = QgsApplication.processingRegistry().createAlgorithmById(
        "kit_pobreza:incidencia_privaciones"
    )
    al_proyecto = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    assert por_perderse(algoritmo, {"SALIDA": al_proyecto}) == ["Incidencia por territorio"]
    a_un_archivo = QgsProcessingOutputLayerDefinition("/x/y.gpkg", QgsProject.instance())
    for otra in ("TEMPORARY_OUTPUT", QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT"),
                 a_un_archivo):  # fmt: skip
        assert por_perderse(algoritmo, {"SALIDA": otra}) == []


def test_un_proyecto_sin_carpeta_lo_dice(
    panel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Uno que vive en un GeoPackage no tiene «al lado»: se avisa, y las capas quedan igual."""
    from kit_pobreza.panel import vivas
    from qgis.PyQt.QtWidgets import QMessageBox

    dichos: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _padre, _titulo, texto: dichos.append(texto))
    medir_y_cargar()
    guardar(cuadricula(2), tmp_path / "de ñame.gpkg")
    monkeypatch.setattr(QgsProject, "absolutePath", lambda _proyecto: "")
    assert QgsProject.instance().write(f"geopackage:{tmp_path / 'de ñame.gpkg'}?projectName=Plan")
    assert propuestos("incidencia_privaciones") == {}
    panel.aviso.boton.click()
    assert "guarde el proyecto en un archivo .qgz" in dichos[0]
    assert len(vivas.temporales()) == 1


def test_la_base_de_practica_se_abre_con_un_boton(panel: Any) -> None:
    from processing.gui import Postprocessing

    Postprocessing.iface = None
    llegadas: list[Any] = []
    panel.llegar.connect(lambda capa: llegadas.append(capa.id()))
    panel.practica.click()
    (territorios,) = QgsProject.instance().mapLayersByName("Territorios de práctica")
    assert llegadas == [territorios.id()]
    assert territorios.providerType() == "memory"
    assert "2.500 hogares de" in panel.tarjetas[0].estado.text()
    assert panel.siguiente.text().startswith("Siguiente: mida la incidencia")
    assert panel.practica.isHidden()


def test_lo_que_no_es_un_paso_esta_en_el_menu(panel: Any) -> None:
    """Un algoritmo nuevo aparece solo: basta con su línea en `algoritmos/__init__.py`."""
    from kit_pobreza.algoritmos import ALGORITMOS
    from kit_pobreza.panel.pasos import PASOS

    en_menu = {a.objectName() for a in panel.otras.menu().actions() if not a.isSeparator()}
    en_pasos = {a for paso in PASOS for a in paso.botones}
    assert en_menu | en_pasos == {c.FICHA.id for c in ALGORITMOS}
    assert not en_menu & en_pasos


def test_cada_capa_se_propone_por_lo_que_trae(panel: Any) -> None:
    """Con las veredas activas y primeras en el alfabeto, los hogares siguen siendo los hogares."""
    from kit_pobreza.algoritmos.incidencia_privaciones import IncidenciaPrivaciones
    from kit_pobreza.algoritmos.seleccionar_hogares import SeleccionarHogares

    veredas, base, otra = cuadricula(2), hogares(20, identidad=True), hogares(20, identidad=True)
    colegios = QgsVectorLayer("Point?crs=EPSG:4326&field=nombre:string", "a colegios", "memory")
    veredas.setName("a veredas")
    base.setName("z base")
    assert otra.addExpressionField("1", _entero("elegible")) >= 0
    otra.setName("y elegibles")
    QgsProject.instance().addMapLayers([veredas, colegios])
    assert propuestas(IncidenciaPrivaciones) == {"HOGARES": None, "TERRITORIOS": veredas.id()}
    QgsProject.instance().addMapLayer(base)
    assert propuestas(IncidenciaPrivaciones) == {"HOGARES": base.id(), "TERRITORIOS": veredas.id()}
    QgsProject.instance().addMapLayer(otra)
    assert propuestas(SeleccionarHogares)["HOGARES"] == otra.id()


def propuestas(clase: Any) -> dict[str, Any]:
    algoritmo = clase()
    algoritmo.initAlgorithm()
    capas = {d.name(): d.guiDefaultValueOverride() for d in algoritmo.parameterDefinitions()
             if d.type() == "source"}  # fmt: skip
    return {n: capas[n] for n in ("HOGARES", "TERRITORIOS") if n in capas}


def _entero(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "entero")


def test_la_capa_se_lee_en_el_orden_que_sea() -> None:
    """`getFeatures` ordenado, como lo deja una tabla ordenada: la llave no es el lugar."""
    from kit_pobreza.memoria import Exploracion

    veredas = cuadricula(2)
    llaves = Exploracion(None, "hogares", "codigo", {"05001": 0, "05002": 1, "05003": 2})  # type: ignore[arg-type]
    pedido = QgsFeatureRequest().addOrderBy("codigo", False)
    halladas = [llaves.territorio(f) for f in veredas.getFeatures(pedido)]
    assert halladas == [None, 2, 1, 0]
