"""Lo que dice la ficha de un territorio, listo para imprimir: un diccionario que va como JSON.

Sale del contexto de su página y de la página misma; aquí solo se escoge y se ordena.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from generador import publicador
from generador.fichas import colores, de_departamento, de_municipio, qr
from generador.paginas.datos_del_sitio import Territorio
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import contexto_departamento
from generador.paginas.territorios.municipio import contexto_municipio

Contexto = dict[str, Any]


class _Nivel(NamedTuple):
    contexto: Callable[[Comun, str], Contexto]
    plantilla: str
    hojas: Callable[[Comun, Contexto, str], Contexto]


POR_NIVEL = {
    "municipio": _Nivel(contexto_municipio, "municipio.html", de_municipio.hojas),
    "departamento": _Nivel(contexto_departamento, "departamento.html", de_departamento.hojas),
}


def niveles() -> tuple[str, ...]:
    """De qué niveles hay ficha: el país no tiene."""
    return tuple(POR_NIVEL)


def contexto(comun: Comun, codigo: str) -> Contexto:
    """El de la página del territorio."""
    return POR_NIVEL[comun.acervo.territorios[codigo].nivel].contexto(comun, codigo)


def plantilla(comun: Comun, codigo: str) -> str:
    """La de la página del territorio."""
    return POR_NIVEL[comun.acervo.territorios[codigo].nivel].plantilla


def de(comun: Comun, codigo: str, ya: Contexto, cuerpo: str) -> Contexto:
    """La ficha: textos sin escapar, cifras ya escritas, posiciones de 0 a 100 y dibujos en SVG.

    `ya` es el contexto de la página y `cuerpo`, la página hecha con él.
    """
    t = comun.acervo.territorios[codigo]
    ruta = f"territorio/{codigo}/index.html"
    direccion = f"{comun.url}{ruta}" if comun.url else ""
    dia, quien = publicador.datos_actualizados(), publicador.leer()
    return {
        "nivel": t.nivel,
        "codigo": codigo,
        "nombre": t.nombre,
        "de": _de_donde(t),
        "fecha": publicador.en_palabras(dia) if dia else "",
        "publicador": quien.publicador,
        "contacto": quien.contacto,
        "direccion": direccion,
        "ruta": ruta,
        "qr": qr.dibujar(direccion),
        "colores": colores.leer(),
        **POR_NIVEL[t.nivel].hojas(comun, ya, cuerpo),
    }


def _de_donde(t: Territorio) -> str:
    """Qué se lee encima del nombre; Bogotá es su propio departamento."""
    if t.nivel == "departamento" or t.nombre_departamento == t.nombre:
        return "Colombia"
    return t.nombre_departamento
