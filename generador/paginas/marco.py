"""El marco de los perfiles: la página del tema (cabecera, menú, pie) donde se vierte cada cuerpo.

Todos los territorios están a la misma profundidad y fuera del menú: su página solo cambia en el
título, la descripción, la dirección y el cuerpo. El generador de sitios pinta una, con estas marcas
en su lugar.
"""

from __future__ import annotations

import re
from itertools import chain

from generador.errores import ErrorDelKit

TITULO = "kit-marca-titulo"
DESCRIPCION = "kit-marca-descripcion"
DIRECCION = "https://kit.marca/direccion"
CUERPO = "kit-marca-cuerpo"
_OBLIGATORIAS = (TITULO, DESCRIPCION, CUERPO)  # sin dirección pública, la página no dice cuál es
_MARCAS = (*_OBLIGATORIAS, DIRECCION)
_SANGRIA = re.compile(r"\s*\n\s*")  # el tema deja 2 kB de sangría; no hay <pre> en un perfil
_SOBRA = ' xmlns="http://www.w3.org/2000/svg"'  # en HTML no hace falta, y va en cada icono
_CORTE = re.compile("|".join(map(re.escape, _MARCAS)))


class Marco:
    """Una página con huecos: lo que hay entre ellos se guarda partido y se une con lo propio."""

    def __init__(self, html: str) -> None:
        """`html` trae las marcas; ErrorDelKit si falta una o el cuerpo tiene dos lugares."""
        html = _SANGRIA.sub("\n", html).replace(_SOBRA, "")
        self._huecos = _CORTE.findall(html)
        self._trozos = _CORTE.split(html)
        if faltan := [marca for marca in _OBLIGATORIAS if marca not in self._huecos]:
            raise ErrorDelKit(f"al marco de los perfiles le falta lo propio: {', '.join(faltan)}")
        if self._huecos.count(CUERPO) > 1:
            raise ErrorDelKit("el marco de los perfiles tiene dos lugares para el cuerpo")

    def verter(self, titulo: str, descripcion: str, direccion: str, cuerpo: str) -> str:
        """La página completa. Todo llega ya escapado: `cuerpo` es HTML."""
        propio = {
            TITULO: titulo,
            DESCRIPCION: descripcion,
            DIRECCION: direccion,
            CUERPO: cuerpo,
        }
        llenos = (propio[hueco] for hueco in self._huecos)
        return "".join(chain.from_iterable(zip(self._trozos, chain(llenos, [""]), strict=True)))
