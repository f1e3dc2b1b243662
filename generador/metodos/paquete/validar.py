"""La parte de JSON Schema que usa el manifiesto: tipo, lista cerrada, patrón, campos y sus valores.

El complemento no puede traer una biblioteca para esto; las pruebas cruzan el resultado con una.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TIPOS: dict[str, type] = {"object": dict, "string": str, "integer": int, "boolean": bool}
Esquema = Mapping[str, Any]


def problema(valor: Any, esquema: Esquema, donde: str) -> str:
    """Lo primero que `valor` no cumple de `esquema`; «» si lo cumple todo."""
    return next(_problemas(valor, esquema, donde), "")


def _problemas(valor: Any, esquema: Esquema, donde: str) -> Iterator[str]:
    # Para Python un «true» es un entero; para JSON, no.
    if type(valor) is not TIPOS[esquema["type"]]:
        yield f"{donde} no es de tipo {esquema['type']}"
        return
    if "enum" in esquema and valor not in esquema["enum"]:
        admite = ", ".join(map(str, esquema["enum"]))
        yield f"{donde} dice «{corto(valor)}» y esta versión del kit solo admite: {admite}"
    if "pattern" in esquema and not re.fullmatch(esquema["pattern"], str(valor)):
        yield f"{donde} dice «{corto(valor)}», que no tiene la forma esperada"
    if isinstance(valor, dict):
        yield from _campos(valor, esquema, donde)


def _campos(valor: Mapping[str, Any], esquema: Esquema, donde: str) -> Iterator[str]:
    faltan = [c for c in esquema.get("required", ()) if c not in valor]
    if faltan:
        yield f"a {donde} le falta: {', '.join(faltan)}"
    propios: Mapping[str, Any] = esquema.get("properties", {})
    sobran = sorted(set(valor) - set(propios))
    if sobran and esquema.get("additionalProperties") is False:
        yield f"{donde} trae de más: {', '.join(map(corto, sobran))}"
    for campo, suyo in propios.items():
        if campo in valor:
            yield from _problemas(valor[campo], suyo, f"{donde}, {campo}")


def corto(valor: Any) -> str:
    """Como se muestra en un mensaje."""
    return str(valor)[:80]
