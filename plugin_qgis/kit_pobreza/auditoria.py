"""El registro JSON que queda junto a cada salida: con qué se hizo, sin datos personales."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
)

from .recursos import huella_del_metodo, version

SUFIJO = ".auditoria.json"
# Lo que dice dónde está algo: una ruta, una dirección o una base de datos.
DIRECCION = re.compile(r"/|\\\\|[A-Za-z]:[\\/]|\w+://|file:|ogr:|.*\bdbname=")


def registro(
    algoritmo: str,
    parametros: dict[str, Any],
    lecturas: list[dict[str, Any]],
    recuentos: dict[str, Any],
    avisos: list[str],
) -> str:
    """El registro como texto JSON."""
    documento = {
        "algoritmo": algoritmo,
        "fecha": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "complemento": version(),
        "qgis": Qgis.QGIS_VERSION.split("-", maxsplit=1)[0],
        "huella_metodos": huella_del_metodo(),
        "parametros": {nombre: legible(valor) for nombre, valor in sorted(parametros.items())},
        "lectura": lecturas,
        "recuentos": recuentos,
        "avisos": avisos,
    }
    return json.dumps(documento, ensure_ascii=False, indent=2, default=str) + "\n"


def junto_a(ruta: str) -> Path:
    """Dónde va el registro de una salida."""
    return Path(ruta + SUFIJO)


def legible(valor: Any) -> Any:
    """Un parámetro sin carpetas, usuarios ni claves: de una capa o un archivo, solo el nombre."""
    for clase, leer in LEGIBLES:
        if isinstance(valor, clase):
            return leer(valor)
    if isinstance(valor, str) and DIRECCION.match(valor):
        archivo, _, resto = valor.partition("|")
        return Path(archivo.replace("\\", "/")).name.split("'")[0] + (f"|{resto}" if resto else "")
    return valor if valor is None or isinstance(valor, (bool, int, float, str)) else str(valor)


# Cómo se dice cada clase de parámetro que no es un texto ni un número.
LEGIBLES: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (QgsMapLayer, lambda capa: capa.name()),
    (QgsProperty, lambda dinamico: dinamico.asExpression() or legible(dinamico.staticValue())),
    (
        QgsProcessingFeatureSourceDefinition,
        lambda fuente: {
            "capa": legible(fuente.source),
            "entidades": "seleccionadas" if fuente.selectedFeaturesOnly else "todas",
        },
    ),
    (QgsProcessingOutputLayerDefinition, lambda destino: legible(destino.sink)),
    ((list, tuple), lambda lista: [legible(v) for v in lista]),
)
