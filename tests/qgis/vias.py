"""Las cuatro vías por las que corre un algoritmo, hasta sus archivos, y cómo se comparan."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QTextEdit

from tests.qgis.corridas import Registro, qgis_process
from tests.qgis.entradas import de_archivo, en
from tests.qgis.test_sumas import canonico, geometria
from tests.qgis.usos import EXTENSIONES

Valores = Mapping[str, Any]
# Lo que el registro dice de la cuenta; lo demás (fecha, rutas, lectura) es de cada corrida.
DE_LA_CUENTA = ("recuentos", "perdidas", "modo", "uso", "huella_metodos")
ENTRADAS_DE_MODELO = {
    "source": QgsProcessingParameterFeatureSource, "file": QgsProcessingParameterFile,
    "raster": QgsProcessingParameterRasterLayer,
}  # fmt: skip
SEGUNDOS = 60


def crear(algoritmo: str) -> Any:
    """Una instancia del algoritmo registrado."""
    registro = QgsApplication.processingRegistry()
    return registro.createAlgorithmById(f"kit_pobreza:{algoritmo}")


def destinos(algoritmo: str, carpeta: Path) -> dict[str, str]:
    """Un archivo por salida, también las opcionales, en una carpeta que se crea."""
    carpeta.mkdir(parents=True, exist_ok=True)
    declarado = crear(algoritmo)
    nombres = [d.name() for d in declarado.destinationParameterDefinitions()]
    return {n: str(carpeta / f"{n}.{EXTENSIONES.get(n, 'gpkg')}") for n in nombres}


def sin_ventana_principal() -> None:
    """Le quita a Processing el `iface` de mentira de pytest-qgis, que sus ventanas no admiten."""
    for nombre, modulo in list(sys.modules.items()):
        if nombre.startswith("processing.gui") and getattr(modulo, "iface", None) is not None:
            modulo.iface = None


def en_la_caja(algoritmo: str, valores: Valores, entradas: Path, salida: Path) -> dict[str, Any]:
    """El diálogo de QGIS, con sus casillas llenas y su botón; devuelve los números que da."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    sin_ventana_principal()
    cuadro, hechas = AlgorithmDialog(crear(algoritmo)), []
    cuadro.algorithmFinished.connect(lambda bien, dado: hechas.append((bien, dado)))
    cuadro.setParameters({**en(entradas, dict(valores)), **destinos(algoritmo, salida)})
    cuadro.runAlgorithm()
    esperar(lambda: bool(hechas))
    aviso = cuadro.messageBar().currentItem()
    assert hechas, aviso.text() if aviso is not None else "no terminó"
    bien, dado = hechas[0]
    assert bien, "\n".join(t.toPlainText() for t in cuadro.findChildren(QTextEdit))
    cuadro.close()
    cuadro.deleteLater()
    return numeros(dado)


def por_lotes(algoritmo: str, valores: Valores, filas: Sequence[tuple[Path, Path]]) -> None:
    """La tabla por lotes de QGIS, con una fila por (carpeta de entradas, carpeta de salida)."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    sin_ventana_principal()
    cuadro = BatchAlgorithmDialog(crear(algoritmo))
    tabla = cuadro.mainWidget()
    tabla.checkLoadLayersOnCompletion.setChecked(False)
    contexto, rutas = QgsProcessingContext(), []
    for fila, (entradas, salida) in enumerate(filas):
        if fila:
            tabla.addRow()
        for nombre, valor in en(entradas, dict(valores)).items():
            casilla = tabla.wrappers[fila][tabla.parameter_to_column[nombre]]
            casilla.setParameterValue(valor, contexto)
        for nombre, ruta in destinos(algoritmo, salida).items():
            rutas.append(ruta)
            # La primera fila de la tabla es la de «Autocompletar».
            columna = tabla.parameter_to_column[nombre]
            tabla.tblParameters.cellWidget(fila + 1, columna).setValue(ruta)
    try:
        cuadro.runAlgorithm()
    except TypeError as error:
        # QGIS 3.22, con todas las filas ya corridas, anota mal una salida HTML (sin `timestamp`).
        if "timestamp" not in str(error):
            raise
    # Desde 3.24 corre en otro hilo; el registro es lo último que se escribe.
    esperar(lambda: all(Path(f"{r}.auditoria.json").is_file() for r in rutas))
    cuadro.close()
    cuadro.deleteLater()


def en_un_modelo(algoritmo: str, valores: Valores, entradas: Path, salida: Path) -> None:
    """Un modelo que recibe las entradas, tiene el algoritmo de paso y entrega sus salidas."""
    modelo = modelo_con(algoritmo, valores)
    declarado = modelo.create()
    rutas = destinos(algoritmo, salida)
    # Según la versión, la salida se llama «SALIDA» o «paso:SALIDA».
    finales = {
        d.name(): rutas[d.name().rpartition(":")[2]]
        for d in declarado.destinationParameterDefinitions()
    }
    assert len(finales) == len(rutas)
    propias = {n.lower(): v for n, v in en(entradas, _de_entrada(valores)).items()}
    contexto, registro = QgsProcessingContext(), Registro()
    contexto.setProject(QgsProject.instance())
    _, bien = declarado.run({**propias, **finales}, contexto, registro)
    assert bien, registro.texto


def modelo_con(algoritmo: str, valores: Valores) -> QgsProcessingModelAlgorithm:
    """El modelo: cada entrada es suya; lo demás va escrito en el paso."""
    modelo = QgsProcessingModelAlgorithm("prueba", "kit")
    paso = QgsProcessingModelChildAlgorithm(f"kit_pobreza:{algoritmo}")
    paso.setChildId("paso")
    fuente = QgsProcessingModelChildParameterSource
    declarado = crear(algoritmo)
    for nombre, valor in valores.items():
        paso.addParameterSources(nombre, [fuente.fromStaticValue(valor)])
    for nombre in _de_entrada(valores):
        clase = ENTRADAS_DE_MODELO[declarado.parameterDefinition(nombre).type()]
        modelo.addModelParameter(
            clase(nombre.lower(), nombre), QgsProcessingModelParameter(nombre.lower())
        )
        paso.addParameterSources(nombre, [fuente.fromModelParameter(nombre.lower())])
    salidas = {}
    for destino in declarado.destinationParameterDefinitions():
        salidas[destino.name()] = final = QgsProcessingModelOutput(destino.name(), destino.name())
        final.setChildId("paso")
        final.setChildOutputName(destino.name())
    paso.setModelOutputs(salidas)
    modelo.addChildAlgorithm(paso)
    modelo.updateDestinationParameters()
    return modelo


def orden(algoritmo: str, valores: Valores, entradas: Path, salida: Path) -> list[str]:
    """Con qué se llama a `qgis_process`."""
    dados = {**en(entradas, dict(valores)), **destinos(algoritmo, salida)}
    opciones = [f"--{n}={v}" for n, valor in dados.items() for v in _escritos(valor)]
    return ["--json", "run", f"kit_pobreza:{algoritmo}", *opciones]


def en_proceso(pedida: list[str], perfil: dict[str, str]) -> dict[str, Any]:
    """Los números que da `qgis_process` con esa orden, en su propio proceso."""
    return numeros(json.loads(qgis_process(pedida, perfil))["results"])


def _escritos(valor: Any) -> list[str]:
    """Como se escribe en la orden: una lista, repitiendo la opción."""
    if isinstance(valor, list):
        return [str(v) for v in valor]
    return [str(valor).lower() if isinstance(valor, bool) else str(valor)]


def _de_entrada(valores: Valores) -> dict[str, Any]:
    return {n: v for n, v in valores.items() if de_archivo(v)}


def numeros(resultados: Mapping[str, Any]) -> dict[str, Any]:
    """Las salidas numéricas, como se comparan."""
    return {
        n: canonico(float(v)) for n, v in resultados.items()
        if isinstance(v, (int, float)) and not isinstance(v, bool)
    }  # fmt: skip


def esperar(listo: Any, segundos: float = SEGUNDOS) -> None:
    """Deja correr el ciclo de eventos hasta que pase algo."""
    limite = monotonic() + segundos
    while not listo() and monotonic() < limite:
        QgsApplication.processEvents()


def leida(carpeta: Path) -> dict[str, Any]:
    """{archivo: lo que dice}: las filas de cada capa, los textos y la cuenta de cada registro."""
    return {ruta.name: _contenido(ruta) for ruta in sorted(carpeta.iterdir())}


def _contenido(ruta: Path) -> Any:
    if ruta.suffix == ".gpkg":
        return filas_de(QgsVectorLayer(str(ruta), ruta.stem, "ogr"))
    if ruta.name.endswith(".auditoria.json"):
        registro = json.loads(ruta.read_text("utf-8"))
        return redondeado({c: registro.get(c) for c in DE_LA_CUENTA})
    if ruta.suffix == ".zip":
        with zipfile.ZipFile(ruta) as paquete:
            return {n: paquete.read(n) for n in paquete.namelist()}
    if ruta.suffix == ".pdf":
        return re.findall(rb"/Count\s+(\d+)", ruta.read_bytes())
    return ruta.read_text("utf-8")


def redondeado(dicho: Any) -> Any:
    """Lo mismo con sus números como los compara `test_sumas`: sumar en otro orden no los cambia."""
    if isinstance(dicho, dict):
        return {c: redondeado(v) for c, v in dicho.items()}
    return [redondeado(v) for v in dicho] if isinstance(dicho, list) else canonico(dicho)


def filas_de(capa: QgsVectorLayer) -> list[dict[str, Any]]:
    """Las filas con su geometría, y sin el número que les pone el archivo."""
    assert capa.isValid(), capa.source()
    nombres = [c.name() for c in capa.fields()]
    return [
        {**{n: canonico(v) for n, v in zip(nombres, f.attributes(), strict=True) if n != "fid"},
         "geometría": geometria(f)}
        for f in capa.getFeatures()
    ]  # fmt: skip
