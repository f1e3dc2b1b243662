"""Lo que el registro de auditoría de una salida dice de ella, y si con eso se puede publicar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errores import ErrorDeMetodo
from ..hogares.auditoria import CLAVE_DE
from ..publicable.redondeo import BASES
from ..tablas import documento
from .esquema import exigir_modo

TOTAL_PUBLICADO = "total_publicado"
"""Con este nombre va en el registro de QGIS la fila del total, que su capa no trae."""
OTRO = "elija el archivo «.auditoria.json» que quedó junto a la salida publicable"


@dataclass(frozen=True)
class Procedencia:
    """Con qué se hizo una salida publicable: `corrida` y versión del kit, día, huellas y reglas.

    `total` es la fila del total, si el registro la trae.
    """

    corrida: str
    kit: str
    huella_metodos: str
    fecha: str
    huella_de_clave: str
    redondeo: int
    minimo: int
    practica: bool
    total: Mapping[str, Any] | None


def leer_registro(registro: Any) -> Procedencia:
    """La procedencia; ErrorDeMetodo si no es el registro de una incidencia publicable."""
    if not isinstance(registro, dict) or "registro" not in registro:
        raise ErrorDeMetodo("no es un registro de auditoría del kit", que_hacer=OTRO)
    corrida = next((str(registro[c]) for c in CLAVE_DE.values() if registro.get(c)), "")
    exigir_modo(registro)
    if "incidencia" not in corrida.lower() and "mi base" not in corrida.lower():
        raise ErrorDeMetodo(f"es el registro de «{corrida}», no de la incidencia", que_hacer=OTRO)
    parametros = registro.get("parametros")
    if not isinstance(parametros, dict):
        raise ErrorDeMetodo("al registro le falta: parametros", que_hacer=OTRO)
    total = registro.get(TOTAL_PUBLICADO)
    practica = registro.get("uso") == documento("publicable")["rotulos"]["practica"]
    if not practica and registro.get("publicable") != "sí":
        raise ErrorDeMetodo("el registro no dice que se pueda publicar", que_hacer=OTRO)
    return Procedencia(
        corrida=corrida,
        kit=_texto(registro, "kit"),
        huella_metodos=_texto(registro, "huella_metodos"),
        fecha=_texto(registro, "fecha")[:10],
        huella_de_clave=_texto(registro, "huella_de_clave"),
        redondeo=_redondeo(parametros),
        minimo=_entero(parametros.get("minimo_de_hogares", parametros.get("MINIMO"))),
        practica=practica,
        total=total if isinstance(total, dict) else None,
    )


def _texto(registro: Mapping[str, Any], campo: str) -> str:
    valor = registro.get(campo)
    if not isinstance(valor, str) or not valor:
        raise ErrorDeMetodo(f"al registro le falta: {campo}", que_hacer=OTRO)
    return valor


def _redondeo(parametros: Mapping[str, Any]) -> int:
    """El múltiplo: la orden lo escribe; QGIS, su lugar en la lista."""
    if "base_de_redondeo" in parametros:
        return _entero(parametros["base_de_redondeo"])
    lugar = _entero(parametros.get("BASE"))
    if not 0 <= lugar < len(BASES):
        raise ErrorDeMetodo(f"el registro dice BASE «{lugar}»", que_hacer=OTRO)
    return BASES[lugar]


def _entero(valor: Any) -> int:
    if type(valor) is not int:
        raise ErrorDeMetodo(
            "el registro no dice a qué se redondeó o desde cuántos hogares", que_hacer=OTRO
        )
    return valor
