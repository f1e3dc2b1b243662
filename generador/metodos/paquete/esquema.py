"""El manifiesto del paquete: su esquema, que es un dato, y la huella del método que midió."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errores import ErrorDeMetodo
from ..metodo import IPM
from ..publicable.publicada import MINIMO_DE_POBRES
from ..publicable.redondeo import BASE_DE_PERSONAS
from ..publicable.visible import MINIMO, MINIMO_COMPLETO
from ..tablas import documento
from .validar import problema

MANIFIESTO, TABLA, TERRITORIOS = "manifiesto.json", "tabla.csv", "territorios.geojson"
PIEZAS = (TABLA, TERRITORIOS)
# No va con las demás tablas: al navegador no le sirve.
ESQUEMA = json.loads((Path(__file__).with_name("manifiesto.schema.json")).read_text("utf-8"))
NOMBRE, VERSION = "kit-veredas", 1
MEDIDA: str = documento("ipm")["medida"]
REHAGALO = "vuelva a hacer el paquete con «Preparar para publicar», desde la salida publicable"


def reglas(redondeo: int, minimo: int) -> dict[str, int]:
    """Con qué se redondeó y desde cuántos hogares se muestra cada cosa."""
    return {
        "redondeo": redondeo,
        "redondeo_de_personas": BASE_DE_PERSONAS,
        "minimo": minimo,
        "minimo_completo": MINIMO_COMPLETO,
        "minimo_de_pobres": MINIMO_DE_POBRES,
    }


def huella_del_metodo() -> str:
    """SHA-256 de lo que decide qué dice una cifra publicada: medida, pesos, corte y mínimos.

    No cambia con la versión del kit si el método es el mismo: un paquete de antes se sigue leyendo.
    """
    propio = {
        "medida": MEDIDA,
        "metodo": IPM.resumen(),
        "minimos": [MINIMO, MINIMO_COMPLETO, MINIMO_DE_POBRES],
        "personas": BASE_DE_PERSONAS,
    }
    return sha256(json.dumps(propio, sort_keys=True, ensure_ascii=True).encode("ascii"))


def sha256(octetos: bytes) -> str:
    """En 64 cifras hexadecimales."""
    return hashlib.sha256(octetos).hexdigest()


def en_octetos(manifiesto: Mapping[str, Any]) -> bytes:
    """El manifiesto como se escribe: siempre igual para el mismo contenido."""
    texto = json.dumps(manifiesto, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{texto}\n".encode()


def leer(octetos: bytes) -> dict[str, Any]:
    """El manifiesto; ErrorDeMetodo con lo que no cumpla del esquema."""
    try:
        leido = json.loads(octetos.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ErrorDeMetodo(f"{MANIFIESTO} no es JSON", que_hacer=REHAGALO) from error
    exigir_modo(leido)
    if hallado := problema(leido, ESQUEMA, MANIFIESTO):
        raise ErrorDeMetodo(hallado, que_hacer=REHAGALO)
    return dict(leido)


def exigir_modo(leido: Any) -> None:
    """ErrorDeMetodo si no dice que es publicable: es lo primero que hay que saber."""
    modo = leido.get("modo") if isinstance(leido, dict) else None
    if modo != "publicable":
        raise ErrorDeMetodo(
            f"no está en modo publicable (dice «{modo}»): trae, o puede traer, cifras exactas",
            que_hacer="corra «Incidencia de privaciones» en modo publicable y prepare esa salida",
        )
