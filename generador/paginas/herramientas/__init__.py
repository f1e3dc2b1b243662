"""Los datos de las herramientas web: guiones con reglas, normas, indicadores y mapa.

Qué indicador entra en cada herramienta lo dicen el catálogo y los archivos de reglas: sumar uno no
pide tocar este código.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import orjson

from generador import __version__
from generador.compartido import huella_de_metodos
from generador.mapas.localizador import mapa_nacional
from generador.metodos.instrumento import Instrumento
from generador.normas.tabla_de_normas import normas as tabla_de_normas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas import hogares_sinteticos as sinteticos
from generador.paginas.herramientas.centros_de_mi_base import centros
from generador.paginas.herramientas.columnas_municipales import columna
from generador.paginas.herramientas.indicadores_fiscales import fiscal
from generador.paginas.herramientas.priorizador import priorizador
from generador.paginas.herramientas.programas_vigentes import para_el_lector
from generador.paginas.herramientas.referencia import referencia
from generador.rutas import METODOS, SITIO

__all__ = [
    "archivos",
    "fiscal",
    "guion",
    "mapa",
    "normas",
    "plantillas",
    "priorizador",
    "referencia",
    "reglas",
    "tablas",
]

CARPETA = "recursos/herramientas/datos"
REGLAS = Path(__file__).resolve().parent / "reglas"
TABLAS = METODOS / "datos"
# Las de Word y Excel, que se abren y se retocan en cualquier programa de oficina.
PLANTILLAS = SITIO / "recursos" / "herramientas" / "documentos" / "plantillas"
INSTRUMENTOS = TABLAS / "instrumentos.json"


def guion(nombre: str, contenido: object) -> str:
    """`KIT_DATOS["nombre"] = …` sin nada que se pueda ejecutar ni que cierre la etiqueta."""
    datos = orjson.dumps(contenido, option=orjson.OPT_NON_STR_KEYS).decode().replace("</", "<\\/")
    return f'(window.KIT_DATOS = window.KIT_DATOS || {{}})["{nombre}"] = {datos};\n'


def reglas() -> dict[str, Any]:
    """Cada archivo de reglas por su nombre, y los instrumentos de focalización del método.

    Los programas del lector del Sisbén salen de su tabla, con su vigencia.
    """
    leidas = {ruta.stem: orjson.loads(ruta.read_bytes()) for ruta in sorted(REGLAS.glob("*.json"))}
    leidas["programas_sisben"] = para_el_lector(leidas["programas_sisben"])
    return {**leidas, "instrumentos": orjson.loads(INSTRUMENTOS.read_bytes())["instrumentos"]}


def tablas() -> dict[str, Any]:
    """Las tablas del método, tal cual: el navegador lee una base con las mismas que Python."""
    return {
        f"metodos/{ruta.stem}": orjson.loads(ruta.read_bytes())
        for ruta in sorted(TABLAS.glob("*.json"))
    }


def plantillas() -> dict[str, str]:
    """Un guion por plantilla de oficina, {ruta en el sitio: contenido}, con ella en base 64.

    Desde el disco, una página no puede leer otro archivo que no sea un guion.
    """
    enteras = {r.stem: base64.b64encode(r.read_bytes()) for r in sorted(PLANTILLAS.iterdir())}
    return {
        f"{CARPETA}/plantillas/{nombre}.js": guion(f"plantillas/{nombre}", octetos.decode())
        for nombre, octetos in enteras.items()
    }


def normas() -> dict[str, list[object]]:
    """Cada norma de la tabla: cómo se cita y si está confirmada."""
    return {n.id: [n.cita, n.confirmada] for n in tabla_de_normas().values()}


def kit() -> dict[str, str]:
    """Con qué versión del método se publica desde el navegador: va en el registro de la salida."""
    return {"version": __version__, "huella_metodos": huella_de_metodos()}


def mapa(acervo: DatosDelSitio) -> dict[str, Any]:
    """El país por municipio: un trazo SVG por código, el contorno departamental y el recuadro."""
    pais = mapa_nacional(acervo.topologia, {})
    return {
        "ancho": pais.ancho,
        "alto": pais.alto,
        "formas": {codigo: forma.d for codigo, forma in pais.formas.items()},
        "contorno": pais.contorno,
        "recuadros": [list(r[:4]) for r in pais.recuadros],
    }


def hogares_sinteticos() -> str:
    """El CSV inventado con que empieza el simulador."""
    sisben = orjson.loads(INSTRUMENTOS.read_bytes())["instrumentos"][0]
    return sinteticos.base(Instrumento.de_datos(sisben).codigos)


def hogares_del_censo(acervo: DatosDelSitio) -> dict[str, Any]:
    """Hogares censados por municipio, para pasar de un porcentaje a cuántos son."""
    hogares = columna(acervo, "censo_hogares")
    return {
        "periodo": acervo.vigente("censo_hogares"),
        "hogares": dict(zip(acervo.municipios, hogares, strict=True)),
    }


def archivos(acervo: DatosDelSitio) -> dict[str, str]:
    """Un guion por conjunto de datos, {ruta en el sitio: contenido}."""
    leidas = reglas()
    propios = {
        "referencia": referencia(acervo), "priorizador": priorizador(acervo),
        "fiscal": fiscal(acervo, leidas["fuentes"]), "mapa": mapa(acervo), "normas": normas(),
        "hogares_sinteticos": hogares_sinteticos(), "hogares_del_censo": hogares_del_censo(acervo),
        "kit": kit(),
    }  # fmt: skip
    todos = {**leidas, **tablas(), **propios, **centros(acervo)}
    return {f"{CARPETA}/{nombre}.js": guion(nombre, c) for nombre, c in todos.items()}
