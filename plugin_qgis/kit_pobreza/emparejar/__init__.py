"""El asistente que empareja las columnas y los códigos de una base con los de una receta."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingParameterString

from ..algoritmos.parametros import Parametro

AYUDA = (
    "Abre el asistente: qué columna de su base es cada variable y qué quiere decir cada código. "
    "Lo emparejado es una receta propia, que se guarda y sirve para el corte siguiente. Aquí queda "
    "escrita en JSON: así corre igual en un modelo, en lotes y con qgis_process."
)


def correspondencia(nombre: str, etiqueta: str) -> Parametro:
    """El parámetro: un texto con la receta propia y un botón que abre el asistente."""

    def hacer(n: str, e: str) -> Any:
        texto = QgsProcessingParameterString(n, e, "", True, True)
        texto.setMetadata({"widget_wrapper": {"class": f"{__package__}.envoltura.Envoltura"}})
        return texto

    return Parametro(nombre, etiqueta, hacer, ayuda=AYUDA)
