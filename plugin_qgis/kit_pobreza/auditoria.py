"""El registro JSON que queda junto a cada salida: con qué se hizo, sin datos personales."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
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

from .metodos.hogares.auditoria import CON_CLAVE, ArchivoLeido, Corrida, Modo, armar, limpiar
from .recursos import compartido, version

SUFIJO = ".auditoria.json"
DE_ENTRADA = ("filtro", "seleccion", "sha256", "esquema", "mapeo")
DE_LECTURA = ("parametro", "capa", "camino", "motivo")


def registro(
    algoritmo: str,
    parametros: dict[str, Any],
    lecturas: list[dict[str, Any]],
    recuentos: dict[str, Any],
    avisos: list[str],
    modo: Modo | None = None,
    perdidas: Sequence[dict[str, Any]] = (),
    de_mas: Mapping[str, Any] | None = None,
) -> str:
    """El registro como texto JSON, armado como en la orden.

    Cada lectura es {"parametro", "capa", "camino", "motivo"} y, si se conocen, "filtro",
    "seleccion", "sha256" (de lo leído), "esquema" y "mapeo". `de_mas` se agrega tal cual.
    """
    legibles = {nombre: legible(valor) for nombre, valor in sorted(parametros.items())}
    corrida = Corrida(
        motor="qgis",
        nombre=algoritmo,
        version=version(),
        huella_metodos=compartido(),
        fecha=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        parametros=legibles,
        semilla=legibles.get("SEMILLA"),
        modo=modo,
        entorno={
            "complemento": version(),
            "qgis": Qgis.QGIS_VERSION.split("-", maxsplit=1)[0],
        },
    )
    entradas = [
        ArchivoLeido(
            nombre=lectura["capa"],
            **{c: lectura[c] for c in DE_ENTRADA if lectura.get(c) is not None},
        )
        for lectura in lecturas
    ]
    como = [{c: lectura[c] for c in DE_LECTURA if c in lectura} for lectura in lecturas]
    documento: dict[str, Any] = {
        **armar(corrida, entradas, recuentos, avisos, perdidas),
        "lectura": limpiar(como),
        **(de_mas or {}),
    }
    for entrada, lectura in zip(documento["entradas"], lecturas):
        if CON_CLAVE in lectura:
            entrada[CON_CLAVE] = lectura[CON_CLAVE]
            entrada.pop("sha256")
    return json.dumps(documento, ensure_ascii=False, indent=2, default=str) + "\n"


def junto_a(ruta: str) -> Path:
    """Dónde va el registro de una salida."""
    return Path(ruta + SUFIJO)


def legible(valor: Any) -> Any:
    """Un parámetro sin carpetas, usuarios ni claves: de una capa o un archivo, solo el nombre."""
    for clase, leer in LEGIBLES:
        if isinstance(valor, clase):
            return leer(valor)
    return limpiar(valor)


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
