"""«Recodificar privaciones» en QGIS de verdad: la misma tabla que la orden, y el asistente."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProject,
    QgsVectorLayer,
)

from tests.qgis.capas import guardar
from tests.qgis.corridas import Registro, qgis_process
from tests.qgis.orden import kit

SIN = ("H_5", *(f"I{j}" for j in range(1, 16)))
CSV_DE_QGIS = "file://{ruta}?type=csv&delimiter=,&detectTypes=no&geomType=none"


def sin_marcas(fuentes: Path, destino: Path, municipio: str = "11001") -> Path:
    """La muestra real sin sus marcas."""
    (origen,) = (fuentes / "sisben").glob(f"*_{municipio}_*.csv")
    with origen.open(encoding="utf-8-sig", newline="") as leida:
        filas = list(csv.DictReader(leida))
    with destino.open("w", encoding="utf-8", newline="") as escrita:
        propias = [c for c in filas[0] if c not in SIN]
        escritor = csv.DictWriter(escrita, propias, extrasaction="ignore")
        escritor.writeheader()
        escritor.writerows(filas)
    return destino


def de_la_orden(base: Path, salida: Path, *opciones: str) -> list[dict[str, str]]:
    """La tabla que escribe `kit recodificar`, con el Python del kit."""
    kit("recodificar", base, "--salida", salida, "--aceptar-indeterminados", "--con-hogar",
        *opciones)  # fmt: skip
    with salida.open(encoding="utf-8", newline="") as leida:
        return list(csv.DictReader(leida))


def escritas(filas: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Las filas como se escriben en un CSV del kit."""
    return [
        {c: "" if v is None else repr(v) if isinstance(v, float) else str(v) for c, v in f.items()
         if c != "fid"}
        for f in filas
    ]  # fmt: skip


COMO = {"ACEPTAR_INDETERMINADOS": True, "CON_HOGAR": True}


def test_la_misma_tabla_que_la_orden_bit_a_bit(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    base = sin_marcas(fuentes, tmp_path / "base con eñes y «comillas».csv")
    esperada = de_la_orden(base, tmp_path / "orden.csv")
    hecha = correr("recodificar_privaciones", ARCHIVO=str(base), **COMO)
    assert escritas(correr.filas(hecha["SALIDA"])) == esperada
    assert hecha["TOTAL_HOGARES"] == len(esperada)
    plana = sin_marcas(fuentes, tmp_path / "plana.csv")
    capa = QgsVectorLayer(CSV_DE_QGIS.format(ruta=plana), "base", "delimitedtext")
    en_gpkg = guardar(capa, tmp_path / "base.gpkg")
    otra = escritas(correr.filas(correr("recodificar_privaciones", CAPA=en_gpkg, **COMO)["SALIDA"]))
    # En una tabla de atributos la primera fila es la 1; en el archivo, la 2.
    assert otra == [{**f, "registro": str(int(f["registro"]) - 1)} for f in esperada]


def test_las_cuatro_completas_y_cero_contradicciones(correr: Any, fuentes: Path) -> None:
    for archivo in sorted((fuentes / "sisben").glob("*.csv")):
        hecha = correr("recodificar_privaciones", ARCHIVO=str(archivo))
        assert hecha["CONTRADICCIONES"] == 0
        informe = {
            (f["elemento"], f["dato"]): f["valor"]
            for f in correr.filas(hecha["INFORME"])
            if f["seccion"] == "concordancia"
        }
        for completa in ("I5", "I6", "I9", "I10"):
            assert informe[completa, "iguales"] == str(hecha["TOTAL_HOGARES"])
            assert informe[completa, "sin_decidir"] == "0"


def test_sin_aceptar_lo_indeterminado_se_detiene_y_dice_que(
    correr: Any, fuentes: Path, tmp_path: Path
) -> None:
    base = sin_marcas(fuentes, tmp_path / "base.csv", "76113")
    with pytest.raises(RuntimeError, match=r"más del 5 %.*I11 \(100,0 %\)"):
        correr("recodificar_privaciones", ARCHIVO=str(base))
    with pytest.raises(RuntimeError, match="ni un archivo ni una capa"):
        correr("recodificar_privaciones")


def test_la_ubicacion_llega_por_la_llave_y_no_por_el_lugar(
    correr: Any, fuentes: Path, tmp_path: Path
) -> None:
    base = sin_marcas(fuentes, tmp_path / "base.csv")
    esperada = de_la_orden(base, tmp_path / "orden.csv")
    puntos = QgsVectorLayer("Point?crs=EPSG:4326&field=hogar:string", "hogares", "memory")
    en_texto = "\n".join(
        f"{i},{f['hogar']}" for i, f in reversed(list(enumerate(esperada[1:], start=1)))
    )
    del puntos
    (tmp_path / "p.csv").write_text("x,hogar\n" + en_texto + "\n", encoding="utf-8")
    ruta = f"file://{tmp_path / 'p.csv'}?type=csv&xField=x&yField=x&crs=EPSG:9377&detectTypes=no"
    capa = QgsVectorLayer(ruta, "hogares", "delimitedtext")
    hecha = correr("recodificar_privaciones", ARCHIVO=str(base), HOGARES=capa, **COMO)
    salida = correr.capa(hecha["SALIDA"])
    lugares = {
        e["hogar"]: e.geometry().asPoint().x() if not e.geometry().isNull() else None
        for e in salida.getFeatures()
    }
    assert lugares == {f["hogar"]: float(i) if i else None for i, f in enumerate(esperada)}
    assert "1 hogares no están en la capa" in correr.registro.texto


def test_el_asistente_propone_y_su_receta_corre_igual_sin_ventana(
    correr: Any, fuentes: Path, tmp_path: Path, perfil: dict[str, str]
) -> None:
    from kit_pobreza.emparejar.envoltura import columna_de
    from kit_pobreza.emparejar.ventana import Ventana

    base = sin_marcas(fuentes, tmp_path / "base.csv", "76113")
    otra = tmp_path / "renombrada.csv"
    cabeza, resto = base.read_text("utf-8").split("\n", 1)
    otra.write_text(cabeza.replace("PER015", "Sabe leer") + "\n" + resto, encoding="utf-8")
    capa = QgsVectorLayer(CSV_DE_QGIS.format(ruta=otra), "base", "delimitedtext")
    nombres = [c.name() for c in capa.fields()]
    ventana = Ventana(nombres, lambda c: columna_de(capa, c))
    ventana.parte.setCurrentIndex(ventana.parte.findData("sisben_iv"))
    assert ventana.hecho.columnas["actividad"] == "PER019"
    assert ventana.hecho.hogar == ["cod_mpio", "llave", "HOGAR"]
    # «Nivel» es el del Sisbén, y no el educativo.
    assert not {"lee", "nivel"} & set(ventana.hecho.columnas)
    (lee,) = (v for v in ventana.hecho.variables if v.id == "lee")
    ventana._poner_columna(lee, "Sabe leer")
    assert ventana.hecho.codigos["lee"] == {"1": "afirma", "2": "niega", "9": "(no aplica)"}
    ventana.nombre.setText("Muestra renombrada")
    receta = json.dumps(ventana.documento(), ensure_ascii=False)
    ventana.deleteLater()
    esperada = de_la_orden(base, tmp_path / "orden.csv")
    hecha = correr(
        "recodificar_privaciones", ARCHIVO=str(otra), CORRESPONDENCIA=receta,
        GUARDAR=str(tmp_path / "mia.json"), **COMO,
    )  # fmt: skip
    marcas = [f"I{j}" for j in range(1, 16)]
    propias = [{c: f[c] for c in marcas} for f in escritas(correr.filas(hecha["SALIDA"]))]
    assert propias == [{c: f[c] for c in marcas} for f in esperada]
    guardada = tmp_path / "mia.json"
    assert json.loads(guardada.read_text("utf-8"))["parte_de"] == "sisben_iv"
    # La receta guardada, en qgis_process: sin ventana, en otro proceso.
    salida = tmp_path / "proceso.csv"
    qgis_process(
        ["run", "kit_pobreza:recodificar_privaciones", "--", f"ARCHIVO={otra}",
         f"PROPIA={guardada}", "ACEPTAR_INDETERMINADOS=true", "CON_HOGAR=true",
         f"SALIDA={salida}", f"INFORME={tmp_path / 'informe.csv'}"], perfil,
    )  # fmt: skip
    with salida.open(encoding="utf-8", newline="") as leida:
        en_proceso = [{c: f[c] for c in marcas} for f in csv.DictReader(leida)]
    assert en_proceso == propias


def test_cada_salida_lleva_su_registro_y_cancelada_no_deja_nada(
    correr: Any, fuentes: Path, tmp_path: Path
) -> None:
    base, carpeta = sin_marcas(fuentes, tmp_path / "base.csv"), tmp_path / "salidas"
    carpeta.mkdir()
    rutas = {
        "SALIDA": carpeta / "hogares.gpkg", "INFORME": carpeta / "informe.gpkg",
        "GUARDAR": carpeta / "receta.json",
    }  # fmt: skip
    pedido = {"ARCHIVO": str(base), **COMO, **{n: str(r) for n, r in rutas.items()}}
    with pytest.raises(RuntimeError, match="Cancelado: no se dejó ninguna salida"):
        correr("recodificar_privaciones", cancelar_en=0, **pedido)
    assert list(carpeta.iterdir()) == []
    correr("recodificar_privaciones", **pedido)
    for ruta in rutas.values():
        assert ruta.is_file()
        texto = Path(f"{ruta}.auditoria.json").read_text("utf-8")
        assert json.loads(texto)["algoritmo"] == "kit_pobreza:recodificar_privaciones"
        assert str(tmp_path) not in texto


def test_una_receta_mala_se_dice_con_su_ruta(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    base = sin_marcas(fuentes, tmp_path / "base.csv", "76113")
    mala = tmp_path / "mala.json"
    mala.write_text(json.dumps({"formato": "kit-recodificacion/1", "id": "x"}), encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"«mala\.json»: la receta, en la raíz: falta"):
        correr("recodificar_privaciones", ARCHIVO=str(base), PROPIA=str(mala))


RECETA_PROPIA = {
    "formato": "kit-recodificacion/1", "id": "mia", "nombre": "Mía", "parte_de": "sisben_iv",
    "esquema": {
        "hogar": ["cod_mpio", "llave", "HOGAR"], "persona": "ORDEN",
        "columnas": {"parentesco": "PER003", "seguridad_social": "PER007"},
    },
}  # fmt: skip


def test_en_un_modelo_con_la_correspondencia_escrita(
    correr: Any, fuentes: Path, tmp_path: Path
) -> None:
    """Recodificar → diagnosticar la tabla: la receta propia va en el modelo como un texto."""
    base = sin_marcas(fuentes, tmp_path / "base.csv", "76113")
    modelo = QgsProcessingModelAlgorithm("prueba", "kit")
    escrito = QgsProcessingModelChildParameterSource.fromStaticValue
    recodificar = QgsProcessingModelChildAlgorithm("kit_pobreza:recodificar_privaciones")
    recodificar.setChildId("recodificar")
    for nombre, valor in (
        ("ARCHIVO", str(base)), ("CORRESPONDENCIA", json.dumps(RECETA_PROPIA)),
        ("ACEPTAR_INDETERMINADOS", True),
    ):  # fmt: skip
        recodificar.addParameterSources(nombre, [escrito(valor)])
    final = QgsProcessingModelOutput("final", "final")
    final.setChildOutputName("SALIDA")
    final.setChildId("recodificar")
    recodificar.setModelOutputs({"final": final})
    modelo.addChildAlgorithm(recodificar)
    modelo.updateDestinationParameters()
    contexto, registro = QgsProcessingContext(), Registro()
    contexto.setProject(QgsProject.instance())
    resultados, bien = modelo.create().run(
        {"recodificar:final": "TEMPORARY_OUTPUT"}, contexto, registro
    )
    assert bien, registro.texto
    capa = contexto.takeResultLayer(next(v for n, v in resultados.items() if n.endswith("final")))
    assert capa.featureCount() == 1545
    assert {e["receta"] for e in capa.getFeatures()} == {"mia"}


def test_el_cuadro_por_lotes_tiene_la_caja_y_el_boton(proveedor: Any, fuentes: Path) -> None:
    """En lotes y en el diálogo, la misma caja: lo escrito es lo que corre."""
    from processing.gui.wrappers import WidgetWrapperFactory

    del fuentes
    (algoritmo,) = (a for a in proveedor.algorithms() if a.name() == "recodificar_privaciones")
    propio = algoritmo.create()
    definicion = propio.parameterDefinition("CORRESPONDENCIA")
    for clase in ("AlgorithmDialog", "BatchAlgorithmDialog", "ModelerParametersDialog"):
        envoltura = WidgetWrapperFactory.create_wrapper(definicion, type(clase, (), {})())
        assert envoltura.value() == ""
        envoltura.setValue(json.dumps(RECETA_PROPIA))
        assert json.loads(envoltura.parameterValue()) == RECETA_PROPIA
        assert envoltura.boton.text() == "Emparejar…"
        envoltura.widget.deleteLater()


def test_cargar_una_base_sin_privaciones_manda_a_recodificar(
    correr: Any, fuentes: Path, tmp_path: Path
) -> None:
    base = sin_marcas(fuentes, tmp_path / "base.csv", "76113")
    with pytest.raises(RuntimeError, match="«Recodificar privaciones»"):
        correr("cargar_sisben", ARCHIVO=str(base))
