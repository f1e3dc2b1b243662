"""Lo que el pie y los metadatos de toda página dicen de esta copia del kit."""

from __future__ import annotations

from typing import Any

from generador import publicador

NOMBRE_DEL_KIT = "Kit de capacidades territoriales contra la pobreza"


def para_el_tema() -> dict[str, Any]:
    """Sin escapar: `autor` y, si se dijeron, `publicador`, `contacto`, su `enlace` y la fecha.

    `datos` es la ficha schema.org de la página.
    """
    quien, dia = publicador.leer(), publicador.actualizado()
    datos: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "inLanguage": "es-CO",
    }
    if dia:
        datos["dateModified"] = dia.isoformat()
    if quien.publicador:
        datos["publisher"] = {"@type": "Organization", "name": quien.publicador}
    return {
        "autor": quien.publicador or NOMBRE_DEL_KIT,
        "publicador": quien.publicador,
        "contacto": quien.contacto,
        "enlace": quien.enlace,
        "iso": dia.isoformat() if dia else "",
        "fecha": publicador.en_palabras(dia) if dia else "",
        "datos": datos,
    }
