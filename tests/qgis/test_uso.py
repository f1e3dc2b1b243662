"""Los algoritmos como se usan: encadenados, con su registro al lado y cancelados a mitad.

Por la caja, un modelo, lotes y `qgis_process`, en `test_cuatro_vias.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)

from tests.qgis import vias
from tests.qgis.capas import cuadricula, guardar
from tests.qgis.corridas import filas, qgis_process
from tests.qgis.entradas import en
from tests.qgis.test_base_nominal import ENCABEZADO, FILAS
from tests.qgis.usos import PRINCIPALES

MARCO = (-77, 7.5, -76, 8.5)
PERSONALES = ("ANA", "PÉREZ", "CALLE 1", "990011")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Una base nominal con sus datos personales."""
    ruta = tmp_path / "base sisbén.txt"
    ruta.write_text("\n".join([ENCABEZADO, *FILAS]) + "\n", encoding="utf-8")
    return ruta


def entrada(nombre: str) -> list[Any]:
    return [QgsProcessingModelChildParameterSource.fromModelParameter(nombre)]


def de(hijo: str, salida: str) -> list[Any]:
    return [QgsProcessingModelChildParameterSource.fromChildOutput(hijo, salida)]


def fijo(valor: Any) -> list[Any]:
    return [QgsProcessingModelChildParameterSource.fromStaticValue(valor)]


# Cada paso toma capas y números del anterior: los números también se encadenan.
PASOS: dict[str, dict[str, list[Any]]] = {
    "cargar_sisben": {"ARCHIVO": entrada("archivo")},
    "diagnosticar_capa": {
        "HOGARES": de("cargar_sisben", "HOGARES"), "TERRITORIOS": entrada("veredas"),
    },
    "incidencia_privaciones": {
        "HOGARES": de("cargar_sisben", "HOGARES"), "TERRITORIOS": entrada("veredas"),
        "MINIMO": fijo(0),
    },
    "clasificar_territorios": {"CAPA": de("incidencia_privaciones", "SALIDA")},
    "agrupamientos": {"CAPA": de("incidencia_privaciones", "SALIDA"), "CAMPO": fijo("hogares")},
    "mapa_bivariado": {
        "CAPA": de("incidencia_privaciones", "SALIDA"), "CAMPO_X": fijo("hogares"),
        "CAMPO_Y": fijo("personas"),
    },
    "identificar_hogares": {"HOGARES": de("cargar_sisben", "HOGARES")},
    "asignar_cupos": {
        "TERRITORIOS": de("incidencia_privaciones", "SALIDA"), "NULOS": fijo(1),
        "TOTAL": de("identificar_hogares", "ELEGIBLES"),
    },
    "seleccionar_hogares": {
        "HOGARES": de("identificar_hogares", "SALIDA"), "CUPO": de("asignar_cupos", "ASIGNADOS"),
        "SEMILLA": fijo("acta 1"),
    },
    "evaluar_focalizacion": {
        "HOGARES": de("cargar_sisben", "HOGARES"),
        "SELECCIONADOS": de("seleccionar_hogares", "SALIDA"), "PERSONAS": fijo("personas"),
    },
    "cgh_por_territorio": {
        "HOGARES": de("seleccionar_hogares", "SALIDA"), "CAMPO_HOGARES": fijo("cod_mpio"),
    },
}  # fmt: skip


def modelo() -> QgsProcessingModelAlgorithm:
    """Un modelo con los que se encadenan, de la base a los indicadores."""
    hecho = QgsProcessingModelAlgorithm("De la base a la evaluación", "kit")
    hecho.addModelParameter(
        QgsProcessingParameterFile("archivo", "archivo"), QgsProcessingModelParameter("archivo")
    )
    hecho.addModelParameter(
        QgsProcessingParameterVectorLayer("veredas", "veredas"),
        QgsProcessingModelParameter("veredas"),
    )
    for nombre, fuentes in PASOS.items():
        hijo = QgsProcessingModelChildAlgorithm(f"kit_pobreza:{nombre}")
        hijo.setChildId(nombre)
        for parametro, valores in fuentes.items():
            hijo.addParameterSources(parametro, valores)
        if nombre == "evaluar_focalizacion":
            final = QgsProcessingModelOutput("indicadores", "indicadores")
            final.setChildOutputName("INDICADORES")
            final.setChildId(nombre)
            hijo.setModelOutputs({"indicadores": final})
        hecho.addChildAlgorithm(hijo)
    hecho.updateDestinationParameters()
    return hecho


def test_un_modelo_que_los_encadena_corre_en_qgis_process(
    proveedor: Any, perfil: dict[str, str], base: Path, tmp_path: Path
) -> None:
    ruta, salida = tmp_path / "modelo.model3", tmp_path / "indicadores.gpkg"
    assert modelo().toFile(str(ruta))
    # Según la versión, la salida se llama «indicadores» o «evaluar_focalizacion:indicadores».
    guardado = QgsProcessingModelAlgorithm()
    assert guardado.fromFile(str(ruta))
    creado = guardado.create()
    (final,) = creado.destinationParameterDefinitions()
    veredas = guardar(cuadricula(2, MARCO), tmp_path / "veredas.gpkg")
    dicho = qgis_process(
        ["run", str(ruta), f"--archivo={base}", f"--veredas={veredas.source()}",
         f"--{final.name()}={salida}"],
        perfil,
    )  # fmt: skip
    assert salida.is_file(), dicho
    tabla = {f["indicador"]: f for f in filas(QgsVectorLayer(str(salida), "i", "ogr"))}
    # 7 fichas; todas son A3, así que todas son objetivo y el cupo alcanza para todas.
    assert tabla["Cobertura"]["valor"] == 1
    assert tabla["Error de inclusión (filtración)"]["valor"] == 0


# Los que dejan una fila por hogar.
DE_HOGARES = {
    "cargar_sisben", "identificar_hogares", "seleccionar_hogares", "evaluar_lista",
    "comparar_cortes", "acceso_servicios", "recodificar_privaciones",
}  # fmt: skip


@pytest.mark.parametrize(("algoritmo", "valores"), PRINCIPALES, ids=[a for a, _ in PRINCIPALES])
def test_cada_salida_lleva_su_registro_al_lado(
    correr: Any, entradas: Path, tmp_path: Path, algoritmo: str, valores: dict[str, Any]
) -> None:
    carpeta = tmp_path / "salidas"
    rutas = vias.destinos(algoritmo, carpeta)
    hecha = correr(algoritmo, **en(entradas, valores), **rutas)
    for ruta in rutas.values():
        assert Path(ruta).is_file()
        texto = Path(f"{ruta}.auditoria.json").read_text("utf-8")
        registro = json.loads(texto)
        assert registro["algoritmo"] == f"kit_pobreza:{algoritmo}"
        assert registro["recuentos"]
        assert len(registro["huella_metodos"]) == 64
        assert {"fecha", "complemento", "qgis", "parametros", "lectura"} <= set(registro)
        assert str(tmp_path) not in texto
        assert str(entradas) not in texto
        assert not any(dato in texto for dato in PERSONALES)
    assert hecha["AUDITORIA"].endswith(".auditoria.json")
    if algoritmo in DE_HOGARES:
        assert any("Uso interno" in aviso for aviso in registro["avisos"])
        assert "Uso interno" in correr.registro.texto
    assert len(list(carpeta.iterdir())) == 2 * len(rutas)


@pytest.mark.parametrize(("algoritmo", "valores"), PRINCIPALES, ids=[a for a, _ in PRINCIPALES])
def test_cada_uno_se_cancela_sin_dejar_nada(
    correr: Any, entradas: Path, tmp_path: Path, algoritmo: str, valores: dict[str, Any]
) -> None:
    """Se cancela con el primer avance, cuando ya empezó a leer."""
    carpeta = tmp_path / "salidas"
    with pytest.raises(RuntimeError, match="Cancelado: no se dejó ninguna salida"):
        correr(
            algoritmo, cancelar_en=0, **en(entradas, valores), **vias.destinos(algoritmo, carpeta)
        )
    assert correr.registro.progresos
    assert list(carpeta.iterdir()) == []
