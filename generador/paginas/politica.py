"""La política de contenido de cada página y el `rel` de sus enlaces a otros sitios.

La política va en un `<meta>` porque GitHub Pages no deja poner encabezados. Los guiones que van
dentro de la página se admiten por su huella; ningún otro corre. `file:` está para que la copia
abierta desde el disco funcione: ahí «'self'» no nombra a nadie en todos los navegadores, y en una
página servida no da permiso de nada, porque ningún navegador deja pedir archivos desde ella.
"""

from __future__ import annotations

import base64
import hashlib
import re

MARCA = "kit-marca-politica"
REL = ("noopener", "noreferrer")
_GUION = re.compile(r"<script(?P<atributos>[^>]*)>(?P<texto>.*?)</script>", re.S)
_SIN_GUION = re.compile(r'\ssrc=|\stype="application/(?:ld\+)?json"')
_AFUERA = re.compile(r'<a (?=(?:[^>]*\s)?href="https?:)[^>]*>')
_SU_REL = re.compile(r'\srel="([^"]*)"')
_POLITICA = (
    "default-src 'self' file:; script-src 'self' file:{huellas}; "
    "style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:; "
    "worker-src 'self' file: blob:; object-src 'none'; base-uri 'self'; form-action 'self' file:"
)


def protegida(html: str) -> str:
    """La página entera con su política en el lugar de `MARCA` y el `rel` de sus enlaces.

    Va de última: la huella de un guion es la de su texto exacto.
    """
    return con_rel(html.replace(MARCA, de(html), 1))


def de(html: str) -> str:
    """La política de una página: la de todas, con la huella de cada guion que trae adentro."""
    huellas = dict.fromkeys(map(huella, guiones(html)))
    return _POLITICA.format(huellas="".join(f" '{h}'" for h in huellas))


def guiones(html: str) -> list[str]:
    """El texto de cada guion que va dentro de la página; los datos en JSON no corren."""
    return [g["texto"] for g in _GUION.finditer(html) if not _SIN_GUION.search(g["atributos"])]


def huella(guion: str) -> str:
    """Como la nombra la política: «sha256-…»."""
    return "sha256-" + base64.b64encode(hashlib.sha256(guion.encode()).digest()).decode()


def con_rel(html: str) -> str:
    """`html` con `noopener noreferrer` en los enlaces a otros sitios, además del `rel` que traigan.

    Quien llega a otro sitio no le dice de qué página viene, ni le deja tocarla.
    """
    return _AFUERA.sub(_con_rel, html) if 'href="http' in html else html


def _con_rel(enlace: re.Match[str]) -> str:
    texto = enlace[0]
    hallado = _SU_REL.search(texto)
    if not hallado:
        return f'{texto[:-1]} rel="{" ".join(REL)}">'
    juntos = " ".join(dict.fromkeys((*hallado[1].split(), *REL)))
    return f'{texto[: hallado.start()]} rel="{juntos}"{texto[hallado.end() :]}'
