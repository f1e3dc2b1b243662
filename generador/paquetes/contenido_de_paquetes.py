"""Qué archivos del sitio van en cada paquete.

El de todo el país trae el sitio entero. El de un departamento, lo que se abre con sus municipios:
sus páginas y descargas, las guías, las herramientas, el mapa y el comparador; no las páginas por
indicador ni las descargas del país, que solas pasan del tamaño que se puede llevar.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.disco import carpeta_propia
from generador.errores import ErrorDelKit

NACION = "00"
TERRITORIOS = "recursos/municipios.js"
CONTENIDOS = "recursos/contenidos.js"
# Lo que solo sirve con un servidor.
CON_SERVIDOR = re.compile(
    r"servicio\.js|version\.txt|manifiesto\.webmanifest|sin-conexion\.html|404\.html|robots\.txt"
    r"|sitemap\.xml(\.gz)?|recursos/sin_conexion\.js|recursos/iconos/.*|complemento/plugins\.xml"
    rf"|{re.escape(carpeta_propia.MARCA)}"
)
DE_UN_TERRITORIO = re.compile(r"[\w-]+/(\d{2}|\d{5})/.*")
# De lo que es del país, lo que se ve o se usa sin salir de la página.
DE_TODOS = re.compile(
    r"(?!indicador/).*\.(html|css|js|svg|png|webp|woff2)|recursos/.*|complemento/.*\.zip"
    r"|datos/series\.json"
)
# Lo que se quita, en este orden, si el paquete de un departamento no cabe.
QUITABLES = (
    (".pdf", "las fichas en PDF"),
    (".xlsx", "las hojas de Excel"),
    (".json", "los datos.json"),
    (".geojson", "las capas de mapa"),
)


@dataclass(frozen=True)
class Sitio:
    """El sitio construido: su carpeta, sus archivos y sus territorios, {código: nombre}."""

    carpeta: Path
    rutas: tuple[str, ...]
    territorios: dict[str, str]

    def departamentos(self) -> list[str]:
        """Los códigos de los departamentos que trae, en orden."""
        return [c for c in self.territorios if len(c) == len(NACION) and c != NACION]


def abrir(carpeta: Path) -> Sitio:
    """El sitio de `carpeta`; ErrorDelKit si ahí no hay uno construido por el kit."""
    lista = carpeta / TERRITORIOS
    if not (carpeta_propia.marcada(carpeta) and lista.is_file()):
        raise ErrorDelKit(
            f"en {carpeta} no hay un sitio construido\n"
            "  Qué hacer: corra «kit construir», o diga su carpeta con --publico"
        )
    rutas = (r.relative_to(carpeta).as_posix() for r in carpeta.rglob("*") if r.is_file())
    filas = valor_de(lista.read_text("utf-8"))
    publicables = sorted(r for r in rutas if not CON_SERVIDOR.fullmatch(r))
    return Sitio(carpeta, tuple(publicables), {fila[0]: fila[1] for fila in filas})


def del_departamento(sitio: Sitio, codigo: str, sin: Iterable[str] = ()) -> list[str]:
    """Las rutas del paquete de un departamento, sin las descargas de esas extensiones."""
    suyos, fuera = set(territorios_de(sitio, codigo)), tuple(sin)

    def va(ruta: str) -> bool:
        if suyo := DE_UN_TERRITORIO.fullmatch(ruta):
            return suyo[1] in suyos and not ruta.endswith(fuera)
        return bool(DE_TODOS.fullmatch(ruta))

    return [ruta for ruta in sitio.rutas if va(ruta)]


def territorios_de(sitio: Sitio, codigo: str) -> list[str]:
    """El país, el departamento y sus municipios."""
    return [c for c in sitio.territorios if c == NACION or c.startswith(codigo)]


def valor_de(guion: str) -> Any:
    """El dato de un guion «window.NOMBRE = dato;»."""
    return json.loads(guion.partition("=")[2].strip().removesuffix(";"))


def guion_con(guion: str, valor: object) -> str:
    """El mismo guion con otro dato."""
    escrito = json.dumps(valor, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"{guion.partition('=')[0].rstrip()} = {escrito};\n"


def solo_de(codigos: Iterable[str], ruta: str, guion: str) -> str:
    """Lo que el buscador halla (`TERRITORIOS` o `CONTENIDOS`), solo de esos territorios."""
    propios, valor = set(codigos), valor_de(guion)
    if ruta == TERRITORIOS:
        return guion_con(guion, [fila for fila in valor if fila[0] in propios])
    centros = [fila for fila in valor["centros"] if fila[1] in propios]
    # Las páginas por indicador no van: quien busca uno llega a las guías y al mapa.
    return guion_con(guion, {**valor, "centros": centros, "indicadores": []})
