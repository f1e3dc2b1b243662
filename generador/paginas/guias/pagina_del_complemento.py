"""Lo que la página del complemento toma del complemento: ayudas, capturas y direcciones.

Las ayudas son las que muestra QGIS: `make ayudas` las guarda en un archivo, y las pruebas comparan
ese archivo con el código. Construir el sitio no necesita QGIS.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

from generador import __version__
from generador.complemento_qgis.zip_del_complemento import NOMBRE
from generador.formato import numero
from generador.metodos.publicable.textos import para_el_alcalde
from generador.metodos.tablas import documento
from generador.practica import nombres_en_el_zip as practica
from generador.rutas import RAIZ, SITIO

AYUDAS = RAIZ / "generador" / "complemento_qgis" / "ayudas.json"
CAPTURAS = SITIO / "complemento" / "capturas"
# Lo que se deja en blanco o se elige del proyecto no dice nada en una tabla.
SIN_OMISION = {None, "", "False"}


class Complemento:
    """Macros de la página; `sitio` es la dirección pública, o «» si no la hay."""

    def __init__(self, sitio: str) -> None:
        self._sitio = sitio.rstrip("/")

    def repositorio(self) -> str:
        """La dirección que se agrega en QGIS; sin dirección pública, que no la hay."""
        if not self._sitio:
            return "esta copia del kit no tiene dirección pública; instale desde el archivo"
        return f"<code>{escape(self._sitio)}/complemento/plugins.xml</code>"

    def zip_del_complemento(self) -> str:
        """Enlace al zip que está junto a la página."""
        nombre = f"{NOMBRE}-{__version__}.zip"
        return f'<a href="{escape(nombre)}" download>{escape(nombre)}</a>'

    def version_del_complemento(self) -> str:
        """La versión publicada."""
        return escape(__version__)

    def hogares_de_practica(self) -> str:
        """Cuántos hogares trae la base de práctica."""
        return numero(practica.HOGARES)

    def captura(self, nombre: str, alternativo: str, pie: str) -> str:
        """Una captura con su texto alternativo y su pie, que se abre a tamaño completo."""
        ancho, alto = medidas((CAPTURAS / f"{nombre}.webp").read_bytes())
        ruta = f"capturas/{escape(nombre)}.webp"
        return (
            f'<figure class="captura-qgis"><a href="{ruta}"><img src="{ruta}" width="{ancho}" '
            f'height="{alto}" loading="lazy" decoding="async" alt="{escape(alternativo)}"></a>'
            f"<figcaption>{escape(pie)}</figcaption></figure>"
        )

    def indice_de_algoritmos(self) -> str:
        """Los algoritmos por grupo, con enlace a su ayuda."""
        grupos: dict[str, list[str]] = {}
        for uno in leer():
            enlace = f'<a href="#{uno["id"]}">{escape(uno["nombre"])}</a>'
            grupos.setdefault(uno["grupo"], []).append(enlace)
        filas = "".join(
            f"<div><dt>{escape(g)}</dt><dd>{', '.join(e)}</dd></div>" for g, e in grupos.items()
        )
        return f'<dl class="lista-terminos">{filas}</dl>'

    def publicar_incidencia(self) -> str:
        """Qué tienen las cifras publicables y qué sigue siendo posible, con el texto del método."""
        tabla = documento("publicable")
        leer, posible = (
            "".join(f"<li>{escape(t)}</li>" for t in tabla[lista])
            for lista in ("como_leer", "sigue_siendo_posible")
        )
        return (
            f"<blockquote><p>{escape(para_el_alcalde(tabla))}</p></blockquote>"
            f"<ul>{leer}</ul><p>{escape(tabla['clave'])}</p>"
            f"<p>Lo que ninguna tabla evita:</p><ul>{posible}</ul>"
        )

    def algoritmos(self) -> str:
        """La ayuda de cada algoritmo, con lo que recibe y lo que entrega."""
        return "\n\n".join(_algoritmo(uno) for uno in leer())


def leer(ruta: Path = AYUDAS) -> list[dict[str, Any]]:
    """Las ayudas guardadas."""
    leidas: list[dict[str, Any]] = json.loads(ruta.read_text("utf-8"))
    return leidas


def medidas(webp: bytes) -> tuple[int, int]:
    """Ancho y alto de un WebP con pérdida (VP8): 14 bits cada uno tras la marca de inicio."""
    marca = webp.index(b"\x9d\x01\x2a") + 3
    ancho, alto = (int.from_bytes(webp[i : i + 2], "little") & 0x3FFF for i in (marca, marca + 2))
    return ancho, alto


def _algoritmo(uno: dict[str, Any]) -> str:
    partes = [
        f'<h3 id="{uno["id"]}">{escape(uno["nombre"])}</h3>',
        f"<p>{_texto(uno['resumen'])}</p>",
        f"<p><strong>Qué entrega.</strong> {_texto(uno['entrega'])}</p>",
        f"<p><strong>Ejemplo.</strong> {_texto(uno['ejemplo'])}</p>",
    ]
    if uno["advertencia"]:
        partes.append(f"<p><strong>Tenga en cuenta.</strong> {_texto(uno['advertencia'])}</p>")
    partes += [
        f"<p><strong>{escape(titulo)}.</strong> {_texto(texto)}</p>"
        for titulo, texto in uno["secciones"]
    ]
    entradas = "".join(_entrada(e) for e in uno["entradas"])
    salidas = "".join(
        f"<li>{escape(s['etiqueta'])} <code>{escape(s['nombre'])}</code></li>"
        for s in uno["salidas"]
    )
    partes.append(
        '<details class="algoritmo"><summary>Qué se elige y qué sale</summary>'
        f"<p>En el modelador y en <code>qgis_process</code> se llama "
        f"<code>kit_pobreza:{uno['id']}</code></p>"
        f"<h4>Se elige</h4><ul>{entradas}</ul><h4>Sale</h4><ul>{salidas}</ul></details>"
    )
    return "\n".join(partes)


def _entrada(entrada: dict[str, Any]) -> str:
    texto = f"<b>{escape(entrada['etiqueta'])}</b> <code>{escape(entrada['nombre'])}</code>"
    dichos = [_texto(entrada["ayuda"])] if entrada["ayuda"] else []
    if entrada["opciones"]:
        dichos.append(f"Opciones: {escape('; '.join(entrada['opciones']))}.")
    if entrada["omision"] not in SIN_OMISION:
        dichos.append(f"Si no se cambia: {escape(entrada['omision'])}.")
    if entrada["avanzado"]:
        dichos.append("Está en los parámetros avanzados.")
    return f"<li>{texto}{': ' if dichos else ''}{' '.join(dichos)}</li>"


def _texto(texto: str) -> str:
    """El texto de una ayuda: trae algunas etiquetas propias, y solo esas pasan."""
    permitidas = re.compile(r"&lt;(/?(?:code|b|i|br))&gt;")
    return permitidas.sub(r"<\1>", escape(unescape(texto), quote=False))
