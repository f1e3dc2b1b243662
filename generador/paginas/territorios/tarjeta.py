"""La tarjeta que otra página incrusta: las dos pobrezas de un territorio, sin guiones.

Sale de lo mismo que dice su perfil: no calcula ninguna cifra. El código que se copia lo arma
`kit.js`, que sabe en qué dirección está abierto el sitio.
"""

from __future__ import annotations

from typing import Any

from generador.paginas.datos_del_sitio import Territorio
from generador.paginas.entorno_jinja import pintar


def ruta(codigo: str) -> str:
    """La dirección de la tarjeta dentro del sitio."""
    return f"tarjeta/{codigo}/index.html"


def pintada(contexto: dict[str, Any], direccion: str) -> str:
    """La página de la tarjeta, con el `contexto` del perfil y su `direccion` pública, o «»."""
    propio = {"titulo": titulo(contexto["t"]), "direccion": direccion}
    return pintar("tarjeta.html", contexto | propio)


def titulo(t: Territorio) -> str:
    """Lo que la tarjeta es, para quien no la ve: sin escapar."""
    cual = f"{t.nombre}, {t.nombre_departamento}" if t.nivel == "municipio" else t.nombre
    return f"Pobreza en {cual}"
