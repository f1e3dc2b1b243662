"""El botón de la ficha en la página del territorio: solo está si la ficha está.

La página se construye con una marca; al dejar la ficha a su lado, la marca pasa a ser el botón.
"""

from __future__ import annotations

import re

from markupsafe import escape

from generador.paginas.datos_del_sitio import Territorio
from generador.paginas.publicacion.llevadas import LIBRO

FICHA = "ficha.pdf"
MARCA = f"<!-- {FICHA} -->"
_BOTON = re.compile(rf'<a href="{re.escape(FICHA)}" download="[^"]*">Ficha en PDF</a>')
_CANONICA = re.compile(r'<link rel="canonical" href="([^"]*)territorio/\d+/index\.html"')


def poner(pagina: str, t: Territorio) -> str:
    """La página con el botón en lugar de su marca."""
    nombre = escape(f"{t.codigo} {t.nombre}.pdf")
    return pagina.replace(MARCA, f'<a href="{FICHA}" download="{nombre}">Ficha en PDF</a>')


def quitar(pagina: str) -> str:
    """La página como se construyó."""
    return _BOTON.sub(MARCA, pagina)


def con_libros(pagina: str) -> bool:
    """Si el sitio se construyó con las descargas que se hacen aparte."""
    return f'<a href="{LIBRO}"' in pagina


def direccion_del_sitio(pagina: str) -> str:
    """Dónde se publica el sitio, según la página de un territorio; «» si no lo dice."""
    hallada = _CANONICA.search(pagina)
    return hallada[1] if hallada else ""
