"""El mapa del sitio para los buscadores de la red: las guías, que pone MkDocs, y los perfiles."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from html import escape

from generador import publicador
from generador.disco.arbol import Arbol
from generador.paginas.guias_construidas import GuiasConstruidas

RUTA = "sitemap.xml"
PARA_ROBOTS = "robots.txt"  # vale si el sitio está en la raíz de su dominio; si no, nadie lo lee
FIN = "</urlset>"
PAGINA = """\
    <url>
         <loc>{}</loc>
{}    </url>"""


def escribir(guias: GuiasConstruidas, rutas: Iterable[str], publico: Arbol) -> None:
    """Deja el mapa, y comprimido, con las guías y cada página de `rutas`.

    Solo admite direcciones completas: si no se sabe la pública, no hay mapa.
    """
    if not guias.direccion:
        return
    dia = publicador.actualizado()
    fecha = f"<lastmod>{dia.isoformat()}</lastmod>" if dia else "         "
    paginas = "".join(PAGINA.format(escape(guias.direccion + r), fecha) for r in rutas)
    mapa = guias.mapa.removesuffix(FIN) + paginas + FIN
    publico.escribir(RUTA, mapa.encode())
    publico.escribir(f"{RUTA}.gz", gzip.compress(mapa.encode(), mtime=0))
    permiso = f"User-agent: *\nAllow: /\nSitemap: {guias.direccion}{RUTA}\n"
    publico.escribir(PARA_ROBOTS, permiso.encode())
