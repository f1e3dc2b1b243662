"""Cómo se presenta un perfil por fuera: su título y su descripción en un buscador o un mensaje.

Ninguno se repite: hay 166 municipios que comparten nombre con otro o con un departamento.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

import numpy as np

from generador.formato import porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio

DE_QUIEN = {
    "municipio": "DANE, medida censal",
    "departamento": "promedio del kit con la medida censal del DANE",
    "nacion": "promedio del kit con la medida censal del DANE",
}


LARGO_DE_LA_DESCRIPCION = 160  # lo que suele mostrar un buscador
BOGOTA = "11001"  # su departamento es ella misma
CORTO = 40  # un lema o un rótulo no dice de qué trata la página
_PARRAFO = re.compile(r"<p\b[^>]*>(.*?)</p>", re.S)
_ETIQUETA = re.compile(r"<[^>]+>")


class Presentacion(NamedTuple):
    """Texto sin escapar."""

    titulo: str
    descripcion: str


def de(acervo: DatosDelSitio, codigo: str) -> Presentacion:
    """La de un territorio, con el año de sus cifras."""
    territorio, anio = acervo.territorios[codigo], acervo.vigente("ipm_censal")
    nombre = _nombre(territorio)
    return Presentacion(
        f"{nombre} · pobreza {anio} y qué hacer",
        f"{_cifra(acervo, territorio, nombre, anio)} Privaciones, frente a quién, recursos y qué "
        "hacer, con la fuente de cada cifra.",
    )


def _nombre(territorio: Territorio) -> str:
    """El que no se confunde con otro: con su departamento, o diciendo que lo es."""
    if territorio.nivel == "nacion":
        return territorio.nombre
    if territorio.nivel == "departamento":
        return f"{territorio.nombre} (departamento)"
    if territorio.codigo == BOGOTA:
        return territorio.nombre
    return f"{territorio.nombre}, {territorio.nombre_departamento}"


def _cifra(acervo: DatosDelSitio, territorio: Territorio, nombre: str, anio: str) -> str:
    incidencia = acervo.valor("ipm_censal", territorio.codigo)
    if np.isnan(incidencia):
        return f"{nombre}: pobreza y condiciones de vida."
    return (
        f"{nombre}: {porcentaje(incidencia)} de las personas censadas vivían en pobreza "
        f"multidimensional en {anio} ({DE_QUIEN[territorio.nivel]})."
    )


def primer_parrafo(cuerpo: str) -> str:
    """El comienzo del primer párrafo de verdad de un HTML, sin etiquetas ni escapes; o «»."""
    for parrafo in _PARRAFO.findall(cuerpo):
        texto = " ".join(html.unescape(_ETIQUETA.sub("", parrafo)).split())
        if len(texto) > LARGO_DE_LA_DESCRIPCION:
            return f"{texto[:LARGO_DE_LA_DESCRIPCION].rsplit(' ', 1)[0]}…"
        if len(texto) >= CORTO:
            return texto
    return ""
