"""Lo que un buscador de datos lee de un perfil: qué lugar es, qué trae y dónde se descarga.

Vocabulario de schema.org (Dataset y Place), en JSON-LD.
"""

from __future__ import annotations

from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from generador import publicador
from generador.paginas.datos_del_sitio import Territorio

DESCARGAS = {"datos.csv": "text/csv", "datos.json": "application/json"}


def de(contexto: dict[str, Any], titulo: str, quien: str) -> dict[str, Markup]:
    """El JSON del perfil, listo para ir en un `<script>`: ningún texto puede cerrarlo.

    `titulo`, el de la página, sin escapar; `quien` la publica, o «». Las direcciones van relativas
    a la página; la descripción ya va en su `<meta>`.
    """
    t: Territorio = contexto["t"]
    dia = publicador.actualizado()
    datos = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": titulo,
        **({"dateModified": dia.isoformat()} if dia else {}),
        **({"publisher": {"@type": "Organization", "name": quien}} if quien else {}),
        "spatialCoverage": lugar(t),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": tipo, "contentUrl": archivo}
            for archivo, tipo in DESCARGAS.items()
        ],
    }
    # Compacto: va en 1.156 páginas, que no pasan de 24 kB comprimidas.
    escrito = htmlsafe_json_dumps(datos, ensure_ascii=False, separators=(",", ":"))
    return {"datos_enlazados": escrito}


def lugar(t: Territorio) -> dict[str, str]:
    """El territorio, con su código DIVIPOLA."""
    nombre = f"{t.nombre}, {t.nombre_departamento}" if t.nivel == "municipio" else t.nombre
    return {"@type": "Place", "name": nombre, "identifier": t.codigo}
