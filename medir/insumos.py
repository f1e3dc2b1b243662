"""Arma en una carpeta el sitio de Hugo con los mismos territorios, datos y secciones.

    python -m medir.insumos PUBLICO DESTINO

PUBLICO es un sitio ya construido por el kit: de él sale el armazón del tema, las descargas y los
recursos. Las plantillas están escritas una vez en plantillas_hugo/. Este trabajo no se cuenta: Hugo
recibe los contextos ya calculados y con formato.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from markupsafe import escape

from generador.errores import ErrorDelKit
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio, reunir
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import contexto_departamento
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.nacion import contexto_nacion
from medir.volcado import volcar

PROPIAS = Path(__file__).with_name("plantillas_hugo")
URL = "https://kit.medir/"
NIVELES: dict[str, Callable[[Comun, str], dict[str, Any]]] = {
    "municipio": contexto_municipio,
    "departamento": contexto_departamento,
    "nacion": contexto_nacion,
}
TESTIGOS = 20
_ARTICULO = re.compile(r"(.*<article [^>]*>).*(</article>.*)", re.DOTALL)
_ENTRE_ETIQUETAS = re.compile(r">[ \t]*\n\s*<")
_SANGRIA = re.compile(r"\n[ \t]+")


def preparar(publico: Path, destino: Path) -> None:
    """Escribe el sitio de Hugo en `destino` y los testigos de la equivalencia en testigos.json."""
    acervo = reunir()
    comun = Comun(acervo, URL)
    shutil.copytree(PROPIAS, destino)
    shutil.copytree(publico / "recursos", destino / "static" / "recursos")
    fijo = volcar(comun.fijo)
    _escribir(destino / "data" / "fijo.json", fijo)
    _layouts(acervo, publico, destino / "layouts")
    testigos = []
    for nivel, contexto in NIVELES.items():
        for codigo in (c for c, t in acervo.territorios.items() if t.nivel == nivel):
            datos = volcar(contexto(comun, codigo))
            propio = {k: v for k, v in datos.items() if k not in fijo}
            _contenido(acervo.territorios[codigo], publico, destino, propio)
            cifra = datos["pobreza"]["cifra"]
            testigos.append({"codigo": codigo, "nombre": datos["t"]["nombre"], "cifra": cifra})
    paso = max(len(testigos) // TESTIGOS, 1)
    _escribir(destino / "testigos.json", testigos[::paso][:TESTIGOS])


def _contenido(
    territorio: Territorio, publico: Path, destino: Path, contexto: dict[str, Any]
) -> None:
    """Un contenido por territorio: su contexto y las filas de sus descargas, como front matter."""
    suya = publico / "territorio" / territorio.codigo
    with (suya / "datos.csv").open(encoding="utf-8", newline="") as tabla:
        filas = list(csv.reader(tabla, delimiter=";"))
    datos = orjson.loads((suya / "datos.json").read_bytes())
    cabeza = {
        "title": territorio.nombre,
        "layout": territorio.nivel,
        "params": {"contexto": contexto, "datos": datos, "filas": filas},
    }
    _escribir(destino / "content" / "territorio" / territorio.codigo / "index.md", cabeza)


def _layouts(acervo: DatosDelSitio, publico: Path, layouts: Path) -> None:
    """El armazón del tema, antes y después del cuerpo, y las plantillas sin su sangría.

    La sangría tampoco se publica en las páginas del kit.
    """
    codigo = acervo.municipios[0]
    pagina = (publico / "territorio" / codigo / "index.html").read_text(encoding="utf-8")
    partes = _ARTICULO.fullmatch(pagina)
    if partes is None:
        raise ErrorDelKit(f"la página de {codigo} no trae el <article> del tema")
    antes = (
        partes[1]
        .replace(f"{URL}territorio/{codigo}/index.html", "{{ .Permalink }}index.html")
        .replace(str(escape(acervo.territorios[codigo].nombre)), "{{ .Title }}")
    )
    parciales = layouts / "partials"
    parciales.mkdir()
    (parciales / "antes_del_cuerpo.html").write_text(antes, encoding="utf-8")
    (parciales / "despues_del_cuerpo.html").write_text(partes[2], encoding="utf-8")
    for plantilla in layouts.rglob("*.html"):
        con_sangria = plantilla.read_text(encoding="utf-8")
        sin_saltos = _ENTRE_ETIQUETAS.sub("><", con_sangria)
        plantilla.write_text(_SANGRIA.sub("\n", sin_saltos), encoding="utf-8")


def _escribir(ruta: Path, datos: object) -> None:
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(orjson.dumps(datos))


if __name__ == "__main__":
    preparar(Path(sys.argv[1]), Path(sys.argv[2]))
