"""Correr algoritmos en las pruebas: con registro, con capas de salida y con cancelación."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)


class Registro(QgsProcessingFeedback):
    """Guarda lo que dice el algoritmo; con `cancelar_en`, cancela al llegar a ese progreso."""

    def __init__(self, cancelar_en: float | None = None) -> None:
        super().__init__(False)
        self.lineas: list[str] = []
        self.progresos: list[float] = []
        self._cancelar_en = cancelar_en
        self.progressChanged.connect(self._avanzar)

    def _avanzar(self, progreso: float) -> None:
        self.progresos.append(progreso)
        if self._cancelar_en is not None and progreso >= self._cancelar_en:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.lineas.append(info)

    def pushWarning(self, warning: str) -> None:
        self.lineas.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.lineas.append(error)

    @property
    def texto(self) -> str:
        return "\n".join(self.lineas)


class Corridas:
    """`correr("incidencia_privaciones", HOGARES=capa, …)` → resultados."""

    def __init__(self) -> None:
        self.registro = Registro()
        self.contexto = QgsProcessingContext()

    def __call__(
        self, algoritmo: str, cancelar_en: float | None = None, **valores: Any
    ) -> dict[str, Any]:
        """Los resultados; lanza RuntimeError con lo dicho si el algoritmo no terminó bien."""
        alg = QgsApplication.processingRegistry().createAlgorithmById(f"kit_pobreza:{algoritmo}")
        self.contexto = QgsProcessingContext()
        self.contexto.setProject(QgsProject.instance())
        self.registro = Registro(cancelar_en)
        for definicion in alg.destinationParameterDefinitions():
            if definicion.createByDefault():  # como el diálogo de Processing
                valores.setdefault(definicion.name(), "TEMPORARY_OUTPUT")
        bien, mensaje = alg.checkParameterValues(valores, self.contexto)
        if not bien:
            raise RuntimeError(mensaje)
        resultados, bien = alg.run(valores, self.contexto, self.registro)
        if not bien:
            raise RuntimeError(self.registro.texto)
        return resultados

    def capa(self, identificador: str) -> QgsVectorLayer:
        """La capa de una salida, en memoria o en archivo."""
        capa = self.contexto.takeResultLayer(identificador) or QgsVectorLayer(
            identificador, "r", "ogr"
        )
        assert capa.isValid(), identificador
        return capa

    def filas(self, identificador: str) -> list[dict[str, Any]]:
        """Las filas de una salida, con None donde no hay dato."""
        return filas(self.capa(identificador))

    @staticmethod
    def auditoria(ruta: str) -> dict[str, Any]:
        """El registro de auditoría."""
        return json.loads(Path(ruta).read_text("utf-8"))


def filas(capa: QgsVectorLayer) -> list[dict[str, Any]]:
    """Las filas de una capa, con None donde no hay dato."""
    nombres = [c.name() for c in capa.fields()]
    return [
        {n: None if v is None or getattr(v, "isNull", lambda: False)() else v
         for n, v in zip(nombres, entidad.attributes(), strict=False)}
        for entidad in capa.getFeatures()
    ]  # fmt: skip


def qgis_process(ordenes: list[str], entorno: dict[str, str]) -> str:
    """Lo que dice `qgis_process`; en bookworm el envoltorio falla y se llama al programa."""
    ejecutable = next(
        r for r in ("/usr/bin/qgis_process.bin", "/usr/bin/qgis_process") if Path(r).exists()
    )
    hecho = subprocess.run(
        [ejecutable, *ordenes], env=entorno, capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return hecho.stdout
