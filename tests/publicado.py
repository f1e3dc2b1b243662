"""Lo que el sitio publica para abrir en QGIS, y lo que dice de ello la guía 2.

    .venv/bin/python -m tests.publicado CARPETA

El Python de QGIS no trae con qué construir el sitio: tests/qgis lo pide aquí, a otro proceso.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

CON_POLIGONOS = {"95001": "veredas", "05837": "veredas", "76001": "barrios"}
DE_LA_GUIA, META = "19532", 20
MUNICIPIOS = (*CON_POLIGONOS, DE_LA_GUIA)
GUIA = "guia.json"


def escribir(carpeta: Path) -> None:
    """Las capas de `MUNICIPIOS` y las del país, en el lugar donde las deja el sitio."""
    # Dentro: las constantes de arriba las lee también el Python de QGIS.
    from generador.disco.arbol import Arbol
    from generador.paginas.datos_del_sitio import reunir
    from generador.paginas.guias.cifras_de_las_guias import Numeros
    from generador.paginas.guias.por_dentro import PorDentro
    from generador.paginas.publicacion import capas_de_lugares, capas_descargables

    acervo = reunir()
    publico = Arbol(carpeta)
    for publicacion in (capas_descargables, capas_de_lugares):
        publicacion.de_territorios(acervo, publico, MUNICIPIOS)
        publicacion.comunes(acervo, publico)
    por_dentro = PorDentro(Numeros(acervo))
    html = str(por_dentro.tabla_de_clases(DE_LA_GUIA, META))
    filas = re.findall("<tr>(.*?)</tr>", html)[1:]
    clases = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", fila) for fila in filas]
    guia = {"clases": clases, "cruce": por_dentro.cruce_de_adentro(DE_LA_GUIA)}
    (carpeta / GUIA).write_text(json.dumps(guia, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    escribir(Path(sys.argv[1]))
