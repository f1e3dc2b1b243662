"""`datos/datapackage.json` del sitio: describe la tabla completa para Frictionless."""

from __future__ import annotations

import hashlib
from pathlib import Path

import orjson

from generador import __version__
from generador.cubo.catalogo import UNIDADES
from generador.disco.escritura import escribir_bytes
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.datos_publicados import TABLA
from generador.paginas.publicacion.texto_de_celda import AVISO

CAMPOS = {
    "territorio": "Código DIVIPOLA: cinco cifras, dos para un departamento, 00 para el país.",
    "dominio": "total, cabecera o rural (centros poblados y rural disperso).",
    "periodo": "Año al que se refiere la cifra.",
    "indicador": "Identificador del catálogo (catalogo.json).",
    "valor": "Cifra con punto decimal o rótulo de una categoría; vacío si no es dato.",
    "estado": "dato, no_aplica o no_disponible.",
    "unidad": "Unidad de la cifra, como se escribe.",
    "fuente": "Fuente del catálogo; con «kit:» si el kit agregó municipios de esa fuente.",
    "aviso": "atipico si la cifra se sale de lo que el catálogo espera (plausible); si no, vacío.",
}
LISTAS = {
    "dominio": ["total", "cabecera", "rural"],
    "estado": ["dato", "no_aplica", "no_disponible"],
    "aviso": [AVISO],
    "unidad": [simbolo or unidad for unidad, simbolo in UNIDADES.items()],
}


def escribir(acervo: DatosDelSitio, publico: Path) -> None:
    """Deja el descriptor junto a `indicadores.csv.gz`, que ya debe estar escrito."""
    tabla = publico / TABLA
    contenido = orjson.dumps(descriptor(acervo, tabla), option=orjson.OPT_INDENT_2)
    escribir_bytes(publico / "datos" / "datapackage.json", contenido)


def descriptor(acervo: DatosDelSitio, tabla: Path) -> dict[str, object]:
    """El descriptor (Data Package v1) de la tabla publicada."""
    return {
        "profile": "tabular-data-package",
        "name": "kit-pobreza",
        "title": "Kit de capacidades territoriales contra la pobreza: indicadores",
        "version": __version__,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [
            {
                "title": f"{f.productor}, {f.titulo}",
                **({"path": f.publicacion} if f.publicacion else {}),
            }
            for f in acervo.fuentes.values()
        ],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "indicadores",
                "path": tabla.name,
                "format": "csv",
                "compression": "gz",
                "mediatype": "application/gzip",
                "encoding": "utf-8",
                "bytes": tabla.stat().st_size,
                "hash": f"sha256:{_huella(tabla)}",
                "schema": {
                    "fields": [_campo(nombre, texto) for nombre, texto in CAMPOS.items()],
                    "primaryKey": ["territorio", "dominio", "periodo", "indicador"],
                    "missingValues": [""],
                },
            }
        ],
    }


def _campo(nombre: str, descripcion: str) -> dict[str, object]:
    restricciones: dict[str, object] = {"required": nombre not in ("valor", "aviso")}
    if nombre in LISTAS:
        restricciones["enum"] = LISTAS[nombre]
    return {
        "name": nombre, "type": "string", "description": descripcion, "constraints": restricciones
    }  # fmt: skip


def _huella(ruta: Path) -> str:
    with ruta.open("rb") as entrada:
        return hashlib.file_digest(entrada, "sha256").hexdigest()
