"""Diagnosticar, clasificar y encadenar en el modelador."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)

from tests.qgis.capas import agregar, cuadricula, hogares, poligono
from tests.qgis.corridas import filas as leer_filas
from tests.qgis.test_entradas_malas import cambiar


@pytest.fixture
def medidos(correr: Any) -> Any:
    """Territorios con su incidencia, sin ocultar ninguno."""
    hecha = correr("incidencia_privaciones", HOGARES=hogares(600), TERRITORIOS=cuadricula(4))
    return correr.capa(hecha["SALIDA"])


def test_diagnostico_cuenta_lo_que_se_le_puso(correr: Any) -> None:
    base = hogares(100)
    cambiar(base, 4, "I3", 9)
    cambiar(base, 6, "I3", None)
    cambiar(base, 8, "I15", -1)
    territorios = cuadricula(2, (-77, 7, -76, 7.5))
    agregar(
        territorios,
        [poligono(territorios, [(-70, 7), (-69, 8), (-69, 7), (-70, 8)], ["x", "Mala"])],
    )
    dentro = sum(f.geometry().asPoint().y() < 7.5 for f in base.getFeatures())
    hecha = correr("diagnosticar_capa", HOGARES=base, TERRITORIOS=territorios, ID="codigo",
                   CAMPO_TERRITORIOS="nombre")  # fmt: skip
    tabla = {f["revision"]: f for f in correr.filas(hecha["TABLA"])}
    assert tabla["I3 sin dato"]["cantidad"] == 1
    assert tabla["I3 fuera de 0/1"]["cantidad"] == 1
    assert "El primero, 9, en la fila 5" in tabla["I3 fuera de 0/1"]["detalle"]
    assert tabla["I15 fuera de 0/1"]["cantidad"] == 1
    assert tabla["I1 sin dato"]["gravedad"] == "bien"
    assert tabla["«codigo» duplicado"]["cantidad"] == 96
    assert tabla["Hogares fuera de todo polígono"]["cantidad"] == 100 - dentro
    assert tabla["Polígonos inválidos"]["cantidad"] == 1
    assert "Mala (fila 5)" in tabla["Polígonos inválidos"]["detalle"]
    assert hecha["IMPIDEN"] == 3
    informe = Path(hecha["HTML"]).read_text("utf-8")
    assert "3 cosas impiden medir" in informe
    assert informe.index("I3 fuera de 0/1") < informe.index("Sin novedad") < informe.index("I1 sin")
    assert "<script" not in informe


def test_cuantiles_reparten_por_igual(correr: Any, medidos: Any) -> None:
    hecha = correr("clasificar_territorios", CAPA=medidos, CLASES=4)
    clases = [f["clase"] for f in correr.filas(hecha["SALIDA"])]
    assert sorted(np.bincount(clases)[1:].tolist()) == [4, 4, 4, 4]
    assert hecha["CLASES_FORMADAS"] == 4


def test_jenks_y_media_son_los_del_metodo(correr: Any, medidos: Any) -> None:
    from kit_pobreza.metodos.clasificacion import clasificar, fisher_jenks

    valores = np.array([f["h"] for f in medidos.getFeatures()])
    naturales = correr("clasificar_territorios", CAPA=medidos, METODO=1, CLASES=3)
    esperadas = clasificar(valores, fisher_jenks(valores, 3)) + 1
    assert [f["clase"] for f in correr.filas(naturales["SALIDA"])] == esperadas.tolist()
    media = correr("clasificar_territorios", CAPA=medidos, METODO=3, PONDERADOR="poblacion")
    pesos = np.array([f["poblacion"] for f in medidos.getFeatures()])
    corte = (valores * pesos).sum() / pesos.sum()
    assert [f["clase"] == 2 for f in correr.filas(media["SALIDA"])] == (valores > corte).tolist()


def test_cortes_propios_y_su_error(correr: Any, medidos: Any) -> None:
    hecha = correr("clasificar_territorios", CAPA=medidos, METODO=2, CORTES="0,4; 0,6")
    filas = correr.filas(hecha["SALIDA"])
    assert [f["clase"] for f in filas] == [1 + (f["h"] > 0.4) + (f["h"] > 0.6) for f in filas]
    assert "De 40,0 % a 60,0 %" in {f["etiqueta"] for f in filas}
    for malos in ("", "a; b", "0,6; 0,4"):
        with pytest.raises(RuntimeError, match="Qué hacer"):
            correr("clasificar_territorios", CAPA=medidos, METODO=2, CORTES=malos)


def test_incidencia_por_concentracion(correr: Any, medidos: Any) -> None:
    hecha = correr("clasificar_territorios", CAPA=medidos, METODO=4, CANTIDAD="pobres",
                   PONDERADOR="poblacion")  # fmt: skip
    recuentos = correr.auditoria(hecha["AUDITORIA"])["recuentos"]
    assert recuentos["umbral_concentracion"] == pytest.approx(100 / 16)
    filas = correr.filas(hecha["SALIDA"])
    pobres = sum(f["pobres"] for f in filas)
    for fila in filas:
        alta = fila["h"] > recuentos["umbral_incidencia"]
        mucha = 100 * fila["pobres"] / pobres > recuentos["umbral_concentracion"]
        assert fila["clase"] == 1 + alta + 2 * mucha
        assert fila["etiqueta"].startswith(f"Incidencia {'alta' if alta else 'baja'}")
    with pytest.raises(RuntimeError, match="número de pobres"):
        correr("clasificar_territorios", CAPA=medidos, METODO=4)


def test_lo_oculto_no_recibe_cupo_en_silencio(correr: Any) -> None:
    hecha = correr(
        "incidencia_privaciones", HOGARES=hogares(120), TERRITORIOS=cuadricula(4), MODO=1
    )
    territorios = correr.capa(hecha["SALIDA"])
    asignada = correr("asignar_cupos", TERRITORIOS=territorios, TOTAL=20)
    assert "territorios vienen ocultos del paso anterior" in correr.registro.texto
    assert "mida otra vez con mínimo 0" in correr.registro.texto
    filas = correr.filas(asignada["SALIDA"])
    assert sum(f["cupos"] for f in filas) == 20
    assert all(f["cupos"] == 0 for f in filas if f["supresion"])


def test_un_poligono_invalido_no_detiene_los_pasos_siguientes(correr: Any) -> None:
    """Medir lo repara para contar y lo deja como estaba; clasificar y asignar solo lo copian."""
    territorios = cuadricula(2)
    corbata = poligono(territorios, [(-77, 6), (-76, 7), (-76, 6), (-77, 7)], ["05099", "Corbata"])
    agregar(territorios, [corbata])
    medidos = correr.capa(
        correr("incidencia_privaciones", HOGARES=hogares(200), TERRITORIOS=territorios)["SALIDA"]
    )
    clasificada = correr.filas(correr("clasificar_territorios", CAPA=medidos)["SALIDA"])
    asignada = correr.filas(
        correr("asignar_cupos", TERRITORIOS=medidos, TOTAL=9, NULOS=1)["SALIDA"]
    )
    for filas in (clasificada, asignada):
        assert [f["codigo"] for f in filas] == ["05001", "05002", "05003", "05004", "05099"]
    assert clasificada[-1]["clase"] is None
    assert asignada[-1]["cupos"] == 0


@pytest.mark.parametrize("regla", [0, 1, 2])
def test_cada_regla_de_reparto_cuadra(correr: Any, medidos: Any, regla: int) -> None:
    hecha = correr("asignar_cupos", TERRITORIOS=medidos, REGLA=regla, TOTAL=101, MINIMO=2)
    cupos = [f["cupos"] for f in correr.filas(hecha["SALIDA"])]
    assert sum(cupos) == 101
    assert min(cupos) >= 2


def test_se_encadena_en_el_modelador(correr: Any) -> None:
    """Incidencia → clasificar, con la clase calculada sobre la salida de la primera."""
    modelo = QgsProcessingModelAlgorithm("prueba", "kit")
    for nombre in ("hogares", "veredas"):
        modelo.addModelParameter(
            QgsProcessingParameterFeatureSource(nombre, nombre), QgsProcessingModelParameter(nombre)
        )
    entrada = QgsProcessingModelChildParameterSource.fromModelParameter
    medir = QgsProcessingModelChildAlgorithm("kit_pobreza:incidencia_privaciones")
    medir.setChildId("medir")
    medir.addParameterSources("HOGARES", [entrada("hogares")])
    medir.addParameterSources("TERRITORIOS", [entrada("veredas")])
    modelo.addChildAlgorithm(medir)
    clasificar = QgsProcessingModelChildAlgorithm("kit_pobreza:clasificar_territorios")
    clasificar.setChildId("clasificar")
    origen = QgsProcessingModelChildParameterSource.fromChildOutput("medir", "SALIDA")
    clasificar.addParameterSources("CAPA", [origen])
    final = QgsProcessingModelOutput("final", "final")
    final.setChildOutputName("SALIDA")
    final.setChildId("clasificar")
    clasificar.setModelOutputs({"final": final})
    modelo.addChildAlgorithm(clasificar)
    modelo.updateDestinationParameters()

    from qgis.core import QgsProcessingContext, QgsProject

    from tests.qgis.corridas import Registro

    contexto, registro = QgsProcessingContext(), Registro()
    contexto.setProject(QgsProject.instance())
    base, territorios = hogares(300), cuadricula(3)
    QgsProject.instance().addMapLayers([base, territorios], False)
    # `run` corre una copia: las salidas se nombran «hijo:nombre».
    resultados, bien = modelo.create().run(
        {"hogares": base.id(), "veredas": territorios.id(), "clasificar:final": "TEMPORARY_OUTPUT"},
        contexto, registro,
    )  # fmt: skip
    assert bien, registro.texto
    llave = next(n for n in resultados if n.endswith("final"))
    capa = contexto.takeResultLayer(resultados[llave])
    assert len(leer_filas(capa)) == 9
    assert {f["clase"] for f in leer_filas(capa)} == {1, 2, 3, 4, 5}
