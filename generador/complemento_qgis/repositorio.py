"""plugins.xml: la lista que QGIS lee para instalar y actualizar el complemento desde el sitio."""

from __future__ import annotations

import configparser
from xml.sax.saxutils import escape, quoteattr

# Campos de metadata.txt que van tal cual en el repositorio: {etiqueta: clave}.
CAMPOS = {
    "description": "description",
    "about": "about",
    "version": "version",
    "qgis_minimum_version": "qgisMinimumVersion",
    "qgis_maximum_version": "qgisMaximumVersion",
    "homepage": "homepage",
    "author_name": "author",
    "icon": "icon",
    "repository": "repository",
    "tracker": "tracker",
    "tags": "tags",
    "experimental": "experimental",
    "deprecated": "deprecated",
}


def plugins_xml(metadatos: str, direccion: str, archivo: str) -> str:
    """El XML del repositorio, con el texto de metadata.txt y la dirección donde está el zip."""
    lector = configparser.ConfigParser(interpolation=None)
    lector.read_string(metadatos)
    general = lector["general"]
    campos = {etiqueta: general[clave] for etiqueta, clave in CAMPOS.items()}
    campos |= {"file_name": archivo, "download_url": f"{direccion}/{archivo}", "server": "false"}
    cuerpo = "\n".join(f"    <{e}>{escape(valor)}</{e}>" for e, valor in campos.items())
    nombre, version = quoteattr(general["name"]), quoteattr(general["version"])
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<plugins>\n"
        f"  <pyqgis_plugin name={nombre} version={version}>\n{cuerpo}\n  </pyqgis_plugin>\n"
        "</plugins>\n"
    )
