"""Los algoritmos como se usan: encadenados en un modelo, por lotes y desde `qgis_process`."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsVectorLayer,
)

from tests.casos.cruces_de_casos import CARPETA as CRUCES
from tests.qgis.capas import cuadricula, cuadros, guardar, hogares
from tests.qgis.corridas import filas, qgis_process
from tests.qgis.lugares import lugares
from tests.qgis.test_base_nominal import ENCABEZADO, FILAS
from tests.qgis.test_complemento import IDS
from tests.qgis.veredas_publicadas import publicada

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
# Leen archivos o piden un ingreso que la base no trae: van sueltos. Lo publicable se encadena en
# test_fichas.
SUELTOS = {
    "cargar_referencia", "comparar_cortes", "evaluar_lista", "pobreza_monetaria",
    "acceso_servicios", "raster_territorios", "fichas_por_vereda", "preparar_para_publicar",
    "recodificar_privaciones",
}  # fmt: skip


def modelo() -> QgsProcessingModelAlgorithm:
    """Un modelo con todos los que se encadenan, de la base a los indicadores."""
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


def test_un_modelo_con_todos_corre_en_qgis_process(
    proveedor: Any, perfil: dict[str, str], base: Path, tmp_path: Path
) -> None:
    assert set(PASOS) == IDS - SUELTOS
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


def test_por_lotes(proveedor: Any, tmp_path: Path) -> None:
    """El cuadro por lotes de QGIS, con dos filas."""
    from processing.gui import Postprocessing
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    Postprocessing.iface = None
    sin_lotes = QgsProcessingAlgorithm.Flag.FlagSupportsBatch
    assert all(a.flags() & sin_lotes for a in proveedor.algorithms())
    capa, veredas = hogares(200), cuadricula(2)
    QgsProject.instance().addMapLayers([capa, veredas], False)
    algoritmo = QgsApplication.processingRegistry().createAlgorithmById(
        "kit_pobreza:incidencia_privaciones"
    )
    salidas = [tmp_path / f"k{i}.gpkg" for i in (1, 2)]
    pedidos = [
        {"HOGARES": capa.id(), "TERRITORIOS": veredas.id(), "K": k, "SALIDA": str(ruta)}
        for k, ruta in zip(("1/3", "0,5"), salidas, strict=True)
    ]
    # La tabla donde se escriben las filas cambia de una versión a otra; lo que corre, no.
    tabla = SimpleNamespace(
        checkLoadLayersOnCompletion=SimpleNamespace(isChecked=lambda: False),
        batchRowCount=lambda: len(pedidos),
        parametersForRow=lambda fila=None, *_, row=None, **__: (
            pedidos[fila if row is None else row], True,
        ),
    )  # fmt: skip
    cuadro = BatchAlgorithmDialog(algoritmo)
    cuadro.mainWidget = lambda: tabla
    cuadro.runAlgorithm()
    # Desde 3.24 corre en otro hilo; el registro es lo último que se escribe.
    esperar(lambda: all(Path(f"{r}.auditoria.json").is_file() for r in salidas))
    una, otra = (filas(QgsVectorLayer(str(r), "s", "ogr")) for r in salidas)
    assert all(a["h"] > b["h"] for a, b in zip(una, otra, strict=True))
    cuadro.close()


def esperar(listo: Any, segundos: float = 20) -> None:
    """Deja correr el ciclo de eventos hasta que pase algo."""
    from time import monotonic

    limite = monotonic() + segundos
    while not listo() and monotonic() < limite:
        QgsApplication.processEvents()


@pytest.fixture
def pedidos(correr: Any, base: Path, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Con qué se corre cada uno."""
    capa, veredas = hogares(300), cuadricula(3)
    medida = correr.capa(
        correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=veredas, MINIMO=0)["SALIDA"]
    )
    sedes = hogares(5, semilla=2)
    QgsProject.instance().addMapLayers([capa, veredas, medida, sedes], False)
    publicable = {
        "INCIDENCIA": str(publicada(correr, tmp_path)), "FUENTE": "Alcaldía", "CORTE": "2026-03",
    }  # fmt: skip
    capa.addExpressionField("$id", _entero("hogar"))
    capa.addExpressionField("$id % 2", _entero("seleccion"))
    return {
        "cargar_sisben": {"ARCHIVO": str(base)},
        "cargar_referencia": {"ARCHIVO": str(lugares(tmp_path)), "MUNICIPIO": "19532"},
        "diagnosticar_capa": {"HOGARES": capa, "TERRITORIOS": veredas},
        "incidencia_privaciones": {"HOGARES": capa, "TERRITORIOS": veredas},
        "clasificar_territorios": {"CAPA": medida},
        "identificar_hogares": {"HOGARES": capa, "REGLAS": "Todos: personas > 3"},
        "seleccionar_hogares": {
            "HOGARES": capa, "CUPO": 30, "PRIORIDAD": "personas mayor", "SEMILLA": "acta",
        },
        "asignar_cupos": {"TERRITORIOS": medida, "TOTAL": 50},
        "evaluar_focalizacion": {"HOGARES": capa, "OBJETIVO": "O: I1 = 1", "ORDEN": "personas"},
        "agrupamientos": {"CAPA": medida},
        "mapa_bivariado": {"CAPA": medida, "CAMPO_Y": "m0", "CUADRO": False},
        "pobreza_monetaria": {
            "HOGARES": capa, "INGRESO": "hogar", "LINEA": 100, "TERRITORIOS": veredas,
        },
        "cgh_por_territorio": {"HOGARES": capa, "OBJETIVO": "I1", "TERRITORIOS": veredas},
        "evaluar_lista": {
            "ARCHIVO": str(CRUCES / "antes.csv"), "LISTA": str(CRUCES / "por_documento.csv"),
        },
        "comparar_cortes": {
            "ARCHIVO_ANTES": str(CRUCES / "antes.csv"),
            "ARCHIVO_DESPUES": str(CRUCES / "despues.csv"),
        },
        "acceso_servicios": {"HOGARES": capa, "TERRITORIOS": veredas, "SEDES": sedes},
        "raster_territorios": {
            "TERRITORIOS": veredas, "RASTER": str(cuadros(tmp_path / "población.tif")),
            "HOGARES": capa,
        },
        "preparar_para_publicar": {**publicable, "CODIGO": "codigo", "MUNICIPIO": "05045"},
        "fichas_por_vereda": {**publicable, "NOMBRE": "nombre", "MUNICIPIO": "Apartadó"},
    }  # fmt: skip


def _entero(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "entero")


# Lee respuestas crudas: corre sobre la muestra real, en test_recodificar.
CON_LA_MUESTRA = {"recodificar_privaciones"}
# Los que dejan una fila por hogar.
DE_HOGARES = {
    "cargar_sisben", "identificar_hogares", "seleccionar_hogares", "evaluar_lista",
    "comparar_cortes", "acceso_servicios",
}  # fmt: skip
EXTENSIONES = {
    "HTML": "html", "CURVA": "svg", "LEYENDA": "svg", "PDF": "pdf", "PAQUETE": "zip",
}  # fmt: skip


def destinos(algoritmo: str, carpeta: Path) -> dict[str, str]:
    """Un archivo por salida."""
    alg = QgsApplication.processingRegistry().createAlgorithmById(f"kit_pobreza:{algoritmo}")
    nombres = [d.name() for d in alg.destinationParameterDefinitions()]
    return {n: str(carpeta / f"{n}.{EXTENSIONES.get(n, 'gpkg')}") for n in nombres}


@pytest.mark.parametrize("algoritmo", sorted(IDS - CON_LA_MUESTRA))
def test_cada_salida_lleva_su_registro_al_lado(
    correr: Any, pedidos: dict[str, Any], tmp_path: Path, algoritmo: str
) -> None:
    carpeta = tmp_path / "salidas"
    carpeta.mkdir()
    rutas = destinos(algoritmo, carpeta)
    hecha = correr(algoritmo, **pedidos[algoritmo], **rutas)
    for ruta in rutas.values():
        assert Path(ruta).is_file()
        texto = Path(f"{ruta}.auditoria.json").read_text("utf-8")
        registro = json.loads(texto)
        assert registro["algoritmo"] == f"kit_pobreza:{algoritmo}"
        assert registro["recuentos"]
        assert len(registro["huella_metodos"]) == 64
        assert {"fecha", "complemento", "qgis", "parametros", "lectura"} <= set(registro)
        assert str(tmp_path) not in texto
        assert not any(dato in texto for dato in PERSONALES)
    assert hecha["AUDITORIA"].endswith(".auditoria.json")
    if algoritmo in DE_HOGARES:
        assert any("Uso interno" in aviso for aviso in registro["avisos"])
        assert "Uso interno" in correr.registro.texto
    assert len(list(carpeta.iterdir())) == 2 * len(rutas)


@pytest.mark.parametrize("algoritmo", sorted(IDS - CON_LA_MUESTRA))
def test_cada_uno_se_cancela_sin_dejar_nada(
    correr: Any, pedidos: dict[str, Any], tmp_path: Path, algoritmo: str
) -> None:
    """Se cancela con el primer avance, cuando ya empezó a leer."""
    carpeta = tmp_path / "salidas"
    carpeta.mkdir()
    with pytest.raises(RuntimeError, match="Cancelado: no se dejó ninguna salida"):
        correr(algoritmo, cancelar_en=0, **pedidos[algoritmo], **destinos(algoritmo, carpeta))
    assert correr.registro.progresos
    assert list(carpeta.iterdir()) == []
