"""El marco de los perfiles: la página del tema (cabecera, menú, pie) donde se vierte cada cuerpo.

Todos los territorios están a la misma profundidad y fuera del menú: su página solo cambia en el
título, la descripción, la dirección y el cuerpo. El generador de sitios pinta una, con estas marcas
en su lugar.
"""

from __future__ import annotations

import html as escape_de_html
import re
from itertools import chain

from generador.errores import ErrorDelKit
from generador.paginas.entorno_jinja import BLOQUES
from generador.paginas.politica import con_rel

TITULO = "kit-marca-titulo"
DESCRIPCION = "kit-marca-descripcion"
EN_EL_PIE = "kit-marca-en-el-pie"
"""El título dentro de una cadena de CSS, que no se escapa como el HTML."""
DIRECCION = "https://kit.marca/direccion"
CUERPO = "kit-marca-cuerpo"
DATOS = "kit-marca-datos"
"""Los enlazados: el JSON que leen los buscadores."""
_OBLIGATORIAS = (TITULO, DESCRIPCION, CUERPO)  # sin dirección pública, la página no dice cuál es
_MARCAS = (*_OBLIGATORIAS, EN_EL_PIE, DIRECCION, DATOS)
_SANGRIA = re.compile(r"\s*\n\s*| {2,}")  # el tema deja 2 kB; no hay <pre> en un perfil
_EN_LA_CABEZA = re.compile(r"(?<=>) (?=<)")
_JUNTO_A_BLOQUE = re.compile(rf" (?=</?(?:{BLOQUES})\b)")
_SOBRA = ' xmlns="http://www.w3.org/2000/svg"'  # en HTML no hace falta, y va en cada icono
# Lo que el guion del tema mueve o usa: en los perfiles no va ese guion.
_DEL_GUION = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>|<meta name="generator"[^>]*>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>'
    r'| data-md-component="(?:header|container|main|content)"'
    r'| data-md-color-(?:primary|accent)="custom"'
)
_DEL_PIE = '--pie:"'
_AJENO_A_CSS = re.compile(r"[^\w\s.,;:()·-]|[\n\r\f]")
_CORTE = re.compile("|".join(map(re.escape, _MARCAS)))


class Marco:
    """Una página con huecos: lo que hay entre ellos se guarda partido y se une con lo propio."""

    def __init__(self, html: str) -> None:
        """`html` trae las marcas; ErrorDelKit si falta una o el cuerpo tiene dos lugares."""
        html = _DEL_GUION.sub("", html)
        cabeza, fin, cuerpo = _SANGRIA.sub(" ", html).replace(_SOBRA, "").partition("</head>")
        html = (_EN_LA_CABEZA.sub("", cabeza) if fin else cabeza) + fin
        html += _JUNTO_A_BLOQUE.sub("", cuerpo)
        html = html.replace(_DEL_PIE + TITULO, _DEL_PIE + EN_EL_PIE)
        self._huecos = _CORTE.findall(html)
        self._trozos = _CORTE.split(html)
        if faltan := [marca for marca in _OBLIGATORIAS if marca not in self._huecos]:
            raise ErrorDelKit(f"al marco de los perfiles le falta lo propio: {', '.join(faltan)}")
        if self._huecos.count(CUERPO) > 1:
            raise ErrorDelKit("el marco de los perfiles tiene dos lugares para el cuerpo")

    def verter(self, titulo: str, descripcion: str, direccion: str, cuerpo: str, datos: str) -> str:
        """La página completa. Todo llega ya escapado: `cuerpo` es HTML, y `datos`, JSON."""
        propio = {
            TITULO: titulo,
            EN_EL_PIE: en_css(escape_de_html.unescape(titulo)),
            DESCRIPCION: descripcion,
            DIRECCION: direccion,
            CUERPO: con_rel(cuerpo),
            DATOS: datos,
        }
        llenos = (propio[hueco] for hueco in self._huecos)
        return "".join(chain.from_iterable(zip(self._trozos, chain(llenos, [""]), strict=True)))


def en_css(texto: str) -> str:
    """`texto` dentro de una cadena de CSS: lo que no es letra, cifra o puntuación va por número.

    Ni cierra la cadena, ni la etiqueta que la aloja, ni deja a la vista «&#39;».
    """
    return _AJENO_A_CSS.sub(lambda signo: f"\\{ord(signo[0]):x} ", texto)
